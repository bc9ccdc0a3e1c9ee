"""The command line: one function a command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reader import __version__, streams
from reader.opening import BAD_INPUT, DONE, INTERRUPTED, PROGRAM, complain, load, open_on_screen, outcome
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from click.shell_completion import CompletionItem

    from reader.export.lists import Entry
    from reader.reading import Quote, Reading

NOTHING_FOUND = 1
WIDTHS = click.IntRange(20, 1000)

HELP = _(
    """Read an article in the terminal and see who said what.

    \b
      g7reader               the article that comes with the program
      g7reader FILE          an article of your own: plain text or Markdown
      g7reader -             an article from standard input; so does a pipe
      g7reader COMMAND FILE  one of the commands below, without a screen

    A file that is named like a command is ./quotes. Without FILE a command
    reads what is piped in, or else the article that comes with the program.
    """
)
EPILOGUE = _(
    """\b
    Exit codes:
      0    done
      1    nothing was found
      2    the article or the command line is not right; one line says why
      130  interrupted
    """
)


class CommandGroup(click.Group):
    """The commands, and the reader itself for everything that is not the name of one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names, else the reader with all arguments."""
        if args[0] in self.commands or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        return "", open_reader, args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, the options of the reader itself, and files."""
        from click.shell_completion import CompletionItem

        own = open_reader.shell_complete(click.Context(open_reader), incomplete)
        files = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="file")]
        return [*super().shell_complete(ctx, incomplete), *own, *files]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Describe the options of the reader itself with the program's, then the commands."""
        params = [*open_reader.params, *self.get_params(ctx)]
        records = [param.get_help_record(ctx) for param in params if isinstance(param, click.Option)]
        with formatter.section(_("Options")):
            formatter.write_dl([record for record in records if record])
        self.format_commands(ctx, formatter)


class ReaderCommand(click.Command):
    """The reader itself, which has no name: its help is the program's."""

    def get_help(self, ctx: click.Context) -> str:
        """The help of the whole program."""
        return (ctx.parent or ctx).get_help()


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


@click.group(
    PROGRAM,
    cls=CommandGroup,
    help=HELP,
    epilog=EPILOGUE,
    invoke_without_command=True,
    subcommand_metavar="[FILE | COMMAND FILE]",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> int:
    """Open the reader on the bundled article, or on what is piped in, when no argument is given."""
    return context.invoke(open_reader) if context.invoked_subcommand is None else DONE


@click.command(cls=ReaderCommand)
@file_argument
@click.option("--print", "is_printed", is_flag=True, help=_("Print the article with its panels, then stop."))
@click.option("--width", type=WIDTHS, metavar="COLUMNS", help=_("How wide --print may be."))
@language_option
def open_reader(file: str | None, is_printed: bool, width: int | None, language: str | None) -> int:
    """Show an article on the screen, or print it."""
    if is_printed:
        return print_article(file, width, language)
    return open_on_screen(file, language)


def print_article(file: str | None, width: int | None, language: str | None) -> int:
    """Write an article with its panels drawn, in colour where standard output is a terminal."""
    import io
    import shutil

    from rich.console import Console

    from reader.layout.printing import print_reading

    reading = read(file, language)
    complain_of(reading.analysis.notes)
    page = io.StringIO()
    console = Console(
        file=page,
        width=width or shutil.get_terminal_size().columns,
        force_terminal=streams.has_colour(),
        color_system="auto" if streams.has_colour() else None,
    )
    print_reading(reading, console, width)
    streams.write(page.getvalue())
    return DONE


@commands.command("quotes", short_help=_("Who said what, a line each."))
@file_argument
@click.option("--by", metavar="NAME", help=_("Only what this actor says; case and accents do not matter."))
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(["direct", "mixed", "indirect"]),
    multiple=True,
    help=_("Only quotes of this kind."),
)
@json_option
@language_option
def quotes(
    file: str | None, by: str | None, kinds: tuple[str, ...], is_json: bool, language: str | None
) -> int:
    """List the quotes of an article: who said what, of which kind, and by which word that is told."""
    reading = read(file, language)
    found = matching_quotes(reading, by, kinds)
    if is_json:
        from reader.export.as_json import quotes_as_json

        streams.write(quotes_as_json(reading, found), encoding="utf-8")
    else:
        from reader.export.lists import quote_entry

        write_entries(reading, (quote_entry(quote, reading.article.text) for quote in found))
    return DONE if found else nothing_found(_("no quotes found"))


def matching_quotes(reading: Reading, by: str | None, kinds: Sequence[str]) -> list[Quote]:
    """The quotes of `reading` whose speaker is called `by`, and of one of `kinds`, where these are given."""
    if by is None and not kinds:
        return list(reading.analysis.quotes)
    from reader.library.folding import folded_words
    from reader.library.matching import search_quotes
    from reader.library.query import And, Node, OfKind, Or, Place, Query, Words
    from reader.reading import QuoteKind

    wanted: list[Node] = []
    if by is not None:
        name = folded_words(by)
        if not name:
            raise click.BadParameter(_("a name is needed"), param_hint="--by")
        wanted.append(Words(name, place=Place.BY))
    if kinds:
        wanted.append(Or(tuple(OfKind(QuoteKind(kind)) for kind in kinds)))
    return [hit.quote for hit in search_quotes(reading, Query("", And(tuple(wanted))))]


@commands.command("actors", short_help=_("Who acts or speaks, and how often."))
@file_argument
@json_option
@language_option
def actors(file: str | None, is_json: bool, language: str | None) -> int:
    """List the actors of an article: kind, role, mentions, quotes and other names."""
    reading = read(file, language)
    found = reading.analysis.actors
    if is_json:
        from reader.export.as_json import actors_as_json

        streams.write(actors_as_json(reading, found), encoding="utf-8")
    else:
        from reader.export.lists import actor_entry

        write_entries(reading, (actor_entry(actor, reading) for actor in found))
    return DONE if found else nothing_found(_("no actors found"))


@commands.command("explain", short_help=_("Why each quote has its speaker."))
@file_argument
@language_option
def explain(file: str | None, language: str | None) -> int:
    """For each quote of an article, say which rule found it and why its speaker was chosen."""
    from reader.export.lists import explanation

    reading = read(file, language)
    found = reading.analysis.quotes
    entries = (entry for quote in found for entry in explanation(quote, reading.article.text))
    write_entries(reading, entries)
    return DONE if found else nothing_found(_("no quotes found"))


def read(file: str | None, language: str | None) -> Reading:
    """The article in `file` with its analysis, in `language` where one is given."""
    from reader.analysis import analyse_article
    from reader.reading import Reading

    article = load(file)
    if language is not None:
        article = replace(article, metadata=replace(article.metadata, language=language))
    return Reading(article, analyse_article(article))


def write_entries(reading: Reading, entries: Iterable[Entry]) -> None:
    """Write a line for each entry, its name in bold where there is colour; notes go to standard error."""
    complain_of((*reading.article.notes, *reading.analysis.notes))
    bold = streams.has_colour()
    names_and_rests = (
        (click.style(name, bold=True) if bold and name else name, rest) for name, rest in entries
    )
    streams.write("".join(f"{name}{rest}\n" for name, rest in names_and_rests))


def complain_of(notes: Iterable[str]) -> None:
    """Write what a reader should know to standard error, a line each."""
    for note in notes:
        complain(note)


def nothing_found(message: str) -> int:
    """Say so on standard error; the exit code says it too."""
    complain(message)
    return NOTHING_FOUND


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code and never raises for what a user can do wrong."""
    return outcome(lambda: _parsed(arguments))


def _parsed(arguments: Sequence[str] | None) -> int:
    try:
        result = commands.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except click.UsageError as error:
        told = error.format_message().removesuffix(".")
        complain(_("{problem}; see {command}").format(problem=told, command=f"{PROGRAM} --help"))
        return BAD_INPUT
    except click.ClickException as error:
        complain(str(error))
        return BAD_INPUT
    except click.Abort:
        return INTERRUPTED
    return result if isinstance(result, int) else DONE
