"""Looking at many feeds at once.

    >>> for update in refresh(feeds, client, parsers):
    ...     library.keep(update)

A few threads fetch, a few processes parse, and what they find is handed over as it comes, so that
no more of it is held at a time than is being worked on.
"""

from __future__ import annotations

import queue
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.formats.errors import FormatError
from reader.formats.isolation import Isolated
from reader.web.cancellation import Cancellation
from reader.web.errors import WebError
from reader.web.feed_parsing import parse_feed
from reader.web.feeds import answered, failed, now_utc, request_headers
from reader.web.pages import stoppable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from reader.feed import Feed, FeedState
    from reader.web.client import Client
    from reader.web.feeds import Update

AT_ONCE = 8
"""How many feeds are fetched at the same time."""
PARSERS = 2


class Parsers:
    """A few processes that parse, lent out one at a time; they start when they are needed."""

    def __init__(self, count: int = PARSERS) -> None:
        # The last one that was given back is lent first: the others may never have to start.
        self._free: queue.LifoQueue[Isolated] = queue.LifoQueue()
        self._all = [Isolated() for _ in range(count)]
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


def fetch_feed(
    client: Client,
    feed: Feed,
    state: FeedState,
    parsers: Parsers,
    *,
    cancellation: Cancellation | None = None,
) -> Update:
    """What one look at `feed` brings. It raises nothing: a failure is in the state that it returns."""
    try:
        response = client.get(
            feed.address, headers=request_headers(feed, state), typed=feed.typed, cancellation=cancellation
        )
        contents = None
        if not response.unchanged:
            with parsers.lent() as isolated, stoppable(isolated, feed.address, cancellation):
                contents = isolated.run(
                    parse_feed, response.body, response.address, response.headers.get("content-type", "")
                )
    except (WebError, FormatError) as error:
        return failed(feed, state, error, now_utc())
    return answered(feed, state, response, contents, now_utc())


def refresh(
    feeds: Iterable[tuple[Feed, FeedState]],
    client: Client,
    parsers: Parsers,
    *,
    at_once: int = AT_ONCE,
    cancellation: Cancellation | None = None,
    progress: Callable[[Feed, int, int], None] | None = None,
) -> Iterator[Update]:
    """Look at `feeds` and give what each look brings, in the order in which they come in.

    Feeds that are gone are passed over. After each, `progress` is told the feed, how many are done
    and how many there are. When it is called off, what is under way stops at once and nothing more
    comes; feeds that were not looked at keep their state.
    """
    waiting = deque(_taking_turns([(feed, state) for feed, state in feeds if not state.gone]))
    total, done = len(waiting), 0
    # Who stops listening calls off what is under way; that must not call off what the caller does next.
    stop = Cancellation()
    with (
        ThreadPoolExecutor(at_once, thread_name_prefix="feeds") as threads,
        _linked(cancellation, stop),
    ):
        under_way: dict[Future[Update], Feed] = {}
        try:
            while (waiting or under_way) and not stop.cancelled:
                while waiting and len(under_way) < at_once:
                    feed, state = waiting.popleft()
                    task = threads.submit(fetch_feed, client, feed, state, parsers, cancellation=stop)
                    under_way[task] = feed
                finished, _rest = wait(under_way, return_when=FIRST_COMPLETED)
                for task in finished:
                    feed = under_way.pop(task)
                    if stop.cancelled:
                        break
                    done += 1
                    if progress is not None:
                        progress(feed, done, total)
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


def _taking_turns(feeds: list[tuple[Feed, FeedState]]) -> Iterator[tuple[Feed, FeedState]]:
    """The feeds with those of one server spread out, as a server gets only a few requests at once."""
    by_server: dict[str, deque[tuple[Feed, FeedState]]] = {}
    for feed, state in feeds:
        by_server.setdefault(urlsplit(feed.address).netloc.lower(), deque()).append((feed, state))
    while by_server:
        for server in list(by_server):
            yield by_server[server].popleft()
            if not by_server[server]:
                del by_server[server]
