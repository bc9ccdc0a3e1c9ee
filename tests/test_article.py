"""The model: spans, sections, and what stands at an offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article import BLOCK_SEPARATOR, Actor, ActorKind, Article, Block, BlockKind, Span
from reader.reading import Analysis, How, Quote, QuoteKind, Reading


def article_of(*parts: tuple[str, int]) -> Article:
    """An article of (words, heading level) parts; level 0 is a paragraph."""
    blocks, at = [], 0
    for words, level in parts:
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        blocks.append(Block(Span(at, at + len(words)), kind, level))
        at += len(words) + len(BLOCK_SEPARATOR)
    return Article(BLOCK_SEPARATOR.join(words for words, _ in parts), tuple(blocks))


NESTED = article_of(
    ("Het begin.", 0), ("Water", 1), ("Nat.", 0), ("Dijken", 2), ("Hoog.", 0), ("Zand", 1), ("Droog.", 0)
)


def titles(article: Article) -> list[str | None]:
    return [s.heading.span.of(article.text) if s.heading else None for s in article.sections]


def test_a_span_gives_its_words_and_compares_with_others() -> None:
    span = Span(3, 6)
    assert span.of("abcdefgh") == "def"
    assert len(span) == 3
    assert span.contains(Span(4, 6)) and not span.contains(Span(2, 5))
    assert span.overlaps(Span(5, 9)) and not span.overlaps(Span(6, 9))


def test_the_lead_is_a_section_without_a_heading() -> None:
    assert titles(NESTED) == [None, "Water", "Dijken", "Zand"]
    assert NESTED.sections[0].level == 0


def test_a_section_holds_its_deeper_sections() -> None:
    _, water, dijken, zand = NESTED.sections
    assert water.span.of(NESTED.text) == "Water\n\nNat.\n\nDijken\n\nHoog."
    assert dijken.span.of(NESTED.text) == "Dijken\n\nHoog."
    assert len(zand.blocks) == 2


def test_an_article_that_begins_with_a_heading_has_no_lead() -> None:
    assert titles(article_of(("Kop", 2), ("Tekst.", 0))) == ["Kop"]


def test_an_empty_article_has_no_sections() -> None:
    empty = Article("", ())
    assert empty.sections == ()
    assert empty.block_at(0) is None and empty.section_at(0) is None


def test_what_stands_at_an_offset_is_the_innermost() -> None:
    at = NESTED.text.index("Hoog")
    section, block = NESTED.section_at(at), NESTED.block_at(at)
    assert section is not None and section.heading is not None and block is not None
    assert section.heading.span.of(NESTED.text) == "Dijken"
    assert block.span.of(NESTED.text) == "Hoog."


@given(
    st.lists(st.tuples(st.text("abc .", min_size=1, max_size=12), st.integers(0, 4)), min_size=1, max_size=12)
)
def test_sections_cover_every_block_and_nest(parts: list[tuple[str, int]]) -> None:
    article = article_of(*parts)
    assert {block for section in article.sections for block in section.blocks} == set(article.blocks)
    for earlier, later in zip(article.sections, article.sections[1:], strict=False):
        nested = earlier.span.contains(later.span)
        assert nested == (later.level > earlier.level > 0 if earlier.heading else False)


def test_a_reading_gathers_quotes_by_speaker_and_by_innermost_section() -> None:
    speaker = Actor("Anna Smit", ActorKind.PERSON)
    first = Quote((Span(0, 3),), QuoteKind.INDIRECT, speaker=speaker, how=How.CUED)
    hoog = NESTED.text.index("Hoog")
    second = Quote((Span(hoog, hoog + 2), Span(hoog + 3, hoog + 4)), QuoteKind.DIRECT)
    reading = Reading(NESTED, Analysis((first, second), (speaker,), "nl"))
    assert reading.quotes_by_actor == {speaker: (first,)}
    assert [len(quotes) for quotes in reading.quotes_by_section.values()] == [1, 0, 1, 0]
    assert second.words(NESTED.text) == "Ho … g"
    assert (second.start, second.end) == (hoog, hoog + 4)
