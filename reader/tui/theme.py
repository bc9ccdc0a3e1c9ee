"""Two themes of our own, and one colour for each speaker in both.

The article lies on `background`, the chrome around it on `surface`, what is in
hand on `panel`. Every colour that carries text reaches a contrast of 4.5:1 on
all three; a test computes it.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.article import Actor

TEXT_COLOURS = ("foreground", "accent", "warning", "error", "success", "strong", "quiet")
"""The names of the colours that carry text, as `theme_colours` gives them."""

GROUNDS = ("background", "surface", "panel")
"""The names of the colours that text lies on."""

MARKERS = "●◆■▲"
"""The mark before a speaker's name; the next one when the colours begin again."""


def make_theme(name: str, *, dark: bool, colours: Mapping[str, str]) -> Theme:
    """A theme in which Textual's own widgets look as ours do; `colours` has each name that `DARK` has."""
    quiet, faint, accent = colours["quiet"], colours["faint"], colours["accent"]
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        variables={
            "strong": colours["strong"],
            "quiet": quiet,
            "faint": faint,
            "hit": colours["hit"],
            "thumb": colours["thumb"],
            "text": colours["foreground"],
            "text-muted": quiet,
            "text-disabled": quiet,
            "text-accent": accent,
            "text-primary": accent,
            "text-warning": colours["warning"],
            "text-error": colours["error"],
            "text-success": colours["success"],
            "border": faint,
            "border-blurred": faint,
            "block-cursor-background": colours["panel"],
            "block-cursor-foreground": colours["strong"],
            "block-cursor-text-style": "bold",
            "block-hover-background": colours["panel"],
            "input-cursor-background": accent,
            "input-cursor-foreground": colours["background"],
            "input-cursor-text-style": "none",
            "input-selection-background": colours["selection"],
            "screen-selection-background": colours["selection"],
            "scrollbar": colours["thumb"],
            "scrollbar-hover": faint,
            "scrollbar-active": accent,
            "scrollbar-background": colours["background"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
            "scrollbar-corner-color": colours["background"],
        },
    )


DARK = make_theme(
    "g7-dark",
    dark=True,
    colours={
        "background": "#13151d",
        "surface": "#1a1d28",
        "panel": "#272c3b",
        "foreground": "#cdd2e0",
        "strong": "#f3f5fb",
        "quiet": "#989fb5",
        "faint": "#3a4155",
        "accent": "#8ab4ff",
        "selection": "#2f4a7d",
        "hit": "#5b4712",
        "thumb": "#232837",
        "warning": "#f0c36b",
        "error": "#ff8f85",
        "success": "#7fd18b",
    },
)

LIGHT = make_theme(
    "g7-light",
    dark=False,
    colours={
        "background": "#fdfcf9",
        "surface": "#f2f0ea",
        "panel": "#e5e2d9",
        "foreground": "#30323a",
        "strong": "#0d0e12",
        "quiet": "#5d606a",
        "faint": "#cbc7bb",
        "accent": "#1d55bd",
        "selection": "#bcd2f7",
        "hit": "#ffe08a",
        "thumb": "#e6e3dc",
        "warning": "#7d5200",
        "error": "#a8261c",
        "success": "#1b6e36",
    },
)

THEMES = (DARK, LIGHT)

SPEAKER_COLOURS: dict[str, tuple[str, ...]] = {
    DARK.name: (
        "#f0b35e",
        "#7fd48e",
        "#cda6ff",
        "#ff9a90",
        "#4dd4db",
        "#f59bce",
        "#bcc968",
        "#d9b99b",
    ),
    LIGHT.name: (
        "#8a4b00",
        "#0b6d32",
        "#6a3fa8",
        "#a0342f",
        "#006c74",
        "#93306f",
        "#556300",
        "#6b5340",
    ),
}
"""The colours of speakers, none of them near the accent."""

_COLOURS = 8
"""How many colours of speakers every theme has."""


def theme_colours(theme: Theme) -> dict[str, str]:
    """Every colour of a theme that the screens name, by its name, as Rich knows colours."""
    named = {
        "foreground": theme.foreground,
        "background": theme.background,
        "surface": theme.surface,
        "panel": theme.panel,
        "accent": theme.accent,
        "warning": theme.warning,
        "error": theme.error,
        "success": theme.success,
    }
    colours = {name: colour for name, colour in named.items() if colour is not None}
    colours |= {name: theme.variables[name] for name in ("strong", "quiet", "faint", "hit", "thumb")}
    return {name: _rich_name(colour) for name, colour in colours.items()} if theme.ansi else colours


def _rich_name(colour: str) -> str:
    """A colour of the terminal's own as Rich calls it: `ansi_blue` is `blue` there."""
    return colour.removeprefix("ansi_")


def speaker_colour(place: int, theme: Theme) -> str:
    """The colour of the speaker at `place` among all, from 0, as Rich knows colours."""
    own = SPEAKER_COLOURS.get(theme.name)
    if own is not None:
        return own[place % len(own)]
    return _rich_name(theme.variables[f"speaker-{place % _COLOURS + 1}"])


def usual_place(actor: Actor) -> int:
    """The place among the colours that belongs to an actor, in every article and on every screen.

    It depends on nothing but the name, whatever its case and accents, and on what the actor is.
    """
    from reader.library.folding import fold_text

    return zlib.crc32(f"{actor.kind}:{fold_text(actor.name)}".encode(errors="replace")) % _COLOURS


class SpeakerColours:
    """One colour and one marker for each speaker; the others stay quiet.

    Each has its usual colour, unless a speaker before it has that one: then it gets the next that is
    free. When every colour is taken they begin again, with another marker.
    """

    def __init__(self, speakers: Iterable[Actor] = ()) -> None:
        self._places: dict[Actor, int] = {}
        taken: set[int] = set()
        for number, actor in enumerate(speakers):
            turn, usual = number // _COLOURS, usual_place(actor)
            if number % _COLOURS == 0:
                taken.clear()
            colour = next(
                place for step in range(_COLOURS) if (place := (usual + step) % _COLOURS) not in taken
            )
            taken.add(colour)
            self._places[actor] = turn * _COLOURS + colour

    def __contains__(self, actor: Actor) -> bool:
        return actor in self._places

    def colour(self, actor: Actor | None, theme: Theme) -> str:
        """The colour of an actor in a theme, as Rich knows colours: its own for a speaker, else quiet."""
        place = self._places.get(actor) if actor is not None else None
        return quiet_colour(theme) if place is None else speaker_colour(place, theme)

    def marker(self, actor: Actor) -> str:
        """The mark before a speaker's name, so that colour alone never tells who it is."""
        return MARKERS[self._places.get(actor, 0) // _COLOURS % len(MARKERS)]


def usual_colour(actor: Actor | None, theme: Theme) -> str:
    """The colour that belongs to an actor wherever it speaks; quiet where nobody is known."""
    return quiet_colour(theme) if actor is None else speaker_colour(usual_place(actor), theme)


def quiet_colour(theme: Theme) -> str:
    """The colour of what is secondary, as Rich knows colours."""
    return _rich_name(theme.variables["quiet"])
