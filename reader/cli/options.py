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
json_option = click.option("--json", "is_json", is_flag=True, help=_("Write JSON (see docs/json.md)."))
