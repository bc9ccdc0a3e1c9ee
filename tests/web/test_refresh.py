"""Many feeds at once, among them some that misbehave."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from reader.feed import Feed, FeedState
from reader.web.cancellation import Cancellation
from reader.web.client import Client, Limits
from reader.web.parsers import Parsers
from reader.web.refresh import fetch_feed, refresh
from tests.web.feeds import rss, rss_item
from tests.web.servers import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.servers import Asked, Site


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers() as running:
        yield running


class TestOneFeed:
    def test_it_is_asked_for_news_only(self, site: Site, client: Client, parsers: Parsers) -> None:
        def route(asked: Asked) -> None:
            if asked.headers.get("If-None-Match") == '"v1"':
                asked.answer(304)
            else:
                asked.answer(200, rss(rss_item("een", "1")).encode(), ETag='"v1"')

        site.routes["/rss"] = route
        first = fetch_feed(client, Feed(site.url("/rss")), FeedState(), parsers)
        second = fetch_feed(client, first.feed, first.state, parsers)
        assert [item.title for item in first.new] == ["een"]
        assert (second.new, second.state.problem) == ((), "")
        assert len(site.requests) == 2

    def test_a_move_is_kept(self, site: Site, client: Client, parsers: Parsers) -> None:
        site.redirect("/old", "/new", 301)
        site.page("/new", rss(rss_item("een")))
        update = fetch_feed(client, Feed(site.url("/old")), FeedState(), parsers)
        assert (update.feed.address, update.moved_from) == (site.url("/new"), site.url("/old"))

    def test_a_move_to_what_is_no_feed_is_not(self, site: Site, client: Client, parsers: Parsers) -> None:
        site.redirect("/old", "/login", 301)
        site.page("/login", "<html><body>Log in</body></html>")
        update = fetch_feed(client, Feed(site.url("/old")), FeedState(), parsers)
        assert update.feed.address == site.url("/old")
        assert "web page, not a feed" in update.state.problem

    def test_410_stops_it(self, site: Site, client: Client, parsers: Parsers) -> None:
        update = fetch_feed(client, Feed(site.page("/rss", "", 410)), FeedState(), parsers)
        assert update.state.gone
        assert list(refresh([(update.feed, update.state)], client, parsers)) == []
        assert len(site.requests) == 1

    def test_a_private_one_only_when_typed(self, site: Site, parsers: Parsers) -> None:
        address = site.page("/rss", rss(rss_item("een")))
        refused = fetch_feed(Client(), Feed(address), FeedState(), parsers)
        assert "private network" in refused.state.problem
        assert fetch_feed(Client(), Feed(address, typed=True), FeedState(), parsers).new

    def test_a_feed_in_another_encoding(self, site: Site, client: Client, parsers: Parsers) -> None:
        text = rss(rss_item("Hélène à Liège")).replace("utf-8", "iso-8859-1")
        address = site.page("/rss", text.encode("iso-8859-1"), Content_Type="application/rss+xml")
        assert fetch_feed(client, Feed(address), FeedState(), parsers).new[0].title == "Hélène à Liège"


def misbehaving(site: Site) -> dict[str, Callable[[Asked], None]]:
    """Twenty ways of going wrong."""

    def drip(asked: Asked) -> None:
        asked.begin(200, Content_Length="1000")
        while not site.stopping.wait(0.2):
            asked.wfile.write(b"x")

    def endless(asked: Asked) -> None:
        asked.begin(200, Transfer_Encoding="chunked")
        while not site.stopping.is_set():
            asked.wfile.write(b"10000\r\n" + bytes(65536) + b"\r\n")

    def cut(asked: Asked) -> None:
        asked.begin(200, Content_Length="1000")
        asked.wfile.write(b"<rss>")

    bomb = gzip.compress(bytes(60 * 2**20))
    answers: dict[str, tuple[int, bytes, dict[str, str]]] = {
        "403": (403, b"", {}),
        "404": (404, b"", {}),
        "410": (410, b"", {}),
        "500": (500, b"", {}),
        "429": (429, b"", {"Retry_After": "3600"}),
        "page": (200, b"<!doctype html><html><body>hello</body></html>", {}),
        "empty": (200, b"", {}),
        "words": (200, b"no feed at all", {}),
        "binary": (200, bytes(range(256)), {}),
        "json": (200, b'{"a": 1}', {}),
        "half json": (200, b'{"version": ', {}),
        "bomb": (200, bomb, {"Content_Encoding": "gzip"}),
        "false gzip": (200, b"<rss/>", {"Content_Encoding": "gzip"}),
        "file": (302, b"", {"Location": "file:///etc/passwd"}),
        "circle": (302, b"", {"Location": "/circle"}),
        "large": (200, b"", {"Content_Length": str(2**40)}),
    }
    routes: dict[str, Callable[[Asked], None]] = {
        name: (lambda asked, answer=answer: asked.answer(answer[0], answer[1], **answer[2]))
        for name, answer in answers.items()
    }
    routes.update({"drip": drip, "endless": endless, "cut": cut})
    routes["silent"] = lambda asked: site.stopping.wait(20) and None
    assert len(routes) == 20
    return routes


def test_two_hundred_feeds_of_which_twenty_misbehave(parsers: Parsers) -> None:
    client = Client(Limits(most_bytes=2**20, seconds=3, patience=0.5), allow_private=True)
    told: list[tuple[int, int]] = []
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(f"127.0.0.{n}")) for n in range(2, 12)]
        feeds = [
            Feed(site.page(f"/{n}", rss(*(rss_item(f"{n} {m}", f"{n}-{m}") for m in range(5)))))
            for n in range(18)
            for site in sites
        ]
        for number, (name, route) in enumerate(misbehaving(sites[0]).items()):
            path = f"/{name.replace(' ', '-')}"
            # One that asks for quiet would silence the good feeds of its server too.
            host = stack.enter_context(serving(f"127.0.1.{number + 1}"))
            host.routes[path] = route
            feeds.insert(number * 7, Feed(host.url(path)))
        began = time.monotonic()
        updates = list(
            refresh(
                [(feed, FeedState()) for feed in feeds],
                client,
                parsers,
                progress=lambda _feed, done, total: told.append((done, total)),
            )
        )
        seconds = time.monotonic() - began
    good = [update for update in updates if not update.state.problem]
    bad = [update for update in updates if update.state.problem]
    assert (len(good), len(bad)) == (180, 20)
    assert all(len(update.new) == 5 for update in good)
    assert all(update.state.failing_since and update.state.problem.isprintable() for update in bad)
    assert {update.feed.address for update in updates} == {feed.address for feed in feeds}
    assert told == [(n, 200) for n in range(1, 201)]
    assert seconds < 40


def test_calling_off_ends_it_at_once(site: Site, client: Client, parsers: Parsers) -> None:
    site.routes["*"] = lambda asked: site.stopping.wait(10) and None
    site.page("/0", rss(rss_item("een")))
    feeds = [(Feed(site.url(f"/{n}")), FeedState()) for n in range(30)]
    cancellation = Cancellation()
    threading.Timer(0.5, cancellation.cancel).start()
    began = time.monotonic()
    updates = list(refresh(feeds, client, parsers, cancellation=cancellation))
    assert time.monotonic() - began < 2
    assert [update.feed.address for update in updates] == [site.url("/0")]


def test_who_stops_listening_stops_it(site: Site, client: Client, parsers: Parsers) -> None:
    site.routes["*"] = lambda asked: site.stopping.wait(10) and None
    site.page("/0", rss(rss_item("een")))
    updates = refresh([(Feed(site.url(f"/{n}")), FeedState()) for n in range(5)], client, parsers)
    next(updates)
    began = time.monotonic()
    updates.close()
    assert time.monotonic() - began < 1
