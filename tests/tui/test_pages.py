"""Articles on the web, opened in the reader."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from reader.library import open_library
from reader.newsstand.page import PageLoader
from reader.tui.app import ReaderApp
from reader.tui.screens.plain_text import PlainTextOffer
from reader.tui.widgets.notes import Notes
from reader.web.client import Client, Limits
from tests.newsstand.test_page import BARE, PAGE
from tests.terminal import PROGRAM, Terminal
from tests.tui.conftest import press, settle
from tests.tui.test_links import article_with
from tests.web.conftest import client, no_proxies, site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from tests.web.servers import Asked, Site

__all__ = ["client", "no_proxies", "site"]


async def until(pilot: Pilot[int], is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end, "it never came"
        await pilot.pause(0.02)


def status(app: ReaderApp) -> str:
    return app.screen.status.state


async def test_a_page_opens_with_progress(site: Site) -> None:
    def route(asked: Asked) -> None:
        asked.begin(200, Content_Length=str(len(PAGE) + 300_000), Content_Type="text/html; charset=utf-8")
        asked.wfile.write(PAGE.encode() + b" " * 150_000)
        asked.wfile.flush()
        release.wait(20)
        asked.wfile.write(b" " * 150_000)

    import threading

    release = threading.Event()
    site.routes["/"] = route
    app = ReaderApp(PageLoader(site.url(), typed=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: " of 293 KB" in status(app))
        release.set()
        await until(pilot, lambda: app.screen.article is not None)
        await settle(pilot)
        assert app.screen.article.metadata.title == "Brug"


async def test_leaving_calls_the_page_off(site: Site) -> None:
    left = []

    def route(asked: Asked) -> None:
        asked.begin(200, Content_Length="1000000")
        try:
            while not site.stopping.wait(0.05):
                asked.wfile.write(b"x")
        except OSError:
            left.append(True)

    site.routes["/"] = route
    patient = Client(Limits(seconds=60), allow_private=True)
    app = ReaderApp(article_with(["https://bode.example/"]))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        from reader.tui.screens.reader import ReaderScreen

        app.push_screen(ReaderScreen(PageLoader(site.url(), client=patient)))
        await until(pilot, lambda: bool(site.requests))
        await pilot.press("escape")
        await until(pilot, lambda: bool(left))
        assert app.screen is app.screen_stack[0]


async def test_a_page_that_cannot_be_had_is_one_line(site: Site) -> None:
    app = ReaderApp(PageLoader(site.page("/", "", 404), typed=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.problem is not None)
    assert app.problem == f"{site.url('/')}: the server answered 404 Not Found"
    assert app.return_code == 2


@pytest.mark.parametrize("is_wanted", [True, False])
async def test_a_page_without_an_article_offers_its_text(site: Site, is_wanted: bool) -> None:
    app = ReaderApp(PageLoader(site.page("/", BARE), typed=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PlainTextOffer))
        if is_wanted:
            await press(pilot, "enter")
            assert app.screen.article.text == "Kies een rubriek.\n\nSport"
            assert "No article was found" in str(app.screen.query_one(Notes).render())
        else:
            await pilot.press("escape")
    if not is_wanted:
        assert app.problem is not None and "has no article that could be found" in app.problem
        assert app.return_code == 2


async def test_shift_and_the_letter_open_a_link_here(site: Site, settings_of_its_own: Path) -> None:
    """A link is not typed: one into a private network, as these are, is refused until settings allow it."""
    app = ReaderApp(article_with([site.page("/", PAGE)]))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f", "A")
        await until(pilot, lambda: bool(app._notifications))
        (told,) = app._notifications
        assert "private network" in told.message
        await until(pilot, lambda: app.screen is app.screen_stack[0])
        assert app.screen.article is not None and site.requests == []

        settings_of_its_own.mkdir()
        (settings_of_its_own / "settings.yaml").write_text("web:\n  private_addresses: true\n")
        await pilot.press("f", "A")
        await until(pilot, lambda: len(app.screen_stack) == 2 and app.screen.article is not None)
        assert app.screen.article.metadata.title == "Brug"
        await settle(pilot)
        await press(pilot, "escape")
        assert app.screen is app.screen_stack[0]


def test_a_page_opens_in_a_terminal_and_is_kept(site: Site, tmp_path: Path) -> None:
    place = tmp_path / "kept.db"
    address = site.page("/a", PAGE)
    with Terminal([*PROGRAM, "--save", address], G7READER_LIBRARY=str(place)) as terminal:
        assert terminal.read_until(lambda output: b"wethouder" in output)
        terminal.send(b"\x11")
        assert terminal.finish() == 0
        assert b"Traceback" not in terminal.output
    with open_library(place) as library:
        assert library.find(address) is not None


def test_a_page_that_cannot_be_had_is_one_line_in_a_terminal(site: Site) -> None:
    with Terminal([*PROGRAM, site.page("/a", "", 410)]) as terminal:
        assert terminal.finish() == 2
        assert terminal.output.endswith(f"{site.url('/a')}: the server answered 410 Gone\r\n".encode())
