"""The library's embedded engine: one SQLite file, with FTS5.

`store` is the engine; each of the other rooms does one kind of its work, and is imported
when that is first asked for: to open the article that was read last takes few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from reader.library.sqlite import (
        actors,
        entries,
        feeds,
        listing,
        personal,
        readings,
        resembling,
        searching,
        upkeep,
    )

__all__ = [
    "actors",
    "entries",
    "feeds",
    "listing",
    "personal",
    "readings",
    "resembling",
    "searching",
    "upkeep",
]


def __getattr__(name: str) -> ModuleType:
    """A room, imported now."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
