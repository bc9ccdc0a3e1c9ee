"""Proper names: which words of a text are one, and what it names.

`name_bounds` finds where they start and end, `name_kinds` judges what each one names.
"""

from __future__ import annotations

from reader.analysis.language import load_language
from reader.analysis.name_bounds import NameFinder
from reader.analysis.name_kinds import OTHER_NAME, ProperName, judge
from reader.analysis.tokens import tokenise
from reader.article import Span

__all__ = ["find_names", "find_proper_names"]


def find_names(text: str, language: str) -> list[tuple[Span, str]]:
    """The names in `text`, each with PER, ORG, LOC (a place or country) or MISC."""
    document = tokenise(text, load_language(language))
    tokens = document.tokens
    return [
        (Span(tokens[name.first].start, tokens[name.last - 1].end), OTHER_NAME if name.owns else name.kind)
        for name in find_proper_names(NameFinder(document))
    ]


def find_proper_names(finder: NameFinder) -> list[ProperName]:
    """The names of a document in order of the text; they do not overlap."""
    return judge(finder, finder.find())
