"""A small reading with everything in it, made by hand."""

import re

from reader.article import Actor, ActorKind, Span
from reader.formats import load_bytes
from reader.reading import Analysis, How, Quote, QuoteKind, Reading, Via

SOURCE = """\
---
title: "De brug [blijft] dicht"
outlet: De Veldbode
published: 2021-03-04T08:00:00Z
weight: 3
---
“De brug blijft dicht”, zei burgemeester Anna Smit, “tot de zomer.”

## Vragen

De brug is volgens haar "gevaarlijk". Volgens de krant zei Smit dat er geen geld is.

Iemand riep: “Schande!”
"""


def make_reading() -> Reading:
    """An article with a split quote, a carried speaker, an outer source and a speaker nobody knows."""
    article = load_bytes(SOURCE.encode(), "brug.md")
    text = article.text

    def span(words: str, number: int = 0) -> Span:
        found = [match.start() for match in re.finditer(re.escape(words), text)][number]
        return Span(found, found + len(words))

    smit = Actor(
        "Anna Smit", ActorKind.PERSON, "burgemeester", ("Smit",), (span("Anna Smit"), span("Smit", 1))
    )
    krant = Actor("de krant", ActorKind.ORGANISATION, mentions=(span("de krant"),))
    quotes = (
        Quote(
            (span("De brug blijft dicht"), span("tot de zomer.")),
            QuoteKind.DIRECT,
            span("zei"),
            span("burgemeester Anna Smit"),
            smit,
            How.CUED,
            rule="split by its cue",
            reason="the subject of zei",
        ),
        Quote((span("gevaarlijk"),), QuoteKind.MIXED, speaker=smit, how=How.CARRIED),
        Quote(
            (span("dat er geen geld is"),),
            QuoteKind.INDIRECT,
            span("zei", 1),
            span("Smit", 1),
            smit,
            How.CUED,
            Via(span("de krant"), span("Volgens"), krant),
        ),
        Quote((span("Schande!"),), QuoteKind.DIRECT, span("riep"), span("Iemand"), how=How.NONE),
    )
    return Reading(article, Analysis(quotes, (smit, krant), "nl", ("A note.",)))
