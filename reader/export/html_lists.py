"""What stands beside an article on its page: contents, who speaks, the quotes by speaker, the keys."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reader.export.html_speakers import mark, one_line
from reader.layout.frames import CARRIED_SIGN, kind_name
from reader.reading import How, QuoteKind
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article import Actor
    from reader.export.html_speakers import Speakers
    from reader.reading import Quote, Reading

KEYS = (
    ("j k", _("a line down, up")),
    ("b", _("a page up; the space bar goes down")),
    ("g G", _("to the start, the end")),
    ("] [", _("next, previous section")),
    ("} {", _("next, previous paragraph")),
    (". ,", _("next, previous quote")),
    ("/", _("search; case and accents do not matter")),
    ("n N", _("next, previous hit")),
    ("@", _("who speaks")),
    ("h", _("highlights on, off")),
    ("t", _("dark or light")),
    ("?", _("these keys")),
    ("Esc", _("leave search, put the quote down")),
)


def keys_markup() -> str:
    """What each key does, a row each."""
    return "\n".join(f"<tr><td>{_key_signs(keys)}</td><td>{escape(told)}</td></tr>" for keys, told in KEYS)


def _key_signs(keys: str) -> str:
    return " ".join(f"<kbd>{escape(key)}</kbd>" for key in keys.split())


def contents_markup(reading: Reading, speakers: Speakers) -> str:
    """The sections with their numbers of quotes, and who speaks with their shares."""
    return "\n".join((*_sections(reading), *_speakers(reading, speakers)))


def _sections(reading: Reading) -> Iterator[str]:
    if not any(section.heading for section in reading.article.sections):
        return
    yield f"<h2>{escape(_('Sections'))}</h2><ol>"
    number = 0
    for section, quotes in reading.quotes_by_section.items():
        if section.heading is None:
            target, title = "article", _("Lead")
        else:
            number += 1
            target, title = f"section-{number}", section.heading.span.of(reading.article.text)
        yield (
            f'<li class="l{max(1, section.level)}"><a href="#{target}">'
            f'<span class="label">{one_line(title)}</span>{_count(len(quotes))}</a></li>'
        )
    yield "</ol>"


def _count(quotes: int) -> str:
    if not quotes:
        return ""
    told = ngettext("{count} quote", "{count} quotes", quotes).format(count=quotes)
    shown = f'<span aria-hidden="true">{quotes}</span><span class="unseen">{escape(told)}</span>'
    return f'<span class="count">{shown}</span>'


def _speakers(reading: Reading, speakers: Speakers) -> Iterator[str]:
    if not speakers.places:
        return
    yield f"<h2>{escape(_('Who speaks'))}</h2><ul>"
    for actor, place in speakers.places.items():
        yield (
            f'<li><a href="#voice-{place + 1}">{speakers.mark(actor)}'
            f'<span class="label">{one_line(actor.name)}</span>'
            f"{_count(len(reading.quotes_by_actor[actor]))}</a>{_bar(speakers, actor)}</li>"
        )
    yield "</ul>"


def _bar(speakers: Speakers, actor: Actor) -> str:
    """A bar for the share of all quoted words. The number beside a speaker's name says the same in words."""
    return (
        f'<svg class="bar-of {speakers.style(actor)}" viewBox="0 0 100 1" preserveAspectRatio="none" '
        'aria-hidden="true"><rect class="all" width="100" height="1"/>'
        f'<rect class="part" width="{100 * speakers.share(actor):.1f}" height="1"/></svg>'
    )


def voices_markup(reading: Reading, speakers: Speakers) -> str:
    """Every speaker with role, share and quotes; at the end what no known speaker says."""
    if not reading.analysis.quotes:
        return f"<p>{escape(_('There are no quotes in this article.'))}</p>"
    numbers = {quote: number for number, quote in enumerate(reading.analysis.quotes, 1)}
    parts = [_voice(reading, speakers, actor, place + 1, numbers) for actor, place in speakers.places.items()]
    unknown = [quote for quote in reading.analysis.quotes if quote.speaker is None]
    if unknown:
        head = f'<h3 class="nobody">{mark("nobody", "○")} {escape(_("No known speaker"))}</h3>'
        parts.append(f'<div class="voice nobody">{head}{_quotes(reading, unknown, numbers)}</div>')
    return "\n".join(parts)


def _voice(reading: Reading, speakers: Speakers, actor: Actor, place: int, numbers: dict[Quote, int]) -> str:
    quotes = reading.quotes_by_actor[actor]
    told = ngettext("{count} quote", "{count} quotes", len(quotes)).format(count=len(quotes))
    share = _("{said}, {share} of all quoted words").format(said=told, share=f"{speakers.share(actor):.0%}")
    role = f"<p>{one_line(actor.role)}</p>" if actor.role else ""
    return (
        f'<div class="voice {speakers.style(actor)}"><h3 id="voice-{place}" tabindex="-1">'
        f"{speakers.mark(actor)} {one_line(actor.name)}</h3>{role}<p>{escape(share)}</p>"
        f"{_bar(speakers, actor)}{_quotes(reading, quotes, numbers)}</div>"
    )


def _quotes(reading: Reading, quotes: Sequence[Quote], numbers: dict[Quote, int]) -> str:
    text = reading.article.text
    items = []
    for quote in quotes:
        words = one_line(quote.words(text))
        said = words if quote.kind is QuoteKind.INDIRECT else f"“{words}”"
        items.append(
            f'<li><a href="#q{numbers[quote]}"><span class="what" dir="auto">{said}</span>'
            f'<span class="fact">{escape(" · ".join(_facts(reading, quote)))}</span></a></li>'
        )
    return f"<ol>{''.join(items)}</ol>"


def _facts(reading: Reading, quote: Quote) -> Iterator[str]:
    text = reading.article.text
    if quote.cue is not None:
        yield " ".join(quote.cue.of(text).split())
    yield kind_name(quote.kind)
    if quote.how is How.CARRIED:
        yield f"{CARRIED_SIGN} {_('speaker carried over')}"
    if quote.via is not None and quote.via.speaker is not None:
        yield _("via {reporter}").format(reporter=quote.via.speaker.name)
    section = reading.article.section_at(quote.start)
    if section is not None and section.heading is not None:
        yield " ".join(section.heading.span.of(text).split())
