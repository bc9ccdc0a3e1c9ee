"""A quote among the words around it, kept without its article: a list can hold thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from reader.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.article import Article
    from reader.reading import Quote

_CONTEXT = 160
"""How many characters of the article stand before and after a quote's words, at most."""

_LINE_ENDS = {9: " ", 10: " ", 13: " "}
"""A space for every line end or tab, so that every offset stays true."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some text of an article, as one line; `said` and `hits` are spans in it."""

    text: str
    said: tuple[Span, ...]
    hits: tuple[Span, ...] = ()

    def draw(self, colours: dict[str, str]) -> Text:
        """The text, what was said strong and what was searched for marked."""
        text = Text(self.text, style=Style(color=colours["quiet"]))
        for span in self.said:
            text.stylize(Style(color=colours["strong"], bold=True), span.start, span.end)
        hit = Style(bgcolor=colours["hit"], color=colours["strong"], underline=True)
        for span in self.hits:
            text.stylize(hit, span.start, span.end)
        return text


def excerpt_of(article: Article, quote: Quote, hits: Iterable[Span] = ()) -> Excerpt:
    """A quote with its paragraph around it, or with the words near by of a long one."""
    around, text = _around(article, quote), article.text
    before = "… " if around.start > 0 and text[around.start - 1] != "\n" else ""
    after = " …" if around.end < len(text) and text[around.end] != "\n" else ""
    words = around.of(text).translate(_LINE_ENDS)
    moved = len(before) - around.start

    def placed(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(
            Span(max(around.start, span.start) + moved, min(around.end, span.end) + moved)
            for span in spans
            if span.overlaps(around)
        )

    return Excerpt(f"{before}{words}{after}", placed(quote.spans), placed(hits))


def _around(article: Article, quote: Quote) -> Span:
    text = article.text
    first, last = article.block_at(quote.start), article.block_at(quote.end - 1)
    start = first.span.start if first else quote.start
    end = last.span.end if last else quote.end
    if quote.start - start > _CONTEXT:
        space = text.find(" ", quote.start - _CONTEXT)
        start = space + 1 if 0 <= space < quote.start else quote.start
    if end - quote.end > _CONTEXT:
        space = text.rfind(" ", quote.end, quote.end + _CONTEXT)
        end = space if space > quote.end else quote.end
    return Span(start, end)
