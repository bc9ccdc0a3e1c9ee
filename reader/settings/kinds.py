"""What a setting may hold: each kind reads a YAML value, says what it allows, and writes it again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.translation import _

if TYPE_CHECKING:
    from reader.formats.yaml_node import YamlNode

_PLAIN = re.compile(r"[A-Za-z/~][\w./~-]*\Z", re.ASCII)


class Misfit(ValueError):
    """A value that its kind does not allow: the `node` at fault, and the nearest word that would do."""

    def __init__(self, node: YamlNode, nearest: str = "") -> None:
        super().__init__()
        self.node = node
        self.nearest = nearest


class Kind(Protocol):
    """What one setting may hold."""

    @property
    def allowed(self) -> str:
        """What may be written, for help and errors."""

    def read(self, node: YamlNode) -> object:
        """The value written at `node`. Raises `Misfit`."""

    def written(self, value: object) -> str:
        """`value` as YAML on one line."""


class Switch:
    """On or off."""

    @property
    def allowed(self) -> str:
        """Two words."""
        return _("true or false")

    def read(self, node: YamlNode) -> bool:
        """Only YAML's own two words count."""
        if not isinstance(node.value, bool):
            raise Misfit(node)
        return node.value

    def written(self, value: object) -> str:
        """As YAML writes it."""
        return "true" if value else "false"


class WholeNumber(NamedTuple):
    """A whole number within bounds, both included."""

    least: int
    most: int

    @property
    def allowed(self) -> str:
        """The bounds."""
        return _("a whole number from {least} to {most}").format(least=self.least, most=self.most)

    def read(self, node: YamlNode) -> int:
        """A number without a point or quotation marks."""
        value = node.value
        if not isinstance(value, int) or isinstance(value, bool) or not self.least <= value <= self.most:
            raise Misfit(node)
        return value

    def written(self, value: object) -> str:
        """Its digits."""
        return str(value)


class OneOf(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """The words."""
        return ", ".join(self.words)

    def read(self, node: YamlNode) -> str:
        """A word of them."""
        if node.value not in self.words:
            raise Misfit(node, nearest(node.written or "", self.words))
        return str(node.value)

    def written(self, value: object) -> str:
        """The word."""
        return quoted_text(str(value))


class Name(NamedTuple):
    """A name of something that is looked up later, such as a theme; `what` says of what."""

    what: str

    @property
    def allowed(self) -> str:
        """What it names."""
        return self.what

    def read(self, node: YamlNode) -> str:
        """A text of one line."""
        from reader.formats.cleaning import clean_line

        name = clean_line(node.written or "") if isinstance(node.value, str) else ""
        if not name:
            raise Misfit(node)
        return name

    def written(self, value: object) -> str:
        """The name."""
        return quoted_text(str(value))


class File:
    """A path from the root or the home directory, or none."""

    @property
    def allowed(self) -> str:
        """A path, and how it begins."""
        return _("a path that begins with / or ~")

    def read(self, node: YamlNode) -> Path | None:
        """A whole path: where the program was started must not matter."""
        if node.value is None:
            return None
        if not isinstance(node.value, str) or "\0" in node.value:
            raise Misfit(node)
        try:
            path = Path(node.value).expanduser()
        except RuntimeError:  # nobody of that name has a home directory
            raise Misfit(node) from None
        if not path.is_absolute():
            raise Misfit(node)
        return path

    def written(self, value: object) -> str:
        """The path."""
        return quoted_text(str(value)) if value is not None else ""


class Arguments:
    """A command with its arguments, which never passes a shell; none at all means the usual one."""

    @property
    def allowed(self) -> str:
        """What a list of words looks like."""
        return _("a list of a command and its arguments, such as {example}").format(
            example="[firefox, --new-window]"
        )

    def read(self, node: YamlNode) -> tuple[str, ...]:
        """Each item as it was written; a single word is a command without arguments."""
        if node.value is None:
            return ()
        if isinstance(node.value, str) and node.value and not any(map(str.isspace, node.value)):
            return (node.value,)
        if not node.items:
            raise Misfit(node)
        return tuple(map(_text_of, node.items))

    def written(self, value: object) -> str:
        """As a list on one line."""
        assert isinstance(value, tuple)
        return f"[{', '.join(map(quoted_text, value))}]" if value else ""


class Keys:
    """Other keys for actions: the id of an action, and its keys."""

    @property
    def allowed(self) -> str:
        """What an entry looks like."""
        return _("an action and its keys, such as {example}").format(example='quote.next: [".", ctrl+n]')

    def read(self, node: YamlNode) -> tuple[KeysOf, ...]:
        """Each action with the keys written for it; whether both exist is known where actions are."""
        if node.value is None:
            return ()
        if not isinstance(node.value, dict):
            raise Misfit(node)
        return tuple(KeysOf(action, self._keys(entry), entry.line) for action, entry in node.entries.items())

    @staticmethod
    def _keys(node: YamlNode) -> tuple[str, ...]:
        if isinstance(node.value, list):
            keys = tuple(map(_text_of, node.items))
        elif node.written is not None and node.value is not None:
            keys = (node.written,)
        else:
            raise Misfit(node)
        if not all(keys):
            raise Misfit(node)
        return keys

    def written(self, value: object) -> str:
        """As a mapping on one line."""
        assert isinstance(value, tuple)
        entries = (f"{one.action}: [{', '.join(map(quoted_text, one.keys))}]" for one in value)
        return f"{{{', '.join(entries)}}}" if value else ""


class KeysOf(NamedTuple):
    """The keys that the user wrote for an action, on `line` of the settings; none take its keys away."""

    action: str
    keys: tuple[str, ...]
    line: int


def _text_of(node: YamlNode) -> str:
    if node.written is None:
        raise Misfit(node)
    return node.written


def quoted_text(text: str) -> str:
    """A text as YAML on one line, in quotation marks where YAML would read something else without."""
    import json

    from reader.formats.yaml_node import plain_scalar

    if _PLAIN.match(text) and isinstance(plain_scalar(text), str):
        return text
    return json.dumps(text, ensure_ascii=False)


def nearest(word: str, words: tuple[str, ...]) -> str:
    """The one of `words` that was probably meant, or nothing."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), words, n=1, cutoff=0.6)), "")
