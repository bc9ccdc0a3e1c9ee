"""The commands, their options and their exit codes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader import cli
from reader.__main__ import is_only_a_file
from reader.article import Article
from reader.cli.program import COMMANDS
from reader.opening import OUTPUT_GONE
from reader.reading import Analysis
from tests.export.readings import SOURCE, make_reading
from tests.terminal import PLENTY, PROGRAM, environment, run

BRIDGE = [
    "Anna Smit (direct, zei): “De brug blijft dicht … tot de zomer.”",
    "Anna Smit (mixed, speaker carried over): “gevaarlijk”",
    "Anna Smit (indirect, zei, via de krant): dat er geen geld is",
    "No known speaker (direct, riep): “Schande!”",
]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file whose analysis is known, whatever the rules of a language find in it."""

    def known_analysis(_article: Article) -> Analysis:
        return make_reading().analysis

    monkeypatch.setattr("reader.analysis.analyse_article", known_analysis)
    file = tmp_path / "brug.md"
    file.write_text(SOURCE, encoding="utf-8")
    return str(file)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_quotes_are_a_line_each(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quotes", article]) == cli.DONE
    captured = capsys.readouterr()
    assert captured.out.splitlines() == BRIDGE
    assert captured.err == "g7reader: A note.\n"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--by", "anna smit"], BRIDGE[:3]),
        (["--by", "SMÏT"], BRIDGE[:3]),
        (["--by", "burgemeester"], BRIDGE[:3]),
        (["--kind", "direct"], [BRIDGE[0], BRIDGE[3]]),
        (["--kind", "mixed", "--kind", "indirect"], BRIDGE[1:3]),
        (["--by", "smit", "--kind", "direct"], BRIDGE[:1]),
        (["--by", "[smit]"], BRIDGE[:3]),
        (["--by", "jansen"], []),
    ],
)
def test_quotes_can_be_narrowed(
    article: str, capsys: pytest.CaptureFixture[str], options: list[str], found: list[str]
) -> None:
    assert cli.main(["quotes", article, *options]) == (cli.DONE if found else cli.NOTHING_FOUND)
    assert lines(capsys) == found


def test_quotes_as_json(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quotes", "--json", "--kind", "direct", article]) == cli.DONE
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert [quote["speaker"] for quote in document["quotes"]] == ["Anna Smit", None]
    assert document["article"]["source"] == article and captured.err == ""


def test_nothing_found_is_valid_json_and_exit_code_1(
    article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["quotes", article, "--json", "--by", "niemand"]) == cli.NOTHING_FOUND
    captured = capsys.readouterr()
    assert json.loads(captured.out)["quotes"] == []
    assert captured.err == "g7reader: no quotes found\n"


def test_actors(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["actors", article]) == cli.DONE
    assert lines(capsys)[0] == "Anna Smit (person, burgemeester): 2 mentions, 3 quotes, also Smit"
    assert cli.main(["actors", article, "--json"]) == cli.DONE
    assert [actor["name"] for actor in json.loads(capsys.readouterr().out)["actors"]] == [
        "Anna Smit",
        "de krant",
    ]


def test_explain(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", article]) == cli.DONE
    told = lines(capsys)
    assert told[0] == BRIDGE[0]
    assert "    rule: split by its cue" in told and "    reason: the subject of zei" in told


def test_the_language_can_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = []

    def note_language(article: Article) -> Analysis:
        given.append(article.metadata.language)
        return Analysis()

    monkeypatch.setattr("reader.analysis.analyse_article", note_language)
    file = tmp_path / "a.txt"
    file.write_text("Tekst van een artikel.")
    for code in ("DE", "nl-BE"):
        assert cli.main(["quotes", str(file), "--language", code]) == cli.NOTHING_FOUND
    assert given == ["de", "nl"]
    assert cli.main(["quotes", str(file), "--language", "Nederlands"]) == cli.BAD_INPUT
    assert "--language" in capsys.readouterr().err


def test_the_bundled_article_from_end_to_end() -> None:
    done = run("quotes", "--by", "tillerson", "--kind", "direct")
    assert done.returncode == cli.DONE and done.stderr == b""
    assert done.stdout.decode().splitlines() == [
        "Rex Tillerson (direct, zei): “Het is voor ons allemaal duidelijk dat het bewind van de familie "
        "Assad op zijn einde loopt.”"
    ]


def test_printing_to_a_pipe_has_panels_and_no_colour() -> None:
    done = run("--print", "--width", "60")
    text = done.stdout.decode()
    assert done.returncode == cli.DONE and done.stderr == b""
    assert "\x1b" not in text and "╭" in text and "Rex Tillerson" in text and "Boodschapper" in text
    assert max(map(len, text.splitlines())) <= 60


def test_an_article_from_standard_input() -> None:
    for arguments in (["--print", "-"], ["--print"]):
        done = run(*arguments, data="Een regel tekst over België.".encode())
        assert done.returncode == cli.DONE and "België" in done.stdout.decode()
    document = json.loads(run("quotes", "-", "--json", data=b"# Titel\n\n\xe2\x80\x9cJa\xe2\x80\x9d.").stdout)
    assert document["article"]["source"] == "-" and document["article"]["title"] == "Titel"


def test_an_empty_pipe_is_no_article_but_no_reason_to_stop() -> None:
    assert "Boodschapper" in run("--print").stdout.decode()
    assert run("--print", "-").returncode == cli.BAD_INPUT


def test_a_file_named_like_a_command(tmp_path: Path) -> None:
    (tmp_path / "quotes").write_text("Dit bestand heet als een opdracht.")
    done = run("--print", "./quotes", cwd=tmp_path)
    assert "heet als een opdracht" in done.stdout.decode()
    assert run("quotes", "./quotes", cwd=tmp_path).returncode == cli.NOTHING_FOUND


def test_version_and_help() -> None:
    assert run("--version").stdout.decode() == f"g7reader {reader.__version__}\n"
    told = run("--help").stdout.decode()
    for word in ("quotes", "actors", "explain", "--print", "--language", "./quotes", "Exit codes", "130"):
        assert word in told
    assert run("article.md", "--help").stdout.decode() == told
    assert "--by" in run("quotes", "--help").stdout.decode()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("qu", {"plain,quotes", "file,qu"}),
        ("--pr", {"plain,--print"}),
        ("--print ", {*(f"plain,{name}" for name in COMMANDS), "file,"}),
        ("quotes --ki", {"plain,--kind"}),
        ("quotes --kind di", {"plain,direct"}),
        ("quotes art", {"file,art"}),
        ("add art", {"file,art"}),
        ("library re", {"plain,repair"}),
        ("library ch", {"plain,check"}),
        ("library backup art", {"file,art"}),
        ("search --li", {"plain,--library", "plain,--limit"}),
        ("undo --l", {"plain,--library", "plain,--list"}),
    ],
)
def test_a_shell_completes_commands_options_and_files(typed: str, offered: set[str]) -> None:
    words = f"g7reader {typed}"
    done = subprocess.run(
        PROGRAM,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PLENTY,
        env=environment(
            _G7READER_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(len(words.split(" ")) - 1)
        ),
    )
    assert set(done.stdout.decode().splitlines()) == offered


@pytest.mark.parametrize("arguments", [["--print"], ["quotes"], ["actors", "--json"]])
def test_a_reader_that_leaves_is_no_error(arguments: list[str]) -> None:
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    done = subprocess.run(
        [*PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=writing_end,
        stderr=subprocess.PIPE,
        env=environment(),
        timeout=PLENTY,
    )
    os.close(writing_end)
    assert (done.returncode, done.stderr) == (OUTPUT_GONE, b"")


def test_interrupting_is_no_traceback() -> None:
    reading_end, writing_end = os.pipe()
    # It says so when it begins to read, so that the interrupt does not come before.
    program = (
        "import sys, reader.cli, reader.streams as streams\n"
        "read = streams.read_piped\n"
        "streams.read_piped = lambda limit: (print('reading', flush=True), read(limit))[1]\n"
        "sys.exit(reader.cli.main(['quotes', '-']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=reading_end,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"reading\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(PLENTY) == cli.INTERRUPTED
        assert process.stderr.read().strip() == b""
    os.close(reading_end)
    os.close(writing_end)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "--print"],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=PLENTY,
        )
    assert done.returncode == cli.BAD_INPUT
    assert done.stderr.decode() == f"g7reader: standard output: {os.strerror(28)}\n"


@pytest.mark.parametrize("arguments", [[], ["article.md"], ["./quotes"], ["../news/today"]])
def test_one_path_needs_no_parser(arguments: list[str]) -> None:
    assert is_only_a_file(arguments)


@pytest.mark.parametrize(
    "arguments", [["quotes"], ["-"], ["--version"], ["-.md"], ["quotes", "a.md"], ["a.md", "--print"], [""]]
)
def test_everything_else_is_parsed(arguments: list[str]) -> None:
    assert not is_only_a_file(arguments)


def test_the_completion_of_a_shell_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_G7READER_COMPLETE", "bash_complete")
    assert not is_only_a_file([])


def test_no_command_looks_like_a_path() -> None:
    assert COMMANDS
    assert not any(sign in name for name in COMMANDS for sign in "./")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == cli.DONE
    assert f"g7reader {name}" in capsys.readouterr().out
