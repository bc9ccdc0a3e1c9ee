"""The library screen: every key, the mouse, and what it says when there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library import open_library
from reader.library.query import parse
from reader.tui.app import ReaderApp
from reader.tui.commands import ACTIONS, Scope
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.choose_actor import ChooseActor
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.quote_search import QuoteSearch, Where
from reader.tui.screens.reader import ReaderScreen
from reader.tui.theme import LIGHT
from reader.tui.widgets.notes import Notes
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE
from tests.tui.library_example import FERRY, LOCK, MARKET, OLD, WINTER, fill, fill_many
from tests.tui.test_reader_screen import row_of, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.library.article_entry import ArticleEntry
    from reader.library.protocol import Library

SIZE = (120, 30)
CHECKS: dict[str, Callable[[Pilot[int], str], Awaitable[None]]] = {}


def checks(*ids: str):
    def register(check):
        for id in ids:
            CHECKS[id] = check
        return check

    return register


@pytest.fixture
def library(library_of_its_own: Path) -> Path:
    fill(library_of_its_own)
    return library_of_its_own


@pytest.fixture
async def pilot(library: Path) -> AsyncIterator[Pilot[int]]:
    """The library screen over an article."""
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await open_library_screen(pilot)
        yield pilot
    app.library_access.close()


async def open_library_screen(pilot: Pilot[int]) -> None:
    await settle(pilot)
    await press(pilot, "l")
    await settle(pilot)
    assert isinstance(pilot.app.screen, LibraryScreen)


async def stored(pilot: Pilot[int]) -> Library:
    await settle(pilot)
    return await pilot.app.library_access.library()


def in_hand(pilot: Pilot[int]) -> int | None:
    entry: ArticleEntry | None = pilot.app.screen.list.entry
    return entry.id if entry is not None else None


def listed(pilot: Pilot[int]) -> list[int]:
    articles = pilot.app.screen.list
    return [articles.entry_at(index).id for index in range(articles.total)]


async def click_beside(pilot: Pilot[int], words: str) -> None:
    """Click an entry beside the articles."""
    width = pilot.app.screen.side.size.width
    rows = [row[:width] for row in shown(pilot.app).splitlines()]
    await pilot.click(offset=(4, next(y for y, row in enumerate(rows) if words in row)))
    await settle(pilot)


# Keys ----------------------------------------------------------------------


@checks("line.next", "page.next")
async def _(pilot, key):
    await press(pilot, key)
    assert in_hand(pilot) == (MARKET if key in ("j", "down") else OLD)


@checks("line.previous", "page.previous", "start")
async def _(pilot, key):
    await press(pilot, "j", key)
    assert in_hand(pilot) == LOCK


@checks("end")
async def _(pilot, key):
    await press(pilot, key)
    assert in_hand(pilot) == OLD


@checks("open")
async def _(pilot, key):
    await press(pilot, "j", "j", key)
    assert isinstance(pilot.app.screen, ReaderScreen)
    assert pilot.app.screen.entry.id == FERRY
    await press(pilot, "q")
    assert isinstance(pilot.app.screen, LibraryScreen) and in_hand(pilot) == FERRY


@checks("library")
async def _(pilot, key):
    library_screen = pilot.app.screen
    await press(pilot, "enter", key)
    assert pilot.app.screen is library_screen
    assert len(pilot.app.screen_stack) == 2


@checks("library.filter")
async def _(pilot, key):
    await press(pilot, key)
    await type_text(pilot, "FERRY")
    assert listed(pilot) == [FERRY]
    assert "1 article · newest first" in shown(pilot.app)
    await press(pilot, "enter", "u")
    assert (await stored(pilot)).entry(FERRY).read, "after Enter the keys are for the articles"


@checks("library.star")
async def _(pilot, key):
    await press(pilot, key)
    assert not pilot.app.screen.list.entry.starred
    assert not (await stored(pilot)).entry(LOCK).starred
    await press(pilot, "j", key)
    assert (await stored(pilot)).entry(MARKET).starred
    assert "★" in str(shown(pilot.app).splitlines()[row_of(pilot.app, "Traders ask").y])


@checks("library.read")
async def _(pilot, key):
    await press(pilot, key)
    assert (await stored(pilot)).entry(LOCK).read
    await press(pilot, key)
    assert not (await stored(pilot)).entry(LOCK).read


@checks("library.tag")
async def _(pilot, key):
    await press(pilot, "j", key, "H", "a")
    assert pilot.app.screen.asking.field._suggestion == "Harbour"
    await press(pilot, "tab", "enter")
    assert (await stored(pilot)).entry(MARKET).tags == ("Harbour",)
    assert "#Harbour" in shown(pilot.app) and "3" in shown(pilot.app)
    await press(pilot, key)
    await type_text(pilot, "#Harbour")
    await press(pilot, "enter")
    assert (await stored(pilot)).entry(MARKET).tags == ()


@checks("library.side")
async def _(pilot, key):
    screen = pilot.app.screen
    await press(pilot, key)
    assert screen.side.has_focus and not screen.list.is_active
    await press(pilot, "j", "enter")
    assert screen.field.value == "is:unread"
    assert listed(pilot) == [LOCK, FERRY, WINTER, OLD]
    assert not screen.side.has_focus and screen.list.is_active
    await press(pilot, key, key)
    assert not screen.side.has_focus


@checks("sidebar")
async def _(pilot, key):
    await press(pilot, key)
    assert not pilot.app.screen.side.display
    await press(pilot, key)
    assert pilot.app.screen.side.display


@checks("library.save")
async def _(pilot, key):
    await press(pilot, key)
    assert "no search to save" in next(iter(pilot.app._notifications)).message
    await press(pilot, "slash")
    await type_text(pilot, "outlet:waterlander")
    await press(pilot, "enter", key)
    await type_text(pilot, "By water")
    await press(pilot, "enter")
    assert [search.query for search in (await stored(pilot)).searches()] == [
        "outlet:waterlander",
        "-ferry is:unread",
    ]
    assert "By water" in shown(pilot.app)


@checks("library.remove")
async def _(pilot, key):
    await press(pilot, key)
    assert "Remove “Oostmarkt quarrels over its lock [again]” with its notes" in shown(pilot.app)
    await press(pilot, "escape")
    assert (await stored(pilot)).statistics().articles == 5
    await press(pilot, key, "enter")
    assert (await stored(pilot)).statistics().articles == 4
    assert LOCK not in listed(pilot)
    assert "4 articles" in shown(pilot.app)


@checks("library.add")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen.asking.field.has_focus


@checks("feeds.fetch")
async def _(pilot, key):
    await press(pilot, key)
    while pilot.app.feed_fetch is not None:
        await pilot.pause(0.02)
    assert "No feeds are followed" in [told.message for told in pilot.app._notifications][-1]


@checks("theme")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.theme == LIGHT.name


@checks("help")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, HelpScreen)


@checks("palette")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen.has_class("--textual-command-palette")


@checks("back")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, ReaderScreen) and not pilot.app._exit


@checks("actor.find")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, ChooseActor)


@checks("notes")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, AnnotationsScreen)
    assert pilot.app.screen.is_everywhere


@checks("library.quotes")
async def _(pilot, key):
    await press(pilot, key, "t", "h", "e")
    assert isinstance(pilot.app.screen, QuoteSearch)
    assert pilot.app.screen.where is Where.LIBRARY
    assert pilot.app.screen.field.value == "the"
    assert pilot.app.screen.results.items


@checks("suspend")
async def _(pilot, key):
    suspended = []
    pilot.app.action_suspend_process = lambda: suspended.append(True)
    await press(pilot, key)
    assert suspended


@checks("quit", "interrupt")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app._exit


HERE = [action for action in ACTIONS if {Scope.LIBRARY, Scope.APP} & {*action.scopes}]
KEYS = [(action.id, key.strip()) for action in HERE for key in action.keys.split(",")]


def test_every_action_has_a_check() -> None:
    assert CHECKS.keys() == {action.id for action in HERE}


@pytest.mark.parametrize(("id", "key"), KEYS, ids=[f"{id}-{key}" for id, key in KEYS])
async def test_key(id, key, pilot) -> None:
    await CHECKS[id](pilot, key)


# What it shows -------------------------------------------------------------


async def test_articles_stand_by_day_with_their_marks(pilot) -> None:
    text = shown(pilot.app)
    rows = text.splitlines()
    first = row_of(pilot.app, "12 Mar 2024")
    assert rows[first.y].count("● Oostmarkt quarrels over its lock [again]") == 1
    assert "★" in rows[first.y] and "❝ 6" in rows[first.y]
    assert "Tuesday" in rows[first.y + 1]
    assert "De Havenbode" in rows[first.y + 1] and "#Council  #Harbour" in rows[first.y + 1]
    second = rows[first.y + 2]
    assert "Traders ask for a second market day" in second
    assert "●" not in second and "★" not in second and "❝" not in second and "2024" not in second
    assert text.count("12 Mar 2024") == 1, "a day is named once"
    assert "1 May 2019" in text
    assert "5 articles · newest first" in text


async def test_beside_the_articles_stands_what_narrows_them(pilot) -> None:
    text = shown(pilot.app)
    for words in ("All articles", "Not the ferry", "#Harbour", "#Council", "De Havenbode", "Waterlander"):
        assert words in text
    await click_beside(pilot, "Waterlander")
    await settle(pilot)
    assert pilot.app.screen.field.value == "outlet:Waterlander"
    assert listed(pilot) == [FERRY, WINTER]
    await press(pilot, "escape")
    assert pilot.app.screen.field.value == "" and len(listed(pilot)) == 5


async def test_a_value_of_several_words_is_narrowed_to(pilot) -> None:
    await click_beside(pilot, "De Havenbode")
    await settle(pilot)
    assert pilot.app.screen.field.value == 'outlet:"De Havenbode"'
    assert listed(pilot) == [LOCK, MARKET]


async def test_a_saved_search_is_removed_where_it_stands(pilot) -> None:
    await press(pilot, "tab", "j", "j", "j", "j", "d")
    assert "Remove the saved search Not the ferry?" in shown(pilot.app)
    await press(pilot, "enter")
    assert (await stored(pilot)).searches() == []
    assert (await stored(pilot)).statistics().articles == 5


async def test_what_cannot_be_understood_is_pointed_at(pilot) -> None:
    await press(pilot, "slash")
    await type_text(pilot, "lock kind:loud")
    message, field = row_of(pilot.app, "▲"), row_of(pilot.app, "lock kind:loud")
    assert message.y == field.y + 1
    assert message.x == field.x + len("lock kind:")
    await press(pilot, *["backspace"] * len("kind:loud"))
    assert "▲" not in shown(pilot.app)


async def test_nothing_found_says_what_to_do(pilot) -> None:
    await press(pilot, "slash")
    await type_text(pilot, "zeppelin")
    assert "No article answers this." in shown(pilot.app)
    assert in_hand(pilot) is None
    await press(pilot, "escape", "asterisk", "d", "enter", "j", "G")
    await press(pilot, "escape")
    assert len(listed(pilot)) == 5


async def test_an_empty_library_says_how_to_begin(library_of_its_own) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await open_library_screen(pilot)
        assert "Nothing is kept here yet." in shown(app)
        assert "A     add a file, or a folder" in shown(app)
        await press(pilot, "q", "A", "l")
        assert "Oostmarkt quarrels over its lock [again]" in shown(app)
    app.library_access.close()


async def test_a_library_that_cannot_be_opened_says_why_and_is_tried_again(library_of_its_own) -> None:
    library_of_its_own.mkdir(parents=True)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await open_library_screen(pilot)
        assert "is a folder, not a library." in shown(app)
        assert "Enter tries again" in shown(app)
        await press(pilot, "j", "asterisk", "u", "d", "number_sign", "G", "S", "tab")
        library_of_its_own.rmdir()
        await press(pilot, "escape", "enter")
        assert "Nothing is kept here yet." in shown(app)
    app.library_access.close()


@pytest.mark.parametrize("contents", [b"", b"SQLite format 3\0" + b"\7" * 5000, b"words", None])
async def test_no_file_in_the_place_of_a_library_breaks_the_screen(contents, library_of_its_own) -> None:
    library_of_its_own.parent.mkdir()
    if contents is None:
        fill(library_of_its_own)
        contents = library_of_its_own.read_bytes()[:40_000]
    library_of_its_own.write_bytes(contents)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await open_library_screen(pilot)
        assert app.screen.problem and app.screen.problem in " ".join(shown(app).split())
        await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)
    assert library_of_its_own.read_bytes() == contents


async def test_a_change_that_cannot_be_stored_is_taken_back(library, monkeypatch) -> None:
    library.chmod(0o444)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await open_library_screen(pilot)
        await press(pilot, "j", "asterisk")
        await settle(pilot)
        assert not app.screen.list.entry.starred
        assert "is read-only" in " ".join(note.message for note in app._notifications)
    app.library_access.close()


# Many articles -------------------------------------------------------------


async def test_thousands_of_articles_scroll_and_are_asked_for_as_they_come_into_sight(
    library_of_its_own,
) -> None:
    fill_many(library_of_its_own, 2_500)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await open_library_screen(pilot)
        assert "2,500 articles" in shown(app)
        await press(pilot, "G")
        assert "Number 2499" in shown(app)
        assert len(app.screen.list._pages) < 5, "what was never in sight was never asked for"
        await press(pilot, "pageup", "pageup")
        assert app.screen.list.entry.title.startswith("Number 24")
        await press(pilot, "g")
        for _ in range(30):
            await press(pilot, "pagedown")
            assert app.screen.list.entry is not None
        place = app.screen.list.entry.title
        await press(pilot, "enter")
        assert app.screen.article.metadata.title == place
        await press(pilot, "q")
        assert app.screen.list.entry.title == place, "one is back where one was"
        assert place in shown(app)
    app.library_access.close()


async def test_a_filter_with_more_hits_than_are_counted_grows_as_one_scrolls(library_of_its_own) -> None:
    fill_many(library_of_its_own, 2_500)
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SIZE) as pilot:
        await open_library_screen(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "outlet:havenbode")
        await press(pilot, "enter")
        assert "more than 100 articles" in shown(app) or "2,500 articles" in shown(app)
        for _ in range(40):
            await press(pilot, "G")
            await settle(pilot)
        assert app.screen.list.entry.title == "Number 2499"
        assert app.screen.list.total == 2_500
    app.library_access.close()


# The mouse -----------------------------------------------------------------


async def test_a_click_opens_an_article(pilot) -> None:
    await pilot.click(offset=row_of(pilot.app, "A mild winter"))
    await settle(pilot)
    assert isinstance(pilot.app.screen, ReaderScreen) and pilot.app.screen.entry.id == WINTER


async def test_a_click_on_a_star_changes_it(pilot) -> None:
    await pilot.click(offset=row_of(pilot.app, "★"))
    await settle(pilot)
    assert isinstance(pilot.app.screen, LibraryScreen)
    assert not (await stored(pilot)).entry(LOCK).starred


# Narrow and low ------------------------------------------------------------


async def test_on_a_narrow_screen_the_side_opens_over_the_articles(library) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=(60, 20)) as pilot:
        await open_library_screen(pilot)
        assert not app.screen.side.display
        await press(pilot, "tab", "j", "j", "enter")
        assert not app.screen.side.display
        assert listed(pilot) == [LOCK]
        await press(pilot, "s")
        assert app.screen.side.display
        await press(pilot, "escape")
        assert not app.screen.side.display
    app.library_access.close()


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (200, 60)])
async def test_it_fits_every_size(size, library) -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=size) as pilot:
        await open_library_screen(pilot)
        assert "Oostm" in shown(app)
        await press(pilot, "G")
        assert "1 May 2019" in shown(app) or "1 May" in shown(app)
    app.library_access.close()


# Adding --------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "news"
    (folder / "more").mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.md").write_text(f"# Title {number}\n\nSome words about the lock.\n")
    (folder / "more" / "4.txt").write_text("A headline\n\nAnother article.\n")
    (folder / "bad.md").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    return folder


async def add(pilot: Pilot[int], path: str) -> None:
    await press(pilot, "A")
    await type_text(pilot, path)
    await press(pilot, "enter")
    await added(pilot)


async def added(pilot: Pilot[int]) -> None:
    """Wait until nothing more is added, and what came of it is told."""
    for _ in range(400):
        await settle(pilot)
        if pilot.app._notifications and not pilot.app.screen.is_adding:
            break
        await pilot.pause(0.05)
    await settle(pilot)


async def test_a_folder_is_added_and_a_bad_file_explained(pilot, folder) -> None:
    await add(pilot, "ne")
    assert "No such" in shown(pilot.app) or "ne" in shown(pilot.app)
    await press(pilot, "escape", "A", "n", "e")
    for _ in range(100):  # as a person does whose folder was not looked into yet
        await press(pilot, "tab")
        if pilot.app.screen.asking.field.value != "ne":
            break
        await pilot.pause(0.02)
    assert pilot.app.screen.asking.field.value == "news/"
    pilot.app.clear_notifications()
    await press(pilot, "enter")
    await added(pilot)
    assert (await stored(pilot)).statistics().articles == 9
    assert "4 articles added (4 new)" in " ".join(note.message for note in pilot.app._notifications)
    assert "bad.md" in str(pilot.app.screen.query_one(Notes).render())
    assert "Title 2" in shown(pilot.app)


async def test_a_file_that_is_not_there_is_explained(pilot, folder) -> None:
    await add(pilot, "news/none.md")
    for _ in range(100):  # the notes are mounted after it is told
        if pilot.app.screen.query(Notes):
            break
        await pilot.pause(0.05)
    assert "none.md" in str(pilot.app.screen.query_one(Notes).render())
    await press(pilot, "escape")
    assert not pilot.app.screen.query(Notes)


async def test_adding_shows_how_far_it_is_and_is_stopped(pilot, folder, monkeypatch) -> None:
    import threading

    import reader.library.adding as adding
    from reader.library.adding import Stored
    from reader.library.protocol import Added, Change

    go_on = threading.Event()

    def slowly(library, files, *, is_stopped):
        yield Stored(files[0], None, Added(1, Change.NEW, 0))
        go_on.wait(10)
        while not is_stopped():
            go_on.wait(0.01)

    monkeypatch.setattr(adding, "add_files", slowly)
    await press(pilot, "A")
    await type_text(pilot, "news")
    await pilot.press("enter")
    await pilot.pause(0.4)
    assert "adding 1 of 5" in shown(pilot.app) and "Esc stops" in shown(pilot.app)
    await pilot.press("j")
    assert in_hand(pilot) == MARKET, "one can go on reading meanwhile"
    await pilot.press("escape")
    await pilot.pause(0.2)
    assert "stopping" in shown(pilot.app)
    go_on.set()
    await settle(pilot)
    assert "Stopped: 1 article added" in " ".join(note.message for note in pilot.app._notifications)


@pytest.mark.parametrize("text", ["[bold]x[/]", "[/nothing]", 'a "b', ":", "*", "\\", "%_"])
async def test_anything_can_be_typed_anywhere(text, pilot) -> None:
    for key in ("number_sign", "A", "slash"):
        await press(pilot, key)
        await type_text(pilot, text)
        assert text in shown(pilot.app)
        await press(pilot, "escape")
    assert isinstance(pilot.app.screen, LibraryScreen)


def test_the_example_is_as_these_tests_need_it(library) -> None:
    with open_library(library) as opened:
        assert [entry.id for entry in opened.articles(parse("")).articles] == [
            LOCK,
            MARKET,
            FERRY,
            WINTER,
            OLD,
        ]
