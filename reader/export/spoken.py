"""A reading in sentences, in the order in which they are heard: for a screen reader, or to be read aloud.

No line is drawn and nothing stands beside something else. Who speaks comes first, with “probably”
where that is a guess, then how it is said, then the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import BlockKind
from reader.export.library_lists import place
from reader.export.lists import Entry
from reader.layout.frames import find_frames, kind_name, one_line
from reader.layout.headline import dateline
from reader.reading import How, QuoteKind
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article import Actor, Block
    from reader.layout.frames import Frame
    from reader.library.protocol import FoundQuote
    from reader.reading import Quote, Reading


def spoken_quote(quote: Quote, text: str) -> str:
    """`Probably Rex Tillerson said, direct, zei: “…”`."""
    words = one_line(quote.words(text))
    said = words if quote.kind is QuoteKind.INDIRECT else f"“{words}”"
    return _("{who}: {words}").format(who=_who_said(quote, text, with_role=False), words=said)


def spoken_found(group: Sequence[FoundQuote]) -> Entry:
    """Quotes of the library that give the same words, then every article that has them."""
    first = group[0]
    places = "; ".join(place(found.article) for found in group)
    said = spoken_quote(first.quote, first.reading.article.text)
    return Entry(_("{said} In article {places}.").format(said=said, places=places))


def spoken_actor(actor: Actor, reading: Reading) -> str:
    """`Anna Smit, person, burgemeester. 2 mentions, 3 quotes. Also called Smit.`"""
    spoken = len(reading.quotes_by_actor.get(actor, ()))
    mentions = ngettext("{count} mention", "{count} mentions", len(actor.mentions))
    quotes = ngettext("{count} quote", "{count} quotes", spoken).format(count=spoken)
    told = [
        ", ".join(part for part in (actor.name, _(actor.kind), actor.role) if part),
        f"{mentions.format(count=len(actor.mentions))}, {quotes}",
    ]
    if actor.aliases:
        told.append(_("Also called {names}").format(names=", ".join(actor.aliases)))
    return ". ".join(told) + "."


def spoken_explanation(quote: Quote, text: str) -> Iterator[Entry]:
    """A quote, then a sentence for each thing that led to its speaker."""
    yield Entry(spoken_quote(quote, text))
    if quote.rule:
        yield Entry(_("Found by the rule: {rule}.").format(rule=quote.rule))
    if quote.reason:
        yield Entry(_("The speaker: {reason}.").format(reason=quote.reason))
    if quote.source is not None:
        yield Entry(_("Named by the words: {words}.").format(words=one_line(quote.source.of(text))))


def spoken_article(reading: Reading) -> Iterator[str]:
    """The article, a line for each block; before one that holds quotes a line says who speaks in it."""
    article = reading.article
    text = article.text
    if article.metadata.title:
        yield one_line(article.metadata.title)
    yield one_line(dateline(article)).replace(" · ", ", ")
    if article.metadata.authors:
        yield _("by {authors}").format(authors=", ".join(article.metadata.authors))
    frames = find_frames(article.blocks, reading.analysis.quotes)
    for number, block in enumerate(article.blocks):
        yield ""
        if number in frames:
            yield from _told_of(frames[number], text)
        yield _block(block, text)


def _told_of(frame: Frame, text: str) -> Iterator[str]:
    """Who speaks in a block, each way of speaking once."""
    seen = dict.fromkeys(_who_said(quote, text, with_role=True) for quote in frame.quotes)
    yield from (f"{one}:" for one in seen)


def _who_said(quote: Quote, text: str, *, with_role: bool) -> str:
    speaker = quote.speaker
    if speaker is not None:
        name = f"{speaker.name}, {speaker.role}," if with_role and speaker.role else speaker.name
        told = _("Probably {name} said") if quote.how is How.CARRIED else _("{name} said")
    else:
        name = one_line(quote.source.of(text)) if quote.source else _("Somebody who is not named")
        told = _("{name} said")
    facts = [kind_name(quote.kind)]
    if quote.cue is not None:
        facts.append(one_line(quote.cue.of(text)))
    said = _("{told}, {facts}").format(told=told.format(name=name), facts=", ".join(facts))
    if quote.via is not None and quote.via.speaker is not None:
        return _("According to {reporter}, {said}").format(reporter=quote.via.speaker.name, said=said)
    return said


def _block(block: Block, text: str) -> str:
    words = block.span.of(text)
    match block.kind:
        case BlockKind.HEADING:
            return _("Heading: {words}").format(words=one_line(words))
        case BlockKind.LIST_ITEM:
            marker = block.marker if block.marker[:1].isdigit() else ""
            return _("Item: {words}").format(words=f"{marker} {one_line(words)}".strip())
        case BlockKind.BLOCK_QUOTE:
            return _("Quoted text: {words}").format(words=one_line(words))
        case BlockKind.CAPTION:
            return _("Caption: {words}").format(words=one_line(words))
        case BlockKind.TABLE_ROW:
            return _("Row: {words}").format(words=one_line(words).replace(" | ", "; "))
        case BlockKind.PREFORMATTED:
            return words
        case _:
            return one_line(words)
