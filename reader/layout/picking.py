"""What stands at a place of a page: a link, an actor's name, a quote or the frame around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import MarkKind

if TYPE_CHECKING:
    from reader.article import Actor, Mark
    from reader.layout.page import Layout
    from reader.layout.styles import Highlights
    from reader.reading import Quote


def pick(layout: Layout, row: int, column: int, highlights: Highlights) -> Mark | Actor | Quote | None:
    """The smallest thing at a place that a reader may want to open, of those that are shown.

    A link comes before an actor's name, a name before the quote around it; anywhere
    else in a frame it is the nearest of its quotes.
    """
    index = layout.index_at_row(row) if row < layout.height else None
    if index is None or row < layout.frame_top(index):
        return None
    offset = layout.offset_at(row, column)
    span = layout.span_of_row(row)
    if span is not None and offset < span.end and column >= layout.column_of(span.start):
        for _, mark in layout.overlay.marks.over(offset, offset + 1):
            if mark.kind is MarkKind.LINK:
                return mark
        if highlights.has_actors:
            for _, actor in layout.overlay.mentions.over(offset, offset + 1):
                return actor
    frame = layout.placed[index].frame
    return frame.nearest_quote(offset) if frame is not None else None
