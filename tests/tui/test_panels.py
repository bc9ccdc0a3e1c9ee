"""Quotes in panels, as the results of a search show them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.console import Console
from rich.text import Text

from reader.reading import How, Quote
from reader.tui.theme import DARK, theme_colours
from reader.tui.widgets.found_quotes import found_words, panel_of
from reader.tui.widgets.panels import QuotePanel, quote_line, rows
from tests.tui.example import ARTICLE, QUOTES

COLOURS = theme_colours(DARK)
GUESS = next(quote for quote in QUOTES if quote.how is How.CARRIED)


def edge(quote: Quote, width: int) -> str:
    """What stands on the bottom edge of the quote's panel."""
    panel = panel_of(found_words(ARTICLE, quote), "#ffffff", COLOURS)
    return rows(panel, Console(), width, indent=0)[-1].text.strip("╰─╯ ")


@pytest.mark.parametrize("width", range(12, 100))
def test_no_panel_is_too_narrow_to_tell_of_a_guess(width: int) -> None:
    told = edge(GUESS, width)
    assert told.startswith("≈") or told.endswith("speaker carried over")


@pytest.mark.parametrize("width", range(12, 100))
def test_a_fact_never_looks_like_a_guess(width: int) -> None:
    told = edge(replace(GUESS, how=How.CUED), width)
    assert "≈" not in told and "carried" not in told


def test_the_other_words_make_room_for_a_guess() -> None:
    line = quote_line(GUESS, ARTICLE, how=False)
    assert edge(GUESS, 100) == f"{line} · speaker carried over"
    narrow = edge(GUESS, 50)
    assert narrow.endswith("… · speaker carried over") and len(narrow) <= 44


@pytest.mark.parametrize("width", range(12, 100))
def test_what_stands_on_an_edge_is_not_cut_by_the_panel(width: int) -> None:
    panel = QuotePanel(Text("words"), Text("who"), "x" * 200, True, "#ffffff", COLOURS)
    bottom = rows(panel, Console(), width, indent=0)[-1].text
    assert len(bottom) == width
    assert "≈ xx" in bottom or bottom.endswith("… · speaker carried over ─╯")
