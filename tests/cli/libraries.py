"""A library on disk for the commands: two articles of two outlets that give nearly the same words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reader.article import ActorKind, Metadata, Span
from reader.library import open_library
from reader.reading import QuoteKind, Reading
from tests.library.articles import harbour, reading_of

if TYPE_CHECKING:
    from pathlib import Path

NEARLY = """\
Burgemeester Løkke sprak met de pers. «De kade is echt niet veilig.»

Jansen is het er niet mee eens. «Onzin van Løkke!»
"""


def other() -> Reading:
    """An article of another outlet, a month later."""
    return reading_of(
        NEARLY,
        [("Løkke", QuoteKind.DIRECT, 1), ("Jansen", QuoteKind.DIRECT, 1)],
        [
            ("Løkke", ActorKind.PERSON, "oud-burgemeester", ()),
            ("Jansen", ActorKind.PERSON, None, ()),
        ],
        Metadata(
            "Løkke over de kade",
            "Het Dok",
            published=date(2024, 4, 1),
            language="nl",
            url="https://hetdok.example/kade",
        ),
    )


def make_library(path: Path) -> Path:
    """Articles 1 and 2, with a note on the first, which is starred and tagged."""
    with open_library(path) as library:
        library.add(harbour()).result()
        library.add(other()).result()
        library.annotate(1, Span(0, 8), "nagaan").result()
        library.set_starred(1).result()
        library.tag(1, "eigen").result()
    return path
