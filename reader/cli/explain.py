"""`g7reader explain`: why each quote has its speaker."""

from __future__ import annotations

import click

from reader.cli.options import file_argument, is_plain, language_option, plain_option, plain_text_option
from reader.cli.reading import read
from reader.cli.writing import nothing_found, write_list
from reader.opening import DONE
from reader.translation import _


@click.command(short_help=_("Why each quote has its speaker."))
@file_argument
@plain_option
@language_option
@plain_text_option
def explain(file: str | None, language: str | None) -> int:
    """For each quote of an article, say which rule found it and why its speaker was chosen."""
    if is_plain():
        from reader.export.spoken import spoken_explanation as explanation
    else:
        from reader.export.lists import explanation

    reading = read(file, language)
    found = reading.analysis.quotes
    entries = (entry for quote in found for entry in explanation(quote, reading.article.text))
    write_list(reading, entries)
    return DONE if found else nothing_found(_("no quotes found"))
