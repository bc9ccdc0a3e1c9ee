"""Repairing a library file: new indexes where only they are damaged, else a new file of what can be read."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.library.encoding import decode
from reader.library.errors import LibraryError
from reader.library.packing import remember, unpack
from reader.library.preparing import prepare
from reader.library.sqlite import actors, dictionaries, readings, schema, upkeep
from reader.library.sqlite.files import LibraryFile, open_file, plain_errors, put_in_place
from reader.library.sqlite.functions import define_functions
from reader.translation import _


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair kept. `damaged` is where the file went that could not be kept as it was.

    `lost` counts the articles that could not be read. What the user made of an article
    (stars, tags, notes) is kept with it; `annotations` counts bookmarks and notes.
    """

    articles: int
    quotes: int
    annotations: int
    lost: int
    damaged: Path | None


def repair(path: Path, *, patience: float = 20.0) -> Repair:
    """Make the library at `path` sound again. Raises `LibraryError` when nothing of it can be read.

    Nothing else may have the library open.
    """
    try:
        return _with_new_indexes(open_file(path, create=False, patience=patience))
    except LibraryError:
        if not path.is_file():
            raise
    with plain_errors(path):
        return _salvaged(path, patience)


def _with_new_indexes(file: LibraryFile) -> Repair:
    """Rebuild what is made from the rest. Raises `LibraryError` where the rest is damaged too."""
    with plain_errors(file.path), closing(file.connect(writing=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for index in schema.INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        upkeep.count_again(connection)
        wrong = upkeep.problems(connection)
        if wrong:
            connection.execute("ROLLBACK")
            raise LibraryError(wrong[0])
        connection.execute("COMMIT")
        kept = upkeep.statistics(connection, file.path)
    return Repair(kept.articles, kept.quotes, kept.annotations, 0, None)


def _salvaged(path: Path, patience: float) -> Repair:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        # A copy is read, so that looking at the damaged file cannot change it.
        copy = Path(folder) / "damaged.db"
        for suffix in ("", "-wal"):
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                shutil.copyfile(beside, copy.with_name(copy.name + suffix))
        draft = Path(folder) / "repaired.db"
        file = open_file(draft, create=True, patience=patience)
        with (
            closing(sqlite3.connect(copy, isolation_level=None)) as damaged,
            closing(file.connect(writing=True)) as repaired,
        ):
            define_functions(damaged)
            damaged.execute("PRAGMA writable_schema = ON")  # so that SQLite reads a file cut short
            repaired.execute("BEGIN IMMEDIATE")
            lost = _Salvage(damaged, repaired).everything()
            repaired.execute("COMMIT")
            kept = upkeep.statistics(repaired, draft)
        if not kept.articles:
            raise LibraryError(_("Nothing in {path} can be read; it was left as it is.").format(path=path))
        aside = _free_name(path)
        path.rename(aside)
        for suffix in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
        put_in_place(draft, path)
    return Repair(kept.articles, kept.quotes, kept.annotations, lost, aside)


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside


_PROBED = 2000  # article numbers tried beyond the last one found


class _Salvage:
    """Carries what can be read of a damaged file over into a new one, row by row."""

    def __init__(self, damaged: sqlite3.Connection, repaired: sqlite3.Connection) -> None:
        self._damaged = damaged
        self._repaired = repaired

    def everything(self) -> int:
        """Carry all over; the number of articles that were seen and could not be read."""
        self._carry_dictionaries()
        last = self._highest_article()
        article = lost = 0
        while article < last + _PROBED:
            article += 1
            try:
                if self._carry_article(article):
                    last = max(last, article)
            except (sqlite3.DatabaseError, LibraryError):
                lost += article <= last
        for table in ("searches", "feeds", "feed_items", "feed_folders"):
            self._carry_rows(table, "")
        self._carry_decisions()
        return lost

    def _carry_dictionaries(self) -> None:
        with suppress(sqlite3.DatabaseError):
            dictionaries.take_in(self._damaged)
        seen = set()
        with suppress(sqlite3.DatabaseError):
            rows = self._damaged.execute("SELECT number, articles, content FROM dictionaries ORDER BY id")
            for number, articles, content in rows:
                if number not in seen and remember(content) == number:
                    dictionaries.keep(self._repaired, content, articles)
                    seen.add(number)

    def _highest_article(self) -> int:
        """The highest number of an article that can be read; a page cut off reads as a row numbered 0."""
        highest = 0
        for column, table in (("id", "articles"), ("article", "readings")):
            with suppress(sqlite3.DatabaseError):
                row = self._damaged.execute(
                    f"SELECT {column} FROM {table} ORDER BY 1 DESC LIMIT 1"
                ).fetchone()
                highest = max(highest, int(row[0]) if row else 0)
        return highest

    def _carry_article(self, old: int) -> bool:
        """Carry an article over under its own number, with what the user made of it."""
        row = self._damaged.execute("SELECT body FROM readings WHERE article = ?", (old,)).fetchone()
        if row is None:
            if self._damaged.execute("SELECT 1 FROM articles WHERE id = ?", (old,)).fetchone():
                raise LibraryError(_("An article in the library is damaged and cannot be read."))
            return False
        added = None
        with suppress(sqlite3.DatabaseError):
            found = self._damaged.execute("SELECT added FROM articles WHERE id = ?", (old,)).fetchone()
            added = found and int(found[0])
        readings.store(self._repaired, prepare(decode(unpack(row[0]))), number=old, added=added)
        for table in ("states", "tags", "annotations"):
            own = " AND own" if table == "tags" else ""
            self._carry_rows(table, f"WHERE article = ?{own}", old)
        return True

    def _carry_rows(self, table: str, where: str, *parameters: object) -> None:
        with suppress(sqlite3.DatabaseError):
            for row in self._damaged.execute(f"SELECT * FROM {table} {where}", parameters):
                self._repaired.execute(f"REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def _carry_decisions(self) -> None:
        """Merge and split actors again; they are known by name and kind, as their numbers may differ."""
        with suppress(sqlite3.DatabaseError):
            merged = self._damaged.execute(
                "SELECT a.key, a.kind, b.key, b.kind FROM actors AS a JOIN actors AS b ON b.id = a.same_as"
                " WHERE a.variant = 0 AND b.variant = 0"
            ).fetchall()
            for key, kind, other_key, other_kind in merged:
                actor, into = self._actor(key, kind), self._actor(other_key, other_kind)
                if actor is not None and into is not None:
                    with suppress(LibraryError):
                        actors.merge(self._repaired, actor, into)
        with suppress(sqlite3.DatabaseError):
            split: dict[int, tuple[str, str, list[int]]] = {}
            for article, key, kind, actor in self._damaged.execute(
                "SELECT article, key, kind, actor FROM assignments"
            ):
                split.setdefault(actor, (key, kind, []))[2].append(article)
            for key, kind, articles in split.values():
                actor = self._actor(key, kind)
                if actor is not None:
                    with suppress(LibraryError):
                        actors.split(self._repaired, actor, articles)

    def _actor(self, key: str, kind: str) -> int | None:
        row = self._repaired.execute(
            "SELECT id FROM actors WHERE key = ? AND kind = ? AND variant = 0", (key, kind)
        ).fetchone()
        return None if row is None else int(row[0])
