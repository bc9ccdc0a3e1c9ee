"""Every theme that can be chosen, found by its name: our own, Textual's, and the user's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES

from reader.tui.theme import THEMES
from reader.tui.theme_files import names_of_user, theme_of_user
from reader.tui.theme_making import textual_theme

if TYPE_CHECKING:
    from textual.theme import Theme

    from reader.formats.errors import FormatError


def theme_names() -> tuple[str, ...]:
    """Every theme: our own first, then the user's, then Textual's. A user's file goes before one of these."""
    own = [theme.name for theme in THEMES]
    of_user = [name for name in names_of_user() if name not in own]
    return (*own, *of_user, *(name for name in BUILTIN_THEMES if name not in of_user))


def theme_named(name: str) -> tuple[Theme | None, tuple[FormatError, ...]]:
    """The theme of this name, None when there is none; and what is wrong in its file."""
    own = next((theme for theme in THEMES if theme.name == name), None)
    if own is not None:
        return own, ()
    if name in names_of_user():
        return theme_of_user(name)
    return textual_theme(name), ()
