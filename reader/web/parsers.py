"""A few processes that parse what came from the network."""

from __future__ import annotations

import queue
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.formats.isolation import SECONDS, Isolated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

PARSERS = 2


class Parsers:
    """A few processes that parse, lent out one at a time; they start when they are needed."""

    def __init__(self, count: int = PARSERS, seconds: float = SECONDS) -> None:
        """`seconds` is how long one job may take."""
        # The last one that was given back is lent first: the others may never have to start.
        self._free: queue.LifoQueue[Isolated] = queue.LifoQueue()
        self._all = [Isolated(seconds) for _ in range(count)]
        for isolated in self._all:
            self._free.put(isolated)

    def __enter__(self) -> Parsers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def lent(self) -> Iterator[Isolated]:
        """One of them, for the time inside; waits until one is free."""
        isolated = self._free.get()
        try:
            yield isolated
        finally:
            self._free.put(isolated)

    def close(self) -> None:
        """End the processes."""
        for isolated in self._all:
            isolated.close()
