"""Contrast is computed, not guessed; speakers can be told apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from reader.article import Actor
from reader.tui.theme import (
    DARK,
    GROUNDS,
    LIGHT,
    MARKERS,
    SPEAKER_COLOURS,
    TEXT_COLOURS,
    THEMES,
    SpeakerColours,
    theme_colours,
    usual_colour,
)

READABLE = 4.5


def channels(colour: str) -> list[float]:
    values = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as the Web Content Accessibility Guidelines define it."""
    lights = sorted(
        (
            sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), channels(c), strict=True))
            for c in (one, other)
        ),
        reverse=True,
    )
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def lab(colour: str) -> tuple[float, float, float]:
    """A colour in OKLab, where distances are about what eyes see."""
    r, g, b = channels(colour)
    long, middle, short = (
        value ** (1 / 3)
        for value in (
            0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
            0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
            0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
        )
    )
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def distance(one: str, other: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read(theme, ground) -> None:
    colours = theme_colours(theme)
    for name in TEXT_COLOURS:
        assert contrast(colours[name], colours[ground]) >= READABLE, name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_speaker_can_be_read(theme, ground) -> None:
    for colour in SPEAKER_COLOURS[theme.name]:
        assert contrast(colour, theme_colours(theme)[ground]) >= READABLE, colour


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_hits_and_selections_can_be_read(theme) -> None:
    colours = theme_colours(theme)
    assert contrast(colours["strong"], colours["hit"]) >= READABLE
    assert contrast(colours["foreground"], theme.variables["input-selection-background"]) >= READABLE
    assert contrast(colours["background"], colours["warning"]) >= READABLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_speakers_differ_from_each_other_and_from_the_accent(theme) -> None:
    colours = [*SPEAKER_COLOURS[theme.name], theme_colours(theme)["accent"]]
    for one, other in combinations(colours, 2):
        assert distance(one, other) > 0.06, (one, other)


def test_the_themes_define_the_same_colours() -> None:
    assert DARK.variables.keys() == LIGHT.variables.keys()
    assert theme_colours(DARK).keys() == theme_colours(LIGHT).keys()
    assert len(SPEAKER_COLOURS[DARK.name]) == len(SPEAKER_COLOURS[LIGHT.name])


def test_an_actor_keeps_its_colour_from_article_to_article() -> None:
    """Whatever stands beside it, however it is written, and on the screens of the library."""
    names = [f"Speaker {number}" for number in range(40)]
    for name in names:
        alone = SpeakerColours([Actor(name)]).colour(Actor(name), DARK)
        others = [Actor("Somebody else"), Actor(name, role="minister", aliases=("S.",))]
        among = SpeakerColours(others)
        taken = among.colour(others[0], DARK) == alone
        assert taken or among.colour(others[1], DARK) == alone
        assert usual_colour(Actor(name), DARK) == alone
        assert usual_colour(Actor(name.upper()), DARK) == alone
    assert len({usual_colour(Actor(name), DARK) for name in names}) == len(SPEAKER_COLOURS[DARK.name])
    assert usual_colour(Actor("Güell"), LIGHT) == usual_colour(Actor("Guell"), LIGHT)


def test_a_speaker_before_another_has_its_usual_colour_and_the_other_the_next() -> None:
    first = Actor("Speaker 0")
    same = next(
        actor
        for number in range(1, 100)
        if usual_colour(actor := Actor(f"Speaker {number}"), DARK) == usual_colour(first, DARK)
    )
    speakers = SpeakerColours([first, same])
    assert speakers.colour(first, DARK) == usual_colour(first, DARK) != speakers.colour(same, DARK)


def test_many_speakers_differ_by_colour_or_by_marker() -> None:
    count = len(SPEAKER_COLOURS[DARK.name])
    actors = [Actor(f"Speaker {number}") for number in range(count * len(MARKERS))]
    speakers = SpeakerColours(actors)
    assert len({(speakers.colour(actor, DARK), speakers.marker(actor)) for actor in actors}) == len(actors)
    assert {speakers.marker(actor) for actor in actors[:count]} == {MARKERS[0]}
    assert {speakers.colour(actor, LIGHT) for actor in actors[:count]} == set(SPEAKER_COLOURS[LIGHT.name])


def test_who_does_not_speak_stays_quiet() -> None:
    speakers = SpeakerColours([Actor("Someone")])
    stranger = Actor("Stranger")
    assert stranger not in speakers
    assert speakers.colour(stranger, LIGHT) == LIGHT.variables["quiet"]
    assert speakers.colour(None, LIGHT) == LIGHT.variables["quiet"]
