"""Was this really said? The quote in hand beside the closest ones in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.article import ActorKind, Metadata
from reader.library import open_library
from reader.library.errors import LibraryError
from reader.library.likeness import Difference
from reader.reading import QuoteKind
from reader.tui.app import ReaderApp
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.verify import VerifyScreen
from tests.library.articles import reading_of
from tests.tui.conftest import press, settle
from tests.tui.example import ARTICLE
from tests.tui.shelves import stock
from tests.tui.test_reader_screen import shown

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (100, 45)


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    stock(library_of_its_own)
    return library_of_its_own


def add(path: Path, words: str, speaker: str, outlet: str) -> None:
    """One more article, with one quote."""
    reading = reading_of(
        f"«{words}», said {speaker}.",
        [(speaker, QuoteKind.DIRECT, 1)],
        [(speaker, ActorKind.PERSON, None, ())],
        Metadata(title=f"As {outlet} has it", outlet=outlet, url=f"https://{outlet}.example/x"),
    )
    with open_library(path) as opened:
        opened.add(reading).result()


async def verify(pilot, quote: int = 3) -> VerifyScreen:
    await settle(pilot)
    await press(pilot, *["full_stop"] * quote, "v")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, VerifyScreen)
    return screen


def told(screen: VerifyScreen) -> str:
    return screen.results.told


async def test_it_says_which_outlets_give_the_same_words_and_what_differs(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await verify(pilot)
        assert "2 outlets give the same words: De Havenbode, Press Agency." in told(screen)
        assert "Nearly the same words: North Post." in told(screen)
        text = shown(app)
        assert "−that +this lock" in text
        assert "word for word" in text and "% alike" in text
        assert "− only in the quote above   + only in the other one" in text
        assert "→ North Post · 14 Mar 2024 · Boatmen defend their lock" in text
        (nearly,) = [item for item in screen.results.items if item.likeness < 1]
        assert [text for kind, text in nearly.pieces if kind is Difference.ADDED] == ["this"]


async def test_the_quote_itself_is_not_counted(library) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        with open_library(library) as opened:
            entry = opened.entry(opened.find("https://northpost.example/boatmen"))
        app.open_article(entry)
        await settle(pilot)
        screen = await verify(pilot, 2)
        assert told(screen) == "No other quote in the library resembles these words."
        assert screen.results.items == []


async def test_the_same_outlet_twice_is_no_second_outlet(app, library_of_its_own) -> None:
    add(library_of_its_own, "without a lock there is no market", "a trader", "De Havenbode")
    async with app.run_test(size=SIZE) as pilot:
        screen = await verify(pilot, 5)
        assert told(screen) == "Only De Havenbode gives these words, in one more article."


async def test_it_says_when_others_are_said_to_have_said_it(app, library_of_its_own) -> None:
    add(library_of_its_own, "that nobody had asked the boatmen", "Ilse Verbeek", "Scheepspost")
    add(library_of_its_own, "nobody had asked the boatmen", "Güell", "Waterkrant")
    async with app.run_test(size=SIZE) as pilot:
        screen = await verify(pilot, 4)
        assert "They are not always said to be the same person's: Tomás Güell, Ilse Verbeek." in told(screen)


async def test_a_place_opens_and_escape_leads_back(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await verify(pilot)
        await press(pilot, "end", "enter")
        assert app.screen.article.metadata.title == "Boatmen defend their lock"
        assert "sailed" in app.screen.view.quote.words(app.screen.article.text)
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.article is ARTICLE


async def test_without_a_quote_in_hand_it_says_what_to_do(app) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert "No quote is in hand" in next(iter(app._notifications)).message


async def test_a_library_that_cannot_be_opened_says_why() -> None:
    def opener():
        raise LibraryError("library.db is not a library")

    app = ReaderApp(ARTICLE, library=opener)
    async with app.run_test(size=SIZE) as pilot:
        await verify(pilot)
        assert "library.db is not a library" in shown(app)
