"""`g7reader config`: what counts, where it came from, what is wrong, and the editor."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from reader import cli
from reader.settings import load_settings
from tests.terminal import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(settings_of_its_own: Path) -> Path:
    """Where the settings of this test are; there are none yet."""
    settings_of_its_own.mkdir()
    return settings_of_its_own / "settings.yaml"


def test_values_and_where_they_came_from(file, capsys, library_of_its_own) -> None:
    file.write_text("\nmeasure: 90\nsidebar: perhaps\n")
    assert cli.main(["config"]) == cli.DONE
    told = capsys.readouterr()
    rows = {line.split()[0]: line.split()[1:] for line in told.out.splitlines()}
    assert rows["measure:"] == ["90", str(file), "line", "2"]
    assert rows["sidebar:"] == ["true", "default"]
    assert rows["library:"] == [str(library_of_its_own), "from", "G7READER_LIBRARY"]
    assert told.err == f'g7reader: {file}: line 3, sidebar: "perhaps" is not true or false; true is used\n'


def test_values_as_json(file, capsys) -> None:
    file.write_text("measure: 90\nkeys:\n  find: [f, ctrl+f]\nbrowser: [a, b]\n")
    assert cli.main(["config", "--json"]) == cli.DONE
    document = json.loads(capsys.readouterr().out)
    assert document["path"] == str(file) and document["problems"] == []
    settings = document["settings"]
    assert settings["measure"] == {
        "value": 90,
        "default": 72,
        "from": "file",
        "line": 1,
        "variable": None,
    }
    assert settings["keys"]["value"] == {"find": ["f", "ctrl+f"]} and settings["keys"]["default"] == {}
    assert settings["browser"]["value"] == ["a", "b"]
    assert settings["library"]["variable"] == "G7READER_LIBRARY"


def test_where_the_settings_are(file, capsys) -> None:
    assert cli.main(["config", "path"]) == cli.DONE
    assert capsys.readouterr().out == f"{file}\n"


def test_checking_what_is_right(file, capsys) -> None:
    assert cli.main(["config", "check"]) == cli.DONE
    assert "every default counts" in capsys.readouterr().out
    file.write_text("measure: 90\ntheme: nord\nkeys: {find: ctrl+f}\n")
    assert cli.main(["config", "check"]) == cli.DONE
    assert "are all right" in capsys.readouterr().out


def test_checking_what_is_wrong(file, capsys) -> None:
    file.write_text("theme: nrod\nkeys:\n  find: j\n  serch: x\nmeasure: 1\n")
    assert cli.main(["config", "check"]) == cli.BAD_INPUT
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert [line.removeprefix(f"g7reader: {file}: ").split(":")[0] for line in lines] == [
        "line 1, theme",
        "line 3, keys",
        "line 4, keys",
        "line 5, measure",
    ]
    assert "perhaps nord is meant" in lines[0] and "find and line.next" in lines[1]
    assert cli.main(["config", "check", "--json"]) == cli.BAD_INPUT
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["line"] for problem in problems] == [1, 3, 4, 5]


def test_the_actions_with_the_keys_that_count(file, capsys) -> None:
    file.write_text("keys:\n  find: [f]\n  copy: []\n")
    assert cli.main(["config", "keys", "--json"]) == cli.DONE
    actions = {one["action"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert actions["find"]["keys"] == ["f"] and actions["find"]["default"] == ["/"]
    assert actions["copy"]["keys"] == [] and actions["quit"]["keys"] == ["Ctrl+Q"]
    assert cli.main(["config", "keys"]) == cli.DONE
    assert any(line.split()[:2] == ["find", "f"] for line in capsys.readouterr().out.splitlines())


EDITOR = """\
import sys
from pathlib import Path
path = Path(sys.argv[-1])
path.write_text(path.read_text() + "\\n" + sys.argv[1] + "\\n")
"""


@pytest.fixture
def editor(tmp_path, monkeypatch) -> Path:
    """An editor, in a path with a space, that appends its first argument."""
    program = tmp_path / "an editor.py"
    program.write_text(EDITOR)
    monkeypatch.delenv("VISUAL", raising=False)
    return program


def test_editing_begins_with_every_key_and_tells_what_is_wrong(file, editor, monkeypatch, capsys) -> None:
    file.parent.rmdir()
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{editor}' 'measure: 90'")
    assert cli.main(["config", "edit"]) == cli.DONE
    assert load_settings(file).settings.measure == 90
    assert "#sidebar: true" in file.read_text()
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{editor}' 'colour: red'")
    assert cli.main(["config", "edit"]) == cli.BAD_INPUT, "VISUAL goes before EDITOR"
    assert 'there is no setting "colour"' in capsys.readouterr().err
    assert file.read_text().count("measure: 90") == 1, "what was there stays"


def test_no_shell_reads_the_editor(file, tmp_path, monkeypatch, capsys) -> None:
    made = tmp_path / "made"
    monkeypatch.setenv("VISUAL", f"no-such-editor; touch {made}")
    assert cli.main(["config", "edit"]) == cli.BAD_INPUT
    assert not made.exists() and capsys.readouterr().err.startswith("g7reader: no-such-editor;: ")
    monkeypatch.setenv("VISUAL", "vi 'half")
    assert cli.main(["config", "edit"]) == cli.BAD_INPUT
    assert "VISUAL has a quotation mark without its pair" in capsys.readouterr().err
    monkeypatch.setenv("VISUAL", "false")
    assert cli.main(["config", "edit"]) == cli.BAD_INPUT
    assert f"false ended with code 1; the settings are in {file}" in capsys.readouterr().err


def test_every_command_tells_what_is_wrong_and_goes_on(file) -> None:
    file.write_text("measure: 1\n")
    done = run("quotes", data=b"Anna Smit zei: \xe2\x80\x9cDe brug blijft dicht.\xe2\x80\x9d")
    assert done.returncode == cli.DONE and "Anna Smit" in done.stdout.decode()
    assert "line 1, measure" in done.stderr.decode() and done.stderr.count(b"\n") == 1


def test_the_library_of_the_settings(file, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.delenv("G7READER_LIBRARY")
    file.write_text(f"library: {tmp_path / 'mine.db'}\n")
    assert cli.main(["library", "path"]) == cli.DONE
    assert capsys.readouterr().out == f"{tmp_path / 'mine.db'}\n"
    monkeypatch.setenv("G7READER_LIBRARY", str(tmp_path / "other.db"))
    assert cli.main(["library", "path"]) == cli.DONE
    assert capsys.readouterr().out == f"{tmp_path / 'other.db'}\n"


def test_without_a_home_directory_the_defaults_count(monkeypatch, capsys) -> None:
    monkeypatch.setattr("reader.settings.places._directory", lambda *_arguments: None)
    assert cli.main(["config"]) == cli.DONE
    assert "default" in capsys.readouterr().out
    assert cli.main(["config", "path"]) == cli.BAD_INPUT
    assert "G7READER_CONFIG" in capsys.readouterr().err
