"""Asking a library file for quotes.

Three ways lead to quotes, and what a query is made of decides between them.

- The index answers alone. It sorts by relevance where hits are few; where they are many,
  the newest are found without looking at the others, as quotes are numbered by date.
- Where only a few articles can answer (starred ones, say), their quotes are read.
- The first letter or two of a word begin too many words to be looked up, and what *lacks*
  a word is not in the index; but so many quotes answer either that reading the newest
  ones finds enough. Where it does not, the index is asked after all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.matching import IndexedQuote, asked_for, hits_of
from reader.library.protocol import FoundQuote, Order, QuotePage
from reader.library.query import And, Not, Place, Words
from reader.library.sqlite.compiling import (
    conjuncts,
    is_large,
    plan,
    reading_condition,
)
from reader.library.sqlite.conditions import NOTHING
from reader.library.sqlite.entries import ENTRY_COLUMNS, article_entry
from reader.library.sqlite.functions import reading_of
from reader.library.sqlite.listing import MANY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.library.query import Node, Query
    from reader.library.sqlite.compiling import Plan

_FEW_ARTICLES = 60
_FEW_HITS = 20
_READ_AT_MOST = 300
_SHORT_PREFIX = 2

_TABLES = "quotes AS q JOIN articles AS a ON a.id = q.article"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Quotes to choose from, as SQL: `number` is the column with their numbers."""

    number: str
    tables: str
    where: str
    parameters: tuple[object, ...]

    def count(self, connection: sqlite3.Connection, most: int) -> int:
        """How many there are, counted no further than one more than `most`."""
        rows = f"SELECT 1 FROM {self.tables} WHERE {self.where} LIMIT {most + 1}"
        counted: int = connection.execute(f"SELECT count(*) FROM ({rows})", self.parameters).fetchone()[0]
        return counted

    def newest(self, connection: sqlite3.Connection, most: int) -> list[int] | None:
        """The numbers of all of them, the newest first; None where they are more than `most`."""
        # FTS5 goes through its lists twice as quickly in their own order, which is the oldest first.
        select = f"{self.sorted(self.number)} LIMIT {most + 1}"
        numbers = [number for (number,) in connection.execute(select, self.parameters)]
        return numbers[::-1] if len(numbers) <= most else None

    def sorted(self, order: str) -> str:
        """The SELECT that gives their numbers in this order."""
        return f"SELECT {self.number} AS number FROM {self.tables} WHERE {self.where} ORDER BY {order}"


def search_quotes(connection: sqlite3.Connection, query: Query, limit: int, offset: int) -> QuotePage:
    """The quotes that answer `query`."""
    asked = plan(connection, query.node)
    if asked.condition == NOTHING:
        return QuotePage((), Order.NEWEST, 0)
    few = _few_articles(connection, asked)
    if few is not None:
        numbers = _of_articles(connection, query, few)
        page = numbers[offset : offset + limit]
        return QuotePage(found_quotes(connection, page, query), Order.NEWEST, len(numbers))
    read = _read(connection, query, asked, limit, offset)
    if read is not None:
        return read
    return _indexed(connection, query, asked, limit, offset)


def found_quotes(
    connection: sqlite3.Connection, numbers: Sequence[int], query: Query | None = None
) -> tuple[FoundQuote, ...]:
    """The quotes with these numbers, in this order, the words that `query` asks for marked."""
    rows = connection.execute(
        f"SELECT q.id, q.id - a.slot, r.body, {ENTRY_COLUMNS} FROM json_each(?) AS wanted"
        " CROSS JOIN quotes AS q ON q.id = wanted.value JOIN articles AS a ON a.id = q.article"
        " JOIN readings AS r ON r.article = a.id LEFT JOIN states AS s ON s.article = a.id",
        (json.dumps(numbers),),
    )
    by_number = {number: row for number, *row in rows}
    found = []
    for number in numbers:
        place, body, *entry = by_number[number]
        reading = reading_of(body)
        quote = reading.analysis.quotes[place]
        hits = hits_of(query, IndexedQuote(reading, quote)) if query is not None else ()
        found.append(FoundQuote(article_entry(entry), reading, quote, hits))
    return tuple(found)


def _rows(asked: Plan, *, indexed_only: bool = False) -> _Rows:
    """What a plan asks for; or, with `indexed_only`, what of it the index answers."""
    condition = None if indexed_only else asked.condition
    number, tables = "q.id", _TABLES
    wheres: list[str] = []
    parameters: list[object] = []
    if asked.match is not None:
        number, tables = "quote_search.rowid", "quote_search"
        wheres.append("quote_search MATCH ?")
        parameters.append(asked.match)
    if asked.match is not None and condition is not None:
        # CROSS JOIN: the index leads, in its own order, and the tables follow it.
        tables += (
            " CROSS JOIN quotes AS q ON q.id = quote_search.rowid JOIN articles AS a ON a.id = q.article"
        )
    for bound, comparison in ((asked.since, ">="), (asked.until, "<")):
        if bound is not None:
            wheres.append(f"{number} {comparison} ?")
            parameters.append(bound)
    if condition is not None:
        wheres.append(f"({condition.sql})")
        parameters += condition.parameters
    return _Rows(number, tables, " AND ".join(wheres) or "1", tuple(parameters))


def _indexed(connection: sqlite3.Connection, query: Query, asked: Plan, limit: int, offset: int) -> QuotePage:
    rows = _rows(asked)
    # What the index finds is counted alone: the other conditions may leave few of many, after a long search.
    every = _rows(asked, indexed_only=asked.match is not None).newest(connection, MANY)
    if every is not None and asked.match is not None and asked.condition is not None:
        every = rows.newest(connection, MANY)
    if every is not None and len(every) <= _FEW_HITS and _words_asked_for(query.node):
        return _fullest_first(connection, query, every, limit, offset)
    ordered = _in_order(connection, query.node, rows, few=every is not None and asked.match is not None)
    if every is not None and ordered.order is Order.NEWEST:
        numbers = every[offset : offset + limit]
    else:
        page = connection.execute(f"{ordered.sql} LIMIT ? OFFSET ?", (*ordered.parameters, limit, offset))
        numbers = [number for (number,) in page]
    total = None if every is None else len(every)
    return QuotePage(found_quotes(connection, numbers, query), ordered.order, total)


def _fullest_first(
    connection: sqlite3.Connection, query: Query, numbers: Sequence[int], limit: int, offset: int
) -> QuotePage:
    """A handful of quotes: those first that say little beside the words asked for."""
    found = list(found_quotes(connection, numbers, query))
    found.sort(key=lambda one: -sum(map(len, one.hits)) / (len(one.words) + 1))
    return QuotePage(tuple(found[offset : offset + limit]), Order.BEST, len(found))


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A SELECT of the numbers of quotes in `order`."""

    sql: str
    parameters: tuple[object, ...]
    order: Order


def _in_order(connection: sqlite3.Connection, node: Node | None, rows: _Rows, *, few: bool) -> _Ordered:
    """The rows by relevance where they are few and a word asked for is telling, else the newest first.

    Where there are telling words beside very common ones, they alone decide.
    """
    words = _words_asked_for(node) if few else []
    # A word that is the whole query is telling, as its quotes are few.
    telling = words if words == [node] else [one for one in words if _is_telling(connection, one)]
    by_rank = f"rank, {rows.number} DESC"
    if not telling:
        return _Ordered(rows.sorted(f"{rows.number} DESC"), rows.parameters, Order.NEWEST)
    if len(telling) == len(words) or not set(telling) <= set(conjuncts(node)):
        return _Ordered(rows.sorted(by_rank), rows.parameters, Order.BEST)
    decisive = _rows(plan(connection, And(tuple(telling))))
    # The + keeps SQLite from asking the index for one number after the other.
    among = f"+{decisive.number} IN (SELECT number FROM ({rows.sorted(rows.number)}))"
    sql = f"SELECT {decisive.number} AS number FROM {decisive.tables} WHERE {decisive.where} AND {among}"
    return _Ordered(f"{sql} ORDER BY {by_rank}", (*decisive.parameters, *rows.parameters), Order.BEST)


def _is_telling(connection: sqlite3.Connection, words: Words) -> bool:
    """Whether one of the words is in few quotes: how often very common ones occur says nothing, slowly."""
    single = [words] if words.prefix else [Words((word,)) for word in words.words]
    return any(_rows(plan(connection, one)).count(connection, MANY) <= MANY for one in single)


def _words_asked_for(node: Node | None) -> list[Words]:
    return [part for part in asked_for(node) if part.place is Place.WORDS]


def _few_articles(connection: sqlite3.Connection, asked: Plan) -> list[int] | None:
    """The articles that alone can answer, where they are few; None where they are many."""
    for condition in asked.few:
        select = f"SELECT * FROM ({condition.articles}) LIMIT {_FEW_ARTICLES + 1}"
        rows = connection.execute(select, condition.parameters).fetchall()
        if len(rows) <= _FEW_ARTICLES:
            return [article for (article,) in rows]
    return None


def _of_articles(connection: sqlite3.Connection, query: Query, articles: Sequence[int]) -> list[int]:
    """The numbers of the quotes in these articles that answer, newest first."""
    condition = reading_condition(connection, query.node)
    rows = connection.execute(
        "SELECT q.id FROM articles AS a JOIN quotes AS q ON q.id >= a.slot AND q.id < a.slot + a.quotes"
        " JOIN readings AS r ON r.article = a.id"
        f" WHERE a.id IN (SELECT value FROM json_each(?)) AND ({condition.sql}) ORDER BY q.id DESC",
        (json.dumps(articles), *condition.parameters),
    )
    return [number for (number,) in rows]


def _read(
    connection: sqlite3.Connection, query: Query, asked: Plan, limit: int, offset: int
) -> QuotePage | None:
    """The quotes found by reading what the rest of a query leaves; None where the index must be asked."""
    rest = _without_loose_words(query.node, negated=asked.match is None)
    if rest == query.node:
        return None
    left = plan(connection, rest)
    rows = _rows(left)
    few = rest is not None and rows.count(connection, _READ_AT_MOST) <= _READ_AT_MOST
    if not few and not is_large(connection):
        return None
    ordered = _in_order(connection, rest, rows, few=few and left.match is not None)
    wanted = _READ_AT_MOST if few else limit + offset
    condition = reading_condition(connection, query.node)
    found = connection.execute(
        f"SELECT q.id FROM ({ordered.sql} LIMIT {_READ_AT_MOST}) AS few"
        " CROSS JOIN quotes AS q ON q.id = few.number JOIN articles AS a ON a.id = q.article"
        f" JOIN readings AS r ON r.article = a.id WHERE {condition.sql} LIMIT ?",
        (*ordered.parameters, *condition.parameters, wanted),
    ).fetchall()
    if not few and len(found) < wanted:
        return None
    numbers = [number for (number,) in found[offset : offset + limit]]
    quotes = found_quotes(connection, numbers, query)
    return QuotePage(quotes, ordered.order, len(found) if few else None)


def _without_loose_words(node: Node | None, *, negated: bool) -> Node | None:
    """`node` without what most quotes answer: the first letters of a word, or a word to be absent."""

    def loose(part: Node) -> bool:
        match part:
            case Words((word,), True, Place.WORDS):
                return len(word) <= _SHORT_PREFIX
            case Not(Words()):
                return negated
        return False

    kept = tuple(part for part in conjuncts(node) if not loose(part))
    return And(kept) if len(kept) > 1 else kept[0] if kept else None
