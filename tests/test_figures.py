"""Who speaks, when, and beside whom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings

from reader.article import Actor, ActorKind, Article, Block, BlockKind, Metadata, Span
from reader.figures import Pair, article_figures, count_words, library_figures
from reader.formats.draft import Draft, assemble
from reader.reading import Analysis, Quote, QuoteKind, Reading
from tests.export.readings import make_reading
from tests.layout.material import readings


def reading_of(
    *said: tuple[str, str | None], published: date | None = None, kind: ActorKind = ActorKind.PERSON
) -> Reading:
    """A reading with a paragraph for each quote; a name of `#` begins a section."""
    drafts = [Draft(words, BlockKind.HEADING, 2) if name == "#" else Draft(words) for words, name in said]
    text, blocks, _marks = assemble(drafts)
    names = dict.fromkeys(name for _words, name in said if name and name != "#")
    actors = {name: Actor(name, kind) for name in names}
    quotes = tuple(
        Quote((block.span,), QuoteKind.DIRECT, speaker=actors[name] if name else None)
        for block, (_words, name) in zip(blocks, said, strict=True)
        if name != "#"
    )
    article = Article(text, blocks, Metadata(published=published))
    return Reading(article, Analysis(quotes, tuple(actors.values())))


def test_who_speaks_in_an_article_and_in_its_sections() -> None:
    reading = reading_of(
        ("een twee", "Anna"),
        ("Kop", "#"),
        ("een twee drie vier vijf", "Bram"),
        ("een", "Anna"),
        ("een twee drie vier vijf zes", None),
        ("Stil", "#"),
    )
    figures = article_figures(reading)
    assert (figures.articles, figures.quotes, figures.words) == (1, 4, 14)
    assert [(v.name, v.quotes, v.words) for v in figures.voices] == [
        ("Bram", 1, 5),
        ("Anna", 2, 3),
        (None, 1, 6),
    ]
    assert [(s.heading, s.level, [(v.name, v.words) for v in s.voices]) for s in figures.sections] == [
        (None, 0, [("Anna", 2)]),
        ("Kop", 2, [("Bram", 5), ("Anna", 1), (None, 6)]),
        ("Stil", 2, []),
    ]
    assert figures.pairs == (Pair("Anna", "Bram", 1),)


def test_a_library_counts_months_and_who_is_quoted_in_the_same_article() -> None:
    many = [
        reading_of(("een", "Anna"), ("Kop", "#"), ("een", "Bram"), published=date(2020, 11, 30)),
        reading_of(
            ("een", "Bram"), ("twee", "Anna"), ("een", "Cem"), published=datetime(2021, 2, 1, tzinfo=UTC)
        ),
        reading_of(("een", "Anna"), published=date(2021, 2, 28)),
        reading_of(("een", "Dina"), ("een", "Dina")),
    ]
    figures = library_figures(iter(many))
    assert (figures.articles, figures.quotes, figures.undated, figures.sections) == (4, 8, 2, ())
    assert [(f"{month.first:%Y-%m}", month.quotes) for month in figures.months] == [
        ("2020-11", 2),
        ("2020-12", 0),
        ("2021-01", 0),
        ("2021-02", 4),
    ]
    assert figures.pairs == (Pair("Anna", "Bram", 2), Pair("Anna", "Cem", 1), Pair("Bram", "Cem", 1))


def test_actors_of_one_name_and_kind_are_one_with_the_role_given_most() -> None:
    def smit(role: str | None, kind: ActorKind = ActorKind.PERSON) -> Reading:
        actor = Actor("Smit", kind, role)
        quote = Quote((Span(0, 2),), QuoteKind.DIRECT, speaker=actor)
        return Reading(Article("Ja", (Block(Span(0, 2)),)), Analysis((quote,), (actor,)))

    figures = library_figures(
        [smit("minister"), smit("burgemeester"), smit("burgemeester"), smit(None, ActorKind.ORGANISATION)]
    )
    assert [(voice.kind, voice.role, voice.quotes) for voice in figures.voices] == [
        (ActorKind.PERSON, "burgemeester", 3),
        (ActorKind.ORGANISATION, None, 1),
    ]


def test_nothing_is_no_error() -> None:
    empty = replace_quotes(make_reading(), ())
    assert article_figures(empty).voices == () and article_figures(empty).words == 0
    nothing = library_figures(())
    assert (nothing.articles, nothing.months, nothing.pairs) == (0, (), ())


def replace_quotes(reading: Reading, quotes: Iterable[Quote]) -> Reading:
    return Reading(reading.article, replace(reading.analysis, quotes=tuple(quotes)))


@given(readings())
@settings(max_examples=60, deadline=None)
def test_the_parts_are_the_whole(reading: Reading) -> None:
    figures = article_figures(reading)
    assert figures.quotes == len(reading.analysis.quotes) == sum(voice.quotes for voice in figures.voices)
    words = count_words(reading.analysis.quotes, reading.article.text)
    assert figures.words == words == sum(voice.words for voice in figures.voices)
    assert sum(voice.quotes for section in figures.sections for voice in section.voices) == figures.quotes
    assert library_figures([reading]).voices == figures.voices
