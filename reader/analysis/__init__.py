"""Text to quotes and actors."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.reading import Analysis
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article import Actor, Article, Block

__all__ = ["analyse", "analyse_article"]


def analyse(
    text: str,
    language: str | None = None,
    *,
    blocks: Sequence[Block] = (),
    actors: Sequence[Actor] = (),
) -> Analysis:
    """Find the quotes and actors of `text`; `language` is recognised when it is not given.

    `blocks` are its paragraphs and headings, else they are guessed from its lines; `actors`
    are known beforehand. A text in an unknown language is read with marks and names only.
    """
    from reader.analysis.actors import build_actors
    from reader.analysis.attribution import attribute
    from reader.analysis.detect import detect
    from reader.analysis.language import load_language
    from reader.analysis.marks import find_passages
    from reader.analysis.mentions import find_mentions
    from reader.analysis.tokens import tokenise

    rules = load_language(language or detect(text))
    with _collector_at_rest():
        document = tokenise(text, rules, blocks)
        passages = find_passages(document)
        mentions = find_mentions(document)
        index = build_actors(document, mentions, actors, [passage.span for passage in passages])
        quotes = attribute(document, passages, mentions, index)
    speakers = [quote.speaker for quote in quotes if quote.speaker is not None]
    return Analysis(
        tuple(quotes),
        index.actors_for(speakers),
        language=rules.code if rules.supported else None,
        notes=() if rules.supported else (_unsupported(rules.code),),
    )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for reference cycles meanwhile: there are none, and it costs a long text half its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _unsupported(code: str) -> str:
    """The sentence that says which rules were missing."""
    if not code:
        return _("The language was not recognised: only quotation marks and names were read.")
    return _(
        "There are no rules for the language “{code}”: only quotation marks and names were read."
    ).format(code=code)


def analyse_article(article: Article) -> Analysis:
    """Find the quotes and actors of an article, its declared language and actors first."""
    return analyse(
        article.text,
        article.metadata.language,
        blocks=article.blocks,
        actors=article.metadata.actors,
    )
