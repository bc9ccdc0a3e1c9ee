"""The lines above an article's text: where and when it appeared, its title, its authors."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.article import BlockKind
from reader.layout.cells import fit, shown
from reader.layout.wrapping import wrap
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from reader.article import Article

WORDS_A_MINUTE = 220


class LineKind(StrEnum):
    """What a line above the text is."""

    BLANK = "blank"
    DATELINE = "dateline"
    TITLE = "title"
    AUTHORS = "authors"
    NOTE = "note"


class Line(NamedTuple):
    """One row above the text. It is not part of `Article.text`."""

    kind: LineKind
    text: str = ""


def headline(article: Article, width: int) -> tuple[Line, ...]:
    """The rows above the text of `article`, each at most `width` cells wide."""
    metadata = article.metadata
    groups = [[Line(LineKind.DATELINE, fit(dateline(article), width))]]
    if metadata.title and not _opens_with(article, metadata.title):
        groups.append(_wrapped(LineKind.TITLE, metadata.title, width))
    if metadata.authors:
        authors = _("by {authors}").format(authors=", ".join(metadata.authors))
        groups.append(_wrapped(LineKind.AUTHORS, authors, width))
    if article.notes:
        groups.append([line for note in article.notes for line in _wrapped(LineKind.NOTE, note, width)])
    return tuple(line for group in groups for line in (Line(LineKind.BLANK), *group))


def dateline(article: Article) -> str:
    """`NU.nl · Buitenland · 11 Apr 2017 · 3 min`, without what is not known."""
    metadata = article.metadata
    published = format_date(metadata.published) if metadata.published else None
    known = (metadata.outlet, metadata.topic, published, format_minutes(reading_minutes(article)))
    return " · ".join(part for part in known if part)


def format_date(day: date | datetime) -> str:
    """A date as `11 Apr 2017`, with the hour in UTC where it is known."""
    text = f"{day.day} {day:%b} {day.year}"
    return f"{text}, {day:%H:%M} UTC" if isinstance(day, datetime) else text


def format_minutes(minutes: int) -> str:
    """How long reading takes, in words."""
    return ngettext("{minutes} min", "{minutes} min", minutes).format(minutes=minutes)


def reading_minutes(article: Article) -> int:
    """How many minutes it takes to read `article`, at least one."""
    words = article.text.count(" ") + len(article.blocks)
    return max(1, round(words / WORDS_A_MINUTE))


def _opens_with(article: Article, title: str) -> bool:
    """Whether the text itself begins with its title as a heading."""
    first = article.blocks[0] if article.blocks else None
    return first is not None and first.kind is BlockKind.HEADING and first.span.of(article.text) == title


def _wrapped(kind: LineKind, text: str, width: int) -> list[Line]:
    text = " ".join(shown(text).split())
    starts = wrap(text, 0, len(text), width)
    return [Line(kind, text[a:b].rstrip()) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
