import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.layout.cells import NOT_SINGLE, cells, clusters, column_of, fit, offset_at, pieces, shown
from tests.layout.material import TEXTS


def test_what_counts_as_single_is_one_cell_wide_for_rich() -> None:
    single = [chr(code) for code in range(0x3000) if chr(code) != "\n" and not NOT_SINGLE.match(chr(code))]
    assert len(single) > 800
    assert [character for character in single if cell_len(character) != 1] == []


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\ud800", "\u2028"])
def test_what_could_steer_a_terminal_is_never_shown(character: str) -> None:
    assert shown(f"a{character}b") == "a�b"


def test_soft_hyphens_are_not_shown_and_take_no_cells() -> None:
    assert shown("co\u00adop") == "coop"
    assert cells("co\u00adop") == 4


def test_a_tab_is_a_few_spaces_and_a_line_end_one() -> None:
    assert shown("a\tb\nc") == "a    b c"


@given(TEXTS)
def test_pieces_are_in_order_and_in_range(text: str) -> None:
    at = 0
    for piece in pieces(text, 0, len(text)):
        assert at <= piece.start < piece.end <= len(text)
        assert piece.text
        at = piece.end


@given(TEXTS)
def test_clusters_cover_the_text_without_gaps(text: str) -> None:
    found = clusters(text, 0, len(text))
    assert [cluster.start for cluster in found] == [0, *(cluster.end for cluster in found[:-1])]
    assert found[-1].end == len(text)
    assert sum(cluster.cells for cluster in found) == cell_len(shown(text))


@given(TEXTS, st.integers(0, 60))
def test_columns_and_offsets_agree(text: str, column: int) -> None:
    offset = offset_at(text, 0, len(text), column)
    assert 0 <= offset <= len(text)
    assert column_of(text, 0, offset) <= column or offset == 0


def test_a_wide_character_is_found_in_both_of_its_cells() -> None:
    assert [offset_at("漢字", 0, 2, column) for column in range(5)] == [0, 0, 1, 1, 2]
    assert [column_of("漢字", 0, offset) for offset in range(3)] == [0, 2, 4]


@given(TEXTS, st.integers(0, 30))
def test_fit_never_exceeds_its_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width


def test_fit_says_that_something_is_missing() -> None:
    assert fit("minister of everything", 12) == "minister of…"
    assert fit("minister", 8) == "minister"
    assert fit("漢字漢字", 4) == "漢…"
    assert fit("minister, 漢字", 9) == "minister…"
    assert fit("ministere\u0301 of", 9) == "minister…"
    assert fit("ministe\u0301re of", 9) == "ministe\u0301r…"
