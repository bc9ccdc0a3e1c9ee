"""Every frame of every language, on sentences of our own: `tables/*.txt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader import analyse
from reader.analysis.language_files import supported_languages
from tests.analysis.frames import ABSENT, FRAMES
from tests.analysis.tables import Case, Statement, read_table

if TYPE_CHECKING:
    from reader.article import Span
    from reader.reading import Quote

CASES = [(language, case) for language in supported_languages() for case in read_table(language)]


def same_source(found: Span | None, expected: Span | None) -> bool:
    """Whether one names the other: an article or an apposition more does not matter."""
    if found is None or expected is None:
        return found is expected
    return found.contains(expected) or expected.contains(found)


def describe(quote: Quote, text: str) -> str:
    source = quote.source.of(text) if quote.source else "-"
    return f"{quote.kind} {quote.words(text)!r} by {source!r} ({quote.rule})"


def wrong(quote: Quote, expected: Statement) -> str | None:
    """What differs, or None."""
    if str(quote.kind) != expected.kind:
        return f"kind {quote.kind}, not {expected.kind}"
    if expected.source and not same_source(quote.source, expected.source):
        return "another source"
    if expected.via and not (quote.via and same_source(quote.via.source, expected.via)):
        return "another outer source"
    name = quote.speaker.name if quote.speaker else "?"
    wanted = expected.speaker.removeprefix("~")
    if wanted and name != wanted:
        return f"speaker {name}, not {wanted}"
    if expected.speaker.startswith("~") != (str(quote.how) == "carried") and expected.speaker:
        return f"how: {quote.how}"
    return None


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}-{case}" for language, case in CASES])
def test_statement(language: str, case: Case) -> None:
    quotes = analyse(case.text, language).quotes
    found = {quote.spans: quote for quote in quotes}
    expected = {tuple(statement.spans): statement for statement in case.statements}
    shown = "; ".join(describe(quote, case.text) for quote in quotes) or "nothing"
    assert set(found) == set(expected), f"found {shown}"
    for spans, statement in expected.items():
        difference = wrong(found[spans], statement)
        assert difference is None, f"{difference}: found {shown}"


@pytest.mark.parametrize("language", supported_languages())
def test_every_frame_has_its_sentences_with_a_statement_and_without(language: str) -> None:
    cases = read_table(language)
    assert {case.frame for case in cases} == FRAMES.keys() - ABSENT.get(language, set())
    positive = {case.frame for case in cases if case.statements}
    negative = {case.frame for case in cases if not case.statements}
    assert positive == negative == {case.frame for case in cases}


def test_french_has_a_hundred_and_twenty_statements() -> None:
    assert sum(len(case.statements) for case in read_table("fr")) >= 120


def test_no_frame_is_called_absent_that_does_not_exist() -> None:
    assert set().union(*ABSENT.values()) <= FRAMES.keys()
