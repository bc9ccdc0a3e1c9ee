from __future__ import annotations

import pytest

from reader.analysis.language import load_language
from reader.analysis.tokens import LONGEST_SENTENCE, Document, tokenise
from reader.article import Block, BlockKind, Span


def document(text: str, language: str = "nl") -> Document:
    return tokenise(text, load_language(language))


def texts(text: str, language: str) -> list[str]:
    return [token.text for token in document(text, language).tokens]


def sentences(text: str, language: str = "nl") -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in document(text, language).sentences]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "zo'n foto's van 's avonds", ["zo'n", "foto's", "van", "'s", "avonds"]),
        ("nl", "kern- en raketproef, 3.500,50 euro", ["kern-", "en", "raketproef", ",", "3.500,50", "euro"]),
        ("nl", "Dr. J.P. de Vries", ["Dr.", "J.P.", "de", "Vries"]),
        ("en", "Trump's aide doesn't", ["Trump", "'s", "aide", "doesn't"]),
        ("en", "the U.S. on Jan. 3.", ["the", "U.S.", "on", "Jan.", "3", "."]),
        ("fr", "L'homme qu'il voit, dit-elle", ["L'", "homme", "qu'", "il", "voit", ",", "dit", "-elle"]),
        ("fr", "a-t-il dit aujourd'hui", ["a", "-t-il", "dit", "aujourd'hui"]),
        (
            "de",
            "der Spiegel-Chef, z. B. ''so''",
            ["der", "Spiegel-Chef", ",", "z.", "B", ".", "''", "so", "''"],
        ),
    ],
)
def test_words_keep_what_belongs_to_them(language: str, text: str, expected: list[str]) -> None:
    assert texts(text, language) == expected


def test_a_token_is_its_offsets() -> None:
    text = "„Ja”, zei ze… 's Avonds\tniet."
    for token in document(text).tokens:
        assert text[token.start : token.end] == token.text


def test_words_are_small_with_a_straight_apostrophe_and_clitics_without_their_hyphen() -> None:
    assert document("Foto’s", "nl").words == ["foto's"]
    assert document("Dit-elle", "fr").words == ["dit", "elle"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Dat is zo. Het regent.", ["Dat is zo.", "Het regent."]),
        ("nl", 'Hij zei: "Ja." Zij niet.', ['Hij zei: "Ja."', "Zij niet."]),
        ("nl", '"Waarom?" vroeg hij.', ['"Waarom?" vroeg hij.']),
        ("nl", "Dr. Smit kwam. Prof. Maes ook.", ["Dr. Smit kwam.", "Prof. Maes ook."]),
        (
            "en",
            "He met Mr. Bell in the U.S. The talks failed.",
            ["He met Mr. Bell in the U.S.", "The talks failed."],
        ),
        ("de", "Am 3. Mai kam er. Dann nicht.", ["Am 3. Mai kam er.", "Dann nicht."]),
        ("fr", "« Oui. » Elle rit.", ["« Oui. »", "Elle rit."]),
    ],
)
def test_sentences_end_at_stops_that_are_none_of_a_word(
    language: str, text: str, expected: list[str]
) -> None:
    assert sentences(text, language) == expected


def test_a_sentence_without_an_end_is_cut() -> None:
    cut = document("woord " * (3 * LONGEST_SENTENCE)).sentences
    assert max(sentence.last - sentence.first for sentence in cut) <= LONGEST_SENTENCE


def test_paragraphs_are_lines() -> None:
    assert [p.heading for p in document("Een kop\n\nEen zin.\nNog een zin.").paragraphs] == [
        True,
        False,
        False,
    ]


def test_lines_that_are_cut_at_a_width_are_one_paragraph() -> None:
    text = "Dit is een regel die verder\ngaat op de volgende regel.\n\nEn dit is een andere."
    assert len(document(text).paragraphs) == 2


def test_blocks_are_the_paragraphs_when_they_are_given() -> None:
    text = "Kop\n\nEen zin\nover twee regels.\n\ncode()"
    blocks = [
        Block(Span(0, 3), BlockKind.HEADING, level=2),
        Block(Span(5, 30)),
        Block(Span(32, 38), BlockKind.PREFORMATTED),
    ]
    found = tokenise(text, load_language("nl"), blocks)
    assert [(p.start, p.end, p.heading) for p in found.paragraphs] == [(0, 3, True), (5, 30, False)]


def test_offsets_lead_back_to_tokens_sentences_and_paragraphs() -> None:
    found = document("Een zin. Nog een.\nEen derde.")
    third = found.token_at(18)
    assert found.tokens[third].text == "Een"
    assert (found.sentence_at(third), found.paragraph_at(third)) == (2, 1)
