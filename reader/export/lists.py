"""Quotes and actors as lines of plain text, one each, for people and for `grep`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.reading import How, QuoteKind
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article import Actor, Span
    from reader.reading import Quote, Reading

INDENT = "    "


class Entry(NamedTuple):
    """A line of a list: `name` is what it is about, which a screen may set apart, `rest` what it says."""

    name: str
    rest: str = ""


def quote_entry(quote: Quote, text: str, words: str | None = None) -> Entry:
    """Who said what, and how that is known; `words` where they are to be shown otherwise than in `text`."""
    said = _in_marks(quote, words or _on_one_line(quote.words(text)))
    return Entry(speaker_name(quote), f" ({quote_facts(quote, text)}): {said}")


def quote_facts(quote: Quote, text: str) -> str:
    """Of which kind a quote is, by which word it is told, and whether its speaker is a guess."""
    told = [_(quote.kind)]
    if quote.cue is not None:
        told.append(_on_one_line(quote.cue.of(text)))
    if quote.how is How.CARRIED:
        told.append(_("speaker carried over"))
    if quote.via is not None and quote.via.speaker is not None:
        told.append(_("via {name}").format(name=quote.via.speaker.name))
    return ", ".join(told)


def actor_entry(actor: Actor, reading: Reading) -> Entry:
    """Who an actor is, and how often it is named and speaks."""
    spoken = len(reading.quotes_by_actor.get(actor, ()))
    told = [_(actor.kind)]
    if actor.role:
        told.append(actor.role)
    counts = [
        ngettext("{count} mention", "{count} mentions", len(actor.mentions)).format(
            count=len(actor.mentions)
        ),
        ngettext("{count} quote", "{count} quotes", spoken).format(count=spoken),
    ]
    if actor.aliases:
        counts.append(_("also {names}").format(names=", ".join(actor.aliases)))
    return Entry(actor.name, f" ({', '.join(told)}): {', '.join(counts)}")


def explanation(quote: Quote, text: str) -> Iterator[Entry]:
    """A quote, then a line for each thing that led to its speaker."""
    yield quote_entry(quote, text)
    facts = [
        (_("rule"), quote.rule),
        (_("reason"), quote.reason),
        (_("source"), _place(quote.source, text)),
        (_("cue"), _place(quote.cue, text)),
        (_("speaker"), _how_name(quote.how)),
    ]
    if quote.via is not None:
        facts.append((_("via"), _place(quote.via.source, text)))
    for name, fact in facts:
        if fact:
            yield Entry("", f"{INDENT}{name}: {fact}")


def _in_marks(quote: Quote, words: str) -> str:
    return words if quote.kind is QuoteKind.INDIRECT else f"“{words}”"


def _place(span: Span | None, text: str) -> str:
    if span is None:
        return ""
    return _("{words} (characters {start} to {end})").format(
        words=_on_one_line(span.of(text)), start=span.start, end=span.end
    )


def speaker_name(quote: Quote) -> str:
    """Who says a quote."""
    return quote.speaker.name if quote.speaker is not None else _("No known speaker")


def _on_one_line(words: str) -> str:
    return " ".join(words.split("\n"))


def _how_name(how: How) -> str:
    return {
        How.CUED: _("cued: the text says so"),
        How.CARRIED: _("carried over from the text around it"),
        How.NONE: _("none: the text does not say"),
    }[how]
