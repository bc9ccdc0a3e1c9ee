"""How text looks in a terminal's cells: what is shown of it, and how wide it is.

Widths are those of `rich.cells`, so that layout, Rich and Textual always agree.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB = "    "
ELLIPSIS = "…"
HYPHEN = "-"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_SINGLE = (
    " -~\\n\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u203e\u20a0-\u20bf\u2190-\u2199\u2212\u2500-\u25fc"
)
NOT_SINGLE = re.compile(f"[^{_SINGLE}]")
"""Finds the first character that may not be exactly one cell wide (a line end is left out)."""

_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_CONTROL = "\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"


class Piece(NamedTuple):
    """Characters that are shown: `text` stands for the article's text from `start` to `end`."""

    start: int
    end: int
    text: str

    @property
    def is_verbatim(self) -> bool:
        """Whether each shown character is one character of the article."""
        return len(self.text) == self.end - self.start


class Cluster(NamedTuple):
    """What the eye sees as one character, and the cells that it takes."""

    start: int
    end: int
    cells: int


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """What is shown of `text[start:end]`, in order; what is left out is not shown.

    Soft hyphens and other invisible breaks are dropped, a tab is a few spaces, and
    a control or direction character (which a loader removes) shows as `�`.
    """
    for found in _not_as_is().finditer(text, start, end):
        if found.start() > start:
            yield Piece(start, found.start(), text[start : found.start()])
        start = found.end()
        if found["hidden"]:
            continue
        character = found.group()
        shown = TAB if character == "\t" else " " if character == "\n" else REPLACEMENT
        yield Piece(found.start(), start, shown)
    if start < end:
        yield Piece(start, end, text[start:end])


@cache
def _not_as_is() -> re.Pattern[str]:
    """Finds what is not shown as it stands; most articles have nothing of the kind."""
    joined = f"[^\\s\u200d{_INVISIBLE}{_CONTROL}]"
    stray_joiner = f"(?<!{joined})\u200d+|\u200d+(?!{joined})|(?<=\u200d)\u200d+"
    return re.compile(
        f"(?P<hidden>[{_INVISIBLE}][{_INVISIBLE}\u200d\ufe0f]*|{stray_joiner})|\t|\n|[{_CONTROL}]"
    )


def shown(text: str) -> str:
    """`text` as a terminal may show it."""
    if NOT_SINGLE.search(text) is None and "\n" not in text:
        return text
    return "".join(piece.text for piece in pieces(text, 0, len(text)))


@lru_cache(maxsize=8192)
def cells(text: str) -> int:
    """The cells that `text` takes when it is shown."""
    return cell_len(shown(text))


def clusters(text: str, start: int, end: int) -> list[Cluster]:
    """The clusters of `text[start:end]`, without gaps; what is hidden takes no cells."""
    found: list[Cluster] = []
    at = start
    for piece in pieces(text, start, end):
        if piece.start > at:
            found.append(Cluster(at, piece.start, 0))
        at = piece.end
        if piece.is_verbatim:
            graphemes, _total = split_graphemes(piece.text)
            found += [Cluster(piece.start + a, piece.start + b, width) for a, b, width in graphemes]
        else:
            found.append(Cluster(piece.start, piece.end, cell_len(piece.text)))
    if at < end:
        found.append(Cluster(at, end, 0))
    return found


def column_of(text: str, start: int, offset: int) -> int:
    """The column of `offset` in a row of `text` that begins at `start`."""
    if NOT_SINGLE.search(text, start, offset) is None:
        return offset - start
    return cell_len("".join(piece.text for piece in pieces(text, start, offset)))


def offset_at(text: str, start: int, end: int, column: int) -> int:
    """The offset of the character at `column` of the row `text[start:end]`; `end` right of it."""
    if column <= 0:
        return start
    if NOT_SINGLE.search(text, start, end) is None:
        return min(start + column, end)
    left = 0
    for cluster in clusters(text, start, end):
        left += cluster.cells
        if column < left:
            return cluster.start
    return end


def fit(text: str, width: int) -> str:
    """`text` cut to `width` cells, with an ellipsis where something was cut off."""
    text = shown(text)
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    if NOT_SINGLE.search(text, 0, width) is None:
        return text[: width - 1].rstrip() + ELLIPSIS
    room, kept = width - 1, 0
    for cluster in clusters(text, 0, min(len(text), 8 * width + 64)):
        room -= cluster.cells
        if room < 0:
            break
        kept = cluster.end
    return text[:kept].rstrip() + ELLIPSIS
