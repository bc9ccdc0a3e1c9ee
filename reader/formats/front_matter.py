"""Front matter: the YAML between `---` lines above an article -> its metadata."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.article import Actor, ActorKind, Metadata
from reader.formats.cleaning import clean_line
from reader.formats.errors import FormatError, quoted
from reader.formats.yaml_node import read_plain_lines
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.formats.yaml_node import YamlNode

FIRST_LINE = 2
"""The line of a file on which its front matter begins: the first holds the `---`."""

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"[\w\"' -]+:(?:\s|\Z)")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*\Z", re.IGNORECASE)
_OTHER_SPELLINGS = {"author": "authors", "date": "published", "lang": "language"}


class SplitText(NamedTuple):
    """A text in two: the YAML of its front matter (None when it has none) and its body."""

    front_matter: str | None
    body: str


def split_front_matter(text: str, source: str, *, certain: bool) -> SplitText:
    """Part a cleaned text from its front matter.

    When it is not `certain` that the file may have front matter, as in plain text, what stands
    between the `---` lines must begin with a key. Raises `FormatError` when it is never closed.
    """
    opening, _newline, rest = text.partition("\n")
    if opening.rstrip(" \t") != "---":
        return SplitText(None, text)
    begins_with_key = _KEY_LINE.match(rest) is not None
    if not begins_with_key and not certain:
        return SplitText(None, text)
    closing = _FENCE.search(rest)
    if closing is None:
        if not begins_with_key:
            return SplitText(None, text)
        raise FormatError(
            _("the front matter has no end"),
            source=source,
            line=1,
            advice=_("close it with a line of three hyphens"),
        )
    return SplitText(rest[: closing.start()], rest[closing.end() :].removeprefix("\n"))


def read_front_matter(text: str, source: str) -> Metadata:
    """The metadata that the YAML `text` gives; every key may be missing, unknown ones are kept in `extra`.

    Raises `FormatError` that names line and key when a value is not of its key's kind.
    """
    root = read_plain_lines(text, first_line=FIRST_LINE)
    if root is None:
        from reader.formats.yaml_door import load_yaml

        root = load_yaml(text, source, first_line=FIRST_LINE)
    if root.value is None:
        return Metadata()
    if not isinstance(root.value, dict):
        raise FormatError(
            _("the front matter has no keys"),
            source=source,
            line=root.line,
            advice=_("write each as a key and a value, such as {example}").format(example="title: …"),
        )
    known: dict[str, Any] = {}  # `_KEYS` gives each value the type of its field
    extra: dict[str, object] = {}
    for written_key, node in root.entries.items():
        key = _OTHER_SPELLINGS.get(written_key, written_key)
        if key not in _KEYS or (key != written_key and key in root.entries):
            extra[clean_line(written_key)] = node.value
        elif node.value is not None:
            known[key] = _KEYS[key](_Place(source, written_key), node)
    return Metadata(**known, extra=extra)


class _Place(NamedTuple):
    """Where a value stands, for an error about it."""

    source: str
    key: str

    def inside(self, key: str | int) -> _Place:
        return _Place(self.source, f"{self.key}[{key}]" if isinstance(key, int) else f"{self.key}.{key}")

    def error(self, node: YamlNode, problem: str, advice: str = "") -> FormatError:
        return FormatError(problem, source=self.source, line=node.line, key=self.key, advice=advice)

    def wrong(self, node: YamlNode, wanted: str) -> FormatError:
        """The error for a value of another kind than `wanted`."""
        if node.written is not None:
            found = quoted(node.written)
        else:
            found = _("a list") if isinstance(node.value, list) else _("a mapping of keys and values")
        return self.error(node, _("{wanted} is needed here, not {found}").format(wanted=wanted, found=found))


def _text(place: _Place, node: YamlNode) -> str | None:
    """A text; a number or a truth value is the text that was written: a title may be `1984`."""
    if node.written is None:
        raise place.wrong(node, _("a text"))
    return clean_line(node.written) or None


def _texts(place: _Place, node: YamlNode) -> tuple[str, ...]:
    """A list of texts; one text is a list of one."""
    if node.written is not None:
        text = _text(place, node)
        return (text,) if text else ()
    if not isinstance(node.value, list):
        raise place.wrong(node, _("a list of texts"))
    texts = (_text(place.inside(number), item) for number, item in enumerate(node.items, 1))
    return tuple(text for text in texts if text)


def _date(place: _Place, node: YamlNode) -> date | datetime:
    """A date, or a date and time in UTC; a time without a zone is taken to be in UTC."""
    wanted = _("a date such as {example}").format(example="2017-04-11")
    written = (node.written or "").strip()
    try:
        if len(written) <= len("2017-04-11"):
            return date.fromisoformat(written)
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise place.wrong(node, wanted) from None


def language_code(written: str) -> str | None:
    """The language in a code such as `nl`, `NL` or `nl-BE`; None when it is no code."""
    match = _LANGUAGE.match(written.strip())
    return match[1].lower() if match else None


def _language(place: _Place, node: YamlNode) -> str:
    code = language_code(node.written or "")
    if code is None:
        raise place.wrong(node, _("the code of a language, such as {example},").format(example="nl"))
    return code


def _url(place: _Place, node: YamlNode) -> str | None:
    url = _text(place, node)
    if url and not url.lower().startswith(("http://", "https://")):
        raise place.wrong(node, _("an address that begins with https:// or http://"))
    return url


def _actors(place: _Place, node: YamlNode) -> tuple[Actor, ...]:
    """A list of actors, each a name or a mapping of name, kind, role and aliases."""
    if not isinstance(node.value, list):
        raise place.wrong(node, _("a list of actors"))
    actors: list[Actor] = []
    for number, item in enumerate(node.items, 1):
        actor = _actor(place.inside(number), item)
        if any((actor.name, actor.kind) == (other.name, other.kind) for other in actors):
            raise place.error(item, _("the actor {name} stands here twice").format(name=quoted(actor.name)))
        actors.append(actor)
    return tuple(actors)


def _actor(place: _Place, node: YamlNode) -> Actor:
    if node.written is not None:
        name, entries = _text(place, node), {}
    elif isinstance(node.value, dict):
        entries = dict(node.entries)
        name_node = entries.pop("name", node)
        name = _text(place.inside("name"), name_node) if name_node is not node else None
    else:
        raise place.wrong(node, _("the name of an actor"))
    if not name:
        raise place.error(node, _("an actor needs a name"))
    given: dict[str, Any] = {}  # `_ACTOR_KEYS` gives each value the type of its field
    for key, value in entries.items():
        if key not in _ACTOR_KEYS:
            raise place.error(
                value,
                _("an actor has no {key}").format(key=quoted(key)),
                _("write one of: {keys}").format(keys=", ".join(("name", *_ACTOR_KEYS))),
            )
        if value.value is not None:
            given[key] = _ACTOR_KEYS[key](place.inside(key), value)
    return Actor(name, **given)


def _kind(place: _Place, node: YamlNode) -> ActorKind:
    written = (node.written or "").strip().lower()
    if written not in set(ActorKind):
        raise place.wrong(node, _("one of {kinds}").format(kinds=", ".join(ActorKind)))
    return ActorKind(written)


_KEYS: dict[str, Callable[[_Place, YamlNode], object]] = {
    "title": _text,
    "outlet": _text,
    "authors": _texts,
    "published": _date,
    "language": _language,
    "url": _url,
    "topic": _text,
    "tags": _texts,
    "actors": _actors,
}
_ACTOR_KEYS: dict[str, Callable[[_Place, YamlNode], object]] = {
    "kind": _kind,
    "role": _text,
    "aliases": _texts,
}
