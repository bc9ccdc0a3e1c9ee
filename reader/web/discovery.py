"""A web page -> the feeds that it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.formats.cleaning import clean_line
from reader.formats.errors import FormatError
from reader.formats.html import decode_page
from reader.translation import _
from reader.web.errors import Cancelled, WebError
from reader.web.feed_parsing import parse_feed
from reader.web.pages import stoppable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.formats.isolation import Isolated
    from reader.web.cancellation import Cancellation
    from reader.web.client import Client, Response

MOST_FOUND = 20
LONGEST_TITLE = 200

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
# Where sites put their feed when they do not say so.
_USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
_TAG = re.compile(r"<(link|a)\s+([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FEED_PATH = re.compile(r"(?:^|[/._-])(?:feeds?|rss|atom)(?:$|[/._?-])|\.(?:rss|atom|rdf)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names; `title` is what the page calls it, or nothing."""

    address: str
    title: str = ""


def discover(
    client: Client,
    address: str,
    isolated: Isolated,
    *,
    typed: bool = False,
    cancellation: Cancellation | None = None,
) -> list[FoundFeed]:
    """The feeds of the page at `address`, the likeliest first; the address itself when it is a feed.

    A page that names none is asked for at the usual places. Raises a `WebError` when the page cannot
    be had, and `FormatError` when it has no feed.
    """
    response = client.get(address, typed=typed, cancellation=cancellation)
    title = _title_of(response, isolated, cancellation)
    if title is not None:
        return [FoundFeed(response.moved_to or address, title)]
    text, _notes = decode_page(response.body, response.charset)
    named = list(dict.fromkeys(_named(text, response.address)))
    if named:
        return named[:MOST_FOUND]
    likely = list(dict.fromkeys(_linked(text, response.address)))[:3]
    usual = [FoundFeed(urljoin(response.address, place)) for place in _USUAL_PLACES]
    for candidate in dict.fromkeys((*likely, *usual)):
        try:
            answer = client.get(candidate.address, typed=typed, cancellation=cancellation)
        except Cancelled:
            raise
        except WebError:
            continue
        title = _title_of(answer, isolated, cancellation)
        if title is not None:
            return [FoundFeed(answer.moved_to or candidate.address, title)]
    raise FormatError(_("no feed was found"), source=address, advice=_("give the address of the feed itself"))


def _title_of(response: Response, isolated: Isolated, cancellation: Cancellation | None) -> str | None:
    """The title of the feed in an answer; None when it is none."""
    try:
        with stoppable(isolated, response.address, cancellation):
            contents = isolated.run(
                parse_feed, response.body, response.address, response.headers.get("content-type", "")
            )
    except FormatError:
        return None
    return contents.title or ""


def _named(text: str, base: str) -> Iterator[FoundFeed]:
    """The feeds that the head of a page names."""
    for tag, attributes in _tags(text):
        relations = attributes.get("rel", "").lower().split()
        if tag == "link" and "alternate" in relations and attributes.get("type", "").lower() in _TYPES:
            yield from _found(attributes, attributes.get("title", ""), base)


def _linked(text: str, base: str) -> Iterator[FoundFeed]:
    """The links of a page that look as if they lead to a feed."""
    for tag, attributes in _tags(text):
        if tag == "a" and _FEED_PATH.search(attributes.get("href", "").partition("#")[0]):
            yield from _found(attributes, "", base)


def _found(attributes: dict[str, str], title: str, base: str) -> Iterator[FoundFeed]:
    try:
        address = urljoin(base, clean_line(attributes.get("href", "")))
    except ValueError:
        return
    if address.lower().startswith(("http://", "https://")):
        yield FoundFeed(address, clean_line(title)[:LONGEST_TITLE])


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for tag in _TAG.finditer(text):
        attributes: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(tag[2]):
            attributes.setdefault(name.lower(), unescape(double or single or bare))
        yield tag[1].lower(), attributes
