"""Front matter that needs no parser means what it means to the parser."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.formats import clean
from reader.formats.errors import FormatError
from reader.formats.yaml_door import load_yaml
from reader.formats.yaml_node import read_plain_lines

KEYS = st.sampled_from(["title", "url", "published", "tags", "a_b", "no", "null", "true", "y"])
VALUES = st.text(st.sampled_from(" aZé0917.,:/'!()-_#&*?|>%@`\"[]{}~=+<\tœ字"), max_size=14)


def test_plain_lines_are_a_mapping_with_their_lines() -> None:
    node = read_plain_lines("title: Brug blijft dicht\nyear: 1984\n", first_line=2)
    assert node is not None
    assert node.value == {"title": "Brug blijft dicht", "year": 1984}
    assert [entry.line for entry in node.entries.values()] == [2, 3]
    assert node.entries["year"].written == "1984"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title:\n",
        'title: "x"\n',
        "a: 1\na: 2\n",
        "a: b: c\n",
        "a: [1]\n",
        "a: x #y\n",
        "a: x",
        f"a: {'x' * 5000}\n",
    ],
)
def test_everything_else_is_left_to_the_parser(text: str) -> None:
    assert read_plain_lines(text) is None


@given(st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=4))
@example([("title", "x-: y")])
@example([("title", "x:/y 12:30:45 0x1f 1_000 2017-04-11")])
def test_the_parser_reads_the_same(lines: list[tuple[str, str]]) -> None:
    text = clean("".join(f"{key}: {value}\n" for key, value in lines))
    quick = read_plain_lines(text, first_line=2)
    if quick is None:
        return
    try:
        assert quick == load_yaml(text, "article.md", first_line=2)
    except FormatError as error:  # pragma: no cover
        raise AssertionError(f"the parser refuses {text!r}") from error
