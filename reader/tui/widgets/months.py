"""Quotes per month as a row of bars, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_BARS = "▁▂▃▄▅▆▇█"
NONE = "·"
"""Where nobody was quoted."""


class Column(NamedTuple):
    """The quotes of some months that follow each other."""

    first: date
    last: date
    quotes: int


def columns(months: Sequence[tuple[date, int]], most: int) -> list[Column]:
    """Every month from the first to the last, with its quotes.

    Several share a column where there would be more than `most` columns.
    """
    if not months:
        return []
    start, end = months[0][0], months[-1][0]
    counted = dict(months)
    count = _months_between(start, end) + 1
    each = -(-count // max(1, most))
    found = []
    for first in range(0, count, each):
        inside = [_later(start, number) for number in range(first, min(first + each, count))]
        found.append(Column(inside[0], inside[-1], sum(counted.get(month, 0) for month in inside)))
    return found


def bars(shown: Sequence[Column]) -> str:
    """A bar for each column, as high as its share of the most; `·` for none."""
    most = max((column.quotes for column in shown), default=0)
    return "".join(
        _BARS[max(0, -(-column.quotes * len(_BARS) // most) - 1)] if column.quotes else NONE
        for column in shown
    )


def in_words(months: Sequence[tuple[date, int]]) -> str:
    """The same as one line: from when to when, and the month with the most."""
    if not months:
        return ""
    first, last = months[0][0], months[-1][0]
    busiest, quotes = max(months, key=lambda month: month[1])
    said = ngettext("1 quote", "{n} quotes", quotes).format(n=quotes)
    if first == last:
        return _("{quotes}, all in {month}").format(quotes=said, month=month_name(first))
    return _("{first} to {last}; most in {month}: {quotes}").format(
        first=month_name(first), last=month_name(last), month=month_name(busiest), quotes=said
    )


def month_name(month: date) -> str:
    """A month as `Mar 2024`."""
    return f"{month:%b} {month.year}"


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def _later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    return start.replace(year=start.year + years, month=month + 1)
