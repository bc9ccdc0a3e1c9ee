"""What an engine needs of a reading, worked out before its writer takes the turn.

Pure and picklable, so that other threads and processes can do it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.formats import clean_line
from reader.layout.cells import fit
from reader.library.encoding import decode, encode, harmless
from reader.library.folding import fold_text, folded_words
from reader.library.matching import headings_over, primary_language, publication_day

if TYPE_CHECKING:
    from datetime import date

    from reader.article import ActorKind, Article
    from reader.reading import Quote, QuoteKind, Reading

LONGEST_OPENING = 70
"""Cells of an article's first words where they stand for a title."""


@dataclass(frozen=True, slots=True)
class PreparedActor:
    """An actor of an article; `key` is its folded name, the same however it is written."""

    name: str
    kind: ActorKind
    key: str
    role: str | None
    aliases: tuple[str, ...]
    quotes: int


@dataclass(frozen=True, slots=True)
class PreparedQuote:
    """A quote with its folded words and headings; speaker and mentioned are numbers of actors."""

    words: str
    headings: str
    kind: QuoteKind
    speaker: int | None
    mentioned: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PreparedReading:
    """All that an engine stores of a reading: `body` is the reading itself."""

    identity: int
    body: bytes
    title: str | None
    outlet: str | None
    published: str | None
    day: date | None
    language: str
    tags: tuple[str, ...]
    words: str
    actors: tuple[PreparedActor, ...]
    quotes: tuple[PreparedQuote, ...]


def prepare(reading: Reading) -> PreparedReading:
    """Work out what an engine needs of `reading`."""
    body = encode(reading)
    title = reading.article.metadata.title or ""
    if harmless(reading.article.text) != reading.article.text or clean_line(title) != title:
        reading = decode(body)  # what is indexed is what comes back
    article, metadata = reading.article, reading.article.metadata
    numbers = {id(actor): number for number, actor in enumerate(reading.analysis.actors)}
    mentioned = _mentioned(reading)
    quotes = tuple(
        PreparedQuote(
            quote_words(reading, quote),
            quote_headings(reading, quote),
            quote.kind,
            None if quote.speaker is None else numbers.get(id(quote.speaker)),
            tuple(sorted(mentioned[index])),
        )
        for index, quote in enumerate(reading.analysis.quotes)
    )
    actors = tuple(
        PreparedActor(
            actor.name,
            actor.kind,
            actor_key(actor.name),
            actor.role,
            actor.aliases,
            sum(quote.speaker == number for quote in quotes),
        )
        for number, actor in enumerate(reading.analysis.actors)
    )
    return PreparedReading(
        identity(article),
        body,
        listed_title(article),
        metadata.outlet,
        metadata.published.isoformat() if metadata.published else None,
        publication_day(metadata.published),
        primary_language(reading),
        metadata.tags,
        article_words(reading),
        actors,
        quotes,
    )


def listed_title(article: Article) -> str | None:
    """What a list calls `article`: its title, or else its first words; None where it has no text."""
    if article.metadata.title:
        return article.metadata.title
    opening = clean_line(article.blocks[0].span.of(article.text)) if article.blocks else ""
    return fit(opening, LONGEST_OPENING) or None


def quote_words(reading: Reading, quote: Quote) -> str:
    """The words of a quote as they are indexed."""
    return fold_text(quote.words(reading.article.text))


def quote_headings(reading: Reading, quote: Quote) -> str:
    """The headings over a quote as they are indexed."""
    return fold_text("\n".join(headings_over(reading, quote.start)))


def article_words(reading: Reading) -> str:
    """The words of an article and its title that none of its quotes has, as they are indexed: each once."""
    article = reading.article
    words = dict.fromkeys(folded_words(f"{article.metadata.title or ''}\n{article.text}"))
    for quote in reading.analysis.quotes:
        for word in folded_words(quote.words(article.text)):
            words.pop(word, None)
    return " ".join(words)


def actor_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(folded_words(name)) or name


def identity(article: Article) -> int:
    """A number for which article this is: by its address, else where it came from, else its words."""
    if article.metadata.url:
        return source_identity(article.metadata.url)
    if article.source not in ("", "-"):
        return source_identity(article.source)
    return _number(f"text {article.metadata.title}\n{article.text}")


def source_identity(source: str) -> int:
    """The identity of an article with this address or path."""
    if "://" in source:
        return _number(f"address {source}")
    return _number(f"path {Path(source).absolute()}")


def _number(text: str) -> int:
    import hashlib

    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _mentioned(reading: Reading) -> list[set[int]]:
    """For each quote the numbers of the actors that are mentioned inside it."""
    quotes = reading.analysis.quotes
    found: list[set[int]] = [set() for _quote in quotes]
    parts = sorted((span, index) for index, quote in enumerate(quotes) for span in quote.spans)
    starts = [span.start for span, _index in parts]
    for number, actor in enumerate(reading.analysis.actors):
        for mention in actor.mentions:
            at = bisect_right(starts, mention.start) - 1
            if at >= 0 and parts[at][0].contains(mention):
                found[parts[at][1]].add(number)
    return found
