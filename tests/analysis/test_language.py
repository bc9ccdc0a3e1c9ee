"""Language files: the schema that they are held to, and what the bundled ones must offer."""

from __future__ import annotations

from importlib.resources import files

import pytest

from reader.analysis.language import Language, load_language, parse_language
from reader.analysis.language_files import LanguageError, supported_languages

SOURCE = (files("reader.analysis") / "languages" / "en.yaml").read_text(encoding="utf-8")
CODES = supported_languages()


def changed(old: str, new: str) -> str:
    assert old in SOURCE
    return SOURCE.replace(old, new, 1)


def test_the_bundled_languages() -> None:
    assert {"de", "en", "fr", "nl"} <= set(CODES)
    assert all(load_language(code).supported for code in CODES)


@pytest.mark.parametrize("code", ["nl", "nl-BE", "NL", "nl_BE"])
def test_a_region_does_not_matter(code: str) -> None:
    assert load_language(code) is not None
    assert load_language(code).code == "nl"


@pytest.mark.parametrize("code", [None, "", "pl", "../nl", "x" * 1000])
def test_any_other_code_gives_a_language_without_rules(code: str | None) -> None:
    assert not load_language(code).supported


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("- just\n- a list", "own.yaml: not a list of keys"),
        (changed("name:", "nome:"), "own.yaml: unknown key 'nome'"),
        (changed("order:", "# order:"), "own.yaml: no order"),
        (changed("cue_in_marks: false", "cue_in_marks: no way"), "own.yaml: cue_in_marks is neither"),
        (
            changed("complementisers: |", "complementisers: [that]\nnot_used: |"),
            "own.yaml: unknown key 'not_used'",
        ),
        (changed("verbs:", "verbs: []\nverbs_not_used:"), "own.yaml: unknown key 'verbs_not_used'"),
        (changed("  say: |", "  shout: |"), "own.yaml: verbs has other keys"),
        (changed("    say: ", "    say "), "own.yaml: verbs: say: no colon in 'say "),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_file_and_key(source: str, message: str) -> None:
    with pytest.raises(LanguageError) as refused:
        parse_language("xx", source, "own.yaml")
    assert message in str(refused.value)


def test_a_list_in_place_of_words_is_refused() -> None:
    start = SOURCE.index("complementisers: |")
    end = SOURCE.index("\n", SOURCE.index("\n", start) + 1)
    with pytest.raises(LanguageError, match=r"own\.yaml: complementisers is no text"):
        parse_language("xx", SOURCE[:start] + "complementisers: [that]" + SOURCE[end:], "own.yaml")


@pytest.mark.parametrize("code", CODES)
def test_every_word_is_lower_case_with_a_straight_apostrophe(code: str) -> None:
    language = load_language(code)
    words = language.verbs.keys() | language.adverbs | language.prepositions | language.pronouns
    assert not [word for word in words if word != word.lower() or "’" in word]


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("nl", "zegt zei zeiden gezegd vindt vond verklaart meldde benadrukt antwoordde beweert waarschuwt"),
        ("en", "says said saying told adds warned insisted argues denied announced believes asked"),
        ("de", "sagt sagte gesagt erklärte betonte forderte warnt meinte behauptet berichtete kritisierte"),
        ("fr", "dit disait déclaré affirme ajoute estime explique assure annonce précise raconte souligne"),
    ],
)
def test_the_reporting_verbs_that_every_newspaper_uses(code: str, forms: str) -> None:
    assert set(forms.split()) <= load_language(code).verbs.keys()


def test_a_separable_verb_stands_apart_or_joined() -> None:
    verbs = load_language("nl").verbs
    apart = [verb for verb in verbs["kondigt"] if verb.lemma == "aankondigen"]
    joined = [verb for verb in verbs["aankondigt"] if verb.lemma == "aankondigen"]
    assert apart[0].particle == ("aan",) and apart[0].separable
    assert joined[0].particle == () and not joined[0].separable


def test_a_language_without_a_file_has_empty_lists() -> None:
    language = Language(code="pl")
    assert not language.supported
    assert not language.is_function_word("i")
    assert not language.is_adverb("bardzo")
