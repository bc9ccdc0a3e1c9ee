"""The layout of a reading at one width: which row shows which characters, and the other way round."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reader.article import BlockKind, Span
from reader.layout.cells import cells, column_of, offset_at
from reader.layout.frames import say
from reader.layout.headline import Line, headline
from reader.layout.spans import Overlay
from reader.layout.wrapping import visible_end, wrap
from reader.reading import Analysis, Reading

if TYPE_CHECKING:
    from reader.article import Article, Block
    from reader.layout.frames import Frame, FrameWords

MEASURE = 72
"""The text width, in cells, that reads best."""
GUTTER = 2
"""Cells at each side of the text, where frames and marks hang."""
NARROWEST = 4
"""Text is never laid out narrower than this."""
_INDENTED = frozenset((BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.PREFORMATTED))


class Placed(NamedTuple):
    """A block on the page: `starts` are the offsets at which its rows of text begin.

    `gap` counts the blank rows above it, `indent` the cells before its text.
    """

    block: Block
    starts: list[int]
    gap: int = 1
    indent: int = 0
    frame: Frame | None = None

    @property
    def above(self) -> int:
        """Rows above the first row of text: the gap and the top of the frame."""
        return self.gap + (1 if self.frame else 0)

    @property
    def height(self) -> int:
        """All rows of the block, its gap and its frame included."""
        below = self.frame.rows_below if self.frame else 0
        return self.above + len(self.starts) + below

    @property
    def keeps_space(self) -> bool:
        """Whether space at the end of its rows is shown as it stands."""
        return self.block.kind is BlockKind.PREFORMATTED

    def row_of(self, offset: int) -> int:
        """Which row of its text, from 0, shows `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def row_end(self, number: int) -> int:
        """Where its row of text `number` ends, the space behind its words included."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else self.block.span.end

    def visible_span(self, text: str, number: int) -> Span:
        """The characters that its row of text `number` shows."""
        start = self.starts[number]
        return Span(start, visible_end(text, start, self.row_end(number), words=not self.keeps_space))


@dataclass(frozen=True, eq=False)
class Layout:
    """An article laid out in rows of `width` cells. Row 0 is the first row above its title.

    Rows of blocks are numbered through: the rows of `headline`, then those of each of `placed`.
    """

    overlay: Overlay
    width: int
    headline: tuple[Line, ...]
    placed: tuple[Placed, ...]

    @cached_property
    def tops(self) -> list[int]:
        """The first row of each block (of its gap), and last the height of the whole."""
        return list(accumulate((placed.height for placed in self.placed), initial=len(self.headline)))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [placed.block.span.start for placed in self.placed]

    @property
    def article(self) -> Article:
        """The article that is laid out."""
        return self.overlay.article

    @property
    def analysis(self) -> Analysis:
        """Its analysis; an empty one as long as there is none."""
        return self.overlay.analysis

    @cached_property
    def _frame_words(self) -> dict[int, FrameWords]:
        return {}

    def frame_words(self, index: int) -> FrameWords:
        """What the frame of the block at `index` says. Raises `KeyError` when it has none."""
        frame = self.placed[index].frame
        if frame is None:
            raise KeyError(index)
        words = self._frame_words.get(index)
        if words is None:
            words = self._frame_words[index] = say(frame, self.article.text, self.text_width)
        return words

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self.tops[-1]

    @property
    def text_width(self) -> int:
        """The cells between the gutters."""
        return max(NARROWEST, self.width - 2 * GUTTER)

    def index_at(self, offset: int) -> int | None:
        """The index of the block that shows `offset`, else of the one before it; None without blocks."""
        return max(0, bisect_right(self._block_starts, offset) - 1) if self.placed else None

    def index_at_row(self, row: int) -> int | None:
        """The index of the block that has `row`; None for the rows above the text."""
        if row < len(self.headline) or not self.placed:
            return None
        return min(bisect_right(self.tops, row), len(self.placed)) - 1

    def text_top(self, index: int) -> int:
        """The first row of text of the block at `index`."""
        return self.tops[index] + self.placed[index].above

    def frame_top(self, index: int) -> int:
        """The first row of the block at `index` that is not blank: of its frame, else of its text."""
        return self.tops[index] + self.placed[index].gap

    def row_of(self, offset: int) -> int:
        """The row that shows `offset`; for an offset between two blocks, the last row before it."""
        index = self.index_at(offset)
        return 0 if index is None else self.text_top(index) + self.placed[index].row_of(offset)

    def column_of(self, offset: int) -> int:
        """The column, from the layout's left edge, at which `offset` is shown."""
        index = self.index_at(offset)
        if index is None:
            return GUTTER
        placed = self.placed[index]
        shown = placed.visible_span(self.article.text, placed.row_of(offset))
        inside = min(max(offset, shown.start), shown.end)
        return GUTTER + placed.indent + column_of(self.article.text, shown.start, inside)

    def span_of_row(self, row: int) -> Span | None:
        """The characters that `row` shows; None where it shows none of the article's text."""
        index = self.index_at_row(row)
        if index is None:
            return None
        number = row - self.text_top(index)
        placed = self.placed[index]
        if not 0 <= number < len(placed.starts):
            return None
        return placed.visible_span(self.article.text, number)

    def offset_at(self, row: int, column: int) -> int:
        """The offset of the character at a place, else of the nearest one in reading order.

        Left of a row it is the row's first, right of it the end of what the row
        shows; on a row without text it is the end of the text above it or, for the gap
        and frame above a block, the block's first.
        """
        index = self.index_at_row(row)
        if index is None:
            return 0
        placed = self.placed[index]
        number = row - self.text_top(index)
        if number < 0:
            return placed.block.span.start
        if number >= len(placed.starts):
            return placed.block.span.end
        shown = placed.visible_span(self.article.text, number)
        return offset_at(self.article.text, shown.start, shown.end, column - GUTTER - placed.indent)


def lay_out(
    reading: Reading | Article,
    analysis: Analysis | None = None,
    width: int = MEASURE + 2 * GUTTER,
    *,
    frames: bool = True,
    earlier: Layout | None = None,
) -> Layout:
    """Lay an article out in rows of `width` cells, with a frame around every block that holds a quote.

    Without an analysis there are no frames; `frames=False` leaves them out. Text has
    the same rows inside a frame as without one, so when `earlier` is a layout
    of the same article at the same width its rows are taken over.
    """
    if isinstance(reading, Reading):
        article, analysis = reading.article, analysis or reading.analysis
    else:
        article, analysis = reading, analysis or Analysis()
    if earlier is not None and earlier.article is not article:
        earlier = None
    if earlier is not None and earlier.analysis is analysis:
        overlay = earlier.overlay
    else:
        overlay = Overlay(article, analysis)
    if earlier is not None and earlier.width == width:
        lines, bare = earlier.headline, earlier.placed
    else:
        text_width = max(NARROWEST, width - 2 * GUTTER)
        lines, bare = headline(article, text_width), _place(article, text_width)
    found = overlay.frames if frames else {}
    placed = tuple(
        block if block.frame is None and index not in found else block._replace(frame=found.get(index))
        for index, block in enumerate(bare)
    )
    return Layout(overlay, width, lines, placed)


def _place(article: Article, width: int) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    before: Block | None = None
    for block in article.blocks:
        indent = min(_indent(block), width // 3) if block.kind in _INDENTED else 0
        words = block.kind is not BlockKind.PREFORMATTED
        starts = wrap(article.text, block.span.start, block.span.end, width - indent, words=words)
        placed.append(Placed(block, starts, _gap(before, block), indent))
        before = block
    return tuple(placed)


def _indent(block: Block) -> int:
    """The cells before a block's text, where its marker or bar stands."""
    match block.kind:
        case BlockKind.LIST_ITEM:
            return 2 * max(0, block.level - 1) + max(2, cells(block.marker) + 1)
        case BlockKind.BLOCK_QUOTE:
            return 2 * max(1, block.level)
        case _:
            return 2


def _gap(before: Block | None, block: Block) -> int:
    """The blank rows above a block: none between the rows of a table or the items of a list."""
    if before is None or before.kind is not block.kind:
        return 1
    is_close = block.kind is BlockKind.TABLE_ROW or (block.kind is BlockKind.LIST_ITEM and block.marker)
    return 0 if is_close else 1
