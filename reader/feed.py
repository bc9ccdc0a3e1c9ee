"""The model of a feed that is followed: what the user set, and what is known from fetching it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

USUAL_INTERVAL = timedelta(hours=1)
SHORTEST_INTERVAL = timedelta(minutes=5)


class Pages(StrEnum):
    """When the page of a feed's item is fetched, instead of taking what the feed has of it."""

    ALWAYS = "always"
    WHEN_SHORT = "when short"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as the user set it. `title` and `language` are None where the feed's own are meant.

    `headers` go with its requests. `typed` says that the user wrote the address, which then may name
    a private network. `attributes` are what an OPML file says of it and the reader does not know.
    """

    address: str
    title: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    interval: timedelta = USUAL_INTERVAL
    pages: Pages = Pages.WHEN_SHORT
    headers: tuple[tuple[str, str], ...] = ()
    typed: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """By what an item is known again: its guid, its link, and a digest of its words; each may be empty."""

    guid: str
    link: str
    digest: str


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from fetching it.

    `etag` and `modified` go back to the server, so that it only answers when there is something new.
    A failing feed says why in `problem` and since when in `failing_since`; one that is `gone` is not
    asked any more. `known` are the items that were seen, newest first.
    """

    title: str | None = None
    site: str | None = None
    language: str | None = None
    etag: str = ""
    modified: str = ""
    checked: datetime | None = None
    due: datetime | None = None
    problem: str = ""
    failing_since: datetime | None = None
    failures: int = 0
    gone: bool = False
    known: tuple[Known, ...] = ()
