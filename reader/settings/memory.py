"""What the program remembers by itself, apart from the settings: the theme that was chosen on the screen."""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING

from reader.settings.places import state_directory

if TYPE_CHECKING:
    from pathlib import Path

_FILE_NAME = "state.json"
_LARGEST = 4096


def chosen_theme(setting: str) -> str | None:
    """The theme that was last chosen on the screen; None when the settings changed to `setting` since."""
    path = _path()
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            state = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):  # nothing is lost with it
        return None
    if not isinstance(state, dict) or state.get("instead_of") != setting:
        return None
    chosen = state.get("theme")
    return chosen if isinstance(chosen, str) else None


def remember_theme(name: str, setting: str) -> None:
    """Remember that `name` was chosen where the settings say `setting`; a full disk is no reason to fail."""
    path = _path()
    if path is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written beside it and moved, so that nobody ever finds half of it.
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_text(json.dumps({"theme": name, "instead_of": setting}) + "\n", encoding="utf-8")
        beside.replace(path)


def _path() -> Path | None:
    directory = state_directory()
    return directory / _FILE_NAME if directory is not None else None
