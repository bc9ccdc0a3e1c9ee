"""`g7reader search`: quotes in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import json_option, plain_option
from reader.cli.stored import library_option, limit_option, open_stored, understood
from reader.cli.writing import nothing_found
from reader.opening import DONE, complain
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from reader.library.protocol import QuotePage


@click.command(short_help=_("Find quotes in the library."))
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@library_option
@limit_option(20)
@plain_option
@json_option
def search(query: tuple[str, ...], library: str | None, limit: int, is_json: bool) -> int:
    """Find quotes in the library.

    \b
      sancties "militaire steun"   the word and the phrase
      syri* -geweld                words that begin so; not this word
      rusland or syrië             one of them
      by:tillerson about:assad     who says it; what it is about
      in:economy kind:direct       the section's heading; direct, mixed, indirect
      outlet:nu.nl lang:nl tag:g7  of the article
      after:2017-04 before:2018    when it was published
      is:unread is:starred has:note

    Case and accents never matter. Quote the query for your shell, and put --
    before one that begins with a minus. The best come first where few quotes
    answer, the newest where many do. Quotes of several articles with the same
    words are shown as one, with its places.
    """
    text = " ".join(query)
    asked = understood(text)
    with open_stored(library) as opened:
        page = opened.search(asked, limit)
    from reader.library.likeness import same_words

    groups = same_words(page.quotes)
    if is_json:
        from reader.export.library_json import result_as_json

        streams.write(result_as_json(text, page, groups), encoding="utf-8")
    elif groups:
        from reader.cli.showing import write_quotes

        write_quotes(groups)
    if not page.quotes:
        return nothing_found(_("no quotes found"))
    if not is_json:
        complain(told_of(page))
    return DONE


def told_of(page: QuotePage) -> str:
    """How many of how many quotes are shown, and in which order."""
    from reader.library.protocol import Order

    shown = len(page.quotes)
    order = _("best first") if page.order is Order.BEST else _("newest first")
    if page.total is None:
        return _("{shown} of very many quotes, {order}; --limit shows more").format(shown=shown, order=order)
    if page.total > shown:
        told = _("{shown} of {total} quotes, {order}; --limit shows more")
        return told.format(shown=shown, total=f"{page.total:,}", order=order)
    return ngettext("{shown} quote, {order}", "{shown} quotes, {order}", shown).format(
        shown=shown, order=order
    )
