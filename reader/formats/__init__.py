"""Bytes become articles here: plain text, and Markdown with YAML front matter.

    >>> from reader.formats import load_path
    >>> article = load_path("article.md")

`clean` is the one door through which text enters; whatever is shown has passed it.
"""

from reader.formats.cleaning import clean, clean_line
from reader.formats.errors import FormatError
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
