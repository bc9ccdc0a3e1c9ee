"""`g7reader config`: the settings, where each came from, and what is wrong with them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from reader import streams
from reader.cli.options import json_option
from reader.cli.writing import complain_of
from reader.opening import BAD_INPUT, DONE
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.formats.errors import FormatError
    from reader.settings import Loaded
    from reader.settings.schema import Setting

_USUAL_EDITORS = ("nano", "vi", "notepad")


@click.group(invoke_without_command=True, short_help=_("Show, edit or check your settings."))
@json_option
@click.pass_context
def config(context: click.Context, is_json: bool) -> int:
    """Show your settings, and where each comes from.

    They are in one YAML file; docs/settings.md tells of every key. What is
    wrong there is told in a line each, and its default counts.
    """
    if context.invoked_subcommand is not None:
        return DONE
    from reader.settings import load_settings

    loaded = load_settings()
    complain_of(map(str, loaded.problems))
    streams.write(_as_json(loaded) if is_json else _as_lines(loaded), encoding="utf-8" if is_json else None)
    return DONE


@config.command()
def path() -> int:
    """Say where the settings are, whether there are any or not."""
    streams.write(f"{_own_path()}\n")
    return DONE


@config.command()
@json_option
def check(is_json: bool) -> int:
    """Look for what is wrong in the settings and in your themes.

    \b
    Exit codes:
      0  all is well
      2  something is not; a line for each says what
    """
    from reader.settings import load_settings

    loaded = load_settings(_own_path())
    problems = _all_problems(loaded)
    if is_json:
        document = {"path": str(loaded.path), "problems": [_problem(problem) for problem in problems]}
        streams.write(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
    elif problems:
        complain_of(map(str, problems))
    elif loaded.path is not None and not loaded.path.exists():
        streams.write(
            _("There are no settings at {path}: every default counts.").format(path=loaded.path) + "\n"
        )
    else:
        streams.write(_("The settings at {path} are all right.").format(path=loaded.path) + "\n")
    return BAD_INPUT if problems else DONE


@config.command()
def edit() -> int:
    """Open the settings in your editor: that of VISUAL, else of EDITOR.

    Where there are none yet, the file begins with every key in a comment.
    What is wrong is told when the editor closes.
    """
    from reader.settings import load_settings

    path, command = _own_path(), _editor()
    try:
        if not path.exists():
            from reader.settings.describing import first_file

            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(first_file())
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        raise click.ClickException(f"{command[0]}: {error.strerror}") from None
    if code:
        raise click.ClickException(
            _("{editor} ended with code {code}; the settings are in {path}").format(
                editor=command[0], code=code, path=path
            )
        )
    problems = _all_problems(load_settings(path))
    complain_of(map(str, problems))
    return BAD_INPUT if problems else DONE


@config.command()
@json_option
def keys(is_json: bool) -> int:
    """List the actions that keys can be given to, with the keys that they have now."""
    from reader.settings import load_settings
    from reader.tui.commands import ACTIONS, keys_of
    from reader.tui.keymap import keymap_of

    loaded = load_settings()
    keymap = keymap_of(loaded.settings.keys, str(loaded.path))
    complain_of(map(str, (*loaded.problems, *keymap.problems)))
    if is_json:
        for action in ACTIONS:
            document = {
                "action": action.id,
                "keys": keys_of(action, keymap.keys),
                "default": keys_of(action, {}),
                "title": action.title,
                "help": action.help,
            }
            streams.write(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
        return DONE
    rows = [(action.id, "  ".join(keys_of(action, keymap.keys)), action.help) for action in ACTIONS]
    streams.write(_columns(rows))
    return DONE


def _own_path() -> Path:
    """The file with the settings. Raises `click.ClickException` where there is no home to keep it in."""
    from reader.settings import settings_path
    from reader.settings.places import CONFIG_VARIABLE

    found = settings_path()
    if found is None:
        raise click.ClickException(
            _("There is no home directory to keep settings in; name a directory with {variable}.").format(
                variable=CONFIG_VARIABLE
            )
        )
    return found


def _editor() -> Sequence[str]:
    """The user's editor, with its arguments; never through a shell."""
    for variable in ("VISUAL", "EDITOR"):
        if written := os.environ.get(variable, "").strip():
            try:
                return shlex.split(written, posix=os.name == "posix")
            except ValueError:
                raise click.ClickException(
                    _("{variable} has a quotation mark without its pair: {written}").format(
                        variable=variable, written=written
                    )
                ) from None
    found = next(filter(None, map(shutil.which, _USUAL_EDITORS)), None)
    if found is None:
        raise click.ClickException(
            _("There is no editor; set VISUAL, or write {path} yourself.").format(path=_own_path())
        )
    return [found]


def _all_problems(loaded: Loaded) -> tuple[FormatError, ...]:
    """What is wrong, also in what only the screens know: the names of themes and of actions."""
    from reader.tui.settings_check import all_problems

    return all_problems(loaded)


def _as_lines(loaded: Loaded) -> str:
    from reader.settings.schema import all_settings, value_of

    rows = []
    for setting in all_settings():
        written = setting.kind.written(value_of(loaded.settings, setting.key))
        rows.append((f"{setting.key}:", written or _("(none)"), _told_origin(loaded, setting.key)))
    if (chosen := _chosen_theme(loaded)) is not None:
        rows[0] = (rows[0][0], chosen, _("chosen on the screen"))
    return _columns(rows)


def _columns(rows: Sequence[tuple[str, str, str]]) -> str:
    """Rows of three words or sentences, one below the other."""
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{one:{first}}  {two:{second}}  {three}\n" for one, two, three in rows)


def _told_origin(loaded: Loaded, key: str) -> str:
    origin = loaded.origins.get(key)
    if origin is None:
        return _("default")
    if origin.variable is not None:
        return _("from {variable}").format(variable=origin.variable)
    return _("{file} line {line}").format(file=loaded.path, line=origin.line)


def _chosen_theme(loaded: Loaded) -> str | None:
    from reader.settings.memory import chosen_theme

    return chosen_theme(loaded.settings.theme)


def _as_json(loaded: Loaded) -> str:
    from reader.settings.schema import all_settings, value_of

    settings: dict[str, object] = {}
    for setting in all_settings():
        origin = loaded.origins.get(setting.key)
        came = "default" if origin is None else "file" if origin.variable is None else "environment"
        settings[setting.key] = {
            "value": _plain(setting, value_of(loaded.settings, setting.key)),
            "default": _plain(setting, setting.default),
            "from": came,
            "line": origin.line if origin is not None else None,
            "variable": origin.variable if origin is not None else None,
        }
    document = {
        "path": str(loaded.path) if loaded.path is not None else None,
        "settings": settings,
        "chosen_theme": _chosen_theme(loaded),
        "problems": [_problem(problem) for problem in loaded.problems],
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def _plain(setting: Setting, value: object) -> object:
    """A value as JSON has it: keys as an object of lists."""
    from reader.settings.kinds import Keys, KeysOf

    if isinstance(setting.kind, Keys):
        return {one.action: list(one.keys) for one in cast("tuple[KeysOf, ...]", value)}
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Path) else value


def _problem(problem: FormatError) -> dict[str, object]:
    return {
        "source": problem.source,
        "line": problem.line,
        "key": problem.key or None,
        "problem": problem.problem,
        "advice": problem.advice or None,
    }
