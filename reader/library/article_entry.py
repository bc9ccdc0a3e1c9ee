"""Articles as a list shows them; apart, because the reader begins with one or with the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article as a list shows it. `position` is the offset where its reader left it."""

    id: int
    title: str | None
    outlet: str | None
    published: date | datetime | None
    language: str | None
    added: datetime
    quotes: int
    read: bool = False
    starred: bool = False
    position: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Some of the articles that answer a query, newest first.

    `total` counts all of them; None where they are too many to count while someone waits.
    """

    articles: tuple[ArticleEntry, ...]
    total: int | None
