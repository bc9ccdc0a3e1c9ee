"""Who speaks, when, and beside whom: figures over readings, for screens and commands to draw.

Words are counted as white space parts them, in all spans of a quote.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.article import Actor, ActorKind
    from reader.reading import Quote, Reading


@dataclass(frozen=True, slots=True)
class Voice:
    """How much somebody is quoted; `name` and `kind` are None for what no known actor says."""

    name: str | None
    kind: ActorKind | None
    role: str | None
    quotes: int
    words: int


@dataclass(frozen=True, slots=True)
class SectionVoices:
    """Who speaks in a section, not in a deeper one; `heading` is None for the lead."""

    heading: str | None
    level: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """How many quotes the articles of a month hold; `first` is its first day."""

    first: date
    quotes: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who are quoted together, in how many places: sections of an article, or articles."""

    first: str
    second: str
    places: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures over some articles.

    `voices` has who is quoted most (in words) first, and what no known actor says last. `sections`
    is empty for more than one article. `months` leaves no month between the first and the last out;
    `undated` counts the quotes of articles without a date. Of `pairs` the most frequent comes first.
    """

    articles: int
    quotes: int
    words: int
    voices: tuple[Voice, ...]
    sections: tuple[SectionVoices, ...]
    months: tuple[Month, ...]
    undated: int
    pairs: tuple[Pair, ...]


def count_words(quotes: Iterable[Quote], text: str) -> int:
    """How many words the quotes hold together."""
    return sum(len(span.of(text).split()) for quote in quotes for span in quote.spans)


def article_figures(reading: Reading) -> Figures:
    """Figures over one article, by section; those are a pair who are quoted in the same section."""
    count = _Count()
    count.add(reading)
    text = reading.article.text
    sections = []
    together: Counter[tuple[str, str]] = Counter()
    for section, quotes in reading.quotes_by_section.items():
        heading = section.heading.span.of(text) if section.heading else None
        inside = _Tally()
        inside.add(quotes, text)
        sections.append(SectionVoices(heading, section.level, inside.voices()))
        together.update(_pairs(quotes))
    return count.figures(tuple(sections), together)


def library_figures(readings: Iterable[Reading]) -> Figures:
    """Figures over many articles, read one at a time; those are a pair who are quoted in the same article."""
    count = _Count()
    for reading in readings:
        count.add(reading)
    return count.figures((), count.together)


def _pairs(quotes: Iterable[Quote]) -> Iterator[tuple[str, str]]:
    names = sorted({quote.speaker.name for quote in quotes if quote.speaker is not None})
    return combinations(names, 2)


@dataclass(slots=True)
class _Tally:
    """Quotes and words by who says them. An actor of the same name and kind is the same one."""

    quotes: Counter[tuple[str, ActorKind] | None] = field(default_factory=Counter)
    words: Counter[tuple[str, ActorKind] | None] = field(default_factory=Counter)
    roles: dict[tuple[str, ActorKind], Counter[str]] = field(default_factory=dict)

    def add(self, quotes: Iterable[Quote], text: str) -> None:
        for quote in quotes:
            who = _key(quote.speaker)
            self.quotes[who] += 1
            self.words[who] += count_words((quote,), text)
            if who is not None and quote.speaker is not None and quote.speaker.role:
                self.roles.setdefault(who, Counter())[quote.speaker.role] += 1

    def voices(self) -> tuple[Voice, ...]:
        ranked = sorted(self.quotes, key=lambda who: (who is None, -self.words[who]))
        return tuple(self._voice(who) for who in ranked)

    def _voice(self, who: tuple[str, ActorKind] | None) -> Voice:
        if who is None:
            return Voice(None, None, None, self.quotes[None], self.words[None])
        role = self.roles[who].most_common(1)[0][0] if who in self.roles else None
        return Voice(*who, role, self.quotes[who], self.words[who])


def _key(actor: Actor | None) -> tuple[str, ActorKind] | None:
    return (actor.name, actor.kind) if actor is not None else None


@dataclass(slots=True)
class _Count:
    """What has been counted so far."""

    articles: int = 0
    undated: int = 0
    tally: _Tally = field(default_factory=_Tally)
    months: Counter[date] = field(default_factory=Counter)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, reading: Reading) -> None:
        quotes = reading.analysis.quotes
        self.articles += 1
        self.tally.add(quotes, reading.article.text)
        self.together.update(_pairs(quotes))
        published = reading.article.metadata.published
        if published is None:
            self.undated += len(quotes)
        else:
            self.months[date(published.year, published.month, 1)] += len(quotes)

    def figures(self, sections: tuple[SectionVoices, ...], together: Counter[tuple[str, str]]) -> Figures:
        return Figures(
            self.articles,
            self.tally.quotes.total(),
            self.tally.words.total(),
            self.tally.voices(),
            sections,
            tuple(Month(first, self.months[first]) for first in _all_months(self.months)),
            self.undated,
            tuple(Pair(*names, places) for names, places in _ranked(together)),
        )


def _ranked(together: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(together.items(), key=lambda item: (-item[1], item[0]))


def _all_months(months: Iterable[date]) -> Iterator[date]:
    """Every month from the first to the last."""
    known = sorted(months)
    if not known:
        return
    month, last = known[0], known[-1]
    while month <= last:
        yield month
        if (month.year, month.month) == (last.year, last.month):
            return
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
