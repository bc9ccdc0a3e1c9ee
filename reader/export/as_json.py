"""Readings as JSON. docs/json.md describes every key; a key keeps its meaning within a version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.article import Actor, Article, Span
    from reader.figures import Figures, Voice
    from reader.reading import Quote, Reading, Via

VERSION = 1
"""Version of the schema: it grows by one when a key changes its meaning or falls away."""


def quotes_as_json(reading: Reading, quotes: Iterable[Quote]) -> str:
    """The article of `reading` with `quotes`, some or all of its own."""
    return _document(reading, {"quotes": [quote_object(quote, reading) for quote in quotes]})


def actors_as_json(reading: Reading, actors: Iterable[Actor]) -> str:
    """The article of `reading` with `actors`, some or all of its own."""
    return _document(reading, {"actors": [_actor(actor, reading) for actor in actors]})


def reading_as_json(reading: Reading) -> str:
    """The article of `reading` with all of its quotes and actors."""
    quotes = [quote_object(quote, reading) for quote in reading.analysis.quotes]
    actors = [_actor(actor, reading) for actor in reading.analysis.actors]
    return _document(reading, {"quotes": quotes, "actors": actors})


def quotes_as_json_lines(reading: Reading) -> str:
    """A line for each quote of `reading`, with what is known about its article."""
    article = _article(reading.article)
    return "".join(
        line({**quote_object(quote, reading), "article": article}) for quote in reading.analysis.quotes
    )


def _document(reading: Reading, found: dict[str, object]) -> str:
    article = reading.article
    return document(
        {
            "article": _article(article),
            "language": reading.analysis.language,
            "notes": [*article.notes, *reading.analysis.notes],
            "text": article.text,
            **found,
        }
    )


def document(found: dict[str, object]) -> str:
    """A JSON document of its own."""
    whole = {"schema": "g7reader", "version": VERSION, **found}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def line(found: dict[str, object]) -> str:
    """A line of JSON, one of many."""
    return json.dumps(found, ensure_ascii=False, allow_nan=False) + "\n"


def figures_as_json(figures: Figures) -> str:
    """Who speaks, when, and beside whom."""
    return document(
        {
            "articles": figures.articles,
            "quotes": figures.quotes,
            "words": figures.words,
            "voices": _voices(figures.voices),
            "sections": [
                {"heading": section.heading, "level": section.level, "voices": _voices(section.voices)}
                for section in figures.sections
            ],
            "months": [{"month": f"{month.first:%Y-%m}", "quotes": month.quotes} for month in figures.months],
            "undated": figures.undated,
            "pairs": [
                {"first": pair.first, "second": pair.second, "places": pair.places} for pair in figures.pairs
            ],
        }
    )


def _voices(voices: Sequence[Voice]) -> list[dict[str, object]]:
    total = sum(voice.words for voice in voices)
    return [
        {
            "name": voice.name,
            "kind": str(voice.kind) if voice.kind is not None else None,
            "role": voice.role,
            "quotes": voice.quotes,
            "words": voice.words,
            "share": round(voice.words / total, 4) if total else 0.0,
        }
        for voice in voices
    ]


def _article(article: Article) -> dict[str, object]:
    metadata = article.metadata
    return {
        "source": article.source,
        "title": metadata.title,
        "outlet": metadata.outlet,
        "authors": list(metadata.authors),
        "published": metadata.published.isoformat() if metadata.published else None,
        "language": metadata.language,
        "url": metadata.url,
        "topic": metadata.topic,
        "tags": list(metadata.tags),
        "extra": dict(metadata.extra),
    }


def quote_object(quote: Quote, reading: Reading) -> dict[str, object]:
    """A quote as the page describes it."""
    text = reading.article.text
    section = reading.article.section_at(quote.start)
    heading = section.heading if section else None
    return {
        "kind": str(quote.kind),
        "words": quote.words(text),
        "spans": [span_object(span, text) for span in quote.spans],
        "speaker": quote.speaker.name if quote.speaker else None,
        "how": str(quote.how),
        "cue": _span_or_null(quote.cue, text),
        "source": _span_or_null(quote.source, text),
        "via": _via(quote.via, text),
        "section": heading.span.of(text) if heading else None,
        "rule": quote.rule,
        "reason": quote.reason,
    }


def _via(via: Via | None, text: str) -> dict[str, object] | None:
    if via is None:
        return None
    return {
        "speaker": via.speaker.name if via.speaker else None,
        "cue": _span_or_null(via.cue, text),
        "source": _span_or_null(via.source, text),
    }


def _actor(actor: Actor, reading: Reading) -> dict[str, object]:
    text = reading.article.text
    return {
        "name": actor.name,
        "kind": str(actor.kind),
        "role": actor.role,
        "aliases": list(actor.aliases),
        "mentions": [span_object(span, text) for span in actor.mentions],
        "quotes": len(reading.quotes_by_actor.get(actor, ())),
    }


def span_object(span: Span, text: str) -> dict[str, object]:
    """A span with the words in it."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _span_or_null(span: Span | None, text: str) -> dict[str, object] | None:
    return span_object(span, text) if span is not None else None
