"""Breaking text into rows of at most so many cells.

Rows are kept as the offsets at which they begin: the rows of a span have no gaps,
so nothing of the text can be lost between them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reader.layout.cells import NOT_SINGLE, SOFT_HYPHEN, cells, clusters

_SPACE = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_SOFT = "\u00ad\u200b"
_IDEOGRAPH = "\u3041-\u30fa\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING = "「『（【〔《〈"
_CLOSING = "、。，．！？：；」』）】〕》〉ー々…\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\u200d"
_IN_LONG_WORD = re.compile(r"[-/_.?&=#:,;–—](?=[^-/_.?&=#:,;–—])")


def wrap(text: str, start: int, end: int, width: int, *, words: bool = True) -> list[int]:
    """The offsets at which the rows of `text[start:end]` begin; the first is `start`.

    No row is wider than `width` cells, except for a character that alone is wider.
    Rows break at spaces, soft hyphens and between ideographs, and where a word is
    longer than a row; with `words=False` only where the row is full. A line end always breaks.
    """
    starts: list[int] = []
    special = _not_single_from(text, start, end)
    line = start
    while True:
        newline = text.find("\n", line, end)
        line_end = end if newline < 0 else newline
        row = line
        starts.append(row)
        while True:
            if special < row:
                special = _not_single_from(text, row, end)
            if special > row + width or special >= line_end:
                if line_end - row <= width:
                    break
                row = _break_single(text, row, line_end, width) if words else row + width
            elif words:
                row = _break_measured(text, row, line_end, width)
            else:
                row = _fill(text, row, line_end, width)
            if row >= line_end:
                break
            starts.append(row)
        if newline < 0:
            return starts
        line = newline + 1


def visible_end(text: str, start: int, end: int, *, words: bool = True) -> int:
    """Where the shown characters of the row `text[start:end]` end: before the space at its end."""
    row = text[start:end]
    return start + len(row.rstrip() if words else row.rstrip("\n"))


def is_hyphenated(text: str, start: int, end: int, span_end: int) -> bool:
    """Whether the row `text[start:end]` ends inside a word, at a soft hyphen."""
    return start < end < span_end and text[end - 1] == SOFT_HYPHEN


@cache
def _unit() -> re.Pattern[str]:
    """What stays together on a row: a word with the space behind it, a part of a word up to a
    soft hyphen, or an ideograph with its punctuation. Most articles never need it."""
    return re.compile(
        f"[{_OPENING}]*[{_IDEOGRAPH}][{_CLOSING}]*[{_SPACE}]*"
        f"|[^{_IDEOGRAPH}{_SPACE}{_SOFT}]*(?:[{_SOFT}]+|[{_SPACE}]+)"
        f"|[^{_IDEOGRAPH}{_SPACE}{_SOFT}]+"
    )


def _not_single_from(text: str, start: int, end: int) -> int:
    found = NOT_SINGLE.search(text, start, end)
    return found.start() if found else end


def _break_single(text: str, row: int, end: int, width: int) -> int:
    """Where the row after `row` begins, when every character is one cell wide."""
    space = text.rfind(" ", row, row + width + 1)
    if space <= row:
        return _break_word(text, row, row + width)
    after = space + 1
    while after < end and text[after] == " ":
        after += 1
    return after


def _break_measured(text: str, row: int, end: int, width: int) -> int:
    """Where the row after `row` begins, measuring unit by unit."""
    window = min(end, row + 4 * width + 64)
    match = _unit().match
    at, used = row, 0
    while at < window:
        unit = match(text, at, window)
        assert unit is not None
        needed, taken = _measure(unit.group())
        if used + needed > width:
            return at if used else _break_word(text, row, _fill_word(text, row, end, width))
        used += taken
        at = unit.end()
    return at


@lru_cache(maxsize=8192)
def _measure(unit: str) -> tuple[int, int]:
    """The cells that a unit needs at the end of a row, and those that it takes inside one."""
    word = unit.rstrip(_SPACE)
    width = cells(word)
    return width + word.endswith(SOFT_HYPHEN), width + cells(unit[len(word) :])


def _break_word(text: str, row: int, limit: int) -> int:
    """Where to break a word that is longer than a row and may run to `limit`."""
    found = row
    for mark in _IN_LONG_WORD.finditer(text, row, limit):
        found = mark.end()
    return found if found - row > (limit - row) // 2 else limit


def _fill_word(text: str, row: int, end: int, width: int) -> int:
    """The end of as much of a word as fits in `width`, with the hyphen that a soft one would show."""
    limit = _fill(text, row, end, width)
    return _fill(text, row, end, width - 1) if text[limit - 1] == SOFT_HYPHEN else limit


def _fill(text: str, row: int, end: int, width: int) -> int:
    """The end of as many clusters from `row` as fit in `width`, at least one."""
    used, at = 0, row
    for cluster in clusters(text, row, min(end, row + 4 * width + 64)):
        used += cluster.cells
        if used > width and at > row:
            return at
        at = cluster.end
    return at
