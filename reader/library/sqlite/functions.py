"""What the views of a library file ask Python: the folded words that the indexes hold.

Writing an article uses the same functions, so index and content say the same. What they
need is imported when they are called: to open a library and a reading takes none of it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reader.library.encoding import decode, decode_words
from reader.library.packing import unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from reader.article import Span
    from reader.reading import Reading


# The rows of one article follow each other, and so do the results of one search after another.
@lru_cache(maxsize=64)
def reading_of(body: bytes) -> Reading:
    """The reading that stored bytes hold; the latest ones are kept. Raises `LibraryError`."""
    return decode(unpack(body))


@lru_cache(maxsize=64)
def _words_of(body: bytes) -> tuple[str, str, list[tuple[Span, ...]]]:
    return decode_words(unpack(body))


def quote_marks(speaker: int | None, outlet: int | None, mentioned: str | None) -> str:
    """A token each for the speaker, the outlet and every actor mentioned (`mentioned`: `7 12`)."""
    marks = [] if speaker is None else [f"s{speaker}"]
    marks += [] if outlet is None else [f"o{outlet}"]
    return " ".join([*marks, *(f"m{actor}" for actor in (mentioned or "").split())])


def quote_has_words(body: bytes, number: int, words: str, prefix: int) -> bool:
    """Whether the words of a quote have these (folded) one after another."""
    _title, text, quotes = _words_of(body)
    return _stands_in(words, prefix, " ".join(span.of(text) for span in quotes[number]))


def quote_has_heading(body: bytes, number: int, words: str, prefix: int) -> bool:
    """Whether a heading over a quote has these words one after another."""
    from reader.library.matching import headings_over

    reading = reading_of(body)
    return _is_named(words, prefix, headings_over(reading, reading.analysis.quotes[number].start))


def article_has_words(body: bytes, words: str, prefix: int) -> bool:
    """Whether the article has these words one after another."""
    title, text, _quotes = _words_of(body)
    return _stands_in(words, prefix, f"{title}\n{text}")


def _stands_in(words: str, prefix: int, text: str) -> bool:
    from reader.library.folding import folded_words

    sought = f" {words}" if prefix else f" {words} "
    return sought in f" {' '.join(folded_words(text))} "


def article_has_heading(body: bytes, words: str, prefix: int) -> bool:
    """Whether a heading of the article has these words one after another."""
    article = reading_of(body).article
    headings = [section.heading.span.of(article.text) for section in article.sections if section.heading]
    return _is_named(words, prefix, headings)


def _is_named(words: str, prefix: int, headings: Iterable[str]) -> bool:
    from reader.library.folding import folded_words
    from reader.library.matching import named_so
    from reader.library.query import Words

    return named_so(Words(tuple(words.split()), bool(prefix)), map(folded_words, headings))


def _fold(text: str) -> str:
    from reader.library.folding import fold_text

    return fold_text(text)


def _quote_words(body: bytes, number: int) -> str:
    from reader.library.preparing import quote_words

    reading = reading_of(body)
    return quote_words(reading, reading.analysis.quotes[number])


def _quote_headings(body: bytes, number: int) -> str:
    from reader.library.preparing import quote_headings

    reading = reading_of(body)
    return quote_headings(reading, reading.analysis.quotes[number])


def _article_words(body: bytes) -> str:
    from reader.library.preparing import article_words

    return article_words(reading_of(body))


_FUNCTIONS: tuple[tuple[str, int, Callable[..., str | bool]], ...] = (
    ("fold", 1, _fold),
    ("quote_marks", 3, quote_marks),
    ("quote_words", 2, _quote_words),
    ("quote_headings", 2, _quote_headings),
    ("article_words", 1, _article_words),
    ("quote_has_words", 4, quote_has_words),
    ("quote_has_heading", 4, quote_has_heading),
    ("article_has_words", 3, article_has_words),
    ("article_has_heading", 3, article_has_heading),
)


def define_functions(connection: sqlite3.Connection) -> None:
    """Define on `connection` the functions that the views and searches call."""
    for name, arguments, function in _FUNCTIONS:
        connection.create_function(name, arguments, function, deterministic=True)
