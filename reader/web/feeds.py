"""Feeds: what is kept of each, and what an answer changes in it. Pure: nothing here fetches or stores.

Who keeps feeds stores a `Feed` (what the user set) with a `FeedState` (what is known of it), and
replaces both by what `answered` or `failed` returns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from reader.feed import SHORTEST_INTERVAL, Feed, FeedState, Known, Pages
from reader.translation import _
from reader.web.errors import BadStatus, Cancelled, WebError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reader.formats.errors import FormatError
    from reader.web.client import Response

LONGEST_PAUSE = timedelta(days=1)
"""How long a failing feed is left alone at most."""
FEWEST_WORDS = 150
"""A text of fewer words is taken for a summary."""
MOST_KNOWN = 2000
"""How many items that are no longer in a feed are remembered."""

_GONE = 410
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed. `html` is its body as the feed has it, `summary` its words as plain text.

    `words` is how many words the body has; `digest` tells one version of the item from another.
    """

    guid: str
    url: str | None
    title: str
    summary: str
    html: str = ""
    words: int = 0
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FeedContents:
    """What a feed says at one moment. `site` is the page that it is the feed of."""

    title: str | None
    site: str | None
    language: str | None
    items: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What one look at a feed brought: the feed and state to keep, and the items that are new or changed.

    `moved_from` is the address that the feed had before.
    """

    feed: Feed
    state: FeedState
    new: tuple[FeedItem, ...] = ()
    changed: tuple[FeedItem, ...] = ()
    moved_from: str | None = None


def request_headers(feed: Feed, state: FeedState) -> dict[str, str]:
    """The headers of a request for `feed`: its own, and those that ask for news only."""
    headers = {"accept": "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"}
    headers.update((name.lower(), value) for name, value in feed.headers)
    if state.etag:
        headers["if-none-match"] = state.etag
    if state.modified:
        headers["if-modified-since"] = state.modified
    return headers


def asked_to_wait(feed: Feed, state: FeedState, now: datetime) -> bool:
    """Whether the server of a feed has asked to be left alone until later than `now`."""
    if state.checked is None or state.due is None or not state.failures:
        return False
    # It is only put off for longer than usual where the server said so.
    return now < state.due and state.due > state.checked + _pause(feed, state.failures)


def _pause(feed: Feed, failures: int) -> timedelta:
    """How long a feed that has failed so often in a row is left alone."""
    return min(max(feed.interval, SHORTEST_INTERVAL) * (1 << min(failures - 1, 16)), LONGEST_PAUSE)


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether it is time to look at a feed again."""
    return not state.gone and (state.due is None or state.due <= now)


def answered(
    feed: Feed, state: FeedState, response: Response, contents: FeedContents | None, now: datetime
) -> Update:
    """What an answer changes; `contents` is what it says, or None when it says that nothing changed."""
    moved_from = None
    if response.moved_to is not None and response.moved_to != feed.address:
        # A move to what is no feed would have failed to parse: the answer shows that it is one.
        moved_from, feed = feed.address, replace(feed, address=response.moved_to)
    state = replace(
        state,
        etag=response.headers.get("etag", "")[:_LONGEST_NAME] or (state.etag if response.unchanged else ""),
        modified=response.headers.get("last-modified", "")[:_LONGEST_NAME]
        or (state.modified if response.unchanged else ""),
        checked=now,
        due=now + max(feed.interval, SHORTEST_INTERVAL),
        problem="",
        failing_since=None,
        failures=0,
        gone=False,
    )
    if contents is None:
        return Update(feed, state, moved_from=moved_from)
    new, changed, known = compare(with_own_pages(contents.items), state.known)
    state = replace(
        state,
        title=contents.title or state.title,
        site=contents.site or state.site,
        language=contents.language or state.language,
        known=known,
    )
    return Update(feed, state, new, changed, moved_from)


def failed(feed: Feed, state: FeedState, error: WebError | FormatError, now: datetime) -> Update:
    """What a failure changes: each in a row doubles the pause, and 410 stops the feed. Cancelling is none."""
    if isinstance(error, Cancelled):
        return Update(feed, state)
    failures = state.failures + 1
    due = now + _pause(feed, failures)
    gone = False
    problem = str(error)
    if isinstance(error, WebError):
        problem = "; ".join(filter(None, (error.problem, error.advice)))
    if isinstance(error, BadStatus):
        due = max(due, error.retry_at or due)
        gone = error.status == _GONE
        if gone:
            problem = _("the feed has ended: its server says that it is gone for good (410)")
    state = replace(
        state,
        checked=now,
        due=None if gone else due,
        problem=problem,
        failing_since=state.failing_since or now,
        failures=failures,
        gone=gone,
    )
    return Update(feed, state)


def with_own_pages(items: Sequence[FeedItem]) -> tuple[FeedItem, ...]:
    """`items`, without the links that several of them share: that is no page of any one of them."""
    sharing = Counter(url for url, _who in {(item.url, item.guid or item.digest) for item in items})
    return tuple(replace(item, url=None) if sharing[item.url] > 1 and item.html else item for item in items)


def compare(
    items: Sequence[FeedItem], known: Sequence[Known]
) -> tuple[tuple[FeedItem, ...], tuple[FeedItem, ...], tuple[Known, ...]]:
    """The items that are new, those that changed, and what is known now.

    An item is known by its guid; where that is new or missing by its link, if no other item of the
    feed has the same one; else by its words.
    """
    # Of two versions of an item the newest counts; it comes first, and so is put in last.
    by_guid = {entry.guid: entry for entry in reversed(known)}
    by_link = {entry.link: entry for entry in reversed(known)}
    by_digest = {entry.digest: entry for entry in reversed(known)}
    links = Counter(item.url for item in items)
    new: list[FeedItem] = []
    changed: list[FeedItem] = []
    present: dict[Known, None] = {}
    for item in items:
        link = name_of(item.url or "") if links[item.url] == 1 else ""
        entry = Known(name_of(item.guid), link, item.digest)
        before = (
            (by_guid.get(entry.guid) if entry.guid else None)
            or (by_link.get(entry.link) if entry.link else None)
            or (by_digest.get(entry.digest) if entry.digest else None)
        )
        if before is None:
            new.append(item)
        elif before.digest != item.digest and before not in present:
            changed.append(item)
        present[entry] = None
        # Items that a feed has twice are one.
        by_guid.setdefault(entry.guid, entry)
        by_link.setdefault(entry.link, entry)
        by_digest.setdefault(entry.digest, entry)
    guids = {entry.guid for entry in present if entry.guid}
    past = [entry for entry in known if entry not in present and entry.guid not in guids]
    return tuple(new), tuple(changed), (*present, *past[:MOST_KNOWN])


def not_yet_had(state: FeedState, items: Sequence[FeedItem]) -> FeedState:
    """`state` as if `items` had not been seen: they are new the next time, and the server is not asked
    for news only."""
    if not items:
        return state
    names = {(name_of(item.guid), item.digest) for item in items}
    known = tuple(entry for entry in state.known if (entry.guid, entry.digest) not in names)
    return replace(state, etag="", modified="", known=known)


def name_of(text: str) -> str:
    """`text`, or a short name for it where it is long."""
    if len(text) <= _LONGEST_NAME:
        return text
    return "sha256:" + sha256(text.encode("utf-8", "replace")).hexdigest()


def wants_page(feed: Feed, item: FeedItem) -> bool:
    """Whether the page of `item` is to be fetched."""
    if item.url is None or feed.pages is Pages.NEVER:
        return False
    return feed.pages is Pages.ALWAYS or item.words < FEWEST_WORDS


def feed_title(feed: Feed, state: FeedState) -> str:
    """The name of a feed on a screen: the user's, else its own, else its address."""
    return feed.title or state.title or feed.address


def now_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)
