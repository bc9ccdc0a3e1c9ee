from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Span
from reader.tui.finding import Finder, first_from


@pytest.mark.parametrize("words", ["syrië", "SYRIE", "Syrie"])
def test_case_and_accents_never_matter(words) -> None:
    text = "In Syrië, SYRIE en syrïe."
    assert [hit.of(text) for hit in Finder(text).find(words)] == ["Syrië", "SYRIE", "syrïe"]


def test_a_letter_that_folds_to_two_is_found_whole() -> None:
    text = "Die Straße"
    assert [hit.of(text) for hit in Finder(text).find("strasse")] == ["Straße"]


def test_what_looks_like_a_pattern_or_markup_is_taken_as_it_stands() -> None:
    text = "a.b [b] (c) [/b] a*b"
    assert Finder(text).find("[b]") == (Span(4, 7),)
    assert Finder(text).find("a.b") == (Span(0, 3),)
    assert Finder(text).find(".*") == ()


@pytest.mark.parametrize("words", ["", "   ", "\u0301"])
def test_nothing_to_find_is_found_nowhere(words) -> None:
    assert Finder("some text").find(words) == ()


@given(st.text(max_size=60), st.text(min_size=1, max_size=3))
def test_hits_are_in_range_in_order_and_apart(text, words) -> None:
    hits = Finder(text).find(words)
    end = 0
    for hit in hits:
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end


def test_the_first_hit_from_a_place_wraps_around() -> None:
    hits = (Span(3, 4), Span(9, 10))
    assert first_from(hits, 0) == 0
    assert first_from(hits, 4) == 1
    assert first_from(hits, 10) == 0
    assert first_from((), 0) is None
