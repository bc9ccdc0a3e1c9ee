"""Doing much at once, a little of it at a time, with the servers taking turns."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from reader.web.cancellation import Cancellation

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_turns(
    jobs: Iterable[tuple[str, Job]],
    work: Callable[[Job, Cancellation], Result],
    *,
    at_once: int,
    cancellation: Cancellation | None = None,
) -> Generator[Result]:
    """What `work` brings for each job (which comes with the address it is for), as it comes.

    Jobs for one server are spread out. When it is called off, or who listens stops, what is
    under way is called off by what `work` is given, and nothing more comes.
    """
    waiting = deque(_taking_turns(jobs))
    # Who stops listening calls off what is under way; that must not call off what the caller does next.
    stop = Cancellation()
    with ThreadPoolExecutor(at_once, thread_name_prefix="web") as threads, _linked(cancellation, stop):
        under_way: set[Future[Result]] = set()
        try:
            while (waiting or under_way) and not stop.cancelled:
                while waiting and len(under_way) < at_once:
                    under_way.add(threads.submit(work, waiting.popleft(), stop))
                finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for task in finished:
                    if stop.cancelled:
                        break
                    yield task.result()
        finally:
            stop.cancel()


@contextmanager
def _linked(outer: Cancellation | None, inner: Cancellation) -> Iterator[None]:
    """While inside, calling off `outer` calls off `inner`."""
    if outer is None:
        yield
        return
    with outer.stopping(inner.cancel):
        yield


def _taking_turns(jobs: Iterable[tuple[str, Job]]) -> Iterator[Job]:
    """The jobs with those for one server spread out, as a server gets only a few requests at once."""
    by_server: dict[str, deque[Job]] = {}
    for address, job in jobs:
        by_server.setdefault(urlsplit(address).netloc.lower(), deque()).append(job)
    while by_server:
        for server in list(by_server):
            yield by_server[server].popleft()
            if not by_server[server]:
                del by_server[server]
