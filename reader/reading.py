"""Who said what in an article: quotes, their speakers, and the reading that joins both to the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article import Actor, Article, Section, Span


class QuoteKind(StrEnum):
    """How a statement is reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class How(StrEnum):
    """How a quote's speaker was found; a guess never looks like a fact."""

    CUED = "cued"
    CARRIED = "carried"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Via:
    """The outer source of a quote: who reports that the speaker said it."""

    source: Span | None = None
    cue: Span | None = None
    speaker: Actor | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement.

    `spans` are its words, without the quotation marks, in order; two or more where
    the cue splits it. `source` are the words that name who speaks, `speaker` the
    actor they refer to (an element of `Analysis.actors`). `rule` names the rule
    that found the quote and `reason` says in one line why this is its speaker.
    """

    spans: tuple[Span, ...]
    kind: QuoteKind
    cue: Span | None = None
    source: Span | None = None
    speaker: Actor | None = None
    how: How = How.NONE
    via: Via | None = None
    rule: str = ""
    reason: str = ""

    @property
    def start(self) -> int:
        """Offset of the first character of its words."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Offset after the last character of its words."""
        return self.spans[-1].end

    def words(self, text: str) -> str:
        """Its words as the article has them; ` … ` where the cue splits them."""
        return " … ".join(span.of(text) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in a text. `quotes` and `actors` stand in order of the text.

    `language` is the language it was read in (`nl`), or None when it has no rules;
    `notes` are sentences for the reader, such as which language was not known.
    """

    quotes: tuple[Quote, ...] = ()
    actors: tuple[Actor, ...] = ()
    language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Reading:
    """An article with its analysis: what a screen shows and a library keeps."""

    article: Article
    analysis: Analysis

    @cached_property
    def quotes_by_actor(self) -> dict[Actor, tuple[Quote, ...]]:
        """Every speaking actor with its quotes, in order of the text."""
        found: dict[Actor, list[Quote]] = {}
        for quote in self.analysis.quotes:
            if quote.speaker is not None:
                found.setdefault(quote.speaker, []).append(quote)
        return {actor: tuple(quotes) for actor, quotes in found.items()}

    @cached_property
    def quotes_by_section(self) -> dict[Section, tuple[Quote, ...]]:
        """Every section with the quotes that begin in it (not in a deeper section)."""
        found: dict[Section, list[Quote]] = {section: [] for section in self.article.sections}
        for quote in self.analysis.quotes:
            section = self.article.section_at(quote.start)
            if section is not None:
                found[section].append(quote)
        return {section: tuple(quotes) for section, quotes in found.items()}
