"""A small article of our own, with its analysis made by hand: what the screens are tested on."""

from __future__ import annotations

from datetime import date

from reader.article import Actor, ActorKind, Article, Block, BlockKind, Metadata, Span
from reader.reading import Analysis, How, Quote, QuoteKind, Reading

PARAGRAPHS = (
    "The harbour town of Oostmarkt wants to close its old lock before the winter. The council talked "
    "about it for three hours on Monday evening.",
    'Mayor Ilse Verbeek called the lock "a risk for everyone who lives behind it". According to the '
    "mayor the repair costs more than a new one.",
    "# Boatmen",
    'The boatmen [all forty of them] see it otherwise. "We have sailed through that lock for sixty years", '
    'said skipper Tomás Güell, "and it never failed us."',
    "Güell said that nobody had asked the boatmen. The water board of Noordzand did not want to answer.",
    "# What comes next",
    "The engineers of Deltawerk will look at the doors in May. Their report is expected before the summer.",
    '"Without a lock there is no market", a trader shouted from the gallery.',
    "# Money",
    "Verbeek expects that the province pays half. Whether the province of Waterland agrees is not known.",
)


def _text_and_blocks() -> tuple[str, tuple[Block, ...]]:
    parts, blocks, offset = [], [], 0
    for paragraph in PARAGRAPHS:
        is_heading = paragraph.startswith("# ")
        part = paragraph.removeprefix("# ")
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        blocks.append(Block(Span(offset, offset + len(part)), kind, 2 if is_heading else 0))
        parts.append(part)
        offset += len(part) + 2
    return "\n\n".join(parts), tuple(blocks)


TEXT, BLOCKS = _text_and_blocks()


def span(words: str, after: str = "") -> Span:
    """Where `words` first stand in the text, after the words `after`."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def _mentions(*names: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for name in names:
        start = TEXT.find(name)
        while start >= 0:
            here = Span(start, start + len(name))
            if not any(other.overlaps(here) for other in found):
                found.append(here)
            start = TEXT.find(name, here.end)
    return tuple(sorted(found))


VERBEEK = Actor(
    "Ilse Verbeek",
    role="Mayor of Oostmarkt",
    aliases=("Verbeek",),
    mentions=_mentions("Ilse Verbeek", "Verbeek"),
)
GUELL = Actor("Tomás Güell", role="skipper", aliases=("Güell",), mentions=_mentions("Tomás Güell", "Güell"))
BOARD = Actor(
    "Water board of Noordzand", ActorKind.ORGANISATION, mentions=_mentions("water board of Noordzand")
)
DELTAWERK = Actor("Deltawerk", ActorKind.ORGANISATION, mentions=_mentions("Deltawerk"))

QUOTES = (
    Quote(
        (span("a risk for everyone who lives behind it"),),
        QuoteKind.MIXED,
        cue=span("called"),
        source=span("Mayor Ilse Verbeek"),
        speaker=VERBEEK,
        how=How.CUED,
    ),
    Quote(
        (span("the repair costs more than a new one"),),
        QuoteKind.INDIRECT,
        cue=span("According to"),
        source=span("the mayor", "According to"),
        speaker=VERBEEK,
        how=How.CARRIED,
        reason="the mayor is the last one named",
    ),
    Quote(
        (span("We have sailed through that lock for sixty years"), span("and it never failed us.")),
        QuoteKind.DIRECT,
        cue=span("said"),
        source=span("skipper Tomás Güell"),
        speaker=GUELL,
        how=How.CUED,
    ),
    Quote(
        (span("that nobody had asked the boatmen"),),
        QuoteKind.INDIRECT,
        cue=span("said", "failed us"),
        source=span("Güell", "failed us"),
        speaker=GUELL,
        how=How.CUED,
    ),
    Quote((span("Without a lock there is no market"),), QuoteKind.DIRECT, source=span("a trader")),
    Quote(
        (span("that the province pays half"),),
        QuoteKind.INDIRECT,
        cue=span("expects"),
        source=span("Verbeek", "# Money".removeprefix("# ")),
        speaker=VERBEEK,
        how=How.CUED,
    ),
)

METADATA = Metadata(
    title="Oostmarkt quarrels over its lock [again]",
    outlet="De Havenbode",
    authors=("Wil Anders",),
    published=date(2024, 3, 12),
    language="en",
    url="https://havenbode.example/lock",
    topic="Region",
)

ARTICLE = Article(TEXT, BLOCKS, METADATA, source="lock.md")
ANALYSIS = Analysis(QUOTES, (VERBEEK, GUELL, BOARD, DELTAWERK), "en")
READING = Reading(ARTICLE, ANALYSIS)
