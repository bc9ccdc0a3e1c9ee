"""The manual page has every command, option, key and setting, and `man` reads it without a warning."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import pytest

from reader import cli
from reader.cli.man import manual
from reader.cli.program import COMMANDS, commands
from reader.settings.schema import all_settings
from reader.tui.commands import ACTIONS
from tests.terminal import PLENTY, environment

FORMATTER = next(filter(shutil.which, ("mandoc", "groff")), None)


def shown() -> str:
    """The page as a reader sees it, on one line."""
    assert FORMATTER is not None
    command = (
        ["mandoc", "-Tutf8"] if FORMATTER == "mandoc" else ["groff", "-k", "-man", "-Tutf8", "-ww", "-P-cbou"]
    )
    done = subprocess.run(
        command, input=manual().encode(), capture_output=True, timeout=PLENTY, env=environment(MANWIDTH="300")
    )
    assert done.returncode == 0 and done.stderr == b""
    text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout.decode())
    return text.replace("−", "-").replace("‐", "-")


@pytest.mark.skipif(FORMATTER is None, reason="nothing here formats manual pages")
def test_it_is_read_without_a_warning_and_has_everything() -> None:
    text = " ".join(shown().split())
    for name in COMMANDS:
        assert f"g7reader {name}" in text
    for option in options(commands):
        assert option in text, option
    for action in ACTIONS:
        assert f"[{action.id}]" in text, action.id
    for setting in all_settings():
        assert f" {setting.key} " in text, setting.key
    for words in ("NAME g7reader - a news reader", "EXIT STATUS", "130 interrupted", "./quotes"):
        assert words in text


def options(command: click.Command) -> set[str]:
    found = {name for param in command.params for name in param.opts if name.startswith("--")}
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            found |= options(below)
    return found


def test_no_line_is_taken_for_a_request() -> None:
    known = {".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".br", ".nh", ".ad"}
    for line in manual().splitlines():
        if line[:1] in (".", "'"):
            assert line.split()[0] in known, line


def test_it_is_installed_where_man_looks(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert cli.main(["man", "--install"]) == cli.DONE
    page = tmp_path / "man" / "man1" / "g7reader.1"
    assert capsys.readouterr().out == f"{page}\n"
    assert page.read_text(encoding="utf-8") == manual()
