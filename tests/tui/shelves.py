"""A small library around the example article: what the screens of the library are tested on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from reader.article import ActorKind, Metadata
from reader.library import open_library
from reader.reading import QuoteKind
from tests.library.articles import reading_of
from tests.tui.example import READING

if TYPE_CHECKING:
    from pathlib import Path

    from reader.reading import Reading


def post() -> Reading:
    """Another outlet with a speaker of the example, in nearly the same words and in others."""
    return reading_of(
        "«We have sailed through this lock for sixty years and it never failed us», skipper Tomás Güell "
        "told us.\n\nHe added that «nobody dredges the canal any more».",
        [("Tomás Güell", QuoteKind.DIRECT, 1), ("Tomás Güell", QuoteKind.INDIRECT, 1)],
        [("Tomás Güell", ActorKind.PERSON, "chairman of the boatmen", ("Güell",))],
        Metadata(title="Boatmen defend their lock", outlet="North Post", published=date(2024, 3, 14),
                 language="en", url="https://northpost.example/boatmen"),
    )  # fmt: skip


def agency() -> Reading:
    """A third outlet, with the words of the example."""
    return reading_of(
        "Skipper Tomás Güell: «We have sailed through that lock for sixty years and it never failed us»\n\n"
        "Alderman Ilse Verbeek called Güell «a man of the water».",
        [("Tomás Güell", QuoteKind.DIRECT, 1), ("Ilse Verbeek", QuoteKind.MIXED, 1)],
        [
            ("Tomás Güell", ActorKind.PERSON, "skipper", ("Güell",)),
            ("Ilse Verbeek", ActorKind.PERSON, "alderman", ()),
        ],
        Metadata(title="Lock in danger", outlet="Press Agency", published=date(2024, 3, 12),
                 language="en", url="https://agency.example/lock"),
    )  # fmt: skip


def older() -> Reading:
    """An article of two years before, in which the mayor had another role."""
    return reading_of(
        "«The bridge can wait», said alderman Ilse Verbeek. The water board of Noordzand disagreed: "
        "«no bridge can wait».",
        [("Ilse Verbeek", QuoteKind.DIRECT, 1), ("Water board of Noordzand", QuoteKind.DIRECT, 1)],
        [
            ("Ilse Verbeek", ActorKind.PERSON, "alderman of Oostmarkt", ()),
            ("Water board of Noordzand", ActorKind.ORGANISATION, None, ()),
        ],
        Metadata(title="No money for the bridge", outlet="De Havenbode", published=date(2022, 1, 20),
                 language="en", url="https://havenbode.example/bridge"),
    )  # fmt: skip


def report(number: int) -> Reading:
    """One of many articles, each with other words of one speaker."""
    said = " ".join(f"{word}{number}" for word in ("mill", "wheel", "dike", "sluice"))
    return reading_of(
        f"«The pumps of {said} run», Ada Stroom reports.",
        [("Ada Stroom", QuoteKind.DIRECT, 1)],
        [("Ada Stroom", ActorKind.PERSON, "engineer", ())],
        Metadata(title=f"Pumps, part {number}", outlet="Pump Weekly",
                 published=date(2020, 1, 1) + timedelta(days=number), language="en",
                 url=f"https://pumps.example/{number}"),
    )  # fmt: skip


def stock(path: Path, *, reports: int = 0) -> None:
    """Put the example and the articles around it in the library at `path`."""
    with open_library(path) as library:
        list(library.add_all([READING, post(), agency(), older(), *map(report, range(reports))]))
