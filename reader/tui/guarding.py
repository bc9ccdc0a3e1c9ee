"""An application that is told to stop, loses its terminal or fails leaves things in order."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from threading import Timer, current_thread, main_thread
from typing import TYPE_CHECKING, Any

from textual.app import App

from reader import log
from reader.reports import FAILED, report_crash

if TYPE_CHECKING:
    from types import FrameType

    from textual import events

_REMEMBERED = 20
_TOLD_BY_A_SIGNAL = 128
"""What shells add to the number of a signal to make an exit code."""
_TO_STORE_WHAT_IS_OPEN = 10.0
"""Seconds that a reader without a terminal has to leave by itself."""
_OUTPUTS = (1, 2)


class GuardedApp(App[int], inherit_bindings=False):
    """An application that gives the terminal back whatever happens, and says what happened."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.last_actions: deque[str] = deque(maxlen=_REMEMBERED)
        self.crash: str | None = None
        self._ids: dict[str, str] = {}

    def on_load(self) -> None:
        """Leave in order when another program or the terminal says so."""
        if self.is_headless or current_thread() is not main_thread():
            return
        loop = asyncio.get_running_loop()

        def told_to_stop(number: int, _frame: FrameType | None) -> None:
            if number == getattr(signal, "SIGHUP", None) and _is_terminal_gone():
                _write_to_nobody(_TOLD_BY_A_SIGNAL + number)
            loop.call_soon_threadsafe(self._stop, number)

        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            if number := getattr(signal, name, None):  # Windows has not all of them
                signal.signal(number, told_to_stop)

    def _stop(self, number: int) -> None:
        log.note("signal", number=number)
        self.exit(return_code=_TOLD_BY_A_SIGNAL + number)

    async def run_action(self, action: Any, *arguments: Any, **options: Any) -> bool:
        """Remember which action it was, by its id, for the log and for a report."""
        if isinstance(action, str) and (known := self._id_of(action)):
            self.last_actions.append(known)
            log.note("action", id=known)
        return await super().run_action(action, *arguments, **options)

    def _id_of(self, action: str) -> str | None:
        if not self._ids:
            from reader.tui.commands import ACTIONS

            for one in reversed(ACTIONS):
                self._ids[one.handler] = one.id
        return self._ids.get(action.removeprefix("screen."))

    def on_resize(self, event: events.Resize) -> None:
        """Note it in the log."""
        log.note("resize", columns=event.size.width, rows=event.size.height)

    def _handle_exception(self, error: Exception) -> None:
        """Leave, and report: the values of variables, which Textual would print, hold what is read."""
        if self.is_headless:  # a test wants the error itself
            super()._handle_exception(error)
            return
        if self.crash is None:
            self.crash = report_crash(error, self.last_actions)
        self._return_code = FAILED
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def _is_terminal_gone() -> bool:
    """Whether the window of the terminal was closed."""
    import termios

    try:
        termios.tcgetattr(0)
    except termios.error:
        return True
    return False


def _write_to_nobody(code: int) -> None:
    """Send all output nowhere: Textual's thread for it would end at the first error, and leaving wait for it.

    The system says at once that the terminal is gone and that the program is to go on; Textual
    would then take hold of the terminal again.
    """
    signal.signal(signal.SIGCONT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for output in _OUTPUTS:
        os.dup2(nowhere, output)
    os.close(nowhere)
    at_last = Timer(_TO_STORE_WHAT_IS_OPEN, os._exit, (code,))
    at_last.daemon = True
    at_last.start()
