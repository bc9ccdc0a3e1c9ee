from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from html import escape
from typing import TYPE_CHECKING

import pytest

from reader.formats import FormatError
from reader.web.feed_parsing import parse_feed
from reader.web.feeds import compare
from tests.web.feeds import rss, rss_item

if TYPE_CHECKING:
    from pathlib import Path

    from reader.web.feeds import FeedContents

BASE = "https://bode.example/rss"


def parse(text: str | bytes, content_type: str = "application/xml") -> FeedContents:
    return parse_feed(text.encode() if isinstance(text, str) else text, BASE, content_type)


def test_rss() -> None:
    feed = parse(
        rss(
            rss_item(
                "Brug &lt;b&gt;open&lt;/b&gt; &amp;amp; vrij",
                guid="nr-1",
                link="/a/1",
                description=escape("<p>De brug is <em>open</em>.</p><p>Eindelijk.</p>"),
                more="<pubDate>Tue, 14 Mar 2023 08:42:00 +0100</pubDate><category>Verkeer</category>"
                "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Jan Bos</dc:creator>",
            )
        )
    )
    assert (feed.title, feed.site, feed.language) == ("De Bode", "https://bode.example/", "nl")
    (item,) = feed.items
    assert item.title == "Brug open & vrij"
    assert (item.guid, item.url) == ("nr-1", "https://bode.example/a/1")
    assert item.summary == "De brug is open. Eindelijk."
    assert item.words == 5
    assert item.published == datetime(2023, 3, 14, 7, 42, tzinfo=UTC)
    assert (item.authors, item.tags) == (("Jan Bos",), ("Verkeer",))


@pytest.mark.parametrize(
    ("guid", "link", "url"),
    [
        ("12", "", None),
        ("https://bode.example/12", "", "https://bode.example/12"),
        ("12", "/a/12", "https://bode.example/a/12"),
        ("/a/12", "", None),
    ],
)
def test_a_guid_is_a_link_only_where_it_is_an_address(guid: str, link: str, url: str | None) -> None:
    (item,) = parse_feed(rss(rss_item("een", guid, link)).encode(), "https://bode.example/rss").items
    assert (item.guid, item.url) == (guid, url)


def test_atom() -> None:
    feed = parse(
        """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
        <title>Der Bote</title><link rel="alternate" href="https://bote.example/"/>
        <entry><id>tag:bote,1</id><title type="html">A &amp;lt; B</title>
        <link href="https://bote.example/1"/><updated>2020-08-03T11:48:00+02:00</updated>
        <author><name>Jörg Mattheis</name></author><summary>Kurz.</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>Der ganze <b>Text</b> steht hier.</p></div></content></entry></feed>"""
    )
    (item,) = feed.items
    assert (feed.title, feed.language) == ("Der Bote", "de")
    assert item.title == "A < B"
    assert "<b>Text</b>" in item.html
    assert item.summary == "Der ganze Text steht hier."
    assert item.published == datetime(2020, 8, 3, 9, 48, tzinfo=UTC)
    assert item.authors == ("Jörg Mattheis",)


def test_rdf() -> None:
    feed = parse(
        """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://x.example/"><title>Le Courrier</title><link>https://x.example/</link></channel>
        <item rdf:about="https://x.example/1"><title>Le pont</title><link>https://x.example/1</link>
        <dc:date>2018-06-12</dc:date></item></rdf:RDF>"""
    )
    (item,) = feed.items
    assert (feed.title, item.title, item.published) == ("Le Courrier", "Le pont", date(2018, 6, 12))


def test_json_feed() -> None:
    feed = parse(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "The Post",
                "home_page_url": "https://post.example/",
                "language": "en-GB",
                "items": [
                    {"id": 7, "url": "/7", "title": "Seven", "content_html": "<p>Seven <i>ships</i>.</p>"},
                    {
                        "id": "8",
                        "content_text": "Eight < nine.\n\nSo be it.",
                        "date_published": "2021-11-04T14:03:21Z",
                    },
                    "nonsense",
                    {"id": {}, "title": [], "authors": "x", "tags": {"a": 1}},
                ],
            }
        ),
        "application/feed+json",
    )
    seven, eight, empty = feed.items
    assert (feed.title, feed.language) == ("The Post", "en")
    assert (seven.guid, seven.url, seven.summary) == ("7", "https://post.example/7", "Seven ships.")
    assert (eight.title, eight.summary) == ("Eight < nine. So be it.", "Eight < nine. So be it.")
    assert eight.published == datetime(2021, 11, 4, 14, 3, 21, tzinfo=UTC)
    assert (empty.guid, empty.authors, empty.tags) == ("", (), ())


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "application/rss+xml"),
        ("iso-8859-1", "iso-8859-1", "application/rss+xml"),
        ("cp1252", "windows-1252", "text/xml"),
        ("utf-8", "iso-8859-1", "application/rss+xml; charset=utf-8"),
        ("utf-8", "utf-8", "application/rss+xml; charset=nonsense"),
        ("utf-16", "utf-16", "application/xml"),
        ("utf-8", "us-ascii", "text/xml"),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str) -> None:
    text = rss(rss_item("Hélène à Liège")).replace("utf-8", declared)
    assert parse(text.encode(encoding), content_type).items[0].title == "Hélène à Liège"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!doctype html><html><body>Log in</body></html>", "web page, not a feed"),
        (b"\xef\xbb\xbf<!-- x --><html>", "web page, not a feed"),
        (b"{", "broken JSON"),
        (b'{"a":1}', "no JSON Feed"),
        (b'{"version":' + b"[" * 100_000, "broken JSON"),
        (b"just words", "no feed"),
        (b"\0\1\2\3" * 100, "no feed"),
        (b"<opml><body/></opml>", "no feed"),
    ],
)
def test_what_is_no_feed(data: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        parse(data)


def test_a_body_is_never_taken_for_the_name_of_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(rss(rss_item("secret")))
    with pytest.raises(FormatError):
        parse(str(secret))


class TestHostile:
    def test_entities_are_not_expanded(self) -> None:
        declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(9))
        text = rss(rss_item("x &a8; y")).replace("<rss", f"<!DOCTYPE rss [{declared}]><rss")
        for encoding in ("utf-8", "utf-16"):
            began = time.monotonic()
            feed = parse(text.replace("utf-8", encoding).encode(encoding))
            assert time.monotonic() - began < 1
            assert [item.title for item in feed.items] == ["x &a8; y"]

    def test_files_are_not_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("geheim")
        for declaration in (
            f'<!ENTITY x SYSTEM "{secret.as_uri()}">',
            f'<!ENTITY % y SYSTEM "{secret.as_uri()}"> %y;',
        ):
            text = rss(rss_item("a &x; b")).replace("<rss", f"<!DOCTYPE rss [{declaration}]><rss")
            assert "geheim" not in repr(parse(text))

    def test_escapes_and_markup_in_every_field(self) -> None:
        bad = "\x9b31m&#x9b;31m\u202e[red]&lt;script&gt;alert(1)&lt;/script&gt;[/]\u2066"
        feed = parse(
            rss(
                rss_item(
                    bad,
                    guid=bad,
                    link="javascript:alert(1)",
                    description=bad,
                    more=f"<author>{bad}</author><category>{bad}</category><pubDate>{bad}</pubDate>",
                ),
                title=bad,
            )
        )
        (item,) = feed.items
        fields = (feed.title or "", item.guid, item.title, item.summary, item.html, *item.authors, *item.tags)
        assert not set("\x9b\u202e\u2066") & set("".join(fields))
        assert item.url is None
        assert "alert" not in item.title
        assert item.title.endswith("[red][/]")

    def test_long_fields(self) -> None:
        feed = parse(rss(rss_item("t" * 60_000, guid="g" * 60_000, description="d " * 60_000)))
        (item,) = feed.items
        assert len(item.title) < 400
        assert len(item.summary) < 1100
        new, _changed, known = compare(feed.items, ())
        assert len(new) == 1
        assert len(known[0].guid) < 100

    def test_many_items(self) -> None:
        assert len(parse(rss(*(rss_item(f"t{n}") for n in range(5000)))).items) == 2000

    @pytest.mark.parametrize("broken", ["</item>", "&nosuch;", "<b", "\x00", "\x0b", "]]>", "<item>" * 500])
    def test_broken_xml_gives_what_can_be_read(self, broken: str) -> None:
        feed = parse(rss(rss_item("eerste"), broken, rss_item("tweede")))
        assert feed.items[0].title == "eerste"


def test_a_thousand_items_are_parsed_and_compared_in_time() -> None:
    body = "&lt;p&gt;De minister zei dinsdag dat het plan &lt;b&gt;niet&lt;/b&gt; doorgaat.&lt;/p&gt;" * 3
    text = rss(
        *(rss_item(f"Bericht {n}", guid=f"n{n}", link=f"/a/{n}", description=body) for n in range(1000))
    )
    parse(rss(rss_item("warm")))
    _new, _changed, known = compare(parse(text).items, ())
    began = time.perf_counter()
    new, changed, _known = compare(parse(text).items, known)
    assert time.perf_counter() - began < 1.5, "three times what it should take, for a busy machine"
    assert (new, changed) == ((), ())
