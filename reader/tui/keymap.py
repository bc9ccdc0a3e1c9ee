"""The keys that a user gives to actions: read, checked, and clashes settled and told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.keys import Keys, _character_to_key, key_to_character

from reader.formats.errors import FormatError, quoted
from reader.settings.kinds import nearest, quoted_text
from reader.translation import _
from reader.tui.commands import ACTIONS, EVERYWHERE, UNBOUND, Action, Scope, key_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.settings.kinds import KeysOf

_MODIFIERS = ("ctrl", "alt", "shift", "super")
_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
_NAMED = frozenset(key.value for key in Keys if "+" not in key.value and not key.value.startswith("<"))
_NAMED |= {_character_to_key(character) for character in map(chr, range(0x20, 0x7F))}


def key_from(written: str) -> str | None:
    """The Textual name of a key as a person writes it: `.`, `Ctrl+P`, `PgDn`, `full_stop`; else None."""
    *modifiers, last = written.split("+") if written != "+" else ["+"]
    if not last and modifiers and modifiers[-1] == "":  # ctrl++
        modifiers, last = modifiers[:-1], "+"
    modifiers = [modifier.strip().lower() for modifier in modifiers]
    if any(modifier not in _MODIFIERS for modifier in modifiers) or len(set(modifiers)) != len(modifiers):
        return None
    last = _OTHER_NAMES.get(last.lower(), last)
    if len(last) == 1:
        if not last.isprintable():
            return None
        if modifiers == ["shift"] and last.isalpha():
            return last.upper()
        name = last.lower() if modifiers and last.isalpha() else _character_to_key(last)
    elif last.lower() in _NAMED:
        name = last.lower()
    else:
        return None
    return "+".join([*sorted(modifiers, key=_MODIFIERS.index), name])


@dataclass(frozen=True, slots=True)
class Keymap:
    """For each action with other keys than its own, those keys: Textual names, separated by commas."""

    keys: dict[str, str] = field(default_factory=dict)
    problems: tuple[FormatError, ...] = ()


def keymap_of(wanted: Iterable[KeysOf], source: str) -> Keymap:
    """What the user wants, as Textual takes it; `source` is the file that problems name.

    A key belongs to the action whose line comes first, and to the user's choice before a default.
    """
    return _Mapper(source).map(wanted)


class _Mapper:
    def __init__(self, source: str) -> None:
        self._source = source
        self._problems: list[FormatError] = []
        self._actions = {action.id: action for action in ACTIONS}

    def map(self, wanted: Iterable[KeysOf]) -> Keymap:
        given: dict[str, list[str]] = {}
        lines: dict[str, int] = {}
        for one in wanted:
            action = self._actions.get(one.action)
            if action is None:
                meant = nearest(one.action, tuple(self._actions))
                advice = (
                    _("perhaps {word} is meant").format(word=meant) if meant else _("see the help screen")
                )
                told = _("there is no action {name}").format(name=quoted(one.action))
                self._tell(told, one.line, advice)
                continue
            keys = self._keys(action, one)
            if keys is not None:
                given[action.id], lines[action.id] = keys, one.line
        self._settle(given, lines)
        final = {action: ",".join(keys) if keys else UNBOUND for action, keys in given.items()}
        return Keymap(final, tuple(self._problems))

    def _keys(self, action: Action, one: KeysOf) -> list[str] | None:
        """The keys written for an action; None where none of them is a key, so that it keeps its own."""
        keys: list[str] = []
        for written in one.keys:
            key = key_from(written)
            if key is None:
                advice = _("write it as in {example}").format(example='".", n, N, ctrl+n, f5, pagedown')
                self._tell(
                    _("{found} is not a key").format(found=quoted(written)), one.line, advice, action.id
                )
            elif action.id in EVERYWHERE and key_to_character(key) is not None:
                told = _("{key} is typed in fields, and this action works there too").format(
                    key=key_name(key)
                )
                self._tell(
                    told, one.line, _("take one such as {example}").format(example="ctrl+k"), action.id
                )
            elif key not in keys:
                keys.append(key)
        return keys if keys or not one.keys else None

    def _settle(self, given: dict[str, list[str]], lines: dict[str, int]) -> None:
        """Leave each key with one action wherever two of them meet."""
        order = list(given)
        for place, winner in enumerate(order):
            for key in given[winner]:
                for loser in self._actions:
                    if loser == winner or loser in order[:place]:
                        continue
                    own = given.get(loser, _default_keys(self._actions[loser]))
                    if key in own and _meet(self._actions[winner], self._actions[loser]):
                        left = [other for other in own if other != key]
                        self._tell_clash(key, winner, loser, left, lines)
                        given[loser] = left

    def _tell_clash(self, key: str, winner: str, loser: str, left: list[str], lines: dict[str, int]) -> None:
        told = _("{key} is the key of both {winner} and {loser}; here it does {winner}").format(
            key=key_name(key), winner=winner, loser=loser
        )
        settled = f"{loser}: [{', '.join(map(quoted_text, map(_written, left)))}]"
        advice = _("write other keys for {loser}, or {settled}").format(loser=loser, settled=settled)
        self._tell(told, lines.get(loser, lines[winner]), advice)

    def _tell(self, problem: str, line: int, advice: str, action: str = "") -> None:
        key = f"keys.{action}" if action else "keys"
        self._problems.append(FormatError(problem, source=self._source, line=line, key=key, advice=advice))


def _default_keys(action: Action) -> list[str]:
    return [key.strip() for key in action.keys.split(",")]


def _meet(one: Action, other: Action) -> bool:
    """Whether there is a screen where the keys of both work."""
    everywhere = Scope.APP in one.scopes or Scope.APP in other.scopes
    return everywhere or bool(set(one.scopes) & set(other.scopes))


def _written(key: str) -> str:
    """A Textual name of a key as a person would write it in the settings."""
    character = key_to_character(key)
    return character if character is not None and character != " " else key
