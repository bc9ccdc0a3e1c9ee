"""`g7reader man`: the manual page, made from the same definitions as the help, the keys and the settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from reader import __version__, streams
from reader.cli.installing import data_home, install
from reader.opening import DONE, PROGRAM
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@click.command(short_help=_("Write or install the manual page."))
@click.option(
    "--install", "is_installed", is_flag=True, help=_("Put it where man looks, instead of writing it.")
)
def man(is_installed: bool) -> int:
    """Write the manual page; “g7reader man | man -l -” shows it.

    When it is installed, “man g7reader” does.
    """
    page = manual()
    if not is_installed:
        streams.write(page, encoding="utf-8")
        return DONE
    path = data_home() / "man" / "man1" / f"{PROGRAM}.1"
    install(path, page)
    streams.write(f"{path}\n")
    return DONE


def manual() -> str:
    """The page, in the `man` macros of roff."""
    from reader.cli.program import EPILOGUE, HELP, SECTIONS, commands
    from reader.cli.reading import open_reader

    context = click.Context(commands, info_name=PROGRAM)
    lines = [
        f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {__version__}" "{_("User commands")}"',
        ".nh",  # names of options and actions are never broken
        ".ad l",
        *_section(_("Name"), [rf"{PROGRAM} \- {_roff(_('a news reader that shows who said what'))}"]),
        *_section(_("Synopsis"), _synopsis()),
        *_section(_("Description"), _text(HELP)),
        *_section(_("Options"), [*_options(open_reader, context), *_options(commands, context)]),
    ]
    for heading, names in SECTIONS.items():
        lines += _section(heading, [])
        for name in names:
            command = commands.get_command(context, name)
            assert command is not None
            lines += _command(command, click.Context(command, context, info_name=name))
    lines += _section(_("Keys"), _keys())
    lines += _section(_("Settings"), _settings())
    lines += _section(_("Exit status"), _text(EPILOGUE))
    return "\n".join(lines) + "\n"


def _synopsis() -> Iterator[str]:
    for number, form in enumerate(("[OPTIONS] [FILE]", "COMMAND [OPTIONS] [ARGUMENTS]")):
        if number:
            yield ".br"
        yield rf"\fB{PROGRAM}\fR {_roff(form)}"


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH "{_roff(heading).upper()}"'
    yield from lines


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    path = context.command_path
    arguments = " ".join(command.collect_usage_pieces(context))
    yield ".SS " + _quoted(f"{path} {arguments}")
    yield from _text(command.help or "")
    yield from _options(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _command(below, click.Context(below, context, info_name=name))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record is not None and record[1] and param.name != "help":
            yield from _term(*record)


def _term(term: str, told: str) -> Iterator[str]:
    yield ".TP"
    yield rf"\fB{_roff(term)}\fR"
    yield _line(told)


def _keys() -> Iterator[str]:
    from reader.tui.commands import ACTIONS, Group, keys_of

    yield _line(_("The settings can give other keys to every action; its name there is in brackets."))
    for group in Group:
        yield ".SS " + _quoted(group.value)
        for action in ACTIONS:
            if action.group is group:
                yield from _term("  ".join(keys_of(action, {})), f"{action.help} [{action.id}]")


def _settings() -> Iterator[str]:
    from reader.settings.places import CONFIG_VARIABLE, FILE_NAME
    from reader.settings.schema import all_settings

    where = _(
        "In {file} in your configuration directory, or in the one that {variable} names; "
        "“g7reader config path” tells where that is."
    )
    yield _line(where.format(file=FILE_NAME, variable=CONFIG_VARIABLE))
    for setting in all_settings():
        default = setting.kind.written(setting.default)
        told = [setting.help, _("Allowed: {what}.").format(what=setting.kind.allowed)]
        if default:
            told.append(_("Default: {value}.").format(value=default))
        yield from _term(setting.key, " ".join(told))


def _text(told: str) -> Iterator[str]:
    """Paragraphs; one that begins with a `\\b` keeps its lines."""
    for paragraph in re.split(r"\n[ ]*\n", _dedented(told)):
        if paragraph.startswith("\b"):
            yield ".PP"
            yield ".nf"
            yield from map(_line, paragraph.removeprefix("\b").strip("\n").split("\n"))
            yield ".fi"
        elif paragraph.strip():
            yield ".PP"
            yield _line(" ".join(paragraph.split()))


def _dedented(told: str) -> str:
    from inspect import cleandoc

    return cleandoc(told)


def _line(text: str) -> str:
    """One line of text that roff cannot take for a request."""
    escaped = _roff(text)
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped


def _roff(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq").strip("\n")


def _quoted(text: str) -> str:
    return f'"{_roff(text)}"'
