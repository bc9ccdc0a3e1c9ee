from datetime import UTC, date, datetime

from hypothesis import given
from rich.cells import cell_len

from reader.article import Article, Metadata
from reader.layout.headline import LineKind, dateline, format_date, headline, reading_minutes
from tests.layout.material import TEXTS, WIDTHS, article_of


def test_the_dateline_names_what_is_known() -> None:
    article = article_of("word", outlet="The Coast", topic="Sea", published=date(2024, 2, 1))
    assert dateline(article) == "The Coast · Sea · 1 Feb 2024 · 1 min"
    assert dateline(article_of("word")) == "1 min"


def test_a_known_hour_is_shown_with_its_zone() -> None:
    assert format_date(datetime(2024, 2, 1, 9, 5, tzinfo=UTC)) == "1 Feb 2024, 09:05 UTC"


def test_reading_takes_longer_for_a_longer_text() -> None:
    assert reading_minutes(article_of("word " * 2200)) == 10


def test_notes_on_how_the_article_was_read_are_visible() -> None:
    lines = headline(Article("", (), notes=("Read as Windows-1252.",)), 40)
    assert [line.text for line in lines if line.kind is LineKind.NOTE] == ["Read as Windows-1252."]


@given(TEXTS, TEXTS, WIDTHS)
def test_no_row_above_the_text_is_too_wide(title: str, name: str, width: int) -> None:
    article = Article("", (), Metadata(title=title, outlet=name, authors=(name,)), notes=(name,))
    assert all(cell_len(line.text) <= width for line in headline(article, width))
