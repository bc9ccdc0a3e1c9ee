"""An article -> Markdown with front matter, which opens again to the same article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.article import BlockKind, Mark, MarkKind, Span
from reader.export.front_matter import front_matter
from reader.export.markdown_inline import BREAK_IN_LINE, escape_line_starts, write_inline
from reader.formats import clean_line
from reader.formats.markdown import BULLET, CELL_SEPARATOR
from reader.layout.spans import SpanIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article import Article, Block

DEEPEST = 12
"""How deep lists and quotes are written; the parser of Markdown counts, and leaves out what is deeper."""

_NUMBER = re.compile(r"[0-9]{1,9}[.)]\Z")
_BACKTICKS = re.compile("`{3,}")
_NOTHING = "&#8203;"
"""Words that the reader takes away when it opens the file, where Markdown must have some."""


def article_as_markdown(article: Article) -> str:
    """Front matter and text.

    Opened again it has the same text, blocks and metadata, and the marks that Markdown can hold.
    """
    parts = [front_matter(article.metadata), *_title_line(article), "".join(_blocks(article))]
    return "\n".join(part for part in parts if part) + "\n"


def _title_line(article: Article) -> Iterator[str]:
    """A heading that the reader takes for the title, so that the heading that begins the text is not."""
    first = next((block for block in article.blocks if block.kind is not BlockKind.CAPTION), None)
    if first is None or first.kind is not BlockKind.HEADING or first.level != 1:
        return
    title = article.metadata.title
    if title is None:
        yield f"# {_NOTHING}\n"
    elif clean_line(first.span.of(article.text)).casefold() == title.casefold():
        yield f"# {write_inline(title)}\n"


def _blocks(article: Article) -> Iterator[str]:
    """The blocks in order, what parts them before each."""
    writer = _BlockWriter(article, SpanIndex((mark.span, mark) for mark in article.marks))
    rows: list[Block] = []
    before: Block | None = None
    for block in article.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            rows.append(block)
            continue
        if rows:
            yield ("\n\n" if before else "") + writer.table(rows)
            before, rows = rows[-1], []
        yield (_between(before, block) if before else "") + writer.block(block)
        before = block
    if rows:
        yield ("\n\n" if before else "") + writer.table(rows)


def _between(before: Block, block: Block) -> str:
    if before.kind is not block.kind:
        return "\n\n"
    if block.kind is BlockKind.BLOCK_QUOTE and not before.marker and not block.marker:
        return f"\n{'> ' * min(before.level, block.level, DEEPEST)}".rstrip(" ") + "\n"
    is_next_item = before.level == block.level and before.marker and block.marker
    is_tight = is_next_item and (before.marker == BULLET) == (block.marker == BULLET)
    return "\n" if block.kind is BlockKind.LIST_ITEM and is_tight else "\n\n"


@dataclass(slots=True)
class _BlockWriter:
    """Writes blocks one after the other; `indents` are those of the list items that are open."""

    article: Article
    marks: SpanIndex[Mark]
    indents: list[int] = field(default_factory=list)

    def block(self, block: Block) -> str:
        text = block.span.of(self.article.text)
        if block.kind is not BlockKind.LIST_ITEM:
            self.indents.clear()
        match block.kind:
            case BlockKind.HEADING:
                return self._heading(block, text)
            case BlockKind.PREFORMATTED:
                longest = max((len(run) for run in _BACKTICKS.findall(text)), default=2)
                fence = "`" * (longest + 1)
                return f"{fence}\n{text}\n{fence}"
            case BlockKind.CAPTION:
                return write_inline(text, self._marks(block.span), is_picture=True)
            case BlockKind.BLOCK_QUOTE:
                quoted = "> " * min(max(block.level, 1), DEEPEST)
                lines = self._lines(block).split("\n")
                first = self._marker(block) if block.marker else ""
                rest = " " * len(first)
                return "\n".join(
                    f"{rest if number else first}{quoted}{line}" for number, line in enumerate(lines)
                )
            case BlockKind.LIST_ITEM:
                return self._list_item(block)
            case _:
                return self._lines(block)

    def _heading(self, block: Block, text: str) -> str:
        words = write_inline(text, self._marks(block.span), line_break=BREAK_IN_LINE)
        if words.endswith("#"):
            words = f"{words[:-1]}\\#"  # a number sign at the end would close the heading
        return f"{'#' * min(max(block.level, 1), 6)} {words}"

    def _lines(self, block: Block) -> str:
        return escape_line_starts(write_inline(block.span.of(self.article.text), self._marks(block.span)))

    def _list_item(self, block: Block) -> str:
        level = min(max(block.level, 1), DEEPEST)
        if block.marker or len(self.indents) < level:
            first = self._marker(block)
            if not block.marker:
                first += f"{_NOTHING}\n\n{' ' * len(first)}"
        else:
            del self.indents[level:]
            first = " " * self.indents[-1]
        return first + self._lines(block).replace("\n", "\n" + " " * self.indents[-1])

    def _marker(self, block: Block) -> str:
        """What opens the list item of `block`, and the items around it that have no words of their own."""
        level = min(max(block.level, 1), DEEPEST) if block.kind is BlockKind.LIST_ITEM else 1
        del self.indents[level - 1 :]
        first = " " * (self.indents[-1] if self.indents else 0)
        while len(self.indents) < level - 1:
            first += "- "
            self.indents.append(len(first))
        first += f"{block.marker} " if _NUMBER.match(block.marker) else "- "
        self.indents.append(len(first))
        return first

    def table(self, rows: Sequence[Block]) -> str:
        """Rows that follow each other, as tables: a new one for each head and each number of cells."""
        self.indents.clear()
        lines: list[str] = []
        columns = 0
        for row in rows:
            cells = _cells(row.span.of(self.article.text))
            marks = self._marks(row.span)
            body = _without_head(cells, marks)
            is_head = body != marks
            if is_head or len(cells) != columns:
                columns = len(cells)
                lines += [""] if lines else []
                lines += [self._row(row, cells, body)] if is_head else ["|" + "  |" * columns]
                lines += ["|" + " --- |" * columns]
            if not is_head:
                lines.append(self._row(row, cells, marks))
        return "\n".join(lines)

    def _row(self, row: Block, cells: Sequence[Span], marks: Sequence[Mark]) -> str:
        text = row.span.of(self.article.text)
        written = (
            write_inline(cell.of(text), _cut(marks, cell), line_break=BREAK_IN_LINE).replace("|", "\\|")
            for cell in cells
        )
        return f"| {' | '.join(written)} |"

    def _marks(self, span: Span) -> tuple[Mark, ...]:
        """The marks in a block, their offsets counted from its start."""
        return _cut([mark for _span, mark in self.marks.over(span.start, span.end)], span)


def _cells(text: str) -> list[Span]:
    """The cells of a row's text; the blank around it is gone where its first or last cell is empty."""
    bar = CELL_SEPARATOR.strip()
    cells: list[Span] = []
    start = 0
    if text.startswith(f"{bar} "):
        cells.append(Span(0, 0))
        start = 2
    while (end := text.find(CELL_SEPARATOR, start)) >= 0:
        cells.append(Span(start, end))
        start = end + len(CELL_SEPARATOR)
    if text.endswith(f" {bar}") and len(text) - 2 >= start:
        return [*cells, Span(start, len(text) - 2), Span(len(text), len(text))]
    return [*cells, Span(start, len(text))]


def _without_head(cells: Sequence[Span], marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """`marks` without those that the head of a table gives to each of its cells; all where it is none."""
    left = list(marks)
    for cell in cells:
        head = Mark(cell, MarkKind.STRONG)
        if cell.start == cell.end:
            continue
        if head not in left:
            return marks
        left.remove(head)
    return tuple(left)


def _cut(marks: Sequence[Mark], span: Span) -> tuple[Mark, ...]:
    """The parts of marks inside `span`, their offsets counted from its start."""
    found = []
    for mark in marks:
        start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
        if start < end:
            found.append(Mark(Span(start - span.start, end - span.start), mark.kind, mark.target))
    return tuple(found)
