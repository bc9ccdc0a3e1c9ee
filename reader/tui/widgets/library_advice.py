"""What stands in the library screen where there are no articles: why, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.style import Style
from rich.text import Text

from reader.translation import _
from reader.tui.commands import keys_for
from reader.tui.theme import theme_colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App

_KEYS = 6


def empty_library(app: App[Any]) -> Text:
    """Nothing is kept yet: how to begin."""
    add = keys_for(app, "library.add")
    ways = (
        (add, _("add a file, or a folder with all articles in it: plain text, Markdown, HTML")),
        (add, _("in an open article keeps that one")),
        (keys_for(app, "help"), _("every key")),
    )
    shell = _("In a shell, {command} does the same.").format(command="g7reader add FOLDER")
    return _text(app, _("Nothing is kept here yet."), "strong", ways, shell)


def no_answer(app: App[Any]) -> Text:
    """No article answers the filter."""
    ways = (
        (keys_for(app, "library.filter"), _("try fewer words, or only the beginning of one: syri*")),
        ("Esc", _("shows all articles again")),
    )
    return _text(app, _("No article answers this."), "strong", ways)


def no_library(app: App[Any], problem: str) -> Text:
    """The library cannot be opened: the reason, and what can be done."""
    ways = (
        ("Enter", _("tries again")),
        ("Esc", _("goes back")),
    )
    shell = _("In a shell, {check} says what is wrong with a library, and {other} opens another one.").format(
        check="g7reader library check", other="g7reader --library FILE"
    )
    return _text(app, f"! {problem}", "error", ways, shell)


def _text(app: App[Any], heading: str, colour: str, ways: Iterable[tuple[str, str]], more: str = "") -> Text:
    colours = theme_colours(app.current_theme)
    quiet, strong = Style(color=colours["quiet"]), Style(color=colours["strong"], bold=True)
    text = Text.assemble("\n", (heading, Style(color=colours[colour], bold=True)), "\n")
    for key, what in ways:
        text.append(f"\n{key:<{_KEYS}}", strong)
        text.append(what, Style(color=colours["foreground"]))
    if more:
        text.append(f"\n\n{more}", quiet)
    return text
