"""A news reader that shows who said what.

    >>> import reader
    >>> reading = reader.read("article.md")
    >>> for quote in reading.analysis.quotes:
    ...     print(quote.speaker, quote.words(reading.article.text))

Nothing is imported before it is needed: the screens, the formats and the word
lists of the analysis load when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from reader.library import open_library
    from reader.library.protocol import Library
    from reader.reading import Analysis, Reading

__version__ = "0.1.0"
__all__ = ["Library", "__version__", "analyse", "open_library", "read"]


def read(source: str | PathLike[str]) -> Reading:
    """Load the article at the path `source` and say who said what in it.

    Raises `reader.formats.FormatError` when the file cannot be read as an article.
    """
    from reader.analysis import analyse_article
    from reader.formats import load_path
    from reader.reading import Reading

    article = load_path(source)
    return Reading(article, analyse_article(article))


def analyse(text: str, language: str | None = None) -> Analysis:
    """Find the quotes and actors of a plain text; `language` is recognised when it is not given.

    Offsets in the result are offsets into `text` as it was passed.
    """
    from reader.analysis import analyse as analyse_text

    return analyse_text(text, language=language)


def __getattr__(name: str) -> object:
    """Import what has to do with the library when it is first asked for."""
    if name == "Library":
        from reader.library.protocol import Library

        return Library
    if name == "open_library":
        from reader.library import open_library

        return open_library
    raise AttributeError(f"module 'reader' has no attribute '{name}'")
