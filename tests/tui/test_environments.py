"""The reader in terminals that can less: the same words in the same cells, all of it readable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.signs import as_ascii
from tests.terminal import PROGRAM, Terminal
from tests.tui.test_terminal import COLUMNS, ROWS, Screen

if TYPE_CHECKING:
    import pyte

PATIENCE = 20.0
QUIET = 1.5
"""Seconds after the last word that was waited for, in which the rest of the rows come."""


def shown(**environment: str) -> tuple[pyte.Screen, bytes]:
    """The bundled article with a quote in hand, and all that was written for it."""
    with Terminal([*PROGRAM, bundled()], columns=COLUMNS, rows=ROWS, **environment) as terminal:
        screen = Screen(terminal)
        screen.wait_for("Rex Tillerson")
        screen.wait_for("finding who said what", gone=True)
        terminal.send(b".")
        screen.wait_for("Franse minister")
        terminal.read_until(lambda _output: False, QUIET)
        screen.text()
        return screen._display, terminal.output


def bundled() -> str:
    from reader.bundled import bundled_path

    return str(bundled_path())


@pytest.fixture(scope="module")
def usual() -> list[str]:
    """The rows in a terminal that can everything."""
    import os

    before = {
        name: os.environ.get(name) for name in ("G7READER_CONFIG", "G7READER_STATE", "G7READER_LIBRARY")
    }
    os.environ.update(dict.fromkeys(before, "/nonexistent/g7reader"))
    try:
        return shown()[0].display
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def cells(display: pyte.Screen) -> list[tuple[str, str, str]]:
    """Every cell with something in it: the sign, its colour and its ground."""
    return [
        (cell.data, *((cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)))
        for row in range(ROWS)
        for column in range(COLUMNS)
        if (cell := display.buffer[row][column]).data.strip()
    ]


def is_grey(colour: str) -> bool:
    """Whether a colour as pyte has it (`default`, a name or `rrggbb`) is none."""
    if not re.fullmatch(r"[0-9a-f]{6}", colour):
        return colour in ("default", "black", "white", "brightblack", "brightwhite")
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) <= 2


def test_no_color_has_none_and_tells_the_same(usual) -> None:
    display, _output = shown(NO_COLOR="1")
    assert display.display == usual
    for sign, colour, ground in cells(display):
        assert is_grey(colour) and is_grey(ground) and colour != ground, (sign, colour, ground)


@pytest.mark.parametrize(
    ("environment", "allowed"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": ""}, rb"[34]8;5;"),
        ({"TERM": "xterm", "COLORTERM": ""}, None),
        ({"TERM": "linux", "COLORTERM": ""}, None),
        ({"TERM": "linux", "COLORTERM": "", "FORCE_COLOR": "1"}, None),
    ],
    ids=["256", "16", "linux", "forced"],
)
def test_fewer_colours_tell_the_same(environment, allowed, usual) -> None:
    display, output = shown(**environment)
    assert display.display == usual
    assert not re.search(rb"\x1b\[[0-9;]*[34]8;2;", output), "no colour that the terminal does not have"
    if allowed is None:
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;5;", output)
    else:
        assert re.search(allowed, output)
    for sign, colour, ground in cells(display):
        assert colour != ground or colour == "default", (sign, colour)


def test_a_terminal_that_can_nothing_is_told_of_in_one_line() -> None:
    with Terminal([*PROGRAM, bundled()], TERM="dumb") as terminal:
        assert terminal.finish(PATIENCE) == 2
        assert b"\x1b" not in terminal.output and terminal.output.count(b"\n") == 1
        assert b"--print writes the article" in terminal.output


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "iso-8859-1", "PYTHONUTF8": "0"},
    ],
    ids=["C", "POSIX", "ascii", "latin-1"],
)
def test_a_terminal_without_unicode_has_the_same_in_ascii_cell_for_cell(environment, usual) -> None:
    display, output = shown(**environment)
    assert output.isascii()
    assert display.display == [as_ascii(row) for row in usual]
    text = "\n".join(display.display)
    assert "\\u" not in text and "Syrie" in text
    for sign in ("* Rex Tillerson", '" ', "+-", "| "):
        assert sign in text


def test_the_settings_say_which_signs(settings_of_its_own, usual) -> None:
    settings_of_its_own.mkdir()
    (settings_of_its_own / "settings.yaml").write_text("signs: ascii\n")
    display, output = shown()
    assert output.isascii() and display.display == [as_ascii(row) for row in usual]
    (settings_of_its_own / "settings.yaml").write_text("signs: unicode\n")
    assert shown(LANG="C")[0].display == usual


@pytest.mark.parametrize(
    "environment", [{"LANG": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_printing_without_unicode(environment) -> None:
    with Terminal([*PROGRAM, "--print", bundled()], columns=80, **environment) as terminal:
        assert terminal.finish(PATIENCE) == 0
        assert terminal.output.isascii()
        text = terminal.output.decode()
    assert "geen politieke oplossing Syrie" in text
    assert '" Rex Tillerson' in re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_printing_without_colour(environment) -> None:
    with Terminal([*PROGRAM, "--print", bundled()], columns=80, **environment) as terminal:
        assert terminal.finish(PATIENCE) == 0
        assert b"\x1b" not in terminal.output and "╭─ ❝".encode() in terminal.output
