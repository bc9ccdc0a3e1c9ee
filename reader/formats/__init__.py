"""Bytes become articles here: plain text, and Markdown with YAML front matter.

    >>> from reader.formats import load_path
    >>> article = load_path("article.md")

`clean` is the one door through which text enters; whatever is shown has passed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats.cleaning import clean, clean_line
from reader.formats.errors import FormatError

if TYPE_CHECKING:
    from reader.formats.front_matter import language_code
    from reader.formats.loading import LARGEST, SUFFIXES, load_bytes, load_path, read_limited

__all__ = [
    "LARGEST",
    "SUFFIXES",
    "FormatError",
    "clean",
    "clean_line",
    "language_code",
    "load_bytes",
    "load_path",
    "read_limited",
]


def __getattr__(name: str) -> object:
    """What reads files, imported when first asked for: all text is cleaned, little of it is in files."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    module = "front_matter" if name == "language_code" else "loading"
    return getattr(import_module(f"{__name__}.{module}"), name)
