"""The settings that need no parser: most files hold nothing but comments, keys and plain values."""

from __future__ import annotations

import re

from reader.formats.yaml_node import YamlNode, plain_scalar

_NOTHING = re.compile(r" *(?:#.*)?\Z")
_QUOTED = r""""[^"\\]*"|'[^']*'"""
_WORDS = r"(?:[^\W_]|~?/)[\w.,/'!()-]*(?:[ :][\w.,/'!()-]+)*|~"
_ITEM = rf"{_QUOTED}|-{{0,2}}[A-Za-z0-9][\w+./=-]*"
_LINE = re.compile(
    rf"(?P<indent>(?:  )?)(?P<key>[a-z_][a-z_.]{{0,60}}):"
    rf"(?: +(?:(?P<quoted>{_QUOTED})|\[(?P<items>(?:{_ITEM})(?:, *(?:{_ITEM}))*)\]|(?P<words>{_WORDS})))?"
    r" *(?: #.*)?\Z"
)
_ITEMS = re.compile(_ITEM)


def read_settings_lines(text: str) -> YamlNode | None:
    """The mapping in a YAML text of comments, plain values, lists on a line and one level of sections.

    None where there is anything else, which is for the parser to read: it takes longer to
    import than all else that the settings need. What is read here means the same to it.
    """
    entries: dict[str, YamlNode] = {}
    section: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if _NOTHING.match(line):
            continue
        match = _LINE.match(line)
        if match is None or (match["indent"] and section is None):
            return None
        key, node = match["key"], _value(match, number)
        if match["indent"]:
            assert section is not None
            within = entries[section].entries
            if key in within:
                return None
            if not within:
                entries[section] = YamlNode({}, number, entries=within)
            within[key] = node
            continue
        if key in entries:
            return None
        entries[key] = node
        section = key if match["quoted"] is match["items"] is match["words"] is None else None
    if not entries:
        return YamlNode(None, 1, "")
    whole = {key: _finished(node) for key, node in entries.items()}
    first = next(iter(whole.values())).line
    return YamlNode({key: node.value for key, node in whole.items()}, first, entries=whole)


def _value(match: re.Match[str], line: int) -> YamlNode:
    if match["quoted"] is not None:
        return _scalar(match["quoted"], line)
    if match["items"] is not None:
        items = tuple(_scalar(written, line) for written in _ITEMS.findall(match["items"]))
        return YamlNode([item.value for item in items], line, items=items)
    return _scalar(match["words"] or "", line)


def _scalar(written: str, line: int) -> YamlNode:
    if written[:1] in ("'", '"'):
        return YamlNode(written[1:-1], line, written[1:-1])
    return YamlNode(plain_scalar(written), line, written)


def _finished(node: YamlNode) -> YamlNode:
    if not node.entries:
        return node
    return YamlNode(
        {key: entry.value for key, entry in node.entries.items()}, node.line, entries=node.entries
    )
