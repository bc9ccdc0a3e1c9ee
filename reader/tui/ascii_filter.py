"""The screens in ASCII: every row that is painted passes here last, so that no widget needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from reader.signs import as_ascii

if TYPE_CHECKING:
    from textual.color import Color


class AsciiFilter(LineFilter):
    """Rows in ASCII, each cell in its place."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same styles over other characters."""
        return [Segment(_as_wide(segment), segment.style, segment.control) for segment in segments]


def _as_wide(segment: Segment) -> str:
    """The text in ASCII, in as many cells as before: signs that join to one are shorter than their parts."""
    if segment.text.isascii():
        return segment.text
    width = segment.cell_length
    return as_ascii(segment.text)[:width].ljust(width)
