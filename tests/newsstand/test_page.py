"""One page, watched and called off while it is fetched."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from reader.formats.html import NoArticle
from reader.newsstand.page import PageLoader, how_far
from reader.web.client import Client, Limits
from reader.web.errors import AddressRefused, Cancelled

if TYPE_CHECKING:
    from reader.article import Article
    from tests.web.servers import Site

TEXT = "De wethouder zei dinsdag dat de brug nog voor de zomer weer open gaat voor al het verkeer. "
PAGE = f"<html><body><article><h1>Brug</h1><p>{TEXT * 4}</p></article></body></html>"
BARE = "<html><head><title>Menu</title></head><body><p>Kies een rubriek.</p><p>Sport</p></body></html>"


def test_it_tells_how_far_it_is(site: Site, client: Client) -> None:
    loader = PageLoader(site.page("/a", PAGE + " " * 200_000), client=client)
    told: list[str] = []
    loader.watch(told.append)
    assert loader().metadata.title == "Brug"
    assert told[-1] == how_far(len(PAGE) + 200_000, len(PAGE) + 200_000) == "195 of 195 KB"
    assert how_far(2_000_000, None) == "1,953 KB"


def test_it_can_be_called_off(site: Site) -> None:
    site.routes["/"] = lambda asked: site.stopping.wait(60) and None
    loader = PageLoader(site.url(), client=Client(Limits(seconds=60), allow_private=True))
    threading.Timer(0.3, loader.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        loader()
    assert time.monotonic() - began < 20


def test_a_page_without_an_article_has_its_plain_text(site: Site, client: Client) -> None:
    address = site.page("/", BARE)
    with pytest.raises(NoArticle) as refused:
        PageLoader(address, client=client)()
    assert refused.value.plain is not None
    plain = PageLoader(address, plain_text=True, client=client)()
    assert plain.text == "Kies een rubriek.\n\nSport"
    assert "No article was found" in plain.notes[-1]


def test_a_private_address_must_be_typed(site: Site) -> None:
    address = site.page("/a", PAGE)
    with pytest.raises(AddressRefused, match="private network"):
        PageLoader(address)()
    assert site.requests == []
    assert PageLoader(address, typed=True)().metadata.title == "Brug"
    with pytest.raises(AddressRefused, match="private network"):
        PageLoader(site.redirect("/b", f"http://127.0.0.2:{site.port}/a"), typed=True)()


def test_what_is_to_be_kept_is_handed_on(site: Site, client: Client) -> None:
    kept: list[Article] = []
    article = PageLoader(site.page("/a", PAGE), keep=kept.append, client=client)()
    assert kept == [article]
