"""The bundled article: every quotation and statement in it, with the speaker it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import analyse
from reader.reading import Analysis, How, QuoteKind

ARTICLE = Path(__file__).parents[2] / "articles" / "2017-04-11-g7-lucca.md"

MIXED = {
    "hypocriet": ("Ayrault", "Jean-Marc Ayrault"),
    "keerpunt": ("Johnson", "Boris Johnson"),
    "een vergiftiging van de reputatie van Rusland": ("Johnson", "Boris Johnson"),
    "onafhankelijk internationaal onderzoek": (
        "Het Russische ministerie van Buitenlandse Zaken",
        "Russische ministerie van Buitenlandse Zaken",
    ),
}
INDIRECT = [
    ("Ook zijn ze het erover eens", "moet vertrekken", "zei", "Jean-Marc Ayrault"),
    ("dat de Amerikaans raketaanval", '"keerpunt" is', "zei", "Boris Johnson"),
    ("lijdt de steun", 'reputatie van Rusland"', "Volgens", "Boris Johnson"),
    ("dat de Russische bondgenootschappen", "Russische belang zijn", "zei", "Rex Tillerson"),
    ("Het land kan zich", "zijde scharen", "aldus", "Rex Tillerson"),
    ("dat hij juist", "wilde aanhalen", "zei", "Donald Trump"),
    ("dat de gifgasaanval", "Syrische luchtmacht", "ontkent", "Rusland"),
    ("werd bij een conventioneel", "rebellen getroffen", "Volgens", "Rusland"),
    ("dat het zal aandringen", "de gifgasaanval", "liet", "Russische ministerie van Buitenlandse Zaken"),
    ("dat het Kremlin", "over Noord-Korea", "zei", "Russische ministerie van Buitenlandse Zaken"),
    ("dat de VS zonder hulp", "niet staakt", "kondigde", "Donald Trump"),
]


@pytest.fixture(scope="module")
def text() -> str:
    return ARTICLE.read_text(encoding="utf-8").split("---\n", 2)[2]


@pytest.fixture(scope="module")
def analysis(text: str) -> Analysis:
    return analyse(text, "nl")


def test_the_one_direct_quote(text: str, analysis: Analysis) -> None:
    (quote,) = [quote for quote in analysis.quotes if quote.kind is QuoteKind.DIRECT]
    assert quote.words(text).startswith("Het is voor ons allemaal duidelijk")
    assert quote.words(text).endswith("op zijn einde loopt.")
    assert quote.source is not None and quote.source.of(text) == "Tillerson"
    assert quote.speaker is not None and quote.speaker.name == "Rex Tillerson"


def test_fragments_belong_to_who_said_them(text: str, analysis: Analysis) -> None:
    found = {
        quote.words(text): (quote.source and quote.source.of(text), quote.speaker and quote.speaker.name)
        for quote in analysis.quotes
        if quote.kind is QuoteKind.MIXED
    }
    assert found == MIXED


def test_indirect_statements_begin_and_end_where_they_should(text: str, analysis: Analysis) -> None:
    found = [quote for quote in analysis.quotes if quote.kind is QuoteKind.INDIRECT]
    assert len(found) == len(INDIRECT)
    for quote, (start, end, cue, speaker) in zip(found, INDIRECT, strict=True):
        assert quote.words(text).startswith(start) and quote.words(text).endswith(end)
        assert quote.cue is not None and quote.cue.of(text) == cue
        assert quote.speaker is not None and quote.speaker.name == speaker


def test_every_speaker_is_cued_and_says_why(analysis: Analysis) -> None:
    assert all(quote.how is How.CUED and quote.rule and quote.reason for quote in analysis.quotes)
