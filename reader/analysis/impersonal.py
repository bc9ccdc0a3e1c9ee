"""Cues whose speaker stands elsewhere: *klonk het*, *hieß es aus dem Ministerium*, *peut-on lire*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.candidates import DASHES, phrase_at
from reader.analysis.contents import before_comma, content_end
from reader.analysis.lines import QUOTED
from reader.analysis.named import match

if TYPE_CHECKING:
    from reader.analysis.lines import Line, Source
    from reader.analysis.statements import Found

__all__ = ["impersonal_items", "read_impersonal"]

JOINS = DASHES | {","}


def impersonal_items(line: Line) -> set[int]:
    """The items of cues whose speaker stands elsewhere."""
    phrases = line.document.language.impersonal
    found: set[int] = set()
    for k, word in enumerate(line.words) if phrases else ():
        if word in phrases:
            found.update(range(k, k + match(line, k, phrases)))
    return found


def read_impersonal(line: Line, found: Found) -> None:
    """*klonk het*, *hieß es aus dem Ministerium*: a cue whose speaker stands elsewhere."""
    language = line.document.language
    done = 0
    for k, word in enumerate(line.words):
        if k < done or word not in language.impersonal or not (size := match(line, k, language.impersonal)):
            continue
        cue = (k, k + size)
        done = k + size
        source = None
        after = k + size
        while after < len(line) and language.is_adverb(line.words[after]):
            after += 1
        if after + 1 < len(line) and line.words[after] in language.prepositions:
            source = phrase_at(line, after + 1)
        sought = source is None
        left = k - 2 if k > 1 and line.words[k - 1] in JOINS else k - 1
        if left >= 0 and line.words[left] == QUOTED and left not in found.owned:
            found.marked("marks, then impersonal cue", cue, source, left, sought=sought)
        elif (
            k
            and line.words[k - 1] in JOINS
            and line.words[0] not in language.prepositions
            and (start := before_comma(line, k)) >= 0
        ):
            found.indirect("clause, then impersonal cue", cue, source, (start, k - 1), sought=sought)
        else:
            _impersonal_before(line, cue, source, after, found)


def _impersonal_before(
    line: Line, cue: tuple[int, int], source: Source | None, after: int, found: Found
) -> None:
    """*In dem Bericht heißt es, …*: an impersonal cue before what is said."""
    language = line.document.language
    marks = next((k for k in range(after, len(line) - 1) if line.words[k : k + 2] == [":", QUOTED]), -1)
    while after < len(line) and line.words[after] not in (",", ":", QUOTED):
        after += 1
    after = marks if marks >= 0 else after
    start = after + 1 if after < len(line) and line.words[after] != QUOTED else after
    if start >= len(line):
        return
    if source is None:
        for k in range(cue[0]):
            if line.words[k] in language.prepositions and (source := phrase_at(line, k + 1)):
                break
    if line.words[start] == QUOTED:
        found.marked("impersonal cue, then marks", cue, source, start, sought=source is None)
    elif (end := content_end(line, start)) - start > 2:
        found.indirect("impersonal cue, then clause", cue, source, (start, end), sought=source is None)
