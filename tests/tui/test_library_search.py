"""Quote search in the library: every article, the same words once, and the way there and back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reader.library import open_library
from reader.library.errors import LibraryError
from reader.tui.app import ReaderApp
from reader.tui.screens.quote_search import QuoteSearch, Where
from reader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE, QUOTES
from tests.tui.shelves import stock
from tests.tui.test_reader_screen import row_of, shown

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (100, 40)


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    stock(library_of_its_own)
    return library_of_its_own


async def search_library(pilot, words: str = "") -> QuoteSearch:
    await settle(pilot)
    await press(pilot, "quotation_mark", "tab")
    if words:
        await type_text(pilot, words)
    screen = pilot.app.screen
    assert isinstance(screen, QuoteSearch)
    assert screen.where is Where.LIBRARY
    return screen


def titles(screen: QuoteSearch) -> list[list[str]]:
    return [[place.article.title for place in item.places] for item in screen.results.items]


async def test_quotes_of_every_article_say_who_where_and_when(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await search_library(pilot, "bridge")
        text = shown(app)
        assert "❝ Ilse Verbeek · alderman of Oostmarkt" in text
        assert "❝ Water board of Noordzand" in text
        assert "→ De Havenbode · 20 Jan 2022 · No money for the bridge" in text
        assert "2 quotes" in text
        assert "In the library, best first" in text
        marked = {
            segment.text
            for strip, _index in screen.results._rows
            for segment in strip
            if segment.style and segment.style.underline
        }
        assert marked == {"bridge"}


async def test_the_order_is_told(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await search_library(pilot)
        assert "In the library, newest first" in shown(app)
        days = [item.places[0].article.published for item in screen.results.items]
        assert days == sorted(days, reverse=True)
        assert "12 quotes" in shown(app)


async def test_the_same_words_in_several_articles_are_one_panel_and_each_place_can_be_chosen(
    app, library
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await search_library(pilot, "sixty years")
        (places,) = titles(screen)
        assert sorted(places) == [
            "Boatmen defend their lock",
            "Lock in danger",
            "Oostmarkt quarrels over its lock [again]",
        ]
        assert shown(app).count("❝ Tomás Güell") == 1
        assert "the same words in 3 articles" in shown(app)
        for place, title in enumerate(places):
            await press(pilot, *["down"] * place, "enter")
            assert app.screen.article.metadata.title == title
            assert "sixty years" in app.screen.view.quote.words(app.screen.article.text)
            await press(pilot, "escape")
            await press(pilot, *["up"] * place)
            assert app.screen is screen


async def test_enter_opens_the_article_and_escape_returns_to_the_results_and_then_to_the_article(
    app, library
) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j")
        first = app.screen
        before = first.view.top_offset()
        screen = await search_library(pilot, "wait")
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ReaderScreen) and app.screen is not first
        assert app.screen.article.metadata.title == "No money for the bridge"
        assert app.screen.view.quote is not None
        await press(pilot, "escape")
        assert app.screen is screen
        assert screen.field.value == "wait"
        assert screen.results.cursor is not None and screen.results.cursor > 0
        await press(pilot, "escape")
        assert app.screen is first
        assert first.view.top_offset() == before
        assert not app._exit


async def test_each_place_keeps_its_own_words(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "quotation_mark")
        await type_text(pilot, "lock")
        await press(pilot, "tab")
        assert app.screen.field.value == "lock"
        await type_text(pilot, " by:guell")
        assert "In the library" in shown(app)
        assert len(app.screen.results.items) == 1
        await press(pilot, "tab")
        assert app.screen.field.value == "lock"
        assert "In this article" in shown(app)
        assert [item.places[0].quote for item in app.screen.results.items] == [QUOTES[2], QUOTES[4]]
        await press(pilot, "tab")
        assert app.screen.field.value == "lock by:guell"


async def test_what_cannot_be_understood_is_pointed_at(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await search_library(pilot, "lock kind:loud")
        message, field = row_of(app, "▲"), row_of(app, "lock kind:loud")
        assert (message.x, message.y) == (field.x + len("lock kind:"), field.y + 1)
        assert "In the library" in shown(app)


async def test_more_comes_as_one_scrolls_down(app, library_of_its_own) -> None:
    stock(library_of_its_own, reports=130)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search_library(pilot, "by:stroom")
        assert "130 quotes" in shown(app)
        assert len(screen.results.items) < 130
        for _ in range(60):
            await pilot.press("pagedown")
        await settle(pilot)
        assert len(screen.results.items) == 130
        await press(pilot, "enter")
        assert app.screen.article.metadata.title == "Pumps, part 0"


async def test_the_end_is_waited_for(app, library_of_its_own) -> None:
    stock(library_of_its_own, reports=130)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search_library(pilot, "by:stroom")
        screen.action_go_to_end()
        for _ in range(5):
            await settle(pilot)
        assert len({id(item) for item in screen.results.items}) == 130
        await press(pilot, "enter")
        assert app.screen.article.metadata.title == "Pumps, part 0"


async def test_a_search_that_is_no_longer_wanted_shows_nothing(library, monkeypatch) -> None:
    asked: list[str] = []
    slow = threading.Event()

    class Waiting:
        def __init__(self, real):
            self.real = real

        def __getattr__(self, name):
            return getattr(self.real, name)

        def search(self, query, limit, offset):
            asked.append(query.text)
            if query.text == "s":
                slow.wait(10)
            return self.real.search(query, limit, offset)

    app = ReaderApp(ARTICLE, library=lambda: Waiting(open_library(library)))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "quotation_mark", "tab")
        await pilot.press("s")
        await pilot.pause(0.4)
        assert "searching…" in shown(app)
        await pilot.press("i", "x", "t", "y")
        await settle(pilot)
        screen = app.screen
        assert "searching…" not in shown(app)
        assert len(screen.results.items) == 1
        slow.set()
        await pilot.pause(0.2)
        assert len(screen.results.items) == 1
    assert asked[-1] == "sixty"


async def test_a_library_that_cannot_be_opened_says_why(monkeypatch) -> None:
    def opener():
        raise LibraryError("library.db is not a library")

    app = ReaderApp(ARTICLE, library=opener)
    async with app.run_test(size=SIZE) as pilot:
        screen = await search_library(pilot, "lock")
        assert "library.db is not a library" in shown(app)
        await press(pilot, "tab")
        assert "library.db" not in shown(app)
        assert len(screen.results.items) == len(QUOTES)


async def test_an_empty_library_says_what_to_do(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await search_library(pilot)
        assert "The library has no quotes yet" in shown(app)
        await type_text(pilot, "zeppelin")
        assert "No quote in the library says that. Try fewer words" in shown(app)


async def test_without_an_article_only_the_library_is_searched(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await app.push_screen(QuoteSearch())
        await settle(pilot)
        assert "In the library, newest first" in shown(app)
        assert "this article" not in shown(app)
        await press(pilot, "tab")
        assert app.screen.where is Where.LIBRARY
        await type_text(pilot, "dredges")
        await press(pilot, "enter")
        assert app.screen.article.metadata.title == "Boatmen defend their lock"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (240, 70)])
async def test_it_fits_every_size(size, app, library) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await search_library(pilot, "lock")
        assert screen.results.region.height >= 8
        assert "Tomás Güell" in shown(app)
        assert "In the library" in shown(app)
