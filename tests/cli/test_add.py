"""Adding articles: what is found, what is told, and what is kept whatever happens."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader import cli
from reader.library import open_library
from reader.library.query import parse
from tests.export.schema import check
from tests.terminal import PLENTY, PROGRAM, Terminal, environment, run

PAGES = Path(__file__).parents[1] / "formats" / "pages"


def article(number: int) -> str:
    return f"De brug blijft dicht.\n\n“Dit is nummer {number}”, zei burgemeester Anna Smit.\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "library.db"
    monkeypatch.setenv("G7READER_LIBRARY", str(path))
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with ten articles, in it and below it, and with what is none."""
    folder = tmp_path / "news"
    (folder / "2024" / "maart").mkdir(parents=True)
    for number in range(8):
        (folder / f"{number}.txt").write_text(article(number))
    (folder / "2024" / "maart" / "stuk.MD").write_text("# Een titel\n\n" + article(8))
    shutil.copy(PAGES / "nl-vet.html", folder / "2024")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "2024" / "cijfers.csv").write_text("1,2")
    (folder / ".hidden.txt").write_text(article(90))
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text(article(91))
    (folder / "2024" / "round").symlink_to(folder)
    return folder


def lines_of(written: bytes) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in written.splitlines()]
    for one in found:
        check(one, "Added")
    return found


def test_a_folder_and_again(library: Path, news: Path) -> None:
    done = run("add", str(news))
    assert done.returncode == cli.DONE
    assert done.stdout.decode().startswith("10 articles (10 new), ")
    assert done.stderr.decode() == "g7reader: 2 files of other kinds were passed over\n"
    (news / "3.txt").write_text(article(3) + "\nEn nog iets.\n")
    again = run("add", str(news), str(news / "0.txt"))
    assert again.stdout.decode().startswith("10 articles (1 updated, 9 unchanged), ")
    with open_library(library) as opened:
        assert opened.check() == []
        assert opened.search(parse("by:smit")).total == 9
        assert opened.articles(parse("")).total == 10


def test_a_bad_file_stops_no_other(library: Path, news: Path) -> None:
    (news / "0.txt").write_bytes(bytes(range(256)) * 8)
    (news / "5.txt").write_text("")
    (news / "6.html").write_text("<html><body></body></html>")
    done = run("add", str(news), str(news / "nergens.txt"), str(news / "picture.png"))
    assert done.returncode == cli.BAD_INPUT
    assert done.stdout.decode().startswith("8 articles (8 new), ")
    told = done.stderr.decode().splitlines()
    for name, why in (
        ("0.txt", "binary"),
        ("5.txt", "is empty"),
        ("6.html", ""),
        ("nergens.txt", "no such file"),
        ("picture.png", "binary"),
    ):
        assert sum(f"{news / name}: " in line and why in line for line in told) == 1, (name, told)
    assert told[-2:] == [
        "g7reader: 5 files were not added",
        "g7reader: 1 file of another kind was passed over",
    ]


def test_a_fault_of_the_analysis_stops_no_other(
    library: Path, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reader import analysis

    analyse = analysis.analyse_article

    def fail_once(article: Any) -> Any:
        if article.source.endswith("1.txt"):
            raise ZeroDivisionError
        return analyse(article)

    monkeypatch.setattr("reader.analysis.analyse_article", fail_once)
    assert cli.main(["add", *(str(news / f"{number}.txt") for number in range(3))]) == cli.BAD_INPUT
    captured = capsys.readouterr()
    assert captured.out.startswith("2 articles (2 new)")
    assert "1.txt: cannot be read as an article (ZeroDivisionError)" in captured.err


def test_a_line_of_json_for_each(library: Path, news: Path) -> None:
    (news / "4.txt").write_text(" ")
    done = run("add", "--json", str(news))
    lines = lines_of(done.stdout)
    assert done.returncode == cli.BAD_INPUT and len(lines) == 10
    refused = [line for line in lines if line["change"] == "refused"]
    assert [(line["source"], line["article"]) for line in refused] == [(str(news / "4.txt"), None)]
    assert "is empty" in refused[0]["problem"]
    with open_library(library) as opened:
        for line in lines:
            if line["article"] is not None:
                entry = opened.entry(line["article"])
                assert (entry.title, entry.quotes) == (line["title"], line["quotes"])


def test_standard_input_and_a_language(library: Path) -> None:
    done = run("add", "-", "--json", "--language", "nl", data=article(1).encode())
    assert [(line["source"], line["change"], line["quotes"]) for line in lines_of(done.stdout)] == [
        ("-", "new", 1)
    ]
    assert run("add", "-", data=b"").returncode == cli.BAD_INPUT
    with open_library(library) as opened:
        assert opened.entry(1).language == "nl"


def test_nothing_to_add(library: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("add", str(tmp_path / "empty"))
    assert (done.returncode, done.stdout) == (cli.NOTHING_FOUND, b"")
    assert done.stderr == b"g7reader: no articles found\n"
    assert run("add").returncode == cli.BAD_INPUT


def test_what_the_user_made_stays(library: Path, news: Path) -> None:
    run("add", str(news / "1.txt"))
    run("tag", "1", "eigen")
    (news / "1.txt").write_text(article(1).replace("dicht", "open"))
    assert b"1 updated" in run("add", str(news / "1.txt")).stdout
    assert b"tags eigen" in run("articles").stdout


# --- ends before the end ---


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with more articles than are added in a moment."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number:04}.txt").write_text(article(number))
    return folder


@contextlib.contextmanager
def adding(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[bytes]]]:
    """The command while it adds, in a process group of its own, with the first lines it wrote."""
    with subprocess.Popen(
        [*PROGRAM, "add", "--json", "--jobs", "2", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=environment(),
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, [process.stdout.readline() for _ in range(30)]
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def all_ended(group: int) -> bool:
    """Whether no process of the group is left, after a while."""
    deadline = time.monotonic() + PLENTY
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_interrupting_keeps_what_was_reported_and_says_how_many(library: Path, many: Path) -> None:
    with adding(many) as (process, first):
        os.killpg(process.pid, signal.SIGINT)
        rest, complaints = process.communicate(timeout=PLENTY)
        assert process.returncode == cli.INTERRUPTED
        lines = lines_of(b"".join(first) + rest)
        assert all_ended(process.pid)
    assert 30 <= len(lines) < 3000
    told = f"stopped; {len(lines):,} articles are kept; run it again to add the rest"
    assert complaints.decode() == f"g7reader: {told}\n"
    with open_library(library) as opened:
        assert opened.check() == []
        assert opened.statistics().articles == len(lines)
    assert (
        run("add", str(many))
        .stdout.decode()
        .startswith(f"3,000 articles ({3000 - len(lines):,} new, {len(lines):,} unchanged)")
    )


def test_a_kill_loses_nothing_that_was_reported(library: Path, many: Path) -> None:
    with adding(many) as (process, first):
        process.kill()
        rest, complaints = process.communicate(timeout=PLENTY)
        assert b"Traceback" not in complaints and all_ended(process.pid)
    whole, _cut, _part = (b"".join(first) + rest).rpartition(b"\n")
    lines = lines_of(whole)
    with open_library(library) as opened:
        assert opened.check() == []
        for line in lines:
            assert opened.find(line["source"]) == line["article"]


def test_a_reader_that_leaves_ends_it_quietly(library: Path, many: Path) -> None:
    with adding(many) as (process, _first):
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.wait(PLENTY) == 141
        assert process.stderr.read() == b"" and all_ended(process.pid)
    with open_library(library) as opened:
        assert opened.check() == []


def test_a_terminal_sees_a_bar_and_then_what_was_done(library: Path, many: Path) -> None:
    for number in range(600, 3000):
        (many / f"{number:04}.txt").unlink()
    (many / "0300.txt").write_text("")
    with Terminal([*PROGRAM, "add", str(many)], columns=80, G7READER_LIBRARY=str(library)) as terminal:
        assert terminal.read_until(lambda output: b"/600" in output and b" a second" in output)
        assert terminal.finish() == cli.BAD_INPUT
    import pyte

    screen = pyte.Screen(80, 30)
    pyte.ByteStream(screen).feed(terminal.output)
    shown = [line.rstrip() for line in screen.display if line.strip()]
    assert shown[0].startswith("g7reader: ") and "0300.txt" in "".join(shown[:3])
    assert shown[-2:] == ["599 articles (599 new), 599 quotes", "g7reader: 1 file was not added"]
