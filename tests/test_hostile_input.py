"""Bad input ends in one clear line and exit code 2; what would steer a terminal never reaches one."""

import os
import re
import sys
from pathlib import Path

import pytest

from reader.cli import BAD_INPUT, DONE
from tests.terminal import PROGRAM, Terminal, run

ALIAS_BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
MERGE_BOMB = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)


def front_matter(yaml: str) -> bytes:
    return f"---\n{yaml}\n---\n\nEen regel tekst.\n".encode()


BAD_FILES = {
    "empty.md": (b"", "is empty"),
    "blank.txt": (b"\n \n", "is empty"),
    "binary.txt": (bytes(range(256)) * 8, "binary"),
    "picture.md": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    "paper.pdf": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "broken.md": (front_matter("title: [nooit dicht"), "line 2"),
    "colon.md": (front_matter("title: G7: geen oplossing"), "quotation marks"),
    "wrong.md": (front_matter("outlet: NU.nl\npublished: gisteren"), "line 3, published"),
    "date.md": (front_matter("published: 2017-02-30"), "published"),
    "alias.md": (front_matter(ALIAS_BOMB), "aliases"),
    "merge.md": (front_matter(MERGE_BOMB), "line 2"),
    "depth.md": (front_matter("a: " + "[" * 50_000), "deep"),
    "large.md": (front_matter("a: " + "x" * 70_000), "64 KiB"),
    "open.md": (b"---\ntitle: x\n\nTekst.", "no end"),
    "title.md": (b"# Alleen een kop\n", "no text"),
    "markup.md": (front_matter("published: '[bold]x[/bold]\\e[31m'"), '"[bold]x[/bold]'),
}


def check_refusal(arguments: list[str], told: str, data: bytes = b"", cwd: Path | None = None) -> None:
    done = run(*arguments, data=data, cwd=cwd)
    error = done.stderr.decode()
    assert done.returncode == BAD_INPUT, error
    assert done.stdout == b""
    assert error.startswith("g7reader: ") and error.endswith("\n") and error.count("\n") == 1
    assert told in error and "Traceback" not in error and "\x1b" not in error


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_line(tmp_path: Path, name: str) -> None:
    data, told = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)
    check_refusal([name], told, cwd=tmp_path)
    check_refusal(["quotes", name, "--json"], f"{name}: ", cwd=tmp_path)


@pytest.mark.parametrize("command", [[], ["--print"], ["quotes"], ["actors"], ["explain"]])
def test_what_is_no_file_is_one_line(tmp_path: Path, command: list[str]) -> None:
    check_refusal([*command, "weg.md"], "weg.md: there is no such file", cwd=tmp_path)
    check_refusal([*command, "."], "is a folder", cwd=tmp_path)
    check_refusal([*command, ""], "without a name", cwd=tmp_path)


def test_bad_standard_input_is_one_line() -> None:
    check_refusal(["quotes", "-"], "standard input: is empty")
    check_refusal(["--print", "-"], "standard input: is a binary file", data=b"\x00\x01")
    check_refusal(["--print"], "standard input: is a binary file", data=b"\x00\x01")


def test_a_hundred_megabytes_of_one_line_are_one_line(tmp_path: Path) -> None:
    file = tmp_path / "groot.txt"
    file.write_bytes(b"a" * 1000)
    with file.open("r+b") as stream:
        stream.truncate(100_000_000)
    check_refusal(["--print", str(file)], "larger than")
    check_refusal(["quotes", "-"], "larger than", data=b"a" * 100_000_000)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--kleur"], "--kleur"),
        (["een.md", "twee.md"], "twee.md"),
        (["quotes", "--kind", "schreeuw"], "mixed"),
        (["quotes", "--by", "..."], "--by"),
        (["quotes", "--by"], "--by"),
        (["--print", "--width", "0"], "--width"),
        (["--print", "--width", "breed"], "breed"),
        (["actors", "--language", "[bold]x"], "--language"),
        (["weg\x1b[31m\x1b]52;c;eA==\x07[bold].md"], "weg[bold].md: there is no such file"),
        (["quotes", "--kind", "\x1b[31m[red]"], "[red]"),
    ],
)
def test_a_bad_command_line_is_one_line(arguments: list[str], told: str) -> None:
    check_refusal(arguments, told)


def test_without_a_terminal_the_reader_points_to_print() -> None:
    check_refusal([], "--print")
    check_refusal(["-"], "--print", data=b"Een regel tekst.")


# What a terminal must never get: each steers it, writes its clipboard, or turns the text around.
CSI, OSC, ST, BEL, C1_CSI, C1_OSC = "\x1b[", "\x1b]", "\x1b\\", "\x07", "\x9b", "\x9d"
ATTACKS = (
    f"{CSI}31;7;99m{CSI}2J{CSI}?1049l{CSI}6n",
    f"{OSC}8;;https://evil.test/{ST}klik{OSC}8;;{ST}",
    f"{OSC}52;c;R0VLQUFQVA=={BEL}",
    f"{OSC}0;GEKAAPT{ST}",
    "\x1bP$qGEKAAPT\x1b\\\x1bc\x1b(0\x0e",
    f"{C1_CSI}31;7;99m{C1_OSC}52;c;R0VLQUFQVA==\x9c\x90GEKAAPT\x9c\x85",
    "\u202eom\u202c\u2066x\u2069\u200f\u061c\u2028\u2029\u200b\U000e0041",
    "\x08\x08\x0b\x0c\x7f\x1b",
)
ATTACK = "".join(ATTACKS)
_ESCAPED = "".join(f"\\U{ord(character):08X}" for character in ATTACK)
HOSTILE_MARKDOWN = f"""\
---
title: "Kop {_ESCAPED} [bold]vet[/bold]"
outlet: "Krant{_ESCAPED}"
authors: ["Jan{_ESCAPED}"]
topic: "{_ESCAPED}x"
url: "https://krant.test/{_ESCAPED}"
published: 2021-03-04
language: nl
actors:
  - {{name: "Anna {_ESCAPED} Smit", role: "burgemeester{_ESCAPED}", aliases: ["Smit{_ESCAPED}"]}}
---
Lead {ATTACK} met **{ATTACK}vet** en [link{ATTACK}](https://krant.test/&#x202e;&#155;x).
En &#x202e;&#x9b;31m&rlm;.

## Kop{ATTACK}

Burgemeester Anna Smit zei: "De brug {ATTACK} blijft dicht."

```
{ATTACK}
```

> citaat {ATTACK}

- punt {ATTACK}

| a{ATTACK} | b |
|---|---|
| c | {ATTACK}d |
"""
HOSTILE_TEXT = f'Lead {ATTACK} tekst.\n\nKop {ATTACK}\n\nSmit zei: "Nee {ATTACK} [red]nooit[/red]."\n'

_COLOURS = re.compile(rb"\x1b\[[0-9;:]*m")
_INVISIBLE = re.compile(
    "[\x80-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_TURNING = re.compile(
    "[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]".encode()
)


@pytest.fixture(params=["hostile.md", "hostile.txt"])
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An article full of attacks, in each format."""
    file: Path = tmp_path / request.param
    file.write_text(HOSTILE_MARKDOWN if file.suffix == ".md" else HOSTILE_TEXT, encoding="utf-8", newline="")
    return file


def check_harmless(output: bytes) -> None:
    """Nothing of an attack is in what a terminal got; a screen's own escapes are not looked at."""
    text = output.decode("utf-8")
    assert not _INVISIBLE.search(text)
    for stolen in ("GEKAAPT", "R0VLQUFQVA", "evil.test", "31;7;99m"):
        assert stolen not in re.sub(r"\s", "", text)
    assert "\x1b]52" not in text and "\x1b]0" not in text and "\x1bc" not in text and "\x1bP$q" not in text


@pytest.mark.parametrize(
    "arguments", [["--print"], ["--print", "--width", "40"], ["quotes"], ["actors"], ["explain"]]
)
def test_the_commands_send_a_terminal_nothing_but_colours(hostile: Path, arguments: list[str]) -> None:
    with Terminal([*PROGRAM, *arguments, str(hostile)]) as terminal:
        code = terminal.finish()
    assert code in (DONE, 1), terminal.output
    check_harmless(terminal.output)
    plain = _COLOURS.sub(b"", terminal.output)
    assert not _CONTROLS.search(plain), plain
    if "--print" in arguments:
        assert b"\x1b[" in terminal.output  # it is a terminal, so there is colour
        assert b"blijft dicht" in plain or b"[red]nooit[/red]" in plain
        assert b"Lead" in plain


def test_the_screen_sends_a_terminal_nothing_of_the_article_but_text(hostile: Path) -> None:
    with Terminal([*PROGRAM, str(hostile)], columns=140, rows=40) as terminal:
        assert terminal.read_until(lambda output: b"Lead" in output and b"Kop" in output)
        for keys in (b".", b"\r", b"i", b"@", b"\x1b", b"G", b"g", b'"', b"nooit", b"\x1b"):
            terminal.send(keys)
            terminal.read_until(lambda _output: False, seconds=0.3)
        for _time in range(3):
            terminal.send(b"q")
            terminal.read_until(lambda _output: False, seconds=0.3)
        code = terminal.finish()
    assert code == DONE, terminal.output[-500:]
    check_harmless(terminal.output)


def test_an_article_is_piped_in_and_keys_come_from_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "artikel.txt"
    file.write_text("Een regel tekst uit de pijp.", encoding="utf-8")
    program = f"cat {file} | {sys.executable} -c '{PROGRAM[2]}'"
    with Terminal(["sh", "-c", program]) as terminal:
        assert terminal.read_until(lambda output: b"uit de pijp" in output)
        terminal.send(b"q")
        assert terminal.finish() == DONE
    assert b"Traceback" not in terminal.output


def test_a_bad_file_on_a_terminal_is_one_line_too(tmp_path: Path) -> None:
    with Terminal([*PROGRAM, os.fspath(tmp_path / "weg.md")]) as terminal:
        assert terminal.finish() == BAD_INPUT
    assert terminal.output.decode().endswith("weg.md: there is no such file\r\n")
    assert terminal.output.count(b"\n") == 1
