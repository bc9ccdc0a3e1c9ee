"""What stands in the library screen where there are no articles: why, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text

from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.theme import theme_colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App

_KEYS = 6


def empty_library(app: App[Any]) -> Group:
    """Nothing is kept yet: how to begin."""
    add = keys_for(app, "library.add")
    ways = (
        (add, _("add a file, or a folder with all articles in it: plain text, Markdown, HTML")),
        (add, _("in an open article keeps that one")),
        (keys_for(app, "help"), _("every key")),
    )
    shell = _("In a shell, {command} does the same.").format(command="g7reader add FOLDER")
    return _text(app, _("Nothing is kept here yet."), "strong", ways, shell)


def no_answer(app: App[Any]) -> Group:
    """No article answers the filter."""
    ways = (
        (keys_for(app, "library.filter"), _("try fewer words, or only the beginning of one: syri*")),
        ("Esc", _("shows all articles again")),
    )
    return _text(app, _("No article answers this."), "strong", ways)


def no_library(app: App[Any], problem: str) -> Group:
    """The library cannot be opened: the reason, and what can be done."""
    ways = (
        ("Enter", _("tries again")),
        ("Esc", _("goes back")),
    )
    shell = _("In a shell, {check} says what is wrong with a library, and {other} opens another one.").format(
        check="g7reader library check", other="g7reader --library FILE"
    )
    return _text(app, f"! {problem}", "error", ways, shell)


def _text(app: App[Any], heading: str, colour: str, ways: Iterable[tuple[str, str]], more: str = "") -> Group:
    colours = theme_colours(app.current_theme)
    keys = Table.grid(Column(width=_KEYS), Column())
    for key, what in ways:
        keys.add_row(
            Text(key, Style(color=colours["strong"], bold=True)),
            Text(what, Style(color=colours["foreground"])),
        )
    title = Text(f"\n{heading}\n", Style(color=colours[colour], bold=True))
    return Group(title, keys, Text(f"\n{more}" if more else "", Style(color=colours["quiet"])))
