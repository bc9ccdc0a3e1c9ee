"""Textual's themes and the user's own carry everything that the screens show, and can be read."""

from __future__ import annotations

import pytest
from rich.color import Color as RichColour
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from reader.settings import load_settings
from reader.settings.memory import chosen_theme
from reader.tui import preferences
from reader.tui.app import ReaderApp
from reader.tui.theme import DARK, GROUNDS, TEXT_COLOURS, THEMES, speaker_colour, theme_colours
from reader.tui.theme_choice import theme_named, theme_names
from reader.tui.theme_files import COLOURS, theme_of_user
from reader.tui.theme_making import READABLE, complete_theme, contrast, textual_theme
from tests.tui.conftest import press, settle
from tests.tui.example import ARTICLE
from tests.tui.test_preferences import told, until
from tests.tui.test_theme import contrast as computed_contrast

TONES = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]
TERMINALS = [name for name, theme in BUILTIN_THEMES.items() if theme.ansi]


def speakers(theme) -> list[str]:
    return [speaker_colour(place, theme) for place in range(8)]


def test_contrast_is_that_of_the_guidelines() -> None:
    for one, other in (("#000000", "#ffffff"), ("#2e3440", "#d8dee9"), ("#fdf6e3", "#586e75")):
        assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(computed_contrast(one, other))


@pytest.mark.parametrize("name", TONES)
def test_every_text_and_speaker_can_be_read_in_textuals_themes(name) -> None:
    theme = textual_theme(name)
    colours = theme_colours(theme)
    for ground in GROUNDS:
        for text in [*(colours[part] for part in TEXT_COLOURS), *speakers(theme)]:
            assert computed_contrast(text, colours[ground]) >= READABLE, (text, ground)
    assert computed_contrast(colours["strong"], colours["hit"]) >= READABLE
    assert (
        computed_contrast(colours["foreground"], theme.variables["screen-selection-background"]) >= READABLE
    )
    assert len(set(speakers(theme))) == 8
    assert theme.variables.keys() >= DARK.variables.keys() and theme.dark == BUILTIN_THEMES[name].dark


@pytest.mark.parametrize("name", TERMINALS)
def test_the_terminals_own_colours_stay_its_own(name) -> None:
    theme = textual_theme(name)
    for colour in [*theme_colours(theme).values(), *speakers(theme)]:
        assert RichColour.parse(colour).is_system_defined, colour
    colours = theme_colours(theme)
    assert {colours[part] for part in (*GROUNDS, "foreground", "strong", "quiet")} == {"default"}
    assert len(set(speakers(theme))) == 8


async def test_every_theme_can_be_shown() -> None:
    app = ReaderApp(ARTICLE)
    async with app.run_test(size=(140, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "full_stop")
        for name in theme_names():
            app.choose_theme(name)
            await settle(pilot)
            assert app.theme == name and not told(app)
            await press(pilot, "question_mark", "q", "quotation_mark", "escape")


async def test_the_palette_has_every_theme_and_keeps_the_choice(settings_file) -> None:
    app = ReaderApp(ARTICLE, settings=load_settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await pilot.press(*"theme", "space", *"gruvbox")
        await until(pilot, lambda: "Theme: gruvbox" in screen_text(app))
        await press(pilot, "down", "enter")
        assert app.theme == "gruvbox"
        await until(pilot, lambda: chosen_theme("g7-dark") == "gruvbox")
    app.stop_watching()
    assert ReaderApp(ARTICLE, settings=load_settings()).theme == "gruvbox"


def screen_text(app) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
    )


# The user's own ----------------------------------------------------------------

PAPER = """\
dark: false
colours:
  background: "#fffaf0"
  foreground: "#222222"
  accent: "#8b0000"
speakers: ["#003366", "#660033"]
"""


@pytest.fixture
def themes(settings_of_its_own):
    folder = settings_of_its_own / "themes"
    folder.mkdir(parents=True)
    return folder


def test_a_theme_from_a_file(themes) -> None:
    (themes / "paper.yaml").write_text(PAPER)
    assert "paper" in theme_names()
    theme, problems = theme_named("paper")
    assert not problems and not theme.dark
    colours = theme_colours(theme)
    assert (colours["background"], colours["accent"]) == ("#fffaf0", "#8b0000"), "what is given stays"
    assert speakers(theme)[:2] == ["#003366", "#660033"] and len(set(speakers(theme))) == 8
    for ground in GROUNDS:
        for text in [*(colours[part] for part in TEXT_COLOURS), *speakers(theme)]:
            assert computed_contrast(text, colours[ground].lower()) >= READABLE, "what is made can be read"


@pytest.mark.parametrize("dark", [True, False])
def test_two_colours_are_a_theme(dark) -> None:
    background, foreground = ("#101010", "#c0c0c0") if dark else ("#f0f0f0", "#303030")
    theme = complete_theme("two", dark=dark, colours={"background": background, "foreground": foreground})
    colours = theme_colours(theme)
    for ground in GROUNDS:
        for part in TEXT_COLOURS:
            assert computed_contrast(colours[part], colours[ground]) >= READABLE, (part, ground)


@pytest.mark.parametrize(
    ("text", "problems", "is_usable"),
    [
        (PAPER.replace("accent", "acent"), ['line 5, colours: there is no "acent" here; perhaps'], True),
        (PAPER.replace("dark: false", "dark: maybe"), ['line 1, dark: "maybe" is not true or false'], True),
        (PAPER.replace('"#8b0000"', "red"), ['line 5, colours.accent: "red" is not a colour such as'], True),
        (PAPER.replace('"#fffaf0"', "white"),
         ['line 3, colours.background: "white"', "line 3, colours: background"], False),
        (PAPER.replace('["#003366", "#660033"]', "[]"), ["line 6, speakers: a list is not a list"], True),
        ("dark: true\n", ["line 1, colours: background, foreground must be given"], False),
        ("colours: [red]\n", ["line 1, colours: a list is not a map", "line 1, colours: background"], False),
        ("- a\n", ["line 1: the file has no keys"], False),
        ("a: &a [*a]\n", ["line 1: anchors"], False),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_theme_is_told(themes, text, problems, is_usable) -> None:
    path = themes / "mine.yaml"
    path.write_text(text)
    theme, found = theme_of_user("mine")
    assert (theme is not None) is is_usable
    assert len(found) == len(problems)
    for problem, start in zip(found, problems, strict=True):
        assert str(problem).startswith(f"{path}: {start}")


@pytest.mark.parametrize("name", ["", "../settings", "/etc/passwd", ".hidden", "a/b", "x" * 100])
def test_a_name_is_no_way_to_other_files(themes, name) -> None:
    assert theme_of_user(name) == (None, ())


async def test_a_theme_that_cannot_be_used_is_told_and_the_default_stays(themes) -> None:
    (themes / "mine.yaml").write_text("dark: true\n")
    (themes.parent / "settings.yaml").write_text("theme: mine\n")
    app = ReaderApp(ARTICLE, settings=load_settings())
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert app.theme == DARK.name and "background, foreground must be given" in told(app)
    app.stop_watching()


async def test_a_theme_follows_its_file(themes, monkeypatch) -> None:
    monkeypatch.setattr(preferences, "WATCHED_EVERY", 0.02)
    (themes / "paper.yaml").write_text(PAPER)
    (themes.parent / "settings.yaml").write_text("theme: paper\n")
    app = ReaderApp(ARTICLE, settings=load_settings())
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert app.screen.view.rich_style.bgcolor.name == "#fffaf0"
        (themes / "paper.yaml").write_text(PAPER.replace("#fffaf0", "#eeeeff"))
        await until(pilot, lambda: app.current_theme.background.lower() == "#eeeeff")
        await settle(pilot)
        assert app.screen.view.rich_style.bgcolor.name == "#eeeeff"
    app.stop_watching()


def test_every_colour_of_our_own_can_be_given() -> None:
    given = set(COLOURS) - {"selection"}
    assert set(theme_colours(DARK)) == given
    assert all(theme_named(theme.name) == (theme, ()) for theme in THEMES)
