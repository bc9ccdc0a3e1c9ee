"""The dictionaries of a library file, with which its readings are packed.

The first is learned when the library has enough articles to learn from, a larger one
when it has many. None is ever taken away, and each is kept twice, in different places of
the file: every reading that was packed with it stands on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import packing
from reader.library.errors import LibraryError

if TYPE_CHECKING:
    import sqlite3

# From so many articles on, a dictionary of so many bytes.
_STEPS = ((1_000, 64 * 1024), (10_000, 256 * 1024))
_LEARNED_FROM = 50  # times its own size
_LONGEST_SAMPLE = 32 * 1024  # bytes
_COPIES = 2


def take_in(connection: sqlite3.Connection) -> None:
    """Make the dictionaries of the file known; asked before anything is read of it."""
    for (number,) in connection.execute("SELECT DISTINCT number FROM dictionaries").fetchall():
        if not packing.is_known(number):
            copies = connection.execute("SELECT content FROM dictionaries WHERE number = ?", (number,))
            any(packing.remember(content) == number for (content,) in copies)


def newest(connection: sqlite3.Connection) -> int | None:
    """The number of the dictionary with which readings are packed now."""
    row = connection.execute("SELECT number FROM dictionaries ORDER BY id DESC LIMIT 1").fetchone()
    return int(row[0]) if row and packing.is_known(row[0]) else None


def damaged_copies(connection: sqlite3.Connection) -> int:
    """How many of the copies cannot be read."""
    copies = connection.execute("SELECT number, content FROM dictionaries")
    return sum(packing.remember(content) != number for number, content in copies)


def keep(connection: sqlite3.Connection, content: bytes, articles: int) -> None:
    """Keep a dictionary that was learned when the library had so many articles."""
    number = packing.remember(content)
    connection.executemany(
        "INSERT INTO dictionaries (number, articles, content) VALUES (?, ?, ?)",
        [(number, articles, content)] * _COPIES,
    )


class Learner:
    """Learns a dictionary when one is due; what could not be learned from is not tried again."""

    def __init__(self) -> None:
        self._tried = 0

    def learn_when_due(self, connection: sqlite3.Connection) -> None:
        """Learn the dictionary for so many articles as there are, unless the file has it.

        Asked between two transactions: it takes a second or two, once or twice in a library's life.
        """
        articles, learned = connection.execute(
            "SELECT (SELECT max(id) FROM articles), (SELECT max(articles) FROM dictionaries)"
        ).fetchone()
        due = max(((step, size) for step, size in _STEPS if step <= (articles or 0)), default=None)
        if due is None or max(learned or 0, self._tried) >= due[0]:
            return
        self._tried, size = due
        content = packing.learn(_samples(connection, articles, _LEARNED_FROM * size), size)
        if content is None:
            return
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            learned = connection.execute("SELECT max(articles) FROM dictionaries").fetchone()[0]
            if (learned or 0) < self._tried:  # another program may have been quicker
                keep(connection, content, articles)


def _samples(connection: sqlite3.Connection, articles: int, enough: int) -> list[bytes]:
    """Readings from everywhere in the file, of so many bytes together."""
    size = connection.execute("SELECT avg(length(body)) FROM readings WHERE article > ?", (articles - 500,))
    wanted = enough / (2 * (size.fetchone()[0] or 1))  # packed, they are half as long at most
    step = max(1, round(articles / max(1, wanted)))
    samples: list[bytes] = []
    for article in range(1, articles + 1, step):
        row = connection.execute("SELECT body FROM readings WHERE article = ?", (article,)).fetchone()
        if row is None:
            continue
        try:
            samples.append(packing.unpack(row[0])[:_LONGEST_SAMPLE])
        except LibraryError:
            continue
    return samples
