"""A text and the marks over it -> inline Markdown that reads as just that text with just those marks."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from reader.article import Mark, MarkKind, Span
from reader.formats.markdown_inline import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HARD_BREAK = "\\\n"
BREAK_IN_LINE = "<br>"
"""A line end where Markdown wants the whole block on one line."""

_ACTIVE = frozenset("\\`*_[]<~")
_ENTITY = re.compile(r"&[#A-Za-z]")
_BACKTICKS = re.compile("`+")
_TARGET_SPECIAL = re.compile(r"[\\<>&]")
_DELIMITERS = {MarkKind.EMPHASIS: 1, MarkKind.STRONG: 2}
# Where a line begins, these begin a block: behind a backslash they are text.
_BLOCK_START = re.compile(r"^([0-9]{1,9}(?=[.)](?:\s|\Z))|(?=[#>+=|:-]))", re.MULTILINE)


def write_inline(
    text: str, marks: Sequence[Mark] = (), *, line_break: str = HARD_BREAK, is_picture: bool = False
) -> str:
    """Markdown for `text`, with `marks` whose offsets are offsets into it.

    As a picture the words are those that stand for one. Marks that Markdown cannot hold, such as
    two that overlap, are left out: the text comes before them.
    """
    wanted = tuple(
        mark for mark in marks if _can_be_written(mark) and not (is_picture and mark.kind is MarkKind.CODE)
    )
    if not wanted:
        return _Writer(text, line_break, is_picture).write(())
    links = tuple(mark for mark in wanted if mark.kind is MarkKind.LINK)
    for attempt in (wanted, tuple(m for m in wanted if m.kind is not MarkKind.CODE), links):
        written = _Writer(text, line_break, is_picture).write(attempt)
        if _reads_as(written, text, attempt):
            return written
    return _Writer(text, line_break, is_picture).write(())


def escape_line_starts(source: str) -> str:
    """`source` as lines of a paragraph, whatever they begin with."""
    return _BLOCK_START.sub(r"\1\\", source)


def _can_be_written(mark: Mark) -> bool:
    if mark.kind is not MarkKind.LINK:
        return True
    from reader.formats.markdown_inline import markdown_parser

    parser = markdown_parser()
    return bool(parser.validateLink(parser.normalizeLink(mark.target)))


def _reads_as(source: str, text: str, marks: Sequence[Mark]) -> bool:
    from reader.formats.markdown_inline import read_inline

    read = read_inline(source, {})
    return read.text == text and sorted(map(_place, read.marks)) == sorted(map(_place, marks))


def _place(mark: Mark) -> tuple[int, int, str]:
    return mark.span.start, mark.span.end, mark.kind


@dataclass(slots=True)
class _Part:
    """A piece of Markdown: a character of the text, a delimiter of emphasis, or anything else."""

    source: str
    character: str = ""
    delimiter: str = ""  # "open" or "close"

    def encode(self) -> bool:
        """Write a character by its number; False where it is none, or is so already."""
        if not self.character or self.character == "\n" or self.source[0] == "&":
            return False
        self.source = f"&#{ord(self.character)};"
        return True


@dataclass(slots=True)
class _Node:
    mark: Mark
    inside: list[_Node] = field(default_factory=list)


@dataclass(slots=True)
class _Writer:
    text: str
    line_break: str
    is_picture: bool
    parts: list[_Part] = field(default_factory=list)

    def write(self, marks: Sequence[Mark]) -> str:
        self._write(_nested(marks), 0, len(self.text), 0)
        while sum(_free(*run) for run in _runs(self.parts)):
            pass
        return "".join(part.source for part in self.parts)

    def _write(self, nodes: Iterable[_Node], start: int, end: int, depth: int) -> None:
        for node in nodes:
            span = node.mark.span
            self._write_text(start, span.start)
            match node.mark.kind:
                case MarkKind.LINK:
                    if self.parts and self.parts[-1].source == "!":
                        self.parts[-1].source = "\\!"
                    self.parts.append(_Part("["))
                    self._write(node.inside, span.start, span.end, depth)
                    target = _TARGET_SPECIAL.sub(r"\\\g<0>", node.mark.target)
                    self.parts.append(_Part(f"](<{target}>)"))
                case MarkKind.CODE:
                    self._write_code(span.of(self.text))
                case kind:
                    self._write_emphasis(node, _DELIMITERS[kind], depth)
            start = span.end
        self._write_text(start, end)

    def _write_emphasis(self, node: _Node, length: int, depth: int) -> None:
        sign = "*_"[depth % 2]
        if self.parts and self.parts[-1].delimiter and self.parts[-1].source[0] == sign:
            sign = "_*"[depth % 2]
        self.parts.append(_Part(sign * length, delimiter="open"))
        self._write(node.inside, node.mark.span.start, node.mark.span.end, depth + 1)
        self.parts.append(_Part(sign * length, delimiter="close"))

    def _write_text(self, start: int, end: int) -> None:
        lines = self.text[start:end].split("\n")
        for number, line in enumerate(lines):
            if number:
                self.parts.append(_Part(self.line_break, "\n"))
            if not line:
                continue
            if self.is_picture:
                self.parts.append(_Part("!["))
            at = end - len("\n".join(lines[number:]))
            self.parts.extend(_Part(self._escaped(i), self.text[i]) for i in range(at, at + len(line)))
            if self.is_picture:
                self.parts.append(_Part("]()"))

    def _escaped(self, index: int) -> str:
        character = self.text[index]
        if character in _ACTIVE or (character == "&" and _ENTITY.match(self.text, index)):
            return f"\\{character}"
        if character.isspace():
            is_edge = index in (0, len(self.text) - 1)
            if is_edge or "\n" in (self.text[index - 1], self.text[index + 1]):
                return f"&#{ord(character)};"
        return character

    def _write_code(self, code: str) -> None:
        for number, line in enumerate(code.split("\n")):
            if number:
                self.parts.append(_Part(self.line_break, "\n"))
            if not line:
                continue
            if self.parts and self.parts[-1].source.endswith("`") and not self.parts[-1].character:
                self.parts.append(_Part("<!-- -->"))  # two runs of backticks would be one
            longest = max((len(run) for run in _BACKTICKS.findall(line)), default=0)
            fence = "`" * (longest + 1)
            is_padded = line[0] == "`" or line[-1] == "`" or (line[0] == line[-1] == " " and line.strip(" "))
            pad = " " if is_padded else ""
            self.parts.append(_Part(f"{fence}{pad}{line}{pad}{fence}"))


def _nested(marks: Sequence[Mark]) -> list[_Node]:
    """Marks within each other; one that begins in another and ends after it is cut at its end.

    Of two over the same words the later one is outside, as a mark is noted when it ends. What is
    deeper than Markdown is read is left out.
    """
    numbered = sorted(enumerate(marks), key=lambda one: (one[1].span.start, -one[1].span.end, -one[0]))
    roots: list[_Node] = []
    above: list[_Node] = []
    for _number, mark in numbered:
        while above and above[-1].mark.span.end <= mark.span.start:
            above.pop()
        if above and above[-1].mark.span.end < mark.span.end:
            mark = replace(mark, span=Span(mark.span.start, above[-1].mark.span.end))
        if len(above) == DEEPEST:
            continue
        node = _Node(mark)
        (above[-1].inside if above else roots).append(node)
        above.append(node)
    return roots


# Whether `*` and `_` open or close emphasis depends on the characters beside them
# (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run). A character that
# stands in the way is written by its number: `&` and `;` are punctuation.


def _runs(parts: list[_Part]) -> Iterator[tuple[_Part | None, list[_Part], _Part | None]]:
    """Every run of delimiters, with the parts before and after it."""
    at = 0
    for is_run, group in groupby(parts, key=lambda part: bool(part.delimiter)):
        run = list(group)
        after = at + len(run)
        if is_run:
            yield (parts[at - 1] if at else None), run, (parts[after] if after < len(parts) else None)
        at = after


def _free(before: _Part | None, run: list[_Part], after: _Part | None) -> bool:
    """Write what stands in the way of a run by its number; True when something was."""
    opens = any(part.delimiter == "open" for part in run)
    closes = any(part.delimiter == "close" for part in run)
    left = before.source[-1] if before else " "
    right = after.source[0] if after else " "
    changed = False
    if opens and after and right.isspace():
        changed |= after.encode()
    if closes and before and left.isspace():
        changed |= before.encode()
    stands_alone = run[0].source[0] == "*"  # an underscore is text within a word
    if opens and not closes and before and _is_word(left) and not (stands_alone and _is_word(right)):
        changed |= before.encode()
    if closes and not opens and after and _is_word(right) and not (stands_alone and _is_word(left)):
        changed |= after.encode()
    return changed


def _is_word(character: str) -> bool:
    """Whether it is neither white space nor punctuation; a sign that may count as either is none."""
    if character.isspace() or character in string.punctuation:
        return False
    return unicodedata.category(character)[0] not in "P"
