"""A quote beside what the library has: who else gives these words, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.layout.frames import one_line
from reader.library.folding import folded_words
from reader.library.likeness import SAME, Piece, differences
from reader.library.verifying import is_word_for_word, verify
from reader.translation import _, ngettext
from reader.tui.widgets.found_quotes import FoundPlace, from_library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.article import Article
    from reader.library.article_entry import ArticleEntry
    from reader.library.likeness import CloseQuote
    from reader.library.protocol import Library
    from reader.reading import Quote

_MOST = 12
"""Groups of close quotes that are looked at."""


@dataclass(frozen=True, slots=True)
class CloseWords:
    """Words that resemble those of a quote, piece by piece, and every place where just these stand.

    `likeness` runs from 0 to 1, which is word for word; `how` is cue, kind and section of the first place.
    """

    pieces: tuple[Piece, ...]
    likeness: float
    how: str
    places: tuple[FoundPlace, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the library says about a quote: in one or more sentences, then the closest words."""

    told: str
    close: tuple[CloseWords, ...]


def check(library: Library, article: Article, quote: Quote, entry: ArticleEntry | None) -> Checked:
    """Look for the words of a quote elsewhere in the library. Raises `LibraryError`."""
    words = quote.words(article.text)
    found = verify(library, words, _MOST)
    close = [
        one
        for group in found.groups
        for one in group
        if entry is None or one.found.article.id != entry.id or one.found.quote.spans != quote.spans
    ]
    return Checked(_told(article, quote, close), tuple(_alike(words, close)))


def _alike(words: str, close: Iterable[CloseQuote]) -> Iterable[CloseWords]:
    groups: dict[tuple[str, ...], list[CloseQuote]] = {}
    for one in close:
        groups.setdefault(folded_words(one.found.words), []).append(one)
    for group in groups.values():
        first = from_library(group[0].found)
        pieces = differences(words, one_line(group[0].found.words))
        places = tuple(place for one in group for place in from_library(one.found).places)
        yield CloseWords(tuple(pieces), group[0].likeness, first.how, places)


def _told(article: Article, quote: Quote, close: list[CloseQuote]) -> str:
    if not close:
        return _("No other quote in the library resembles these words.")
    exact = [one for one in close if is_word_for_word(one)]
    nearly = [one for one in close if SAME <= one.likeness < 1]
    here = article.metadata.outlet or article.metadata.title or _("this article")
    same = _outlets(exact, here)
    told = []
    if len(same) > 1:
        told.append(
            ngettext("{n} outlet gives the same words: {names}.", "{n} outlets give the same words: {names}.",
                     len(same)).format(n=len(same), names=", ".join(same))
        )  # fmt: skip
    elif exact:
        articles = len({one.found.article.id for one in exact})
        told.append(
            ngettext("Only {name} gives these words, in one more article.",
                     "Only {name} gives these words, in {n} more articles.", articles)
            .format(name=here, n=articles)
        )  # fmt: skip
    else:
        told.append(_("No other quote in the library has just these words."))
    others = [name for name in _outlets(nearly) if name not in same]
    if others:
        told.append(_("Nearly the same words: {names}.").format(names=", ".join(others)))
    speakers = _speakers(quote, [*exact, *nearly])
    if len(speakers) > 1:
        told.append(
            _("They are not always said to be the same person's: {names}.").format(names=", ".join(speakers))
        )
    return " ".join(told)


def _outlets(close: Iterable[CloseQuote], *first: str) -> list[str]:
    named = (one.found.article.outlet or one.found.article.title or _("Untitled") for one in close)
    return list(dict.fromkeys(one_line(name) for name in (*first, *named)))


def _speakers(quote: Quote, close: Iterable[CloseQuote]) -> list[str]:
    quotes = (quote, *(one.found.quote for one in close))
    named: dict[tuple[str, ...], str] = {}
    for one in quotes:
        if one.speaker is not None and not any(
            _is_part(folded_words(one.speaker.name), other) for other in named
        ):
            named[folded_words(one.speaker.name)] = one.speaker.name
    return list(named.values())


def _is_part(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is a part of the other: *Verbeek* is *Ilse Verbeek*."""
    return set(name) <= set(other) or set(other) <= set(name)
