"""What a screen reader is given: sentences in the order in which they are to be heard."""

from hypothesis import given, settings

from reader.analysis import analyse_article
from reader.bundled import bundled_article
from reader.export.spoken import spoken_actor, spoken_article, spoken_explanation, spoken_quote
from reader.formats import load_bytes
from reader.reading import Analysis, Reading
from tests.export.readings import make_reading
from tests.layout.material import readings

READING = make_reading()
TEXT = READING.article.text
DRAWN = {*map(chr, range(0x2500, 0x25A0)), "❝", "≈", "┆", "●"}


def test_who_comes_first_then_how_then_the_words() -> None:
    assert [spoken_quote(quote, TEXT) for quote in READING.analysis.quotes] == [
        "Anna Smit said, direct, zei: “De brug blijft dicht … tot de zomer.”",
        "Probably Anna Smit said, mixed: “gevaarlijk”",
        "According to de krant, Anna Smit said, indirect, zei: dat er geen geld is",
        "Iemand said, direct, riep: “Schande!”",
    ]


def test_an_actor() -> None:
    assert [spoken_actor(actor, READING) for actor in READING.analysis.actors] == [
        "Anna Smit, person, burgemeester. 2 mentions, 3 quotes. Also called Smit.",
        "de krant, organisation. 1 mention, 0 quotes.",
    ]


def test_an_explanation() -> None:
    lines = ["".join(entry) for entry in spoken_explanation(READING.analysis.quotes[0], TEXT)]
    assert lines[1:] == [
        "Found by the rule: split by its cue.",
        "The speaker: the subject of zei.",
        "Named by the words: burgemeester Anna Smit.",
    ]


def test_an_article_tells_before_a_paragraph_who_speaks_in_it() -> None:
    assert list(spoken_article(READING)) == [
        "De brug [blijft] dicht",
        "De Veldbode, 4 Mar 2021, 08:00 UTC, 1 min",
        "",
        "Anna Smit, burgemeester, said, direct, zei:",
        "“De brug blijft dicht”, zei burgemeester Anna Smit, “tot de zomer.”",
        "",
        "Heading: Vragen",
        "",
        "Probably Anna Smit, burgemeester, said, mixed:",
        "According to de krant, Anna Smit, burgemeester, said, indirect, zei:",
        'De brug is volgens haar "gevaarlijk". Volgens de krant zei Smit dat er geen geld is.',
        "",
        "Iemand said, direct, riep:",
        "Iemand riep: “Schande!”",
    ]


def test_blocks_say_what_they_are() -> None:
    source = b"Begin.\n\n- een\n\n3. drie\n\n> citaat\n\n![plaat](x)\n\n| a | b |\n|---|---|\n| c | d |\n"
    reading = Reading(load_bytes(source, "a.md"), Analysis())
    assert [line for line in spoken_article(reading) if line][1:] == [
        "Begin.",
        "Item: een",
        "Item: 3. drie",
        "Quoted text: citaat",
        "Caption: plaat",
        "Row: a; b",
        "Row: c; d",
    ]


def test_nothing_of_the_bundled_article_is_drawn_nor_lost() -> None:
    article = bundled_article()
    spoken = "\n".join(spoken_article(Reading(article, analyse_article(article))))
    assert not DRAWN & set(spoken)
    for block in article.blocks:
        assert block.span.of(article.text) in spoken


@given(readings())
@settings(max_examples=50, deadline=None)
def test_every_quote_is_one_line(reading: Reading) -> None:
    for quote in reading.analysis.quotes:
        assert "\n" not in spoken_quote(quote, reading.article.text)
