"""An article as plain text: what it is called, where it is from, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import BLOCK_SEPARATOR, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article import Article, Block, Metadata

INDENT = "  "


def article_as_text(article: Article) -> str:
    """Title, facts and text, parted by blank lines; no line is broken that was not."""
    metadata = article.metadata
    head = [part for part in (metadata.title, ", ".join(facts(metadata)), metadata.url) if part]
    parts = ["\n".join(head)] if head else []
    parts += (_block(block, article.text) for block in article.blocks)
    return BLOCK_SEPARATOR.join(parts) + "\n"


def facts(metadata: Metadata) -> Iterator[str]:
    """Who published an article, who wrote it, and when."""
    if metadata.outlet:
        yield metadata.outlet
    yield from metadata.authors
    if metadata.published:
        yield f"{metadata.published:%Y-%m-%d}"


def _block(block: Block, text: str) -> str:
    words = block.span.of(text)
    match block.kind:
        case BlockKind.LIST_ITEM:
            marker = f"{block.marker} " if block.marker else INDENT
            return _indented(f"{marker}{words}", block.level - 1).replace("\n", "\n" + " " * len(marker))
        case BlockKind.BLOCK_QUOTE:
            return _indented(words, block.level)
        case _:
            return words


def _indented(words: str, level: int) -> str:
    return "\n".join(f"{INDENT * level}{line}" for line in words.split("\n"))
