"""Library files of older schemas: they open, keep all that is in them, and become like new ones.

`schema-1.db.gz` was written by the program when that was its schema.
"""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import open_library
from reader.library.errors import LibraryError
from reader.library.query import parse
from reader.library.sqlite import schema
from reader.library.sqlite.files import LibraryFile
from tests.library.articles import harbour
from tests.library.contract import actor_named, island


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name("schema-1.db.gz").read_bytes()))
    return path


def shape(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
        return {row for row in rows if not row[1].startswith("sqlite_stat")}  # what ANALYZE finds


def test_a_file_of_the_first_schema_keeps_all_that_is_in_it(old: Path) -> None:
    text = harbour().article.text
    with open_library(old, create=False) as library:
        assert library.statistics().schema == schema.VERSION
        assert library.check() == []
        for article, made in ((1, harbour()), (2, island())):
            kept = library.reading(article)
            assert kept.article.text == made.article.text
            assert kept.article.blocks == made.article.blocks
            assert kept.article.metadata == made.article.metadata
            assert kept.analysis == made.analysis
        entry = library.entry(1)
        assert (entry.starred, entry.position, entry.tags) == (True, 40, ("Havens", "Later", "Noordse Zaken"))
        assert library.entry(2).read
        assert library.last_place() == (1, 40)
        (note,) = library.annotations()
        assert note.span is not None
        assert (note.span.of(text), note.note) == ("dwaze uitgave", "hoezo?")
        assert [search.query for search in library.searches()] == ["by:kadé"]
        assert [merged.name for merged in library.actor(actor_named(library, "Kamer")).merged] == ["Kadé"]


def test_a_file_of_the_first_schema_answers_and_takes_articles(old: Path) -> None:
    with open_library(old) as library:
        assert library.search(parse("kade by:lokke")).total == 2
        assert [entry.id for entry in library.articles(parse("zwijgt")).articles] == [1]
        assert [entry.id for entry in library.articles(parse("veilig")).articles] == [1, 2]
        assert library.feeds() == []
        library.add(harbour(title="Kade open")).result()
        library.add(harbour(url=None)).result()
        (change,) = library.actor_changes()
        library.undo(change.id).result()
        assert library.search(parse("by:kade")).total == 2
        assert library.check() == []


def test_a_file_of_the_first_schema_gets_the_shape_of_a_new_one(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    for path in (old, new):
        open_library(path).close()
    assert shape(old) == shape(new)


def test_a_file_stays_as_it_was_when_it_cannot_be_led_to_the_newest_schema(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    last = schema._MIGRATIONS[-1]
    monkeypatch.setattr(
        schema, "_MIGRATIONS", (*schema._MIGRATIONS[:-1], f"{last}SELECT one FROM nowhere;\n")
    )
    with pytest.raises(LibraryError, match="nowhere"):
        open_library(old)
    with closing(LibraryFile(old, False, 1).connect()) as connection:
        assert schema.version_of(connection) == 1
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert old.read_bytes() == before
