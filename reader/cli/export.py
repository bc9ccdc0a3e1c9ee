"""`g7reader export`: articles out again, as files for other programs."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import language_option
from reader.cli.progress import bar
from reader.cli.sources import given_readings
from reader.cli.stored import library_option
from reader.cli.writing import Trouble, nothing_found
from reader.export.forms import Form, written
from reader.formats import clean_line
from reader.opening import DONE
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from reader.cli.progress import Bar
    from reader.cli.sources import Readings
    from reader.reading import Reading


@click.command(short_help=_("Write articles as Markdown, a web page, JSON, CSV or text."))
@click.argument("sources", nargs=-1, metavar="[SOURCE...]", type=click.Path(readable=False))
@click.option(
    "--to",
    "named",
    type=click.Choice([str(form) for form in Form]),
    help=_("What to write; told from how FILE ends by default."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER|-",
    type=click.Path(allow_dash=True),
    help=_("Where to; standard output by default. In a folder files are named by title."),
)
@click.option("--force", is_flag=True, help=_("Write over files that are there."))
@click.option("--all", "is_all", is_flag=True, help=_("Every article in the library."))
@library_option
@language_option
def export(
    sources: tuple[str, ...],
    named: str | None,
    output: str | None,
    force: bool,
    is_all: bool,
    library: str | None,
    language: str | None,
) -> int:
    """Write articles with who said what in them, for other programs and people.

    \b
      markdown  with front matter; opens again to the same reading
      html      one page for a browser, with quotes by speaker and search
      json      the article, its quotes and its actors (see docs/json.md)
      jsonl     a line of JSON for each quote
      csv       a table of quotes for a spreadsheet
      text      the article's words

    SOURCE is a file, a web address, - for standard input, or the number of an
    article in the library. Without SOURCE it is what is piped in, or else the
    article that comes with the program.

    Nothing is written over without --force. Several articles need a folder,
    but for csv and jsonl, which make one list of them.
    """
    if is_all and sources:
        raise click.UsageError(_("either the whole library or SOURCE: leave one away"))
    is_all = is_all or (library is not None and not sources)
    target = Target(form_of(named, output), output, force)
    with given_readings(sources, is_all=is_all, library=library, language=language) as readings:
        if not readings.total:
            return nothing_found(_("the library has no articles"))
        target.write(readings)
    return DONE


def form_of(named: str | None, output: str | None) -> Form:
    """What to write: what is named, else what the file's ending says. Raises `click.UsageError`."""
    if named is not None:
        return Form(named)
    form = Form.of_file(Path(output).suffix) if output else None
    if form is None:
        raise click.UsageError(_("say what to write, such as {example}").format(example="--to markdown"))
    return form


@dataclass(frozen=True, slots=True)
class Target:
    """Where readings are written: standard output, a file, or a folder."""

    form: Form
    output: str | None
    is_forced: bool

    def write(self, readings: Readings) -> None:
        """Write them all. Raises `Trouble` where there is no place for them."""
        if self.output is None or self.output == streams.STANDARD_INPUT:
            self._require_one_list(readings.total)
            self._write_list(readings.each, lambda text: streams.write(text, encoding="utf-8"))
            return
        path = Path(self.output)
        is_folder = path.is_dir() or self.output.endswith(("/", "\\"))
        is_folder |= not path.exists() and readings.total > 1 and not self.form.is_list
        with bar(readings.total) as shown:
            each = _counted(readings.each, shown)
            if is_folder:
                self._write_folder(path, each)
                return
            self._require_one_list(readings.total)
            with self._file(path) as stream:
                self._write_list(each, stream.write)
        self._tell(path)

    def _require_one_list(self, count: int) -> None:
        if count > 1 and not self.form.is_list:
            told = _("several articles need a folder for {form}; name one with -o").format(form=self.form)
            raise Trouble(told)

    def _write_list(self, each: Iterator[Reading], write: Callable[[str], object]) -> None:
        # Nothing is written before the first article was read: it may be one that cannot be.
        head = self.form.head
        for reading in each:
            write(head + written(reading, self.form))
            head = ""

    def _write_folder(self, folder: Path, each: Iterator[Reading]) -> None:
        from reader.export.file_names import safe_name

        taken: set[str] = set()
        for reading in each:
            text = self.form.head + written(reading, self.form)
            with _told(folder):
                folder.mkdir(parents=True, exist_ok=True)
                if not self.is_forced:
                    taken.update(entry.name for entry in folder.iterdir())
            name = safe_name(reading.article.metadata.title, self.form.suffix, taken)
            taken.add(name)
            with self._file(folder / name) as stream:
                stream.write(text)
            self._tell(folder / name)

    @contextmanager
    def _file(self, path: Path) -> Iterator[TextIO]:
        from reader.export.files import new_file

        with _told(path), new_file(path, replace=self.is_forced) as stream:
            yield stream

    def _tell(self, path: Path) -> None:
        streams.write(f"{clean_line(str(path))}\n")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what is wrong with a file in one line."""
    try:
        yield
    except FileExistsError:
        raise Trouble(_("{path}: is there already; --force writes over it").format(path=path)) from None
    except streams.OutputError:
        raise
    except OSError as error:
        raise Trouble(f"{path}: {error.strerror or error}") from None


def _counted(each: Iterator[Reading], shown: Bar) -> Iterator[Reading]:
    for reading in each:
        yield reading
        shown.advance()
