"""Articles on the web, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader import cli
from reader.library import open_library
from reader.library.query import parse
from tests.newsstand.test_page import BARE
from tests.web.conftest import no_proxies, site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.servers import Site

__all__ = ["no_proxies", "site"]

TEXT = "“We gaan door”, zei minister Jansen dinsdag over de brug. Volgens Jansen is er geld genoeg. "
PAGE = f"<html lang='nl'><body><article><h1>Brug</h1><p>{TEXT * 3}</p></article></body></html>"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "library.db"
    monkeypatch.setenv("G7READER_LIBRARY", str(path))
    return path


def test_quotes_of_a_page(site: Site, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quotes", site.page("/a", PAGE)]) == cli.DONE
    assert "Jansen (direct, zei): “We gaan door”" in capsys.readouterr().out
    assert cli.main(["actors", site.url("/a")]) == cli.DONE
    assert "Jansen" in capsys.readouterr().out
    assert not library.exists(), "nothing is kept that nobody asked to keep"


def test_a_page_is_printed_and_kept(site: Site, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--print", "--save", site.page("/a", PAGE)]) == cli.DONE
    assert "We gaan door" in capsys.readouterr().out
    with open_library(library) as opened:
        assert opened.find(site.url("/a")) is not None
        assert opened.search(parse("by:jansen door")).total


def test_a_page_without_an_article(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    address = site.page("/a", BARE)
    assert cli.main(["--print", address]) == cli.BAD_INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"g7reader: {address}: has no article that could be found; --plain-text takes all of its text\n"
    )
    assert cli.main(["--print", "--plain-text", address]) == cli.DONE
    captured = capsys.readouterr()
    assert "Kies een rubriek." in captured.out
    assert "No article was found" in captured.err


@pytest.mark.parametrize(
    ("status", "problem"), [(404, "the server answered 404 Not Found"), (503, "the server answered 503")]
)
def test_a_page_that_cannot_be_had(
    site: Site, capsys: pytest.CaptureFixture[str], status: int, problem: str
) -> None:
    assert cli.main(["quotes", site.page("/a", "", status)]) == cli.BAD_INPUT
    error = capsys.readouterr().err
    assert error.startswith(f"g7reader: {site.url('/a')}: {problem}") and error.count("\n") == 1


def test_no_such_server(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quotes", "https://nergens.invalid/"]) == cli.BAD_INPUT
    assert capsys.readouterr().err == (
        "g7reader: https://nergens.invalid/: there is no server named nergens.invalid\n"
    )


def test_only_pages_are_saved(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--print", "--save", "article.md"]) == cli.BAD_INPUT
    assert "g7reader add" in capsys.readouterr().err


def test_pages_and_files_are_added_together(
    site: Site, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("“We wachten”, zei minister Jansen.")
    page, bare = site.page("/a", PAGE), site.page("/bare", BARE)
    assert cli.main(["add", page, bare, site.url("/nothing"), str(file)]) == cli.BAD_INPUT
    captured = capsys.readouterr()
    assert captured.out.startswith("2 articles (2 new), ")
    assert f"{bare}: has no article" in captured.err and "2 files were not added" in captured.err
    with open_library(library) as opened:
        assert opened.find(page) is not None and opened.find(str(file)) is not None
    assert cli.main(["add", "--plain-text", bare]) == cli.DONE
