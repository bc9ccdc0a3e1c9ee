"""Whom a relative clause or an apposition describes: the phrase before its comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.candidates import (
    CLOSES_PHRASE,
    DASHES,
    FURTHEST,
    LONGEST_BARE,
    STOPS,
    can_speak,
    is_governed,
    widen,
)  # fmt: skip
from reader.analysis.lines import QUOTED, Source

if TYPE_CHECKING:
    from reader.analysis.lines import Line

__all__ = ["before_apposition", "relative"]


def relative(line: Line, k: int) -> Source | None:
    """The relative pronoun at item `k`, with the mention that it stands for where that is definite."""
    if line.words[k] not in line.document.language.relatives:
        return None
    pronoun = line.starting.get(k) or Source(k, k + 1)
    comma = line.words[k - 1 : k] == [","]
    described = (line.ending.get(k - 1) or before_apposition(line, k - 1)) if comma else line.ending.get(k)
    mention = described.mention if described is not None else None
    known = mention is not None and (
        mention.name is not None or (mention.definite and mention.kind is not None)
    )
    return Source(pronoun.first, pronoun.last, mention) if known else pronoun


def before_apposition(line: Line, comma: int) -> Source | None:
    """The noun phrase whose apposition or relative clause the comma (or bracket) at `comma` closes."""
    source = line.ending.get(comma)
    if source is not None and "," in line.words[source.first : source.last] and can_speak(line, source):
        return source
    for i in range(comma - 1, max(0, comma - FURTHEST), -1):
        word = line.words[i]
        if word == "(" or (word == line.words[comma] and word != ")"):
            source = line.ending.get(i) or _name_before(line, i)
            described = line.ending.get(comma)
            unnamed = source is not None and source.mention is None and not line.is_capitalised(source.first)
            if source is not None and unnamed and described is not None and described.first == i + 1:
                source = Source(source.first, comma, described.mention)
            if source is None or not can_speak(line, source) or line.words[i + 1] in CLOSES_PHRASE:
                continue
            source = widen(line, source)
            if not is_governed(line, source.first):
                return source
        elif word in STOPS and word != QUOTED and word not in DASHES:
            break
    named = source is not None and source.mention is not None and source.mention.form == "name"
    return (
        source
        if named and source is not None and line.words[source.first - 1 : source.first] == [","]
        else None
    )


def _name_before(line: Line, i: int) -> Source | None:
    """The words before item `i` that open the line or follow marks, where what comes next describes them."""
    language = line.document.language
    first = i
    while first > max(0, i - LONGEST_BARE) and line.words[first - 1][0].isalnum():
        first -= 1
    before = line.words[max(0, first - 2) : first]
    plain = (word not in language.verbs and word not in language.auxiliaries for word in line.words[first:i])
    if first == i or not all(plain):
        return None
    if before[-1:] == [QUOTED] or before == [QUOTED, ","]:
        return Source(first, i)
    opens = i == 1 and line.is_capitalised(0) and not language.is_function_word(line.words[0])
    return Source(0, 1) if opens else None
