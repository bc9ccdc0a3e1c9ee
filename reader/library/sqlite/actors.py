"""Actors across articles: lists, pages, and the merges and splits that a user can take back."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import TYPE_CHECKING

from reader.formats import clean_line
from reader.library.errors import LibraryError
from reader.library.folding import folded_words
from reader.library.preparing import actor_key
from reader.library.protocol import ActorChange, ActorPage, Order, QuotePage, RoleHeld
from reader.library.sqlite.compiling import marked
from reader.library.sqlite.entries import group_of, one_actor, when
from reader.library.sqlite.listing import MANY
from reader.library.sqlite.readings import put_in_again
from reader.library.sqlite.searching import found_quotes
from reader.translation import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.article import Actor
    from reader.library.protocol import ActorEntry

_MOST_COMPANY = 12
_DAY = "coalesce(substr(published, 1, 10), date(added, 'unixepoch'))"
_GROUP = "(SELECT value FROM json_each(?))"


def list_actors(connection: sqlite3.Connection, text: str, limit: int, offset: int) -> list[ActorEntry]:
    """The actors whose names or roles have words that begin like those of `text`, most quoted first."""
    where, parameters = "same_as IS NULL AND articles > 0", []
    for word in folded_words(text):
        where += (
            " AND id IN (SELECT coalesce(same_as, actors.id) FROM actor_search"
            " JOIN actor_names ON actor_names.id = actor_search.rowid"
            " JOIN actors ON actors.id = actor_names.actor WHERE actor_search MATCH ?)"
        )
        parameters.append(f'name : "{word}" *')
    rows = connection.execute(
        f"SELECT id FROM actors WHERE {where} ORDER BY quotes DESC, articles DESC LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    return [one_actor(connection, actor) for (actor,) in rows.fetchall()]


def actor_page(connection: sqlite3.Connection, actor: int) -> ActorPage:
    """All that is known of an actor. Raises `LibraryError` when it is not there."""
    group = group_of(connection, actor)
    members = json.dumps(group)
    names = connection.execute(
        f"SELECT DISTINCT name FROM actor_names WHERE actor IN {_GROUP} AND what <> 'role' ORDER BY id",
        (members,),
    )
    roles = connection.execute(
        f"SELECT name, min({_DAY}), max({_DAY}), count(*) FROM appearances"
        f" JOIN actor_names ON actor_names.id = role JOIN articles ON articles.id = article"
        f" WHERE appearances.actor IN {_GROUP} GROUP BY name ORDER BY 2, 3, name",
        (members,),
    )
    months = connection.execute(
        f"SELECT substr({_DAY}, 1, 7), sum(appearances.quotes) FROM appearances"
        f" JOIN articles ON articles.id = article WHERE actor IN {_GROUP} AND appearances.quotes > 0"
        " GROUP BY 1 ORDER BY 1",
        (members,),
    )
    return ActorPage(
        one_actor(connection, group[0]),
        tuple(dict.fromkeys(clean_line(name) for (name,) in names)),
        tuple(
            RoleHeld(clean_line(role), date.fromisoformat(first), date.fromisoformat(last), articles)
            for role, first, last, articles in roles
        ),
        tuple((date.fromisoformat(f"{month}-01"), quotes) for month, quotes in months),
        _company(connection, members),
        tuple(one_actor(connection, member) for member in group[1:]),
    )


def actor_of(connection: sqlite3.Connection, article: int, actor: Actor) -> int | None:
    """Which actor across articles an actor of this article is; None when the article lacks it."""
    row = connection.execute(
        "SELECT coalesce(same_as, actors.id) FROM appearances JOIN actors ON actors.id = appearances.actor"
        " WHERE article = ? AND key = ? AND kind = ?",
        (article, actor_key(actor.name), actor.kind.value),
    ).fetchone()
    return None if row is None else int(row[0])


def _company(connection: sqlite3.Connection, members: str) -> tuple[tuple[ActorEntry, int], ...]:
    rows = connection.execute(
        f"SELECT coalesce(same_as, actors.id), count(DISTINCT own.article) FROM appearances AS own"
        " JOIN appearances AS other ON other.article = own.article AND other.quotes > 0"
        " JOIN actors ON actors.id = other.actor"
        f" WHERE own.actor IN {_GROUP} AND own.quotes > 0 AND other.actor NOT IN {_GROUP}"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (members, members, _MOST_COMPANY),
    )
    return tuple((one_actor(connection, actor), articles) for actor, articles in rows.fetchall())


def quotes_by(connection: sqlite3.Connection, actor: int, limit: int, offset: int) -> QuotePage:
    """What an actor said, newest first."""
    said = marked("s", group_of(connection, actor))
    return _newest(connection, said.expression if said else "", limit, offset)


def quotes_about(connection: sqlite3.Connection, actor: int, limit: int, offset: int) -> QuotePage:
    """What others said that mentions an actor, newest first."""
    group = group_of(connection, actor)
    mentioned, said = marked("m", group), marked("s", group)
    expression = f"({mentioned.expression}) NOT ({said.expression})" if mentioned and said else ""
    return _newest(connection, expression, limit, offset)


def _newest(connection: sqlite3.Connection, expression: str, limit: int, offset: int) -> QuotePage:
    if not expression:
        raise LibraryError(_("So many actors are merged into this one that its quotes cannot be listed."))
    matching = "SELECT rowid FROM quote_search WHERE quote_search MATCH ?"
    counted = connection.execute(
        f"SELECT count(*) FROM ({matching} LIMIT {MANY + 1})", (expression,)
    ).fetchone()[0]
    rows = connection.execute(
        f"{matching} ORDER BY rowid DESC LIMIT ? OFFSET ?", (expression, limit, offset)
    ).fetchall()
    quotes = found_quotes(connection, [number for (number,) in rows])
    return QuotePage(quotes, Order.NEWEST, counted if counted <= MANY else None)


# --- decisions of the user ---


def merge(connection: sqlite3.Connection, actor: int, into: int) -> ActorChange:
    """Take two actors for one, under the name of `into`."""
    group, (root, *_others) = group_of(connection, actor), group_of(connection, into)
    if root in group:
        raise LibraryError(_("These two are one actor already."))
    rows = connection.execute(f"SELECT id, same_as FROM actors WHERE id IN {_GROUP}", (json.dumps(group),))
    before = rows.fetchall()
    connection.executemany("UPDATE actors SET same_as = ? WHERE id = ?", [(root, member) for member in group])
    return _record(connection, "merge", group[0], root, before)


def split(connection: sqlite3.Connection, actor: int, articles: Sequence[int]) -> ActorChange:
    """Take the actor of these articles for another one of the same name."""
    group = group_of(connection, actor)
    name, kind, key = connection.execute(
        "SELECT name, kind, key FROM actors WHERE id = ?", (group[0],)
    ).fetchone()
    new = connection.execute(
        "INSERT INTO actors (name, kind, key, variant) VALUES (?1, ?2, ?3,"
        " (SELECT max(variant) + 1 FROM actors WHERE key = ?3 AND kind = ?2)) RETURNING id",
        (name, kind, key),
    ).fetchone()[0]
    before = connection.execute(
        "SELECT appearances.article, actors.key, actors.kind, assignments.actor FROM appearances"
        " JOIN actors ON actors.id = appearances.actor LEFT JOIN assignments ON"
        " (assignments.article, assignments.key, assignments.kind) ="
        " (appearances.article, actors.key, actors.kind)"
        f" WHERE appearances.actor IN {_GROUP} AND appearances.article IN {_GROUP}",
        (json.dumps(group), json.dumps(list(articles))),
    ).fetchall()
    if not before:
        raise LibraryError(_("None of these articles has this actor."))
    connection.executemany(
        "REPLACE INTO assignments (article, key, kind, actor) VALUES (?, ?, ?, ?)",
        [(article, key, kind, new) for article, key, kind, _assigned in before],
    )
    for article in dict.fromkeys(row[0] for row in before):
        put_in_again(connection, article)
    return _record(connection, "split", group[0], new, before)


def undo(connection: sqlite3.Connection, change: int) -> None:
    """Take back a merge or a split, as far as later changes did not go over it."""
    row = connection.execute(
        "SELECT kind, other, before FROM actor_changes WHERE id = ? AND NOT undone", (change,)
    ).fetchone()
    if row is None:
        raise LibraryError(_("This change of an actor was undone before."))
    kind, other, before = row
    if kind == "merge":
        connection.executemany(
            "UPDATE actors SET same_as = ? WHERE id = ? AND same_as = ?",
            [(same_as, member, other) for member, same_as in json.loads(before)],
        )
    else:
        _undo_split(connection, other, json.loads(before))
    connection.execute("UPDATE actor_changes SET undone = 1 WHERE id = ?", (change,))


def _undo_split(connection: sqlite3.Connection, new: int, before: Sequence[Sequence[int | str]]) -> None:
    again: dict[int | str, None] = {}
    for article, key, kind, assigned in before:
        place = (article, key, kind, new)
        where = "article = ? AND key = ? AND kind = ? AND actor = ?"
        if assigned is None:
            cursor = connection.execute(f"DELETE FROM assignments WHERE {where}", place)
        else:
            cursor = connection.execute(f"UPDATE assignments SET actor = ? WHERE {where}", (assigned, *place))
        if cursor.rowcount:
            again[article] = None
    for article in again:
        put_in_again(connection, int(article))


def actor_changes(connection: sqlite3.Connection) -> list[ActorChange]:
    """The merges and splits that stand, the latest first."""
    rows = connection.execute(
        "SELECT id, kind, actor, other, made FROM actor_changes WHERE NOT undone ORDER BY id DESC"
    )
    return [
        ActorChange(number, kind, one_actor(connection, actor), one_actor(connection, other), when(made))
        for number, kind, actor, other, made in rows.fetchall()
    ]


def _record(
    connection: sqlite3.Connection, kind: str, actor: int, other: int, before: Sequence[object]
) -> ActorChange:
    made = int(time.time())
    cursor = connection.execute(
        "INSERT INTO actor_changes (kind, actor, other, before, made) VALUES (?, ?, ?, ?, ?)",
        (kind, actor, other, json.dumps(before), made),
    )
    number = cursor.lastrowid or 0
    return ActorChange(number, kind, one_actor(connection, actor), one_actor(connection, other), when(made))
