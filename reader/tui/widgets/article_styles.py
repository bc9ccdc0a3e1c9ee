"""The styles of a page, taken from the component classes of a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from reader.layout.styles import PageStyles

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from reader.article import Actor

PREFIX = "article--"
_COMPONENTS = (
    "muted",
    "title",
    "heading",
    "accent",
    "border",
    "quoted",
    "indirect",
    "link",
    "code",
    "caption",
    "hit",
    "current-hit",
    "in-hand",
)
CLASSES = {PREFIX + name for name in (*_COMPONENTS, "noted", "sign")}
"""The component classes: one for each style of a page, and those of bookmarks and notes."""


def page_styles(widget: Widget, actor_colour: Callable[[Actor], str]) -> PageStyles:
    """The styles that a theme and style sheets give to the component classes of `widget`."""
    styles = {name.replace("-", "_"): component_style(widget, PREFIX + name) for name in _COMPONENTS}
    return PageStyles(text=widget.rich_style, actor_colour=actor_colour, **styles)


def component_style(widget: Widget, name: str) -> Style:
    """What the component class `name` says itself, its see-through colours mixed with the background."""
    styles = widget.get_component_styles(name)
    _, background = widget.background_colors
    style = styles.text_style
    if styles.has_rule("background") and styles.background.a:
        background += styles.background
        style += Style(bgcolor=background.rich_color)
    if styles.has_rule("auto_color") and styles.auto_color:
        colour = background.get_contrast_text(styles.color.a)
        style += Style(color=(background + colour).rich_color)
    elif styles.has_rule("color") and styles.color.a:
        style += Style(color=(background + styles.color).rich_color)
    return style
