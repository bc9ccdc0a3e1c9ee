"""Files that are not what they should be: one clear line each, and the file stays as it was."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.article import Span
from reader.library import open_library
from reader.library.errors import LibraryError
from reader.library.places import library_path
from reader.library.query import parse
from reader.library.sqlite import schema
from reader.library.sqlite.repairing import repair
from reader.library.sqlite.store import SqliteLibrary
from tests.library.articles import harbour


def numbered(count: int, start: int = 0) -> Iterator[object]:
    return (harbour(url=f"https://x.example/{number}") for number in range(start, start + count))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of 300 articles."""
    path = tmp_path / "library.db"
    with SqliteLibrary(path) as library:
        list(library.add_all(numbered(300)))
        library.set_starred(1).result()
        library.annotate(1, Span(0, 8), "let op").result()
        library.save_search("kade", "kade").result()
    return path


def refused(path: Path, says: str, **options: float) -> None:
    """Opening fails with one line that says so, and leaves the file as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LibraryError) as caught, closing(open_library(path, **options)) as library:
        library.search(parse("kade"))
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert before is None or path.read_bytes() == before


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    refused(path, "it is empty")


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_text("De haven is dicht. " * 40)
    refused(path, "a file of another kind")


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE articles (id)")
        other.commit()
    refused(path, "another program")


def test_a_newer_schema(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(path, "newer g7reader")


def test_a_file_that_is_cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3)
    refused(path, "cut short")


def test_a_file_with_damaged_pages(path: Path) -> None:
    spoil(path)
    with pytest.raises(LibraryError, match="damaged"), closing(open_library(path)) as library:
        for query in ("kade", "kade by:lokke", "wachten", "dwaze"):
            library.search(parse(query), limit=1000)
        assert library.check() == []


def test_no_library_where_one_is_expected(tmp_path: Path) -> None:
    refused(tmp_path / "library.db", "There is no library", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(tmp_path / "file" / "library.db", "")


def test_no_home_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(LibraryError, match="no home directory"):
        library_path(environment={})
    assert library_path(environment={"G7READER_LIBRARY": "/x/y.db"}) == Path("/x/y.db")
    assert library_path("/a/b.db", environment={"G7READER_LIBRARY": "/x/y.db"}) == Path("/a/b.db")


def test_a_read_only_file_can_be_read_but_not_changed(path: Path) -> None:
    path.chmod(stat.S_IRUSR | stat.S_IRGRP)
    before = path.read_bytes()
    with open_library(path) as library:
        assert library.read_only
        assert library.search(parse("dwaze"), limit=1).total == 300
        with pytest.raises(LibraryError, match="read-only"):
            library.set_starred(1).result()
    assert path.read_bytes() == before
    assert [beside.name for beside in path.parent.iterdir()] == [path.name]


def test_another_program_that_does_not_stop_writing(path: Path) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        open_library(path, patience=0.1) as library,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert library.search(parse("dwaze"), limit=1).total == 300
        with pytest.raises(LibraryError, match="in use by another program"):
            library.set_starred(2).result()
        other.execute("ROLLBACK")
        library.set_starred(2).result()


def test_another_program_that_keeps_the_file_to_itself(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        refused(path, "in use by another program", patience=0.1)


def test_a_full_disk(path: Path) -> None:
    with open_library(path) as library:
        pages = path.stat().st_size // schema.PAGE_SIZE
        library._writing(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}")).result()
        added = 0
        with pytest.raises(LibraryError, match="is full; nothing was changed"):
            for _article in library.add_all(numbered(3000, 1000)):
                added += 1
        library._writing(lambda connection: connection.execute("PRAGMA max_page_count = 1000000")).result()
        assert library.check() == []
        assert library.statistics().articles >= 300 + added
        library.set_starred(3).result()


def test_a_backup_is_a_library_and_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with open_library(path) as library:
        library.backup(target)
        with pytest.raises(LibraryError, match="exists already"):
            library.backup(target)
        with pytest.raises(LibraryError, match="nowhere"):
            library.backup(tmp_path / "nowhere" / "copy.db")
    with open_library(target, create=False) as copy:
        assert copy.check() == []
        assert copy.statistics().articles == 300


# --- repair ---


def spoil(path: Path, first: int = 45, step: int = 3) -> None:
    """Overwrite some pages of a file, behind those that say where the others are."""
    with path.open("r+b") as file:
        for page in range(first, path.stat().st_size // schema.PAGE_SIZE, step):
            file.seek(page * schema.PAGE_SIZE)
            file.write(b"\xa5" * schema.PAGE_SIZE)


def test_a_damaged_index_is_found_and_made_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as spoiled:
        spoiled.execute("DELETE FROM quote_search_data WHERE id > 10")
        spoiled.execute("UPDATE actors SET quotes = 7")
        spoiled.commit()
    with open_library(path) as library:
        assert library.check()
    done = repair(path)
    assert (done.articles, done.quotes, done.annotations, done.lost, done.damaged) == (300, 1200, 1, 0, None)
    with open_library(path) as library:
        assert library.check() == []
        assert library.search(parse("dwaze")).total == 300


def test_of_a_damaged_file_all_that_can_be_read_is_kept(path: Path) -> None:
    spoil(path)
    before = path.read_bytes()
    done = repair(path)
    assert done.damaged is not None
    assert done.damaged.read_bytes() == before
    with open_library(path) as library:
        assert library.check() == []
        assert 0 < library.statistics().articles == done.articles
        assert done.articles + done.lost == 300


def test_of_a_file_cut_short_the_rest_is_kept(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 9 // 10)
    done = repair(path)
    assert done.articles > 0
    with open_library(path) as library:
        assert library.check() == []
        assert library.search(parse("dwaze")).total == done.articles


def test_what_cannot_be_read_at_all_stays(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 5000)
    with pytest.raises(LibraryError):
        repair(path)
    assert path.read_bytes() == b"SQLite format 3\0" + b"\0" * 5000
    assert [beside.name for beside in tmp_path.iterdir()] == [path.name]


# --- several processes ---

ADDING = """
import sys
from reader.library import open_library
from tests.library.articles import harbour
with open_library(sys.argv[1]) as library:
    readings = (harbour(url=f"https://{sys.argv[2]}.example/{n}") for n in range(int(sys.argv[3])))
    for added in library.add_all(readings):
        print(added.article, flush=True)
"""


def adding(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADDING, str(path), name, str(count)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


def test_what_was_reported_added_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    reported = set()
    for number in range(3):
        process = adding(path, f"kill{number}", 100_000)
        assert process.stdout is not None
        reported.add(int(process.stdout.readline()))
        time.sleep(0.1 + 0.15 * number)
        process.send_signal(signal.SIGKILL)
        reported |= {int(line) for line in process.stdout.read().splitlines() if line}
        process.wait()
        with open_library(path) as library:
            assert library.check() == []
            assert reported <= {entry.id for entry in library.articles(parse(""), limit=10**6).articles}


def test_two_processes_add_while_another_reads(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    processes = [adding(path, name, 120) for name in ("een", "twee")]
    with open_library(path) as library:
        while any(process.poll() is None for process in processes):
            library.search(parse("kade by:lokke"))
            library.set_position(library.add(harbour()).result().article, 3).result()
        assert [process.returncode for process in processes] == [0, 0]
        assert library.statistics().articles == 241
        assert library.check() == []
