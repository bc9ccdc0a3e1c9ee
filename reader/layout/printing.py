"""A reading on paper, so to speak: the page as the reader shows it, from top to bottom, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment, Segments

from reader.layout.page import GUTTER, MEASURE, lay_out
from reader.layout.painting import Painter
from reader.layout.styles import TERMINAL_STYLES

if TYPE_CHECKING:
    from rich.console import Console

    from reader.layout.styles import PageStyles
    from reader.reading import Reading


def print_reading(
    reading: Reading, console: Console, width: int | None = None, styles: PageStyles = TERMINAL_STYLES
) -> None:
    """Print `reading` with its panels on `console`, `width` cells wide.

    Without a width it is as wide as reads best, or as the console if that is
    narrower. The console decides whether there is colour; the panels are drawn either way.
    """
    width = width or min(console.width, MEASURE + 2 * GUTTER)
    layout = lay_out(reading, width=width)
    painter = Painter(layout, styles)
    _print_rows(console, painter.headline())
    for index in range(len(layout.placed)):
        _print_rows(console, painter.block(index, console))


def _print_rows(console: Console, rows: list[list[Segment]]) -> None:
    lines = [segment for row in rows for segment in (*_without_trailing_space(row), Segment.line())]
    console.print(Segments(lines), end="", soft_wrap=True)


def _without_trailing_space(row: list[Segment]) -> list[Segment]:
    row = list(row)
    while row and not row[-1].text.strip():
        row.pop()
    if row:
        row[-1] = Segment(row[-1].text.rstrip(), row[-1].style)
    return row
