"""Everything that is wrong in the settings, without an application that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.formats.errors import FormatError
    from reader.settings import Loaded


def _of_themes() -> tuple[FormatError, ...]:
    """What is wrong in the files of the user's themes."""
    from reader.tui.theme_files import names_of_user, theme_of_user

    return tuple(problem for name in names_of_user() for problem in theme_of_user(name)[1])


def all_problems(loaded: Loaded) -> tuple[FormatError, ...]:
    """What the loader found, and what is wrong with the keys, the theme and the files of themes."""
    problems = list(loaded.problems)
    if "theme" in loaded.origins:
        from reader.settings.problems import no_theme
        from reader.tui.theme_choice import theme_names

        names = theme_names()
        if loaded.settings.theme not in names:
            problems.append(no_theme(loaded, loaded.settings.theme, names))
    if loaded.settings.keys:
        from reader.tui.keymap import keymap_of

        problems += keymap_of(loaded.settings.keys, str(loaded.path)).problems
    problems += _of_themes()
    return tuple(sorted(problems, key=lambda problem: (problem.source, problem.line or 0)))
