"""Bytes -> what a feed says: RSS, Atom and RDF through feedparser, and JSON Feed.

Meant for a process of its own (see `reader.formats.isolation`), as feedparser takes long over
feeds that are built to be slow.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reader.formats.cleaning import clean, clean_line
from reader.formats.errors import FormatError
from reader.formats.front_matter import language_code
from reader.formats.html_blocks import link_target
from reader.formats.html_metadata import read_date
from reader.formats.html_tags import html_paragraphs
from reader.translation import _
from reader.web.feeds import FeedContents, FeedItem

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ITEMS = 2000
LONGEST_TITLE = 300
LONGEST_SUMMARY = 1000
LONGEST_BODY = 500_000
LONGEST_NAMES = 20

_HTML_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
# Nothing in a feed needs entities of its own making, and they can be made to grow without end.
_ENTITIES = re.compile(rb"<!ENTITY\b[^<>]*>|<\0!\0E\0N\0T\0I\0T\0Y\0(?:[^<>]\0)*>\0", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")
_DATE_ONLY = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*\Z")


def parse_feed(data: bytes, address: str, content_type: str = "") -> FeedContents:
    """What the feed in `data` says; it came from `address`, and the server called it `content_type`.

    Raises `FormatError` when it is no feed.
    """
    if not data.strip():
        raise FormatError(_("the answer is empty"))
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return _json_feed(data, address)
    if _HTML_START.match(start):
        raise FormatError(_("it is a web page, not a feed"), advice=_("look for the address of its feed"))
    return _xml_feed(data, address, content_type)


def _xml_feed(data: bytes, address: str, content_type: str) -> FeedContents:
    import feedparser

    # Never bytes as such: feedparser takes those for the name of a file, and opens it.
    parsed = feedparser.parse(
        BytesIO(_ENTITIES.sub(b"", data)),
        # No address of the feed, against which a guid that is only a number would become a link too.
        response_headers={"content-type": content_type or "application/xml"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise FormatError(_("it is no feed"))
    feed = parsed.feed
    site = link_target(str(feed.get("link") or ""), address) or None
    items = (_xml_item(entry, site or address) for entry in parsed.entries[:MOST_ITEMS])
    return FeedContents(
        _title(feed.get("title"), feed.get("title_detail")) or None,
        site,
        language_code(str(feed.get("language") or "")),
        tuple(items),
    )


def _xml_item(entry: Any, base: str) -> FeedItem:
    bodies = [part for part in (*entry.get("content", ()), entry.get("summary_detail")) if part]
    body, kind = "", ""
    for part in bodies:
        value = str(part.get("value") or "")
        if len(value) > len(body):
            body, kind = value, str(part.get("type") or "")
    html = f"<p>{escape(body)}</p>" if kind == "text/plain" and not _MARKUP.search(body) else body
    names = [str(author.get("name") or "") for author in entry.get("authors", ())] or [
        str(entry.get("author") or "")
    ]
    guid, link = str(entry.get("id") or ""), str(entry.get("link") or "")
    if not entry.get("links") and not link.lower().startswith(("http://", "https://")):
        # A guid counts as the link where there is none; many are only a number.
        link = ""
    return _item(
        guid=guid,
        url=link,
        base=base,
        title=_title(entry.get("title"), entry.get("title_detail")),
        html=html,
        authors=names or [str(entry.get("author") or "")],
        published=_moment(entry),
        language="",
        tags=[str(tag.get("term") or "") for tag in entry.get("tags", ())],
    )


def _moment(entry: Any) -> Any:
    for name in ("published", "updated"):
        # feedparser's own `get` warns when it gives one of them for the other.
        written, parsed = dict.get(entry, name), dict.get(entry, f"{name}_parsed")
        if parsed is None:
            continue
        if written and _DATE_ONLY.match(str(written)):
            return read_date(str(written).strip())
        try:
            year, month, day, hour, minute, second = parsed[:6]
            return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        except (ValueError, TypeError):
            continue
    return None


def _title(title: object, detail: Any) -> str:
    text = str(title or "")[: LONGEST_TITLE * 20]
    if _MARKUP.search(text):
        text = " ".join(html_paragraphs(text))
    return _bounded(clean_line(text), LONGEST_TITLE)


def _json_feed(data: bytes, address: str) -> FeedContents:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        raise FormatError(_("it is broken JSON, not a feed")) from None
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(
        "https://jsonfeed.org/version/"
    ):
        raise FormatError(_("it is JSON, but no JSON Feed"))
    listed = feed.get("items")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    site = link_target(_text(feed.get("home_page_url")), address) or None
    return FeedContents(
        _title(_text(feed.get("title")), None) or None,
        site,
        language_code(_text(feed.get("language"))),
        tuple(_json_item(entry, site or address) for entry in entries[:MOST_ITEMS]),
    )


def _json_item(entry: dict[str, Any], base: str) -> FeedItem:
    html = _text(entry.get("content_html"))
    plain = _text(entry.get("content_text")) or _text(entry.get("summary"))
    if not html:
        html = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", plain) if part.strip())
    listed = entry.get("authors") if isinstance(entry.get("authors"), list) else [entry.get("author")]
    authors = [_text(author.get("name")) for author in listed or () if isinstance(author, dict)]
    tags = entry.get("tags")
    return _item(
        guid=str(entry.get("id") or "") if isinstance(entry.get("id"), (str, int, float)) else "",
        url=_text(entry.get("url")) or _text(entry.get("external_url")),
        base=base,
        title=_title(_text(entry.get("title")), None),
        html=html,
        authors=authors,
        published=read_date(entry.get("date_published")) or read_date(entry.get("date_modified")),
        language=_text(entry.get("language")),
        tags=[_text(tag) for tag in tags] if isinstance(tags, list) else [],
    )


def _item(
    *,
    guid: str,
    url: str,
    base: str,
    title: str,
    html: str,
    authors: list[str],
    published: Any,
    language: str,
    tags: list[str],
) -> FeedItem:
    body = clean(html[:LONGEST_BODY])
    paragraphs = list(html_paragraphs(body))
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    summary = _bounded(clean_line(" ".join(_first(paragraphs, LONGEST_SUMMARY))), LONGEST_SUMMARY)
    item = FeedItem(
        guid=clean_line(guid),
        url=link_target(url, base) or None,
        title=title or _bounded(summary, LONGEST_TITLE // 3),
        summary=summary,
        html=body,
        words=words,
        authors=_names(authors),
        published=published,
        language=language_code(language),
        tags=_names(tags),
    )
    told = "\n".join((item.title, *paragraphs))
    return replace(item, digest=sha256(told.encode()).hexdigest()[:32] if told.strip() else "")


def _first(paragraphs: list[str], characters: int) -> Iterator[str]:
    for paragraph in paragraphs:
        yield paragraph
        characters -= len(paragraph)
        if characters <= 0:
            return


def _names(values: list[str]) -> tuple[str, ...]:
    lines = (_bounded(clean_line(value), LONGEST_TITLE) for value in values[:LONGEST_NAMES])
    return tuple(dict.fromkeys(filter(None, lines)))


def _bounded(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + "…"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
