"""Quotation marks to passages: which words stand in marks, and which marks belong together.

Every pair that newspapers use is read, in any language, for an article may quote another. What
decides is where a mark stands: an opening one has space before it and a word after it. Each
paragraph is read on its own, so that one mark that is never closed cannot swallow an article; a
speech over several paragraphs is opened again in each and becomes one passage of several spans.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.article import Span

if TYPE_CHECKING:
    from reader.analysis.tokens import Document, Paragraph

__all__ = ["Passage", "find_passages"]

CLOSERS = {
    "“": "”“\"",
    "”": "”",
    "„": "“”\"‟",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    '"': '"”',
    "'": "'’",
    "``": ("''", '"', "”"),
    "''": ("''",),
    ",,": ("''", '"', "”", "“"),
}  # fmt: skip
"""For each mark that can open, the marks that can close it."""
SINGLE = frozenset("'‘’‚‹›")
MARKS = frozenset("“”„‟«»‹›‘’‚\"'") | {"``", "''", ",,"}
DASHES = frozenset("—–―-") | {"--"}
BEGINNINGS = frozenset("\"'“„‘‚«»‹›`…([$€£#@-–—¿¡*")
BEFORE_OPENING = frozenset("([{-–—/:=>")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in marks.

    `first` and `last` are the tokens of its words, end exclusive; `outer_first` and `outer_last`
    take in the marks. `depth` is 0 for a passage that is in no other. `continues` says that it goes
    on with the passage of the paragraph before, as one speech.
    """

    first: int
    last: int
    outer_first: int
    outer_last: int
    span: Span
    depth: int = 0
    closed: bool = True
    single: bool = False
    continues: bool = False


def find_passages(document: Document) -> list[Passage]:
    """All passages of a document in order of their first token, the outer before the inner."""
    found: list[Passage] = []
    unclosed = ""
    for paragraph in document.paragraphs:
        passages, left_open = _paragraph(document, paragraph)
        if unclosed and passages and document.tokens[paragraph.first].text == unclosed:
            passages[0] = replace(passages[0], continues=True)
        unclosed = left_open
        found.extend(passages)
    return found


def _paragraph(document: Document, paragraph: Paragraph) -> tuple[list[Passage], str]:
    """The passages of one paragraph, and the mark of an outermost one that is not closed in it."""
    tokens = document.tokens
    open_marks: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    candidates = [i for i in range(paragraph.first, paragraph.last) if tokens[i].text in MARKS]
    singles_left = sum(tokens[i].text in SINGLE for i in candidates)
    for i in candidates:
        mark = tokens[i].text
        single = mark in SINGLE
        singles_left -= single
        may_open, may_close = _sides(document, paragraph, i)
        level = _matching(document, open_marks, mark) if may_close else -1
        if level >= 0 and may_open and mark in "\"'":
            level = -1 if level < len(open_marks) - 1 else level
        if level >= 0 and single and _is_possessive(document, i) and singles_left:
            level = -1
            may_open = False
        if level >= 0:
            pairs.append((open_marks[level], i, level))
            del open_marks[level:]
        elif may_open and mark in CLOSERS and not (single and not singles_left):
            open_marks.append(i)
    left_open = ""
    if open_marks and tokens[open_marks[0]].text not in SINGLE:
        opener = open_marks[0]
        pairs = [pair for pair in pairs if pair[0] < opener]
        pairs.append((opener, paragraph.last, 0))
        left_open = tokens[opener].text
    return _nest(document, sorted(pairs)), left_open


def _sides(document: Document, paragraph: Paragraph, i: int) -> tuple[bool, bool]:
    """Whether mark `i` may open and whether it may close, by what stands before and after it."""
    text, tokens = document.text, document.tokens
    token = tokens[i]
    before = text[token.start - 1] if i > paragraph.first else " "
    after = text[token.end] if i + 1 < paragraph.last else " "
    mark = token.text
    apart = before.isspace() or before in BEFORE_OPENING or before in "'’"
    if mark in "«»‹›" and apart and after.isspace():
        return mark in "«‹", mark in "»›"
    if mark in "„‚":
        return True, False
    if mark in ("``", ",,"):
        return not before.isalnum(), False
    dots = text.startswith("...", token.end)
    opens = not before.isalnum() and (after.isalnum() or dots or after in BEGINNINGS)
    closes = not after.isalnum() and (not before.isspace() or mark in "»›”")
    if opens and closes:
        if before.isspace() or before in BEFORE_OPENING:
            closes = False
        elif mark in "”’»" and before in ".,;:!?…":
            opens = False
    return opens, closes


def _matching(document: Document, open_marks: list[int], mark: str) -> int:
    """The level of the innermost open mark that `mark` closes, -1 for none."""
    for level in range(len(open_marks) - 1, max(len(open_marks) - 4, -1), -1):
        if mark in CLOSERS[document.tokens[open_marks[level]].text]:
            return level
    return -1


def _is_possessive(document: Document, i: int) -> bool:
    """Whether the single mark `i` may be the apostrophe of `Trumps' plan`: an s before, a word after."""
    if i + 1 >= len(document.tokens) or document.tokens[i].text not in "'’":
        return False
    word, following = document.words[i - 1], document.tokens[i + 1]
    return word[-1] in "sxz" and following.start > document.tokens[i].end and following.text[0].isalnum()


def _nest(document: Document, pairs: list[tuple[int, int, int]]) -> list[Passage]:
    """Pairs of token numbers, in order, as passages; empty ones are dropped."""
    passages: list[Passage] = []
    ends: list[int] = []
    for opener, closer, _ in pairs:
        first, last = opener + 1, closer
        if first >= last:
            continue
        while ends and ends[-1] <= opener:
            ends.pop()
        closed = document.tokens[min(closer, len(document.tokens) - 1)].text in MARKS and closer > first
        closed = closed and closer < len(document.tokens) and _ends_inside(document, closer, opener)
        passages.append(
            Passage(
                first,
                last,
                opener,
                closer + closed,
                Span(document.tokens[first].start, document.tokens[last - 1].end),
                depth=len(ends),
                closed=closed,
                single=document.tokens[opener].text in SINGLE,
            )
        )
        ends.append(closer)
    return passages


def _ends_inside(document: Document, closer: int, opener: int) -> bool:
    """Whether token `closer` stands in the paragraph of `opener`: an unclosed passage ends after it."""
    return document.paragraph_at(closer) == document.paragraph_at(opener)
