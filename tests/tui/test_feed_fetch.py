"""`r` fetches the feeds in the background, over every screen."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.feed import Feed
from reader.library import open_library
from reader.library.query import parse
from reader.newsstand.fetching import Reached
from reader.tui.app import ReaderApp
from reader.tui.feed_fetch import FetchLine
from tests.tui.conftest import press, settle
from tests.tui.example import ARTICLE
from tests.tui.test_pages import until
from tests.web.conftest import no_proxies, site
from tests.web.feeds import rss, rss_item

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.library.protocol import Library
    from tests.web.servers import Site

__all__ = ["no_proxies", "site"]


@pytest.fixture
def opener(tmp_path: Path) -> Callable[[], Library]:
    return lambda: open_library(tmp_path / "library.db", patience=5)


def follow(opener: Callable[[], Library], *addresses: str) -> None:
    library = opener()
    for address in addresses:
        library.add_feed(Feed(address, typed=True)).result()
    library.close()


def line(app: ReaderApp) -> str:
    return str(app.screen.query_one(FetchLine).render())


async def test_what_is_new_comes_while_somebody_reads(site: Site, opener: Callable[[], Library]) -> None:
    good = site.page("/rss", rss(rss_item("een", "1", description="Eén."), rss_item("twee", "2")))
    follow(opener, good, site.page("/stuk", "", 403))
    app = ReaderApp(ARTICLE, library=opener)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await until(pilot, lambda: bool(app.screen.query(FetchLine)))
        await press(pilot, "j")
        assert app.screen.view.scroll_offset.y == 1, "reading goes on"
        await until(pilot, lambda: app.feed_fetch is None)
        assert not app.screen.query(FetchLine)
        (told,) = app._notifications
        assert told.message.startswith("2 new articles, from 2 feeds; 1 feed fails\n")
        assert "failing since" in told.message and "403 Forbidden" in told.message
    app.library_access.close()
    library = opener()
    assert {entry.title for entry in library.articles(parse("")).articles} == {"een", "twee"}
    library.close()


async def test_it_can_be_stopped_from_another_screen(site: Site, opener: Callable[[], Library]) -> None:
    good = site.page("/rss", rss(rss_item("een", "1", description="Eén.")))
    site.routes["/traag"] = lambda asked: site.stopping.wait(60) and None
    follow(opener, good, site.url("/traag"))
    app = ReaderApp(ARTICLE, library=opener)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await until(pilot, lambda: bool(app.screen.query(FetchLine)) and "1/2   1 article" in line(app))
        assert line(app).endswith("r stops")
        await pilot.press("r")
        await until(pilot, lambda: app.feed_fetch is None)
        (told,) = app._notifications
        assert (told.title, told.message) == ("Fetching stopped", "1 new article, from 1 feed")


async def test_without_feeds_it_says_what_to_do(opener: Callable[[], Library]) -> None:
    app = ReaderApp(ARTICLE, library=opener)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await until(pilot, lambda: bool(app._notifications))
        (told,) = app._notifications
        assert "g7reader feeds add" in told.message


async def test_a_library_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("iets anders")
    app = ReaderApp(ARTICLE, library=lambda: open_library(tmp_path / "library.db"))
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await until(pilot, lambda: bool(app._notifications))
        (told,) = app._notifications
        assert "is not a library" in told.message
        assert app.feed_fetch is None


@pytest.mark.parametrize("width", [40, 60, 200])
async def test_its_line_says_how_to_stop_at_every_width(width: int) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        shown = FetchLine()
        shown.reached = Reached(12, 200, 340, "De Bode " * 20)
        await app.screen.mount(shown)
        await settle(pilot)
        assert "12/200   340 articles" in line(app) and line(app).endswith("r stops")


def test_the_screens_load_no_network_before_they_need_it() -> None:
    program = (
        "import sys, reader.tui.app, reader.tui.screens.library\n"
        "names = ('urllib3', 'feedparser', 'trafilatura', 'lxml', 'reader.web', 'reader.newsstand')\n"
        "print([name for name in names if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
