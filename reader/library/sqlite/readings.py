"""Putting readings into a library file and taking them out; each function is one transaction's work."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from reader.library import packing
from reader.library.errors import LibraryError, NotInLibrary
from reader.library.sqlite import dictionaries
from reader.library.sqlite.functions import quote_marks, reading_of
from reader.library.sqlite.schema import DAY_BITS
from reader.reading import QuoteKind
from reader.translation import _

if TYPE_CHECKING:
    import sqlite3

    from reader.library.preparing import PreparedActor, PreparedReading
    from reader.library.protocol import Added
    from reader.reading import Reading

KINDS = tuple(QuoteKind)
"""`quotes.kind` counts these."""

_EPOCH = date(1970, 1, 1).toordinal()


def day_slot(day: date) -> int:
    """The first number of a day's quotes."""
    return (day.toordinal() - _EPOCH) << DAY_BITS


def stored_reading(connection: sqlite3.Connection, article: int) -> Reading:
    """The reading of an article. Raises `LibraryError` when there is none."""
    row = connection.execute("SELECT body FROM readings WHERE article = ?", (article,)).fetchone()
    if row is None:
        raise no_article()
    return reading_of(row[0])


def no_article() -> LibraryError:
    """The error for an article that is not there (any more)."""
    return NotInLibrary(_("This article is not in the library."))


def store(
    connection: sqlite3.Connection,
    reading: PreparedReading,
    *,
    number: int | None = None,
    added: int | None = None,
) -> Added:
    """Keep a reading; one of the same identity is updated, and what the user made of it stays.

    A new one gets the next number and the present time, unless `number` and `added` say otherwise.
    """
    from reader.library.protocol import Added, Change

    row = connection.execute(
        "SELECT id, slot, quotes, added, body FROM articles JOIN readings ON article = id WHERE identity = ?",
        (reading.identity,),
    ).fetchone()
    if row is None:
        article, added, change = number, added or int(time.time()), Change.NEW
    else:
        article, slot, count, added, body = row
        if packing.unpack(body) == reading.body:
            return Added(article, Change.UNCHANGED, count)
        _take_out(connection, article, slot, count)
        change = Change.UPDATED
    day = reading.day or date.fromtimestamp(added)
    values = (
        reading.identity,
        _free_slot(connection, day_slot(day), len(reading.quotes)),
        len(reading.quotes),
        reading.title,
        _outlet(connection, reading.outlet),
        reading.published,
        reading.language,
        added,
    )
    article = connection.execute(
        "INSERT INTO articles (id, identity, slot, quotes, title, outlet, published, language, added)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET slot = excluded.slot, quotes = excluded.quotes,"
        " title = excluded.title, outlet = excluded.outlet, published = excluded.published,"
        " language = excluded.language RETURNING id",
        (article, *values),
    ).fetchone()[0]
    body = packing.pack(reading.body, dictionaries.newest(connection))
    connection.execute("INSERT OR REPLACE INTO readings (article, body) VALUES (?, ?)", (article, body))
    _put_in(connection, article, values[1], values[4], reading)
    if change is Change.UPDATED:
        _find_annotations(connection, article)
    return Added(article, change, len(reading.quotes))


def put_in_again(connection: sqlite3.Connection, article: int) -> None:
    """Write again what stands beside an article, as the user's decisions about its actors now are."""
    row = connection.execute("SELECT slot, quotes, outlet FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise no_article()
    slot, quotes, outlet = row
    from reader.library.preparing import prepare

    reading = prepare(stored_reading(connection, article))
    _take_out(connection, article, slot, quotes)
    _put_in(connection, article, slot, outlet, reading)


def remove(connection: sqlite3.Connection, article: int) -> None:
    """Forget an article and what the user made of it. Raises `LibraryError` when it is not there."""
    row = connection.execute("SELECT slot, quotes FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise no_article()
    _take_out(connection, article, *row)
    connection.execute("DELETE FROM articles WHERE id = ?", (article,))


def _free_slot(connection: sqlite3.Connection, first: int, quotes: int) -> int:
    """The lowest free numbers from `first` on, enough for an article with so many quotes.

    They are behind the last ones of that day; where that is full, of two days, of four ...
    """
    wanted = max(quotes, 1)
    days = 1
    while True:
        until = first + (days << DAY_BITS)
        row = connection.execute(
            "SELECT slot + max(quotes, 1) FROM articles WHERE slot < ? ORDER BY slot DESC LIMIT 1", (until,)
        ).fetchone()
        slot = first if row is None else max(first, row[0])
        row = connection.execute("SELECT 1 FROM articles WHERE slot >= ? AND slot < ?", (slot, slot + wanted))
        if row.fetchone() is None:
            break
        days *= 2
    if days > 1 or wanted > 1 << DAY_BITS:
        connection.execute(
            "INSERT INTO full_days (first, until) VALUES (?, ?)"
            " ON CONFLICT (first) DO UPDATE SET until = max(until, excluded.until)",
            (first, slot + wanted),
        )
    return slot


def _outlet(connection: sqlite3.Connection, name: str | None) -> int | None:
    if not name:
        return None
    row = connection.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()
    if row is None:
        row = (connection.execute("INSERT INTO outlets (name) VALUES (?)", (name,)).lastrowid,)
    found: int = row[0]
    return found


def _put_in(
    connection: sqlite3.Connection, article: int, slot: int, outlet: int | None, reading: PreparedReading
) -> None:
    """Write what stands beside the article and its reading: actors, quotes, tags and the indexes."""
    actors = [_actor(connection, article, actor) for actor in reading.actors]
    roles = [_names(connection, actor, found) for actor, found in zip(reading.actors, actors, strict=True)]
    appearances: dict[int, list[int | None]] = {}
    for actor, found, role in zip(reading.actors, actors, roles, strict=True):
        appearance = appearances.setdefault(found, [role, 0])
        appearance[1] = (appearance[1] or 0) + actor.quotes
    connection.executemany(
        "INSERT INTO appearances (actor, article, role, quotes) VALUES (?, ?, ?, ?)",
        [(actor, article, role, quotes) for actor, (role, quotes) in appearances.items()],
    )
    connection.executemany(
        "UPDATE actors SET articles = articles + 1, quotes = quotes + ? WHERE id = ?",
        [(quotes, actor) for actor, (_role, quotes) in appearances.items()],
    )
    rows, mentions, index = [], [], []
    for number, quote in enumerate(reading.quotes, slot):
        speaker = None if quote.speaker is None else actors[quote.speaker]
        mentioned = sorted({actors[actor] for actor in quote.mentioned})
        rows.append((number, article, speaker, KINDS.index(quote.kind)))
        mentions += [(number, actor) for actor in mentioned]
        marks = quote_marks(speaker, outlet, " ".join(map(str, mentioned)))
        index.append((number, quote.words, quote.headings, marks))
    connection.executemany("INSERT INTO quotes (id, article, speaker, kind) VALUES (?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO quoted_mentions (quote, actor) VALUES (?, ?)", mentions)
    connection.executemany(
        "INSERT INTO quote_search (rowid, words, headings, marks) VALUES (?, ?, ?, ?)", index
    )
    connection.execute("INSERT INTO article_search (rowid, words) VALUES (?, ?)", (article, reading.words))
    connection.executemany(
        "INSERT OR IGNORE INTO tags (article, tag, own) VALUES (?, ?, 0)",
        [(article, tag) for tag in reading.tags],
    )


def _take_out(connection: sqlite3.Connection, article: int, slot: int, quotes: int) -> None:
    """Undo `_put_in`: the article, its reading and what the user made stay."""
    connection.execute(
        "INSERT INTO quote_search (quote_search, rowid, words, headings, marks)"
        " SELECT 'delete', id, words, headings, marks FROM quote_contents WHERE id >= ? AND id < ?",
        (slot, slot + quotes),
    )
    connection.execute(
        "INSERT INTO article_search (article_search, rowid, words)"
        " SELECT 'delete', id, words FROM article_contents WHERE id = ?",
        (article,),
    )
    connection.execute("DELETE FROM quotes WHERE id >= ? AND id < ?", (slot, slot + quotes))
    connection.execute(
        "UPDATE actors SET articles = articles - 1, quotes = quotes -"
        " (SELECT quotes FROM appearances WHERE actor = actors.id AND article = ?)"
        " WHERE id IN (SELECT actor FROM appearances WHERE article = ?)",
        (article, article),
    )
    connection.execute("DELETE FROM appearances WHERE article = ?", (article,))
    connection.execute("DELETE FROM tags WHERE article = ? AND NOT own", (article,))


def _actor(connection: sqlite3.Connection, article: int, actor: PreparedActor) -> int:
    """The actor across articles that one of an article is: as the user decided, else by name."""
    named = (actor.key, actor.kind)
    row = (
        connection.execute(
            "SELECT actor FROM assignments WHERE article = ? AND key = ? AND kind = ?", (article, *named)
        ).fetchone()
        or connection.execute(
            "SELECT id FROM actors WHERE key = ? AND kind = ? AND variant = 0", named
        ).fetchone()
    )
    if row is None:
        cursor = connection.execute(
            "INSERT INTO actors (name, key, kind) VALUES (?, ?, ?)", (actor.name, *named)
        )
        row = (cursor.lastrowid,)
    found: int = row[0]
    return found


def _names(connection: sqlite3.Connection, actor: PreparedActor, found: int) -> int | None:
    """Keep what an article calls an actor; the number of its role there."""
    called = [("name", actor.name), *(("alias", alias) for alias in actor.aliases)]
    called += [("role", actor.role)] if actor.role else []
    rows = connection.execute("SELECT what, name, id FROM actor_names WHERE actor = ?", (found,))
    known: dict[tuple[str, str], int] = {(what, name): number for what, name, number in rows}
    for what, name in called:
        if (what, name) not in known:
            known[what, name] = _new_name(connection, found, what, name)
    return known["role", actor.role] if actor.role else None


def _new_name(connection: sqlite3.Connection, actor: int, what: str, name: str) -> int:
    cursor = connection.execute(
        "INSERT INTO actor_names (actor, what, name) VALUES (?, ?, ?)", (actor, what, name)
    )
    number = cursor.lastrowid or 0
    connection.execute(
        "INSERT INTO actor_search (rowid, name) SELECT id, name FROM actor_contents WHERE id = ?", (number,)
    )
    return number


def _find_annotations(connection: sqlite3.Connection, article: int) -> None:
    """Find the words of bookmarks and notes again in an article that has changed.

    Where the words occur more than once, the nearest to the old place is taken. Those
    that are gone keep their words and their old place, marked as not found.
    """
    text = stored_reading(connection, article).article.text
    rows = connection.execute(
        "SELECT id, first, words FROM annotations WHERE article = ?", (article,)
    ).fetchall()
    for annotation, first, words in rows:
        behind, before = text.find(words, first), text.rfind(words, 0, first + len(words))
        places = [place for place in (behind, before) if place >= 0]
        place = min(places, key=lambda at: abs(at - first), default=None)
        connection.execute(
            "UPDATE annotations SET first = ?, beyond = ?, found = ? WHERE id = ?",
            (
                first if place is None else place,
                first + len(words) if place is None else place + len(words),
                place is not None,
                annotation,
            ),
        )
