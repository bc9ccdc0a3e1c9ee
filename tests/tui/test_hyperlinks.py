"""Hyperlinks of the terminal itself: which terminals get them, and that only clean web addresses come out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.tui.hyperlinks import has_hyperlinks, hyperlink
from tests.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("environment", "has"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4602"}, False),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "220401"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TERM": "screen-256color", "VTE_VERSION": "7200"}, False),
        ({"TERM": "linux", "VTE_VERSION": "7200"}, False),
        ({"TERM": "dumb", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
        ({}, False),
    ],
)
def test_which_terminals_have_them(environment: dict[str, str], has: bool) -> None:
    assert has_hyperlinks(environment) is has


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("https://bode.example/a?b=c#d", "https://bode.example/a?b=c#d"),
        ("https://bode.example/één", "https://bode.example/%C3%A9%C3%A9n"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://bode.example/a%20b;c", "https://bode.example/a%20b;c"),
        ('https://bode.example/"<b>', "https://bode.example/%22%3Cb%3E"),
        ("mailto:a@bode.example", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://bode.example/\x1b\\\x1b]52;c;eA==\x07", ""),
        ("https://bode.example/\x9c", ""),
        ("https://bode.example/ a", ""),
        ("https://bode.example/\u202e", ""),
        ("https:///a", ""),
        ("https://\ud800.example/", ""),
    ],
)
def test_which_addresses_a_terminal_gets(address: str, given: str) -> None:
    assert hyperlink(address) == given
    assert given.isascii() and not set(given) & set("\x1b\x07\\ <>")


ARTICLE = """# Brug

Lees het [verslag](https://bode.example/één), schrijf een [brief](mailto:a@bode.example), of
[klik](javascript:alert(1)) en [kijk](file:///etc/passwd) of [hier](https://bode.example/%1b]52;c;eA==).
Een [lange tekst die over meer dan een regel heen loopt omdat er niet genoeg plaats voor is](http://een.example/).
"""
LINK = re.compile(rb"\x1b\]8;([^;\x1b\x07]*);([^\x1b\x07]*)\x1b\\")


@pytest.mark.parametrize("has", ["1", "0"])
def test_only_clean_web_addresses_come_out(tmp_path: Path, has: str) -> None:
    file = tmp_path / "brug.md"
    file.write_text(ARTICLE, encoding="utf-8")
    with Terminal([*PROGRAM, str(file)], columns=80, rows=24, FORCE_HYPERLINK=has) as terminal:
        assert terminal.read_until(lambda output: b"genoeg plaats" in output)
        terminal.send(b"\x11")
        assert terminal.finish() == 0
    opened = {address.decode("ascii") for _id, address in LINK.findall(terminal.output)}
    web = {
        "https://bode.example/%C3%A9%C3%A9n",
        "https://bode.example/%1b%5D52;c;eA==",
        "http://een.example/",
    }
    assert opened == ({"", *web} if has == "1" else set())
    assert terminal.output.count(b"\x1b]8;") == len(LINK.findall(terminal.output))
    assert b"\x1b]52" not in terminal.output
