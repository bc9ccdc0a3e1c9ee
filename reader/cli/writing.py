"""What commands write: lines to standard output, what a reader should know to standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader import streams
from reader.opening import complain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.export.lists import Entry
    from reader.reading import Reading

NOTHING_FOUND = 1


def write_list(reading: Reading, entries: Iterable[Entry]) -> None:
    """Write a list of what is in `reading`, its notes to standard error."""
    complain_of((*reading.article.notes, *reading.analysis.notes))
    write_entries(entries)


def write_entries(entries: Iterable[Entry]) -> None:
    """Write a line for each entry, its name in bold where there is colour."""
    bold = streams.has_colour()
    names_and_rests = (
        (click.style(name, bold=True) if bold and name else name, rest) for name, rest in entries
    )
    streams.write("".join(f"{name}{rest}\n" for name, rest in names_and_rests))


def complain_of(notes: Iterable[str]) -> None:
    """Write what a reader should know to standard error, a line each."""
    for note in notes:
        complain(note)


def nothing_found(message: str) -> int:
    """Say so on standard error; the exit code says it too."""
    complain(message)
    return NOTHING_FOUND
