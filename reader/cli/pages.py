"""An article on the web, for a command: fetched while it says so, and kept where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.options import PLAIN_TEXT
from reader.cli.progress import spinner
from reader.cli.writing import Trouble
from reader.translation import _

if TYPE_CHECKING:
    from reader.article import Article


def is_plain_text_asked() -> bool:
    """Whether the command that runs was given `--plain-text`."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(PLAIN_TEXT))


def load_page(address: str) -> Article:
    """The article at a web address that the user typed. Raises `Trouble` when it cannot be had."""
    from reader.formats.html import NoArticle
    from reader.newsstand.page import PageLoader
    from reader.web.errors import WebError, shown

    loader = PageLoader(address, typed=True, plain_text=is_plain_text_asked())
    try:
        with spinner(_("Fetching {address} …").format(address=shown(address))) as say:
            loader.watch(say)
            return loader()
    except NoArticle as error:
        if error.plain is not None:
            error.advice = _("--plain-text takes all of its text")
        raise
    except WebError as error:
        raise Trouble(str(error)) from None


def keep_article(article: Article, language: str | None) -> None:
    """Analyse an article and put it into the user's library. Raises `LibraryError`."""
    from reader.library import open_library
    from reader.library.adding import prepare_article

    with open_library() as library:
        library.add_prepared(prepare_article(article, language)).result()
