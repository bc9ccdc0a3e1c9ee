"""The one door: nothing that steers a terminal gets through, everything that is read does."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.formats import clean, clean_line

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
NASTY = st.sampled_from(
    [
        *"ae=<1#\u0301\u0338\x1b[]\\;m\x07\x9b\x9c\x9d\r\n\t\v\f\x85\u2028\u2029\u00ad\u200b\u2060\ufeff",
        *"\u200c\u200d\ufe0e\ufe0f\u202e\u2066\u200e\u0915\u094d\u062f\u0653\u304b\u3099\u2764\u4e2d\u2126\u1160",
        "\U000e0101",
        "\U000e0041",
        "\U0001f468",
        "\U0001f3fb",
        "\ud83d",
        "\ude00",
    ]
)
ANY_TEXT = st.lists(st.one_of(NASTY, st.characters())).map("".join)


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("a\x00b\x08c\x7fd", "abcd"),
        ("rood \x1b[31mwit\x1b[0m", "rood wit"),
        ("\x1b]8;;http://evil.test/\x1b\\klik\x1b]8;;\x07", "klik"),
        ("\x1b]52;c;ZXZpbA==\x07plak", "plak"),
        ("\x9b31mc1 \x9d0;titel\x9cklaar", "c1 klaar"),
        ("nooit dicht \x1b]52;c;tekst", "nooit dicht ]52;c;tekst"),
        ("\u202egnirts\u202c \u2066x\u2069 \u200ey\u200f", "gnirts x y"),
        ("mi\u00adnis\u200bter\u2060\ufeff", "minister"),
        ("geheim\U000e0041\U000e0042\U000e007f", "geheim"),
        ("half \ud83d paar", "half  paar"),
        ("een\r\ntwee\rdrie\x85vier\u2028vijf\x0czes", "een\ntwee\ndrie\nvier\nvijf\nzes"),
        ("een\u2029twee", "een\n\ntwee"),
        ("Syrie\u0308", "Syrië"),
        ("Auf\u200clage", "Auflage"),
        ("a\ufe0fb\u200dc", "abc"),
        ("\u2764" + "\ufe0f" * 9, "\u2764\ufe0f"),
    ],
)
def test_what_steers_or_hides_is_removed(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        'Hij zei: "Nee."\n\n\tIngesprongen [tekst] – «citaat», Genève, zażółć, 20 °C',
        FAMILY,
        "\u2764\ufe0f en \U0001f44d\U0001f3fd, toets 1\ufe0f\u20e3",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\u845b\U000e0100",
        "«\u202fTrump\u00a0»",
    ],
)
def test_what_is_read_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@given(ANY_TEXT)
@example("\u2764\u200b\u200d\u2764")
@example("e\u200d\u0301")
def test_cleaning_twice_changes_nothing_and_leaves_no_control(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in cleaned if c not in "\n\t")
    assert not set(cleaned) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line and "\t" not in line and line == line.strip()
    assert clean_line(line) == line


@pytest.mark.parametrize("unit", ["\x1b]", "\x9d", "\x1b[", "\x9b0;", "\u200d", "\ufe0f\u200d", "\x1b]8;;"])
def test_cleaning_takes_time_in_proportion_to_the_length(unit: str) -> None:
    start = time.perf_counter()
    clean(unit * (400_000 // len(unit)))
    assert time.perf_counter() - start < 2
