"""Where the user's settings are, and what the program itself remembers: two directories."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG_VARIABLE = "G7READER_CONFIG"
STATE_VARIABLE = "G7READER_STATE"
FILE_NAME = "settings.yaml"


def config_directory(environment: Mapping[str, str] | None = None) -> Path | None:
    """The directory with the settings and themes: that of the environment, else the user's own.

    None where the user has no home directory to keep one in; so for the others here.
    """
    return _directory(CONFIG_VARIABLE, os.environ if environment is None else environment)


def settings_path(environment: Mapping[str, str] | None = None) -> Path | None:
    """The file with the user's settings, whether there is one or not."""
    directory = config_directory(environment)
    return directory / FILE_NAME if directory is not None else None


def themes_directory(environment: Mapping[str, str] | None = None) -> Path | None:
    """The directory with the user's own themes, a file each."""
    directory = config_directory(environment)
    return directory / "themes" if directory is not None else None


def state_directory(environment: Mapping[str, str] | None = None) -> Path | None:
    """The directory for what the program remembers: the theme that was chosen, reports of crashes."""
    return _directory(STATE_VARIABLE, os.environ if environment is None else environment)


def _directory(variable: str, environment: Mapping[str, str]) -> Path | None:
    try:
        if chosen := environment.get(variable):
            return Path(chosen).expanduser()
        from platformdirs import user_config_path, user_state_path

        of_user = user_config_path if variable == CONFIG_VARIABLE else user_state_path
        found = of_user("g7reader", appauthor=False)
    except RuntimeError:  # from expanduser() or platformdirs, where there is no home directory
        return None
    return found if found.is_absolute() else None
