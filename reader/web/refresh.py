"""Looking at many feeds at once.

    >>> for update in refresh(feeds, client, parsers):
    ...     library.keep(update)

A few threads fetch, a few processes parse, and what they find is handed over as it comes, so that
no more of it is held at a time than is being worked on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats.errors import FormatError
from reader.web.errors import WebError
from reader.web.feed_parsing import parse_feed
from reader.web.feeds import answered, failed, now_utc, request_headers
from reader.web.pages import stoppable
from reader.web.turns import in_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.feed import Feed, FeedState
    from reader.web.cancellation import Cancellation
    from reader.web.client import Client
    from reader.web.feeds import Update
    from reader.web.parsers import Parsers

AT_ONCE = 8
"""How many feeds are fetched at the same time."""


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

    def look(kept: tuple[Feed, FeedState], stop: Cancellation) -> tuple[Feed, Update]:
        return kept[0], fetch_feed(client, *kept, parsers, cancellation=stop)

    jobs = [(feed.address, (feed, state)) for feed, state in feeds if not state.gone]
    updates = in_turns(jobs, look, at_once=at_once, cancellation=cancellation)
    try:
        for done, (feed, update) in enumerate(updates, 1):
            if progress is not None:
                progress(feed, done, len(jobs))
            yield update
    finally:
        updates.close()
