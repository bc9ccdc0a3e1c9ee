"""Quotes per month as bars and in words."""

from __future__ import annotations

from datetime import date

from reader.tui.widgets.months import bars, columns, in_words

YEARS = (
    (date(2022, 11, 1), 1),
    (date(2023, 1, 1), 8),
    (date(2023, 12, 1), 4),
)


def test_every_month_from_the_first_to_the_last_has_a_column() -> None:
    shown = columns(YEARS, 100)
    assert len(shown) == 14
    assert [column.quotes for column in shown[:3]] == [1, 0, 8]
    assert (shown[0].first, shown[-1].last) == (date(2022, 11, 1), date(2023, 12, 1))
    assert bars(shown) == "▁·█··········▄"


def test_where_there_is_little_room_several_months_share_a_column() -> None:
    for most in range(1, 15):
        shown = columns(YEARS, most)
        assert len(shown) <= most
        assert sum(column.quotes for column in shown) == 13
    assert bars(columns(YEARS, 1)) == "█"


def test_nothing_has_no_bars_and_no_words() -> None:
    assert columns((), 10) == []
    assert bars([]) == in_words(()) == ""


def test_the_bars_are_told_in_words_too() -> None:
    assert in_words(YEARS) == "Nov 2022 to Dec 2023; most in Jan 2023: 8 quotes"
    assert in_words(YEARS[:1]) == "1 quote, all in Nov 2022"
