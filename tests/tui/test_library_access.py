"""How the screens reach the library: once, on its own threads; and articles that come from it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

import reader.analysis
from reader.article import Span
from reader.library import open_library
from reader.library.errors import LibraryError
from reader.tui.app import ReaderApp
from reader.tui.library_access import LibraryAccess
from tests.tui.conftest import press, settle
from tests.tui.example import ARTICLE, QUOTES, READING

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.article_entry import ArticleEntry

SIZE = (100, 14)
"""A screen on which the example does not fit."""


@pytest.fixture
def entry(library_of_its_own: Path) -> ArticleEntry:
    """The example, in the library."""
    with open_library(library_of_its_own) as library:
        return library.entry(library.add(READING).result().article)


async def test_it_is_opened_once_on_another_thread(library_of_its_own: Path) -> None:
    opened_on: list[threading.Thread] = []

    def opener():
        opened_on.append(threading.current_thread())
        return open_library(library_of_its_own)

    access = LibraryAccess(opener)
    assert access.opened is None and not opened_on
    assert await access.library() is await access.library() is access.opened
    assert await access.ask(lambda library: library.statistics().articles) == 0
    assert len(opened_on) == 1 and opened_on[0] is not threading.main_thread()
    access.close()


async def test_what_cannot_be_opened_is_tried_again(library_of_its_own: Path) -> None:
    library_of_its_own.parent.mkdir()
    library_of_its_own.mkdir()
    access = LibraryAccess(lambda: open_library(library_of_its_own))
    with pytest.raises(LibraryError, match="is a folder, not a library"):
        await access.library()
    library_of_its_own.rmdir()
    assert (await access.library()).statistics().articles == 0
    access.close()


async def test_closing_stores_what_was_handed_over_and_ends_it(library_of_its_own: Path) -> None:
    access = LibraryAccess(lambda: open_library(library_of_its_own))
    library = await access.library()
    added = [library.add(READING) for _ in range(20)]
    access.close()
    assert all(future.done() for future in added)
    with pytest.raises(LibraryError, match="closed"):
        await access.library()


async def test_an_article_of_the_library_is_not_analysed_again(entry, monkeypatch) -> None:
    app = ReaderApp(READING.article)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        monkeypatch.setattr(reader.analysis, "analyse_article", None)
        app.open_article(entry)
        await settle(pilot)
        assert app.screen.entry == entry
        assert app.screen.article.text == ARTICLE.text
        assert app.screen.reading.analysis.quotes == QUOTES
        assert app.screen.view.place() == 0
        await press(pilot, "q")
        assert len(app.screen_stack) == 1 and not app._exit
    app.library_access.close()


async def test_it_opens_where_its_reader_left_it(entry, library_of_its_own) -> None:
    with open_library(library_of_its_own) as library:
        library.set_position(entry.id, QUOTES[3].start).result()
        entry = library.entry(entry.id)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        app.open_article(entry)
        await settle(pilot)
        seen = app.screen.view.visible_span()
        assert seen.start <= QUOTES[3].start < seen.start + 100
    app.library_access.close()


async def test_it_opens_at_a_quote_and_takes_it_in_hand(entry) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        app.open_article(entry, QUOTES[5].spans[0])
        await settle(pilot)
        assert app.screen.view.quote == QUOTES[5]
        assert app.screen.view.visible_span().contains(QUOTES[5].spans[0])
    app.library_access.close()


async def test_it_opens_at_words_that_are_no_quote(entry) -> None:
    start = ARTICLE.text.index("the doors in May")
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        app.open_article(entry, Span(start, start + 5))
        await settle(pilot)
        assert app.screen.view.quote is None
        assert app.screen.view.visible_span().contains(Span(start, start + 5))
    app.library_access.close()


async def test_one_that_is_gone_says_so_and_stays_where_one_was(entry, library_of_its_own) -> None:
    with open_library(library_of_its_own) as library:
        library.remove(entry.id).result()
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        app.open_article(entry)
        await settle(pilot)
        assert len(app.screen_stack) == 1 and not app._exit
        assert "not in the library" in next(iter(app._notifications)).message
    app.library_access.close()
