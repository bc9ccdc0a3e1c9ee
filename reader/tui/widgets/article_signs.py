"""Bookmarks and notes in an article: a sign beside their first row, and a ground under their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.widgets.article_selection import mark_selected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style

    from reader.article import Span
    from reader.layout import Layout

BOOKMARK_SIGN = "⚑"
NOTE_SIGN = "✎"


class Sign(NamedTuple):
    """Words of the article that somebody marked, and whether there is a note on them."""

    span: Span
    has_note: bool

    @property
    def sign(self) -> str:
        """What stands beside them."""
        return NOTE_SIGN if self.has_note else BOOKMARK_SIGN


class SignStyles(NamedTuple):
    """How the signs look, and the words that they are about."""

    sign: Style
    words: Style


def with_signs(
    strip: Strip, layout: Layout, row: int, left: int, signs: Iterable[Sign], styles: SignStyles
) -> Strip:
    """The `row` of a layout, whose left edge is at cell `left` of `strip`, with its signs."""
    shown = layout.span_of_row(row)
    if shown is None:
        return strip
    here = [sign for sign in signs if sign.span.overlaps(shown)]
    for sign in here:
        start = left + layout.column_of(max(sign.span.start, shown.start))
        end = left + layout.column_of(min(sign.span.end, shown.end))
        strip = mark_selected(strip, start, end, styles.words)
    first = [sign for sign in here if layout.row_of(sign.span.start) == row]
    if not first:
        return strip
    # Where words have a note and a bookmark, the note is what has to be seen.
    chosen = max(first, key=lambda sign: sign.has_note)
    # Beside the frame; where there is no room for that, on it.
    column = min(left + layout.width, strip.cell_length - 1)
    before, after = strip.crop(0, column), strip.crop(column + 1)
    return Strip.join([before, Strip([Segment(chosen.sign, styles.sign)]), after])
