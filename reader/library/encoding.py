"""Readings as bytes: what a library stores of an article beside its index.

A reading is a short tree of JSON: spans are pairs of (distance from the one before,
length), everything else stands as the model has it. What comes back is checked
and cleaned, for others may have written it: a span out of range, or bytes that are not
a reading, raise `LibraryError`; characters that could steer a terminal become `�`.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reader.article import Actor, ActorKind, Article, Block, BlockKind, Mark, MarkKind, Metadata, Span
from reader.formats import clean, clean_line
from reader.library.packing import damaged
from reader.reading import Analysis, How, Quote, QuoteKind, Reading, Via

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Json = Any
"""What JSON holds; its shape is checked by building the model from it."""


def encode(reading: Reading) -> bytes:
    """The reading as bytes; the same reading always gives the same bytes."""
    article, analysis = reading.article, reading.analysis
    tree = [
        article.text,
        _blocks_tree(article.blocks),
        _marks_tree(article.marks),
        _metadata_tree(article.metadata),
        [article.source, article.notes],
        [_actor_tree(actor) for actor in analysis.actors],
        _quotes_tree(analysis),
        [analysis.language, analysis.notes],
    ]
    written = json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=True)
    return written.encode("utf-8", "surrogatepass")


def decode(written: bytes) -> Reading:
    """The reading of these bytes. Raises `LibraryError` when they are not one."""
    tree = _tree(written)
    try:
        return _reading(tree)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise damaged() from error


def decode_words(written: bytes) -> tuple[str, str, list[tuple[Span, ...]]]:
    """The title, the text and the spans of each quote: what a search reads, quicker than `decode`."""
    tree = _tree(written)
    try:
        text = tree[0]
        quotes = []
        end = 0
        for quote in tree[6]:
            spans = _spans(quote[0], end, len(text))
            end = spans[-1].end
            quotes.append(spans)
        return tree[3].get("title", ""), text, quotes
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise damaged() from error


def _tree(written: bytes) -> Json:
    try:
        return json.loads(written.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise damaged() from error


# --- writing ---


def _pairs(spans: Iterable[Span], start: int = 0) -> list[int]:
    """The spans as (distance from the end before, length), one after the other."""
    pairs: list[int] = []
    for span in spans:
        pairs += (span.start - start, span.end - span.start)
        start = span.end
    return pairs


def _blocks_tree(blocks: Sequence[Block]) -> Json:
    tree = []
    end = 0
    for block in blocks:
        row: list[object] = [*_pairs([block.span], end), block.kind]
        end = block.span.end
        if block.level or block.marker:
            row.append(block.level)
        if block.marker:
            row.append(block.marker)
        tree.append(row)
    return tree


def _marks_tree(marks: Sequence[Mark]) -> Json:
    tree = []
    end = 0
    for mark in marks:
        row: list[object] = [*_pairs([mark.span], end), mark.kind]
        end = mark.span.end
        if mark.target:
            row.append(mark.target)
        tree.append(row)
    return tree


def _metadata_tree(metadata: Metadata) -> Json:
    published = metadata.published
    known = {
        "title": metadata.title,
        "outlet": metadata.outlet,
        "published": published.isoformat() if published is not None else None,
        "language": metadata.language,
        "topic": metadata.topic,
        "url": metadata.url,
        "tags": metadata.tags,
        "authors": metadata.authors,
        "actors": [_actor_tree(actor) for actor in metadata.actors],
        "extra": _plain(metadata.extra),
    }
    return {key: value for key, value in known.items() if value}


def _plain(value: object) -> Json:
    """A value of `Metadata.extra` as JSON has it; what JSON does not know becomes text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _actor_tree(actor: Actor) -> Json:
    return [actor.name, actor.kind, actor.role, actor.aliases, _pairs(actor.mentions)]


def _quotes_tree(analysis: Analysis) -> Json:
    numbers = {id(actor): number for number, actor in enumerate(analysis.actors, 1)}

    def number(actor: Actor | None) -> int:
        if actor is None:
            return 0
        found = numbers.get(id(actor))
        return found if found is not None else analysis.actors.index(actor) + 1

    tree = []
    end = 0
    for quote in analysis.quotes:
        start = quote.start
        via = quote.via and [
            _optional(quote.via.source, start),
            _optional(quote.via.cue, start),
            number(quote.via.speaker),
        ]
        row = [
            _pairs(quote.spans, end),
            quote.kind,
            _optional(quote.cue, start),
            _optional(quote.source, start),
            number(quote.speaker),
            quote.how,
            quote.rule,
            quote.reason,
        ]
        tree.append([*row, via] if via else row)
        end = quote.end
    return tree


def _optional(span: Span | None, start: int) -> list[int] | int:
    return _pairs([span], start) if span is not None else 0


# --- reading ---


def _spans(pairs: Sequence[int], start: int, length: int) -> tuple[Span, ...]:
    """The spans that `_pairs` wrote. Raises `ValueError` when one is not within `length`."""
    spans = []
    for index in range(0, len(pairs), 2):
        span = _span_after(start, pairs[index], pairs[index + 1], length)
        start = span.end
        spans.append(span)
    return tuple(spans)


def _span(pairs: Sequence[int] | int, start: int, length: int) -> Span | None:
    return _span_after(start, pairs[0], pairs[1], length) if isinstance(pairs, list) else None


def _span_after(end: int, distance: int, size: int, length: int) -> Span:
    start = end + distance
    if start >= 0 and size >= 0 and start + size <= length:
        return Span(start, start + size)
    raise ValueError(distance, size)


def harmless(text: str) -> str:
    """`text` of the same length, with `�` for every character that must not reach a screen."""
    if clean(text) == text:
        return text
    return "".join(c if c in "\n\t" or clean(c) == c else "�" for c in text)


def _reading(tree: Json) -> Reading:
    written, blocks, marks, metadata, (source, notes), actors, quotes, (language, remarks) = tree
    text = harmless(written)
    length = len(text)
    article = Article(
        text,
        _blocks(blocks, length),
        _metadata(metadata, length),
        _marks(marks, length),
        clean_line(source),
        _lines(notes),
    )
    found = tuple(_actor(row, length) for row in actors)
    analysis = Analysis(
        _quotes(quotes, found, length), found, _line(language), tuple(clean_line(note) for note in remarks)
    )
    return Reading(article, analysis)


def _line(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(clean_line(text) for text in texts)


def _blocks(rows: Json, length: int) -> tuple[Block, ...]:
    blocks = []
    end = 0
    for distance, size, kind, *rest in rows:
        span = _span_after(end, distance, size, length)
        end = span.end
        level = rest[0] if rest else 0
        marker = clean_line(rest[1]) if len(rest) > 1 else ""
        blocks.append(Block(span, BlockKind(kind), level, marker))
    return tuple(blocks)


def _marks(rows: Json, length: int) -> tuple[Mark, ...]:
    marks = []
    end = 0
    for distance, size, kind, *rest in rows:
        span = _span_after(end, distance, size, length)
        end = span.end
        marks.append(Mark(span, MarkKind(kind), clean_line(rest[0]) if rest else ""))
    return tuple(marks)


def _metadata(known: Mapping[str, Json], length: int) -> Metadata:
    written = known.get("published")
    return Metadata(
        title=_line(known.get("title")),
        outlet=_line(known.get("outlet")),
        authors=_lines(known.get("authors", ())),
        published=published_date(written) if written else None,
        language=_line(known.get("language")),
        url=_line(known.get("url")),
        topic=_line(known.get("topic")),
        tags=_lines(known.get("tags", ())),
        actors=tuple(_actor(row, length) for row in known.get("actors", ())),
        extra=_cleaned(known.get("extra", {})),
    )


def published_date(written: str) -> date | datetime:
    """A date, or a datetime where the hour is given. Raises `ValueError`."""
    return (
        date.fromisoformat(written) if len(written) <= len("2017-04-11") else datetime.fromisoformat(written)
    )


def _cleaned(value: Json) -> Json:
    if isinstance(value, dict):
        return {clean_line(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return clean(value) if isinstance(value, str) else value


def _actor(row: Json, length: int) -> Actor:
    name, kind, role, aliases, mentions = row
    return Actor(clean_line(name), ActorKind(kind), _line(role), _lines(aliases), _spans(mentions, 0, length))


def _quotes(rows: Json, actors: Sequence[Actor], length: int) -> tuple[Quote, ...]:
    def actor(number: int) -> Actor | None:
        if not 0 <= number <= len(actors):
            raise ValueError(number)
        return actors[number - 1] if number else None

    quotes = []
    end = 0
    for pairs, kind, cue, source, speaker, how, rule, reason, *via in rows:
        spans = _spans(pairs, end, length)
        start, end = spans[0].start, spans[-1].end
        quotes.append(
            Quote(
                spans,
                QuoteKind(kind),
                _span(cue, start, length),
                _span(source, start, length),
                actor(speaker),
                How(how),
                _via(via[0], start, length, actor(via[0][2])) if via else None,
                clean_line(rule),
                clean_line(reason),
            )
        )
    return tuple(quotes)


def _via(row: Json, start: int, length: int, speaker: Actor | None) -> Via:
    source, cue, _speaker = row
    return Via(_span(source, start, length), _span(cue, start, length), speaker)
