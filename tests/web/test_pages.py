"""From an address to an article, over a real server."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.article import BlockKind
from reader.feed import Feed, FeedState, Pages
from reader.formats import FormatError
from reader.formats.html import NoArticle
from reader.formats.isolation import Isolated
from reader.library.preparing import identity
from reader.web import items
from reader.web.addresses import site_of
from reader.web.cancellation import Cancellation
from reader.web.client import Client, Response
from reader.web.discovery import FoundFeed, discover
from reader.web.errors import BadStatus, Cancelled, TooLarge
from reader.web.feeds import FeedItem
from reader.web.pages import fetch_article, read_response
from reader.web.parsers import Parsers
from tests.web.feeds import rss, rss_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.servers import Site

PAGE = Path(__file__).parent.parent / "formats" / "pages" / "nl-kopjes.html"
TEXT = "De wethouder zei dinsdag dat de brug nog voor de zomer weer open gaat voor al het verkeer. "


@pytest.fixture(scope="module")
def isolated() -> Iterator[Isolated]:
    with Isolated() as process:
        yield process


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers(1) as processes:
        yield processes


class TestArticles:
    def test_a_page(self, site: Site, client: Client) -> None:
        address = site.page("/a", PAGE.read_bytes())
        found = fetch_article(client, address)
        assert found.metadata.title == "Waterschap sluit sluis bij Oudekerk na scheur in deur"
        assert found.source == address
        assert BlockKind.HEADING in {block.kind for block in found.blocks}

    @pytest.mark.parametrize(
        ("canonical", "kept"),
        [
            ("https://www.bode.example/een", True),
            ("https://bode.example/een", True),
            ("https://www.bode.example:8443/een", True),
            ("https://krant.example/een", False),
            ("https://bode.example.krant.example/een", False),
        ],
    )
    def test_a_page_cannot_pass_for_one_of_another_site(
        self, isolated: Isolated, canonical: str, kept: bool
    ) -> None:
        head = f"<link rel='canonical' href='{canonical}'>"
        page = f"<html><head>{head}</head><body><article><p>{TEXT * 3}</p></article></body></html>"
        answer = Response("https://m.bode.example/1", 200, page.encode(), {"content-type": "text/html"})
        found = read_response(answer, isolated)
        assert found.metadata.url == (canonical if kept else "https://m.bode.example/1")

    @pytest.mark.parametrize(
        ("url", "site"),
        [
            ("https://nos.nl/a", "nos.nl"),
            ("https://www.nos.nl/a", "nos.nl"),
            ("https://news.bode.co.uk/a", "bode.co.uk"),
            ("http://10.0.0.1/a", "10.0.0.1"),
            ("http://localhost:8000/", "localhost"),
            ("http://[::1", ""),
        ],
    )
    def test_whose_site_an_address_is_of(self, url: str, site: str) -> None:
        assert site_of(url) == site

    def test_links_and_address_are_of_where_it_was_found(
        self, site: Site, client: Client, isolated: Isolated
    ) -> None:
        site.page(
            "/b/c",
            f"<html><body><article><p>{TEXT * 2}<a href='d'>Lees</a> maar.</p></article></body></html>",
        )
        found = fetch_article(client, site.redirect("/a", "/b/c"), isolated=isolated)
        assert found.metadata.url == found.source == site.url("/b/c")
        assert [mark.target for mark in found.marks] == [site.url("/b/d")]

    @pytest.mark.parametrize(
        ("encoding", "content_type"),
        [
            ("utf-8", "text/html"),
            ("utf-8", "text/html; charset=iso-8859-1"),
            ("cp1252", "text/html; charset=windows-1252"),
            ("cp1252", "text/html; charset=utf-8"),
            ("utf-16", "text/html"),
        ],
    )
    def test_encodings(
        self, site: Site, client: Client, isolated: Isolated, encoding: str, content_type: str
    ) -> None:
        body = f"<html><body><article><p>Hélène: “{TEXT}” </p><p>{TEXT}</p></article></body></html>".encode(
            encoding
        )
        found = fetch_article(client, site.page("/", body, Content_Type=content_type), isolated=isolated)
        assert found.text.startswith("Hélène: “De wethouder")

    def test_plain_text(self, site: Site, client: Client, isolated: Isolated) -> None:
        address = site.page("/a.txt", "Kop\n\nEerste alinea.\n", Content_Type="text/plain")
        assert fetch_article(client, address, isolated=isolated).text == "Kop\n\nEerste alinea."

    def test_something_else(self, site: Site, client: Client, isolated: Isolated) -> None:
        with pytest.raises(FormatError, match="application/pdf, not a web page"):
            fetch_article(client, site.page("/", b"%PDF-", Content_Type="application/pdf"), isolated=isolated)

    def test_a_script_only(self, site: Site, client: Client, isolated: Isolated) -> None:
        page = "<html><head><script>go()</script></head><body><div id=app></div></body></html>"
        with pytest.raises(NoArticle, match="has no article"):
            fetch_article(client, site.page("/", page), isolated=isolated)

    def test_no_such_page(self, site: Site, client: Client, isolated: Isolated) -> None:
        with pytest.raises(BadStatus, match="404"):
            fetch_article(client, site.url("/nothing"), isolated=isolated)

    def test_a_page_of_23_megabytes(self, site: Site, client: Client, isolated: Isolated) -> None:
        with pytest.raises(TooLarge, match="10 MiB"):
            fetch_article(client, site.page("/", b"x" * 23_000_000), isolated=isolated)

    def test_calling_off_while_it_is_parsed(
        self, site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slow = "<html><body><article>" + "<p><a href='/x'>aaa bbb</a> cc dd</p>" * 50_000
        address = site.page("/", slow)
        cancellation = Cancellation()
        threading.Timer(1.0, cancellation.cancel).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            fetch_article(client, address, cancellation=cancellation)
        assert time.monotonic() - began < 3


class TestDiscovery:
    def test_a_feed_is_its_own(self, site: Site, client: Client, isolated: Isolated) -> None:
        address = site.page("/rss", rss(rss_item("a")), Content_Type="text/html")
        assert discover(client, address, isolated) == [FoundFeed(address, "De Bode")]

    def test_a_page_names_its_feeds(self, site: Site, client: Client, isolated: Isolated) -> None:
        address = site.page(
            "/",
            "<html><head>"
            "<link rel='alternate' type='application/rss+xml' title='Alles &amp; meer' href='/alles'>"
            '<LINK TYPE="application/feed+json" REL=alternate HREF=sport.json>'
            "<link rel=alternate type='application/rss+xml' href='javascript:x'>"
            "<link rel=stylesheet href=/rss.css></head><body><a href='/rss'>RSS</a></body></html>",
        )
        assert discover(client, address, isolated) == [
            FoundFeed(site.url("/alles"), "Alles & meer"),
            FoundFeed(site.url("/sport.json")),
        ]

    def test_a_link_to_a_feed(self, site: Site, client: Client, isolated: Isolated) -> None:
        site.page("/nieuws.rss", rss(rss_item("a")))
        address = site.page(
            "/", "<html><body><a href='/over'>Over</a> <a href='/nieuws.rss'>RSS</a></body></html>"
        )
        assert discover(client, address, isolated) == [FoundFeed(site.url("/nieuws.rss"), "De Bode")]

    def test_the_usual_places(self, site: Site, client: Client, isolated: Isolated) -> None:
        site.page("/feed", "<html><body>no feed</body></html>")
        site.page("/rss.xml", rss(rss_item("a")))
        address = site.page("/a/b", "<html><body>Hallo</body></html>")
        assert discover(client, address, isolated) == [FoundFeed(site.url("/rss.xml"), "De Bode")]

    def test_none(self, site: Site, client: Client, isolated: Isolated) -> None:
        with pytest.raises(FormatError, match="no feed was found"):
            discover(client, site.page("/", "<html><body>Hallo</body></html>"), isolated)
        assert len(site.requests) < 10

    def test_a_page_made_to_be_slow(self, site: Site, client: Client, isolated: Isolated) -> None:
        address = site.page("/", "<html>" + "<link " * 300_000 + "<a " + "x=y " * 300_000)
        began = time.monotonic()
        with pytest.raises(FormatError):
            discover(client, address, isolated)
        assert time.monotonic() - began < 5


class TestItems:
    FEED = Feed("https://bode.example/rss", tags=("krant",))
    STATE = FeedState(title="De Bode", language="nl")

    def item(self, url: str | None, html: str = "<p>Kort.</p>") -> FeedItem:
        return FeedItem("1", url, "Brug open", "Kort.", html, 1, ("Jan Bos",), tags=("verkeer",))

    def test_the_page_of_a_short_one(self, site: Site, client: Client, parsers: Parsers) -> None:
        address = site.page("/a", f"<html><body><article><p>{TEXT * 3}</p></article></body></html>")
        found = items.article_of(self.item(address), self.FEED, self.STATE, client, parsers)
        assert found.text == (TEXT * 3).strip()
        metadata = found.metadata
        assert (metadata.title, metadata.authors, metadata.language) == ("Brug open", ("Jan Bos",), "nl")
        assert (metadata.outlet, metadata.url, metadata.tags) == ("De Bode", address, ("krant", "verkeer"))

    def test_what_the_feed_has(self, site: Site, client: Client, parsers: Parsers) -> None:
        feed = replace(self.FEED, pages=Pages.NEVER)
        found = items.article_of(self.item(site.url("/a")), feed, self.STATE, client, parsers)
        assert (found.text, found.notes, site.requests) == ("Kort.", (), [])
        assert found.metadata.url == site.url("/a")

    def test_when_the_page_fails(self, site: Site, client: Client, parsers: Parsers) -> None:
        found = items.article_of(self.item(site.page("/a", "", 403)), self.FEED, self.STATE, client, parsers)
        assert found.text == "Kort."
        assert "403" in found.notes[0]

    def test_when_there_is_neither(self, site: Site, client: Client, parsers: Parsers) -> None:
        with pytest.raises(BadStatus):
            items.article_of(self.item(site.url("/no"), html=""), self.FEED, self.STATE, client, parsers)

    def test_items_without_a_page_are_apart(self, client: Client, parsers: Parsers) -> None:
        """Else one would take the other's place in a library."""
        one, other = self.item(None), replace(self.item(None), guid="2", html="<p>Ander bericht.</p>")
        found = [items.article_of(item, self.FEED, self.STATE, client, parsers) for item in (one, other)]
        assert identity(found[0]) != identity(found[1])
        assert identity(found[0]) == identity(items.article_of(one, self.FEED, self.STATE, client, parsers))

    def test_pages_beside_a_private_feed_that_was_typed(self, site: Site, parsers: Parsers) -> None:
        address = site.page("/a", f"<html><body><article><p>{TEXT * 3}</p></article></body></html>")
        feed = replace(self.FEED, address=site.url("/rss"), typed=True)
        found = items.article_of(self.item(address), feed, self.STATE, Client(), parsers)
        assert found.text == (TEXT * 3).strip()
        elsewhere = replace(feed, address="http://127.0.0.9/rss")
        found = items.article_of(self.item(address), elsewhere, self.STATE, Client(), parsers)
        assert "private network" in found.notes[0]

    def test_one_with_a_title_only(self, client: Client, parsers: Parsers) -> None:
        item = FeedItem("1", None, "Brug <open>", "")
        assert items.article_of(item, self.FEED, self.STATE, client, parsers).metadata.title == "Brug <open>"
