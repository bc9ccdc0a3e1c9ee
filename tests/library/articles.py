"""Readings written for these tests; quotes stand between « » and are given their speaker by hand."""

from __future__ import annotations

import re
from datetime import date

from reader.article import Actor, ActorKind, Article, Block, BlockKind, Metadata, Span
from reader.reading import Analysis, How, Quote, QuoteKind, Reading

HARBOUR = """\
De haven van Ørsund gaat dicht, zegt burgemeester Løkke. «De kade is niet veilig.»

# Straße en kade

«Wij wachten», zei mevrouw Kadé, «op de minister». De minister zwijgt.

Volgens Løkke «vertrekt Mevrouw Kadé niet» uit Syrië.

# Geld

De Kamer noemde het plan «een dwaze uitgave».
"""


def harbour(**changes: object) -> Reading:
    """An article with four quotes by three speakers; `changes` are fields of its metadata."""
    metadata: dict[str, object] = {
        "title": "Haven van Ørsund dicht",
        "outlet": "De Kust",
        "published": date(2024, 3, 5),
        "language": "nl-NL",
        "url": "https://dekust.example/haven",
        "tags": ("Havens", "Noordse Zaken"),
    }
    return reading_of(
        HARBOUR,
        [
            ("Løkke", QuoteKind.DIRECT, 1),
            ("Kadé", QuoteKind.DIRECT, 2),
            ("Løkke", QuoteKind.INDIRECT, 1),
            ("Kamer", QuoteKind.MIXED, 1),
        ],
        [
            ("Løkke", ActorKind.PERSON, "burgemeester", ()),
            ("Kadé", ActorKind.PERSON, None, ("Mevrouw Kadé",)),
            ("Kamer", ActorKind.GROUP, None, ("de volksvertegenwoordiging",)),
        ],
        Metadata(**{**metadata, **changes}),
    )


def reading_of(
    written: str,
    quotes: list[tuple[str, QuoteKind, int]],
    actors: list[tuple[str, ActorKind, str | None, tuple[str, ...]]],
    metadata: Metadata,
    source: str = "haven.txt",
) -> Reading:
    """A reading of `written`: `# ` begins a heading, « » a quote's words.

    `quotes` say of each quote its speaker, kind and number of spans, in order; actors
    are mentioned wherever their name or an alias stands.
    """
    text = ""
    spans: list[Span] = []
    blocks: list[Block] = []
    for paragraph in written.strip().split("\n\n"):
        heading = paragraph.startswith("# ")
        text += "\n\n" if text else ""
        start = len(text)
        for part in re.split("(«[^»]*»)", paragraph.removeprefix("# ")):
            if part.startswith("«"):
                spans.append(Span(len(text), len(text) + len(part) - 2))
            text += part.strip("«»")
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        blocks.append(Block(Span(start, len(text)), kind, 2 if heading else 0))
    found = [
        Actor(name, kind, role, aliases, _mentions(text, (name, *aliases)))
        for name, kind, role, aliases in actors
    ]
    by_name = {actor.name: actor for actor in found}
    remaining = iter(spans)
    said = tuple(
        Quote(
            tuple(next(remaining) for _ in range(count)),
            kind,
            speaker=by_name.get(speaker),
            how=How.CUED if speaker in by_name else How.NONE,
            rule="test",
            reason="the test says so",
        )
        for speaker, kind, count in quotes
    )
    article = Article(text, tuple(blocks), metadata, source=source)
    return Reading(article, Analysis(said, tuple(found), "nl"))


def _mentions(text: str, names: tuple[str, ...]) -> tuple[Span, ...]:
    spans = {Span(m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text)}
    return tuple(sorted(s for s in spans if not any(o != s and o.contains(s) for o in spans)))
