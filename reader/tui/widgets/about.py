"""What is known about an article as a whole, and what its reader should know about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.box import ROUNDED
from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from reader.layout.frames import one_line
from reader.layout.headline import format_date
from reader.translation import _, ngettext
from reader.tui.browser import is_web_address

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reader.article import Article
    from reader.reading import Reading


def about_article(
    article: Article, reading: Reading | None, colours: dict[str, str], advice: str
) -> RenderableType:
    """A card with where the article comes from, then what to do next."""
    quiet, plain = Style(color=colours["quiet"]), Style(color=colours["foreground"])
    about = article.metadata
    title = one_line(about.title or article.source or _("Untitled"))
    place = " · ".join(part for part in (about.outlet, about.topic) if part)
    published = format_date(about.published) if about.published else ""
    page = urlsplit(about.url).hostname if about.url and is_web_address(about.url) else ""
    facts = (place, ", ".join(about.authors), published, page, ", ".join(about.tags))
    body = Text.assemble((title, Style(color=colours["strong"], bold=True)))
    for fact in facts:
        if fact:
            body.append(f"\n{one_line(fact)}", plain)
    words = article.text.count(" ") + len(article.blocks)
    counts = [ngettext("1 word", "{n} words", words).format(n=words)]
    if reading is not None:
        quotes, speakers = len(reading.analysis.quotes), len(reading.quotes_by_actor)
        counts.append(ngettext("1 quote", "{n} quotes", quotes).format(n=quotes))
        counts.append(ngettext("1 speaker", "{n} speakers", speakers).format(n=speakers))
    body.append("\n\n" + " · ".join(counts), quiet)
    card = Panel(
        body,
        box=ROUNDED,
        border_style=Style(color=colours["faint"]),
        title=Text(_("article"), quiet),
        title_align="left",
    )
    if not advice:
        return card
    return Group(card, Text(), Padding(Text(advice, quiet), (0, 2)))
