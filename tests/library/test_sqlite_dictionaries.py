"""The dictionaries of a library file: learned when there is enough to learn from, and never lost."""

import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.article import Metadata
from reader.library import open_library, packing
from reader.library.protocol import Change
from reader.library.query import parse
from reader.library.sqlite import dictionaries
from reader.library.sqlite.repairing import repair
from reader.reading import QuoteKind, Reading
from tests.library.articles import reading_of


def articles(count: int, first: int = 0) -> Iterator[Reading]:
    """Articles that share their words, all with one quote."""
    chance = random.Random(5)
    words = ["".join(chance.choices("abdeiklnorst", k=chance.randint(3, 9))) for _word in range(500)]
    chance.seed(first)
    for number in range(first, first + count):
        said = " ".join(chance.choices(words, k=30))
        text = f"{' '.join(chance.choices(words, k=60))}.\n\n«Havik {said}», zei Løkke."
        url = f"https://x.example/{number}"
        yield reading_of(text, [("Løkke", QuoteKind.DIRECT, 1)], [], Metadata(url=url, language="nl"))


@pytest.fixture(autouse=True)
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learn from few articles."""
    monkeypatch.setattr(dictionaries, "_STEPS", ((200, 4096), (500, 8192)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with open_library(path) as library:
        for first in range(0, 700, 100):
            list(library.add_all(articles(100, first)))
    return path


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know no dictionary, as a program that has just begun."""
    monkeypatch.setattr(packing, "_known", {})
    monkeypatch.setattr(packing, "_local", threading.local())


def asked(path: Path, select: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(select).fetchall()


def test_readings_are_packed_with_what_was_learned(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)
    learned = asked(
        path, "SELECT number, min(articles), count(*) FROM dictionaries GROUP BY number ORDER BY 2"
    )
    assert [(articles, copies) for _number, articles, copies in learned] == [(200, 2), (500, 2)]
    packed = dict(asked(path, "SELECT hex(substr(body, 1, 1)), count(*) FROM readings GROUP BY 1"))
    assert packed == {"01": 200, "02": 500}
    (mean,) = asked(path, "SELECT avg(length(body)) FILTER (WHERE article > 500)"
                          " / avg(length(body)) FILTER (WHERE article <= 200) FROM readings")  # fmt: skip
    assert mean[0] < 0.8
    with open_library(path) as library:
        assert library.search(parse("havik"), limit=1).total == 700
        for number, reading in enumerate(articles(100, 600), 601):
            assert library.reading(number).article.text == reading.article.text
            assert library.reading(number).analysis == reading.analysis
        again = library.add(next(articles(1, 600))).result()
        assert (again.article, again.change) == (601, Change.UNCHANGED)
        assert library.check() == []


def test_a_program_that_was_there_before_reads_on(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with open_library(path) as library:
        list(library.add_all(articles(20)))
        other = (
            "import sys; from pathlib import Path\n"
            "from reader.library import open_library; from reader.library.sqlite import dictionaries\n"
            "from tests.library.test_sqlite_dictionaries import articles\n"
            "dictionaries._STEPS = ((200, 4096),)\n"
            "with open_library(sys.argv[1]) as library:\n"
            "    for first in range(100, 500, 100): list(library.add_all(articles(100, first)))\n"
        )
        subprocess.run([sys.executable, "-c", other, str(path)], check=True, cwd=Path(__file__).parents[2])
        assert asked(path, "SELECT count(*) FROM dictionaries") == [(2,)]
        assert library.reading(420).article.text
        library.add(next(articles(1, 600))).result()
        assert library.check() == []


def test_where_one_copy_is_damaged_the_other_serves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(path, "UPDATE dictionaries SET content = zeroblob(2000) WHERE id % 2")
    forget(monkeypatch)
    with open_library(path) as library:
        assert library.search(parse("havik"), limit=1).total == 700
        (problem,) = library.check()
        assert "another copy of it serves" in problem
    done = repair(path)
    assert (done.articles, done.lost) == (700, 0)
    with open_library(path) as library:
        assert library.check() == []


def test_without_its_dictionary_an_article_is_lost_and_the_others_are_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(path, "UPDATE dictionaries SET content = zeroblob(2000) WHERE articles < 500")
    forget(monkeypatch)
    with open_library(path) as library:
        assert any("300 articles are damaged" in problem for problem in library.check())
    done = repair(path)
    assert (done.articles, done.lost) == (400, 300)
    with open_library(path) as library:
        assert library.check() == []
        assert library.search(parse("havik"), limit=1).total == 400


def test_articles_that_teach_nothing_are_kept_all_the_same(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.db") as library:
        same = [reading_of("Ja.", [], [], Metadata(url=f"https://x.example/{n}")) for n in range(300)]
        assert len(list(library.add_all(same))) == 300
        assert library.check() == []
