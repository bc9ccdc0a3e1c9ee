"""Quotes as a table that a spreadsheet opens right."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.reading import Quote, Reading

COLUMNS = (
    "words",
    "speaker",
    "kind",
    "how",
    "cue",
    "role",
    "section",
    "title",
    "outlet",
    "date",
    "url",
    "start",
    "end",
)
BYTE_ORDER_MARK = "\ufeff"
"""What tells a spreadsheet that a file is UTF-8."""

# A cell that begins so is a formula to a spreadsheet, and a formula can send away what the others
# hold. As OWASP advises, an apostrophe before it makes it text, and every text stands in quotation
# marks: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_head() -> str:
    """The first row: what the columns are called, after the mark that the file is UTF-8."""
    return BYTE_ORDER_MARK + _rows([COLUMNS])


def quotes_as_csv(reading: Reading) -> str:
    """A row for each quote of `reading`, by RFC 4180; `csv_head` goes before the first.

    `start` and `end` are offsets into the article's text, the end exclusive.
    """
    return _rows([list(map(_safe, _row(quote, reading))) for quote in reading.analysis.quotes])


def _row(quote: Quote, reading: Reading) -> Iterator[str | int]:
    article = reading.article
    metadata = article.metadata
    section = article.section_at(quote.start)
    heading = section.heading if section else None
    yield quote.words(article.text)
    yield quote.speaker.name if quote.speaker else ""
    yield str(quote.kind)
    yield str(quote.how)
    yield quote.cue.of(article.text) if quote.cue else ""
    yield (quote.speaker.role or "") if quote.speaker else ""
    yield heading.span.of(article.text) if heading else ""
    yield metadata.title or ""
    yield metadata.outlet or ""
    yield metadata.published.isoformat() if metadata.published else ""
    yield metadata.url or ""
    yield quote.start
    yield quote.end


def _safe(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _rows(rows: Iterable[Iterable[str | int]]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
