"""What a library holds, as JSON: documents, and lines where there may be many. docs/json.md has every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.as_json import document, line, quote_object, span_object
from reader.library.adding import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reader.library.adding import Stored
    from reader.library.article_entry import ArticleEntry
    from reader.library.likeness import CloseQuote
    from reader.library.protocol import (
        ActorChange,
        ActorEntry,
        ActorPage,
        Annotation,
        FoundQuote,
        QuotePage,
        Statistics,
    )
    from reader.library.sqlite.repairing import Repair
    from reader.library.verifying import Verification


def added_as_json(one: Stored | Refused) -> str:
    """A line for an article that was added, or for a file that was not."""
    if isinstance(one, Refused):
        told = {"article": None, "change": "refused", "title": None, "quotes": 0, "problem": one.problem}
    else:
        added = one.added
        told = {
            "article": added.article,
            "change": str(added.change),
            "title": one.title,
            "quotes": added.quotes,
            "problem": None,
        }
    return line({"source": one.source, **told})


def result_as_json(query: str, page: QuotePage, groups: Iterable[Sequence[FoundQuote]]) -> str:
    """The quotes that answer a query, numbered by the groups that give the same words."""
    quotes = [_stored_quote(found, number) for number, group in enumerate(groups) for found in group]
    return document({"query": query, "order": str(page.order), "total": page.total, "quotes": quotes})


def quote_as_json(found: FoundQuote) -> str:
    """A line for a quote."""
    return line(_stored_quote(found))


def article_as_json(entry: ArticleEntry) -> str:
    """A line for an article."""
    return line(_stored_article(entry))


def actor_as_json(entry: ActorEntry) -> str:
    """A line for an actor."""
    return line(_stored_actor(entry))


def annotation_as_json(annotation: Annotation) -> str:
    """A line for a bookmark or a note."""
    span = annotation.span
    told = {
        "id": annotation.id,
        "article": _stored_article(annotation.article),
        "words": annotation.words,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "note": annotation.note,
        "made": annotation.made.isoformat(),
    }
    return line(told)


def tag_as_json(tag: str, articles: int) -> str:
    """A line for a tag."""
    return line({"tag": tag, "articles": articles})


def change_as_json(change: ActorChange) -> str:
    """A line for a merge or a split."""
    told = {
        "id": change.id,
        "kind": change.kind,
        "actor": _stored_actor(change.actor),
        "other": _stored_actor(change.other),
        "made": change.made.isoformat(),
    }
    return line(told)


def actor_page_as_json(page: ActorPage, said: QuotePage, about: QuotePage) -> str:
    """All that is known of an actor, with what it said and what others said about it."""
    return document(
        {
            "actor": _stored_actor(page.actor),
            "names": list(page.names),
            "roles": [
                {
                    "role": held.role,
                    "first": held.first.isoformat(),
                    "last": held.last.isoformat(),
                    "articles": held.articles,
                }
                for held in page.roles
            ],
            "months": [{"month": f"{month:%Y-%m}", "quotes": quotes} for month, quotes in page.months],
            "company": [
                {"actor": _stored_actor(actor), "articles": articles} for actor, articles in page.company
            ],
            "merged": [_stored_actor(actor) for actor in page.merged],
            "said": [_stored_quote(found) for found in said.quotes],
            "about": [_stored_quote(found) for found in about.quotes],
        }
    )


def verification_as_json(verification: Verification) -> str:
    """The closest quotes to given words, with the verdict."""
    quotes = [
        _close_quote(close, number) for number, group in enumerate(verification.groups) for close in group
    ]
    return document({"words": verification.words, "verdict": str(verification.verdict), "quotes": quotes})


def statistics_as_json(path: Path, statistics: Statistics) -> str:
    """How much a library holds."""
    return document(
        {
            "path": str(path),
            "articles": statistics.articles,
            "quotes": statistics.quotes,
            "actors": statistics.actors,
            "annotations": statistics.annotations,
            "size": statistics.size,
            "format": statistics.schema,
        }
    )


def check_as_json(path: Path, problems: Sequence[str]) -> str:
    """What is wrong with a library."""
    return document({"path": str(path), "problems": list(problems)})


def repair_as_json(path: Path, repair: Repair) -> str:
    """What a repair kept."""
    return document(
        {
            "path": str(path),
            "articles": repair.articles,
            "quotes": repair.quotes,
            "annotations": repair.annotations,
            "lost": repair.lost,
            "damaged": str(repair.damaged) if repair.damaged else None,
        }
    )


def _close_quote(close: CloseQuote, group: int) -> dict[str, object]:
    text = close.found.reading.article.text
    return {
        "likeness": round(close.likeness, 4),
        "differing": [span_object(span, text) for span in close.differing],
        "missing": list(close.missing),
        "quote": _stored_quote(close.found, group),
    }


def _stored_quote(found: FoundQuote, group: int | None = None) -> dict[str, object]:
    article = found.reading.article
    return {
        **quote_object(found.quote, found.reading),
        "hits": [span_object(span, article.text) for span in found.hits],
        "group": group,
        "url": article.metadata.url,
        "article": _stored_article(found.article),
    }


def _stored_article(entry: ArticleEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "published": entry.published.isoformat() if entry.published else None,
        "language": entry.language,
        "added": entry.added.isoformat(),
        "quotes": entry.quotes,
        "read": entry.read,
        "starred": entry.starred,
        "position": entry.position,
        "tags": list(entry.tags),
    }


def _stored_actor(entry: ActorEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": str(entry.kind),
        "role": entry.role,
        "articles": entry.articles,
        "quotes": entry.quotes,
    }
