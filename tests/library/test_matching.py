from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.library.folding import fold_text
from reader.library.matching import QuoteIndex, search_quotes
from reader.library.query import QueryError, State, Words, parse, walk
from tests.library.articles import harbour

READING = harbour()
INDEX = QuoteIndex(READING)
TEXT = READING.article.text


def found(text: str, *, typing: bool = False) -> list[int]:
    """The numbers of the quotes that answer."""
    quotes = READING.analysis.quotes
    return [quotes.index(hit.quote) for hit in search_quotes(READING, parse(text, typing=typing))]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [0, 1, 2, 3]),
        ("kade", [0, 2]),
        ("KADÉ", [0, 2]),
        ("kad", []),
        ("kad*", [0, 2]),
        ('"de kade"', [0]),
        ('"wachten op"', [1]),
        ('"op wachten"', []),
        ("kade niet", [0, 2]),
        ("kade -mevrouw", [0]),
        ("veilig or dwaze", [0, 3]),
        ("zwijgt", []),
        ("by:lokke", [0, 2]),
        ("by:BURGEMEESTER", [0, 2]),
        ('by:"mevrouw kade"', [1]),
        ("by:kamer kind:direct", []),
        ("-by:lokke", [1, 3]),
        ("about:kade", [0, 2]),
        ('about:"mevrouw kadé"', [2]),
        ("in:strasse", [1, 2]),
        ("in:geld", [3]),
        ("in:haven", []),
        ("kind:mixed or kind:indirect", [2, 3]),
        ("outlet:kust lang:nl", [0, 1, 2, 3]),
        ("outlet:zee", []),
        ("lang:fr", []),
        ("tag:havens", [0, 1, 2, 3]),
        ("tag:zaken", [0, 1, 2, 3]),
        ("tag:haven", []),
        ("after:2024-03-05 before:2024-03-06", [0, 1, 2, 3]),
        ("before:2024-03-05", []),
        ("after:2024-04", []),
        ("is:starred", []),
        ("-is:starred", [0, 1, 2, 3]),
    ],
)
def test_a_query_finds_its_quotes(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


def test_the_last_word_typed_is_the_beginning_of_a_word() -> None:
    assert found("vei", typing=True) == [0]
    assert found("vei ", typing=True) == []


def test_the_state_of_the_article_is_given_by_the_caller() -> None:
    query = parse("is:starred -has:note")
    assert len(INDEX.search(query, {State.STARRED})) == 4
    assert INDEX.search(query, {State.STARRED, State.NOTE}) == []


def test_an_hour_counts_as_its_day_and_no_date_as_none() -> None:
    at_night = harbour(published=datetime(2024, 3, 5, 23, 59, tzinfo=UTC))
    assert len(search_quotes(at_night, parse("before:2024-03-06 after:2024-03-05"))) == 4
    undated = harbour(published=None)
    assert search_quotes(undated, parse("before:2099")) == []


def test_a_hit_over_the_cue_is_a_span_on_each_side_of_it() -> None:
    (hit,) = search_quotes(READING, parse('"wachten op de"'))
    assert [span.of(TEXT) for span in hit.hits] == ["wachten", "op de"]


def test_hits_that_overlap_are_one() -> None:
    (hit,) = search_quotes(READING, parse('"de kade" "kade is" kad*'))
    assert [span.of(TEXT) for span in hit.hits] == ["De kade is"]


def test_what_a_quote_is_about_is_marked() -> None:
    (hit,) = search_quotes(READING, parse('about:"mevrouw kade"'))
    assert [span.of(TEXT) for span in hit.hits] == ["Mevrouw Kadé"]


@given(st.sampled_from(sorted(set(TEXT.split()))), st.booleans())
def test_hits_are_in_the_quote_and_fold_to_the_word(written: str, typing: bool) -> None:
    try:
        query = parse(written, typing=typing)
    except QueryError:
        assume(False)
    (sought,) = [node for node in walk(query.node) if isinstance(node, Words)]
    for hit in INDEX.search(query):
        assert hit.hits
        for span in hit.hits:
            assert any(part.contains(span) for part in hit.quote.spans)
            words = tuple(fold_text(span.of(TEXT)).split())
            assert words == sought.words or (sought.prefix and words[-1].startswith(sought.words[-1]))


@given(st.text(st.sampled_from('kade nivlgø:-"()*or'), max_size=20))
def test_whatever_is_typed_hits_stay_in_range(text: str) -> None:
    try:
        query = parse(text, typing=True)
    except QueryError:
        return
    for hit in INDEX.search(query):
        ends = [0, *(end for span in hit.hits for end in (span.start, span.end)), len(TEXT)]
        assert ends == sorted(ends)
