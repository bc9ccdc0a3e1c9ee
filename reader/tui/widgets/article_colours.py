"""A colour for each speaker where the screen does not say: the most quoted get the most distinct."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article import Actor
    from reader.reading import Analysis

ON_DARK = ("#f2b866", "#8fd18a", "#c8a2f5", "#f58f86", "#86b6f7", "#74cfd6", "#e6a3cf", "#c9cf73")
ON_LIGHT = ("#9a5a00", "#1b7334", "#7a3aa8", "#b3241b", "#1f55bd", "#0b6e78", "#a02a74", "#626a00")


def colours_by_share(analysis: Analysis, *, dark: bool) -> Callable[[Actor], str]:
    """Colours for a dark or light background, given out in the order of who is quoted most."""
    colours = ON_DARK if dark else ON_LIGHT
    quoted: dict[Actor, int] = {}
    for quote in analysis.quotes:
        if quote.speaker is not None:
            words = sum(len(span) for span in quote.spans)
            quoted[quote.speaker] = quoted.get(quote.speaker, 0) + words
    ranking = sorted(quoted, key=lambda actor: -quoted[actor])
    given = {actor: colours[rank % len(colours)] for rank, actor in enumerate(ranking)}

    def colour(actor: Actor) -> str:
        return given.get(actor, "")

    return colour
