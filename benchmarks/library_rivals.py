"""What the library is measured against: a plain FTS5 table, PostgreSQL with a GIN index, ripgrep."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from reader.library.folding import fold_text
from reader.library.query import And, Node, Place, Words, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.sqlite.store import SqliteLibrary

Row = tuple[int, str, str]

_SETTINGS = "-c shared_buffers=2GB -c work_mem=64MB -c jit=off"  # PostgreSQL at its best here


class Rival(Protocol):
    """Another way to search the same quotes."""

    name: str

    def can(self, query: str) -> bool:
        """Whether it has such queries at all."""
        ...

    def search(self, query: str) -> object:
        """The 20 best quotes with the words marked."""
        ...

    def close(self) -> None:
        """Stop."""
        ...


def rows(library: SqliteLibrary) -> Iterator[Row]:
    """Every quote, the oldest first: a number, its words and its speaker."""
    number = 0
    for entry in reversed(library.articles(parse(""), limit=10**9).articles):
        reading = library.reading(entry.id)
        for quote in reading.analysis.quotes:
            number += 1
            yield number, quote.words(reading.article.text), quote.speaker.name if quote.speaker else ""


def conjuncts(query: str) -> tuple[Node, ...]:
    """The parts of a query that must all match."""
    node = parse(query).node
    if isinstance(node, And):
        return node.nodes
    return (node,) if node else ()


def plain_words(query: str) -> bool:
    """Whether a query is made of words and speakers only."""
    return all(
        isinstance(node, Words) and node.place in (Place.WORDS, Place.BY) for node in conjuncts(query)
    ) and not query.startswith("by:minister")


class PlainFts:
    """The simplest thing that SQLite offers: an FTS5 table, sorted by rank, with its snippets."""

    name = "plain FTS5"

    def __init__(self, library: SqliteLibrary, path: Path) -> None:
        fresh = not path.exists()
        self._connection = sqlite3.connect(path)
        if fresh:
            self._connection.execute(
                "CREATE VIRTUAL TABLE quotes USING fts5"
                " (words, speaker, tokenize = 'unicode61 remove_diacritics 2')"
            )
            insert = "INSERT INTO quotes (rowid, words, speaker) VALUES (?, ?, ?)"
            self._connection.executemany(insert, rows(library))
            self._connection.execute("INSERT INTO quotes (quotes) VALUES ('optimize')")
            self._connection.commit()
        print(f"plain FTS5: {path.stat().st_size / 1e6:,.0f} MB")

    def can(self, query: str) -> bool:
        """Whether it has such queries at all."""
        return plain_words(query)

    def search(self, query: str) -> object:
        """The 20 best quotes with the words marked."""
        columns = {Place.BY: "speaker", Place.WORDS: "words"}
        terms = [
            f'{columns[node.place]} : "{" ".join(node.words)}"{" *" if node.prefix else ""}'
            for node in conjuncts(query)
            if isinstance(node, Words)
        ]
        return self._connection.execute(
            "SELECT rowid, speaker, snippet(quotes, 0, '[', ']', '…', 20) FROM quotes"
            " WHERE quotes MATCH ? ORDER BY rank LIMIT 20",
            (" AND ".join(terms),),
        ).fetchall()

    def close(self) -> None:
        """Stop."""
        self._connection.close()


class Postgres:
    """PostgreSQL: a `tsvector` without accents under a GIN index, all of it in memory."""

    def __init__(self, library: SqliteLibrary, folder: Path) -> None:
        fresh = not folder.exists()
        self._folder = folder.absolute()
        self._programs = _server_programs()
        if fresh:
            folder.mkdir()
            shutil.chown(folder, "postgres")
            self._run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D", str(self._folder))
        self._run("pg_ctl", "-w", "-D", str(self._folder), "-l", str(self._folder / "log"),
                  "-o", f"-k {self._folder} -h '' {_SETTINGS}", "start")  # fmt: skip
        import psycopg

        self._connection = psycopg.connect(
            host=str(self._folder), user="postgres", dbname="postgres", autocommit=True
        )
        if fresh:
            self._fill(library)
        size: Any = self._connection.execute("SELECT pg_total_relation_size('quotes')").fetchone()
        print(f"PostgreSQL: {size[0] / 1e6:,.0f} MB")

    def _run(self, program: str, *arguments: str) -> None:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        subprocess.run(
            [*command, str(self._programs / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )

    def _fill(self, library: SqliteLibrary) -> None:
        execute = self._connection.execute
        execute("CREATE EXTENSION unaccent")
        execute("CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple)")
        execute("ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR hword, hword_part, word"
                " WITH unaccent, simple")  # fmt: skip
        execute(
            "CREATE TABLE quotes (id int PRIMARY KEY, words text, speaker text,"
            " found tsvector, said tsvector)"
        )
        with (
            self._connection.cursor() as cursor,
            cursor.copy("COPY quotes (id, words, speaker) FROM STDIN") as copy,
        ):
            for row in rows(library):
                copy.write_row(row)
        execute("UPDATE quotes SET found = to_tsvector('plain', words), said = to_tsvector('plain', speaker)")
        execute("CREATE INDEX ON quotes USING gin (found)")
        execute("CREATE INDEX ON quotes USING gin (said)")
        execute("VACUUM FULL ANALYZE quotes")

    def rivals(self) -> list[Rival]:
        """Two ways to sort: the best first, and the newest first, which is less work."""
        best = "ts_rank_cd(found, q) DESC"
        return [_Sorted("PostgreSQL, best", self, best), _Sorted("PostgreSQL, newest", self, "id DESC")]

    def search(self, query: str, order: str) -> object:
        """20 quotes with the words marked."""
        asked: dict[Place, list[str]] = {Place.WORDS: [], Place.BY: []}
        for node in conjuncts(query):
            if isinstance(node, Words):
                asked[node.place].append(" <-> ".join(node.words) + (":*" if node.prefix else ""))
        words = " & ".join(asked[Place.WORDS])
        where, values = "found @@ q", [words]
        if asked[Place.BY]:
            where += " AND said @@ to_tsquery('plain', %s)"
            values.append(" & ".join(asked[Place.BY]))
        return self._connection.execute(
            "SELECT id, speaker, ts_headline('plain', words, q) FROM (SELECT * FROM quotes,"
            f" to_tsquery('plain', %s) AS q WHERE {where} ORDER BY {order} LIMIT 20) AS chosen",
            values,
        ).fetchall()

    def close(self) -> None:
        """Stop."""
        if not self._connection.closed:
            self._connection.close()
            self._run("pg_ctl", "-w", "-D", str(self._folder), "-m", "fast", "stop")


@dataclass(frozen=True)
class _Sorted:
    """PostgreSQL with one way to sort."""

    name: str
    server: Postgres
    order: str

    def can(self, query: str) -> bool:
        """Whether it has such queries at all."""
        return plain_words(query)

    def search(self, query: str) -> object:
        """20 quotes with the words marked."""
        return self.server.search(query, self.order)

    def close(self) -> None:
        """Stop the server."""
        self.server.close()


class Ripgrep:
    """ripgrep over a text file with a quote a line, folded, the newest first: the first 20 lines."""

    name = "ripgrep"

    def __init__(self, library: SqliteLibrary, path: Path) -> None:
        self._path = path
        if not path.exists():
            lines = [fold_text(words).replace("\n", " ") for _number, words, _speaker in rows(library)]
            path.write_text("\n".join(reversed(lines)))
        print(f"text file: {path.stat().st_size / 1e6:,.0f} MB")

    def can(self, query: str) -> bool:
        """Words and phrases: it has nothing else to look in, and no way to ask for two at once."""
        parts = conjuncts(query)
        return plain_words(query) and len(parts) == 1 and not query.startswith("by:")

    def search(self, query: str) -> object:
        """The first 20 lines that have the words."""
        (node,) = conjuncts(query)
        assert isinstance(node, Words)
        pattern = rf"\b{' '.join(node.words)}" + ("" if node.prefix else r"\b")
        return subprocess.run(
            ["rg", "--max-count=20", "--no-filename", "--", pattern, str(self._path)],
            stdout=subprocess.PIPE,
            check=False,
        ).stdout

    def close(self) -> None:
        """Nothing runs."""


def _server_programs() -> Path:
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    if found is None:
        raise SystemExit("PostgreSQL's server programs (initdb, pg_ctl) are not installed.")
    return Path(found).parent
