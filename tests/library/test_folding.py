import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Span
from reader.library.folding import fold, fold_text, folded_words, words_in

anything = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("syrie", "Syrië"),
        ("strasse", "Straße"),
        ("lokke", "LØKKE"),
        ("lodz", "Łódź"),
        ("dakovo", "Đakovo"),
        ("oeuvre", "Œuvre"),
        ("finanzen", "ﬁnanzen"),
        ("istanbul", "İstanbul"),
        ("regierung", "Regie\u00adrung"),
        ("cafe", "cafe\u0301"),
        ("μαιοσ", "Μάϊος"),
        ("2", "²"),
    ],
)
def test_what_differs_in_case_and_accents_folds_to_the_same(typed: str, written: str) -> None:
    assert fold_text(written) == typed == fold_text(typed)


def test_words_are_runs_of_letters_and_digits() -> None:
    assert folded_words("L'été, foto's: 3.5_x — G7!") == ("l", "ete", "foto", "s", "3", "5", "x", "g7")


def test_a_folded_span_leads_back_to_whole_characters() -> None:
    text = "Die Straße, e\u0301e\u0301n ﬁle"
    spans = {word: text[start:end] for word, start, end in words_in(text)}
    assert spans == {"die": "Die", "strasse": "Straße", "een": "e\u0301e\u0301n", "file": "ﬁle"}
    folded = fold(text)
    assert folded.original(8, 9).of(text) == "ß"
    assert folded.original(9, 10).of(text) == "ß"
    assert folded.original(3, 3) == Span(3, 3)


@given(anything)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold_text(text)
    assert folded_words(once) == folded_words(text)


@given(anything)
def test_normal_forms_fold_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert folded_words(composed) == folded_words(decomposed)


@given(anything)
def test_every_folded_word_leads_back_to_text_that_folds_to_it(text: str) -> None:
    folded = fold(text)
    assert len(folded.origins) == len(folded.text) + 1
    last = 0
    for word, start, end in words_in(text):
        assert last <= start < end <= len(text)
        last = start
        assert word in fold_text(text[start:end])
