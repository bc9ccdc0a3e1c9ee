"""Metadata -> the YAML of front matter, which reads as just that metadata."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING

from reader.article import ActorKind
from reader.formats.yaml_node import plain_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from reader.article import Actor, Metadata

_PLAIN = re.compile(r"[^\W\d_][\w.,/'!()-]*(?:[ :][\w.,/'!()-]+)*\Z")
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}(?:e[-+]?[0-9]{1,3})?\Z")
# A spelling that the reader takes for the key on the right, unless that key is there too.
_OTHER_SPELLINGS = {"author": "authors", "date": "published", "lang": "language"}


def front_matter(metadata: Metadata) -> str:
    """The YAML with the lines around it, or nothing where nothing is known."""
    lines = list(_lines(metadata))
    return "".join(f"{line}\n" for line in ("---", *lines, "---")) if lines else ""


def _lines(metadata: Metadata) -> Iterator[str]:
    known: dict[str, str | None] = {
        "title": _text(metadata.title),
        "outlet": _text(metadata.outlet),
        "authors": _list(metadata.authors),
        "published": _moment(metadata.published),
        "language": _text(metadata.language),
        "url": _text(metadata.url),
        "topic": _text(metadata.topic),
        "tags": _list(metadata.tags),
    }
    shadowed = {_OTHER_SPELLINGS[key] for key in metadata.extra if key in _OTHER_SPELLINGS}
    for key, written in known.items():
        if written is not None or key in shadowed:
            yield f"{key}: {written if written is not None else 'null'}"
    if metadata.actors:
        yield "actors:"
        for actor in metadata.actors:
            yield from _actor(actor)
    for key, value in metadata.extra.items():
        yield f"{_key(key)}: {_value(value)}"


def _actor(actor: Actor) -> Iterator[str]:
    yield f"  - name: {_text(actor.name)}"
    if actor.kind is not ActorKind.PERSON:
        yield f"    kind: {actor.kind}"
    if actor.role:
        yield f"    role: {_text(actor.role)}"
    if actor.aliases:
        yield f"    aliases: {_list(actor.aliases)}"


def _text(text: str | None) -> str | None:
    """A text, in quotation marks where YAML would take it for something else; a string of JSON is YAML."""
    if text is None:
        return None
    is_plain = _PLAIN.match(text) is not None and plain_scalar(text) is text
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _list(texts: tuple[str, ...]) -> str | None:
    return f"[{', '.join(json.dumps(text, ensure_ascii=False) for text in texts)}]" if texts else None


def _moment(moment: date | None) -> str | None:
    if isinstance(moment, datetime):
        return json.dumps(moment.isoformat())
    return moment.isoformat() if moment is not None else None


def _key(key: str) -> str:
    return str(_text(key))


def _value(value: object) -> str:
    """A value in the flow style of YAML, which for all but some numbers is JSON."""
    match value:
        case dict():
            return _mapping(value)
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case float():
            written = repr(value)
            return written if _PLAIN_NUMBER.match(written) else f"{value:.16e}"
        case _:
            return json.dumps(value, ensure_ascii=False, default=str)


def _mapping(mapping: Mapping[object, object]) -> str:
    pairs = (f"{json.dumps(str(key), ensure_ascii=False)}: {_value(value)}" for key, value in mapping.items())
    return f"{{{', '.join(pairs)}}}"
