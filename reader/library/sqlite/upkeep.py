"""Looking after a library file: what is wrong with it, copies of it, how much it holds."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from reader.library.encoding import decode
from reader.library.errors import LibraryError
from reader.library.packing import unpack
from reader.library.protocol import Statistics
from reader.library.sqlite import dictionaries, schema
from reader.library.sqlite.files import plain_errors, put_in_place
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

_MOST_PROBLEMS = 10

_COUNTERS_DIFFER = (
    "SELECT count(*) FROM actors LEFT JOIN (SELECT actor, count(*) AS articles, sum(quotes) AS quotes"
    " FROM appearances GROUP BY actor) AS seen ON seen.actor = actors.id"
    " WHERE actors.articles <> coalesce(seen.articles, 0) OR actors.quotes <> coalesce(seen.quotes, 0)"
)
_QUOTES_DIFFER = (
    "SELECT count(*) FROM articles WHERE quotes <>"
    " (SELECT count(*) FROM quotes"
    "  WHERE id >= slot AND id < slot + articles.quotes AND article = articles.id)"
)


def problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the tables and the readings in them, one sentence each."""
    found = [
        _("The file is damaged: {problem}.").format(problem=problem.rstrip("."))
        for (problems,) in connection.execute(f"PRAGMA integrity_check({_MOST_PROBLEMS})")
        for problem in problems.splitlines()
        if problem != "ok" and not problem.startswith("***")
    ]
    if found:
        return found
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        found.append(
            ngettext(
                "{count} row points to something that is gone.",
                "{count} rows point to something that is gone.",
                len(broken),
            ).format(count=len(broken))
        )
    if dictionaries.damaged_copies(connection):
        found.append(_("A dictionary that readings are packed with is damaged; another copy of it serves."))
    unreadable = [article for article, body in _bodies(connection) if not _is_readable(body)]
    if unreadable:
        found.append(
            ngettext(
                "{count} article is damaged: number {numbers}.",
                "{count} articles are damaged: numbers {numbers}.",
                len(unreadable),
            ).format(count=len(unreadable), numbers=", ".join(map(str, unreadable[:_MOST_PROBLEMS])))
        )
    if connection.execute(_QUOTES_DIFFER).fetchone()[0]:
        found.append(_("Some articles and their quotes do not agree."))
    if connection.execute(_COUNTERS_DIFFER).fetchone()[0]:
        found.append(_("The numbers of quotes of some actors are wrong."))
    return found


def _bodies(connection: sqlite3.Connection) -> sqlite3.Cursor:
    return connection.execute("SELECT article, body FROM readings ORDER BY article")


def _is_readable(body: bytes) -> bool:
    try:
        decode(unpack(body))
    except LibraryError:
        return False
    return True


def index_problems(connection: sqlite3.Connection) -> list[str]:
    """Which full-text indexes do not agree with what they index; a sound file is left as it is."""
    found = []
    for index in schema.INDEXES:
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            found.append(_("The search index {index} is damaged.").format(index=index))
    return found


def count_again(connection: sqlite3.Connection) -> None:
    """Set the counters of all actors right."""
    connection.execute(
        "UPDATE actors SET (articles, quotes) ="
        " (SELECT count(*), coalesce(sum(quotes), 0) FROM appearances WHERE actor = actors.id)"
    )


def tidy(connection: sqlite3.Connection) -> None:
    """Join the segments of the indexes, so that each word is found in one place; free what that leaves."""
    for index in schema.INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    for _page in range(free):  # Python takes one step of the pragma, which frees one page
        connection.execute("PRAGMA incremental_vacuum(1)")
    connection.execute("PRAGMA optimize")


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the library to a new file, there whole or not at all. Raises `LibraryError` when it exists."""
    with plain_errors(target):
        if target.exists():
            raise LibraryError(_("{path} exists already; a backup needs a new name.").format(path=target))
        draft = target.with_name(f".{target.name}.{os.getpid()}.new")
        try:
            with closing(sqlite3.connect(draft)) as copy:
                connection.backup(copy)
            put_in_place(draft, target)
        finally:
            draft.unlink(missing_ok=True)


def statistics(connection: sqlite3.Connection, path: Path) -> Statistics:
    """How much the library holds."""

    def count(select: str) -> int:
        counted: int = connection.execute(f"SELECT {select}").fetchone()[0]
        return counted

    return Statistics(
        articles=count("count(*) FROM articles"),
        quotes=count("coalesce(sum(quotes), 0) FROM articles"),
        actors=count("count(*) FROM actors WHERE articles > 0 AND same_as IS NULL"),
        annotations=count("count(*) FROM annotations"),
        size=path.stat().st_size,
        schema=schema.version_of(connection),
    )
