"""Bookmarks and notes: made where one reads, listed, changed, and never lost."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest

from reader.article import Article, Span
from reader.library import open_library
from reader.library.errors import LibraryError
from reader.reading import Analysis, Reading
from reader.tui.app import ReaderApp
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.note import NoteDialog
from reader.tui.screens.question import Question
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.article_selection import selection_of
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE, QUOTES, READING, TEXT
from tests.tui.shelves import stock
from tests.tui.test_reader_screen import row_of, shown

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (100, 40)


def annotations(path: Path) -> list[tuple[str, str]]:
    """The words and the note of each, as another program sees them."""
    with open_library(path) as library:
        return [(one.words, one.note) for one in library.annotations()]


def words_of(quote: int) -> str:
    return TEXT[QUOTES[quote].start : QUOTES[quote].end]


def told(app) -> list[str]:
    return [note.message for note in app._notifications]


async def opened(pilot) -> ReaderScreen:
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


async def note(pilot, text: str) -> NoteDialog:
    await press(pilot, "a")
    await settle(pilot)
    dialog = pilot.app.screen
    assert isinstance(dialog, NoteDialog)
    await type_text(pilot, text)
    return dialog


# --- bookmarks ---


async def test_the_quote_in_hand_is_bookmarked_and_the_article_kept(app, library_of_its_own) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "full_stop", "m")
        await settle(pilot)
        assert "Kept in the library." in told(app)
        assert any(message.startswith("Bookmarked: a risk for everyone") for message in told(app))
        assert screen.entry is not None
        assert row_of(app, "⚑").y == row_of(app, "a risk for everyone").y
        assert annotations(library_of_its_own) == [(words_of(0), "")]
        await press(pilot, "m")
        await settle(pilot)
        assert "⚑" not in shown(app)
        assert annotations(library_of_its_own) == []


async def test_without_a_quote_in_hand_the_paragraph_at_the_top_is(app, library_of_its_own) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "m")
        await settle(pilot)
        assert annotations(library_of_its_own) == [(ARTICLE.blocks[0].span.of(TEXT), "")]
        await press(pilot, "G", "m")
        await settle(pilot)
        (latest, _note), *_first = annotations(library_of_its_own)
        assert TEXT.index(latest) == screen.article.block_at(screen.view.top_offset()).span.start


async def test_a_quote_that_is_out_of_sight_is_not_meant(app, library_of_its_own) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        await opened(pilot)
        await press(pilot, "full_stop", "G", "m")
        await settle(pilot)
        assert annotations(library_of_its_own)[0][0] != words_of(0)


async def test_selected_words_are_meant_before_anything_else(app, library_of_its_own) -> None:
    start = TEXT.index("three hours")
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "full_stop")
        screen.selections = {screen.view: selection_of(Span(start - 1, start + 12))}
        await press(pilot, "m")
        await settle(pilot)
        assert annotations(library_of_its_own) == [("three hours", "")]


async def test_signs_are_there_again_when_the_article_is_opened_anew(library_of_its_own) -> None:
    with open_library(library_of_its_own) as library:
        article = library.add(READING).result().article
        library.annotate(article, Span(QUOTES[3].start, QUOTES[3].end), "who?").result()
    for size in (SIZE, (40, 40)):
        app = ReaderApp(ARTICLE)
        async with app.run_test(size=size) as pilot:
            await opened(pilot)
            await settle(pilot)
            assert "✎" in shown(app)
        app.library_access.close()


# --- notes ---


async def test_a_note_is_written_shown_and_written_anew(app, library_of_its_own) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "full_stop")
        await note(pilot, "ask her")
        assert "Ctrl+S keep it   Esc back   Enter new line" in shown(app)
        assert "a risk for everyone" in shown(app)
        await press(pilot, "enter")
        await type_text(pilot, "q [bold] l")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert annotations(library_of_its_own) == [(words_of(0), "ask her\nq [bold] l")]
        assert row_of(app, "✎").y == row_of(app, "a risk for everyone").y
        await note(pilot, "!")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert annotations(library_of_its_own) == [(words_of(0), "ask her\nq [bold] l!")]


async def test_a_note_on_bookmarked_words_takes_the_place_of_the_bookmark(app, library_of_its_own) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "full_stop", "m")
        await settle(pilot)
        await note(pilot, "why")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert annotations(library_of_its_own) == [(words_of(0), "why")]
        await press(pilot, "m")
        await settle(pilot)
        assert annotations(library_of_its_own) == [(words_of(0), "why")]
        assert "These words have a note: a opens it." in told(app)


async def test_escape_asks_before_it_lets_go_of_what_was_typed(app, library_of_its_own) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        dialog = await note(pilot, "")
        await press(pilot, "escape")
        assert app.screen is screen
        dialog = await note(pilot, "half a thou")
        await press(pilot, "escape")
        assert isinstance(app.screen, Question)
        await press(pilot, "escape")
        assert app.screen is dialog
        await type_text(pilot, "ght")
        assert dialog.field.text == "half a thought"
        await press(pilot, "escape", "enter")
        assert app.screen is screen
    app.library_access.close()
    assert annotations(library_of_its_own) == []


@pytest.mark.parametrize("leave", ["quit", "library", "quit from the question"])
async def test_whatever_else_ends_the_dialog_keeps_what_was_typed(leave, app, library_of_its_own) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "full_stop")
        await note(pilot, "do not lose me")
        if leave == "library":
            await app.action_show_library()
            while isinstance(app.screen, NoteDialog | Question):
                await app.pop_screen()
        elif leave == "quit":
            await pilot.press("ctrl+q")
        else:
            await press(pilot, "escape")
            await pilot.press("ctrl+q")
        await pilot.pause()
    app.library_access.close()
    assert annotations(library_of_its_own) == [(words_of(0), "do not lose me")]


async def test_a_note_that_cannot_be_stored_stays_in_the_field(library_of_its_own) -> None:
    class Full:
        """A library on a disk that is full for a while."""

        is_full = False

        def __init__(self, real):
            self.real = real

        def __getattr__(self, name):
            return getattr(self.real, name)

        def annotate(self, *arguments):
            if not Full.is_full:
                return self.real.annotate(*arguments)
            failed: Future[None] = Future()
            failed.set_exception(LibraryError("The disk is full."))
            return failed

    app = ReaderApp(ARTICLE, library=lambda: Full(open_library(library_of_its_own)))
    async with app.run_test(size=SIZE) as pilot:
        screen = await opened(pilot)
        dialog = await note(pilot, "precious")
        Full.is_full = True
        await press(pilot, "ctrl+s")
        assert app.screen is dialog
        assert "Not kept: The disk is full. What you typed is still here." in shown(app)
        assert dialog.field.text == "precious"
        Full.is_full = False
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert app.screen is screen
    app.library_access.close()
    assert [note for _words, note in annotations(library_of_its_own)] == ["precious"]


async def test_what_is_pasted_into_a_note_is_cleaned(app, library_of_its_own) -> None:
    from textual.events import Paste

    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        dialog = await note(pilot, "so ")
        dialog.field.post_message(Paste("on\x1b[2J\nand \u202eon"))
        await settle(pilot)
        assert dialog.field.text == "so on\nand on"


# --- the list ---


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    """Three marks in two articles."""
    stock(library_of_its_own)
    with open_library(library_of_its_own) as library:
        here = library.find("https://havenbode.example/lock")
        there = library.find("https://havenbode.example/bridge")
        assert here is not None and there is not None
        library.annotate(here, Span(QUOTES[5].start, QUOTES[5].end), "half of what?").result()
        library.annotate(here, Span(QUOTES[0].start, QUOTES[0].end)).result()
        library.annotate(there, Span(0, 19), "which one?").result()
    return library_of_its_own


async def listed(pilot, *keys: str) -> AnnotationsScreen:
    await opened(pilot)
    await settle(pilot)
    await press(pilot, "M", *keys)
    screen = pilot.app.screen
    assert isinstance(screen, AnnotationsScreen)
    return screen


async def test_those_of_the_article_come_in_its_order_and_those_of_all_the_latest_first(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await listed(pilot)
        assert [one.words for one in screen.list.items] == [words_of(0), words_of(5)]
        assert "2 bookmarks and notes in this article   Tab all articles" in shown(app)
        assert "⚑ a risk for everyone" in shown(app)
        assert "✎ that the province pays half" in shown(app)
        assert "half of what?" in shown(app)
        await press(pilot, "tab")
        assert [one.note for one in screen.list.items] == ["which one?", "", "half of what?"]
        assert "3 bookmarks and notes in the library, the latest first   Tab this article" in shown(app)
        assert "De Havenbode · 20 Jan 2022 · No money for the bridge" in shown(app)


async def test_enter_goes_there_and_escape_comes_back(app, library) -> None:
    async with app.run_test(size=(100, 14)) as pilot:
        reader = await opened(pilot)
        before = reader.view.scroll_offset
        await listed(pilot)
        await press(pilot, "down", "enter")
        assert app.screen is reader
        assert reader.view.quote == QUOTES[5]
        await press(pilot, "escape")
        assert reader.view.scroll_offset == before
        screen = await listed(pilot)
        await press(pilot, "tab", "enter")
        assert app.screen.article.metadata.title == "No money for the bridge"
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "escape")
        assert app.screen is reader


async def test_a_note_is_changed_and_removed_in_the_list(app, library) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await listed(pilot, "down")
        await note(pilot, " or less")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert app.screen is screen
        assert [one.note for one in screen.list.items] == ["", "half of what? or less"]
        await press(pilot, "d")
        assert isinstance(app.screen, Question)
        await press(pilot, "escape")
        assert len(screen.list.items) == 2
        await press(pilot, "delete", "enter")
        await settle(pilot)
        assert [one.words for one in screen.list.items] == [words_of(0)]
        await press(pilot, "d")
        await settle(pilot)
        assert "In an article m bookmarks the quote in hand" in shown(app)
        await press(pilot, "a", "d", "enter", "escape")
        await settle(pilot)
        assert app.screen.view.signs == ()


async def test_words_that_are_gone_are_listed_and_said_to_be(library_of_its_own) -> None:
    with open_library(library_of_its_own) as library:
        article = library.add(READING).result().article
        library.annotate(article, Span(QUOTES[0].start, QUOTES[0].end), "keep this").result()
        short = Article(
            TEXT[: ARTICLE.blocks[0].span.end], (ARTICLE.blocks[0],), ARTICLE.metadata, source=ARTICLE.source
        )
        library.add(Reading(short, Analysis())).result()
        entry = library.entry(article)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        app.open_article(entry)
        await settle(pilot)
        reader = app.screen
        await press(pilot, "M")
        assert isinstance(app.screen, AnnotationsScreen)
        assert "! these words are no longer in the article" in shown(app)
        assert "a risk for everyone" in shown(app) and "keep this" in shown(app)
        await press(pilot, "enter")
        assert "These words are no longer in the article." in told(app)
        await note(pilot, ", please")
        await press(pilot, "ctrl+s", "escape")
        await settle(pilot)
        assert app.screen is reader
    app.library_access.close()
    assert annotations(library_of_its_own) == [(words_of(0), "keep this, please")]


async def test_an_article_that_is_not_kept_has_none_yet(app, library_of_its_own) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await listed(pilot)
        assert "Nothing is bookmarked yet." in shown(app)
        assert screen.list.items == []
    assert not library_of_its_own.exists()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (240, 70)])
async def test_it_fits_every_size(size, app, library) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await listed(pilot, "tab")
        assert screen.list.region.height >= 7
        assert "which one?" in shown(app)
        dialog = await note(pilot, "x")
        assert dialog.field.region.height >= 3
        assert dialog.field.region.right <= size[0]
        assert "Ctrl+S" in shown(app)
