"""What a user makes of articles: where they are, stars, tags, bookmarks, notes, saved searches."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from reader.article import Span
from reader.formats import clean, clean_line
from reader.library.errors import LibraryError
from reader.library.sqlite.entries import ENTRY_COLUMNS, article_entry, one_entry, when
from reader.library.sqlite.readings import no_article, stored_reading
from reader.translation import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.library.protocol import Annotation, SavedSearch


def set_state(connection: sqlite3.Connection, article: int, **columns: int) -> None:
    """Set columns of the article's state. Raises `LibraryError` when the article is not there."""
    _require(connection, article)
    connection.execute("INSERT OR IGNORE INTO states (article) VALUES (?)", (article,))
    for column, value in columns.items():
        connection.execute(f"UPDATE states SET {column} = ? WHERE article = ?", (value, article))


def set_position(connection: sqlite3.Connection, article: int, offset: int) -> None:
    """Keep where the user is; the article becomes the one that was open last."""
    set_state(connection, article, position=offset, opened=time.time_ns() // 1_000_000)


def last_place(connection: sqlite3.Connection) -> tuple[int, int] | None:
    """The article that was open last, and the offset in it."""
    place: tuple[int, int] | None = connection.execute(
        "SELECT article, position FROM states WHERE opened IS NOT NULL ORDER BY opened DESC LIMIT 1"
    ).fetchone()
    return place


def clear_last_place(connection: sqlite3.Connection) -> None:
    """The user is in no article any more."""
    connection.execute("UPDATE states SET opened = NULL WHERE opened IS NOT NULL")


def tag(connection: sqlite3.Connection, article: int, name: str) -> None:
    """Tag an article."""
    _require(connection, article)
    written = clean_line(name)
    if not written:
        raise LibraryError(_("A tag needs a name."))
    connection.execute(
        "INSERT INTO tags (article, tag, own) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET own = 1",
        (article, written),
    )


def untag(connection: sqlite3.Connection, article: int, name: str) -> None:
    """Take a tag away; one that the article brought stays away when the article is added again."""
    connection.execute("UPDATE tags SET own = -1 WHERE article = ? AND tag = ?", (article, clean_line(name)))


def list_tags(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Every tag with its number of articles."""
    rows = connection.execute("SELECT tag, count(*) FROM tags WHERE own >= 0 GROUP BY tag ORDER BY tag")
    return [(clean_line(name), articles) for name, articles in rows]


def annotate(connection: sqlite3.Connection, article: int, span: Span, note: str) -> Annotation:
    """Bookmark the words of `span`, or note something on them."""
    from reader.library.protocol import Annotation

    text = stored_reading(connection, article).article.text
    if not 0 <= span.start <= span.end <= len(text):
        raise LibraryError(_("These words are not in the article (any more)."))
    made = int(time.time())
    words, written = span.of(text), clean(note).strip()
    cursor = connection.execute(
        "INSERT INTO annotations (article, first, beyond, words, note, made) VALUES (?, ?, ?, ?, ?, ?)",
        (article, span.start, span.end, words, written, made),
    )
    entry = one_entry(connection, article)
    return Annotation(cursor.lastrowid or 0, entry, words, span, written, when(made))


def change_note(connection: sqlite3.Connection, annotation: int, note: str) -> None:
    """Write a note anew."""
    cursor = connection.execute(
        "UPDATE annotations SET note = ? WHERE id = ?", (clean(note).strip(), annotation)
    )
    if not cursor.rowcount:
        raise LibraryError(_("This note is not in the library."))


def remove_annotation(connection: sqlite3.Connection, annotation: int) -> None:
    """Remove a bookmark or note."""
    connection.execute("DELETE FROM annotations WHERE id = ?", (annotation,))


def list_annotations(connection: sqlite3.Connection, article: int | None) -> list[Annotation]:
    """Those of an article in order of its text; without one all, the latest first."""
    where, order = ("n.article = ?1", "n.first, n.id") if article is not None else ("?1 IS NULL", "n.id DESC")
    rows = connection.execute(
        f"SELECT n.id, n.first, n.beyond, n.found, n.words, n.note, n.made, {ENTRY_COLUMNS}"
        " FROM annotations AS n JOIN articles AS a ON a.id = n.article"
        f" LEFT JOIN states AS s ON s.article = a.id WHERE {where} ORDER BY {order}",
        (article,),
    )
    return [_annotation(row) for row in rows]


def _annotation(row: Sequence[Any]) -> Annotation:
    from reader.library.protocol import Annotation

    number, first, beyond, found, words, note, made, *entry = row
    span = Span(first, beyond) if found else None
    return Annotation(number, article_entry(entry), clean(words), span, clean(note), when(made))


def save_search(connection: sqlite3.Connection, name: str, query: str) -> None:
    """Keep a query under a name."""
    written = clean_line(name)
    if not written:
        raise LibraryError(_("A saved search needs a name."))
    connection.execute("REPLACE INTO searches (name, query) VALUES (?, ?)", (written, clean_line(query)))


def remove_search(connection: sqlite3.Connection, name: str) -> None:
    """Forget a saved search."""
    connection.execute("DELETE FROM searches WHERE name = ?", (clean_line(name),))


def list_searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """The saved searches by name."""
    from reader.library.protocol import SavedSearch

    rows = connection.execute("SELECT name, query FROM searches ORDER BY name")
    return [SavedSearch(clean_line(name), clean_line(query)) for name, query in rows]


def _require(connection: sqlite3.Connection, article: int) -> None:
    if connection.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is None:
        raise no_article()
