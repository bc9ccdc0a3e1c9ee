"""A command that needs no network pays for none of it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIBRARIES = (
    "urllib3",
    "feedparser",
    "trafilatura",
    "lxml",
    "defusedxml",
    "ssl",
    "reader.web",
    "reader.formats.html",
)


def test_quotes_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text('De minister zei: "We gaan door." Volgens hem is er geld genoeg voor de brug.\n')
    program = (
        "import sys\nfrom reader.cli import main\n"
        f"try:\n    main(['quotes', {str(file)!r}])\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {LIBRARIES!r} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
    assert "We gaan door" in run.stdout


def test_the_client_loads_no_parser() -> None:
    program = (
        "import sys, reader.web.refresh, reader.web.pages, reader.web.items, reader.web.discovery\n"
        "names = ("
        "'feedparser', 'trafilatura', 'lxml', 'textual', 'markdown_it')\n"
        "print([name for name in names if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
