"""Markdown -> drafts.

markdown-it-py says where blocks begin and end. It costs 45 ms to import and 70 ms a megabyte, so
ordinary paragraphs and headings, which are nearly all of a news article, are told without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.article import BlockKind, Mark, MarkKind, Span
from reader.formats.cleaning import clean
from reader.formats.draft import Draft
from reader.formats.html_tags import html_paragraphs
from reader.formats.markdown_inline import markdown_parser, read_inline

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

CELL_SEPARATOR = " | "
"""What stands between the cells of a table row in the article's text."""
BULLET = "•"
TAB_SIZE = 4

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
# What goes on over blank lines: fenced code, comments, scripts and the like.
_FENCES = ("```", "~~~")
_OPEN_HTML = re.compile(r"<(?:[!?]|pre|script|style|textarea)", re.IGNORECASE)
# Lines that can only be lines of a paragraph: none begins with a sign that Markdown knows.
_ORDINARY_LINES = re.compile(r"(?:(?![\s#>*+\-=_~`|<\[:]|[0-9]{1,9}[.)](?:\s|\Z))[^\n]+(?:\n|\Z))+\Z")
_ORDINARY_HEADING = re.compile(r"(#{1,6}) +([^#\s][^#\n]*)\Z")


class Outline(NamedTuple):
    """A block before its inline Markdown is read.

    `cells` hold that Markdown, one but for a table row; those of a `literal` block are plain text.
    """

    cells: tuple[str, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    is_literal: bool = False
    is_table_head: bool = False


def read_markdown(body: str) -> list[Draft]:
    """The blocks of a cleaned Markdown text, with its links, emphasis and code as marks.

    Raw HTML becomes plain text without its tags, a picture its caption.
    """
    references: MutableMapping[str, Any] = {}
    # An address may be defined below the link to it, so all blocks are found before any inline is read.
    outlines = list(outline(body, references))
    return [_draft(found, references) for found in outlines]


def outline(body: str, references: MutableMapping[str, Any]) -> Iterator[Outline]:
    """The blocks of `body` in order; the addresses that it defines are put into `references`."""
    body = body.strip("\n")
    if any(fence in body for fence in _FENCES) or _OPEN_HTML.search(body):
        yield from outline_any(body, references)
        return
    # Blank lines part the text, and what is not ordinary is parsed together with its neighbours.
    unknown_from: int | None = None
    for start, end in _chunks(body):
        ordinary = outline_ordinary(body[start:end])
        if ordinary is None:
            unknown_from = start if unknown_from is None else unknown_from
            continue
        if unknown_from is not None:
            yield from outline_any(body[unknown_from:start], references)
            unknown_from = None
        yield from ordinary
    if unknown_from is not None:
        yield from outline_any(body[unknown_from:], references)


def _chunks(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for blank in _BLANK_LINES.finditer(body):
        yield start, blank.start()
        start = blank.end()
    yield start, len(body)


def outline_ordinary(chunk: str) -> list[Outline] | None:
    """The headings and the paragraph of a chunk without blank lines, or None if it may be more than that."""
    found: list[Outline] = []
    while chunk.startswith("#"):
        line, _newline, chunk = chunk.partition("\n")
        heading = _ORDINARY_HEADING.match(line)
        if heading is None:
            return None
        found.append(Outline((heading[2].strip(),), BlockKind.HEADING, len(heading[1])))
    if chunk:
        if _ORDINARY_LINES.match(chunk) is None:
            return None
        found.append(Outline((chunk.strip(),)))
    return found


def outline_any(source: str, references: MutableMapping[str, Any]) -> Iterator[Outline]:
    """The blocks of any Markdown, as markdown-it-py finds them."""
    tokens = markdown_parser().parse(source, references)
    containers: list[BlockKind] = []
    marker = ""
    heading = 0
    row: list[str] | None = None
    is_head = False
    for token in tokens:
        kind = containers[-1] if containers else BlockKind.PARAGRAPH
        level = containers.count(kind)
        match token.type:
            case "blockquote_open":
                containers.append(BlockKind.BLOCK_QUOTE)
            case "list_item_open":
                containers.append(BlockKind.LIST_ITEM)
                marker = f"{token.info}{token.markup}" if token.info else BULLET
            case "blockquote_close" | "list_item_close":
                containers.pop()
                marker = ""
            case "heading_open":
                heading = int(token.tag[1])
            case "heading_close":
                heading = 0
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                yield Outline(tuple(row), BlockKind.TABLE_ROW, is_table_head=is_head)
                row = None
            case "th_open" | "td_open":
                is_head = token.type == "th_open"
            case "inline" if row is not None:
                row.append(token.content)
            case "inline" if heading and not containers:
                yield Outline((token.content,), BlockKind.HEADING, heading)
            case "inline":
                yield Outline((token.content,), kind, level, marker)
                marker = ""
            case "fence" | "code_block":
                code = token.content.expandtabs(TAB_SIZE)
                yield Outline((code,), BlockKind.PREFORMATTED, is_literal=True)
            case "html_block":
                for paragraph in html_paragraphs(token.content):
                    yield Outline((paragraph,), kind, level, marker, is_literal=True)
                    marker = ""
            case _:
                pass


def _draft(outline: Outline, references: MutableMapping[str, Any]) -> Draft:
    if outline.is_literal:
        return Draft(clean(outline.cells[0]), outline.kind, outline.level, outline.marker)
    if outline.kind is BlockKind.TABLE_ROW:
        return _table_row(outline, references)
    inline = read_inline(outline.cells[0], references)
    if inline.is_image and outline.kind is BlockKind.PARAGRAPH:
        return Draft(inline.text, BlockKind.CAPTION, marks=inline.marks)
    return Draft(inline.text, outline.kind, outline.level, outline.marker, inline.marks)


def _table_row(outline: Outline, references: MutableMapping[str, Any]) -> Draft:
    texts: list[str] = []
    marks: list[Mark] = []
    start = 0
    for cell in outline.cells:
        inline = read_inline(cell, references)
        text = inline.text.replace("\n", " ")
        marks += (
            Mark(Span(mark.span.start + start, mark.span.end + start), mark.kind, mark.target)
            for mark in inline.marks
        )
        if outline.is_table_head and text:
            marks.append(Mark(Span(start, start + len(text)), MarkKind.STRONG))
        texts.append(text)
        start += len(text) + len(CELL_SEPARATOR)
    if not any(texts):
        return Draft("", BlockKind.TABLE_ROW)  # the head of a table that has none
    return Draft(CELL_SEPARATOR.join(texts), BlockKind.TABLE_ROW, marks=tuple(marks))
