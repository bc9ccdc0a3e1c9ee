"""Asking a library file for articles: a room apart, because the reader may begin at their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.article_entry import ArticlePage
from reader.library.sqlite.compiling import article_conditions
from reader.library.sqlite.conditions import EVERYTHING, NOTHING
from reader.library.sqlite.entries import ENTRY_COLUMNS, article_entry

if TYPE_CHECKING:
    import sqlite3

    from reader.library.query import Query

MANY = 2000
"""More hits than this are shown newest first, and not counted."""


def search_articles(connection: sqlite3.Connection, query: Query, limit: int, offset: int) -> ArticlePage:
    """The articles that answer `query`, newest first."""
    indexed, read = article_conditions(connection, query.node)
    if NOTHING in (indexed, read):
        return ArticlePage((), 0)
    # The inner LIMIT keeps the two apart: readings are opened in order, and only until there are enough.
    newest = f"SELECT id FROM articles AS a WHERE {indexed.sql} ORDER BY slot DESC LIMIT -1"
    rows = connection.execute(
        f"SELECT {ENTRY_COLUMNS} FROM ({newest}) AS newest CROSS JOIN articles AS a ON a.id = newest.id"
        f" LEFT JOIN states AS s ON s.article = a.id WHERE {read.sql} LIMIT ? OFFSET ?",
        (*indexed.parameters, *read.parameters, limit, offset),
    )
    page = tuple(map(article_entry, rows))
    if len(page) < limit and (page or not offset):
        return ArticlePage(page, offset + len(page))
    if read is not EVERYTHING:
        return ArticlePage(page, None)
    counted = f"SELECT count(*) FROM (SELECT 1 FROM articles AS a WHERE {indexed.sql} LIMIT {MANY + 1})"
    total = connection.execute(counted, indexed.parameters).fetchone()[0]
    return ArticlePage(page, total if total <= MANY else None)
