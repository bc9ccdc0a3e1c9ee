"""Who speaks on a page: each with a place in the list, a colour, a mark, and a share of the quoted words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reader.figures import count_words

if TYPE_CHECKING:
    from reader.article import Actor
    from reader.reading import Reading

COLOURS = 8
MARKS = "●◆■▲"
"""The mark before a speaker's name; the next one when the colours begin again."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The speakers of a reading, who says most first, with the words that each says of `words` in all."""

    places: dict[Actor, int]
    said: dict[Actor, int]
    words: int

    @classmethod
    def of(cls, reading: Reading) -> Speakers:
        """Those of `reading`."""
        text = reading.article.text
        said = {actor: count_words(quotes, text) for actor, quotes in reading.quotes_by_actor.items()}
        ranked = sorted(said, key=lambda actor: -said[actor])
        return cls(
            {actor: place for place, actor in enumerate(ranked)},
            said,
            count_words(reading.analysis.quotes, text),
        )

    def style(self, actor: Actor | None) -> str:
        """The class that gives an actor's colour."""
        place = self.places.get(actor) if actor is not None else None
        return f"s{place % COLOURS}" if place is not None else "nobody"

    def mark(self, actor: Actor) -> str:
        """The mark before a speaker's name, in its colour: colour alone never tells who it is."""
        return mark(self.style(actor), MARKS[self.places[actor] // COLOURS % len(MARKS)])

    def share(self, actor: Actor) -> float:
        """What part of all quoted words is theirs."""
        return self.said.get(actor, 0) / max(1, self.words)


def mark(style: str, sign: str) -> str:
    """A sign in a speaker's colour, which a screen reader passes over."""
    return f'<span class="mark {style}" aria-hidden="true">{sign}</span>'


def one_line(text: str) -> str:
    """`text` on one line, escaped."""
    return escape(" ".join(text.split()))
