"""The door for YAML: what is plain comes in with its line, what blows up stays out."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats import FormatError, clean
from reader.formats.yaml_door import DEEPEST, load_yaml


def refusal(text: str) -> FormatError:
    with pytest.raises(FormatError) as caught:
        load_yaml(text, "instellingen.yaml", first_line=10)
    assert "\n" not in str(caught.value)
    return caught.value


def test_values_keep_their_kind_and_their_line() -> None:
    root = load_yaml("naam: Jan\ngetal: 12\ndeel: 1.50\nwaar: true\nleeg:\nlijst:\n  - a\n  - b: c\n", "x")
    assert root.value == {
        "naam": "Jan",
        "getal": 12,
        "deel": 1.5,
        "waar": True,
        "leeg": None,
        "lijst": ["a", {"b": "c"}],
    }
    assert root.entries["deel"].written == "1.50"
    assert root.entries["lijst"].items[1].entries["b"].line == 8


@pytest.mark.parametrize(
    "written", ["no", "yes", "off", "12:30:45", "2017-02-30", "0o17", "1e999", ".inf", "9" * 5000, "'12'"]
)
def test_what_yaml_reads_in_surprising_ways_is_text(written: str) -> None:
    assert load_yaml(f"a: {written}", "x").value == {"a": written.strip("'")}


def test_an_empty_document_has_no_value() -> None:
    assert load_yaml("# niets\n", "x").value is None


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\nb: &x [1]\nc: *x", 11, "anchors"),
        ("a: *x", 10, "aliases"),
        ("a: {b: 1}\nc:\n  <<: {b: 1}", 12, "merge"),
        ("a: !!python/object/apply:os.system [echo]", 10, "tags"),
        ("a: 1\na: 2", 11, "twice"),
        ("[a]: 1", 10, "not a text"),
        ("a: 1\nb: [1, 2", 11, "broken"),
        ("a: 1\nb: c: d", 11, "broken"),
        ('a: "\\UFFFFFFFF"', 10, "escape"),
        ("a: 1\nb: \x01", 11, "character"),
        ("a\n---\nb", 11, "broken"),
        ("a: " + "[" * (DEEPEST + 1), 10, "deep"),
        ("a: " + "x" * 70_000, 10, "64 KiB"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, line: int, told: str) -> None:
    error = refusal(text)
    assert error.line == line and error.source == "instellingen.yaml"
    assert told in str(error)


def test_an_escape_cannot_bring_in_a_control() -> None:
    assert load_yaml('"a\\x1b[31m": "b\\u202ec\\ud83dd"', "x").value == {"a": "bcd"}


ALIAS_BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
MERGE_BOMB = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)
DEPTH_BOMB = "a: " + "[" * 60_000
BLOCK_DEPTH_BOMB = "\n".join(" " * n + "a:" for n in range(340))
KEY_BOMB = "? " * 30_000


@pytest.mark.parametrize("bomb", [ALIAS_BOMB, MERGE_BOMB, DEPTH_BOMB, BLOCK_DEPTH_BOMB, KEY_BOMB])
def test_bombs_are_refused_at_once(bomb: str) -> None:
    start = time.perf_counter()
    refusal(bomb)
    assert time.perf_counter() - start < 1


@given(st.one_of(st.text(), st.text(alphabet="ab: -[]{}#&*!|>'\"%@`\\Ux0\n\t?,<~", max_size=60)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        root = load_yaml(clean(text), "x")
    except FormatError as error:
        assert str(error) and error.line is not None and error.line >= 1
    else:
        assert root.line >= 1
