"""What is new in feeds comes into a library, and nothing that was told of is lost."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.feed import Feed, Pages
from reader.library.query import parse
from reader.newsstand.fetching import Looked, Reached, fetch_feeds
from reader.web.cancellation import Cancellation
from reader.web.client import Client, Limits
from tests.web.feeds import rss, rss_item
from tests.web.servers import serving
from tests.web.test_refresh import misbehaving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.protocol import KeptFeed, Library
    from tests.web.servers import Asked, Site

TEXT = "„We gaan door”, zei minister Jansen dinsdag over de brug. Volgens Jansen is er geld genoeg. "


def page(title: str) -> str:
    return f"<html lang='nl'><body><article><h1>{title}</h1><p>{TEXT * 3}</p></article></body></html>"


def follow(library: Library, *addresses: str, **settings: object) -> Sequence[KeptFeed]:
    for address in addresses:
        library.add_feed(Feed(address, **settings)).result()
    return library.feeds()


def fetch(library: Library, client: Client) -> list[Looked]:
    return list(fetch_feeds(library, library.feeds(), client=client))


def titles(library: Library, query: str = "") -> set[str | None]:
    return {entry.title for entry in library.articles(parse(query), limit=1000).articles}


def test_new_items_are_stored_with_who_said_what(site: Site, library: Library, client: Client) -> None:
    site.page("/een", page("Brug open"))
    site.page(
        "/rss", rss(rss_item("Brug open", "1", site.url("/een"), "Kort."), rss_item("Kort nieuws", "2"))
    )
    follow(library, site.url("/rss"), tags=("krant",))
    (looked,) = fetch(library, client)
    assert (looked.title, looked.new, looked.changed, looked.missed) == ("De Bode", 2, 0, ())
    assert titles(library) == {"Brug open", "Kort nieuws"}
    assert library.search(parse("by:jansen door")).total
    assert titles(library, "tag:krant") == {"Brug open", "Kort nieuws"}
    assert library.find(site.url("/een")) is not None
    assert library.feeds()[0].state.title == "De Bode"


def test_the_next_time_only_what_is_new(site: Site, library: Library, client: Client) -> None:
    site.page("/rss", rss(rss_item("een", "1", description="Eén.")))
    follow(library, site.url("/rss"))
    fetch(library, client)
    site.page(
        "/rss", rss(rss_item("twee", "2", description="Twee."), rss_item("een", "1", description="Eén."))
    )
    assert [looked.new for looked in fetch(library, client)] == [1]
    assert [looked.new for looked in fetch(library, client)] == [0]
    assert titles(library) == {"een", "twee"}


def test_a_changed_item_changes_its_article(site: Site, library: Library, client: Client) -> None:
    site.page("/rss", rss(rss_item("een", "1", description="De brug gaat open.")))
    follow(library, site.url("/rss"))
    fetch(library, client)
    article = library.articles(parse("")).articles[0].id
    library.set_starred(article).result()
    site.page("/rss", rss(rss_item("een", "1", description="De brug blijft dicht.")))
    (looked,) = fetch(library, client)
    assert (looked.new, looked.changed) == (0, 1)
    assert library.reading(article).article.text == "De brug blijft dicht."
    assert library.entry(article).starred
    assert [(one.new, one.changed) for one in fetch(library, client)] == [(0, 0)]


def test_nothing_new_costs_one_request(site: Site, library: Library, client: Client) -> None:
    def route(asked: Asked) -> None:
        known = asked.headers.get("If-None-Match") == '"v1"'
        asked.answer(304) if known else asked.answer(200, rss(rss_item("een", "1")).encode(), ETag='"v1"')

    site.routes["/rss"] = route
    follow(library, site.url("/rss"), pages=Pages.NEVER)
    fetch(library, client)
    (looked,) = fetch(library, client)
    assert (looked.new, looked.state.problem, len(site.requests)) == (0, "", 2)


def test_an_article_that_was_removed_stays_away(site: Site, library: Library, client: Client) -> None:
    site.page("/rss", rss(rss_item("een", "1", description="Eén.")))
    follow(library, site.url("/rss"))
    fetch(library, client)
    library.remove(library.articles(parse("")).articles[0].id).result()
    assert [looked.new for looked in fetch(library, client)] == [0]
    assert titles(library) == set()


class TestWhatCannotBeHad:
    def test_a_page_that_is_gone_is_told_of_once(self, site: Site, library: Library, client: Client) -> None:
        site.page("/een", "", 404)
        site.page("/rss", rss(rss_item("een", "1", site.url("/een"))))
        follow(library, site.url("/rss"))
        (looked,) = fetch(library, client)
        assert [(one.title, one.address) for one in looked.missed] == [("een", site.url("/een"))]
        assert "404" in looked.missed[0].problem and looked.state.problem == ""
        assert [one.missed for one in fetch(library, client)] == [()]

    def test_a_server_that_is_down_is_asked_again(self, site: Site, library: Library, client: Client) -> None:
        site.page("/een", "", 503)
        body = rss(rss_item("een", "1", site.url("/een")), rss_item("twee", "2", description="Twee."))
        site.page("/rss", body, ETag='"v1"')
        follow(library, site.url("/rss"))
        (looked,) = fetch(library, client)
        assert (looked.new, len(looked.missed)) == (1, 1)
        site.page("/een", page("een"))
        (looked,) = fetch(library, client)
        assert (looked.new, looked.missed) == (1, ())
        assert titles(library) == {"een", "twee"}


class TestFeedsThatMoveOrEnd:
    def test_301_moves_the_stored_address(self, site: Site, library: Library, client: Client) -> None:
        site.page("/new", rss(rss_item("een", "1", description="Eén.")))
        follow(library, site.redirect("/old", "/new", 301), title="Mijn krant")
        (looked,) = fetch(library, client)
        assert looked.moved_from == site.url("/old")
        assert library.feeds()[0].feed == Feed(site.url("/new"), title="Mijn krant")

    def test_301_to_one_that_is_followed_already(self, site: Site, library: Library, client: Client) -> None:
        site.page("/new", rss(rss_item("een", "1", description="Eén.")))
        follow(library, site.redirect("/old", "/new", 301), site.url("/new"))
        moved = [looked for looked in fetch(library, client) if looked.has_twin]
        assert [looked.feed.address for looked in moved] == [site.url("/old")]
        assert [kept.feed.address for kept in library.feeds()] == [site.url("/old"), site.url("/new")]

    def test_410_stops_it(self, site: Site, library: Library, client: Client) -> None:
        follow(library, site.page("/rss", "", 410))
        (looked,) = fetch(library, client)
        assert looked.state.gone and library.feeds()[0].state.gone
        assert "gone for good" in library.feeds()[0].state.problem

    def test_one_that_asks_for_quiet_gets_it(self, site: Site, library: Library, client: Client) -> None:
        follow(library, site.page("/rss", "", 429, Retry_After="7200"))
        (first,) = fetch(library, client)
        (second,) = fetch(library, Client(allow_private=True))
        assert len(site.requests) == 1
        assert second.state == first.state and "asks to wait" in second.state.problem
        library.set_feed(first.kept.id, replace(first.feed, interval=timedelta(minutes=30))).result()
        fetch(library, Client(allow_private=True))
        assert len(site.requests) == 2, "who changes the interval asks anew"

    def test_it_fails_since_it_first_did(self, site: Site, library: Library, client: Client) -> None:
        follow(library, site.page("/rss", "", 403))
        (first,) = fetch(library, client)
        (second,) = fetch(library, client)
        assert second.state.failing_since == first.state.failing_since is not None
        assert (second.state.failures, "403" in second.state.problem) == (2, True)


class TestBreakingOff:
    def test_what_was_told_of_is_there_and_the_rest_comes_the_next_time(
        self, site: Site, library: Library, client: Client
    ) -> None:
        """Called off in the middle of a feed, half of whose pages never come."""
        for number in range(6):
            site.page(f"/{number}", page(f"bericht {number}"))
        site.routes["/slow"] = lambda asked: site.stopping.wait(60) and None
        links = [f"/{n}" for n in range(6)] + ["/slow"]
        site.page(
            "/rss",
            rss(*(rss_item(f"bericht {n}", f"{n}", site.url(link)) for n, link in enumerate(links))),
            ETag='"v1"',
        )
        follow(library, site.url("/rss"))
        cancellation = Cancellation()
        told: list[Reached] = []

        def progress(reached: Reached) -> None:
            told.append(reached)
            if reached.articles == 6:
                threading.Timer(0.1, cancellation.cancel).start()

        patient = Client(Limits(seconds=60), allow_private=True)
        fetching = fetch_feeds(
            library, library.feeds(), client=patient, cancellation=cancellation, progress=progress
        )
        began = time.monotonic()
        assert list(fetching) == []
        assert time.monotonic() - began < 30, "it does not wait for the page that never comes"
        assert max(reached.articles for reached in told) == 6 == len(titles(library))
        site.page("/slow", page("bericht 6"))
        (again,) = fetch(library, client)
        assert (again.new, again.changed) == (1, 0)
        assert len(titles(library)) == 7

    def test_who_stops_listening_stops_it(self, site: Site, library: Library) -> None:
        site.routes["*"] = lambda asked: site.stopping.wait(60) and None
        site.page("/0", rss(rss_item("een", "1", description="Eén.")))
        patient = Client(Limits(seconds=60), allow_private=True)
        feeds = follow(library, *(site.url(f"/{n}") for n in range(5)))
        looks = fetch_feeds(library, feeds, client=patient)
        next(looks)
        began = time.monotonic()
        looks.close()
        assert time.monotonic() - began < 2
        assert [kept.state.problem for kept in library.feeds()] == [""] * 5, "breaking off is no failure"


def test_two_hundred_feeds_of_which_twenty_misbehave(library: Library) -> None:
    client = Client(Limits(most_bytes=2**20, seconds=3, patience=0.5), allow_private=True)
    told: list[Reached] = []
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(f"127.0.0.{n}")) for n in range(2, 12)]
        good = [
            site.page(f"/{n}", rss(rss_item(f"{site.host} {n}", f"{n}", description=f"Bericht {n}.")))
            for n in range(18)
            for site in sites
        ]
        bad = []
        for number, route in enumerate(misbehaving(sites[0]).values()):
            host = stack.enter_context(serving(f"127.0.1.{number + 1}"))
            host.routes[f"/{number}"] = route
            bad.append(host.url(f"/{number}"))
        feeds = follow(library, *bad[:10], *good, *bad[10:])
        looked = list(fetch_feeds(library, feeds, client=client, progress=told.append))
    failing = {kept.feed.address for kept in library.feeds() if kept.state.problem}
    assert failing == set(bad)
    assert all(kept.state.failing_since for kept in library.feeds() if kept.state.problem)
    assert sum(one.new for one in looked) == 180 == len(titles(library))
    assert (told[-1].done, told[-1].feeds, told[-1].articles) == (200, 200, 180)
    assert [(one.done, one.articles) for one in told] == sorted((one.done, one.articles) for one in told)
    assert replace(told[-1], title="") == Reached(200, 200, 180)
