"""Text to quotes and actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading import Analysis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article import Actor, Article, Block

__all__ = ["analyse", "analyse_article"]


def analyse(
    text: str,
    language: str | None = None,
    *,
    blocks: Sequence[Block] = (),
    actors: Sequence[Actor] = (),
) -> Analysis:
    """Find the quotes and actors of `text`."""
    return Analysis(language=language)


def analyse_article(article: Article) -> Analysis:
    """Find the quotes and actors of an article, its declared language and actors first."""
    return analyse(
        article.text,
        article.metadata.language,
        blocks=article.blocks,
        actors=article.metadata.actors,
    )
