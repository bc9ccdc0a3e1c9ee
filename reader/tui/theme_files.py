"""The user's own themes: a YAML file each, in the directory `themes` beside the settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.formats.errors import FormatError, quoted
from reader.settings.kinds import nearest
from reader.settings.loading import read_yaml
from reader.settings.places import themes_directory
from reader.settings.problems import found, perhaps
from reader.translation import _

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

    from reader.formats.yaml_node import YamlNode

SUFFIX = ".yaml"
NEEDED = ("background", "foreground")
COLOURS = (
    *NEEDED,
    *("surface", "panel", "strong", "quiet", "faint", "accent"),
    *("warning", "error", "success", "hit", "selection", "thumb"),
)
"""The colours that a file may give; those that it does not give are made from the others."""
MOST_SPEAKERS = 8

_KEYS = ("dark", "colours", "speakers")
_NAME = re.compile(r"[^\W_][\w.-]{0,60}\Z")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


def theme_file(name: str) -> Path | None:
    """Where the user's theme of this name is, if there can be one."""
    directory = themes_directory()
    return directory / f"{name}{SUFFIX}" if directory is not None and _NAME.match(name) else None


def names_of_user() -> tuple[str, ...]:
    """The names of the user's own themes."""
    directory = themes_directory()
    if directory is None:
        return ()
    try:
        return tuple(sorted(path.stem for path in directory.iterdir() if path.suffix == SUFFIX))
    except OSError:
        return ()


def theme_of_user(name: str) -> tuple[Theme | None, tuple[FormatError, ...]]:
    """The user's theme of this name, and what is wrong in its file; None when it cannot be used."""
    path = theme_file(name)
    if path is None:
        return None, ()
    problems: list[FormatError] = []
    root = read_yaml(path, problems, example="dark: true")
    theme = _Reader(str(path), problems).theme(name, root) if root is not None else None
    return theme, tuple(problems)


class _Reader:
    def __init__(self, source: str, problems: list[FormatError]) -> None:
        self._source = source
        self._problems = problems

    def theme(self, name: str, root: YamlNode) -> Theme | None:
        from reader.tui.theme_making import complete_theme

        entries = self._known(root, _KEYS, "")
        dark = self._dark(entries.get("dark"))
        colours = self._colours(entries.get("colours"), root)
        speakers = self._speakers(entries.get("speakers"))
        missing = [part for part in NEEDED if part not in colours]
        if missing:
            line = entries["colours"].line if "colours" in entries else root.line
            self._tell(
                _("{names} must be given").format(names=", ".join(missing)),
                line,
                "colours",
                _("write them as in {example}").format(example='background: "#13151d"'),
            )
            return None
        return complete_theme(name, dark=dark, colours=colours, speakers=speakers)

    def _known(self, node: YamlNode, names: tuple[str, ...], within: str) -> dict[str, YamlNode]:
        for name, entry in node.entries.items():
            if name not in names:
                meant = nearest(name, names)
                advice = perhaps(meant) if meant else _("there are {names}").format(names=", ".join(names))
                self._tell(_("there is no {name} here").format(name=quoted(name)), entry.line, within, advice)
        return {name: node.entries[name] for name in names if name in node.entries}

    def _dark(self, node: YamlNode | None) -> bool:
        if node is not None and not isinstance(node.value, bool):
            self._misfit(node, _("true or false"), "dark")
        return node is None or node.value is not False

    def _colours(self, node: YamlNode | None, root: YamlNode) -> dict[str, str]:
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self._misfit(node, _("a mapping of names to colours"), "colours")
            return {}
        written = self._known(node, COLOURS, "colours")
        colours = {part: self._colour(entry, f"colours.{part}") for part, entry in written.items()}
        return {part: colour for part, colour in colours.items() if colour is not None}

    def _speakers(self, node: YamlNode | None) -> list[str]:
        if node is None:
            return []
        if not isinstance(node.value, list) or not 1 <= len(node.items) <= MOST_SPEAKERS:
            self._misfit(node, _("a list of 1 to {most} colours").format(most=MOST_SPEAKERS), "speakers")
            return []
        return [colour for item in node.items if (colour := self._colour(item, "speakers")) is not None]

    def _colour(self, node: YamlNode, key: str) -> str | None:
        if isinstance(node.value, str) and _COLOUR.match(node.value):
            return node.value.lower()
        self._misfit(node, _("a colour such as {example}").format(example='"#8ab4ff"'), key)
        return None

    def _misfit(self, node: YamlNode, allowed: str, key: str) -> None:
        told = _("{found} is not {allowed}").format(found=found(node), allowed=allowed)
        self._tell(told, node.line, key)

    def _tell(self, problem: str, line: int, key: str = "", advice: str = "") -> None:
        self._problems.append(FormatError(problem, source=self._source, line=line, key=key, advice=advice))
