"""The user's settings: one YAML file, one schema, and a default for everything.

    >>> from reader.settings import load_settings
    >>> load_settings().settings.measure
    72

Nothing is parsed where there is no file.
"""

from reader.settings.loading import Loaded, Origin, load_settings
from reader.settings.places import config_directory, settings_path, state_directory, themes_directory

__all__ = [
    "Loaded",
    "Origin",
    "config_directory",
    "load_settings",
    "settings_path",
    "state_directory",
    "themes_directory",
]
