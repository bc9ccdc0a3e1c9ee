"""What a page says about its article: schema.org first, then its meta tags, then the page itself.

Everything is hostile: a field that is not what it should be is left out, never an error.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reader.article import Metadata
from reader.formats.cleaning import clean_line
from reader.formats.front_matter import language_code
from reader.formats.html_blocks import link_target
from reader.formats.html_furniture import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Element = Any

LONGEST_FIELD = 500
MOST_NAMES = 50

_ARTICLE_TYPE = re.compile(r"Article\Z|Posting\Z|Report\Z", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SEPARATOR = re.compile(r"\s+[|–—·•»›:-]\s+|\s+\|\s*|\s*\|\s+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_AUTHOR_PREFIX = re.compile(r"(?:door|by|von|par|tekst|texte|text)[ :]+", re.IGNORECASE)
_AUTHOR = ("article:author", "og:article:author", "author", "dc.creator", "parsely-author", "byl")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "pubdate",
    "publish-date",
)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What one source says; fields that it does not know are empty."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    language: str = ""
    url: str = ""
    topic: str = ""
    tags: tuple[str, ...] = field(default=())


def read_metadata(root: Element, address: str = "") -> Metadata:
    """The metadata of the page under `root`, which was found at `address`."""
    meta = _meta(root)
    sources = (
        _schema_facts(root, address),
        _open_graph_facts(meta, address),
        _page_facts(root, meta, address),
    )
    heading = _only_heading(root)
    written = next((facts.title for facts in sources if facts.title), "")
    outlet = next((facts.outlet for facts in sources if facts.outlet), "")
    url = next((facts.url for facts in sources if facts.url), "") or link_target(address, "")
    title, suffix = without_suffix(written, outlet, url, heading)
    outlet = outlet or suffix or without_suffix(_page_title(root), "", url, title)[1]
    authors = next((facts.authors for facts in sources if facts.authors), ())
    return Metadata(
        title=title or None,
        outlet=outlet or None,
        authors=tuple(name for name in authors if key(name) != key(outlet)),
        published=next((facts.published for facts in sources if facts.published), None),
        language=next((code for facts in sources if (code := language_code(facts.language))), None),
        url=url or None,
        topic=next((facts.topic for facts in sources if facts.topic), None),
        tags=next((facts.tags for facts in sources if facts.tags), ()),
    )


def without_suffix(title: str, outlet: str, url: str, heading: str) -> tuple[str, str]:
    """`title` without the name of the site at its end, and that name.

    The end is the site's name where it is the outlet, is in the site's address, or is what the
    title has more than the page's only `heading`.
    """
    gaps = list(_SEPARATOR.finditer(title))
    if not gaps:
        return title, ""
    suffix = title[gaps[-1].end() :].strip()
    host = key(urlsplit(url).hostname or "").removeprefix("www")
    name = key(suffix)
    if heading and key(title) != key(heading):
        for gap in gaps:
            if key(title[: gap.start()]) == key(heading):
                return title[: gap.start()].strip(), suffix
    is_outlet = bool(name) and (name == key(outlet) or (len(name) >= 3 and host.startswith(name)))
    if is_outlet and gaps[-1].start():
        return title[: gaps[-1].start()].strip(), suffix
    return title, ""


def read_date(written: object) -> date | datetime | None:
    """The date that a page or feed writes: a datetime in UTC where the hour and its zone are known."""
    if not isinstance(written, str):
        return None
    text = written.strip()[:64]
    moment: date | datetime | None = None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            day = _DATE.match(text)
            if day is not None:
                try:
                    moment = date.fromisoformat(day.group())
                except ValueError:
                    return None
    if isinstance(moment, datetime):
        try:
            moment = moment.date() if moment.tzinfo is None else moment.astimezone(UTC)
        except OverflowError:
            return None
    return moment if moment is not None and 1800 <= moment.year <= 2200 else None


def _schema_facts(root: Element, address: str) -> Facts:
    nodes = list(_schema_nodes(root))
    articles = [node for node in nodes if any(map(_ARTICLE_TYPE.search, _texts(node.get("@type"))))]
    if not articles:
        return Facts()
    heading = key(_only_heading(root))
    same = (node for node in articles if heading and key(_line(node.get("headline"))) == heading)
    article = next(same, articles[0])
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    page = article.get("mainEntityOfPage")
    page_url = page.get("@id") if isinstance(page, dict) else page
    return Facts(
        title=_line(article.get("headline")) or _line(article.get("name")),
        outlet=next(iter(_names(article.get("publisher"), by_id)), ""),
        authors=_names(article.get("author"), by_id) or _names(article.get("creator"), by_id),
        published=read_date(article.get("datePublished")) or read_date(article.get("dateCreated")),
        language=_line(article.get("inLanguage")),
        url=link_target(_line(article.get("url")), address) or link_target(_line(page_url), address),
        topic=next(iter(_texts(article.get("articleSection"))), ""),
        tags=_listed(article.get("keywords")),
    )


def _schema_nodes(root: Element) -> Iterator[dict[str, Any]]:
    for script in root.iterfind(".//script"):
        if script.get("type", "").strip().lower() != "application/ld+json" or not script.text:
            continue
        text = script.text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(data, _DEEPEST)


def _nodes(data: object, depth: int) -> Iterator[dict[str, Any]]:
    """The nodes of a graph; those inside others only where they are what the page is about."""
    if depth <= 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(name), depth - 1)


def _names(value: object, by_id: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of persons or organisations, given as text, as a node, or as a list of them."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        node = item
        if isinstance(node, dict) and "name" not in node and isinstance(node.get("@id"), str):
            node = by_id.get(node["@id"], node)
        name = node.get("name") if isinstance(node, dict) else node
        found.extend(_listed(name) if isinstance(name, list) else filter(None, [author_name(_line(name))]))
    return tuple(dict.fromkeys(found))[:MOST_NAMES]


def author_name(name: str) -> str:
    """`name` without what bylines put before it; nothing for an address."""
    if name.lower().startswith(("http://", "https://", "@")):
        return ""
    return _AUTHOR_PREFIX.sub("", name, count=1) if _AUTHOR_PREFIX.match(name) else name


def _meta(root: Element) -> dict[str, list[str]]:
    """The contents of the meta tags by name, property or itemprop, in lower case."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = _line(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _open_graph_facts(meta: Mapping[str, list[str]], address: str) -> Facts:
    def first(*names: str) -> str:
        return next((meta[name][0] for name in names if name in meta), "")

    authors = next((found for name in _AUTHOR if (found := _authors(meta.get(name, [])))), ())
    tags = [tag for value in meta.get("article:tag", []) for tag in _listed(value)]
    return Facts(
        title=first("og:title", "twitter:title", "dc.title", "headline"),
        outlet=first("og:site_name", "application-name", "dc.publisher"),
        authors=authors,
        published=next((when for name in _PUBLISHED if (when := read_date(first(name)))), None),
        language=first("og:locale", "dc.language", "content-language"),
        url=link_target(first("og:url"), address),
        topic=first("article:section", "og:article:section"),
        tags=tuple(dict.fromkeys(tags))[:MOST_NAMES] or _listed(first("news_keywords")),
    )


def _authors(values: list[str]) -> tuple[str, ...]:
    names = (author_name(name) for value in values for name in _listed(value))
    return tuple(dict.fromkeys(filter(None, names)))[:MOST_NAMES]


def _page_facts(root: Element, meta: Mapping[str, list[str]], address: str) -> Facts:
    canonical = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    published = None
    for element in root.iter("time"):
        published = read_date(element.get("datetime"))
        if published is not None:
            break
    authors = [
        clean_line(" ".join(element.itertext()))
        for element in root.iter("a", "span", "p")
        if element.get("rel") == "author" or element.get("itemprop") == "author"
    ]
    return Facts(
        title=_only_heading(root) or _page_title(root),
        authors=tuple(dict.fromkeys(filter(None, map(author_name, authors))))[:MOST_NAMES],
        published=published,
        language=_line(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        url=link_target(_line(canonical), address),
        topic="",
        tags=(),
    )


def _page_title(root: Element) -> str:
    """What a browser shows as the title of the page."""
    title = root.find(".//head/title")
    return _line(title.text) if title is not None else ""


def _only_heading(root: Element) -> str:
    """The text of the page's only heading of level 1."""
    headings = [text for element in root.iter("h1") if (text := _line("".join(element.itertext())))]
    return headings[0] if len(headings) == 1 else ""


def _line(value: object) -> str:
    """Text as a page's fields have it: without tags and entities, cleaned, not too long."""
    if not isinstance(value, str):
        return ""
    text = value[: LONGEST_FIELD * 20]
    if "<" in text or "&" in text:
        text = _TAG.sub("", unescape(text))
    line = clean_line(text)
    return line if len(line) <= LONGEST_FIELD else line[:LONGEST_FIELD].rstrip() + "…"


def _texts(value: object) -> list[str]:
    return [line for item in (value if isinstance(value, list) else [value]) if (line := _line(item))]


def _listed(value: object) -> tuple[str, ...]:
    """The parts of a list, or of a text that separates them by commas."""
    found: list[str] = []
    for line in _texts(value):
        found.extend(part.strip() for part in re.split(r"[,;]", line))
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_NAMES]
