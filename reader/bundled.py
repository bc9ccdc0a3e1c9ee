"""The article that comes with the program, for a first look without a file at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article import Article

NAME = "2017-04-11-g7-lucca.md"


def bundled_path() -> Path:
    """Where the bundled article lies: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "articles" / NAME
    return installed if installed.exists() else package.parent / "articles" / NAME


def bundled_article() -> Article:
    """The bundled article, loaded."""
    from reader.formats import load_path

    return load_path(bundled_path())
