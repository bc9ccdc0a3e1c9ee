"""Rows of a library file as the entries that lists show; all text is cleaned on its way out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.article import ActorKind
from reader.formats import clean_line
from reader.library.article_entry import ArticleEntry
from reader.library.encoding import published_date
from reader.library.errors import NotInLibrary
from reader.library.sqlite.readings import no_article
from reader.translation import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date

    from reader.library.protocol import ActorEntry

ENTRY_COLUMNS = (
    "a.id, a.title, (SELECT name FROM outlets WHERE id = a.outlet), a.published, a.language, a.added,"
    " a.quotes, s.read, s.starred, s.position,"
    " (SELECT group_concat(tag, char(10)) FROM"
    "  (SELECT tag FROM tags WHERE article = a.id AND own >= 0 ORDER BY tag))"
)
"""What `article_entry` needs, of `articles` (a) and `states` (s)."""

ACTOR_COLUMNS = (
    "root.id, root.name, root.kind, sum(members.articles), sum(members.quotes),"
    " (SELECT name FROM appearances JOIN actor_names ON actor_names.id = role"
    "  WHERE appearances.actor = root.id GROUP BY role ORDER BY count(*) DESC, role DESC LIMIT 1)"
)
"""What `actor_entry` needs, of an actor (root) joined to all that are merged with it (members)."""

ACTOR_TABLES = (
    " FROM actors AS root JOIN actors AS members ON members.id = root.id OR members.same_as = root.id"
)


def when(seconds: int) -> datetime:
    """A stored moment."""
    return datetime.fromtimestamp(seconds, UTC)


def article_entry(row: Sequence[Any]) -> ArticleEntry:
    """The entry of a row of `ENTRY_COLUMNS`."""
    number, title, outlet, published, language, added, quotes, read, starred, position, tags = row
    return ArticleEntry(
        number,
        _line(title),
        _line(outlet),
        _day_or_moment(published),
        clean_line(language) or None,
        when(added),
        quotes,
        bool(read),
        bool(starred),
        position or 0,
        tuple(clean_line(tag) for tag in tags.split("\n")) if tags else (),
    )


def one_entry(connection: sqlite3.Connection, article: int) -> ArticleEntry:
    """The entry of an article. Raises `LibraryError` when there is none."""
    return entries(connection, [article])[0]


def entries(connection: sqlite3.Connection, articles: Sequence[int]) -> list[ArticleEntry]:
    """The entries of these articles, in their order. Raises `LibraryError` when one is not there."""
    select = (
        f"SELECT {ENTRY_COLUMNS} FROM articles AS a LEFT JOIN states AS s ON s.article = a.id WHERE a.id = ?"
    )
    found = []
    for article in articles:
        row = connection.execute(select, (article,)).fetchone()
        if row is None:
            raise no_article()
        found.append(article_entry(row))
    return found


def list_outlets(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Every outlet that has articles, with their number, those with most first."""
    counted = "SELECT outlet, count(*) AS articles FROM articles WHERE outlet IS NOT NULL GROUP BY outlet"
    rows = connection.execute(
        f"SELECT name, articles FROM ({counted}) JOIN outlets ON outlets.id = outlet"
        " ORDER BY articles DESC, name"
    )
    return [(clean_line(name), articles) for name, articles in rows]


def actor_entry(row: Sequence[Any]) -> ActorEntry:
    """The entry of a row of `ACTOR_COLUMNS`."""
    from reader.library.protocol import ActorEntry

    number, name, kind, articles, quotes, role = row
    return ActorEntry(number, clean_line(name), ActorKind(kind), _line(role), articles, quotes)


def one_actor(connection: sqlite3.Connection, actor: int) -> ActorEntry:
    """The entry of an actor and all that are merged with it. Raises `LibraryError` when there is none."""
    row = connection.execute(
        f"SELECT {ACTOR_COLUMNS}{ACTOR_TABLES} WHERE root.id = ? GROUP BY root.id", (actor,)
    ).fetchone()
    if row is None:
        raise NotInLibrary(_("This actor is not in the library."))
    return actor_entry(row)


def group_of(connection: sqlite3.Connection, actor: int) -> list[int]:
    """The actor and all that are merged with it, the one that gives the name first."""
    row = connection.execute("SELECT coalesce(same_as, id) FROM actors WHERE id = ?", (actor,)).fetchone()
    if row is None:
        raise NotInLibrary(_("This actor is not in the library."))
    merged = connection.execute("SELECT id FROM actors WHERE same_as = ? ORDER BY id", row)
    return [row[0], *(number for (number,) in merged)]


def _line(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def _day_or_moment(published: str | None) -> date | datetime | None:
    try:
        return published_date(published) if published else None
    except ValueError:  # some other program wrote it
        return None
