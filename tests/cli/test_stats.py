"""`g7reader stats`, and `--plain`, as a user meets them."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from reader.cli import BAD_INPUT, DONE, NOTHING_FOUND
from tests.terminal import PROGRAM, Terminal, environment, run

BRIDGE = (
    "---\ntitle: Brug\npublished: 2020-01-05\nlanguage: nl\n---\n\n"
    "“De brug blijft dicht”, zei burgemeester Anna Smit.\n"
)
DRAWN = re.compile("[\u2500-\u259f\x1b]")


def test_the_bundled_article_in_a_pipe() -> None:
    done = run("stats")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == DONE and done.stderr == b""
    assert lines[2] == "Who speaks" and re.match(r"  Boris Johnson +█+[▏▎▍▌▋▊▉]? +\d+%  4 quotes", lines[3])
    assert max(map(len, lines)) <= 80 and "\x1b" not in "".join(lines)


@pytest.mark.parametrize("columns", [60, 120])
def test_bars_fit_a_terminal(columns: int) -> None:
    with Terminal([*PROGRAM, "stats"], columns=columns) as terminal:
        assert terminal.finish() == DONE
        shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.output.decode())
    lines = [line.rstrip("\r") for line in shown.splitlines()]
    assert columns - 30 < max(map(len, lines)) <= columns


def test_without_block_elements_bars_are_made_of_number_signs() -> None:
    done = subprocess.run(
        [*PROGRAM, "stats"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(PYTHONUTF8="0", PYTHONIOENCODING="ascii", LANG="C", LC_ALL="C"),
    )
    assert done.returncode == DONE and b"Boris Johnson" in done.stdout and b"####" in done.stdout


def test_json_and_plain() -> None:
    document = json.loads(run("stats", "--json").stdout)
    assert document["schema"] == "g7reader" and document["voices"][0]["name"] == "Boris Johnson"
    plain = run("stats", "--plain").stdout.decode()
    assert plain.splitlines()[1:3] == ["Who speaks:", "Boris Johnson: 24% of the quoted words, 4 quotes"]


def test_the_library_has_months_and_pairs(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    for number, month in enumerate(("2020-01", "2020-03")):
        (tmp_path / f"{number}.md").write_text(
            f"---\ntitle: Brug {number}\npublished: {month}-05\nlanguage: nl\n---\n\n"
            "“De brug blijft dicht”, zei burgemeester Anna Smit. "
            "“Dat is te lang”, zei wethouder Bram Visser.\n",
            encoding="utf-8",
        )
    assert run("add", str(tmp_path / "0.md"), str(tmp_path / "1.md"), "--library", library).returncode == DONE
    document = json.loads(run("stats", "--all", "--library", library, "--json").stdout)
    assert document["months"] == [
        {"month": "2020-01", "quotes": 2},
        {"month": "2020-02", "quotes": 0},
        {"month": "2020-03", "quotes": 2},
    ]
    assert document["pairs"] == [{"first": "Anna Smit", "second": "Bram Visser", "places": 2}]
    assert "2 articles, 4 quotes" in run("stats", "--library", library).stdout.decode()
    assert json.loads(run("stats", "1", "--library", library, "--json").stdout)["articles"] == 1


def test_nothing_to_count_says_so(tmp_path: Path) -> None:
    done = run("stats", "-", data=b"Een regel zonder iemand.")
    assert done.returncode == NOTHING_FOUND and done.stdout == b"" and b"no quotes found" in done.stderr
    assert run("stats", "x.md", "--all").returncode == BAD_INPUT


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["--print"], "G7 ziet geen politieke oplossing Syrië met Assad\nNU.nl, Buitenland, 11 Apr 2017"),
        (["quotes"], "Jean-Marc Ayrault said, indirect, zei: Ook zijn"),
        (["actors"], "Verenigd Koninkrijk, country. 1 mention"),
        (["explain"], "Jean-Marc Ayrault said, indirect, zei: Ook zijn"),
        (["stats"], "16 quotes, "),
    ],
)
def test_plain_draws_nothing_even_in_a_terminal(arguments: list[str], begins: str) -> None:
    with Terminal([*PROGRAM, *arguments, "--plain"], NO_COLOR="1") as terminal:
        assert terminal.finish() == DONE
    shown = terminal.output.decode().replace("\r\n", "\n")
    assert shown.startswith(begins) and not DRAWN.search(shown)


def test_the_lists_of_the_library_are_heard_too(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    assert run("add", "-", "--library", library, data=BRIDGE.encode()).returncode == DONE
    told = "Anna Smit said, direct, zei: “De brug blijft dicht” In article 1: Brug, 2020-01-05.\n"
    for arguments in (["search", "brug"], ["quotes", "--all"], ["quotes", "--all", "--by", "smit"]):
        done = run(*arguments, "--plain", "--library", library)
        assert done.stdout.decode() == told
    with Terminal([*PROGRAM, "actor", "smit", "--plain", "--library", library], NO_COLOR="1") as terminal:
        assert terminal.finish() == DONE
    assert "quotes a month: 2020-01: 1" in terminal.output.decode()
    assert not DRAWN.search(terminal.output.decode())


def test_plain_alone_is_no_screen() -> None:
    done = run("--plain")
    assert done.returncode == BAD_INPUT and b"--print" in done.stderr
