"""`g7reader stats`: who speaks, when, and beside whom, in an article or in the library."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import all_option, file_argument, is_plain, json_option, language_option, plain_option
from reader.cli.progress import bar
from reader.cli.sources import given_readings
from reader.cli.stored import library_option
from reader.cli.writing import nothing_found
from reader.opening import DONE
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.cli.progress import Bar
    from reader.figures import Figures
    from reader.reading import Reading

MOST = 15
NARROWEST = 40
WIDEST = 120
IN_A_PIPE = 80


@click.command(short_help=_("Who speaks, when, and beside whom."))
@file_argument
@all_option
@library_option
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=MOST,
    metavar="NUMBER",
    help=_("How many speakers and pairs at most; {count} by default.").format(count=MOST),
)
@plain_option
@json_option
@language_option
def stats(
    file: str | None, is_all: bool, library: str | None, limit: int, is_json: bool, language: str | None
) -> int:
    """Show who speaks: shares of the quoted words, by section, by month, and who is quoted with whom.

    Of the article FILE, a number for one in the library; without FILE, of what
    is piped in or of the article that comes with the program. With --all it
    is of every article in the library. --json has all of it.
    """
    from reader.figures import article_figures, library_figures

    if is_all and file is not None:
        raise click.UsageError(_("either an article is asked or the library: leave FILE away"))
    is_all = is_all or (library is not None and file is None)
    sources = (file,) if file is not None else ()
    with (
        given_readings(sources, is_all=is_all, library=library, language=language) as readings,
        bar(readings.total) as shown,
    ):
        if is_all:
            figures = library_figures(_counted(readings.each, shown))
        else:
            figures = article_figures(next(readings.each))
    if is_json:
        from reader.export.as_json import figures_as_json

        streams.write(figures_as_json(figures), encoding="utf-8")
    elif figures.quotes:
        write_charts(figures, limit)
    return DONE if figures.quotes else nothing_found(_("no quotes found"))


def write_charts(figures: Figures, most: int) -> None:
    """Write the figures as bars, or as sentences where the user asked for plain text."""
    from reader.export.charts import charts, draw, hear, summary

    found = list(charts(figures, most))
    if is_plain():
        streams.write("".join(f"{line}\n" for line in (summary(figures), *hear(found))))
        return
    columns = shutil.get_terminal_size().columns if streams.is_terminal(sys.stdout) else IN_A_PIPE
    width = max(NARROWEST, min(columns, WIDEST))
    has_colour = streams.has_colour()
    lines = [summary(figures)]
    for chart in found:
        lines += ["", click.style(chart.title, bold=True) if has_colour else chart.title]
        for label, drawn, told in draw(chart, width, is_plain=not _has_blocks()):
            shown = click.style(drawn, fg="blue") if has_colour else drawn
            lines.append(f"{label}{shown}{told}".rstrip())
    streams.write("".join(f"{line}\n" for line in lines))


def _has_blocks() -> bool:
    """Whether what standard output is encoded in has block elements."""
    try:
        "█▏".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _counted(each: Iterator[Reading], shown: Bar) -> Iterator[Reading]:
    for reading in each:
        yield reading
        shown.advance()
