"""Every key of the reader, pressed: what changes, and that nothing else breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.tui.app import ReaderApp
from reader.tui.commands import ACTIONS, Scope
from reader.tui.screens.actor import ActorScreen
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.choose_actor import ChooseActor
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.note import NoteDialog
from reader.tui.screens.quote_search import QuoteSearch
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.verify import VerifyScreen
from reader.tui.theme import DARK, LIGHT
from reader.tui.widgets.article_view import Highlights
from tests.tui.conftest import OPENED, press, settle
from tests.tui.example import ARTICLE, GUELL, QUOTES, VERBEEK

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

SMALL = (100, 14)
"""A screen on which the example does not fit, so that there is somewhere to go."""

CHECKS: dict[str, Callable[[Pilot[int], str], Awaitable[None]]] = {}


def checks(*ids: str):
    def register(check):
        for id in ids:
            CHECKS[id] = check
        return check

    return register


def top(pilot: Pilot[int]) -> int:
    return pilot.app.screen.view.scroll_offset.y


@checks("line.next")
async def _(pilot, key):
    await press(pilot, key, key)
    assert top(pilot) == 2


@checks("line.previous")
async def _(pilot, key):
    await press(pilot, "j", "j", key)
    assert top(pilot) == 1


@checks("page.next")
async def _(pilot, key):
    await press(pilot, key)
    assert 5 <= top(pilot) <= SMALL[1]


@checks("page.previous")
async def _(pilot, key):
    await press(pilot, "space", "space")
    there = top(pilot)
    await press(pilot, key)
    assert 0 < top(pilot) < there


@checks("start")
async def _(pilot, key):
    await press(pilot, "space", key)
    assert top(pilot) == 0


@checks("end")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen.view.progress() == 1
    assert pilot.app.screen.status.section == "Money"


@checks("section.next")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen.status.section == "Boatmen"
    await press(pilot, key, key, key, key)
    assert pilot.app.screen.status.section == "Money"


@checks("section.previous")
async def _(pilot, key):
    await press(pilot, "right_square_bracket", "right_square_bracket", key)
    assert pilot.app.screen.status.section == "Boatmen"
    await press(pilot, "j", "j", key)
    assert pilot.app.screen.status.section == "Boatmen"
    assert pilot.app.screen.view.top_offset() == ARTICLE.sections[1].span.start
    await press(pilot, key, key)
    assert pilot.app.screen.status.section == "Lead"


@checks("paragraph.next")
async def _(pilot, key):
    before = pilot.app.screen.view.top_offset()
    await press(pilot, key, key)
    assert pilot.app.screen.view.top_offset() > before


@checks("paragraph.previous")
async def _(pilot, key):
    await press(pilot, "G", *[key] * 6)
    higher = pilot.app.screen.view.top_offset()
    assert higher in [block.span.start for block in ARTICLE.blocks]
    await press(pilot, key)
    assert pilot.app.screen.view.top_offset() < higher


@checks("quote.next")
async def _(pilot, key):
    for quote in QUOTES:
        await press(pilot, key)
        assert pilot.app.screen.view.quote == quote
        assert (
            pilot.app.screen.view.visible_span().start
            <= quote.start
            < pilot.app.screen.view.visible_span().end
        )
    await press(pilot, key)
    assert pilot.app.screen.view.quote == QUOTES[-1]


@checks("quote.previous")
async def _(pilot, key):
    await press(pilot, "full_stop", "full_stop", key)
    assert pilot.app.screen.view.quote == QUOTES[0]


@checks("quote.search")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, QuoteSearch)


@checks("actors")
async def _(pilot, key):
    await press(pilot, "s", key)
    screen = pilot.app.screen
    assert screen.focused is screen.sidebar.actors
    await press(pilot, "down", "enter")
    assert screen.view.actor == GUELL
    assert screen.focused is None


@checks("open")
async def _(pilot, key):
    await press(pilot, "full_stop", key)
    screen = pilot.app.screen
    assert screen.query_one("#inspector").display
    assert screen.focused is screen.query_one("#inspector")
    await press(pilot, key)
    assert screen.view.quote == QUOTES[1]


@checks("copy")
async def _(pilot, key):
    await press(pilot, "full_stop", key)
    assert pilot.app.clipboard.startswith('"a risk for everyone who lives behind it", Ilse Verbeek, Mayor of')
    assert [note.title for note in pilot.app._notifications] == ["Copied"]


@checks("scope")
async def _(pilot, key):
    await press(pilot, "quotation_mark")
    assert "In this article" in str(pilot.app.screen.query_one("#scope").render())
    await press(pilot, key)
    assert "In the library" in str(pilot.app.screen.query_one("#scope").render())
    await press(pilot, key)
    assert "In this article" in str(pilot.app.screen.query_one("#scope").render())


async def actor_page(pilot):
    """The page of somebody who said two things in the only article of the library."""
    await press(pilot, "full_stop", "p", "enter")
    await settle(pilot)
    assert isinstance(pilot.app.screen, ActorScreen)
    return pilot.app.screen


@checks("bookmark")
async def _(pilot, key):
    await press(pilot, "full_stop", key)
    await settle(pilot)
    assert [sign.span.start for sign in pilot.app.screen.view.signs] == [QUOTES[0].start]


@checks("note")
async def _(pilot, key):
    await press(pilot, "full_stop", key)
    await settle(pilot)
    assert isinstance(pilot.app.screen, NoteDialog)


@checks("note.save")
async def _(pilot, key):
    await press(pilot, "full_stop", "a")
    await settle(pilot)
    await press(pilot, "x", key)
    await settle(pilot)
    assert [sign.has_note for sign in pilot.app.screen.view.signs] == [True]


@checks("notes")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, AnnotationsScreen)


@checks("note.remove")
async def _(pilot, key):
    await press(pilot, "full_stop", "m")
    await settle(pilot)
    await press(pilot, "M", key)
    await settle(pilot)
    assert pilot.app.screen.list.items == []


@checks("quote.verify")
async def _(pilot, key):
    await press(pilot, "full_stop", key)
    assert isinstance(pilot.app.screen, VerifyScreen)
    assert "No other quote in the library" in pilot.app.screen.results.told


@checks("actor.page")
async def _(pilot, key):
    await press(pilot, "full_stop", key, "enter")
    await settle(pilot)
    assert pilot.app.screen.profile.page.actor.name == VERBEEK.name


@checks("actor.find")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, ChooseActor)


@checks("actor.merge")
async def _(pilot, key):
    screen = await actor_page(pilot)
    await press(pilot, key, "g", "u", "e", "l", "l", "enter", "enter")
    await settle(pilot)
    assert [actor.name for actor in screen.profile.page.merged] == [GUELL.name]


@checks("actor.split")
async def _(pilot, key):
    screen = await actor_page(pilot)
    await press(pilot, "end", key, "enter")
    await settle(pilot)
    assert screen.profile.page.actor.quotes == 0


@checks("actor.undo")
async def _(pilot, key):
    screen = await actor_page(pilot)
    await press(pilot, "end", "vertical_line", "enter")
    await settle(pilot)
    await press(pilot, key, "enter")
    await settle(pilot)
    assert screen.profile.page.actor.quotes == 3


@checks("find")
async def _(pilot, key):
    await press(pilot, key, "l", "o", "c", "k")
    assert len(pilot.app.screen.view.hits) == 4


@checks("find.next")
async def _(pilot, key):
    await press(pilot, "slash", "l", "o", "c", "k", "enter", key)
    view = pilot.app.screen.view
    assert view.current_hit == view.hits[1]


@checks("find.previous")
async def _(pilot, key):
    await press(pilot, "slash", "l", "o", "c", "k", "enter", key)
    view = pilot.app.screen.view
    assert view.current_hit == view.hits[-1]


@checks("sidebar")
async def _(pilot, key):
    await press(pilot, key)
    assert not pilot.app.screen.sidebar.display
    await press(pilot, key)
    assert pilot.app.screen.sidebar.display


@checks("inspector")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen.query_one("#inspector").display
    await press(pilot, key)
    assert not pilot.app.screen.query_one("#inspector").display


@checks("measure.wider")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen.view.measure == 76


@checks("measure.narrower")
async def _(pilot, key):
    await press(pilot, *[key] * 12)
    assert pilot.app.screen.view.measure == 40


@checks("measure.default")
async def _(pilot, key):
    await press(pilot, "plus", "plus", key)
    assert pilot.app.screen.view.measure == 72


@checks("highlights")
async def _(pilot, key):
    seen = []
    for _ in Highlights:
        await press(pilot, key)
        seen.append(pilot.app.screen.view.highlights)
        assert bool(pilot.app.screen.status.mode) is (seen[-1] is not Highlights.ALL)
    assert set(seen) == set(Highlights)
    assert seen[-1] is Highlights.ALL


@checks("theme")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.theme == LIGHT.name
    await press(pilot, key)
    assert pilot.app.theme == DARK.name


@checks("browser")
async def _(pilot, key):
    await press(pilot, key)
    assert OPENED == ["https://havenbode.example/lock"]


@checks("links")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen is pilot.app.screen_stack[0], "the example has no links; see test_links"


@checks("feeds.fetch")
async def _(pilot, key):
    await press(pilot, key)
    while pilot.app.feed_fetch is not None:
        await pilot.pause(0.02)
    assert "No feeds are followed" in [told.message for told in pilot.app._notifications][-1]


@checks("help")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, HelpScreen)
    await press(pilot, "q")
    assert isinstance(pilot.app.screen, ReaderScreen)


@checks("palette")
async def _(pilot, key):
    await press(pilot, key)
    assert pilot.app.screen.has_class("--textual-command-palette")


@checks("library")
async def _(pilot, key):
    await press(pilot, key)
    assert isinstance(pilot.app.screen, LibraryScreen)
    await press(pilot, "q")
    assert isinstance(pilot.app.screen, ReaderScreen)


@checks("library.add")
async def _(pilot, key):
    await press(pilot, key)
    entry = pilot.app.screen.entry
    assert entry is not None and entry.title == ARTICLE.metadata.title
    library = await pilot.app.library_access.library()
    assert library.reading(entry.id).analysis.quotes == QUOTES


@checks("library.star")
async def _(pilot, key):
    await press(pilot, key)
    assert "not in the library: A keeps it" in next(iter(pilot.app._notifications)).message
    await press(pilot, "A", key)
    library = await pilot.app.library_access.library()
    assert library.entry(pilot.app.screen.entry.id).starred


@checks("library.read")
async def _(pilot, key):
    await press(pilot, "A", key)
    library = await pilot.app.library_access.library()
    assert library.entry(pilot.app.screen.entry.id).read
    await press(pilot, key)
    assert not library.entry(pilot.app.screen.entry.id).read


@checks("library.tag")
async def _(pilot, key):
    await press(pilot, "A", key, "g", "7", "enter")
    library = await pilot.app.library_access.library()
    assert library.entry(pilot.app.screen.entry.id).tags == ("g7",)


@checks("back")
async def _(pilot, key):
    await press(pilot, "question_mark", key)
    assert isinstance(pilot.app.screen, ReaderScreen)
    await press(pilot, key)
    assert not pilot.app.is_running or pilot.app._exit
    assert pilot.app.return_code == 0


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


def test_every_action_has_a_check() -> None:
    elsewhere = {action.id for action in ACTIONS if action.scopes == (Scope.LIBRARY,)}
    assert CHECKS.keys() == {action.id for action in ACTIONS} - elsewhere


KEYS = [
    (action.id, key.strip()) for action in ACTIONS if action.id in CHECKS for key in action.keys.split(",")
]


@pytest.mark.parametrize(("id", "key"), KEYS, ids=[f"{id}-{key}" for id, key in KEYS])
async def test_key(id, key, app) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await CHECKS[id](pilot, key)


@pytest.mark.parametrize("scope", [Scope.SEARCH, Scope.HELP])
async def test_moving_keys_move_in_every_screen(scope, app) -> None:
    opening = {Scope.SEARCH: "quotation_mark", Scope.HELP: "question_mark"}[scope]
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, opening)
        screen = pilot.app.screen
        scrolled = screen.results if scope is Scope.SEARCH else screen.query_one("#help")
        await press(pilot, "pagedown", "down", "pagedown")
        assert scrolled.scroll_offset.y > 0
        await press(pilot, "pageup", "pageup", "pageup", "up")
        assert scrolled.scroll_offset.y == 0


async def test_no_key_breaks_a_reader_without_an_article(monkeypatch) -> None:
    import threading

    release = threading.Event()

    def load():
        release.wait(10)
        return ARTICLE

    app = ReaderApp(load)
    async with app.run_test(size=SMALL) as pilot:
        for action in ACTIONS:
            if action.id not in (
                "back",
                "quit",
                "interrupt",
                "palette",
                "help",
                "library",
                "actor.find",
                "notes",
                "notes",
            ):
                await pilot.press(action.keys.split(",")[0])
        assert app.screen.article is None
        release.set()
        await settle(pilot)
        assert app.screen.article is ARTICLE
        assert app.screen.reading is not None


async def test_no_key_breaks_an_article_where_nobody_speaks(monkeypatch) -> None:
    import reader.analysis
    from reader.reading import Analysis

    monkeypatch.setattr(reader.analysis, "analyse_article", lambda article: Analysis())
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for action in ACTIONS:
            if action.id not in ("back", "quit", "interrupt"):
                await press(pilot, action.keys.split(",")[0])
                if not isinstance(app.screen, ReaderScreen):
                    await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)


def test_the_example_has_what_these_tests_need() -> None:
    assert QUOTES[1].speaker == VERBEEK
    assert len(ARTICLE.sections) == 4
