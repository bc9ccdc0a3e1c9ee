"""Quotes and actors as lines of plain text."""

from reader.export.lists import actor_entry, explanation, quote_entry
from tests.export.readings import make_reading

READING = make_reading()
TEXT = READING.article.text


def test_a_quote_is_a_line_that_says_how_its_speaker_is_known() -> None:
    lines = ["".join(quote_entry(quote, TEXT)) for quote in READING.analysis.quotes]
    assert lines == [
        "Anna Smit (direct, zei): “De brug blijft dicht … tot de zomer.”",
        "Anna Smit (mixed, speaker carried over): “gevaarlijk”",
        "Anna Smit (indirect, zei, via de krant): dat er geen geld is",
        "No known speaker (direct, riep): “Schande!”",
    ]


def test_an_actor_is_a_line() -> None:
    lines = ["".join(actor_entry(actor, READING)) for actor in READING.analysis.actors]
    assert lines == [
        "Anna Smit (person, burgemeester): 2 mentions, 3 quotes, also Smit",
        "de krant (organisation): 1 mention, 0 quotes",
    ]


def test_an_explanation_names_rule_reason_and_words() -> None:
    split = READING.analysis.quotes[0]
    lines = ["".join(entry) for entry in explanation(split, TEXT)]
    assert lines[1:3] == ["    rule: split by its cue", "    reason: the subject of zei"]
    assert lines[3].startswith("    source: burgemeester Anna Smit (characters ")
    nested = ["".join(entry) for entry in explanation(READING.analysis.quotes[2], TEXT)]
    assert any(line.startswith("    via: de krant") for line in nested)
