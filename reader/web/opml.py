"""OPML, in which readers exchange their lists of feeds.

Folders become tags: a feed in the folder *Dailies* of the folder *News* has the tag `News/Dailies`.
What other programs have written beside it survives a round trip.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from reader.feed import SHORTEST_INTERVAL, Feed, Pages
from reader.formats.cleaning import clean, clean_line
from reader.formats.errors import FormatError
from reader.formats.front_matter import language_code
from reader.translation import _, ngettext
from reader.web.addresses import parse_address
from reader.web.errors import AddressRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Attributes = tuple[tuple[str, str], ...]

LARGEST = 10 * 2**20
MOST_FEEDS = 20_000
LONGEST_VALUE = 2000
SEPARATOR = "/"

_NAMES = frozenset({"text", "title", "type", "xmlUrl", "category", "language"})
# The reader's own settings, in attributes that other programs pass over.
_INTERVAL, _PAGES = "g7readerInterval", "g7readerPages"


@dataclass(frozen=True, slots=True)
class FeedList:
    """What an OPML file lists. `folders` has the attributes of folders by their tag, as they were.

    `notes` say what was left out and why, one sentence each.
    """

    feeds: tuple[Feed, ...]
    title: str = ""
    folders: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_opml(data: bytes, source: str = "") -> FeedList:
    """The feeds in an OPML file. A feed in several folders is one, with several tags.

    Raises `FormatError` when it is no OPML, or is built to do harm.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > LARGEST:
        raise FormatError(_("is larger than {size} MiB").format(size=LARGEST // 2**20), source=source)
    try:
        root = fromstring(data)
    except DefusedXmlException as error:
        problem = _("declares XML entities, which no list of feeds needs")
        raise FormatError(problem, source=source) from error
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise FormatError(_("is no well-formed XML ({why})").format(why=error), source=source) from None
    body = root.find("body")
    if root.tag != "opml" or body is None:
        raise FormatError(_("is no OPML: it has no list of feeds"), source=source)
    feeds: dict[str, Feed] = {}
    folders: dict[str, Attributes] = {}
    refused = 0
    for outline, path in _outlines(body):
        tag = SEPARATOR.join(path)
        if not outline.get("xmlUrl"):
            name = _name(outline)
            if name:
                folders.setdefault(SEPARATOR.join((*path, name)), _others(outline, _NAMES))
            continue
        try:
            feed = _feed(outline, tag)
        except AddressRefused:
            refused += 1
            continue
        known = feeds.get(feed.address)
        if known is not None:
            feed = replace(known, tags=tuple(dict.fromkeys((*known.tags, *feed.tags))))
        feeds[feed.address] = feed
        if len(feeds) > MOST_FEEDS:
            raise FormatError(_("lists more than {count} feeds").format(count=MOST_FEEDS), source=source)
    kept = {tag: attributes for tag, attributes in folders.items() if attributes}
    title = clean_line(root.findtext("head/title") or "")[:LONGEST_VALUE]
    return FeedList(tuple(feeds.values()), title, kept, _notes(refused))


def write_opml(
    feeds: Iterable[Feed],
    title: str = "g7reader",
    folders: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
) -> bytes:
    """An OPML file of `feeds`: each in the folder of its first tag, its other tags in `category`."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    elements: dict[str, Any] = {"": body}
    for feed in feeds:
        parent = body
        tag = ""
        for name in filter(None, feed.tags[0].split(SEPARATOR) if feed.tags else ()):
            tag = f"{tag}{SEPARATOR}{name}" if tag else name
            if tag not in elements:
                attributes = {"text": name, **dict((folders or {}).get(tag, ()))}
                elements[tag] = ElementTree.SubElement(parent, "outline", attributes)
            parent = elements[tag]
        ElementTree.SubElement(parent, "outline", _attributes(feed))
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _outlines(body: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every outline in `body` with the names of the folders that it is in, in order; no depth is too deep."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(child, ()) for child in reversed(body)]
    while waiting:
        outline, path = waiting.pop()
        if outline.tag != "outline":
            continue
        yield outline, path
        inner = path
        name = _name(outline)
        if name and not outline.get("xmlUrl"):
            inner = (*path, name)
        waiting.extend((child, inner) for child in reversed(outline))


def _name(outline: Any) -> str:
    return clean_line(outline.get("text") or outline.get("title") or "")[:LONGEST_VALUE]


def _feed(outline: Any, tag: str) -> Feed:
    address = parse_address(outline.get("xmlUrl")).url
    tags = [tag] if tag else []
    categories = outline.get("category") or ""
    tags.extend(clean_line(part).strip(SEPARATOR) for part in categories.split(","))
    pages, name = outline.get(_PAGES), _name(outline)
    return Feed(
        address,
        title=name if name and name != address else None,
        tags=tuple(dict.fromkeys(filter(None, tags))),
        language=language_code(outline.get("language") or ""),
        interval=_interval(outline.get(_INTERVAL)),
        pages=Pages(pages) if pages in list(Pages) else Pages.WHEN_SHORT,
        attributes=_others(outline, _NAMES | {_INTERVAL, _PAGES}),
    )


def _interval(minutes: str | None) -> timedelta:
    if minutes is None or not (minutes.isascii() and minutes.isdigit()):
        return Feed("").interval
    return max(SHORTEST_INTERVAL, timedelta(minutes=min(int(minutes[:9]), 60 * 24 * 365)))


def _others(outline: Any, known: frozenset[str]) -> Attributes:
    """The attributes that are not in `known`."""
    return tuple(
        (clean_line(name), clean(value)[:LONGEST_VALUE])
        for name, value in outline.items()
        if name not in known
    )


def _attributes(feed: Feed) -> dict[str, str]:
    attributes = {"type": "rss", "text": feed.title or feed.address, "xmlUrl": feed.address}
    if feed.title:
        attributes["title"] = feed.title
    if len(feed.tags) > 1:
        attributes["category"] = ",".join(SEPARATOR + tag for tag in feed.tags)
    if feed.language:
        attributes["language"] = feed.language
    if feed.interval != Feed("").interval:
        attributes[_INTERVAL] = str(int(feed.interval.total_seconds() // 60))
    if feed.pages is not Pages.WHEN_SHORT:
        attributes[_PAGES] = feed.pages
    return {**dict(feed.attributes), **attributes}


def _notes(refused: int) -> tuple[str, ...]:
    if not refused:
        return ()
    note = ngettext(
        "{count} feed was left out, as its address is no web address.",
        "{count} feeds were left out, as their addresses are no web addresses.",
        refused,
    )
    return (note.format(count=refused),)
