"""The page of an actor: what the library knows, the way to it and on from it, and changes that are undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library import open_library
from reader.tui.app import ReaderApp
from reader.tui.screens.actor import ActorScreen
from reader.tui.screens.choose_actor import ChooseActor
from reader.tui.screens.question import Question
from reader.tui.screens.quote_search import QuoteSearch
from reader.tui.screens.reader import ReaderScreen
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE, GUELL
from tests.tui.shelves import stock
from tests.tui.test_reader_screen import row_of, shown

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (120, 45)


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    stock(library_of_its_own)
    return library_of_its_own


def number_of(path: Path, name: str) -> int:
    with open_library(path) as library:
        return next(actor.id for actor in library.actors(name) if actor.name == name)


async def page(pilot, path: Path, name: str) -> ActorScreen:
    await settle(pilot)
    pilot.app.open_actor(number_of(path, name))
    for _ in range(3):
        await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ActorScreen)
    return screen


def titles(screen: ActorScreen) -> list[str]:
    return [place.article.title for item in screen.quotes.items for place in item.places]


async def test_it_tells_who_somebody_is_and_what_they_said(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await page(pilot, library, "Ilse Verbeek")
        text = shown(app)
        for told in (
            "Ilse Verbeek  person",
            "also: Verbeek",
            "5 quotes in 3 articles",
            "alderman of Oostmarkt",
            "Mayor of Oostmarkt",
            "Jan 2022 · 1 article",
            "most in Mar",
            "QUOTED WITH",
            "Tomás Güell",
            "2 articles",
            "SAID 5",
            "newest first",
        ):
            assert told in text, told
        days = [item.places[0].article.published for item in screen.quotes.items]
        assert days == sorted(days, reverse=True)
        assert titles(screen)[-1] == "No money for the bridge"


async def test_roles_stand_in_the_order_of_time(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await page(pilot, library, "Ilse Verbeek")
        assert row_of(app, "Jan 2022 · 1").y < row_of(app, "Mar 2024 · 1 article").y


async def test_tab_shows_what_is_said_about_them(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await page(pilot, library, "Tomás Güell")
        assert "▸ SAID 5" in shown(app)
        await press(pilot, "tab")
        assert "▸ SAID ABOUT THEM" in shown(app)
        assert "No quote of others mentions them." in shown(app)
        await press(pilot, "tab")
        assert len(screen.quotes.items) > 1


async def test_a_quote_opens_its_article_and_escape_returns(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await page(pilot, library, "Ilse Verbeek")
        await press(pilot, "G", "enter")
        assert app.screen.article.metadata.title == "No money for the bridge"
        assert app.screen.view.quote is not None
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.entry is None or app.screen.article is ARTICLE


@pytest.mark.parametrize("size", [SIZE, (70, 20), (40, 12)])
async def test_whom_they_are_quoted_with_can_be_chosen(size, app, library) -> None:
    async with app.run_test(size=size) as pilot:
        await page(pilot, library, "Ilse Verbeek")
        await press(pilot, "at", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ActorScreen)
        assert app.screen.profile.page.actor.name == "Tomás Güell"
        await press(pilot, "escape")
        assert app.screen.profile.page.actor.name == "Ilse Verbeek"


async def test_the_same_words_in_several_articles_are_one(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await page(pilot, library, "Tomás Güell")
        assert max(len(item.places) for item in screen.quotes.items) == 3
        assert "the same words in 3 articles" in shown(app)


async def test_quotes_come_as_one_scrolls(app, library_of_its_own) -> None:
    stock(library_of_its_own, reports=170)
    async with app.run_test(size=SIZE) as pilot:
        screen = await page(pilot, library_of_its_own, "Ada Stroom")
        assert "SAID 170" in shown(app)
        assert len(screen.quotes.items) < 170
        await press(pilot, "G")
        for _ in range(6):
            await settle(pilot)
        assert len(screen.quotes.items) == 170
        await press(pilot, "enter")
        assert app.screen.article.metadata.title == "Pumps, part 0"


async def test_quotation_mark_searches_what_they_said(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await page(pilot, library, "Ilse Verbeek")
        await press(pilot, "quotation_mark")
        await type_text(pilot, "bridge")
        assert isinstance(app.screen, QuoteSearch)
        assert app.screen.field.value == 'by:"Ilse Verbeek" bridge'
        assert len(app.screen.results.items) == 1


# --- the way to it ---


async def test_an_actor_of_an_article_that_is_kept_opens_its_page(library) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        with open_library(library) as opened:
            entry = opened.entry(opened.find("https://havenbode.example/lock"))
        app.open_article(entry)
        await settle(pilot)
        await press(pilot, "at", "down", "enter")
        assert app.screen.view.actor == GUELL
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, ActorScreen)
        assert app.screen.profile.page.actor.name == "Tomás Güell"
        await press(pilot, "escape", "full_stop", "p")
        await settle(pilot)
        assert isinstance(app.screen, ActorScreen)
        assert app.screen.profile.page.actor.name == "Ilse Verbeek"


async def test_an_article_that_is_not_kept_is_kept_for_it_if_one_wants(app, library_of_its_own) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop", "p")
        assert isinstance(app.screen, Question)
        assert "Keep this" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.entry is None
        await press(pilot, "p", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ActorScreen)
        assert app.screen.profile.page.actor.name == "Ilse Verbeek"
    with open_library(library_of_its_own) as opened:
        assert opened.statistics().articles == 1


async def test_without_an_actor_in_hand_it_says_what_to_do(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        assert "No actor is in hand" in next(iter(app._notifications)).message


async def test_an_actor_can_be_found_by_the_beginning_of_its_name_or_role(app, library_of_its_own) -> None:
    stock(library_of_its_own, reports=3)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "P")
        assert isinstance(app.screen, ChooseActor)
        assert "5 quotes in 3 articles" in shown(app)
        await type_text(pilot, "chair")
        assert [actor.name for actor in app.screen.results.items] == ["Tomás Güell"]
        await type_text(pilot, "xyz")
        assert "Nobody in the library" in shown(app)
        await press(pilot, "enter", *["backspace"] * 3, "enter")
        await settle(pilot)
        assert isinstance(app.screen, ActorScreen)
        assert app.screen.profile.page.actor.name == "Tomás Güell"


async def test_the_palette_leads_to_actors_of_the_library(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await type_text(pilot, "alderm")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        await pilot.pause(0.3)
        await settle(pilot)
        assert isinstance(app.screen, ActorScreen)
        assert app.screen.profile.page.actor.name == "Ilse Verbeek"


async def test_an_actor_that_is_gone_is_said_so(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.open_actor(987654)
        await settle(pilot)
        assert "This actor is not in the library." in shown(app)
        await press(pilot, "tab", "at", "ampersand", "vertical_line", "U", "enter", "escape")
        assert isinstance(app.screen, ReaderScreen)


# --- changes ---


async def test_two_actors_are_merged_after_a_question_and_parted_again(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await page(pilot, library, "Ilse Verbeek")
        await press(pilot, "ampersand")
        assert "Who is Ilse Verbeek too?" in shown(app)
        await type_text(pilot, "guell")
        await press(pilot, "enter")
        assert isinstance(app.screen, Question)
        await press(pilot, "escape")
        assert app.screen is screen
        assert screen.profile.page.actor.quotes == 5
        await press(pilot, "ampersand")
        await type_text(pilot, "guell")
        await press(pilot, "enter", "enter")
        await settle(pilot)
        assert screen.profile.page.actor.quotes == 10
        assert "merged with Tomás Güell; U undoes" in shown(app)
        await press(pilot, "U")
        assert "Part “Tomás Güell” from “Ilse Verbeek” again?" in shown(app).replace("\n", " ")
        await press(pilot, "enter")
        await settle(pilot)
        assert screen.profile.page.actor.quotes == 5
        assert "merged with" not in shown(app)
        await press(pilot, "U")
        assert app.screen is screen


async def test_an_article_that_speaks_of_somebody_else_is_split_off(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await page(pilot, library, "Ilse Verbeek")
        await press(pilot, "G", "vertical_line")
        assert "No money for the bridge" in shown(app)
        assert isinstance(app.screen, Question)
        await press(pilot, "enter")
        await settle(pilot)
        assert "No money for the bridge" not in titles(screen)
        assert screen.profile.page.actor.quotes == 4
        assert "split; U undoes" in shown(app)
        other = screen.profile.changes[0].other.id
        app.open_actor(other)
        await settle(pilot)
        assert titles(app.screen) == ["No money for the bridge"]
        await press(pilot, "U", "enter")
        await settle(pilot)
        assert app.screen.profile.page.actor.quotes == 5


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_it_fits_every_size(size, app, library) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await page(pilot, library, "Ilse Verbeek")
        assert "Ilse Verbeek  person" in shown(app)
        assert screen.quotes.region.right <= size[0]
        await press(pilot, "G")
        assert "No money for the bridge" in shown(app) or size[0] < 60
        await press(pilot, "g", "pagedown", "pagedown")


async def test_another_width_puts_the_profile_beside_or_above(app, library) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, library, "Ilse Verbeek")
        assert screen.side.display
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not screen.side.display
        assert "ROLES OVER TIME" in shown(app)
