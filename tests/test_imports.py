"""What the commands without a screen do not pay for."""

import subprocess
import sys

import pytest

SHOW = "import sys; from reader.cli import main; code = main({arguments}); print(code, *sorted(sys.modules))"


def modules_after(*arguments: str) -> tuple[str, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SHOW.format(arguments=list(arguments))],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    code, *modules = done.stdout.splitlines()[-1].split()
    return code, {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize(
    "arguments",
    [
        ("quotes",),
        ("quotes", "--json", "--by", "johnson"),
        ("actors",),
        ("explain",),
        ("stats", "--json"),
        ("export", "--to", "csv"),
    ],
)
def test_a_list_needs_no_screen_and_no_markdown_parser(arguments: tuple[str, ...]) -> None:
    code, modules = modules_after(*arguments)
    assert code == "0" and "reader" in modules
    assert not modules & {"textual", "rich", "markdown_it", "pygments", "asyncio", "urllib3", "sqlite3"}


def test_printing_needs_no_textual() -> None:
    code, modules = modules_after("--print")
    assert code == "0" and "rich" in modules and "textual" not in modules


def test_importing_the_package_imports_nothing_of_it() -> None:
    program = "import sys; import reader; print(*[m for m in sys.modules if m.startswith('reader')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["reader"]


def test_the_library_is_imported_when_it_is_asked_for() -> None:
    program = (
        "import sys, reader; assert not hasattr(reader, 'nothing'); reader.Library; reader.open_library\n"
        "print(reader.Library.__name__, reader.open_library.__name__, 'sqlite3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["Library", "open_library", "False"]
