"""A small library of our own: what the library screen is tested on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reader.article import Article, Block, Metadata, Span
from reader.library import open_library
from reader.reading import Analysis, Reading
from tests.tui.example import READING

if TYPE_CHECKING:
    from pathlib import Path

LOCK, MARKET, FERRY, WINTER, OLD = 2, 1, 3, 4, 5
"""The numbers of the articles, in the order of the list: of a day the last added comes first."""

_ARTICLES = (
    ("Traders ask for a second market day", "De Havenbode", date(2024, 3, 12), ()),
    ("Oostmarkt quarrels over its lock [again]", "De Havenbode", date(2024, 3, 12), ("Harbour", "Council")),
    ("The ferry of Noordzand is late, says everybody who waits for it", "Waterlander", date(2024, 3, 11), ()),
    ("A mild winter empties the ice rink", "Waterlander", date(2024, 1, 30), ("Harbour",)),
    (None, None, None, ()),
)


def fill(path: Path) -> None:
    """Make the library: one is starred, one is read, one search is saved."""
    with open_library(path) as library:
        for number, (title, outlet, published, tags) in enumerate(_ARTICLES):
            metadata = replace(
                READING.article.metadata,
                title=title,
                outlet=outlet,
                published=published or date(2019, 5, 1),
                tags=tags,
                url=f"https://example.org/{number}",
            )
            article = replace(READING.article, metadata=metadata)
            analysis = READING.analysis if number != 0 else replace(READING.analysis, quotes=())
            library.add(Reading(article, analysis)).result()
        library.set_starred(LOCK).result()
        library.set_read(MARKET).result()
        library.save_search("Not the ferry", "-ferry is:unread").result()


def fill_many(path: Path, articles: int) -> None:
    """A library of many articles, one a day, numbered by their titles from the newest."""
    first = date(2024, 3, 12).toordinal()

    def reading(number: int) -> Reading:
        published = date.fromordinal(first - number)
        url = f"https://example.org/{number}"
        metadata = Metadata(f"Number {number}", "De Havenbode", published=published, url=url)
        return Reading(Article("Nothing.", (Block(Span(0, 8)),), metadata), Analysis())

    with open_library(path) as library:
        for _added in library.add_all(map(reading, range(articles))):
            pass
