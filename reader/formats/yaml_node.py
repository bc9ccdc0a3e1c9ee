"""What YAML becomes here, and the front matter that needs no parser to be read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

LARGEST = 64 * 1024
"""How many bytes of YAML are read at most."""

_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
# A longer number is kept as text: it would lose digits, or take long to convert.
_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}(?:[eE][-+]?[0-9]{1,3})?\Z")
# A key, a colon and words that begin with a letter or digit and hold no sign that YAML knows.
_PLAIN_LINE = re.compile(r"([a-z_]{1,40}): ([^\W_][\w.,/'!()-]*(?:[ :][\w.,/'!()-]+)*)\n")
_LONGEST_PLAIN = 4096
"""How many characters are read without a parser at most, far below the cap on YAML."""


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A value in a YAML document, with the `line` (from 1) where it begins.

    `value` is plain Python: dict, list, str, int, float, bool or None. A mapping has `entries`, a
    list has `items`; `written` is a scalar as it was written (`1.10`, `no`), else None.
    """

    value: object
    line: int
    written: str | None = None
    entries: dict[str, YamlNode] = field(default_factory=dict)
    items: tuple[YamlNode, ...] = ()


def plain_scalar(written: str) -> str | int | float | bool | None:
    """What a word without quotation marks means; only `true` and `false` are truth values."""
    if written.lower() in _WORDS:
        return _WORDS[written.lower()]
    if _WHOLE_NUMBER.match(written):
        return int(written)
    if _NUMBER.match(written) and math.isfinite(number := float(written)):
        return number
    return written


def read_plain_lines(text: str, *, first_line: int = 1) -> YamlNode | None:
    """The mapping in a YAML text that is nothing but lines of a key and plain words, else None.

    Most front matter is just that, and PyYAML takes longer to import than such an article to
    load. What is read here means to PyYAML the same.
    """
    if len(text) > _LONGEST_PLAIN:
        return None
    entries: dict[str, YamlNode] = {}
    at = 0
    while at < len(text):
        match = _PLAIN_LINE.match(text, at)
        if match is None or match[1] in entries:
            return None
        line = first_line + len(entries)
        entries[match[1]] = YamlNode(plain_scalar(match[2]), line, match[2])
        at = match.end()
    if not entries:
        return None
    return YamlNode({key: entry.value for key, entry in entries.items()}, first_line, entries=entries)
