"""A quote as one line to paste elsewhere: the words, who said them, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article import Article
    from reader.reading import Quote


def citation(article: Article, quote: Quote) -> str:
    """`"quote", speaker, role, outlet, date, url`; what is not known is left out.

    The words keep their own marks; line ends inside them become spaces. Without a
    speaker the words in the text that name one stand in its place.
    """
    text, about = article.text, article.metadata
    words = " ".join(quote.words(text).split())
    parts = [f'"{words}"']
    if quote.speaker is not None:
        parts.append(quote.speaker.name)
        if quote.speaker.role:
            parts.append(quote.speaker.role)
    elif quote.source is not None:
        parts.append(" ".join(quote.source.of(text).split()))
    if about.outlet:
        parts.append(about.outlet)
    if about.published is not None:
        parts.append(about.published.isoformat()[:10])
    if about.url:
        parts.append(about.url)
    return ", ".join(parts)
