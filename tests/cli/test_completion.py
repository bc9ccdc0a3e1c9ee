"""What a shell gets to complete from, tried in the shells that are here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader import cli
from tests.terminal import PLENTY, environment

if TYPE_CHECKING:
    from pathlib import Path

bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")

ASK = """\
source {script}
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
compopt() {{ :; }}
$(complete -p g7reader | sed 's/.*-F \\([^ ]*\\) .*/\\1/') g7reader
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A directory with the program in it, for PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "g7reader"
    file.write_text(f"#!{sys.executable}\nimport sys\nfrom reader.__main__ import main\nsys.exit(main())\n")
    file.chmod(0o755)
    return folder


@bash
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("g7reader quo", {"quotes"}),
        ("g7reader comp", {"completion"}),
        ("g7reader quotes --ki", {"--kind"}),
        ("g7reader quotes --kind mi", {"mixed"}),
        ("g7reader config ", {"path", "check", "edit", "keys"}),
        ("g7reader completion ", {"bash", "zsh", "fish"}),
    ],
)
def test_bash_completes(words, offered, program, tmp_path, capsys) -> None:
    assert cli.main(["completion", "bash"]) == cli.DONE
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out)
    quoted = " ".join(word or "''" for word in words.split(" "))
    done = subprocess.run(
        ["bash", "--norc", "-c", ASK.format(script=script, words=quoted)],
        capture_output=True,
        text=True,
        timeout=PLENTY,
        env=environment(PATH=f"{program}:/usr/bin:/bin"),
    )
    assert done.stderr == ""
    assert set(done.stdout.splitlines()) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script_that_it_can_read(shell, tmp_path, capsys) -> None:
    assert cli.main(["completion", shell]) == cli.DONE
    script = capsys.readouterr().out
    assert "_G7READER_COMPLETE" in script and f"{shell}_complete" in script
    if shutil.which(shell) is not None:
        file = tmp_path / "script"
        file.write_text(script)
        assert subprocess.run([shell, "-n", str(file)], timeout=PLENTY).returncode == 0


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", "data/bash-completion/completions/g7reader"),
        ("zsh", "data/zsh/site-functions/_g7reader"),
        ("fish", "config/fish/completions/g7reader.fish"),
    ],
)
def test_it_is_installed_where_the_shell_looks(shell, place, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert cli.main(["completion", "--install"]) == cli.DONE, "the shell is the user's own"
    told = capsys.readouterr()
    assert told.out == f"{tmp_path / place}\n"
    assert cli.main(["completion", shell]) == cli.DONE
    assert (tmp_path / place).read_text() == capsys.readouterr().out
    assert ("fpath" in told.err) is (shell == "zsh")


def test_what_cannot_be_is_one_line(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert cli.main(["completion"]) == cli.BAD_INPUT
    assert "say for which shell: bash, zsh, fish" in capsys.readouterr().err
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    assert cli.main(["completion", "bash", "--install"]) == cli.BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1
