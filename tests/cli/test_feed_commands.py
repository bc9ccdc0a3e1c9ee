"""The commands over feeds: following, exchanging and fetching them."""

from __future__ import annotations

import json
import re
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader import cli
from reader.library import open_library
from reader.library.query import parse
from tests.export.schema import check
from tests.terminal import PROGRAM, Terminal
from tests.web.conftest import no_proxies, site
from tests.web.feeds import rss, rss_item

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.servers import Site

__all__ = ["no_proxies", "site"]

Capture = pytest.CaptureFixture[str]

TEXT = "“We gaan door”, zei minister Jansen dinsdag over de brug."


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "library.db"
    monkeypatch.setenv("G7READER_LIBRARY", str(path))
    return path


def said(capsys: Capture, *arguments: str, code: int = cli.DONE) -> tuple[list[str], list[str]]:
    """The lines on standard output and error of a command that ends with `code`."""
    assert cli.main(list(arguments)) == code
    captured = capsys.readouterr()
    return captured.out.splitlines(), captured.err.splitlines()


def json_lines(
    capsys: Capture, described: str, *arguments: str, code: int = cli.DONE
) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in said(capsys, *arguments, "--json", code=code)[0]]
    for one in found:
        check(one, described)
    return found


class TestFollowing:
    def test_a_feed_by_the_address_of_its_page(self, site: Site, library: Path, capsys: Capture) -> None:
        site.page("/rss", rss(rss_item("een", "1")))
        site.page("/comments", rss(title="Reacties"))
        head = "".join(
            f"<link rel='alternate' type='application/rss+xml' href='{path}' title='{title}'>"
            for path, title in (("/rss", "De Bode"), ("/comments", "Reacties"))
        )
        address = site.page("/", f"<html><head>{head}</head><body>Voorpagina</body></html>")
        out, err = said(capsys, "feeds", "add", address, "--tag", "krant", "--tag", "nieuws/nl")
        assert out == [f"1: De Bode: {site.url('/rss')}; tags krant, nieuws/nl; not fetched yet"]
        assert err == [f"g7reader: the page has another feed: Reacties {site.url('/comments')}"]

    def test_no_feed_there(self, site: Site, library: Path, capsys: Capture) -> None:
        address = site.page("/", "<html><body>Niets</body></html>")
        _out, err = said(capsys, "feeds", "add", address, code=cli.BAD_INPUT)
        assert err == [f"g7reader: {address}: no feed was found; give the address of the feed itself"]
        assert not library.exists()

    def test_twice(self, site: Site, library: Path, capsys: Capture) -> None:
        address = site.page("/rss", rss(rss_item("een", "1")))
        said(capsys, "feeds", "add", address)
        _out, err = said(capsys, "feeds", "add", address, code=cli.BAD_INPUT)
        assert err == [f"g7reader: The feed {address} is followed already."]

    def test_what_is_set_stays_set(self, site: Site, library: Path, capsys: Capture) -> None:
        address = site.page("/rss", rss(rss_item("een", "1")))
        said(capsys, "feeds", "add", address, "--header", "X-Key: geheim: 1", "--interval", "90")
        (feed,) = json_lines(capsys, "StoredFeed", "feeds", "set", "1", "--title", "Mijn bode", "--tag", "a")
        wanted = {"title": "Mijn bode", "tags": ["a"], "interval": 90, "headers": ["X-Key"]}
        assert {key: feed[key] for key in wanted} == wanted
        assert "geheim" not in json.dumps(feed)
        said(capsys, "feeds", "set", "mijn", "--title", "", "--tag", "", "--header", "", "--pages", "never")
        (feed,) = json_lines(capsys, "StoredFeed", "feeds", "list")
        wanted = {"title": "De Bode", "tags": [], "headers": [], "pages": "never", "interval": 90}
        assert {key: feed[key] for key in wanted} == wanted

    @pytest.mark.parametrize("header", ["geen dubbele punt", ": leeg", "X Y: z", "X: a\nY: b"])
    def test_what_is_no_header(self, library: Path, capsys: Capture, header: str) -> None:
        _out, err = said(
            capsys, "feeds", "add", "https://bode.example/", "--header", header, code=cli.BAD_INPUT
        )
        assert "a header is written as" in err[0]

    def test_removing_keeps_the_articles(self, site: Site, library: Path, capsys: Capture) -> None:
        address = site.page("/rss", rss(rss_item("een", "1", description=TEXT)))
        said(capsys, "feeds", "add", address)
        said(capsys, "fetch")
        out, _err = said(capsys, "feeds", "remove", address)
        assert out == [f"{address} is followed no more"]
        assert said(capsys, "feeds", "list", code=cli.NOTHING_FOUND)[1] == [
            "g7reader: no feeds are followed; “g7reader feeds add https://…” follows one"
        ]
        with open_library(library) as opened:
            assert len(opened.articles(parse("")).articles) == 1

    def test_a_name_that_fits_none_or_several(self, site: Site, library: Path, capsys: Capture) -> None:
        for path in ("/a", "/b"):
            said(capsys, "feeds", "add", site.page(path, rss(rss_item(path, path))))
        _out, err = said(capsys, "feeds", "remove", "bode", code=cli.BAD_INPUT)
        assert err == [
            "g7reader: several feeds could be “bode”; choose one by its number:",
            "    1: De Bode",
            "    2: De Bode",
        ]
        _out, err = said(capsys, "feeds", "remove", "3", code=cli.BAD_INPUT)
        assert err == ["g7reader: no feed is called 3; “g7reader feeds list” lists them"]


OPML = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0" xmlns:vendor="urn:vendor">
  <head><title>Mijn feeds</title></head>
  <body>
    <outline text="Kranten" vendor:open="true">
      <outline type="rss" text="De Bode" xmlUrl="https://bode.example/rss"
               vendor:colour="#f00" category="/dag"/>
    </outline>
    <outline type="rss" text="Het Eiland" xmlUrl="https://eiland.example/atom"/>
    <outline type="rss" text="Schijf" xmlUrl="file:///etc/passwd"/>
  </body>
</opml>
"""


class TestOpml:
    def test_a_round_trip(self, tmp_path: Path, library: Path, capsys: Capture) -> None:
        file = tmp_path / "feeds.opml"
        file.write_text(OPML, encoding="utf-8")
        out, err = said(capsys, "feeds", "import", str(file))
        assert out == ["2 feeds added"]
        assert err == ["g7reader: 1 feed was left out, as its address is no web address."]
        assert said(capsys, "feeds", "import", str(file))[0] == ["0 feeds added, 2 followed already"]
        feeds = json_lines(capsys, "StoredFeed", "feeds", "list")
        assert [(feed["title"], feed["tags"]) for feed in feeds] == [
            ("De Bode", ["Kranten", "dag"]),
            ("Het Eiland", []),
        ]
        written = "\n".join(said(capsys, "feeds", "export")[0])
        again = tmp_path / "again.opml"
        said(capsys, "feeds", "export", str(again))
        assert again.read_text(encoding="utf-8").rstrip("\n") == written
        for kept in ("colour", "#f00", "open", 'text="Kranten"', 'xmlUrl="https://eiland.example/atom"'):
            assert kept in written
        library.unlink()
        said(capsys, "feeds", "import", str(again))
        assert "\n".join(said(capsys, "feeds", "export")[0]) == written

    def test_no_file_is_written_over(self, tmp_path: Path, library: Path, capsys: Capture) -> None:
        file = tmp_path / "feeds.opml"
        file.write_text(OPML, encoding="utf-8")
        said(capsys, "feeds", "import", str(file))
        _out, err = said(capsys, "feeds", "export", str(file), code=cli.BAD_INPUT)
        assert "exists already" in err[0] and file.read_text(encoding="utf-8") == OPML

    def test_what_is_no_opml(self, tmp_path: Path, library: Path, capsys: Capture) -> None:
        file = tmp_path / "feeds.opml"
        file.write_text("<opml>", encoding="utf-8")
        _out, err = said(capsys, "feeds", "import", str(file), code=cli.BAD_INPUT)
        assert err[0].startswith(f"g7reader: {file}: is no well-formed XML")
        assert said(capsys, "feeds", "import", str(tmp_path / "no"), code=cli.BAD_INPUT)[1] == [
            f"g7reader: {tmp_path / 'no'}: there is no such file"
        ]


class TestFetching:
    def test_what_comes_and_what_fails(self, site: Site, library: Path, capsys: Capture) -> None:
        site.page("/rss", rss(rss_item("een", "1", description=TEXT), rss_item("twee", "2")))
        site.redirect("/oud", "/nieuw", 301)
        site.page("/nieuw", rss(rss_item("drie", "3"), title="Het Eiland"))
        site.page("/stuk", rss(title="Stuk"))
        site.page("/weg", rss(title="Weg"))
        for path in ("/rss", "/stuk", "/weg"):
            said(capsys, "feeds", "add", site.url(path))
        said(capsys, "feeds", "set", "1", "--tag", "krant")
        said(capsys, "feeds", "add", site.url("/nieuw"))
        said(capsys, "feeds", "set", "4", "--address", site.url("/oud"))
        site.page("/stuk", "", 403)
        site.page("/weg", "", 410)
        out, err = said(capsys, "fetch")
        assert sorted(out[:-1]) == ["De Bode: 2 new", "Het Eiland: 1 new"]
        assert out[-1] == "3 new articles, from 4 feeds; 2 feeds fail"
        told = "\n".join(sorted(err))
        assert f"g7reader: Het Eiland: it has moved to {site.url('/nieuw')}" in told
        assert "g7reader: Weg: the feed has ended: its server says that it is gone for good (410)" in told
        pattern = (
            r"g7reader: Stuk: failing since \d{4}-\d\d-\d\d \d\d:\d\d: the server answered 403 Forbidden"
        )
        assert re.search(pattern, told)
        listed = json_lines(capsys, "StoredFeed", "feeds", "list")
        assert [feed["ended"] for feed in listed] == [False, False, True, False]
        assert listed[3]["address"] == site.url("/nieuw")
        with open_library(library) as opened:
            assert opened.search(parse("by:jansen tag:krant")).total == 1
        asked = len(site.requests)
        looks = json_lines(capsys, "Look", "fetch")
        assert len(looks) == 3, "one that has ended is not asked again"
        assert len(site.requests) == asked + 3

    def test_only_what_is_named_or_due(self, site: Site, library: Path, capsys: Capture) -> None:
        for path in ("/a", "/b"):
            said(capsys, "feeds", "add", site.page(path, rss(rss_item(path, path), title=path[1:] * 3)))
        assert said(capsys, "fetch", "aaa")[0][-1] == "1 new article, from 1 feed"
        assert said(capsys, "fetch", "--due")[0][-1] == "1 new article, from 1 feed"
        assert said(capsys, "fetch", "--due", code=cli.NOTHING_FOUND)[1] == ["g7reader: no feed is due"]

    def test_when_all_fail(self, site: Site, library: Path, capsys: Capture) -> None:
        address = site.page("/rss", rss(rss_item("een", "1")))
        said(capsys, "feeds", "add", address)
        site.page("/rss", "", 500)
        said(capsys, "fetch", code=cli.BAD_INPUT)

    @pytest.mark.parametrize("command", [("fetch",), ("feeds", "list"), ("feeds", "export")])
    def test_without_feeds_it_says_what_to_do(
        self, library: Path, capsys: Capture, command: tuple[str, ...]
    ) -> None:
        what_to_do = ["g7reader: no feeds are followed; “g7reader feeds add https://…” follows one"]
        assert said(capsys, *command, code=cli.NOTHING_FOUND) == ([], what_to_do)
        assert not library.exists()
        with open_library(library):
            pass
        assert said(capsys, *command, code=cli.NOTHING_FOUND) == ([], what_to_do)

    def test_in_a_terminal_it_shows_a_bar_and_ctrl_c_loses_nothing(
        self, site: Site, library: Path, capsys: Capture
    ) -> None:
        items = [rss_item(f"bericht {n}", f"{n}", description=f"{TEXT} {n}.") for n in range(5)]
        said(capsys, "feeds", "add", site.page("/rss", rss(*items)))
        said(capsys, "feeds", "add", site.page("/traag", rss(title="Traag")))
        site.routes["/traag"] = lambda asked: site.stopping.wait(60) and None
        with Terminal([*PROGRAM, "fetch"], G7READER_LIBRARY=str(library)) as terminal:
            assert terminal.read_until(lambda output: b"1/2" in output and b"5 articles" in output)
            terminal.process.send_signal(signal.SIGINT)
            assert terminal.finish() == cli.INTERRUPTED
            told = b"stopped after 1 of 2 feeds; 5 articles are kept, and the rest comes the next time"
            assert told in terminal.output.replace(b"\r\n", b" ").replace(b"  ", b" ")
            assert b"Traceback" not in terminal.output
        with open_library(library) as opened:
            assert len(opened.articles(parse("")).articles) == 5
            assert [kept.state.problem for kept in opened.feeds()] == ["", ""]


def test_the_feed_commands_load_no_network_before_they_need_it(library: Path, capsys: Capture) -> None:
    import subprocess

    program = (
        "import sys; from reader.cli import main; main(['feeds', 'list']);"
        "print([m for m in ('urllib3', 'feedparser', 'trafilatura', 'textual') if m in sys.modules])"
    )
    with open_library(library):
        pass
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
