"""Arguments and options that commands share."""

from __future__ import annotations

import click

from reader.translation import _


def checked_language(_context: click.Context, _option: click.Parameter, written: str | None) -> str | None:
    """The language code that was written. Raises `click.BadParameter` when it is none."""
    if written is None:
        return None
    from reader.formats import language_code

    code = language_code(written)
    if code is None:
        raise click.BadParameter(_("it is the code of a language, such as {example}").format(example="nl"))
    return code


file_argument = click.argument("file", required=False, metavar="[FILE]", type=click.Path(readable=False))
language_option = click.option(
    "--language",
    metavar="CODE",
    callback=checked_language,
    help=_("The article's language, such as nl; told from its text by default."),
)
PLAIN_TEXT = "reader.plain_text"
"""Where the context of a command keeps whether a page without an article is to give its text."""


def _keep_plain_text(context: click.Context, _option: click.Parameter, is_given: bool) -> None:
    context.meta[PLAIN_TEXT] = is_given


plain_text_option = click.option(
    "--plain-text",
    is_flag=True,
    expose_value=False,
    callback=_keep_plain_text,
    help=_("Of a web page in which no article is found, take all of its text."),
)
PLAIN = "reader.plain"
"""Where the context of a command keeps whether it is to write for who listens."""


def _keep_plain(context: click.Context, _option: click.Parameter, is_given: bool) -> None:
    context.meta[PLAIN] = is_given


def is_plain() -> bool:
    """Whether the command that runs was given `--plain`."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(PLAIN))


plain_option = click.option(
    "--plain",
    is_flag=True,
    expose_value=False,
    callback=_keep_plain,
    help=_("In sentences, with nothing drawn: for a screen reader."),
)
json_option = click.option("--json", "is_json", is_flag=True, help=_("Write JSON (see docs/json.md)."))
all_option = click.option(
    "--all", "is_all", is_flag=True, help=_("Of every article in the library; so does --library.")
)


def scope(file: str | None, is_all: bool, library: str | None, language: str | None) -> bool:
    """Whether the library is asked, and not one article. Raises `click.UsageError` where both are."""
    stored = is_all or library is not None
    if stored and file is not None:
        raise click.UsageError(_("either an article is asked or the library: leave FILE away"))
    if stored and language is not None:
        raise click.UsageError(_("--language is for one article; to search by language, use lang:"))
    return stored
