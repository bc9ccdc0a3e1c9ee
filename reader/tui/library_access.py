"""The library as the screens reach it: opened when it is first asked, and never on the interface's thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, wait
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reader.library import open_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import Library
    from reader.reading import Reading

T = TypeVar("T")

_THREADS = 2
"""One slow answer keeps no other waiting; each thread has a connection of its own, so they are few."""


class StoredReading(NamedTuple):
    """A reading that the library keeps, with its entry."""

    entry: ArticleEntry
    reading: Reading


class LibraryAccess:
    """Opens a library once, on a thread, and puts questions to it there.

    A library that cannot be opened is tried again when it is next asked: another program
    may have let go of it, or the user put the file right.
    """

    def __init__(self, opener: Callable[[], Library] | None = None) -> None:
        """`opener` opens the library, else it is the user's own."""
        self._opener = opener
        self._questions: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._threads: list[Thread] = []
        self._opening = Lock()
        self._library: Library | None = None
        self._closed = False
        self._to_finish: list[Future[Any]] = []

    def exists(self) -> bool:
        """Whether there is a library to look into, so that none is created for that."""
        if self._library is not None or self._opener is not None:
            return True
        from reader.library.places import library_path

        try:
            return library_path().exists()
        except Exception as error:
            from reader.library.errors import LibraryError

            if isinstance(error, LibraryError | OSError):
                return False
            raise

    @property
    def opened(self) -> Library | None:
        """The library, if it is open already: to hand it changes without waiting."""
        return self._library

    async def library(self) -> Library:
        """The library, opened when it is first asked for. Raises `LibraryError`."""
        return await self.ask(lambda library: library)

    async def ask(self, question: Callable[[Library], T], *, finish: bool = False) -> T:
        """What `question` brings from the library. Raises `LibraryError`.

        A question that is called off before its turn is never asked, unless `finish` is set:
        then it is answered even when nobody waits any more, and before the library is closed.
        """
        future = self.put(question)
        if not finish:
            return await asyncio.wrap_future(future)
        self._to_finish.append(future)
        return await asyncio.shield(asyncio.wrap_future(future))

    async def change(self, change: Callable[[Library], Future[T]]) -> T:
        """What a change brings when it is safely stored. Raises `LibraryError`.

        Whoever stops waiting calls off nothing: what was handed over is stored.
        """
        library = self._library or await self.library()
        return await asyncio.shield(asyncio.wrap_future(change(library)))

    def put(self, question: Callable[[Library], T]) -> Future[T]:
        """As `ask`, for who does not run in an event loop."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = question(self._open())
            except BaseException as error:  # whatever it is, it belongs to whoever asked
                future.set_exception(error)
            else:
                future.set_result(result)

        self._questions.put(work)
        if len(self._threads) < _THREADS:
            thread = Thread(target=self._answer, name="library reader", daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def _answer(self) -> None:
        while True:
            self._questions.get()()

    def _open(self) -> Library:
        with self._opening:
            if self._closed:
                from reader.library.errors import LibraryError
                from reader.translation import _

                raise LibraryError(_("The library is closed."))
            if self._library is None:
                self._library = (self._opener or open_library)()
            return self._library

    def close(self) -> None:
        """Let go of the library when what must be finished is, and what its writer was handed is stored."""
        wait(self._to_finish)
        with self._opening:
            self._closed = True
            library, self._library = self._library, None
        if library is not None:
            library.close()
