import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.analysis.detect import detect
from reader.analysis.language_files import supported_languages
from tests.analysis.tables import read_table

SHORT = {
    "nl": [
        "De burgemeester wil een nieuwe brug over het kanaal.",
        "Volgens de politie raakte niemand gewond",
        "Geen akkoord over de begroting van volgend jaar",
        "Zij zei dat ze niets wist van het plan.",
        "Het regent al drie dagen in de Ardennen",
    ],
    "en": [
        "The mayor wants a new bridge over the canal.",
        "No one was hurt, according to the police",
        "No deal on the budget for next year",
        "She said that she knew nothing of the plan.",
        "Why the rain will not stop this week",
    ],
    "de": [
        "Der Bürgermeister will eine neue Brücke über den Kanal.",
        "Laut Polizei wurde niemand verletzt",
        "Keine Einigung über den Haushalt im nächsten Jahr",
        "Sie sagte, dass sie von dem Plan nichts wusste.",
        "Warum der Regen nicht aufhört",
    ],
    "fr": [
        "La maire veut un nouveau pont sur le canal.",
        "Selon la police, personne n'a été blessé",
        "Pas d'accord sur le budget de l'année prochaine",
        "Elle a dit qu'elle ne savait rien du projet.",
        "Pourquoi la pluie ne s’arrête pas",
    ],
}
OTHERS = [
    "El alcalde quiere un puente nuevo sobre el canal y no lo dice.",
    "Il sindaco vuole un nuovo ponte sul canale, ma non lo dice.",
    "O prefeito não quer uma ponte nova, mas também não diz por quê.",
    "Borgmästaren vill att det ska byggas en ny bro över kanalen.",
    "Borgmesteren vil have en ny bro, men det er ikke til at betale.",
    "Burmistrz chce nowego mostu, ale nie mówi, kto za to zapłaci.",
    "Die burgemeester sê dat hy nie weet of daar 'n nuwe brug sal wees nie.",
    "Мэр хочет построить новый мост.",
    "市長は新しい橋を望んでいる。",
]


@pytest.mark.parametrize(("language", "text"), [(code, text) for code in SHORT for text in SHORT[code]])
def test_short_sentences_are_recognised(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("language", supported_languages())
def test_statements_of_nine_words_and_more_are_recognised(language: str) -> None:
    found = [detect(case.text) for case in read_table(language) if len(case.text.split()) >= 9]
    assert len(found) > 20
    assert set(found) <= {language, None}
    assert found.count(None) <= len(found) / 20


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_not_taken_for_a_supported_one(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize("text", ["", "   ", "1234 5678", "😀😀", "Xqzzt", "NATO"])
def test_nothing_to_tell_by_is_no_language(text: str) -> None:
    assert detect(text) is None


def test_capitals_do_not_hide_a_language() -> None:
    assert detect("DE MINISTER WIL GEEN NIEUWE BELASTING OP HET WATER") == "nl"


def test_the_larger_part_of_a_mixed_text_decides() -> None:
    assert detect("De minister zei het niet. Hij zag er geen reden voor. “We will see.”") == "nl"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) in (*supported_languages(), None)


def test_an_analysis_recognises_the_language_when_none_is_given() -> None:
    assert reader.analyse("De minister zei dat hij er niets van wist.").language == "nl"


def test_an_unknown_language_is_said_to_be_unknown() -> None:
    analysis = reader.analyse(OTHERS[0])
    assert analysis.language is None
    assert len(analysis.notes) == 1


def test_an_unsupported_language_is_named() -> None:
    assert "“sv”" in reader.analyse(OTHERS[3], language="sv").notes[0]
