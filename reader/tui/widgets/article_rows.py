"""The rows of an article, as a view shows them: painted when they come into sight, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.style import Style

    from reader.article import Span
    from reader.layout import Layout
    from reader.layout.painting import Painter
    from reader.tui.widgets.article_signs import Sign, SignStyles

CHUNK = 32
"""Rows of one block that are painted together: a block can be as long as the article."""
CHUNKS_KEPT = 128
"""More than any screen shows at once."""


def left_of(layout: Layout, width: int) -> int:
    """The cells left of a layout, which stands in the middle of `width`."""
    return max(0, (width - layout.width) // 2)


class ArticleRows:
    """The rows of `layout` as strips of `width` cells, in the colours of one moment.

    Whoever changes the layout, a style or what is in hand makes new ones. Rows count from the
    top of the layout.
    """

    def __init__(
        self,
        layout: Layout,
        painter: Painter,
        console: Console,
        width: int,
        signs: Sequence[Sign] = (),
        sign_styles: SignStyles | None = None,
    ) -> None:
        self._layout = layout
        self._painter = painter
        self._console = console
        self._width = width
        self._left = left_of(layout, width)
        self._signs = signs
        self._sign_styles = sign_styles
        self._strips: LRUCache[tuple[int, int], list[Strip]] = LRUCache(CHUNKS_KEPT)

    def strip(self, row: int) -> Strip:
        """A row with its bookmarks and notes."""
        layout = self._layout
        index = layout.index_at_row(row)
        number = row if index is None else row - layout.tops[index]
        strip = self._chunk(index, number // CHUNK)[number % CHUNK]
        if self._sign_styles is None:
            return strip
        from reader.tui.widgets.article_signs import with_signs

        return with_signs(strip, layout, row, self._left, self._signs, self._sign_styles)

    def selected_strip(self, row: int, selected: Span, style: Style) -> Strip:
        """A row with `style` on the words that are `selected` in it."""
        from reader.tui.widgets.article_selection import mark_selected

        layout, strip = self._layout, self.strip(row)
        shown = layout.span_of_row(row)
        if shown is None or not selected.overlaps(shown):
            return strip
        start = self._left + layout.column_of(max(selected.start, shown.start))
        end = self._left + layout.column_of(min(selected.end, shown.end))
        return mark_selected(strip, start, end, style)

    def _chunk(self, index: int | None, chunk: int) -> list[Strip]:
        """Some rows of the block at `index`, or of the headline."""
        key = (-1 if index is None else index, chunk)
        strips = self._strips.get(key)
        if strips is None:
            first = chunk * CHUNK
            if index is None:
                rows = self._painter.headline()[first : first + CHUNK]
            else:
                rows = self._painter.block(index, self._console, first, first + CHUNK)
            strips = self._strips[key] = [self._centred(row) for row in rows]
        return strips

    def _centred(self, row: list[Segment]) -> Strip:
        left, width = self._left, self._layout.width
        right = max(0, self._width - width - left)
        before, after = Segment(" " * left, row[0].style), Segment(" " * right, row[-1].style)
        return Strip([before, *row, after], left + width + right)
