"""Which feeds are followed: found by the address of a page, and exchanged with other readers as OPML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.feed import Feed, FeedState
from reader.formats.isolation import Isolated
from reader.library.errors import LibraryError
from reader.web.client import Client, client_of_user
from reader.web.discovery import discover
from reader.web.feeds import feed_title
from reader.web.opml import read_opml, write_opml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from reader.library.protocol import KeptFeed, Library
    from reader.web.discovery import FoundFeed


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list of feeds brought: feeds `added`, and how many were followed `already`.

    `notes` say what was left out and why, one sentence each.
    """

    added: tuple[KeptFeed, ...]
    already: int
    notes: tuple[str, ...]


def find_feeds(address: str, client: Client | None = None) -> list[FoundFeed]:
    """The feeds at an address that the user typed: the feed itself, or those of the page, likeliest first.

    Raises a `WebError` or `FormatError` when there is none.
    """
    with Isolated() as isolated:
        return discover(client or client_of_user(), address, isolated, typed=True)


def follow(library: Library, found: FoundFeed, feed: Feed) -> KeptFeed:
    """Follow the feed that was found, with the settings of `feed`. Raises `LibraryError`."""
    kept = library.add_feed(replace(feed, address=found.address, typed=True)).result()
    state = FeedState(title=found.title or None)
    library.keep_look(kept.id, found.address, state).result()
    return replace(kept, state=state)


def import_feeds(library: Library, data: bytes, source: str = "") -> Imported:
    """Follow the feeds of an OPML file; those that are followed already stay as they are.

    Raises `FormatError` when it is none, and `LibraryError`.
    """
    listed = read_opml(data, source)
    followed = {kept.feed.address for kept in library.feeds()}
    waiting: list[Future[KeptFeed]] = []
    for feed in listed.feeds:
        if feed.address not in followed:
            waiting.append(library.add_feed(feed))
    added = []
    for one in waiting:
        try:
            added.append(one.result())
        except LibraryError:
            # Another program may have added it meanwhile; any other trouble comes back below.
            continue
    library.keep_folders(listed.folders).result()
    return Imported(tuple(added), len(listed.feeds) - len(added), listed.notes)


def export_feeds(library: Library, feeds: Sequence[KeptFeed]) -> bytes:
    """`feeds` as an OPML file, with what other programs wrote into the lists that they came from."""
    return write_opml((_shared(kept) for kept in feeds), folders=library.folders())


def _shared(kept: KeptFeed) -> Feed:
    """What other programs are told of a feed: its title, and the page that it is of, too."""
    feed, site = kept.feed, kept.state.site
    title = feed_title(feed, kept.state)
    attributes = feed.attributes
    if site and "htmlUrl" not in dict(attributes):
        attributes = (*attributes, ("htmlUrl", site))
    return replace(feed, title=title if title != feed.address else None, attributes=attributes)
