from itertools import pairwise

from hypothesis import given
from rich.cells import cell_len

from reader.layout.cells import clusters, shown
from reader.layout.wrapping import is_hyphenated, visible_end, wrap
from tests.layout.material import TEXTS, WIDTHS


def rows_of(text: str, width: int, *, words: bool = True) -> list[str]:
    starts = wrap(text, 0, len(text), width, words=words)
    return [text[a : visible_end(text, a, b, words=words)] for a, b in pairwise([*starts, len(text)])]


def test_breaks_between_words() -> None:
    assert rows_of("the harbour of Velden stays closed", 12) == ["the harbour", "of Velden", "stays closed"]


def test_a_row_may_be_exactly_full() -> None:
    assert rows_of("abcde fghij", 5) == ["abcde", "fghij"]
    assert rows_of("abcde fghij", 11) == ["abcde fghij"]


def test_space_at_a_break_is_not_shown() -> None:
    assert rows_of("abc     def", 5) == ["abc", "def"]


def test_a_line_end_always_breaks() -> None:
    assert rows_of("a b\n\nc", 20) == ["a b", "", "c"]


def test_a_long_word_breaks_where_an_address_has_a_joint() -> None:
    assert rows_of("see https://example.org/harbour/closed now", 24) == [
        "see",
        "https://example.org/",
        "harbour/closed now",
    ]
    assert rows_of("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_soft_hyphen_shows_only_at_the_end_of_a_row() -> None:
    text = "Donau\u00addampf\u00adschiff"
    starts = wrap(text, 0, len(text), 11)
    assert [text[a:b] for a, b in pairwise([*starts, len(text)])] == ["Donau\u00addampf\u00ad", "schiff"]
    assert is_hyphenated(text, 0, starts[1], len(text))
    assert not is_hyphenated(text, starts[1], len(text), len(text))


def test_a_hyphen_that_shows_has_room() -> None:
    text = "000000Donau\u00addampf"
    starts = wrap(text, 0, len(text), 11)
    assert not is_hyphenated(text, 0, starts[1], len(text))


def test_ideographs_break_anywhere_but_before_their_punctuation() -> None:
    assert rows_of("漢字仮名、交じり文。", 8) == ["漢字仮", "名、交じ", "り文。"]


def test_text_without_words_fills_the_row() -> None:
    assert rows_of("if x:  # a comment", 6, words=False) == ["if x: ", " # a c", "omment"]


def test_emoji_and_combining_marks_stay_whole() -> None:
    family = "👩‍👩‍👧‍👦"
    assert rows_of(family * 3, 4) == [family * 2, family]
    assert rows_of("e\u0301" * 5, 3) == ["e\u0301" * 3, "e\u0301" * 2]


@given(TEXTS, WIDTHS)
def test_rows_have_no_gaps_and_none_is_too_wide(text: str, width: int) -> None:
    for words in (True, False):
        starts = wrap(text, 0, len(text), width, words=words)
        assert starts[0] == 0
        for start, end in pairwise([*starts, len(text)]):
            assert start < end
            shown_end = visible_end(text, start, end, words=words)
            assert text[shown_end:end].strip() == ""
            row = shown(text[start:shown_end]) + "-" * (words and is_hyphenated(text, start, end, len(text)))
            assert cell_len(row) <= width or len(clusters(text, start, shown_end)) == 1


@given(TEXTS, TEXTS, WIDTHS)
def test_a_part_of_a_text_wraps_as_if_it_stood_alone(before: str, text: str, width: int) -> None:
    whole = before + "\n\n" + text
    offset = len(before) + 2
    assert wrap(whole, offset, len(whole), width) == [offset + s for s in wrap(text, 0, len(text), width)]
