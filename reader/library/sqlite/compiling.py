"""Queries as SQL: every tree of the query language becomes one FTS5 match and one condition.

Nothing that a user typed becomes part of SQL or of FTS5's own syntax: values are bound as
parameters, and a match holds only folded words (letters and digits) between quotation
marks, and marks made of numbers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.library.folding import folded_words
from reader.library.matching import named_so
from reader.library.query import (
    And,
    InLanguage,
    InState,
    Not,
    OfKind,
    Or,
    Place,
    Published,
    State,
    Words,
)
from reader.library.sqlite.conditions import (
    EVERYTHING,
    NOTHING,
    Condition,
    Match,
    all_of,
    any_of,
    as_condition,
    conjunction,
    disjunction,
    negation,
)
from reader.library.sqlite.readings import KINDS, day_slot

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.library.query import Node

# More alternatives than this are quicker looked up in a table than merged by FTS5.
_MOST_MARKS = 200
_PROBED = 50  # articles
_OFTEN = 6  # one article in so many has the word
_LARGE = 9_000  # articles; below, the index is quick whatever it is asked


@dataclass(frozen=True, slots=True)
class Plan:
    """A query ready to be asked: a match and a condition, either of which may be missing.

    The condition is `NOTHING` where nothing can answer, such as `by:` someone who is not
    in the library. `since` and `until` bound the numbers of the quotes by date; `few` are conditions
    that may leave only a few articles.
    """

    match: str | None = None
    condition: Condition | None = None
    since: int | None = None
    until: int | None = None
    few: tuple[Condition, ...] = field(default=())


def plan(connection: sqlite3.Connection, node: Node | None) -> Plan:
    """The query `node` over quotes."""
    compiler = _Compiler(connection)
    parts = [compiler.compiled(child) for child in conjuncts(node)]
    joined = conjunction(parts)
    since, until = compiler.bounds(conjuncts(node))
    few = tuple(part for part in parts if isinstance(part, Condition) and part.articles)
    return Plan(joined.match, joined.condition, since, until, few)


def article_conditions(connection: sqlite3.Connection, node: Node | None) -> tuple[Condition, Condition]:
    """The query `node` over articles: what the index and tables answer, and what must be read for it.

    Each part of the query may be answered by another quote of the article.
    """
    compiler = _Compiler(connection)
    indexed: list[Condition] = []
    read: list[Condition] = []
    for child in conjuncts(node):
        if isinstance(child, Words) and child.place in (Place.WORDS, Place.IN):
            common = compiler.is_in_many_articles(child)
            indexed += [] if common else [_article_terms(child)]
            read += _read_for(child, always=common)
        else:
            part = compiler.of_article(child)
            (read if part.reads else indexed).append(part)
    return all_of(indexed) or EVERYTHING, all_of(read) or EVERYTHING


def is_large(connection: sqlite3.Connection) -> bool:
    """Whether there are so many articles that the index can be slow."""
    largest = connection.execute("SELECT max(id) FROM articles").fetchone()[0]
    return largest is not None and largest > _LARGE


def reading_condition(connection: sqlite3.Connection, node: Node | None) -> Condition:
    """The query `node` over quotes that are read for it, without the index (`readings` is r)."""
    parts = [_ReadingCompiler(connection).compiled(child) for child in conjuncts(node)]
    return all_of([part for part in parts if isinstance(part, Condition)]) or EVERYTHING


def conjuncts(node: Node | None) -> Sequence[Node]:
    """The parts of a query that must all be answered."""
    if node is None:
        return ()
    return node.nodes if isinstance(node, And) else (node,)


class _Compiler:
    """Compiles nodes for one library: names of actors, outlets and tags are looked up in it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def compiled(self, node: Node) -> Match | Condition:
        """The node as a condition on quotes."""
        match node:
            case Words():
                return self._words(node)
            case And(nodes):
                joined = conjunction([self.compiled(child) for child in nodes])
                if joined.match is None or joined.condition is None:
                    return joined.condition or Match(joined.match or "")
                return all_of([as_condition(Match(joined.match)), joined.condition]) or EVERYTHING
            case Or(nodes):
                return disjunction([self.compiled(child) for child in nodes])
            case Not(child):
                inner = self.compiled(child)
                if isinstance(inner, Match):
                    return Match(inner.expression, not inner.negated)
                return negation(inner)
            case OfKind(kind):
                return Condition("q.kind = ?", (KINDS.index(kind),))
            case _:
                return self._of_articles(node)

    def of_article(self, node: Node) -> Condition:
        """The node as a condition on articles."""
        match node:
            case Words(place=Place.WORDS | Place.IN):
                return all_of([_article_terms(node), *_read_for(node)]) or EVERYTHING
            case Words(words, prefix, Place.ABOUT):
                said = self.of_article(Words(words, prefix))
                return any_of([said, self._appearing(node, "1")])
            case Words(place=Place.BY):
                return self._appearing(node, "quotes > 0")
            case Words(place=Place.OUTLET):
                return _outlets(self._outlets(node))
            case And(nodes):
                return all_of([self.of_article(child) for child in nodes]) or EVERYTHING
            case Or(nodes):
                return any_of([self.of_article(child) for child in nodes])
            case Not(child):
                return negation(self.of_article(child))
            case OfKind(kind):
                of_kind = "SELECT 1 FROM quotes WHERE id >= a.slot AND id < a.slot + a.quotes AND kind = ?"
                return Condition(f"EXISTS ({of_kind})", (KINDS.index(kind),))
            case _:
                return self._of_articles(node)

    def is_in_many_articles(self, node: Words) -> bool:
        """Whether so many articles have these words that reading the newest ones is quicker than a list."""
        if not is_large(self._connection):
            return False
        has = "article_has_words((SELECT body FROM readings WHERE article = id), ?, ?)"
        newest = f"SELECT {has} AS has FROM articles ORDER BY slot DESC LIMIT {_PROBED}"
        row = self._connection.execute(
            f"SELECT count(*), coalesce(sum(has), 0) FROM ({newest})", (" ".join(node.words), node.prefix)
        ).fetchone()
        return bool(row[0] == _PROBED and row[1] * _OFTEN > _PROBED)

    def bounds(self, nodes: Iterable[Node]) -> tuple[int | None, int | None]:
        """The lowest and highest quote numbers that the dates asked for allow."""
        since = until = None
        for node in nodes:
            if isinstance(node, Published) and node.since is not None:
                since = max(day_slot(node.since), since if since is not None else day_slot(node.since))
            if isinstance(node, Published) and node.until is not None:
                bound = self._end_of_days_before(day_slot(node.until))
                until = bound if until is None else min(until, bound)
        return since, until

    def _end_of_days_before(self, slot: int) -> int:
        row = self._connection.execute("SELECT max(until) FROM full_days WHERE first < ?", (slot,)).fetchone()
        return max(slot, row[0]) if row[0] is not None else slot

    def _words(self, node: Words) -> Match | Condition:
        match node.place:
            case Place.WORDS:
                return Match(f"words : {_phrase(node)}")
            case Place.IN:
                return Match(f"headings : {_phrase(node)}")
            case Place.BY:
                speakers = self.actors_named(node, speaking=True)
                return marked("s", speakers) or self._spoken_by(speakers)
            case Place.ABOUT:
                actors = self.actors_named(node)
                mentioned = marked("m", actors) or self._mentioning(actors)
                return disjunction([Match(f"words : {_phrase(node)}"), mentioned])
            case Place.OUTLET:
                outlets = self._outlets(node)
                return marked("o", outlets) or _outlets(outlets)
            case Place.TAG:
                return self._of_articles(node)

    def _of_articles(self, node: Node) -> Condition:
        """Conditions that are the same for an article and each of its quotes."""
        match node:
            case InLanguage(language):
                return Condition("a.language = ?", (language,))
            case Published(since, until):
                sql = "a.published IS NOT NULL"
                sql += " AND a.published >= ?" if since else ""
                sql += " AND a.published < ?" if until else ""
                return Condition(sql, tuple(day.isoformat() for day in (since, until) if day))
            case InState(State.UNREAD):
                return Condition("a.id NOT IN (SELECT article FROM states WHERE read)")
            case InState(State.STARRED):
                return _in_articles("SELECT article FROM states WHERE starred")
            case InState(State.NOTE):
                return _in_articles("SELECT article FROM annotations WHERE note <> ''")
            case Words():
                tags = [
                    tag for (tag,) in self._connection.execute("SELECT DISTINCT tag FROM tags WHERE own >= 0")
                ]
                named = [tag for tag in tags if named_so(node, [folded_words(tag)])]
                select = "SELECT article FROM tags WHERE tag IN (SELECT value FROM json_each(?)) AND own >= 0"
                return _in_articles(select, json.dumps(named)) if named else NOTHING
        raise AssertionError(node)

    def _outlets(self, node: Words) -> list[int]:
        rows = self._connection.execute("SELECT id, name FROM outlets")
        return [number for number, name in rows if named_so(node, [folded_words(name)])]

    def actors_named(self, node: Words, *, speaking: bool = False) -> list[int]:
        """The actors that have a name or role with these words, and all that are merged with them."""
        rows = self._connection.execute(
            "SELECT DISTINCT coalesce(same_as, actors.id) FROM actor_search"
            " JOIN actor_names ON actor_names.id = actor_search.rowid"
            " JOIN actors ON actors.id = actor_names.actor WHERE actor_search MATCH ?",
            (f"name : {_phrase(node)}",),
        )
        named = json.dumps([number for (number,) in rows])
        rows = self._connection.execute(
            "SELECT id, quotes FROM actors WHERE id IN (SELECT value FROM json_each(?1)) UNION"
            " SELECT id, quotes FROM actors WHERE same_as IN (SELECT value FROM json_each(?1))",
            (named,),
        )
        return [number for number, quotes in rows if quotes or not speaking]

    def _spoken_by(self, actors: Sequence[int]) -> Condition:
        sql = "q.speaker IN (SELECT value FROM json_each(?))"
        return Condition(sql, (json.dumps(actors),)) if actors else NOTHING

    def _mentioning(self, actors: Sequence[int]) -> Condition:
        among = "actor IN (SELECT value FROM json_each(?))"
        sql = f"EXISTS (SELECT 1 FROM quoted_mentions WHERE quote = q.id AND {among})"
        return Condition(sql, (json.dumps(actors),)) if actors else NOTHING

    def _appearing(self, node: Words, also: str) -> Condition:
        actors = self.actors_named(node)
        select = f"SELECT article FROM appearances WHERE actor IN (SELECT value FROM json_each(?)) AND {also}"
        return Condition(f"a.id IN ({select})", (json.dumps(actors),)) if actors else NOTHING


class _ReadingCompiler(_Compiler):
    """Compiles to conditions only: words are looked for in the readings themselves."""

    def _words(self, node: Words) -> Match | Condition:
        sought = (" ".join(node.words), node.prefix)
        in_quote = Condition("quote_has_words(r.body, q.id - a.slot, ?, ?)", sought)
        match node.place:
            case Place.WORDS:
                return in_quote
            case Place.IN:
                return Condition("quote_has_heading(r.body, q.id - a.slot, ?, ?)", sought)
            case Place.BY:
                return self._spoken_by(self.actors_named(node, speaking=True))
            case Place.ABOUT:
                return any_of([in_quote, self._mentioning(self.actors_named(node))])
            case Place.OUTLET:
                return _outlets(self._outlets(node))
            case Place.TAG:
                return self._of_articles(node)


def _phrase(node: Words) -> str:
    return f'"{" ".join(node.words)}"{" *" if node.prefix else ""}'


def marked(mark: str, numbers: Sequence[int]) -> Match | None:
    """The quotes that bear one of these marks; None where they are too many to be merged, or none."""
    if not 0 < len(numbers) <= _MOST_MARKS:
        return None
    return Match("marks : (" + " OR ".join(f'"{mark}{number}"' for number in numbers) + ")")


def _outlets(numbers: Sequence[int]) -> Condition:
    listed = json.dumps(numbers)
    return Condition("a.outlet IN (SELECT value FROM json_each(?))", (listed,)) if numbers else NOTHING


def _in_articles(select: str, *parameters: object) -> Condition:
    return Condition(f"a.id IN ({select})", parameters, select)


def _article_terms(node: Words) -> Condition:
    """Articles that have every one of these words, in their quotes or outside them."""
    *whole, last = node.words
    terms = [f'"{word}"' for word in whole] + [f'"{last}"{" *" if node.prefix else ""}']
    outside = "SELECT rowid FROM article_search WHERE article_search MATCH ?"
    inside = (
        "SELECT article FROM quote_search CROSS JOIN quotes ON quotes.id = quote_search.rowid"
        " WHERE quote_search MATCH ?"
    )
    sql = f"a.id IN ({outside} UNION ALL {inside})"
    return all_of([Condition(sql, (term, f"words : {term}")) for term in terms]) or EVERYTHING


def _read_for(node: Words, *, always: bool = False) -> list[Condition]:
    """What the index of articles cannot tell, as it has no positions: whether words stand together."""
    if node.place is Place.WORDS and len(node.words) == 1 and not always:
        return []
    function = "article_has_words" if node.place is Place.WORDS else "article_has_heading"
    sql = f"{function}((SELECT body FROM readings WHERE article = a.id), ?, ?)"
    return [Condition(sql, (" ".join(node.words), node.prefix), reads=True)]
