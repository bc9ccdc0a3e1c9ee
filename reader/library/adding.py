"""Adding files to a library: found in folders, read and analysed by several processes, stored by one writer.

>>> files = find_files(["news/"])
>>> for result in add_files(library, files.articles):
...     print(result)
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from reader.formats import SUFFIXES, FormatError, load_path
from reader.library.errors import LibraryError
from reader.library.preparing import PreparedReading, prepare
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.article import Article
    from reader.library.protocol import Added

_BATCH = 8  # files that a process takes at a time
_FEW = 4  # files that are read sooner than a process starts
_MOST_STORING = 256  # readings handed to the writer ahead of what it stored
_TOGETHER = 64  # readings, or
_SOON = 0.2  # seconds after the last: then the writer gets what is ready, and commits it at once
_ATTENTION = 0.2  # seconds after which it is looked whether to stop


@dataclass(frozen=True, slots=True)
class Found:
    """Files to add, in order; `skipped` counts those of other kinds, `refused` are folders that stay shut."""

    articles: tuple[str, ...]
    skipped: int = 0
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that is safely in the library; `source` is the path it came from."""

    source: str
    title: str | None
    added: Added


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not in the library; `problem` is one line that names it and says why."""

    source: str
    problem: str


@dataclass(frozen=True, slots=True)
class _Prepared:
    source: str
    reading: PreparedReading


class Keeper(Protocol):
    """A library, as far as adding needs one."""

    def add_prepared(self, prepared: PreparedReading) -> Future[Added]:
        """Keep a reading that was prepared elsewhere."""
        ...


def find_files(sources: Iterable[str]) -> Found:
    """The files that `sources` name: files themselves, and in folders whatever is called like an article.

    In a folder, hidden files and folders are passed over, and links to folders are not followed.
    """
    articles: dict[str, None] = {}
    refused: list[Refused] = []
    skipped: set[str] = set()

    def unreadable(error: OSError) -> None:
        reason = error.strerror or str(error)
        refused.append(Refused(str(error.filename), f"{error.filename}: {reason}"))

    for source in sources:
        if not Path(source).is_dir():
            articles[source] = None
            continue
        for folder, folders, files in os.walk(source, onerror=unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                path = Path(folder, name)
                if name.startswith("."):
                    continue
                if path.suffix.lower() in SUFFIXES and path.is_file():
                    articles[str(path)] = None
                else:
                    skipped.add(str(path))
    return Found(tuple(articles), len(skipped - articles.keys()), tuple(refused))


def add_files(
    library: Keeper,
    files: Sequence[str],
    *,
    language: str | None = None,
    processes: int | None = None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Stored | Refused]:
    """Add files, each yielded when it is safely stored or refused.

    As soon as `is_stopped` says so, no more files are read; what was read by then is stored
    and yielded still. Raises `LibraryError` when the library takes no more.
    """
    ready: list[_Prepared] = []
    storing: deque[tuple[_Prepared, Future[Added]]] = deque()
    handed_over = 0.0
    with _preparing(files, language, processes or _processors()) as batches:
        while not is_stopped():
            batch = batches.next_batch() if len(storing) < _MOST_STORING else None
            for result in batch or ():
                if isinstance(result, Refused):
                    yield result
                else:
                    ready.append(result)
            now = time.monotonic()
            if batches.is_finished or len(ready) >= _TOGETHER or now - handed_over >= _SOON:
                storing += [(one, library.add_prepared(one.reading)) for one in ready]
                ready, handed_over = [], now
            while storing and storing[0][1].done():
                yield _stored(*storing.popleft())
            if batches.is_finished and not storing:
                return
            batches.wait_for(storing[0][1] if storing else None, storing_only=len(storing) >= _MOST_STORING)
    storing += [(one, library.add_prepared(one.reading)) for one in ready]
    while storing:
        yield _stored(*storing.popleft())


def _stored(prepared: _Prepared, future: Future[Added]) -> Stored:
    return Stored(prepared.source, prepared.reading.title, future.result())


def prepare_file(source: str, language: str | None = None) -> PreparedReading:
    """Read and analyse the article at a path. Raises `FormatError`."""
    article = load_path(source)
    return prepare_article(replace(article, source=str(Path(source).absolute())), language)


def prepare_article(article: Article, language: str | None = None) -> PreparedReading:
    """Analyse an article, in `language` where one is given, and prepare it for a library."""
    from reader.analysis import analyse_article
    from reader.reading import Reading

    if language is not None:
        article = replace(article, metadata=replace(article.metadata, language=language))
    return prepare(Reading(article, analyse_article(article)))


def _prepare_files(files: Sequence[str], language: str | None) -> list[_Prepared | Refused]:
    return [_prepare_or_refuse(source, language) for source in files]


def _prepare_or_refuse(source: str, language: str | None) -> _Prepared | Refused:
    # Reference cycles are looked for between two articles: little is there then, within one a lot.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _Prepared(source, prepare_file(source, language))
    except FormatError as error:
        return Refused(source, str(error))
    except (Exception, RecursionError) as error:  # one file must never stop the others
        problem = _("{source}: cannot be read as an article ({error})")
        return Refused(source, problem.format(source=source, error=type(error).__name__))
    finally:
        if was_enabled:
            gc.enable()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass
class _Batches:
    """Files on their way through `executor`, which reads them some at a time, in order."""

    files: Iterator[str]
    language: str | None
    executor: Executor | None
    most: int
    waiting: deque[Future[list[_Prepared | Refused]]] = field(default_factory=deque)
    is_finished: bool = False

    def next_batch(self) -> list[_Prepared | Refused] | None:
        """What came of the next files; None where that is not known yet, or there are no more."""
        if self.executor is None:
            few = list(islice(self.files, 1))
            self.is_finished = not few
            return _prepare_files(few, self.language)
        while len(self.waiting) < self.most and (files := list(islice(self.files, _BATCH))):
            self.waiting.append(self.executor.submit(_prepare_files, files, self.language))
        self.is_finished = not self.waiting
        return self.waiting.popleft().result() if self.waiting and self.waiting[0].done() else None

    def wait_for(self, stored: Future[Added] | None, *, storing_only: bool) -> None:
        """Wait until there is something to do, but never for long."""
        prepared = [] if storing_only or not self.waiting else [self.waiting[0]]
        if self.executor is not None or self.is_finished or storing_only:
            futures: list[Future[Any]] = [*prepared, *([stored] if stored else [])]
            wait(futures, timeout=_ATTENTION, return_when=FIRST_COMPLETED)


@contextmanager
def _preparing(files: Sequence[str], language: str | None, processes: int) -> Iterator[_Batches]:
    """Processes that read `files`; they are ended on the way out, whatever they are doing."""
    if len(files) <= _FEW:
        yield _Batches(iter(files), language, None, 0)
        return
    # Fresh processes: a copy of this one would hold its open library, and locks of its threads.
    context = multiprocessing.get_context("spawn")
    before = {process.pid for process in multiprocessing.active_children()}
    executor = ProcessPoolExecutor(processes, context, _begin_process)
    try:
        yield _Batches(iter(files), language, executor, 3 * processes)
    except BrokenProcessPool:
        raise LibraryError(
            _("A process that reads articles was ended from outside; those reported are kept.")
        ) from None
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process.pid not in before:
                process.terminate()


def _begin_process() -> None:
    """Leave Ctrl-C to the parent, and end with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
