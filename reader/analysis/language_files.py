"""The files of `languages/`: which languages there are, and what their keys hold.

A language is `XX.yaml`; `XX.names.yaml` and `XX.countries.yaml` may stand beside it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LanguageError", "read_keys", "read_text", "section", "supported_languages", "texts", "words_of"]

DIRECTORY = files(__package__) / "languages"
LANGUAGE = re.compile(r"([a-z]{2,3})\.yaml")
"""The name of a language's own file: its ISO 639 code and the extension."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LanguageError(ValueError):
    """A language file that does not fit the schema; the message names file and key."""


@cache
def supported_languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, in alphabetical order."""
    names = (LANGUAGE.fullmatch(entry.name) for entry in DIRECTORY.iterdir())
    return tuple(sorted(name[1] for name in names if name))


def read_text(name: str) -> str | None:
    """The text of the file `name`; None where there is none."""
    file = DIRECTORY / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


def read_keys(source: str, name: str) -> dict[str, object]:
    """The keys and values of the YAML text `source`; raises `LanguageError` naming `name`."""
    try:
        data = yaml.load(source, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        raise LanguageError(f"{name}: {line}no YAML ({getattr(error, 'problem', None) or error})") from None
    if not isinstance(data, dict):
        raise LanguageError(f"{name}: not a list of keys")
    return cast("dict[str, object]", data)


def section(source: str, key: str) -> str | None:
    """The lines of `source` that hold its `key`, so that one key can be read without all the others."""
    found = re.search(rf"^{key}:.*\n(?:(?:[ #].*)?\n)*", f"{source}\n", re.MULTILINE)
    return found.group() if found else None


def texts(data: object, allowed: Iterable[str], name: str) -> dict[str, str]:
    """`data` as one text a key of `allowed`, an empty one for each that it lacks.

    Raises `LanguageError` that names `name` for another key or for what is no text.
    """
    if not isinstance(data, dict):
        raise LanguageError(f"{name}: not a list of keys")
    found = dict.fromkeys(allowed, "")
    for key, value in data.items():
        if key not in found:
            raise LanguageError(f"{name}: unknown key {key!r}")
        if not isinstance(value, str):
            raise LanguageError(f"{name}: {key} is no text")
        found[key] = value
    return found


def words_of(value: str) -> frozenset[str]:
    """The words of a text that are parted by white space."""
    return frozenset(value.split())
