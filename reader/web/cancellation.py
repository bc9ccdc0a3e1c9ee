"""Calling off what takes too long."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Cancellation:
    """Shared between who waits and who works: once cancelled, it stays so.

    Any thread may cancel; what is under way is stopped at once, not at its next look.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._stoppers: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether it was called off."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Call it off. A second time changes nothing."""
        with self._lock:
            self._cancelled.set()
            stoppers, self._stoppers = self._stoppers, []
        for stop in stoppers:
            stop()

    def wait(self, seconds: float) -> bool:
        """Wait for `seconds`, or until it is called off; whether it was."""
        return self._cancelled.wait(seconds)

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """While inside, `stop` is called (from the cancelling thread) when it is called off."""
        with self._lock:
            already = self.cancelled
            if not already:
                self._stoppers.append(stop)
        if already:
            stop()
        try:
            yield
        finally:
            with self._lock:
                if stop in self._stoppers:
                    self._stoppers.remove(stop)
