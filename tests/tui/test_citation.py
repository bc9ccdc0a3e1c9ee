from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reader.article import Article, Block, Metadata, Span
from reader.reading import Quote, QuoteKind
from reader.tui.citation import citation
from tests.tui.example import ARTICLE, QUOTES


def test_a_citation_says_who_said_it_and_where() -> None:
    assert citation(ARTICLE, QUOTES[0]) == (
        '"a risk for everyone who lives behind it", Ilse Verbeek, Mayor of Oostmarkt, '
        "De Havenbode, 2024-03-12, https://havenbode.example/lock"
    )


def test_a_quote_that_the_cue_splits_is_joined() -> None:
    assert citation(ARTICLE, QUOTES[2]).startswith(
        '"We have sailed through that lock for sixty years … and it never failed us.", Tomás Güell, skipper, '
    )


def test_without_a_speaker_the_words_of_the_text_stand_in_its_place() -> None:
    assert citation(ARTICLE, QUOTES[4]).startswith('"Without a lock there is no market", a trader, De Haven')


def test_what_is_not_known_is_left_out() -> None:
    text = "It is\nso"
    article = Article(text, (Block(Span(0, len(text))),))
    assert citation(article, Quote((Span(0, len(text)),), QuoteKind.DIRECT)) == '"It is so"'


def test_a_date_with_an_hour_is_given_as_a_day() -> None:
    published = datetime(2024, 3, 12, 8, 30, tzinfo=UTC)
    article = replace(ARTICLE, metadata=Metadata(published=published))
    assert citation(article, QUOTES[0]).endswith(", 2024-03-12")
