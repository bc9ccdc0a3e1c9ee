"""Quotes that may resemble given words: found by their rarest words, and by words that follow each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.folding import folded_words
from reader.library.sqlite.searching import found_quotes

if TYPE_CHECKING:
    import sqlite3

    from reader.library.protocol import FoundQuote

_CANDIDATES = 100
_MOST_WORDS = 60
_RUN = 3
_MOST_HITS = 2000  # of one word or run of words; together twice as many


def candidates(connection: sqlite3.Connection, text: str) -> tuple[FoundQuote, ...]:
    """The quotes that share the rarest words of `text`, or runs of them; the best first."""
    words = folded_words(text)[:_MOST_WORDS]
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    terms = [f'words : "{part}"' for part in sorted({*words, *runs})]
    counted = sorted((hits, term) for term in terms if (hits := _hits(connection, term)))
    chosen: list[str] = []
    total = 0
    for hits, term in counted:
        total += hits
        if hits > _MOST_HITS or total > 2 * _MOST_HITS:
            break
        chosen.append(term)
    if not chosen and counted:  # nothing but very common words: the quotes that have all of them
        chosen = [" AND ".join(f'(words : "{word}")' for word in dict.fromkeys(words))]
    if not chosen:
        return ()
    rows = connection.execute(
        "SELECT rowid FROM quote_search WHERE quote_search MATCH ? ORDER BY rank LIMIT ?",
        (" OR ".join(f"({term})" for term in chosen), _CANDIDATES),
    ).fetchall()
    return found_quotes(connection, [number for (number,) in rows])


def _hits(connection: sqlite3.Connection, term: str) -> int:
    select = f"SELECT 1 FROM quote_search WHERE quote_search MATCH ? LIMIT {_MOST_HITS + 1}"
    hits: int = connection.execute(f"SELECT count(*) FROM ({select})", (term,)).fetchone()[0]
    return hits
