"""Where the library is: named by the user, or in the user's data directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "G7READER_LIBRARY"
FILE_NAME = "library.db"


def library_path(named: str | None = None, environment: Mapping[str, str] | None = None) -> Path:
    """The library that the user named (`--library`), else that of the environment, of the settings, the own.

    Raises `LibraryError` when the user has no home directory to keep one in.
    """
    environment = os.environ if environment is None else environment
    chosen = named or environment.get(VARIABLE)
    try:
        if chosen:
            return Path(chosen).expanduser()
        from reader.settings import load_settings

        if (of_settings := load_settings(environment=environment).settings.library) is not None:
            return of_settings
        from platformdirs import user_data_path

        folder = user_data_path("g7reader", appauthor=False)
    except RuntimeError:  # from expanduser() or platformdirs, where there is no home directory
        folder = None
    if folder is None or not folder.is_absolute():
        from reader.library.errors import LibraryError

        raise LibraryError(
            _(
                "There is no home directory to keep the library in; name a file with --library or {variable}."
            ).format(variable=VARIABLE)
        )
    return folder / FILE_NAME
