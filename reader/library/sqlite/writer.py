"""The one thread of a library that writes.

Work waits in a queue; what waits together is committed together, each piece in a
savepoint of its own, so that one that fails takes no other with it.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from reader.library.errors import LibraryError
from reader.library.sqlite.dictionaries import Learner, take_in
from reader.library.sqlite.files import plain_errors, read_only_error
from reader.translation import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from reader.library.sqlite.files import LibraryFile

Result = TypeVar("Result")

# Another program may wait for its turn to write: no transaction lasts much longer than this.
_LONGEST_TRANSACTION = 0.25


class _Job:
    """A piece of work and the future that its result goes to."""

    def __init__(self, work: Callable[[sqlite3.Connection], Any]) -> None:
        self.work = work
        self.future: Future[Any] = Future()
        self.result: Any = None


class Writer:
    """Runs work on a connection of its own, on a thread that starts with the first piece."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._learner = Learner()
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, work: Callable[[sqlite3.Connection], Result]) -> Future[Result]:
        """Have `work` done inside a transaction. The future is done when the transaction is committed."""
        job = _Job(work)
        with self._lock:
            if self._closed:
                job.future.set_exception(LibraryError(_("The library is closed.")))
            elif self._file.read_only:
                job.future.set_exception(read_only_error(self._file.path))
            else:
                self._queue.put(job)
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="library writer", daemon=True)
                    self._thread.start()
        return job.future

    def close(self) -> None:
        """Finish the work that waits, and end the thread."""
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread is not None:
            self._queue.put(None)
            thread.join()

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while (job := self._queue.get()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            batch = [job]
            try:
                with plain_errors(self._file.path):
                    connection = connection or self._file.connect(writing=True)
                    self._transact(connection, batch)
            except BaseException as error:  # whatever it is, it belongs to those who wait for the work
                for failed in batch:
                    if not failed.future.done():
                        failed.future.set_exception(error)
            else:
                for finished in batch:
                    if not finished.future.done():
                        finished.future.set_result(finished.result)
        if connection is not None:
            connection.close()

    def _transact(self, connection: sqlite3.Connection, batch: list[_Job]) -> None:
        """Do the first piece of work, and what waits behind it, in one transaction."""
        self._learner.learn_when_due(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            take_in(connection)
            until = time.monotonic() + _LONGEST_TRANSACTION
            self._do(connection, batch[0])
            while time.monotonic() < until:
                try:
                    job = self._queue.get_nowait()
                except Empty:
                    break
                if job is None:
                    self._queue.put(None)
                    break
                if job.future.set_running_or_notify_cancel():
                    batch.append(job)
                    self._do(connection, job)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _do(self, connection: sqlite3.Connection, job: _Job) -> None:
        connection.execute("SAVEPOINT job")
        try:
            with plain_errors(self._file.path):
                job.result = job.work(connection)
        except BaseException as error:  # as above
            if not connection.in_transaction:
                raise  # SQLite took back the whole transaction, as it may when the disk is full
            connection.execute("ROLLBACK TO job")
            job.future.set_exception(error)
        connection.execute("RELEASE job")
