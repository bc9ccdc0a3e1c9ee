"""Every action can have other keys; a key that two actions would have goes to one, and that is told."""

from __future__ import annotations

import pytest

from reader.settings import Loaded
from reader.settings.kinds import KeysOf
from reader.settings.schema import Settings
from reader.tui.app import ReaderApp
from reader.tui.commands import ACTIONS, EVERYWHERE, UNBOUND
from reader.tui.keymap import key_from, keymap_of
from tests.tui.conftest import press, settle, type_text
from tests.tui.example import ARTICLE
from tests.tui.test_keys import CHECKS, SMALL

# Nothing is bound to it, and fields do not take it.
FREE = "ctrl+g"


def keys_of(**keys: str | list[str]) -> tuple[KeysOf, ...]:
    """Keys for actions, written on lines 1, 2, …; `__` stands for the dot in an id."""
    return tuple(
        KeysOf(action.replace("__", "."), (written,) if isinstance(written, str) else tuple(written), line)
        for line, (action, written) in enumerate(keys.items(), 1)
    )


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (".", "full_stop"),
        ("full_stop", "full_stop"),
        ("+", "plus"),
        (",", "comma"),
        ("Ctrl+P", "ctrl+p"),
        ("ctrl++", "ctrl+plus"),
        ("shift+n", "N"),
        ("N", "N"),
        ("é", "é"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("F5", "f5"),
        ("→", "right"),
        ("shift+tab", "shift+tab"),
        ("alt+ctrl+x", "ctrl+alt+x"),
        ("", None),
        ("frob", None),
        ("hyper+x", None),
        ("ctrl+ctrl+x", None),
        ("\x1b", None),
        ("ctrl+", None),
    ],
)
def test_keys_as_a_person_writes_them(written, key) -> None:
    assert key_from(written) == key


def test_the_default_keys_are_keys() -> None:
    for action in ACTIONS:
        for key in action.keys.split(","):
            assert key_from(key.strip()) == key.strip()


def test_what_is_wrong_is_told_and_the_defaults_stay() -> None:
    keymap = keymap_of(keys_of(qoute__next="x", find="frob", palette="p", help=["f1", "frob"]), "s.yaml")
    assert [str(problem).split(";")[0] for problem in keymap.problems] == [
        's.yaml: line 1, keys: there is no action "qoute.next"',
        's.yaml: line 2, keys.find: "frob" is not a key',
        "s.yaml: line 3, keys.palette: p is typed in fields, and this action works there too",
        's.yaml: line 4, keys.help: "frob" is not a key',
    ]
    assert "perhaps quote.next is meant" in str(keymap.problems[0])
    assert keymap.keys == {"help": "f1"}


def test_a_clash_with_a_default_is_told_and_the_user_wins() -> None:
    keymap = keymap_of(keys_of(quote__next="j"), "s.yaml")
    assert keymap.keys == {"quote.next": "j", "line.next": "down"}
    assert [str(problem) for problem in keymap.problems] == [
        "s.yaml: line 1, keys: j is the key of both quote.next and line.next; here it does quote.next; "
        "write other keys for line.next, or line.next: [down]"
    ]


def test_what_the_advice_says_settles_it() -> None:
    assert not keymap_of(keys_of(quote__next="j", line__next="down"), "s.yaml").problems


def test_of_two_choices_the_first_in_the_file_wins() -> None:
    keymap = keymap_of(keys_of(find=["x", "y"], copy="x"), "s.yaml")
    assert keymap.keys == {"find": "x,y", "copy": UNBOUND}
    assert str(keymap.problems[0]).startswith("s.yaml: line 2, keys: x is the key of both find and copy")


def test_keys_that_change_places_do_not_clash() -> None:
    keymap = keymap_of(keys_of(quote__next="comma", quote__previous="full_stop"), "s.yaml")
    assert not keymap.problems


def test_an_action_that_works_everywhere_clashes_with_every_screen() -> None:
    assert keymap_of(keys_of(theme="/"), "s.yaml").keys["find"] == UNBOUND


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
async def test_every_action_can_have_another_key(action) -> None:
    app = ReaderApp(ARTICLE, settings=Loaded(Settings(keys=(KeysOf(action.id, (FREE,), 1),))))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        if action.id in CHECKS:
            await CHECKS[action.id](pilot, FREE)
        else:
            await press(pilot, "l")
            assert app.screen.active_bindings[FREE].binding.id == action.id


@pytest.mark.parametrize("action", [action for action in ACTIONS if action.id not in EVERYWHERE][:12:4])
async def test_a_key_that_is_typed_does_not_act_in_a_field(action) -> None:
    app = ReaderApp(ARTICLE, settings=Loaded(Settings(keys=(KeysOf(action.id, ("x",), 1),))))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "xx")
        assert app.focused.value == "xx"


async def test_keys_that_change_places_do_each_others_work() -> None:
    keys = keys_of(quote__next=",", quote__previous=".")
    app = ReaderApp(ARTICLE, settings=Loaded(Settings(keys=keys)))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "comma", "comma")
        assert app.screen.view.quote is app.screen.reading.analysis.quotes[1]
        await press(pilot, "full_stop")
        assert app.screen.view.quote is app.screen.reading.analysis.quotes[0]


async def test_an_action_without_keys_has_none_and_sentences_name_it() -> None:
    app = ReaderApp(ARTICLE, settings=Loaded(Settings(keys=(KeysOf("quote.next", (), 1),))))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop")
        assert app.screen.view.quote is None
        await press(pilot, "y")
        assert "No quote is in hand: Next quote takes" in "".join(
            str(toast.message) for toast in app._notifications
        )
