"""Plain text -> drafts: paragraphs, and headings where a short line stands alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article import BlockKind
from reader.formats.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADING_LEVEL = 2
LONGEST_HEADING = 60
LONGEST_QUESTION = 40
WIDEST_WRAP = 120
"""Lines longer than this were not broken by an editor: each of them is a paragraph."""

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
# A sign of a sentence that has come to its end, or that goes on.
_SENTENCE_END = re.compile(r"[.!:;,…–—-][\"'”’»)]*\Z")
# Dutch begins some headings with a clipped word: 's Nachts, 't Hooft.
_HEADING_START = re.compile(r"(?:['’‘][stn][ -])?[^\W_]")


def read_plain_text(text: str) -> Iterator[Draft]:
    """The blocks of a cleaned plain text.

    Paragraphs stand between blank lines, their lines joined by a space; a text without blank
    lines, or with lines too long to have been broken by an editor, has a paragraph a line.
    A short line that stands alone, and has text under it, is a heading of level 2.
    """
    lines = list(_paragraphs(text.strip().replace("\t", " ")))
    for index, line in enumerate(lines):
        under = lines[index + 1] if index + 1 < len(lines) else ""
        if _is_heading(line) and under and (index == 0 or not _is_heading(under)):
            yield Draft(line, BlockKind.HEADING, HEADING_LEVEL)
        else:
            yield Draft(line)


def _paragraphs(text: str) -> Iterator[str]:
    groups = _BLANK_LINES.split(text)
    for group in groups:
        if "\n" not in group:
            yield group.strip()
            continue
        lines = [stripped for line in group.split("\n") if (stripped := line.strip())]
        widest = max(map(len, lines), default=0)
        if len(groups) == 1 or widest > WIDEST_WRAP:
            yield from lines
            continue
        if len(lines) > 1 and _is_heading(lines[0]) and len(lines[0]) <= widest / 2:
            yield lines.pop(0)
        yield " ".join(lines)


def _is_heading(line: str) -> bool:
    if len(line) > LONGEST_HEADING or _SENTENCE_END.search(line):
        return False
    if line.endswith("?") and len(line) > LONGEST_QUESTION:
        return False
    start = _HEADING_START.match(line)
    return start is not None and not start.group()[-1].islower()
