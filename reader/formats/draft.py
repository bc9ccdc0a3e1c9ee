"""Drafts: the blocks that a format finds, before they have a place in the article's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.article import BLOCK_SEPARATOR, Block, BlockKind, Mark, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Draft:
    """One block with its own words; the offsets of `marks` are offsets into `text`."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    marks: tuple[Mark, ...] = ()


def assemble(drafts: Iterable[Draft]) -> tuple[str, tuple[Block, ...], tuple[Mark, ...]]:
    """Join drafts to the text of an article, with its blocks and marks.

    Blanks around a draft fall away, and so does a draft of nothing but blanks.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    marks: list[Mark] = []
    start = 0
    for draft in drafts:
        text = draft.text.rstrip()
        # The indentation of preformatted text is part of it.
        cut = "\n" if draft.kind is BlockKind.PREFORMATTED else None
        trimmed = text.lstrip(cut)
        if not trimmed:
            continue
        span = Span(start, start + len(trimmed))
        texts.append(trimmed)
        blocks.append(Block(span, draft.kind, draft.level, draft.marker))
        if draft.marks:
            shift = start - (len(text) - len(trimmed))
            marks.extend(_placed(draft.marks, shift, span))
        start = span.end + len(BLOCK_SEPARATOR)
    return BLOCK_SEPARATOR.join(texts), tuple(blocks), tuple(marks)


def _placed(marks: Iterable[Mark], shift: int, within: Span) -> Iterable[Mark]:
    for mark in marks:
        start = max(mark.span.start + shift, within.start)
        end = min(mark.span.end + shift, within.end)
        if start < end:
            yield Mark(Span(start, end), mark.kind, mark.target)
