"""Articles that a command is given: files, addresses, standard input, and numbers in the library."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.reading import read
from reader.cli.stored import article_number, open_stored
from reader.cli.writing import complain_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.library.sqlite.store import SqliteLibrary
    from reader.reading import Reading

PAGE = 200


class Readings(NamedTuple):
    """How many readings there are, and those, each made when it is asked for."""

    total: int
    each: Iterator[Reading]


@contextmanager
def given_readings(
    sources: Sequence[str], *, is_all: bool, library: str | None, language: str | None
) -> Iterator[Readings]:
    """The readings that `sources` name; all of the library, or without sources that of `read(None)`."""
    if is_all:
        with open_stored(library) as opened:
            yield Readings(opened.statistics().articles, every_reading(opened))
    elif any(map(is_number, sources)):
        with open_stored(library) as opened:
            numbers = {source: article_number(opened, source) for source in sources if is_number(source)}
            each = (
                opened.reading(numbers[source]) if source in numbers else _read(source, language)
                for source in sources
            )
            yield Readings(len(sources), each)
    else:
        yield Readings(max(1, len(sources)), (_read(source, language) for source in sources or (None,)))


def is_number(source: str) -> bool:
    """Whether a source is the number of an article in the library; a file of that name is `./12`."""
    number = source.removeprefix("#")
    return number.isascii() and number.isdigit()


def every_reading(library: SqliteLibrary) -> Iterator[Reading]:
    """Every reading of the library, newest first, one at a time."""
    from reader.library.query import Query

    seen = 0
    while True:
        page = library.articles(Query(""), PAGE, seen).articles
        yield from (library.reading(entry.id) for entry in page)
        seen += len(page)
        if len(page) < PAGE:
            return


def _read(source: str | None, language: str | None) -> Reading:
    reading = read(source, language)
    complain_of((*reading.article.notes, *reading.analysis.notes))
    return reading
