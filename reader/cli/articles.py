"""`g7reader articles`: what the library holds."""

from __future__ import annotations

import click

from reader import streams
from reader.cli.options import json_option, plain_option
from reader.cli.stored import library_option, limit_option, open_stored, understood
from reader.cli.writing import nothing_found
from reader.opening import DONE, complain
from reader.translation import _

PAGE = 500


@click.command(short_help=_("List the articles in the library."))
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@library_option
@limit_option()
@plain_option
@json_option
def articles(query: tuple[str, ...], library: str | None, limit: int | None, is_json: bool) -> int:
    """List the articles in the library, or those that answer QUERY, newest first.

    The query is that of “g7reader search”, asked of whole articles. Each line
    begins with the article's number, by which other commands take it. In a
    terminal • stands for unread, ★ for starred.
    """
    asked = understood(" ".join(query))
    shown = 0
    with open_stored(library) as opened:
        while limit is None or shown < limit:
            most = PAGE if limit is None else min(PAGE, limit - shown)
            page = opened.articles(asked, most, shown)
            shown += len(page.articles)
            if is_json:
                from reader.export.library_json import article_as_json

                streams.write("".join(map(article_as_json, page.articles)), encoding="utf-8")
            elif page.articles:
                from reader.cli.showing import write_articles

                write_articles(page.articles)
            if len(page.articles) < most:
                break
    if not shown:
        return nothing_found(_("no articles found"))
    if limit is not None and shown == limit and page.total != shown and not is_json:
        complain(_("the newest {count}; --limit shows more").format(count=f"{shown:,}"))
    return DONE
