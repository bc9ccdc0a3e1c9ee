"""Any text at all gives spans in range, in order, and never an exception."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import analyse
from reader.analysis.language import load_language
from reader.analysis.language_files import supported_languages
from reader.analysis.marks import find_passages
from reader.analysis.tokens import tokenise

LANGUAGES = [*supported_languages(), "xx", ""]
WORDS = [
    "zei", "said", "sagte", "a dit", "volgens", "according to", "laut", "selon", "dat", "that", "dass", "que",
    "Jansen", "De Vries", "the minister", "hij", "she", "er", "-t-il", "aldus", "zufolge", "nach Angaben",
    '"', "'", "“", "”", "„", "«", "»", "‘", "’", ",,", "''", ".", ",", ":", ";", "?", "!", "…", "–", "(", ")",
    "\n", "\n\n", "3.", "U.S.", "dr.", "🙂", "שלום", "ZEI", "\u00a0", "luidt het", "hieß es", "sei", "niet",
]  # fmt: skip
news = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
anything = st.text(max_size=300)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(news, anything), language=st.sampled_from(LANGUAGES))
def test_quotes_lie_in_the_text_and_their_spans_in_order(text: str, language: str) -> None:
    analysis = analyse(text, language or None)
    for quote in analysis.quotes:
        ends = 0
        for span in quote.spans:
            assert ends <= span.start < span.end <= len(text)
            ends = span.end
        for span in (quote.source, quote.cue, quote.via and quote.via.source, quote.via and quote.via.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert quote.speaker is None or quote.speaker in analysis.actors
        assert (quote.source is None) == (quote.how == "none")
        assert quote.rule
    assert list(analysis.quotes) == sorted(analysis.quotes, key=lambda quote: (quote.start, -quote.end))


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(news, anything), language=st.sampled_from(LANGUAGES))
def test_tokens_cover_every_character_that_is_no_space(text: str, language: str) -> None:
    document = tokenise(text, load_language(language))
    ends = 0
    for token in document.tokens:
        assert not text[ends : token.start].strip()
        assert text[token.start : token.end] == token.text
        ends = token.end
    assert not text[ends:].strip()
    assert [s.first for s in document.sentences[1:]] == [s.last for s in document.sentences[:-1]]


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(news, anything), language=st.sampled_from(LANGUAGES))
def test_passages_nest(text: str, language: str) -> None:
    open_until: list[int] = []
    for passage in find_passages(tokenise(text, load_language(language))):
        while open_until and open_until[-1] <= passage.first:
            open_until.pop()
        assert all(passage.last <= end for end in open_until)
        assert passage.outer_first < passage.first < passage.last <= passage.outer_last
        open_until.append(passage.last)


HOSTILE = [
    "woord " * 400,
    '"' * 2000,
    "zei Jansen, " * 300,
    "“a " * 700,
    "Jansen zei dat Smit zei dat " * 100,
    "volgens " * 400,
    "🙂" * 1500,
    "\u202eשלום" * 400,
    "a.b." * 600,
    "'s " * 700,
    "ALLES IN HOOFDLETTERS ZEI DE MAN. " * 60,
    '"waarom?" vroeg hij "daarom!" ' * 80,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_time_grows_with_the_length_and_no_faster(text: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        analyse(text, "nl")
        return time.process_time() - start

    seconds(text)
    once = min(seconds(text) for _ in range(2))
    assert seconds(text * 16) < 60 * once + 0.2
