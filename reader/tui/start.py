"""Where the reader begins: at the last place of the library, at its list, or with the bundled article."""

from __future__ import annotations

from concurrent.futures import wait
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.library_access import LibraryAccess, StoredReading

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from reader.article import Article
    from reader.library.article_entry import ArticlePage
    from reader.library.protocol import Library

AT_ONCE = 0.1
"""Seconds in which a library should tell the last place: two threads that import at once are slower."""

PAGE = 100
"""Articles of a list that are asked for at a time."""


class First(NamedTuple):
    """The article to begin with where the library has none: it is to keep it, unless there is a `problem`."""

    article: Article
    problem: str = ""


class AtTheList(Exception):
    """The last place was the list of articles; `first` is its beginning."""

    def __init__(self, first: ArticlePage) -> None:
        super().__init__()
        self.first = first


class Start:
    """Looks for the last place before the screens are imported; if that takes long, while they are."""

    def __init__(self, opener: Callable[[], Library] | None = None) -> None:
        """`opener` opens the library, else it is the user's own."""
        self.access = LibraryAccess(opener)
        self._place: Future[StoredReading] | None = None
        if self.access.exists():
            self._place = self.access.put(last_place)
            wait((self._place,), AT_ONCE)

    @property
    def is_known(self) -> bool:
        """Whether `place` answers at once."""
        return self._place is None or self._place.done()

    def place(self) -> StoredReading | First:
        """What to open. Raises `AtTheList`."""
        from reader.bundled import bundled_article
        from reader.library.errors import LibraryError

        if self._place is None:
            return First(bundled_article())
        try:
            return self._place.result()
        except LibraryError as error:
            return First(bundled_article(), str(error))


def last_place(library: Library) -> StoredReading:
    """The article that was open last, with its reading. Raises `AtTheList` when none was."""
    place = library.last_place()
    if place is None:
        from reader.library.query import Query

        raise AtTheList(library.articles(Query(""), PAGE))
    return StoredReading(library.entry(place[0]), library.reading(place[0]))
