"""Cues inside the marks: « Nous partirons, a dit Paul Girard, mais pas demain. », and dialogue with a dash.

Where a language writes so, a passage is split around such a cue, so that the frames see words in
marks, a cue, and words in marks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.marks import DASHES, Passage
from reader.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.mentions import Mention
    from reader.analysis.tokens import Document

__all__ = ["split_at_cues"]

OPENS = frozenset([",", "?", "!", "…", "..."])
CLOSES = frozenset([",", ".", "?", "!", "…", "..."])
MOST_ADVERBS = 8
LONGEST_TITLE = 8
AGE = 5


def split_at_cues(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention]
) -> list[Passage]:
    """The passages, with those that hold a cue of their own split around it, and lines of dialogue."""
    if not document.language.cue_in_marks:
        return list(passages)
    subjects = {mention.first: mention.last for mention in mentions}
    found: list[Passage] = []
    for passage in passages:
        whole = passage.depth or _is_title(document, passage)
        found.extend([passage] if whole else _split(document, passage, subjects))
    marked = {document.paragraph_at(passage.first) for passage in passages}
    for number, paragraph in enumerate(document.paragraphs):
        first, last = paragraph.first, paragraph.last
        if number not in marked and document.tokens[first].text in DASHES and last - first > 2:
            line = Passage(first + 1, last, first, last, _span(document, first + 1, last), closed=False)
            pieces = list(_split(document, line, subjects))
            if pieces[0] is not line:
                found.extend(pieces)
    return sorted(found, key=lambda passage: (passage.first, -passage.last))


def _is_title(document: Document, passage: Passage) -> bool:
    """Whether a short passage follows the noun for a work: *le roman « Partir, dit l'oiseau »*."""
    before = document.words[passage.outer_first - 1] if passage.outer_first else ""
    return before in document.language.not_speech and passage.last - passage.first <= LONGEST_TITLE


def _split(document: Document, passage: Passage, subjects: dict[int, int]) -> Iterator[Passage]:
    """The pieces of a passage before and after its first inner cue, else the passage."""
    for i in range(passage.first + 1, passage.last - 1):
        if document.tokens[i].text not in OPENS:
            continue
        end = _cue_end(document, i + 1, passage.last, subjects)
        if not end:
            continue
        comma = document.tokens[i].text == ","
        head = i if comma else i + 1
        yield replace(passage, last=head, outer_last=head, span=_span(document, passage.first, head))
        if end < passage.last:
            yield replace(
                passage,
                first=end,
                outer_first=end,
                span=_span(document, end, passage.last),
                continues=False,
            )
        return
    yield passage


def _cue_end(document: Document, k: int, last: int, subjects: dict[int, int]) -> int:
    """The token after the cue clause that starts at `k` (verb, subject, adverbs, a comma or stop), else 0."""
    language = document.language
    words = document.words
    k += words[k] in language.reflexives
    first_verb = words[k]
    readings = language.verbs.get(first_verb, ())
    if any(verb.form == "finite" for verb in readings):
        k = _subject_end(document, k + 1, subjects)
    elif first_verb in language.perfect:
        inner = _subject_end(document, k + 1, subjects)
        participle = inner or k + 1
        if participle >= last or not any(
            verb.form == "participle" for verb in language.verbs.get(words[participle], ())
        ):
            return 0
        k = participle + 1 if inner else _subject_end(document, participle + 1, subjects)
    elif k + 1 < last and _is_joined_pronoun(document, k + 1) and first_verb not in language.auxiliaries:
        k += 2
    else:
        return 0
    if not k:
        return 0
    skipped = 0
    while k < last and words[k][0].isalnum() and skipped < MOST_ADVERBS:
        k += 1
        skipped += 1
    if k + 1 < last and words[k] == "," and words[k + 1].isdecimal():  # an age
        k = next((i for i in range(k + 2, min(last, k + AGE)) if words[i] in CLOSES), last)
    if k >= last:
        return last
    return k + 1 if words[k] in CLOSES else 0


def _is_joined_pronoun(document: Document, k: int) -> bool:
    """Whether token `k` is a pronoun of the third person that a hyphen joins to its verb: s'agace-t-elle."""
    language = document.language
    word = document.words[k]
    joined = document.tokens[k].text[0] == "-" and word in language.subject_pronouns
    return joined and word not in language.addressees and word not in language.writers


def _subject_end(document: Document, k: int, subjects: dict[int, int]) -> int:
    """The token after the subject at `k`, which is not the first or second person, else 0."""
    language = document.language
    if k >= len(document.words):
        return 0
    word = document.words[k]
    if word in language.subject_pronouns:
        return 0 if word in language.addressees or word in language.writers else k + 1
    return subjects.get(k, 0)


def _span(document: Document, first: int, last: int) -> Span:
    return Span(document.tokens[first].start, document.tokens[last - 1].end)
