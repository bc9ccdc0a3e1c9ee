"""Statements to quotes: how each came by its speaker, what it is, and who reported it."""

from __future__ import annotations

import pytest

from reader.analysis import analyse
from reader.article import Actor, ActorKind
from reader.reading import How, Quote, QuoteKind


def quotes_of(text: str, language: str = "nl") -> list[Quote]:
    return list(analyse(text, language).quotes)


def source_of(quote: Quote, text: str) -> str | None:
    return None if quote.source is None else quote.source.of(text)


def test_a_cue_beside_the_words_is_kept_with_its_rule() -> None:
    text = '"De brug blijft dicht", zei Karin Smit.'
    (quote,) = quotes_of(text)
    assert quote.how is How.CUED
    assert quote.kind is QuoteKind.DIRECT
    assert quote.cue is not None and quote.cue.of(text) == "zei"
    assert source_of(quote, text) == "Karin Smit"
    assert quote.rule == "marks, then cue and source"
    assert quote.reason


def test_without_a_cue_the_speaker_is_carried_over_and_says_so() -> None:
    text = 'Karin Smit zei dat ze moe was.\n\n"Morgen ga ik weer werken."'
    indirect, direct = quotes_of(text)
    assert indirect.how is How.CUED and direct.how is How.CARRIED
    assert direct.cue is None
    assert source_of(direct, text) == "ze" or source_of(direct, text) == "Karin Smit"
    assert direct.speaker is not None and direct.speaker.name == "Karin Smit"


def test_where_nobody_is_named_nobody_is_guessed() -> None:
    (quote,) = quotes_of('"Hier mag u niet parkeren."')
    assert quote.how is How.NONE
    assert quote.source is None and quote.speaker is None
    assert quote.reason


def test_a_split_utterance_is_one_quote_without_its_comma() -> None:
    text = '"De brug," zei Karin Smit, "blijft voorlopig dicht."'
    (quote,) = quotes_of(text)
    assert [span.of(text) for span in quote.spans] == ["De brug", "blijft voorlopig dicht."]


def test_a_speech_over_paragraphs_is_one_quote_with_a_span_for_each() -> None:
    text = 'Karin Smit zei: "De brug is oud.\n\n"De weg is nieuw.\n\n"Dat botst."'
    (quote,) = quotes_of(text)
    assert [span.of(text) for span in quote.spans] == ["De brug is oud.", "De weg is nieuw.", "Dat botst."]


def test_a_fragment_in_a_report_is_a_quote_of_its_own() -> None:
    text = 'Karin Smit zei dat de brug "veel te oud" was.'
    indirect, mixed = quotes_of(text)
    assert (indirect.kind, mixed.kind) == (QuoteKind.INDIRECT, QuoteKind.MIXED)
    assert mixed.words(text) == "veel te oud"
    assert source_of(mixed, text) == source_of(indirect, text) == "Karin Smit"
    assert indirect.spans[0].contains(mixed.spans[0])


def test_the_sentence_before_is_reported_by_a_demonstrative() -> None:
    text = "De brug blijft dicht. Dat zei Karin Smit maandag."
    (quote,) = quotes_of(text)
    assert quote.words(text) == "De brug blijft dicht"
    assert quote.cue is not None and quote.cue.of(text) == "zei"
    assert source_of(quote, text) == "Karin Smit"


def test_an_impersonal_cue_takes_the_speaker_of_the_text_before() -> None:
    text = 'Karin Smit bezocht de brug. "Zo kan het niet langer", luidt het.'
    (quote,) = quotes_of(text)
    assert quote.speaker is not None and quote.speaker.name == "Karin Smit"
    assert quote.how is How.CARRIED
    assert quote.cue is not None and quote.cue.of(text) == "luidt het"


def test_german_moods_carry_a_report_on() -> None:
    text = "Karin Schmidt sagte, die Brücke sei alt. Sie müsse ersetzt werden. Am Abend regnete es."
    first, second = quotes_of(text, "de")
    assert first.how is How.CUED and second.how is How.CARRIED
    assert second.words(text) == "Sie müsse ersetzt werden"
    assert second.speaker is not None and second.speaker.name == "Karin Schmidt"


@pytest.mark.parametrize(
    ("language", "text", "inner", "outer"),
    [
        (
            "nl",
            "Karin Smit zei dat de brug volgens de politie al jaren onveilig is.",
            "de politie",
            "Karin Smit",
        ),
        (
            "en",
            "According to the police, Karin Smith said that the bridge was shut.",
            "Karin Smith",
            "the police",
        ),
    ],
)
def test_who_reports_what_another_said(language: str, text: str, inner: str, outer: str) -> None:
    (quote,) = [quote for quote in quotes_of(text, language) if quote.via is not None]
    assert source_of(quote, text) == inner
    assert quote.via is not None and quote.via.source is not None
    assert quote.via.source.of(text) == outer


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", 'Zij las gisteren het boek "De stille brug" uit.'),
        ("nl", 'Jan "de Beer" Peeters won de wedstrijd.'),
        ("en", 'The so-called "quiet bridge" opened on Monday.'),
        ("de", "Sie sah den Film „Die stille Brücke“ im Kino."),
        ("fr", "Elle a vu le film « Le pont tranquille » hier."),
    ],
)
def test_titles_and_terms_are_not_speech(language: str, text: str) -> None:
    assert quotes_of(text, language) == []


def test_actors_of_the_front_matter_win() -> None:
    text = '"De brug blijft dicht", zei Smit.'
    declared = Actor("Karin Smit", ActorKind.PERSON, role="wethouder")
    analysis = analyse(text, "nl", actors=[declared])
    assert [(actor.name, actor.role) for actor in analysis.actors] == [("Karin Smit", "wethouder")]
    (quote,) = analysis.quotes
    assert quote.speaker is not None and quote.speaker.name == "Karin Smit"


def test_quotes_come_in_order_of_the_text() -> None:
    text = (
        'Volgens Karin Smit is de brug oud. "Hij is dicht", zei Jan Peeters. Karin Smit zei dat hij opengaat.'
    )
    quotes = quotes_of(text)
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)
    assert len(quotes) == 3


def test_a_language_without_rules_says_so() -> None:
    analysis = analyse('Karin Nowak: "Most jest zamknięty."', "pl")
    (quote,) = analysis.quotes
    assert quote.words('Karin Nowak: "Most jest zamknięty."') == "Most jest zamknięty."
    assert analysis.notes
