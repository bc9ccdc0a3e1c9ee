"""The registry of actions: everything that is shown about keys comes from it."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from rich.console import Console
from textual.binding import Binding
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from reader.tui.app import ReaderApp
from reader.tui.commands import ACTIONS, Scope, bindings, key_name, keys_of
from reader.tui.screens.actor import ActorScreen
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.choose_actor import ChooseActor
from reader.tui.screens.help import HelpScreen, KeyTable
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.note import NoteDialog
from reader.tui.screens.question import Question
from reader.tui.screens.quote_search import QuoteSearch
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.verify import VerifyScreen
from reader.tui.widgets.status_line import StatusLine
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import GUELL

SCREENS = {
    Scope.APP: ReaderApp,
    Scope.READER: ReaderScreen,
    Scope.SEARCH: QuoteSearch,
    Scope.HELP: HelpScreen,
    Scope.ACTOR: ActorScreen,
    Scope.CHOICE: ChooseActor,
    Scope.QUESTION: Question,
    Scope.LIBRARY: LibraryScreen,
    Scope.VERIFY: VerifyScreen,
    Scope.NOTES: AnnotationsScreen,
    Scope.NOTE: NoteDialog,
}

PROMISED = {
    "j k down up space b pagedown pageup g G home end": "moving",
    "right_square_bracket left_square_bracket right_curly_bracket left_curly_bracket": "parts",
    "full_stop comma quotation_mark at enter y": "quotes",
    "slash n N": "finding",
    "s i plus minus equals_sign t h": "view",
    "o question_mark ctrl+p q escape": "program",
}


def test_ids_are_unique() -> None:
    assert max(Counter(action.id for action in ACTIONS).values()) == 1


@pytest.mark.parametrize("scope", Scope)
def test_no_key_means_two_things_in_one_place(scope) -> None:
    here = [action for action in ACTIONS if scope in action.scopes or Scope.APP in action.scopes]
    keys = Counter(key.strip() for action in here for key in action.keys.split(","))
    assert max(keys.values()) == 1, keys.most_common(2)


@pytest.mark.parametrize("keys", PROMISED, ids=PROMISED.values())
def test_every_promised_key_is_there(keys) -> None:
    bound = {key.strip() for action in ACTIONS for key in action.keys.split(",")}
    assert set(keys.split()) <= bound


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_carried_out_by_something(action) -> None:
    name = action.handler.partition("(")[0]
    for scope in action.scopes:
        target = SCREENS[scope] if not name.startswith("app.") else ReaderApp
        assert callable(getattr(target, f"action_{name.removeprefix('app.')}", None)), (scope, name)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_says_what_it_does(action) -> None:
    assert action.title
    assert action.help
    assert not action.help.endswith(".")


@pytest.mark.parametrize("scope", Scope)
def test_bindings_carry_the_stable_id(scope) -> None:
    for binding in bindings(scope):
        assert isinstance(binding, Binding)
        assert binding.id in {action.id for action in ACTIONS if scope in action.scopes}


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("full_stop", "."),
        ("quotation_mark", '"'),
        ("ctrl+p", "Ctrl+P"),
        ("space", "Space"),
        ("down", "↓"),
        ("G", "G"),
        ("plus", "+"),
        ("+", "+"),
    ],
)
def test_keys_are_shown_as_people_read_them(key, shown) -> None:
    assert key_name(key) == shown


def hints(app: ReaderApp) -> str:
    return str(app.screen.query_one(StatusLine).render())


def help_shown(app) -> str:
    console = Console(width=60, file=StringIO(), color_system=None)
    for table in app.screen.query(KeyTable):
        console.print(table.render())
    return console.file.getvalue()


async def test_a_user_can_rebind_an_action_and_is_told_the_new_key(app) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert ". next quote" in hints(app)
        app.set_keymap({"quote.next": "x,f2"})
        await press(pilot, "full_stop")
        assert app.screen.view.quote is None
        await press(pilot, "x")
        assert app.screen.view.quote is not None
        assert "x next quote" in hints(app)
        await press(pilot, "question_mark")
        help_text = help_shown(app)
        assert "x  F2" in help_text.replace("f2", "F2")


async def test_the_help_names_every_action_and_every_key(app) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = help_shown(app)
    for action in ACTIONS:
        assert action.title in text
        for key in keys_of(action, {}):
            assert key in text


async def test_the_palette_offers_every_action_of_the_screen_but_itself(app) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await pilot.pause(0.3)
        options = app.screen.query_one(OptionList)
        shown = [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]
    for action in ACTIONS:
        is_here = action.id != "palette" and {Scope.READER, Scope.APP} & {*action.scopes}
        assert bool(is_here) is any(text.startswith(action.title + "\n") for text in shown), action.id


async def test_the_palette_runs_an_action(app) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        reader = app.screen
        await press(pilot, "ctrl+p")
        await type_text(pilot, "next quote")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await pilot.pause(0.3)
        assert app.screen is reader
        assert reader.view.quote is not None


async def test_the_palette_finds_an_actor_without_its_accents(app) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        reader = app.screen
        await press(pilot, "ctrl+p")
        await type_text(pilot, "tomas guell")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        await pilot.pause(0.3)
        assert reader.view.actor == GUELL


async def test_brackets_typed_in_the_palette_are_only_brackets(app) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        app.screen.query_one(Input).value = "[bold]next [/nothing]"
        await pilot.pause(0.5)
        assert isinstance(app.screen, CommandPalette)
        await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)
