"""What is new in the feeds of a library: fetched, analysed and stored.

A few threads look at feeds and fetch pages, a few processes parse and analyse; each article is
stored as soon as it is there, and what a feed is known to have brought only after that. So
whatever ends the fetching, nothing that was told of is lost and nothing is missed the next time.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.formats.errors import FormatError
from reader.library.adding import prepare_article
from reader.library.protocol import Change, KeptFeed
from reader.newsstand.page import problem_of
from reader.web.client import Client, client_of_user
from reader.web.errors import BadStatus, Cancelled, WebError
from reader.web.feeds import asked_to_wait, feed_title, not_yet_had, now_utc
from reader.web.items import article_of
from reader.web.pages import stoppable
from reader.web.parsers import Parsers
from reader.web.refresh import AT_ONCE, fetch_feed
from reader.web.turns import in_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.feed import Feed, FeedState
    from reader.library.protocol import Added, Library
    from reader.web.cancellation import Cancellation
    from reader.web.feeds import FeedItem, Update


ITEMS_AT_ONCE = 8
"""How many articles of all feeds are on their way at the same time."""
ANALYSIS_SECONDS = 60.0
"""How long the analysis of one article may take."""

_CLIENT_ERRORS = range(400, 500)
_TRY_LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Missed:
    """An item whose article could not be had, and why."""

    title: str
    address: str | None
    problem: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a feed came to. `kept` is the feed as it is now.

    `new` and `changed` count the articles that are in the library since. `moved_from` is the
    address that it had before; `has_twin` says that it moved to one that another feed has, so that
    it keeps its own.
    """

    kept: KeptFeed
    new: int = 0
    changed: int = 0
    missed: tuple[Missed, ...] = ()
    moved_from: str | None = None
    has_twin: bool = False

    @property
    def feed(self) -> Feed:
        """What the user set of it, with the address that it has now."""
        return self.kept.feed

    @property
    def state(self) -> FeedState:
        """What is known of it now."""
        return self.kept.state

    @property
    def title(self) -> str:
        """The name to show for it."""
        return feed_title(self.feed, self.state)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a fetch is: feeds done of all, articles stored, and the feed that came last."""

    done: int
    feeds: int
    articles: int
    title: str = ""


def fetch_feeds(
    library: Library,
    feeds: Sequence[KeptFeed],
    *,
    client: Client | None = None,
    cancellation: Cancellation | None = None,
    progress: Callable[[Reached], None] | None = None,
    at_once: int = AT_ONCE,
) -> Iterator[Looked]:
    """Look at `feeds`, store what is new in them, and give what came of each, as it comes.

    `progress` is told of every article and every feed, from several threads but never at the same
    time. When it is called off, what is under way ends at once; articles that are stored already
    stay. Raises `LibraryError` when the library takes no more.
    """
    with ExitStack() as stack:
        fetch = _Fetch(library, client or client_of_user(), len(feeds), progress, stack)
        jobs = [(kept.feed.address, kept) for kept in feeds]
        looks = in_turns(jobs, fetch.look, at_once=at_once, cancellation=cancellation)
        stack.callback(looks.close)
        yield from looks


class _Fetch:
    """What the looks of one fetch share."""

    def __init__(
        self,
        library: Library,
        client: Client,
        feeds: int,
        progress: Callable[[Reached], None] | None,
        stack: ExitStack,
    ) -> None:
        self._library = library
        self._client = client
        self._progress = progress
        self._lock = threading.Lock()
        self._reached = Reached(0, feeds, 0)
        self._parsers = stack.enter_context(Parsers())
        self._analysers = stack.enter_context(Parsers(seconds=ANALYSIS_SECONDS))
        self._threads = stack.enter_context(ThreadPoolExecutor(ITEMS_AT_ONCE, thread_name_prefix="items"))

    def look(self, kept: KeptFeed, stop: Cancellation) -> Looked:
        """Look at a feed and store what is new in it."""
        if asked_to_wait(kept.feed, kept.state, now_utc()):
            looked = Looked(kept)
            self._tell(feeds=1, title=looked.title)
            return looked
        state = replace(kept.state, known=self._library.known_items(kept.id))
        update = fetch_feed(self._client, kept.feed, state, self._parsers, cancellation=stop)
        looked = self._stored(kept, state, update, stop)
        self._tell(feeds=1, title=looked.title)
        return looked

    def _stored(self, kept: KeptFeed, before: FeedState, update: Update, stop: Cancellation) -> Looked:
        items = (*update.new, *update.changed)
        tasks = [self._threads.submit(self._add, item, update, stop) for item in items]
        added: list[Added] = []
        missed: list[Missed] = []
        to_retry: list[FeedItem] = []
        for item, task in zip(items, tasks, strict=True):
            outcome = task.result()
            if outcome is None:
                to_retry.append(item)
            elif isinstance(outcome, _Failure):
                missed.append(outcome.missed)
                if not outcome.is_final:
                    to_retry.append(item)
            else:
                added.append(outcome)
        state = not_yet_had(update.state, to_retry)
        is_own = True
        if state != before:
            is_own = self._library.keep_look(kept.id, update.feed.address, state).result()
        address = update.feed.address if is_own else kept.feed.address
        return Looked(
            KeptFeed(kept.id, replace(kept.feed, address=address), replace(state, known=())),
            sum(one.change is Change.NEW for one in added),
            sum(one.change is Change.UPDATED for one in added),
            tuple(missed),
            update.moved_from if is_own else None,
            not is_own,
        )

    def _add(self, item: FeedItem, update: Update, stop: Cancellation) -> Added | _Failure | None:
        """The article of `item`, stored; None when it was called off."""
        if stop.cancelled:
            return None
        try:
            article = article_of(
                item, update.feed, update.state, self._client, self._parsers, cancellation=stop
            )
            with self._analysers.lent() as isolated, stoppable(isolated, article.source, stop):
                prepared = isolated.run(prepare_article, article)
        except Cancelled:
            return None
        except (WebError, FormatError) as error:
            return _Failure(Missed(item.title, item.url, problem_of(error)), _is_final(error))
        added = self._library.add_prepared(prepared).result()
        if added.change is not Change.UNCHANGED:
            self._tell(articles=1)
        return added

    def _tell(self, *, feeds: int = 0, articles: int = 0, title: str = "") -> None:
        with self._lock:
            reached = self._reached
            self._reached = Reached(
                reached.done + feeds, reached.feeds, reached.articles + articles, title or reached.title
            )
            if self._progress is not None:
                self._progress(self._reached)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why an item was missed, and whether it is of no use to ask for it again."""

    missed: Missed
    is_final: bool


def _is_final(error: Exception) -> bool:
    if isinstance(error, BadStatus):
        return error.status in _CLIENT_ERRORS and error.status not in _TRY_LATER
    return isinstance(error, FormatError)
