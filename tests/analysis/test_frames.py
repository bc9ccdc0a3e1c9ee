"""The steps between tokens and quotes, each by itself: lines, cues, subjects, objects, statements."""

from __future__ import annotations

import pytest

from reader.analysis.cues import find_cues
from reader.analysis.frames import read_line
from reader.analysis.language import load_language
from reader.analysis.lines import QUOTED, Line, Source, make_lines
from reader.analysis.marks import find_passages
from reader.analysis.mentions import find_mentions
from reader.analysis.objects import object_after
from reader.analysis.sources import subject
from reader.analysis.tokens import tokenise


def lines_of(text: str, language: str) -> list[Line]:
    document = tokenise(text, load_language(language))
    return list(make_lines(document, find_passages(document), find_mentions(document)))


def line_of(text: str, language: str) -> Line:
    (line,) = lines_of(text, language)
    return line


def written(line: Line, source: Source | None) -> str | None:
    return None if source is None else line.span(source.first, source.last).of(line.document.text)


def test_words_in_marks_are_one_item_of_a_line() -> None:
    line = line_of('"The bridge stays shut", said Karin Smit.', "en")
    assert line.words[0] == QUOTED
    assert line.words[1:3] == [",", "said"]
    assert line.span(0, 1).of(line.document.text) == '"The bridge stays shut"'


def test_a_quotation_of_two_sentences_stays_in_one_line() -> None:
    assert len(lines_of('"It is shut. It stays shut," said Karin Smit. She left.', "en")) == 2


@pytest.mark.parametrize(
    ("language", "text", "lemma"),
    [
        ("nl", "De minister kondigde woensdag nieuwe regels aan.", "aankondigen"),
        ("nl", "De minister zei dat hij nieuwe regels aankondigde.", "aankondigen"),
        ("nl", "De partij heeft laten weten dat ze niet komt.", "laten"),
        ("de", "Der Minister kündigte neue Regeln an.", "ankündigen"),
        ("de", "Die Firma teilte am Montag mit, sie werde schließen.", "mitteilen"),
        ("en", "The mayor pointed out that the bridge was old.", "point"),
        ("fr", "La maire a fait savoir que le pont fermerait.", "faire"),
    ],
)
def test_a_verb_is_known_with_its_parts_apart(language: str, text: str, lemma: str) -> None:
    cues = find_cues(line_of(text, language))
    assert lemma in {verb.lemma for cue in cues for verb in cue.verbs}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De winkel biedt kansen aan."),
        ("de", "Er kam mit dem Zug."),
        ("en", "The shop sells bread."),
        ("fr", "Le magasin vend du pain."),
    ],
)
def test_other_verbs_are_no_cues(language: str, text: str) -> None:
    assert find_cues(line_of(text, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Karin Smit zegt dat de brug dicht is.", "Karin Smit"),
        ("nl", "Gisteren zei de burgemeester dat de brug dicht is.", "de burgemeester"),
        ("nl", "Omdat de burgemeester zei dat de brug dicht is, bleef iedereen thuis.", "de burgemeester"),
        ("nl", "Er werd door de politie gemeld dat de brug dicht is.", "de politie"),
        ("en", "Karin Smith said that the bridge was shut.", "Karin Smith"),
        ("en", "Karin Smith arrived late and said that the bridge was shut.", "Karin Smith"),
        ("en", 'Karin Smith called it "sad" and said that the bridge was shut.', "Karin Smith"),
        ("en", "People who have met the mayor say that she is kind.", "People who have met the mayor"),
        ("en", "It was reported by the police that the bridge was shut.", "the police"),
        ("de", "Am Montag sagte der Bürgermeister, die Brücke sei gesperrt.", "der Bürgermeister"),
        ("fr", "Lundi, la maire a déclaré que le pont fermerait.", "la maire"),
    ],
)
def test_the_subject_of_a_cue(language: str, text: str, expected: str) -> None:
    line = line_of(text, language)
    (cue, *_) = find_cues(line)
    assert written(line, subject(line, cue)) == expected


@pytest.mark.parametrize(
    ("language", "text", "mode"),
    [
        ("nl", "Karin Smit zegt dat de brug dicht is.", "that"),
        ("nl", "Karin Smit vraagt of de brug dicht is.", "question"),
        ("nl", 'Karin Smit zei: "De brug is dicht."', "marks"),
        ("nl", "Karin Smit belooft de brug te openen.", "infinitive"),
        ("en", "Karin Smith said the bridge was shut.", "bare"),
        ("en", "Karin Smith said last week the bridge was shut.", "bare"),
        ("en", 'Karin Smith said the bridge "is shut" for good.', "bare"),
        ("en", "Karin Smith told reporters that the bridge was shut.", "that"),
        ("de", "Karin Schmidt sagte, die Brücke sei gesperrt.", "bare"),
        ("fr", "Karin Petit a dit que le pont fermerait.", "that"),
    ],
)
def test_the_object_of_a_cue(language: str, text: str, mode: str) -> None:
    line = line_of(text, language)
    (cue, *_) = find_cues(line)
    source = subject(line, cue)
    assert source is not None
    after = max(cue.last, source.last) if source.first > cue.finite else cue.last
    reported = object_after(line, cue, after)
    assert reported is not None and reported.mode == mode


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Karin Smith said the bridge was shut, adding that it was old.", "the bridge was shut"),
        ("While Karin Smith said the bridge was shut, others walked over it.", "the bridge was shut"),
        ("Karin Smith said the bridge was shut, but Jan Peters said it was open.", "the bridge was shut"),
        ("Karin Smith said the bridge was shut, as was the road.", "the bridge was shut"),
        ("Karin Smith said the bridge and the road were shut.", "the bridge and the road were shut"),
    ],
)
def test_where_reported_words_end(text: str, content: str) -> None:
    line = line_of(text, "en")
    statement = read_line(line)[0]
    (piece,) = statement.pieces
    assert line.span(*piece).of(text) == content


def test_a_clause_split_by_its_cue_is_one_statement_of_two_pieces() -> None:
    text = "The bridge, Karin Smith said, was shut for good."
    line = line_of(text, "en")
    (statement,) = read_line(line)
    assert [line.span(*piece).of(text) for piece in statement.pieces] == [
        "The bridge",
        "was shut for good",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De brief van Karin Smit was drie bladzijden lang."),
        ("nl", "Volgens plan gaat de brug in mei open."),
        ("en", "They could say that."),
        ("en", "The shop denied the claim."),
        ("de", "Nach dem Spiel ging die Brücke auf."),
        ("fr", "Selon le calendrier, le pont ouvre en mai."),
    ],
)
def test_what_reports_nothing(language: str, text: str) -> None:
    assert read_line(line_of(text, language)) == []


def test_without_rules_for_a_language_only_a_name_and_a_colon_count() -> None:
    text = 'Karin Smit: "Most zamknięty" powiedziała Karin Smit.'
    line = line_of(text, "pl")
    assert [statement.rule for statement in read_line(line)] == ["source, colon, marks"]
