"""A language is one file: what a small one of our own, put beside the bundled ones, makes readable."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader import analyse
from reader.analysis import detect, language, language_files, name_words
from reader.analysis.detect import detect as recognise
from reader.analysis.language_files import LanguageError, supported_languages
from reader.opening import BAD_INPUT, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

ITALIAN = Path(__file__).with_name("fifth") / "it.yaml"
ARTICLE = """\
Il ponte di Valserra resta chiuso

La sindaca Carla Bonetti ha visitato il ponte lunedì. «Il ponte resterà chiuso per un mese», ha detto \
la sindaca.

Paolo Ferri ha dichiarato: «Nessuno ci ha avvertiti.» Poi ha lasciato la sala.

Secondo il professore Marco Landi, il cemento è troppo vecchio. Bonetti ha annunciato che i lavori \
cominceranno in maggio. Ella ha spiegato che il comune pagherà.

Ferri definì il piano «una vergogna». Il film «Il lungo inverno» esce mercoledì. Tutto procede secondo \
il piano.
"""
CACHES = (
    language_files.supported_languages,
    language.load_language,
    name_words.load_name_words,
    name_words._given,
    detect._evidence,
    detect._signs,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the bundled languages, which the analysis reads instead of its own."""
    copy = tmp_path / "languages"
    shutil.copytree(Path(str(language_files.DIRECTORY)), copy)
    monkeypatch.setattr(language_files, "DIRECTORY", copy)
    forget()
    yield copy
    monkeypatch.undo()
    forget()


def forget() -> None:
    for cache in CACHES:
        cache.cache_clear()


def test_without_the_file_the_language_is_none_of_ours() -> None:
    assert recognise(ARTICLE) is None
    assert analyse(ARTICLE).language is None


def test_one_file_makes_a_language(folder: Path) -> None:
    shutil.copy(ITALIAN, folder)
    analysis = analyse(ARTICLE)
    assert (analysis.language, analysis.notes) == ("it", ())
    assert "it" in supported_languages()
    found = [
        (str(quote.kind), quote.words(ARTICLE), quote.speaker.name if quote.speaker else None, str(quote.how))
        for quote in analysis.quotes
    ]
    assert found == [
        ("direct", "Il ponte resterà chiuso per un mese", "Carla Bonetti", "cued"),
        ("direct", "Nessuno ci ha avvertiti.", "Paolo Ferri", "cued"),
        ("indirect", "il cemento è troppo vecchio", "Marco Landi", "cued"),
        ("indirect", "che i lavori cominceranno in maggio", "Carla Bonetti", "cued"),
        ("indirect", "che il comune pagherà", "Carla Bonetti", "cued"),
        ("mixed", "una vergogna", "Paolo Ferri", "cued"),
    ]
    roles = {actor.name: actor.role for actor in analysis.actors}
    assert {"Carla Bonetti": "sindaca", "Marco Landi": "professore"}.items() <= roles.items()


def test_the_other_languages_are_read_as_before(folder: Path) -> None:
    shutil.copy(ITALIAN, folder)
    assert recognise("De minister zei dat hij van het plan niets wist.") == "nl"
    assert recognise("La ministre a dit qu'elle ne savait rien du projet.") == "fr"
    assert recognise("Borgmästaren vill att det ska byggas en ny bro över kanalen.") is None


def test_a_language_that_does_not_say_by_what_is_known_by_its_closed_classes(folder: Path) -> None:
    source = ITALIAN.read_text(encoding="utf-8")
    part = language_files.section(source, "recognition")
    assert part is not None and "elisions" not in part
    (folder / "it.yaml").write_text(source.replace(part, ""), encoding="utf-8")
    assert recognise(ARTICLE) == "it"


def test_recognition_reads_no_other_part_of_the_files(folder: Path) -> None:
    for code in supported_languages():
        file = folder / f"{code}.yaml"
        part = language_files.section(file.read_text(encoding="utf-8"), "recognition")
        file.write_text(f"{part}and then: [ what no parser takes", encoding="utf-8")
    assert recognise("De minister zei dat hij van het plan niets wist.") == "nl"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("order: subject-first", "order: any", "it.yaml: order is neither verb-second nor subject-first"),
        ("order: subject-first\n", "", "it.yaml: no order"),
        ("  words: |", "  wordz: |", "it.yaml: recognition: unknown key 'wordz'"),
        (
            "  phrase: first",
            "  phrase: third",
            "it.yaml: names: phrase is none of last, chain, capital, first",
        ),
        ("  and: e", "  or: o", "it.yaml: names: unknown key 'or'"),
        ("  and: e", "  and: [e]", "it.yaml: names: and is no text"),
        ("| Francese | Francesi", "| Francese", "it.yaml: names: peoples: not three parts parted by | in "),
        ("name: Italiano", "name: [Italiano", "it.yaml: line 3: no YAML (did not find expected ',' or ']')"),
        ("dire: dice", "dire dice", "it.yaml: verbs: say: no colon in 'dire dice"),
    ],
)
def test_a_wrong_file_is_one_line_and_an_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    source = ITALIAN.read_text(encoding="utf-8")
    assert old in source
    (folder / "it.yaml").write_text(source.replace(old, new, 1), encoding="utf-8")

    def action() -> int:
        analyse(ARTICLE, "it")
        analyse(ARTICLE)
        return 0

    assert outcome(action) == BAD_INPUT
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"g7reader: {message}")


def test_names_in_two_places_are_refused(folder: Path) -> None:
    shutil.copy(ITALIAN, folder)
    (folder / "it.names.yaml").write_text("phrase: first\n", encoding="utf-8")
    with pytest.raises(LanguageError, match=r"it\.names\.yaml: it\.yaml has names too"):
        analyse(ARTICLE, "it")
