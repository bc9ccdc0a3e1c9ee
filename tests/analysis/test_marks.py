from __future__ import annotations

import pytest

from reader.analysis.language import load_language
from reader.analysis.marks import Passage, find_passages
from reader.analysis.tokens import tokenise


def passages(text: str, language: str = "nl") -> list[Passage]:
    return find_passages(tokenise(text, load_language(language)))


def words(text: str, language: str = "nl") -> list[str]:
    return [passage.span.of(text) for passage in passages(text, language)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'), ("“", "”"), ("„", "”"), ("„", "“"), ("‟", "”"), ("«", "»"), ("« ", " »"), ("»", "«"),
        ("‹", "›"), ("›", "‹"), ("‘", "’"), ("‚", "‘"), ("'", "'"), ("''", "''"), ("``", "''"), (",,", "''"),
        ("”", "”"),
    ],
)  # fmt: skip
def test_every_pair_holds_words(opening: str, closing: str) -> None:
    assert words(f"Hij zei {opening}wij komen morgen{closing} en ging.") == ["wij komen morgen"]
    assert words(f"{opening}Wij komen morgen{closing}, zei hij.") == ["Wij komen morgen"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De foto's van 's avonds zijn zo'n succes in Anna's winkel."),
        ("en", "The workers' union doesn't think the dogs' owners aren't fair."),
        ("en", "In the '90s it wasn't rock 'n' roll."),
        ("fr", "L'homme qu'il voit aujourd'hui n'a pas d'argent."),
        ("nl", "Een muur van 5'10\" hoog."),
    ],
)
def test_apostrophes_are_no_marks(language: str, text: str) -> None:
    assert words(text, language) == []


def test_a_possessive_does_not_close_a_single_mark() -> None:
    assert words("Hij zei: 'Ik las Frans' boek gisteren.' Toen ging hij.") == ["Ik las Frans' boek gisteren."]


def test_marks_inside_marks_have_a_depth() -> None:
    found = passages("Zij zei: \"Hij riep 'stop' en ging.\"")
    assert [(passage.depth, passage.single) for passage in found] == [(0, False), (1, True)]


def test_a_speech_that_is_opened_again_goes_on() -> None:
    found = passages("“Eerst dit.\n\n“Dan dat.”")
    assert [(passage.closed, passage.continues) for passage in found] == [(False, False), (True, True)]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = 'Hij zei: "Ik ben nog bezig\n\nNiemand luisterde.'
    assert words(text) == ["Ik ben nog bezig"]


@pytest.mark.parametrize("text", ['""', "' '", '" x', "»»»«««", "“”“”", "'''''", ",,,,", "„„„"])
def test_marks_without_words_hold_nothing_that_is_empty(text: str) -> None:
    assert all(len(passage.span) > 0 for passage in passages(text))


def test_marks_that_never_balance_do_not_swallow_the_article() -> None:
    text = "\n".join(['Regel "een'] * 50 + ["Regel twee."])
    assert all("\n" not in word for word in words(text))
