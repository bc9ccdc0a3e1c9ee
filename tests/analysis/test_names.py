import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis import language_files, name_words
from reader.analysis.language import load_language
from reader.analysis.language_files import LanguageError, supported_languages
from reader.analysis.name_words import load_name_words
from reader.analysis.names import find_names
from reader.analysis.word_flags import BODY, COMMON, COUNTRY, FEMALE, MALE, PEOPLE, PERSON

# language | text, its names in [ ] with what they name
TABLE = """
nl | Gisteren sprak [Karin Smit PER] met de pers.
nl | Het woord was aan [Mila van den Berg PER].
nl | Daarna kwam [Bart De Smet PER] aan het woord.
nl | De bakker sloot om zes uur.
nl | Bedoeling is dat de brug open blijft.
nl | Gelukkig regende het niet.
nl | Volgende maandag begint de school.
nl | Zij wonen in [Roosendaal LOC].
nl | Het kasteel van [Wezelberg LOC] staat leeg.
nl | Minister van [Buitenlandse Zaken ORG] [Otto Claes PER] vertrok.
nl | Dat meldt het bedrijf [Vantarix ORG].
nl | Ook [Jansen & Zonen NV ORG] deed mee.
nl | De [Raad van State ORG] keurde het plan goed.
nl | De [Belgische MISC] minister lachte.
nl | De [Europese Commissie ORG] wacht af.
nl | In de [Ronde van Frankrijk MISC] won niemand.
nl | De [NAVO-baas MISC] zweeg.
nl | Wij gaan naar de [Verenigde Staten LOC].
nl | Het kost minder in de [VS LOC].
nl | Hij zag [Trezel LOC], [Molvank LOC] en [Antwerpen LOC].
en | Yesterday [Karen Smith PER] met President [Paul Harper PER].
en | However, the bridge stayed closed.
en | The [Bank of Wenford ORG] raised rates.
en | On Tuesday I saw her in [Chicago LOC].
de | Die Brücke bleibt vorerst gesperrt.
de | Am Montag traf [Karin Huber PER] den Minister.
de | Das sagte Bundeskanzlerin [Annette Wolf PER] in [Berlin LOC].
de | Es gab Pistolen, Zelte und Konserven.
fr | Hier, [Claire Moreau PER] a vu [Jeanne d'Aubigny PER].
fr | La [Banque centrale européenne ORG] attend.
fr | La [Confédération nationale des syndicats ORG] attend.
fr | Les prix montent depuis lundi.
"""
MARKED = re.compile(r"\[(.+?) (PER|ORG|LOC|MISC)\]")


@pytest.mark.parametrize("row", TABLE.strip().split("\n"))
def test_names_in_a_sentence(row: str) -> None:
    language, marked = row.split(" | ")
    found = find_names(MARKED.sub(r"\1", marked), language)
    assert [(span.of(MARKED.sub(r"\1", marked)), kind) for span, kind in found] == MARKED.findall(marked)


def test_a_word_at_the_start_of_a_sentence_is_a_name_where_the_document_shows_it() -> None:
    text = "Vermiste blijft zoek.\n\nGraven praat niet. Later sprak Graven toch."
    names = [span.of(text) for span, _ in find_names(text, "nl")]
    assert names == ["Graven", "Graven"]


def test_a_surname_is_a_persons_where_the_full_name_shows_it() -> None:
    text = "De Vantarix is van ijzer. Toen kwam Karin Vantarix."
    assert {kind for _, kind in find_names(text, "nl")} == {"PER"}


def test_every_language_has_name_words_that_load() -> None:
    for code in supported_languages():
        assert load_name_words(code).countries


def test_word_classes() -> None:
    classes = load_name_words("nl").classes
    assert classes["verkeersminister"] & PERSON
    assert classes["onderzoekers"] & PEOPLE
    assert classes["luchtvaartmaatschappij"] & BODY
    assert classes["België"] & COUNTRY
    assert classes["Jean-Marc"] & MALE
    assert not classes["Jean-Marc"] & FEMALE
    assert classes["Volgens"] & COMMON


def test_an_unsupported_language_still_finds_capitalised_names() -> None:
    text = "Wczoraj mówił Karl Vantarix o tym."
    assert ("Karl Vantarix", "PER") in [(span.of(text), kind) for span, kind in find_names(text, "pl")]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("- a\n", "not a list of keys"),
        ("masculine: Jan\nfeminine: An\nsurprise: x\n", "unknown key 'surprise'"),
        ("masculine: 3\n", "masculine is no text"),
        ("masculine: [Jan\n", "line 2: no YAML"),
    ],
)
def test_a_broken_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, complaint: str
) -> None:
    (tmp_path / "given.names.yaml").write_text(source, encoding="utf-8")
    monkeypatch.setattr(language_files, "DIRECTORY", tmp_path)
    with pytest.raises(LanguageError, match=f"given.names.yaml: .*{complaint}"):
        name_words._given.__wrapped__()


@given(st.text(), st.sampled_from([*supported_languages(), "xx"]))
def test_any_text_gives_ordered_spans_in_range(text: str, language: str) -> None:
    end = 0
    for span, kind in find_names(text, language):
        assert end <= span.start < span.end <= len(text)
        assert kind in ("PER", "ORG", "LOC", "MISC")
        end = span.end


@pytest.mark.parametrize("piece", ["Van ", "De Jan van der ", "Raad van de ", "A.", "Xy-", "xy", "Abc & "])
def test_long_runs_of_name_parts_take_linear_time(piece: str) -> None:
    find_names(piece * 50, "nl")

    def took(times: int) -> float:
        started = time.process_time()
        find_names(piece * times, "nl")
        return time.process_time() - started

    assert min(took(16000) for _ in range(3)) < 40 * max(min(took(1000) for _ in range(3)), 0.002)


def test_the_loaded_language_is_the_one_asked_for() -> None:
    assert load_name_words("fr").language is load_language("fr")
