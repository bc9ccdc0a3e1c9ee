"""What a library keeps and answers, whatever engine it stands on.

A method that changes the library hands its work to the library's own writer and gives
back a `Future` at once: `.result()` waits until the change is safely stored, and raises
`LibraryError` when it could not be. Every other method answers directly and may be
called from any thread. Every method may raise `LibraryError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import date, datetime
    from pathlib import Path

    from reader.article import Actor, ActorKind, Span
    from reader.feed import Feed, FeedState, Known
    from reader.library.article_entry import ArticleEntry, ArticlePage
    from reader.library.likeness import CloseQuote
    from reader.library.preparing import PreparedReading
    from reader.library.query import Query
    from reader.reading import Quote, Reading


class Change(StrEnum):
    """What adding an article did."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Order(StrEnum):
    """How a result is sorted: best first where hits are few, newest first where they are many."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Added:
    """An article that is safely in the library."""

    article: int
    change: Change
    quotes: int


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote that answers a query, in its reading; `hits` are spans in the article's text."""

    article: ArticleEntry
    reading: Reading
    quote: Quote
    hits: tuple[Span, ...] = ()

    @property
    def words(self) -> str:
        """The quote's words."""
        return self.quote.words(self.reading.article.text)


@dataclass(frozen=True, slots=True)
class QuotePage:
    """Some of the quotes that answer a query, in `order`.

    `total` counts all of them; None where they are too many to count while someone waits.
    """

    quotes: tuple[FoundQuote, ...]
    order: Order
    total: int | None


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor across articles. `role` is the one given most often."""

    id: int
    name: str
    kind: ActorKind
    role: str | None
    articles: int
    quotes: int


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """What articles call an actor, and when the first and the last of them did."""

    role: str
    first: date
    last: date
    articles: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """All that the library knows of an actor beside the quotes.

    `months` are the quotes of each month that has any (the month's first day);
    `company` whom articles quote beside the actor, with the number of those articles;
    `merged` the actors that the user joined to this one.
    """

    actor: ActorEntry
    names: tuple[str, ...]
    roles: tuple[RoleHeld, ...]
    months: tuple[tuple[date, int], ...]
    company: tuple[tuple[ActorEntry, int], ...]
    merged: tuple[ActorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorChange:
    """A merge or split that can be undone: `kind` is `merge` or `split`, of `actor` from or into `other`."""

    id: int
    kind: str
    actor: ActorEntry
    other: ActorEntry
    made: datetime


@dataclass(frozen=True, slots=True)
class Annotation:
    """A bookmark, or a note where `note` has text, on words of an article.

    `words` are the article's words when it was made. `span` is where they stand now;
    None when a later version of the article no longer has them.
    """

    id: int
    article: ArticleEntry
    words: str
    span: Span | None
    note: str
    made: datetime


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that the user gave a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A feed that is followed. Its `state` is without the items that were seen: `known_items` has them."""

    id: int
    feed: Feed
    state: FeedState


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much a library holds; `size` in bytes."""

    articles: int
    quotes: int
    actors: int
    annotations: int
    size: int
    schema: int


class Library(Protocol):
    """The stored readings."""

    # --- articles ---

    def add(self, reading: Reading) -> Future[Added]:
        """Keep a reading. One with the same address, path or text is updated: what the user made stays."""
        ...

    def add_prepared(self, prepared: PreparedReading) -> Future[Added]:
        """Keep a reading that was prepared elsewhere, in another process perhaps."""
        ...

    def add_all(self, readings: Iterable[Reading]) -> Iterator[Added]:
        """Keep many readings; each is yielded, in order, when it is safely stored."""
        ...

    def remove(self, article: int) -> Future[None]:
        """Forget an article and all that the user made of it."""
        ...

    def find(self, source: str) -> int | None:
        """The article with this address or path."""
        ...

    def entry(self, article: int) -> ArticleEntry:
        """An article as a list shows it."""
        ...

    def reading(self, article: int) -> Reading:
        """An article with its quotes and actors."""
        ...

    def articles(self, query: Query, limit: int = 50, offset: int = 0) -> ArticlePage:
        """The articles that answer a query, newest first."""
        ...

    # --- quotes ---

    def search(self, query: Query, limit: int = 20, offset: int = 0) -> QuotePage:
        """The quotes that answer a query."""
        ...

    def quotes_by(self, actor: int, limit: int = 20, offset: int = 0) -> QuotePage:
        """What an actor said, newest first."""
        ...

    def quotes_about(self, actor: int, limit: int = 20, offset: int = 0) -> QuotePage:
        """What others said that mentions an actor, newest first."""
        ...

    def closest(self, words: str, limit: int = 5) -> Sequence[CloseQuote]:
        """The quotes that resemble these words most: was this really said?"""
        ...

    # --- actors ---

    def actors(self, text: str = "", limit: int = 50, offset: int = 0) -> Sequence[ActorEntry]:
        """The actors whose names or roles have words that begin like those of `text`, most quoted first."""
        ...

    def actor(self, actor: int) -> ActorPage:
        """All that is known of an actor."""
        ...

    def actor_of(self, article: int, actor: Actor) -> int | None:
        """Which actor across articles an actor of this article is; None when the article lacks it."""
        ...

    def merge(self, actor: int, into: int) -> Future[ActorChange]:
        """Take two actors for one."""
        ...

    def split(self, actor: int, articles: Sequence[int]) -> Future[ActorChange]:
        """Take the actor of these articles for another one of the same name."""
        ...

    def undo(self, change: int) -> Future[None]:
        """Take back a merge or a split."""
        ...

    def actor_changes(self) -> Sequence[ActorChange]:
        """The merges and splits that stand, the latest first."""
        ...

    # --- what the user makes ---

    def set_read(self, article: int, read: bool = True) -> Future[None]:
        """Mark an article as read or unread."""
        ...

    def set_starred(self, article: int, starred: bool = True) -> Future[None]:
        """Star an article or take its star away."""
        ...

    def set_position(self, article: int, offset: int) -> Future[None]:
        """Keep where the user is in an article; it becomes the last place."""
        ...

    def last_place(self) -> tuple[int, int] | None:
        """The article that was open last, and the offset in it; None when the user was in no article."""
        ...

    def clear_last_place(self) -> Future[None]:
        """The user is in no article any more; where they left each one stays."""
        ...

    def tag(self, article: int, tag: str) -> Future[None]:
        """Tag an article."""
        ...

    def untag(self, article: int, tag: str) -> Future[None]:
        """Take a tag away."""
        ...

    def tags(self) -> Sequence[tuple[str, int]]:
        """Every tag with its number of articles."""
        ...

    def outlets(self) -> Sequence[tuple[str, int]]:
        """Every outlet with its number of articles, those with most first."""
        ...

    def annotate(self, article: int, span: Span, note: str = "") -> Future[Annotation]:
        """Bookmark the words of `span`, or note something on them."""
        ...

    def change_note(self, annotation: int, note: str) -> Future[None]:
        """Write a note anew."""
        ...

    def remove_annotation(self, annotation: int) -> Future[None]:
        """Remove a bookmark or note."""
        ...

    def annotations(self, article: int | None = None) -> Sequence[Annotation]:
        """Bookmarks and notes: those of an article in order of its text, else all, the latest first."""
        ...

    def save_search(self, name: str, query: str) -> Future[None]:
        """Keep a query under a name; another of that name is replaced."""
        ...

    def remove_search(self, name: str) -> Future[None]:
        """Forget a saved search."""
        ...

    def searches(self) -> Sequence[SavedSearch]:
        """The saved searches by name."""
        ...

    # --- feeds ---

    def feeds(self) -> Sequence[KeptFeed]:
        """The feeds that are followed, in the order in which they were added."""
        ...

    def add_feed(self, feed: Feed) -> Future[KeptFeed]:
        """Follow a feed; `LibraryError` when its address is followed already."""
        ...

    def set_feed(self, number: int, feed: Feed) -> Future[None]:
        """Change what the user set of a feed."""
        ...

    def remove_feed(self, number: int) -> Future[None]:
        """Follow a feed no more; the articles that it brought stay."""
        ...

    def known_items(self, number: int) -> tuple[Known, ...]:
        """The items that were seen of a feed, newest first."""
        ...

    def keep_look(self, number: int, address: str, state: FeedState) -> Future[bool]:
        """Keep what a look at a feed showed: its state with the items seen, and the address it moved to.

        False when another feed has that address: then this one keeps its own.
        """
        ...

    def folders(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """What lists of feeds from elsewhere say of their folders, by the folder's tag."""
        ...

    def keep_folders(self, folders: Mapping[str, tuple[tuple[str, str], ...]]) -> Future[None]:
        """Keep what a list of feeds says of its folders."""
        ...

    # --- upkeep ---

    def check(self) -> Sequence[str]:
        """What is wrong with the library, one sentence each; empty when it is sound."""
        ...

    def backup(self, target: Path) -> None:
        """Copy the library, while it is in use, to a new file."""
        ...

    def statistics(self) -> Statistics:
        """How much it holds."""
        ...

    def close(self) -> None:
        """Finish what was handed to the writer and let go of the library."""
        ...
