"""The program: which command the arguments name, and the reader itself where they name none."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from reader import __version__
from reader.cli.reading import open_reader
from reader.cli.writing import Trouble
from reader.opening import BAD_INPUT, DONE, INTERRUPTED, PROGRAM, complain, outcome
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

SECTIONS = {
    _("Commands on an article or the library"): ("quotes", "actors", "explain", "stats", "export"),
    _("Commands on the library"): (
        "add",
        "feeds",
        "fetch",
        "search",
        "verify",
        "articles",
        "actor",
        "notes",
        "tag",
        "remove",
        "merge",
        "split",
        "undo",
        "library",
    ),
    _("Commands on the program"): ("config", "completion", "man"),
}
COMMANDS = tuple(name for names in SECTIONS.values() for name in names)
"""Every command, in the order of the help: `reader.cli.NAME` has the command of that name."""

HELP = _(
    """Read an article in the terminal and see who said what.

    \b
      g7reader               the article that comes with the program
      g7reader FILE          an article of your own: plain text or Markdown
      g7reader -             an article from standard input; so does a pipe
      g7reader https://…     an article on the web
      g7reader COMMAND ...   one of the commands below, without a screen

    A file that is named like a command is ./quotes. Without FILE a command on
    an article reads what is piped in, or else the article that comes with the
    program. “g7reader COMMAND --help” tells more.
    """
)
EPILOGUE = _(
    """\b
    Exit codes:
      0    done
      1    nothing was found
      2    something is not right; one line says what
      70   the program itself failed; one line says where the report is
      130  interrupted
    """
)


class CommandGroup(click.Group):
    """The commands, and the reader itself for everything that is not the name of one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"reader.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names, else the reader with all arguments."""
        if args[0] in COMMANDS or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        return "", open_reader, args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, the options of the reader itself, and files."""
        from click.shell_completion import CompletionItem

        own = open_reader.shell_complete(click.Context(open_reader), incomplete)
        files = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="file")]
        # Files first: at them the function for bash forgets what came before.
        return [*files, *super().shell_complete(ctx, incomplete), *own]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Describe the options of the reader itself with the program's, then the commands."""
        params = [*open_reader.params, *self.get_params(ctx)]
        records = [param.get_help_record(ctx) for param in params if isinstance(param, click.Option)]
        with formatter.section(_("Options")):
            formatter.write_dl([record for record in records if record])
        for section, names in SECTIONS.items():
            found = [(name, command) for name in names if (command := self.get_command(ctx, name))]
            with formatter.section(section):
                formatter.write_dl([(name, command.get_short_help_str(100)) for name, command in found])


@click.group(
    PROGRAM,
    cls=CommandGroup,
    help=HELP,
    epilog=EPILOGUE,
    invoke_without_command=True,
    subcommand_metavar="[FILE | COMMAND ...]",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> int:
    """Open the reader on the bundled article, or on what is piped in, when no argument is given."""
    return context.invoke(open_reader) if context.invoked_subcommand is None else DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code and never raises for what a user can do wrong."""
    return outcome(lambda: _parsed(arguments))


_TELL_OF_SETTINGS_THEMSELVES = ("config", "completion", "man")


def _complain_of_settings(arguments: Sequence[str] | None) -> None:
    """Say what is wrong in the settings: whatever the command, the defaults count there."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in _TELL_OF_SETTINGS_THEMSELVES:
        return
    from reader.settings.places import settings_path

    path = settings_path()
    if path is not None and path.exists():
        from reader.settings import load_settings

        for problem in load_settings(path).problems:
            complain(str(problem))


def _parsed(arguments: Sequence[str] | None) -> int:
    _complain_of_settings(arguments)
    try:
        result = commands.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except click.UsageError as error:
        told = error.format_message().removesuffix(".")
        complain(_("{problem}; see {command}").format(problem=told, command=f"{PROGRAM} --help"))
        return BAD_INPUT
    except Trouble as error:
        error.tell()
        return BAD_INPUT
    except click.ClickException as error:
        complain(str(error))
        return BAD_INPUT
    except click.Abort:
        return INTERRUPTED
    return result if isinstance(result, int) else DONE
