"""`g7reader completion`: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from reader import streams
from reader.cli.installing import data_home, install
from reader.opening import DONE, PROGRAM, complain
from reader.translation import _

SHELLS = ("bash", "zsh", "fish")


@click.command(short_help=_("Let your shell complete commands and options."))
@click.argument("shell", required=False, type=click.Choice(SHELLS))
@click.option(
    "--install", "is_installed", is_flag=True, help=_("Put it where the shell looks, instead of writing it.")
)
def completion(shell: str | None, is_installed: bool) -> int:
    """Write what SHELL needs to complete commands, options and files: bash, zsh or fish.

    Without SHELL it is the one that you use. A shell that runs already knows
    it when it is started anew, or at once with

    \b
      bash  source <(g7reader completion bash)
      zsh   source <(g7reader completion zsh)
      fish  g7reader completion fish | source
    """
    shell = shell or _own_shell()
    script = _script(shell)
    if not is_installed:
        streams.write(script)
        return DONE
    path = _place(shell)
    install(path, script)
    streams.write(f"{path}\n")
    if shell == "zsh":
        complain(
            _("zsh looks there when ~/.zshrc has, before compinit: {line}").format(
                line=f"fpath=({path.parent} $fpath)"
            )
        )
    return DONE


def _own_shell() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise click.UsageError(_("say for which shell: {shells}").format(shells=", ".join(SHELLS)))
    return name


def _script(shell: str) -> str:
    from click.shell_completion import get_completion_class

    from reader.cli.program import commands

    of_shell = get_completion_class(shell)
    assert of_shell is not None
    made = of_shell(commands, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE")
    # Not `source()`, which for bash starts the bash that is found first to ask for its version.
    return made.source_template % made.source_vars()


def _place(shell: str) -> Path:
    if shell == "bash":
        return data_home() / "bash-completion" / "completions" / PROGRAM
    if shell == "zsh":
        return data_home() / "zsh" / "site-functions" / f"_{PROGRAM}"
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / "fish" / "completions" / f"{PROGRAM}.fish"
