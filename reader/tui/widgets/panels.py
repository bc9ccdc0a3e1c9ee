"""Rich panels for quotes and actors, as rows of a list.

Everything from an article goes into `Text` with spans, never through markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.panel import Panel
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from reader.article import ActorKind
from reader.layout.frames import CARRIED_SIGN, QUOTE_SIGN, SEPARATOR, fit_how, kind_name, one_line, with_guess
from reader.reading import How, QuoteKind
from reader.translation import _, ngettext
from reader.tui.widgets.sidebar import quoted_words, section_title

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from reader.article import Actor, Article
    from reader.reading import Quote, Reading

ACTOR_KINDS = {
    ActorKind.PERSON: _("person"),
    ActorKind.ORGANISATION: _("organisation"),
    ActorKind.COUNTRY: _("country"),
    ActorKind.GROUP: _("group"),
}

_EDGE_ENDS = 6
"""Cells of a panel's edge that words on it leave free."""


def rows(renderable: RenderableType, console: Console, width: int, indent: int = 1) -> list[Strip]:
    """What Rich draws in `width` cells, as strips; `indent` cells stay free on its left."""
    options = console.options.update(width=max(1, width - indent), height=None)
    margin = Strip.blank(indent)
    drawn = console.render_lines(renderable, options)
    return [Strip.join([margin, Strip(segments)]) for segments in drawn]


def speaker_label(quote: Quote, article: Article) -> str:
    """Who said it: the speaker's name (`≈` before a guess), else the words for one, else that nobody is."""
    if quote.speaker is not None:
        return f"{CARRIED_SIGN} {quote.speaker.name}" if quote.how is How.CARRIED else quote.speaker.name
    if quote.source is not None:
        return one_line(quote.source.of(article.text))
    return _("speaker not named")


def quote_line(quote: Quote, article: Article, *, how: bool = True) -> str:
    """How and where it was said: `zei · mixed · Sancties`; a guess says so at the end, unless not `how`."""
    parts = [one_line(quote.cue.of(article.text))] if quote.cue is not None else []
    parts.append(kind_name(quote.kind))
    found = article.section_at(quote.start)
    if found is not None:
        parts.append(section_title(found, article))
    line = SEPARATOR.join(parts)
    return with_guess(line) if how and quote.how is How.CARRIED else line


def words_alone(article: Article, quote: Quote) -> str:
    """The words of a quote on one line; in marks where they were said so."""
    words = one_line(quote.words(article.text))
    return words if quote.kind is QuoteKind.INDIRECT else f"“{words}”"


def speaker_title(
    who: str, role: str | None, colour: str, colours: dict[str, str], *, known: bool = True
) -> Text:
    """`❝ Rex Tillerson · minister`; somebody who is not known stands less strong."""
    title = Text.assemble((f"{QUOTE_SIGN} ", Style(color=colour)), (who, Style(color=colour, bold=known)))
    if role:
        title.append(f" · {one_line(role)}", Style(color=colours["quiet"]))
    title.overflow = "ellipsis"
    return title


@dataclass(frozen=True, slots=True)
class QuotePanel:
    """A panel as quotes stand in: who on its top edge, how on its bottom edge.

    That the speaker is a guess stands there however narrow it is.
    """

    body: RenderableType
    title: Text
    how: str
    is_guess: bool
    colour: str
    colours: dict[str, str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        how = fit_how(self.how, options.max_width - _EDGE_ENDS, is_guess=self.is_guess)
        yield Panel(
            self.body,
            box=ROUNDED,
            border_style=Style(color=self.colour),
            title=self.title,
            title_align="left",
            subtitle=Text(how, Style(color=self.colours["quiet"]), overflow="ellipsis"),
            subtitle_align="right",
        )


def found_label(quote: Quote) -> str:
    """How its speaker was found, so that a guess never looks like a fact."""
    if quote.how is How.CUED:
        return _("The sentence names the speaker.")
    if quote.how is How.CARRIED:
        return _("Probably: the speaker is carried over from the text around it.")
    return _("The text does not say who said it.")


def quote_card(
    article: Article,
    quote: Quote,
    place: tuple[int, int],
    colours: dict[str, str],
) -> Panel:
    """The quote in hand: its words, how it is reported, how its speaker was found."""
    quiet = Style(color=colours["quiet"])
    words = (words_alone(article, quote), Style(color=colours["strong"], bold=True))
    body = Text.assemble(words, "\n\n", (quote_line(quote, article, how=False), quiet))
    found = Style(color=colours["warning"]) if quote.how is How.CARRIED else quiet
    body.append(f"\n{found_label(quote)}", found)
    if quote.reason:
        body.append(f"\n{quote.reason}", quiet)
    via = quote.via
    if via is not None and (via.speaker is not None or via.source is not None):
        outer = via.speaker.name if via.speaker is not None else ""
        if via.speaker is None and via.source is not None:
            outer = one_line(via.source.of(article.text))
        body.append("\n" + _("As reported by {name}").format(name=outer), quiet)
    number, of = place
    return Panel(
        body,
        box=ROUNDED,
        border_style=Style(color=colours["faint"]),
        title=Text(_("quote {number} of {of}").format(number=number, of=of), quiet),
        title_align="left",
        padding=(0, 1),
    )


def actor_card(
    reading: Reading,
    actor: Actor,
    colour: str,
    colours: dict[str, str],
) -> Panel:
    """Who an actor is: role, other names, and how much of the article it says."""
    quiet, plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
    quotes = reading.quotes_by_actor.get(actor, ())
    body = Text.assemble((actor.name, Style(color=colour, bold=True)))
    if actor.role:
        body.append(f"\n{one_line(actor.role)}", plain)
    others = [alias for alias in actor.aliases if alias != actor.name]
    if others:
        body.append("\n" + _("also: {names}").format(names=", ".join(others)), quiet)
    body.append("\n")
    if quotes:
        text = reading.article.text
        share = quoted_words(quotes, text) / max(1, quoted_words(reading.analysis.quotes, text))
        said = ngettext("1 quote", "{n} quotes", len(quotes)).format(n=len(quotes))
        body.append(
            "\n" + _("{said}, {share} of all quoted words").format(said=said, share=f"{share:.0%}"), quiet
        )
    if actor.mentions:
        named = len(actor.mentions)
        body.append("\n" + ngettext("named once", "named {n} times", named).format(n=named), quiet)
    return Panel(
        body,
        box=ROUNDED,
        border_style=Style(color=colour),
        title=Text(ACTOR_KINDS[actor.kind], quiet),
        title_align="left",
        padding=(0, 1),
    )
