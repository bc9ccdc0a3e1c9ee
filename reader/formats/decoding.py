"""Bytes -> text: which encoding they are in, or that they are no text at all."""

from __future__ import annotations

import codecs
import re

from reader.formats.errors import FormatError
from reader.translation import _

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BEGINNINGS = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "ZIP, DOCX, ODT or EPUB"),
)
_SAMPLE = 64 * 1024
# Controls that no text has; those of terminal output (bell, backspace, escape) do occur in captured text.
_NEVER_TEXT = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.3
_MOST_CONTROLS_UNDECODABLE = 0.02


def decode(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """The text in `data`, and what its reader should know about how it was decoded.

    A byte order mark decides, else it is UTF-8, and as a last resort Windows-1252.
    Raises `FormatError` when it is no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            if "\0" in text:
                raise _binary(data, source)
            return text, _damage(text)
    if b"\0" in data or any(data.startswith(beginning) for beginning, _name in _KNOWN_BEGINNINGS):
        raise _binary(data, source)
    notes: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8")
        most_controls = _MOST_CONTROLS
    except UnicodeDecodeError:
        text, notes = _decode_doubtful(data)
        most_controls = _MOST_CONTROLS_UNDECODABLE
    sample = data[:_SAMPLE]
    if len(_NEVER_TEXT.findall(sample)) > most_controls * len(sample):
        raise _binary(data, source)
    return text, notes


def _decode_doubtful(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text that is not wholly UTF-8: damaged UTF-8 where most of it is, else Windows-1252."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    decoded = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    if decoded > damaged:
        return text, _damage(text)
    text = data.decode("cp1252", errors="replace")
    return text, (_("The file is not in UTF-8 and was read as Windows-1252."), *_damage(text))


def _damage(text: str) -> tuple[str, ...]:
    if "\ufffd" not in text:
        return ()
    return (_("Some characters of the file could not be read and show as \ufffd."),)


def _binary(data: bytes, source: str) -> FormatError:
    kind = next((name for beginning, name in _KNOWN_BEGINNINGS if data.startswith(beginning)), None)
    problem = _("is a {kind} file, not text").format(kind=kind) if kind else _("is a binary file, not text")
    return FormatError(
        problem, source=source, advice=_("save the article as plain text or Markdown, in UTF-8")
    )
