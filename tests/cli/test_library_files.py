"""Libraries that are not what they should be: a command ends with one line, the file stays as it was."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader import cli
from reader.library import open_library
from reader.library.sqlite import schema
from tests.cli.libraries import make_library
from tests.terminal import PLENTY, PROGRAM, Terminal, environment, run

COMMANDS = [
    ["articles"],
    ["search", "kade"],
    ["verify", "de kade is niet veilig"],
    ["add", "article.txt"],
    ["tag", "1", "nieuw"],
    ["library", "stats"],
    ["actor", "1"],
]


def cut_short(path: Path) -> None:
    make_library(path)
    os.truncate(path, path.stat().st_size * 2 // 3)


def damaged(path: Path) -> None:
    make_library(path)
    with path.open("r+b") as file:
        for page in range(1, path.stat().st_size // schema.PAGE_SIZE):
            file.seek(page * schema.PAGE_SIZE)
            file.write(b"\xa5" * schema.PAGE_SIZE)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE articles (id)")
        other.commit()


def newer(path: Path) -> None:
    make_library(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is a folder"),
    "empty": (Path.touch, "it is empty"),
    "text": (lambda path: path.write_text("De haven is dicht. " * 40), "a file of another kind"),
    "foreign": (foreign, "another program"),
    "newer": (newer, "newer g7reader"),
    "cut short": (cut_short, "library repair"),
    "damaged": (damaged, "library repair"),
}


# Files are refused in one place when they are opened; only a damaged one may be refused later.
ATTEMPTS = [
    (name, command)
    for name in BAD
    for command in COMMANDS
    if name == "damaged" or command[0] in ("add", "articles")
]


@pytest.mark.parametrize("name", BAD)
def test_a_check_says_what_is_wrong(tmp_path: Path, name: str) -> None:
    make, _says = BAD[name]
    path = tmp_path / "library.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    done = run("library", "check", "--library", str(path))
    assert done.returncode == cli.BAD_INPUT
    told = [*done.stdout.decode().splitlines(), *done.stderr.decode().splitlines()]
    assert told and all(line.endswith(".") and "***" not in line for line in told)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize(("name", "command"), ATTEMPTS, ids=str)
def test_a_bad_file_is_one_line_and_stays_as_it_was(tmp_path: Path, name: str, command: list[str]) -> None:
    make, says = BAD[name]
    path = tmp_path / "library.db"
    make(path)
    (tmp_path / "article.txt").write_text("“Ja”, zei Anna Smit.")
    before = path.read_bytes() if path.is_file() else None
    names = {beside.name for beside in tmp_path.iterdir()}
    done = run(*command, "--library", str(path), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (cli.BAD_INPUT, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("g7reader: ") and str(path) in line and says in line
    assert before is None or path.read_bytes() == before
    assert {beside.name for beside in tmp_path.iterdir()} == names


def test_there_is_none(tmp_path: Path) -> None:
    for command in (["articles"], ["search", "x"], ["library", "check"], ["tag"]):
        done = run(*command, "--library", str(tmp_path / "no" / "library.db"))
        assert (done.returncode, done.stdout) == (cli.BAD_INPUT, b"")
        (line,) = done.stderr.decode().splitlines()
        assert "There is no library at" in line and "“g7reader add FILE” begins one" in line
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_library_is_read_but_not_changed(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library.db")
    path.chmod(0o444)
    before = path.read_bytes()
    assert b"Haven" in run("articles", "--library", str(path)).stdout
    article = tmp_path / "article.txt"
    article.write_text("“Ja”, zei Anna Smit.")
    for command in (["add", str(article)], ["tag", "1", "x"], ["remove", "2"], ["merge", "2", "--into", "1"]):
        done = run(*command, "--library", str(path))
        assert (done.returncode, done.stdout) == (cli.BAD_INPUT, b"")
        assert done.stderr.decode() == f"g7reader: The library {path} is read-only; nothing was changed.\n"
    assert path.read_bytes() == before


def test_a_library_that_another_program_keeps_to_itself(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        done = run("articles", "--library", str(path))
    assert (done.returncode, done.stdout) == (cli.BAD_INPUT, b"")
    assert done.stderr.decode().count("\n") == 1 and b"in use by another program" in done.stderr


def test_a_full_disk(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library.db")
    for number in range(400):
        words = " ".join(f"w{number * 300 + word:x}" for word in range(300))
        (tmp_path / f"{number}.txt").write_text(f"“Dit is stuk {number}”, zei Anna Smit. {words}.")
    limited = (
        "import sys\n"
        "from reader.library.sqlite.files import LibraryFile\n"
        "connect = LibraryFile.connect\n"
        "def limited(self, *, writing=False):\n"
        "    connection = connect(self, writing=writing)\n"
        f"    connection.execute('PRAGMA max_page_count = {path.stat().st_size // schema.PAGE_SIZE + 60}')\n"
        "    return connection\n"
        "if __name__ == '__main__':\n"
        "    LibraryFile.connect = limited\n"
        "    from reader.cli import main\n"
        "    sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "add", "--json", str(tmp_path), "--library", str(path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PLENTY,
        env=environment(),
    )
    assert done.returncode == cli.BAD_INPUT
    reported = len(done.stdout.splitlines())
    told = done.stderr.decode().splitlines()
    assert told[-1] == f"g7reader: The disk of the library {path} is full; nothing was changed."
    assert 0 < reported < 400
    assert told[-2] == f"g7reader: {reported} articles are kept before this went wrong"
    with open_library(path) as library:
        assert library.check() == []
        assert library.statistics().articles >= 2 + reported


def test_a_disk_too_small_for_a_new_library_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("“Ja”, zei Anna Smit.")
    folder = tmp_path / "place"
    folder.mkdir()
    done = subprocess.run(
        [*PROGRAM, "add", "article.txt", "--library", str(folder / "library.db")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PLENTY,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )
    assert (done.returncode, done.stdout) == (cli.BAD_INPUT, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"g7reader: The library {folder / 'library.db'} ")
    assert list(folder.iterdir()) == []


def test_no_home_directory(tmp_path: Path) -> None:
    homeless = (
        "import pwd, sys\n"
        "def nobody(_user):\n    raise KeyError\n"
        "pwd.getpwuid = nobody\n"
        "from reader.cli import main\n"
        "sys.exit(main())"
    )
    gone = ("HOME", "XDG_DATA_HOME", "G7READER_LIBRARY")
    kept = {key: value for key, value in environment().items() if key not in gone}
    for command in (["articles"], ["library", "path"], ["library", "repair"], ["add", "x.txt"]):
        done = subprocess.run(
            [sys.executable, "-c", homeless, *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PLENTY,
            env=kept,
            cwd=tmp_path,
        )
        assert (done.returncode, done.stdout) == (cli.BAD_INPUT, b"")
        (line,) = done.stderr.decode().splitlines()
        assert "There is no home directory" in line and "--library" in line and "G7READER_LIBRARY" in line
    assert list(tmp_path.iterdir()) == []


def test_repairing_says_what_it_kept(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library.db")
    with closing(sqlite3.connect(path)) as spoiled:
        spoiled.execute("DELETE FROM quote_search_data WHERE id > 10")
        spoiled.commit()
    check = run("library", "check", "--library", str(path))
    assert check.returncode == cli.BAD_INPUT and b"search index" in check.stdout
    done = run("library", "repair", "--library", str(path))
    assert (done.returncode, done.stderr) == (cli.DONE, b"")
    assert done.stdout.decode() == "kept 2 articles, 6 quotes, 1 bookmarks and notes\n"
    assert run("library", "check", "--library", str(path)).stdout == b"The library is sound.\n"
    hopeless = tmp_path / "hopeless.db"
    damaged(hopeless)
    before = hopeless.read_bytes()
    failed = run("library", "repair", "--library", str(hopeless))
    assert failed.returncode == cli.BAD_INPUT and failed.stderr.count(b"\n") == 1
    assert hopeless.read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [["search", "kade"], ["quotes", "--all", "--json"], ["library", "stats"]]
)
def test_a_reader_that_leaves_is_no_error(tmp_path: Path, arguments: list[str]) -> None:
    path = make_library(tmp_path / "library.db")
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    done = subprocess.run(
        [*PROGRAM, *arguments, "--library", str(path)],
        stdin=subprocess.DEVNULL,
        stdout=writing_end,
        stderr=subprocess.PIPE,
        env=environment(),
        timeout=PLENTY,
    )
    os.close(writing_end)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_hostile_library_steers_no_terminal(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library.db")
    hostile = "\x1b]0;x\x07\x1b[2Jx\u202e"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE articles SET title = ?, published = ?", (hostile, hostile))
        connection.execute("UPDATE annotations SET words = ?, note = ?", (hostile, hostile))
        connection.execute("UPDATE tags SET tag = tag || ?", (hostile,))
        connection.commit()
    for command in (["articles"], ["search", "kade"], ["notes"], ["tag"], ["actors", "--all"]):
        written = run(*command, "--library", str(path)).stdout
        assert written and b"\x1b" not in written and "\u202e" not in written.decode()
        with Terminal([*PROGRAM, *command], G7READER_LIBRARY=str(path), NO_COLOR="1") as terminal:
            terminal.finish()
            assert b"\x1b" not in terminal.output
