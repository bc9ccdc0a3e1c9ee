"""What a screen does in the background: in a thread, or by asking the library."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.screen import Screen
from textual.worker import Worker, WorkerState

from reader import log

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from reader.library.protocol import Library
    from reader.tui.app import ReaderApp

T = TypeVar("T")
Result = TypeVar("Result")

CHANGE = "change"
"""The job that hands a change to the library."""

_BRIEFLY = 2.0
"""Seconds for which something that is said in passing stays."""


class KeepsPlace:
    """A screen that is a place to begin at next time."""

    def keep_place(self) -> None:
        """Have the library keep it."""


class WorkingScreen(Screen[Result]):
    """A screen whose own thread only shows what jobs bring."""

    def __init__(self) -> None:
        super().__init__()
        self._then: dict[Worker[Any], Callable[[Any], None]] = {}
        self._failed: dict[Worker[Any], Callable[[], None]] = {}

    @property
    def reader_app(self) -> ReaderApp:
        """The application that the screen is part of."""
        return cast("ReaderApp", self.app)

    def collect_again(self) -> None:
        """Collect garbage again, which starting does not: nothing of what was made so far is any."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def say(self, message: str) -> None:
        """Say something in passing."""
        self.notify(message, markup=False, timeout=_BRIEFLY)

    def leave(self) -> None:
        """Go back to the screen below; from the first one, quit."""
        if self.is_first:
            self.app.exit(return_code=0)
        else:
            self.dismiss()

    @property
    def is_first(self) -> bool:
        """Whether there is no screen below."""
        return self.app.screen_stack[0] is self

    def in_background(self, job: str, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do `work` in a thread, `then` take what it brings; replaces an unfinished job of that name."""
        worker = self.run_worker(work, name=job, group=job, thread=True, exclusive=True, exit_on_error=False)
        self._then[worker] = then

    def ask_library(
        self,
        job: str,
        question: Callable[[Library], T],
        then: Callable[[T], None],
        *,
        finish: bool = False,
    ) -> None:
        """Put a question to the library, `then` take its answer; replaces an unfinished job of that name.

        With `finish` it is answered though the screen is left meanwhile.
        """
        answer = self.reader_app.library_access.ask(question, finish=finish)
        worker = self.run_worker(answer, name=job, group=job, exclusive=True, exit_on_error=False)
        self._then[worker] = then

    def change_library(
        self,
        change: Callable[[Library], Future[T]],
        then: Callable[[T], None],
        *,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Hand a change to the library; `then` comes when it is safely stored.

        When it cannot be, that is said, and `failed` takes back what was shown already.
        """
        storing = self.reader_app.library_access.change(change)
        worker = self.run_worker(storing, name=CHANGE, group=CHANGE, exit_on_error=False)
        self._then[worker], self._failed[worker] = then, failed

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what a job brings, or say what went wrong with it."""
        worker = event.worker
        # Not what the worker is now: one that is quick has ended before it is told that it runs.
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        error = type(worker.error).__name__ if worker.error is not None else "none"
        log.note("job", name=worker.name, state=event.state.name, error=error)
        then, failed = self._then.pop(worker, None), self._failed.pop(worker, None)
        if then is None:
            return
        if event.state is WorkerState.SUCCESS:
            then(worker.result)
        elif event.state is WorkerState.ERROR:
            if failed is not None:
                failed()
            self.job_failed(worker.name, worker.error)

    def job_failed(self, job: str, error: BaseException | None) -> None:
        """Say what went wrong with a job."""
        self.notify(str(error), severity="error", markup=False)
