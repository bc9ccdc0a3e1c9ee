"""Who speaks by a mark alone, without a verb: *X: "…"*, *"…" – X*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.candidates import DASHES, phrase_at
from reader.analysis.lines import QUOTED, Source
from reader.analysis.named import speaks

if TYPE_CHECKING:
    from reader.analysis.lines import Line
    from reader.analysis.statements import Found

__all__ = ["name_by_mark"]

SEPARATORS = DASHES | {".", "!", "?", ";", ":", "…", QUOTED}
NEAR = 8


def name_by_mark(line: Line, found: Found) -> None:
    """`X: "…"` and `"…" – X`: a phrase that names who speaks, and no verb."""
    for item in line.passages:
        if item in found.owned:
            continue
        if item > 1 and line.words[item - 1] == ":":
            start = item - 1
            while start > 0 and line.words[start - 1] not in SEPARATORS:
                start -= 1
            source = phrase_at(line, start)
            if source is None or not speaks(line, source):
                source = _name_at(line, start, item - 1) or _last_listed(line, item - 1)
            if source is not None and _reaches(line, source.last, item - 1):
                found.marked("source, colon, marks", (item - 1, item), source, item)
        elif item + 2 < len(line) and line.words[item + 1] in DASHES and item <= 2:
            source = phrase_at(line, item + 2) or _name_at(line, item + 2, len(line))
            if source is not None and _reaches(line, source.last, len(line)):
                found.marked("marks, dash, source", (item + 1, item + 2), source, item)


def _last_listed(line: Line, k: int) -> Source | None:
    """The phrase that ends before item `k` when a conjunction joins it to what went before."""
    source = line.ending.get(k)
    joined = (
        source is not None
        and source.first
        and (line.words[source.first - 1] in line.document.language.coordinators)
    )
    return source if source is not None and joined and speaks(line, source) else None


def _name_at(line: Line, first: int, last: int) -> Source | None:
    """The items `[first, last)` as a source when they are one or two capitalised words."""
    language = line.document.language
    if not 0 < last - first <= 2 or not all(line.is_capitalised(k) for k in range(first, last)):
        return None
    return None if language.is_function_word(line.words[first]) else Source(first, last)


def _reaches(line: Line, k: int, last: int) -> bool:
    """Whether only brackets, an apposition or a full stop stand from item `k` to `last`."""
    return k >= last or (line.words[k] in (",", "(", ".") and last - k < NEAR)
