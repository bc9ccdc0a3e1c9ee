"""Inline Markdown -> a text and the marks over it."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.article import Mark, MarkKind, Span
from reader.formats.cleaning import clean, clean_line
from reader.formats.html_tags import breaks_line

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SYNTAX = re.compile(r"[*_`\[<&\\~]")
_HARD_BREAK = "  \n"
_SOFT_BREAK = re.compile(r" *\n[ \t]*")
DEEPEST = 32
"""How deep quotes, lists and emphasis may stand in each other; what is deeper is left out."""

_TO_BLANK = str.maketrans("\n\t", "  ")
_MARK_KINDS = {"link": MarkKind.LINK, "em": MarkKind.EMPHASIS, "strong": MarkKind.STRONG}


class InlineText(NamedTuple):
    """What inline Markdown says; `is_image` when it is nothing but pictures, told by their captions."""

    text: str
    marks: tuple[Mark, ...] = ()
    is_image: bool = False


@cache
def markdown_parser() -> MarkdownIt:
    """The parser of blocks; its `inline` parser has to be called for the content of each."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    return parser.enable(["table", "strikethrough"]).disable("inline")


def read_inline(source: str, references: MutableMapping[str, Any]) -> InlineText:
    """Read the inline Markdown of one block; `references` are the addresses that the article defines.

    A line end in the source is a blank in the text, a hard break a line end.
    """
    if _SYNTAX.search(source) is None and _HARD_BREAK not in source:
        joined = _SOFT_BREAK.sub(" ", source) if "\n" in source else source
        return InlineText(joined.replace("\t", " "))
    parser = markdown_parser()
    tokens: list[Token] = []
    parser.inline.parse(source, parser, references, tokens)
    writer = _Writer()
    writer.read(tokens)
    return writer.result()


class _Writer:
    """Puts the text of inline tokens together and notes where marks begin and end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, int, str]] = []
        self._images = 0
        self._other_words = False

    def read(self, tokens: Iterable[Token]) -> None:
        # Text comes in several tokens where a character was escaped; what joins two of them is cleaned whole.
        for is_text, run in groupby(tokens, key=lambda token: token.type in ("text", "text_special")):
            if is_text:
                self._write("".join(token.content for token in run))
            else:
                self._read_others(run)

    def _read_others(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            kind, _underscore, end = token.type.partition("_")
            if token.type == "code_inline":
                start = self._length
                self._write(token.content)
                self._mark(MarkKind.CODE, start)
            elif kind in _MARK_KINDS and end == "open":
                target = clean_line(str(token.attrs.get("href", "")))
                self._open.append((_MARK_KINDS[kind], self._length, target))
            elif kind in _MARK_KINDS and end == "close":
                self._mark(*self._open.pop())
            elif token.type == "image":
                self._write_image(token)
            elif token.type == "softbreak":
                self._append(" ")
            elif token.type == "hardbreak" or (token.type == "html_inline" and breaks_line(token.content)):
                self._append("\n")

    def result(self) -> InlineText:
        text = "".join(self._parts)
        is_image = self._images > 0 and not self._other_words
        cleaned = clean(text)
        # Parts that are clean may not be so together, as a letter and the accent after its markup.
        marks = tuple(self._marks) if cleaned == text else ()
        return InlineText(cleaned, marks, is_image)

    def _write(self, words: str) -> None:
        # Entities such as `&#x202e;` bring in what was cleaned from the source.
        words = clean(words).translate(_TO_BLANK)
        self._other_words = self._other_words or bool(words.strip())
        self._append(words)

    def _write_image(self, token: Token) -> None:
        described = _Writer()
        described.read(token.children or ())
        self._images += 1
        self._append(described.result().text.translate(_TO_BLANK))

    def _append(self, words: str) -> None:
        if words == "\n" and self._parts and self._parts[-1] == "\n":
            return  # a blank line would end the block
        self._parts.append(words)
        self._length += len(words)

    def _mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        if start < self._length:
            self._marks.append(Mark(Span(start, self._length), kind, target))
