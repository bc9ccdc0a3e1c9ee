"""What of an article is in sight, and which row has to be on top to see something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.article import Mark, MarkKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.layout import Layout

Align = Literal["top", "centre", "nearest"]


class Top(NamedTuple):
    """What is at the top of the view: the first text in sight, and the rows of the view above it."""

    offset: int
    rows_above: int


class Sight(NamedTuple):
    """The rows of `layout` from `top` on, as many as a view of `height` rows shows."""

    layout: Layout
    top: int
    height: int

    def has(self, row: int) -> bool:
        """Whether a row is in sight."""
        return self.top <= row < self.top + self.height

    def span(self) -> Span:
        """The text in sight, from its first character to after its last."""
        layout = self.layout
        bottom = min(self.top + self.height, layout.height) - 1
        start = layout.offset_at(self.top, 0)
        last = layout.span_of_row(bottom)
        return Span(start, max(start, last.end if last else layout.offset_at(bottom, 0)))

    def first_text(self) -> Top | None:
        """What has to stay where it is when the layout changes; None at the very start."""
        layout, top = self.layout, self.top
        if top <= 0:
            return None
        for row in range(top, min(top + self.height, layout.height)):
            span = layout.span_of_row(row)
            if span is not None:
                return Top(span.start, row - top)
        return Top(layout.offset_at(top, 0), 0)

    def place(self, below: int) -> int:
        """The offset that the reader has come to, where the view can go down `below` rows more.

        That is the top of the view, and on the last screen a line that sinks from its
        top to its bottom, so that every section is passed.
        """
        layout, top, height = self
        sunk = (height - below) * (height - 1) // height if top and below < height else 0
        return layout.offset_at(min(top + sunk, layout.height - 1), 0)

    def row_to_show(self, offset: int, align: Align) -> int | None:
        """The row that shows `offset` when it is on top; None where there is no text at all."""
        layout = self.layout
        index = layout.index_at(offset)
        if index is None:
            return None
        row = layout.row_of(offset)
        first = layout.frame_top(index) if row == layout.text_top(index) else row
        if align == "top":
            return first - 1
        if align == "nearest" and self.has(first) and self.has(row + 1):
            return self.top
        return min(row - self.height // 2, first)

    def block_start(self, place: int, count: int, *, at_start: bool) -> int | None:
        """Where the `count`th block from the one at `place` begins; None above the first one.

        Back, that is the start of this one first, unless `place` counts as its start.
        """
        layout = self.layout
        here = layout.index_at(place)
        if here is None:
            return None
        is_inside = not at_start and layout.frame_top(here) < self.top
        target = here + count + (1 if count < 0 and is_inside else 0)
        return layout.placed[min(target, len(layout.placed) - 1)].block.span.start if target >= 0 else None

    def links(self) -> Iterator[tuple[Mark, int, int]]:
        """Each link in sight, with the column in the layout and the row in the view at which it begins."""
        layout, sight = self.layout, self.span()
        for span, mark in layout.overlay.marks.over(sight.start, sight.end):
            if mark.kind is MarkKind.LINK:
                offset = max(span.start, sight.start)
                yield mark, layout.column_of(offset), layout.row_of(offset) - self.top
