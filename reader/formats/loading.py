"""Loading: a file, or bytes from anywhere, becomes an article."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.article import Article, BlockKind, Metadata
from reader.formats.cleaning import clean, clean_line
from reader.formats.decoding import decode
from reader.formats.draft import Draft, assemble
from reader.formats.errors import FormatError
from reader.formats.front_matter import read_front_matter, split_front_matter
from reader.formats.plain_text import read_plain_text
from reader.translation import _

if TYPE_CHECKING:
    from os import PathLike
    from typing import BinaryIO

LARGEST = 32 * 1024 * 1024
"""How many bytes an article may have."""

_MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_PLAIN_SUFFIXES = frozenset((".txt", ".text"))
_MARKDOWN_SIGNS = re.compile(
    r"^(?:#{1,6} +\S|```|={3,}[ \t]*$)|\[[^\[\]\n]{1,200}\]\(<?https?://", re.MULTILINE
)
_HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
SUFFIXES = _MARKDOWN_SUFFIXES | _PLAIN_SUFFIXES | _HTML_SUFFIXES
"""The endings of files whose names say that they are articles."""

_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)


def load_path(path: str | PathLike[str], *, limit: int = LARGEST) -> Article:
    """The article in the file at `path`.

    Raises `FormatError` when it is missing, a folder, larger than `limit` bytes, or no article.
    """
    file = Path(path)
    source = str(path)
    if not source:
        raise FormatError(_("a file without a name"))
    try:
        if stat.S_ISDIR(file.stat().st_mode):
            raise FormatError(_("is a folder"), source=source, advice=_("name a file in it"))
        with file.open("rb") as stream:
            data = read_limited(stream, source, limit=limit)
    except FileNotFoundError:
        raise FormatError(_("there is no such file"), source=source) from None
    except PermissionError:
        raise FormatError(_("you may not read this file"), source=source) from None
    except OSError as error:
        raise FormatError(_("cannot be read"), source=source, advice=error.strerror or "") from None
    except ValueError as error:
        if isinstance(error, FormatError):
            raise
        # A path with a NUL character never reaches the operating system.
        raise FormatError(_("there is no such file"), source=source) from None
    return load_bytes(data, source)


def read_limited(stream: BinaryIO, source: str, *, limit: int = LARGEST) -> bytes:
    """Everything in `stream`. Raises `FormatError` when that is more than `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise FormatError(
            _("is larger than {size} MiB").format(size=max(1, limit // (1024 * 1024))),
            source=source,
            advice=_("an article is smaller than that"),
        )
    return data


def load_bytes(data: bytes, source: str) -> Article:
    """The article in `data`; `source` is its path, whose ending tells its format, or `-`.

    Without a known ending the format is told from the content: Markdown where it has front
    matter, headings or links, else plain text. Raises `FormatError` when it is no article.
    """
    if not data.strip():
        raise FormatError(_("is empty"), source=source, advice=_("give a file with the text of an article"))
    suffix = Path(source).suffix.lower()
    is_markdown = suffix in _MARKDOWN_SUFFIXES
    if suffix in _HTML_SUFFIXES or (not is_markdown and _HTML_START.match(data)):
        from reader.formats.html import load_html

        return load_html(data, source)
    decoded, notes = decode(data, source)
    text = clean(decoded)
    split = split_front_matter(text, source, certain=is_markdown)
    metadata = Metadata()
    if split.front_matter is not None:
        metadata = read_front_matter(split.front_matter, source)
    if not is_markdown and suffix not in _PLAIN_SUFFIXES:
        is_markdown = split.front_matter is not None or _MARKDOWN_SIGNS.search(split.body) is not None
    if is_markdown:
        from reader.formats.markdown import read_markdown

        drafts, title = _part_title(read_markdown(split.body), metadata.title)
        metadata = replace(metadata, title=title)
    else:
        drafts = list(read_plain_text(split.body))
    article_text, blocks, marks = assemble(drafts)
    if not blocks:
        raise FormatError(_("has no text"), source=source)
    return Article(article_text, blocks, metadata, marks, source, notes)


def _part_title(drafts: list[Draft], title: str | None) -> tuple[list[Draft], str | None]:
    """Part the drafts from a first heading of level 1 that is the title or stands in for it."""
    first = next((n for n, draft in enumerate(drafts) if draft.kind is not BlockKind.CAPTION), None)
    if first is None or drafts[first].kind is not BlockKind.HEADING or drafts[first].level != 1:
        return drafts, title
    heading = clean_line(drafts[first].text)
    if title is not None and heading.casefold() != title.casefold():
        return drafts, title
    return drafts[:first] + drafts[first + 1 :], title or heading or None
