"""Which quotes of one article answer a query, and where in them.

This is the query language's meaning in plain Python, over a reading in memory. The
library's engines answer the same questions over all articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.article import Span
from reader.library.folding import fold_text, folded_words, words_in
from reader.library.query import (
    And,
    InLanguage,
    InState,
    Node,
    Not,
    OfKind,
    Or,
    Place,
    Published,
    Query,
    State,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from reader.article import Actor
    from reader.reading import Quote, Reading

Name = tuple[str, ...]
"""What something is called, as folded words."""


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A quote that answers a query.

    `hits` are the words of it that were asked for, as spans in `Article.text`, in
    order and apart; none where only the speaker, section or kind was asked for.
    """

    quote: Quote
    hits: tuple[Span, ...] = ()


def search_quotes(reading: Reading, query: Query, states: Collection[State] = ()) -> list[QuoteHit]:
    """The quotes of `reading` that answer `query`; see `QuoteIndex.search`."""
    return QuoteIndex(reading).search(query, states)


class QuoteIndex:
    """The quotes of one reading, ready to be searched again with every key that is typed."""

    def __init__(self, reading: Reading) -> None:
        self._quotes = [IndexedQuote(reading, quote) for quote in reading.analysis.quotes]

    def search(self, query: Query, states: Collection[State] = ()) -> list[QuoteHit]:
        """The quotes that answer `query`, in order of the text; all of them for an empty query.

        `states` is what the reader did with the article, for `is:` and `has:`.
        """
        found = []
        for quote in self._quotes:
            hits = answer(query, quote, states)
            if hits is not None:
                found.append(QuoteHit(quote.quote, hits))
        return found


class QuoteWord(NamedTuple):
    """A word of a quote: folded, where it stands in the article, and which of the quote's spans it is in."""

    folded: str
    start: int
    end: int
    part: int

    @property
    def span(self) -> Span:
        """The word in the article."""
        return Span(self.start, self.end)


class IndexedQuote:
    """A quote in its article; what a query asks of it is worked out when it is first asked."""

    def __init__(self, reading: Reading, quote: Quote) -> None:
        self._reading = reading
        self.quote = quote

    @cached_property
    def words(self) -> list[QuoteWord]:
        """Its folded words, in order."""
        text = self._reading.article.text
        return [
            QuoteWord(*word, part)
            for part, span in enumerate(self.quote.spans)
            for word in words_in(span.of(text), span.start)
        ]

    @cached_property
    def speaker_names(self) -> list[Name]:
        """What its speaker is called: name, aliases and role."""
        return actor_names(self.quote.speaker) if self.quote.speaker else []

    @cached_property
    def mentions(self) -> list[tuple[Span, list[Name]]]:
        """Each mention of an actor inside it, with what that actor is called."""
        return [
            (mention, actor_names(actor))
            for actor in self._reading.analysis.actors
            for mention in actor.mentions
            if any(span.contains(mention) for span in self.quote.spans)
        ]

    @cached_property
    def headings(self) -> list[Name]:
        """The headings of the sections it stands in, outermost first."""
        return [folded_words(heading) for heading in headings_over(self._reading, self.quote.start)]

    @cached_property
    def outlet(self) -> Name:
        """The article's outlet."""
        return folded_words(self._reading.article.metadata.outlet or "")

    @cached_property
    def tags(self) -> list[Name]:
        """The article's tags."""
        return [folded_words(tag) for tag in self._reading.article.metadata.tags]

    @property
    def language(self) -> str:
        """The article's language, as in `nl`."""
        return primary_language(self._reading)

    @property
    def day(self) -> date | None:
        """When the article was published."""
        return publication_day(self._reading.article.metadata.published)


def answer(query: Query, quote: IndexedQuote, states: Collection[State] = ()) -> tuple[Span, ...] | None:
    """The words of `quote` that `query` asks for, or None where the quote does not answer it."""
    hits = _answer(query.node, quote, states)
    return None if hits is None else tuple(_apart(hits))


def hits_of(query: Query, quote: IndexedQuote) -> tuple[Span, ...]:
    """The words of a quote that `query` asks for, where it is known that the quote answers."""
    return tuple(_apart(hit for words in asked_for(query.node) for hit in _words_answer(words, quote) or ()))


def asked_for(node: Node | None) -> Iterator[Words]:
    """The words that a query asks for; not those that must be absent."""
    match node:
        case Words():
            yield node
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from asked_for(child)


def _answer(node: Node | None, quote: IndexedQuote, states: Collection[State]) -> list[Span] | None:
    match node:
        case None:
            return []
        case Words():
            return _words_answer(node, quote)
        case And(nodes):
            every = [_answer(child, quote, states) for child in nodes]
            return None if None in every else [hit for hits in every if hits for hit in hits]
        case Or(nodes):
            found = [hits for child in nodes if (hits := _answer(child, quote, states)) is not None]
            return [hit for hits in found for hit in hits] if found else None
        case Not(child):
            return [] if _answer(child, quote, states) is None else None
        case OfKind(kind):
            return [] if quote.quote.kind is kind else None
        case InLanguage(language):
            return [] if quote.language == language else None
        case Published():
            return [] if _is_published(node, quote.day) else None
        case InState(state):
            return [] if state in states else None


def _words_answer(sought: Words, quote: IndexedQuote) -> list[Span] | None:
    match sought.place:
        case Place.WORDS:
            return word_hits(sought, quote.words) or None
        case Place.ABOUT:
            named = [span for span, names in quote.mentions if named_so(sought, names)]
            return word_hits(sought, quote.words) + named or None
        case Place.BY:
            return [] if named_so(sought, quote.speaker_names) else None
        case Place.IN:
            return [] if named_so(sought, quote.headings) else None
        case Place.OUTLET:
            return [] if named_so(sought, [quote.outlet]) else None
        case Place.TAG:
            return [] if named_so(sought, quote.tags) else None


def word_hits(sought: Words, words: Sequence[QuoteWord]) -> list[Span]:
    """Where `sought` stands among `words`: a span for each time, two where the cue comes between."""
    hits: list[Span] = []
    for first in _places(sought, [word.folded for word in words]):
        run = words[first : first + len(sought.words)]
        for part in sorted({word.part for word in run}):
            inside = [word for word in run if word.part == part]
            hits.append(Span(inside[0].start, inside[-1].end))
    return hits


def named_so(sought: Words, names: Iterable[Name]) -> bool:
    """Whether `sought` stands in one of `names`."""
    return any(True for name in names for _ in _places(sought, name))


def _places(sought: Words, words: Sequence[str]) -> Iterator[int]:
    """Each index in `words` where the sought words follow one another."""
    *before, last = sought.words
    length = len(before)
    for index in range(length, len(words)):
        fits = words[index].startswith(last) if sought.prefix else words[index] == last
        if fits and (not before or list(words[index - length : index]) == before):
            yield index - length


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, those that overlap as one."""
    current: Span | None = None
    for span in sorted(spans):
        if current is not None and span.start < current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _is_published(asked: Published, day: date | None) -> bool:
    if day is None:
        return False
    return (asked.since is None or asked.since <= day) and (asked.until is None or day < asked.until)


def actor_names(actor: Actor) -> list[Name]:
    """What `by:` and `about:` find an actor by: name, aliases and role, folded."""
    called = (actor.name, *actor.aliases, actor.role or "")
    return [words for name in called if (words := folded_words(name))]


def headings_over(reading: Reading, offset: int) -> list[str]:
    """The headings of the sections that `offset` stands in, outermost first."""
    article = reading.article
    return [
        section.heading.span.of(article.text)
        for section in article.sections
        if section.heading is not None and section.span.start <= offset < section.span.end
    ]


def primary_language(reading: Reading) -> str:
    """The reading's language without its region: `nl` for `nl-BE`; empty when not known."""
    language = reading.article.metadata.language or reading.analysis.language or ""
    return fold_text(language).replace("_", "-").partition("-")[0].strip()


def publication_day(published: date | datetime | None) -> date | None:
    """The day of a publication date, in UTC where the hour is known."""
    return published.date() if isinstance(published, datetime) else published
