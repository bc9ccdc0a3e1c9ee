"""Themes that are not our own, made to carry everything that the screens show: Textual's and the user's.

Whatever a theme does not say is made from what it says, and every colour that is made
here reaches the contrast that our own themes have.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.tui.theme import DARK, LIGHT, SPEAKER_COLOURS, make_theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

READABLE = 4.5
"""The least contrast of text, as the Web Content Accessibility Guidelines have it."""

_STEPS = 40
_SPEAKERS = len(SPEAKER_COLOURS[DARK.name])


def textual_theme(name: str) -> Theme | None:
    """One of Textual's themes, as our screens need it; None when it has none of that name."""
    theme = BUILTIN_THEMES.get(name)
    if theme is None:
        return None
    if theme.ansi:
        return _terminal_theme(name, dark=theme.dark)
    generated = theme.to_color_system().generate()
    colours = {
        part: Color.parse(generated[part]).hex6
        for part in ("background", "surface", "panel", "foreground", "accent", "warning", "error", "success")
    }
    return complete_theme(name, dark=theme.dark, colours=colours, is_fixed=False)


def complete_theme(
    name: str,
    *,
    dark: bool,
    colours: Mapping[str, str],
    speakers: Sequence[str] = (),
    is_fixed: bool = True,
) -> Theme:
    """A theme of `colours` (`#rrggbb`) that has at least `background` and `foreground`.

    The others are made from these two and from our own theme of that kind. Those given stay as they
    are when `is_fixed`; else they move towards black or white until they can be read.
    """
    own = DARK if dark else LIGHT
    background, foreground = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    made = dict(colours)
    made.setdefault("surface", background.blend(foreground, 0.04).hex6)
    made.setdefault("panel", background.blend(foreground, 0.12).hex6)
    grounds = [Color.parse(made[part]) for part in ("background", "surface", "panel")]
    texts = {
        "foreground": foreground,
        "strong": foreground.blend(Color.parse("#ffffff" if dark else "#000000"), 0.7),
        "quiet": foreground.blend(background, 0.3),
        "accent": Color.parse(own.accent or own.primary),
        "warning": Color.parse(own.warning or own.primary),
        "error": Color.parse(own.error or own.primary),
        "success": Color.parse(own.success or own.primary),
    }
    for part, usual in texts.items():
        if part not in colours or not is_fixed:
            made[part] = readable(Color.parse(colours.get(part, usual.hex6)), grounds).hex6
    made.setdefault("faint", background.blend(foreground, 0.22).hex6)
    made.setdefault("thumb", background.blend(foreground, 0.1).hex6)
    strong, accent, warning = (Color.parse(made[part]) for part in ("strong", "accent", "warning"))
    made.setdefault("hit", _ground(background, warning, [strong]).hex6)
    made.setdefault("selection", _ground(background, accent, [Color.parse(made["foreground"]), strong]).hex6)
    given = [Color.parse(speaker) for speaker in speakers]
    further = [Color.parse(speaker) for speaker in SPEAKER_COLOURS[own.name]]
    every = [*given, *(readable(speaker, grounds) for speaker in further[len(given) :])]
    theme = make_theme(name, dark=dark, colours=made)
    return replace(theme, variables=theme.variables | _numbered([speaker.hex6 for speaker in every]))


def readable(colour: Color, grounds: Sequence[Color], least: float = READABLE) -> Color:
    """`colour`, moved towards white or black until it can be read on all of `grounds`."""
    ends = (Color.parse("#ffffff"), Color.parse("#000000"))
    end = max(ends, key=lambda end: min(contrast(end, ground) for ground in grounds))
    for step in range(_STEPS + 1):
        moved = Color.parse(colour.blend(end, step / _STEPS).hex6)
        if min(contrast(moved, ground) for ground in grounds) >= least:
            return moved
    return end


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2)."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: Color) -> float:
    parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ground(background: Color, tint: Color, texts: Sequence[Color]) -> Color:
    """A ground as near to `tint` as lets `texts` be read on it, and no nearer than halfway."""
    for step in range(_STEPS // 2, 0, -1):
        ground = background.blend(tint, step / _STEPS)
        if all(contrast(text, ground) >= READABLE for text in texts):
            return ground
    return background


def _numbered(speakers: Sequence[str]) -> dict[str, str]:
    return {f"speaker-{number}": colour for number, colour in enumerate(speakers, 1)}


def _terminal_theme(name: str, *, dark: bool) -> Theme:
    """A theme of the terminal's own colours: how they look is for the terminal to say.

    Only its own text colour lies on its own ground, and what would be a tone is told by signs.
    """
    text, ground = "ansi_default", "ansi_default"
    accent, warning, mark = (
        ("ansi_cyan", "ansi_yellow", "ansi_blue") if dark else ("ansi_blue", "ansi_magenta", "ansi_yellow")
    )
    colours = dict.fromkeys(("foreground", "strong", "quiet"), text)
    colours |= dict.fromkeys(("background", "surface", "panel"), ground)
    colours |= {"accent": accent, "warning": warning, "error": "ansi_red", "success": "ansi_green"}
    colours |= {"faint": "ansi_bright_black", "thumb": "ansi_bright_black", "hit": mark, "selection": mark}
    speakers = (
        ("cyan", "yellow", "green", "magenta", "bright_blue", "bright_red", "bright_green", "bright_magenta")
        if dark
        else ("blue", "red", "green", "magenta", "cyan", "bright_red", "bright_blue", "bright_magenta")
    )
    theme = replace(make_theme(name, dark=dark, colours=colours), ansi=True)
    of_textual = BUILTIN_THEMES[name].variables  # cursors and selections, which need a ground of their own
    numbered = _numbered([f"ansi_{speaker}" for speaker in speakers])
    return replace(theme, variables=theme.variables | of_textual | numbered)
