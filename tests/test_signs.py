"""Every sign in ASCII takes the same cells, and words stay readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.signs import as_ascii
from reader.streams import shows_unicode

ROOM = Path(__file__).parent.parent / "reader"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain", "plain"),
        ("Syrië, café, Ångström", "Syrie, cafe, Angstrom"),
        ("“zei” ‘hij’ «toch» ❝", '"zei" \'hij\' "toch" "'),
        ("╭─ ❝ Naam ─╮", '+- " Naam -+'),
        ("● ◆ ■ ▲", "* + # ^"),
        ("━━──", "==--"),
        ("漢字", "????"),
        ("e\u0301", "e"),
        ("…×→≈", ".x>~"),
        ("ﬁ ½ ™", "? ? ?"),
    ],
)
def test_signs_and_letters(text, plain) -> None:
    assert as_ascii(text) == plain


@given(st.text())
def test_every_character_takes_its_cells_and_no_other_sign_comes(text) -> None:
    for character in text:
        plain = as_ascii(character)
        assert plain.isascii()
        assert cell_len(plain) == cell_len(character) or character.isascii()
        assert character.isascii() or plain.isprintable()


def test_every_sign_that_the_screens_draw_is_like_something() -> None:
    """Only signs of languages that ASCII cannot write are question marks."""
    drawn = {
        sign
        for room in ("tui", "layout")
        for file in (ROOM / room).rglob("*.py")
        for sign in re.findall(r"[^\x00-\x7f]", file.read_text(encoding="utf-8"))
    }
    assert {"❝", "╭", "●"} <= drawn
    lost = {sign for sign in drawn if as_ascii(sign) == "?" * cell_len(sign)}
    assert all(cell_len(sign) == 2 or sign == "�" for sign in lost), lost


class Stream:
    def __init__(self, encoding: str) -> None:
        self.encoding = encoding


@pytest.mark.parametrize(
    ("encoding", "environment", "shows"),
    [
        ("utf-8", {}, True),
        ("utf-8", {"LANG": "nl_NL.UTF-8"}, True),
        ("utf-8", {"LANG": "C.UTF-8"}, True),
        ("utf-8", {"LANG": "C"}, False),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "nl_NL.UTF-8"}, True),
        ("utf-8", {"LANG": "nl_NL.UTF-8", "LC_ALL": "POSIX"}, False),
        ("utf-8", {"LANG": "C", "LC_ALL": "C.UTF-8"}, True),
        ("iso8859-1", {"LANG": "nl_NL.ISO-8859-1"}, False),
        ("ascii", {}, False),
    ],
)
def test_which_terminals_show_unicode(encoding, environment, shows) -> None:
    assert shows_unicode(Stream(encoding), environment) is shows
