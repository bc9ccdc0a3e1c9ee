"""`g7reader export` as a user meets it."""

import csv
import io
import json
from pathlib import Path

import pytest

from reader.cli import BAD_INPUT, DONE, NOTHING_FOUND
from reader.formats import load_bytes
from tests.terminal import run

OTHER = "---\ntitle: Brug dicht\nlanguage: nl\n---\n\n“De brug blijft dicht”, zei Anna Smit.\n"
TITLE = "G7-ziet-geen-politieke-oplossing-Syrië-met-Assad"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(OTHER, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("markdown", "---\ntitle: G7 ziet"),
        ("html", "<!doctype html>"),
        ("json", '{\n  "schema": "g7reader"'),
        ("jsonl", '{"kind": '),
        ("csv", '\ufeff"words"'),
        ("text", "G7 ziet geen"),
    ],
)
def test_every_form_goes_to_a_pipe(form: str, begins: str) -> None:
    for more in ([], ["-o", "-"]):
        done = run("export", "--to", form, *more)
        assert done.returncode == DONE and done.stderr == b""
        assert done.stdout.decode().startswith(begins) and done.stdout.endswith(b"\n")


def test_markdown_from_a_pipe_into_a_pipe_is_the_same_article() -> None:
    first = run("export", "--to", "markdown").stdout
    assert run("export", "-", "--to", "markdown", data=first).stdout == first
    assert load_bytes(first, "-").metadata.outlet == "NU.nl"


def test_a_file_is_named_and_its_ending_says_the_form(files: Path) -> None:
    done = run("export", "a.md", "-o", "uit.html", cwd=files)
    assert done.returncode == DONE and done.stdout.decode() == "uit.html\n"
    assert (files / "uit.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_nothing_is_written_over(files: Path) -> None:
    done = run("export", "a.md", "-o", "b.md", cwd=files)
    assert done.returncode == BAD_INPUT and done.stdout == b""
    assert done.stderr.decode() == "g7reader: b.md: is there already; --force writes over it\n"
    assert (files / "b.md").read_text(encoding="utf-8") == OTHER
    assert run("export", "--to", "text", "-o", "b.md", "--force", cwd=files).returncode == DONE
    assert (files / "b.md").read_text(encoding="utf-8").startswith("G7 ziet")


def test_several_articles_go_to_a_folder_each_under_its_own_name(files: Path) -> None:
    for _time in range(2):
        assert run("export", "a.md", "b.md", "--to", "html", "-o", "uit", cwd=files).returncode == DONE
    names = ["Brug-dicht-2.html", "Brug-dicht-3.html", "Brug-dicht-4.html", "Brug-dicht.html"]
    assert sorted(entry.name for entry in (files / "uit").iterdir()) == names
    done = run("export", "a.md", "--to", "html", "-o", "uit", "--force", cwd=files)
    assert done.stdout.decode() == "uit/Brug-dicht.html\n"


def test_lists_of_several_articles_are_one_list(files: Path) -> None:
    table = run("export", "a.md", "b.md", "--to", "csv", cwd=files).stdout.decode()
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert [row[0] for row in rows] == ["words", "De brug blijft dicht", "De brug blijft dicht"]
    lines = run("export", "a.md", "b.md", "--to", "jsonl", cwd=files).stdout.decode().splitlines()
    assert [json.loads(line)["article"]["source"] for line in lines] == ["a.md", "b.md"]
    done = run("export", "a.md", "b.md", "--to", "json", cwd=files)
    assert done.returncode == BAD_INPUT and b"need a folder" in done.stderr


def test_articles_of_the_library_by_number_and_all(files: Path) -> None:
    library = str(files / "library")
    assert run("add", "a.md", "--library", library, cwd=files).returncode == DONE
    done = run("export", "1", "--to", "markdown", "--library", library, cwd=files)
    assert done.returncode == DONE and load_bytes(done.stdout, "x.md").metadata.title == "Brug dicht"
    every = run("export", "--all", "--to", "jsonl", "--library", library, cwd=files)
    assert [json.loads(line)["speaker"] for line in every.stdout.splitlines()] == ["Anna Smit"]
    missing = run("export", "7", "--to", "text", "--library", library, cwd=files)
    assert missing.returncode == BAD_INPUT and b"no article number 7" in missing.stderr
    assert run("remove", "1", "--yes", "--library", library, cwd=files).returncode == DONE
    assert run("export", "--all", "--to", "csv", "--library", library).returncode == NOTHING_FOUND


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export"], "--to markdown"),
        (["export", "-o", "x.docx"], "--to markdown"),
        (["export", "weg.md", "--to", "text"], "weg.md: there is no such file"),
        (["export", "--to", "pdf"], "markdown"),
        (["export", "--to", "text", "-o", "no/such/place.txt"], "place.txt: No such file"),
        (["export", "a.md", "--all", "--to", "text"], "leave one away"),
    ],
)
def test_what_is_wrong_is_one_line(files: Path, arguments: list[str], told: str) -> None:
    done = run(*arguments, cwd=files)
    assert done.returncode == BAD_INPUT and done.stdout == b""
    assert told in done.stderr.decode() and done.stderr.count(b"\n") == 1
    assert sorted(entry.name for entry in files.iterdir()) == ["a.md", "b.md"]
