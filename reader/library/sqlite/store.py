"""The library in one SQLite file: every reading thread has a connection, one thread writes."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reader.library import sqlite as rooms
from reader.library.errors import LibraryError
from reader.library.sqlite import dictionaries
from reader.library.sqlite.files import open_file, plain_errors
from reader.library.sqlite.writer import Writer
from reader.translation import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from reader.article import Actor, Span
    from reader.feed import Feed, FeedState, Known
    from reader.library.article_entry import ArticleEntry, ArticlePage
    from reader.library.likeness import CloseQuote
    from reader.library.preparing import PreparedReading
    from reader.library.protocol import (
        ActorChange,
        ActorEntry,
        ActorPage,
        Added,
        Annotation,
        KeptFeed,
        QuotePage,
        SavedSearch,
        Statistics,
    )
    from reader.library.query import Query
    from reader.reading import Reading

Result = TypeVar("Result")

_MOST_WAITING = 256  # readings handed to the writer ahead of what it stored


class SqliteLibrary:
    """A library file. `reader.library.protocol.Library` says what each method does."""

    def __init__(self, path: Path, *, create: bool = True, patience: float = 20.0) -> None:
        """Open the library at `path`, or create it. Raises `LibraryError`.

        `patience` is how long, in seconds, to wait while another program writes.
        """
        self._file = open_file(path, create=create, patience=patience)
        self._writer = Writer(self._file)
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._closed = False

    @property
    def path(self) -> Path:
        """Where the library is."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether the file may only be read; every change then raises `LibraryError`."""
        return self._file.read_only

    def __enter__(self) -> SqliteLibrary:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish what was handed to the writer and let go of the file."""
        self._writer.close()
        self._closed = True
        while self._connections:
            self._connections.pop().close()

    def interrupt(self) -> None:
        """Break off what other threads are asking just now; they get a `LibraryError`."""
        for connection in list(self._connections):
            connection.interrupt()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, on one unchanging state of the file."""
        if self._closed:
            raise LibraryError(_("The library is closed."))
        with plain_errors(self.path):
            connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
            if connection is None:
                connection = self._local.connection = self._file.connect()
                self._connections.append(connection)
            connection.execute("BEGIN")
            try:
                dictionaries.take_in(connection)
                yield connection
            finally:
                connection.execute("ROLLBACK")

    def _writing(self, work: Callable[[sqlite3.Connection], Result]) -> Future[Result]:
        return self._writer.submit(work)

    # --- articles ---

    def add(self, reading: Reading) -> Future[Added]:
        """Keep a reading."""
        from reader.library.preparing import prepare

        return self.add_prepared(prepare(reading))

    def add_prepared(self, prepared: PreparedReading) -> Future[Added]:
        """Keep a reading that was prepared elsewhere, in another process perhaps."""
        return self._writing(partial(rooms.readings.store, reading=prepared))

    def add_all(self, readings: Iterable[Reading]) -> Iterator[Added]:
        """Keep many readings; each is yielded when it is safely stored."""
        waiting: deque[Future[Added]] = deque()
        for reading in readings:
            waiting.append(self.add(reading))
            while waiting and (waiting[0].done() or len(waiting) > _MOST_WAITING):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def remove(self, article: int) -> Future[None]:
        """Forget an article and all that the user made of it."""
        return self._writing(partial(rooms.readings.remove, article=article))

    def find(self, source: str) -> int | None:
        """The article with this address or path."""
        from reader.library.preparing import source_identity

        with self._reading() as connection:
            row = connection.execute(
                "SELECT id FROM articles WHERE identity = ?", (source_identity(source),)
            ).fetchone()
            return None if row is None else int(row[0])

    def entry(self, article: int) -> ArticleEntry:
        """An article as a list shows it."""
        with self._reading() as connection:
            return rooms.entries.one_entry(connection, article)

    def reading(self, article: int) -> Reading:
        """An article with its quotes and actors."""
        with self._reading() as connection:
            return rooms.readings.stored_reading(connection, article)

    def articles(self, query: Query, limit: int = 50, offset: int = 0) -> ArticlePage:
        """The articles that answer a query, newest first."""
        with self._reading() as connection:
            return rooms.listing.search_articles(connection, query, limit, offset)

    # --- quotes ---

    def search(self, query: Query, limit: int = 20, offset: int = 0) -> QuotePage:
        """The quotes that answer a query."""
        with self._reading() as connection:
            return rooms.searching.search_quotes(connection, query, limit, offset)

    def quotes_by(self, actor: int, limit: int = 20, offset: int = 0) -> QuotePage:
        """What an actor said, newest first."""
        with self._reading() as connection:
            return rooms.actors.quotes_by(connection, actor, limit, offset)

    def quotes_about(self, actor: int, limit: int = 20, offset: int = 0) -> QuotePage:
        """What others said that mentions an actor, newest first."""
        with self._reading() as connection:
            return rooms.actors.quotes_about(connection, actor, limit, offset)

    def closest(self, words: str, limit: int = 5) -> Sequence[CloseQuote]:
        """The quotes that resemble these words most."""
        from reader.library import likeness

        with self._reading() as connection:
            return likeness.closest(words, rooms.resembling.candidates(connection, words), limit)

    # --- actors ---

    def actors(self, text: str = "", limit: int = 50, offset: int = 0) -> Sequence[ActorEntry]:
        """The actors whose names or roles have words that begin like those of `text`."""
        with self._reading() as connection:
            return rooms.actors.list_actors(connection, text, limit, offset)

    def actor(self, actor: int) -> ActorPage:
        """All that is known of an actor."""
        with self._reading() as connection:
            return rooms.actors.actor_page(connection, actor)

    def actor_of(self, article: int, actor: Actor) -> int | None:
        """Which actor across articles an actor of this article is."""
        with self._reading() as connection:
            return rooms.actors.actor_of(connection, article, actor)

    def merge(self, actor: int, into: int) -> Future[ActorChange]:
        """Take two actors for one."""
        return self._writing(partial(rooms.actors.merge, actor=actor, into=into))

    def split(self, actor: int, articles: Sequence[int]) -> Future[ActorChange]:
        """Take the actor of these articles for another one of the same name."""
        return self._writing(partial(rooms.actors.split, actor=actor, articles=articles))

    def undo(self, change: int) -> Future[None]:
        """Take back a merge or a split."""
        return self._writing(partial(rooms.actors.undo, change=change))

    def actor_changes(self) -> Sequence[ActorChange]:
        """The merges and splits that stand, the latest first."""
        with self._reading() as connection:
            return rooms.actors.actor_changes(connection)

    # --- what the user makes ---

    def set_read(self, article: int, read: bool = True) -> Future[None]:
        """Mark an article as read or unread."""
        return self._writing(partial(rooms.personal.set_state, article=article, read=int(read)))

    def set_starred(self, article: int, starred: bool = True) -> Future[None]:
        """Star an article or take its star away."""
        return self._writing(partial(rooms.personal.set_state, article=article, starred=int(starred)))

    def set_position(self, article: int, offset: int) -> Future[None]:
        """Keep where the user is in an article; it becomes the last place."""
        return self._writing(partial(rooms.personal.set_position, article=article, offset=offset))

    def last_place(self) -> tuple[int, int] | None:
        """The article that was open last, and the offset in it."""
        with self._reading() as connection:
            return rooms.personal.last_place(connection)

    def clear_last_place(self) -> Future[None]:
        """The user is in no article any more; where they left each one stays."""
        return self._writing(rooms.personal.clear_last_place)

    def tag(self, article: int, tag: str) -> Future[None]:
        """Tag an article."""
        return self._writing(partial(rooms.personal.tag, article=article, name=tag))

    def untag(self, article: int, tag: str) -> Future[None]:
        """Take a tag away."""
        return self._writing(partial(rooms.personal.untag, article=article, name=tag))

    def tags(self) -> Sequence[tuple[str, int]]:
        """Every tag with its number of articles."""
        with self._reading() as connection:
            return rooms.personal.list_tags(connection)

    def outlets(self) -> Sequence[tuple[str, int]]:
        """Every outlet with its number of articles, those with most first."""
        with self._reading() as connection:
            return rooms.entries.list_outlets(connection)

    def annotate(self, article: int, span: Span, note: str = "") -> Future[Annotation]:
        """Bookmark the words of `span`, or note something on them."""
        return self._writing(partial(rooms.personal.annotate, article=article, span=span, note=note))

    def change_note(self, annotation: int, note: str) -> Future[None]:
        """Write a note anew."""
        return self._writing(partial(rooms.personal.change_note, annotation=annotation, note=note))

    def remove_annotation(self, annotation: int) -> Future[None]:
        """Remove a bookmark or note."""
        return self._writing(partial(rooms.personal.remove_annotation, annotation=annotation))

    def annotations(self, article: int | None = None) -> Sequence[Annotation]:
        """Bookmarks and notes: those of an article in order of its text, else all, the latest first."""
        with self._reading() as connection:
            return rooms.personal.list_annotations(connection, article)

    def save_search(self, name: str, query: str) -> Future[None]:
        """Keep a query under a name; another of that name is replaced."""
        return self._writing(partial(rooms.personal.save_search, name=name, query=query))

    def remove_search(self, name: str) -> Future[None]:
        """Forget a saved search."""
        return self._writing(partial(rooms.personal.remove_search, name=name))

    def searches(self) -> Sequence[SavedSearch]:
        """The saved searches by name."""
        with self._reading() as connection:
            return rooms.personal.list_searches(connection)

    # --- feeds ---

    def feeds(self) -> Sequence[KeptFeed]:
        """The feeds that are followed."""
        with self._reading() as connection:
            return rooms.feeds.list_feeds(connection)

    def add_feed(self, feed: Feed) -> Future[KeptFeed]:
        """Follow a feed."""
        return self._writing(partial(rooms.feeds.add_feed, feed=feed))

    def set_feed(self, number: int, feed: Feed) -> Future[None]:
        """Change what the user set of a feed."""
        return self._writing(partial(rooms.feeds.set_feed, number=number, feed=feed))

    def remove_feed(self, number: int) -> Future[None]:
        """Follow a feed no more."""
        return self._writing(partial(rooms.feeds.remove_feed, number=number))

    def known_items(self, number: int) -> tuple[Known, ...]:
        """The items that were seen of a feed."""
        with self._reading() as connection:
            return rooms.feeds.known_items(connection, number)

    def keep_look(self, number: int, address: str, state: FeedState) -> Future[bool]:
        """Keep what a look at a feed showed."""
        return self._writing(partial(rooms.feeds.keep_look, number=number, address=address, state=state))

    def folders(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """What lists of feeds from elsewhere say of their folders."""
        with self._reading() as connection:
            return rooms.feeds.list_folders(connection)

    def keep_folders(self, folders: Mapping[str, tuple[tuple[str, str], ...]]) -> Future[None]:
        """Keep what a list of feeds says of its folders."""
        return self._writing(partial(rooms.feeds.keep_folders, folders=folders))

    # --- upkeep ---

    def check(self) -> Sequence[str]:
        """What is wrong with the library, one sentence each; empty when it is sound."""
        with self._reading() as connection:
            problems = rooms.upkeep.problems(connection)
        if not self.read_only and not problems:
            problems = self._writing(rooms.upkeep.index_problems).result()
        return problems

    def tidy(self) -> Future[None]:
        """Put the indexes in their best shape, after many articles were added."""
        return self._writing(rooms.upkeep.tidy)

    def backup(self, target: Path) -> None:
        """Copy the library, while it is in use, to a new file."""
        with self._reading() as connection:
            rooms.upkeep.backup(connection, target)

    def statistics(self) -> Statistics:
        """How much it holds."""
        with self._reading() as connection:
            return rooms.upkeep.statistics(connection, self.path)
