"""`g7reader fetch`: what is new in the feeds, into the library."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.feeds import followed, named_feed, no_feeds
from reader.cli.options import json_option
from reader.cli.stored import library_option, open_stored
from reader.cli.writing import complain_of, nothing_found
from reader.opening import BAD_INPUT, DONE, INTERRUPTED, complain
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Task

    from reader.newsstand.fetching import Reached
    from reader.newsstand.report import Report


@click.command(short_help=_("Bring what is new in the feeds into the library."))
@click.argument("feeds", nargs=-1, metavar="[FEED...]")
@click.option("--due", "is_due_only", is_flag=True, help=_("Only feeds whose interval is over."))
@library_option
@json_option
def fetch(feeds: tuple[str, ...], is_due_only: bool, library: str | None, is_json: bool) -> int:
    """Fetch what is new in each FEED, or in all, with who said what in it.

    FEED is the number, the address or words of the title of a feed; one that
    has ended is only asked again when it is named. A feed that fails says why,
    and the others go on.

    Ctrl-C stops; what was counted is kept, and the rest comes the next time.
    """
    from reader.newsstand.fetching import fetch_feeds
    from reader.newsstand.report import Report
    from reader.web.feeds import is_due, now_utc

    if not followed(library):
        return nothing_found(no_feeds())
    with open_stored(library) as opened:
        wanted = [named_feed(opened, name) for name in dict.fromkeys(feeds)] if feeds else opened.feeds()
        if not feeds:
            wanted = [kept for kept in wanted if not kept.state.gone]
        if is_due_only:
            wanted = [kept for kept in wanted if is_due(kept.state, now_utc())]
        if not wanted:
            return nothing_found(_("no feed is due") if is_due_only else _("every feed has ended"))
        report, articles = Report(), 0
        try:
            with _progress(len(wanted)) as shown:

                def tell(reached: Reached) -> None:
                    nonlocal articles
                    articles = reached.articles
                    shown(reached)

                for looked in fetch_feeds(opened, wanted, progress=tell):
                    report.take(looked)
                    if is_json:
                        from reader.export.feed_json import looked_as_json

                        streams.write(looked_as_json(looked), encoding="utf-8")
        except KeyboardInterrupt:
            complain(stopped(report, len(wanted), articles))
            return INTERRUPTED
    return conclude(report, is_json)


def stopped(report: Report, feeds: int, articles: int) -> str:
    """What is kept of a fetch that was broken off."""
    kept = ngettext("{count} article is kept", "{count} articles are kept", articles)
    told = _("stopped after {done} of {feeds} feeds; {kept}, and the rest comes the next time")
    return told.format(done=report.looked, feeds=feeds, kept=kept.format(count=f"{articles:,}"))


def conclude(report: Report, is_json: bool) -> int:
    """Write what a whole fetch came to; the exit code."""
    if not is_json:
        from reader.cli.showing import write_lines
        from reader.export.feed_lists import looked_line

        write_lines([looked_line(looked) for looked in report.fruitful])
        streams.write(f"{report.summary()}\n")
    complain_of(report.events)
    return BAD_INPUT if len(report.failing) == report.looked else DONE


@contextmanager
def _progress(feeds: int) -> Iterator[Callable[[Reached], None]]:
    """A bar over the feeds, with the articles counted, where standard error is a terminal."""
    if not streams.is_terminal(sys.stderr):
        yield lambda _reached: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn
    from rich.text import Text

    class Came(ProgressColumn):
        """How many articles came, and from which feed the last of them; never taken for markup."""

        def render(self, task: Task) -> Text:
            """The words of `task`."""
            return Text(task.description, no_wrap=True, overflow="ellipsis")

    console = Console(stderr=True)
    columns = (MofNCompleteColumn(), BarColumn(), Came())
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task("", total=feeds)

        def show(reached: Reached) -> None:
            articles = ngettext("{count} article", "{count} articles", reached.articles)
            told = f"{articles.format(count=f'{reached.articles:,}')}  {reached.title}"
            bar.update(task, completed=reached.done, description=told)

        yield show
