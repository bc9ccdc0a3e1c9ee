"""The commands over the library: what they find, write and change."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader import cli
from reader.library import open_library
from tests.cli.libraries import make_library
from tests.export.schema import check
from tests.terminal import PROGRAM, Terminal, run

HARBOUR = "1: Haven van Ørsund dicht, De Kust, 2024-03-05"
DOCK = "2: Løkke over de kade, Het Dok, 2024-04-01"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = make_library(tmp_path / "library.db")
    monkeypatch.setenv("G7READER_LIBRARY", str(path))
    return path


Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *arguments: str, code: int = cli.DONE) -> list[str]:
    """The lines on standard output of a command that ends with `code`."""
    assert cli.main(list(arguments)) == code
    return capsys.readouterr().out.splitlines()


def document(capsys: Capture, described: str, *arguments: str, code: int = cli.DONE) -> dict[str, Any]:
    """The JSON document that a command writes, as the page describes it."""
    assert cli.main([*arguments, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    check(found, described)
    return found


def json_lines(
    capsys: Capture, described: str, *arguments: str, code: int = cli.DONE
) -> list[dict[str, Any]]:
    """The JSON lines that a command writes, as the page describes them."""
    found = [json.loads(line) for line in told(capsys, *arguments, "--json", code=code)]
    for one in found:
        check(one, described)
    return found


def test_search_shows_the_same_words_once_with_their_places(library: Path, capsys: Capture) -> None:
    assert cli.main(["search", "veilig", "by:lokke"]) == cli.DONE
    captured = capsys.readouterr()
    assert captured.out == f"Løkke (direct): “De kade is niet veilig.” [{HARBOUR}; {DOCK}]\n"
    assert captured.err == "g7reader: 2 quotes, best first\n"


def test_search_as_json(library: Path, capsys: Capture) -> None:
    found = document(capsys, "Result", "search", "veilig or onzin")
    assert (found["query"], found["order"], found["total"]) == ("veilig or onzin", "best", 3)
    groups = {quote["article"]["id"]: quote["group"] for quote in found["quotes"] if "kade" in quote["words"]}
    assert groups[1] == groups[2]
    assert all([hit["text"] for hit in quote["hits"]] for quote in found["quotes"])
    empty = document(capsys, "Result", "search", "nergens", code=cli.NOTHING_FOUND)
    assert (empty["quotes"], empty["total"]) == ([], 0)


def test_the_limit_is_told(library: Path, capsys: Capture) -> None:
    assert cli.main(["search", "--limit", "2", "after:2024"]) == cli.DONE
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    assert captured.err == "g7reader: 2 of 6 quotes, newest first; --limit shows more\n"


@pytest.mark.parametrize(
    ("query", "message", "caret"),
    [
        ("by:", "“by:” needs a value, as in by:merkel.", "     ^"),
        ("kade )", "This parenthesis closes nothing.", "       ^"),
        ("日本 kind:wrong", "“kind:” takes direct, mixed or indirect.", "            ^"),
    ],
)
def test_a_caret_points_at_what_is_wrong_with_a_query(
    library: Path, capsys: Capture, query: str, message: str, caret: str
) -> None:
    for arguments in (["search", query], ["articles", query], ["quotes", "--all", "--query", query]):
        assert cli.main(arguments) == cli.BAD_INPUT
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.splitlines() == [f"g7reader: {message}", f"  {query}", caret]


def test_a_query_of_odd_signs_never_breaks(library: Path, capsys: Capture) -> None:
    for query in (
        "'; DROP TABLE quotes;--",
        '"',
        "NEAR(a b)",
        "a AND b",
        "*",
        "words:x",
        "\x00",
        "🙂",
        "-kade",
    ):
        assert cli.main(["search", "--", query]) in (cli.DONE, cli.NOTHING_FOUND, cli.BAD_INPUT)
    assert cli.main(["library", "check"]) == cli.DONE


def test_quotes_and_actors_of_the_library(library: Path, capsys: Capture) -> None:
    assert len(told(capsys, "quotes", "--all")) == 6
    assert told(capsys, "quotes", "--library", str(library), "--by", "jansen") == [
        f"Jansen (direct): “Onzin van Løkke!” [{DOCK}]"
    ]
    assert len(told(capsys, "quotes", "--all", "--kind", "direct", "--query", "outlet:kust")) == 2
    assert len(told(capsys, "quotes", "--all", "--limit", "3")) == 3
    assert [
        one["speaker"] for one in json_lines(capsys, "StoredQuote", "quotes", "--all", "--by", "jansen")
    ] == ["Jansen"]
    (first,) = told(capsys, "actors", "--all", "--limit", "1")
    assert first.startswith("1: Løkke (person, ") and first.endswith("burgemeester): 3 quotes, 2 articles")
    names = [one["name"] for one in json_lines(capsys, "StoredActor", "actors", "--all", "--named", "ja")]
    assert names == ["Jansen"]
    assert told(capsys, "actors", "--all", "--named", "niemand", code=cli.NOTHING_FOUND) == []


def test_an_article_and_the_library_are_not_asked_at_once(library: Path, capsys: Capture) -> None:
    for command in ("quotes", "actors"):
        assert cli.main([command, "a.md", "--all"]) == cli.BAD_INPUT
        assert "leave FILE away" in capsys.readouterr().err
        assert cli.main([command, "--all", "--language", "nl"]) == cli.BAD_INPUT
        assert "--language is for one article" in capsys.readouterr().err


def test_the_same_options_narrow_an_article(tmp_path: Path, capsys: Capture) -> None:
    assert "Tillerson" in told(capsys, "actors", "--named", "tillers")[0]
    found = told(capsys, "quotes", "--query", "bewind by:tillerson")
    assert len(found) == 1 and "op zijn einde loopt" in found[0]
    assert len(told(capsys, "quotes", "--limit", "2")) == 2


def test_verify(library: Path, capsys: Capture) -> None:
    exact = told(capsys, "verify", "DE KADE,", "is niet veilig")
    assert exact == [
        "Found word for word.",
        f"Løkke (direct): “De kade is niet veilig.” [{HARBOUR}]",
        f"Løkke (direct): “De kade is [+echt+] niet veilig.” [{DOCK}]",
    ]
    nearly = told(capsys, "verify", "de kade is nog niet erg veilig", code=cli.NOTHING_FOUND)
    assert nearly[0] == "Not found; the closest:"
    assert nearly[1].startswith("Løkke (direct): “De kade is [-nog-] niet [-erg-] veilig.”")
    assert told(capsys, "verify", "de kade is niet erg veilig", code=1)[0].startswith(
        "Nearly; no quote has just"
    )
    assert told(capsys, "verify", "appels en peren", code=cli.NOTHING_FOUND) == ["Not found."]
    assert cli.main(["verify", "?!"]) == cli.BAD_INPUT


def test_two_outlets_with_the_same_words_stand_together(library: Path, capsys: Capture) -> None:
    with open_library(library) as opened:
        from tests.library.articles import harbour

        opened.add(harbour(url="https://elders.example/haven", outlet="Elders")).result()
    lines = told(capsys, "verify", "een dwaze uitgave")
    assert len(lines) == 2 and "De Kust" in lines[1] and "Elders" in lines[1]


def test_verify_as_json_and_from_standard_input(library: Path, capsys: Capture) -> None:
    found = document(capsys, "Verification", "verify", "onzin van lokke")
    assert found["verdict"] == "word for word"
    assert [close["likeness"] for close in found["quotes"]] == [1]
    assert found["quotes"][0]["quote"]["article"]["outlet"] == "Het Dok"
    lacking = document(capsys, "Verification", "verify", "de kade is nooit veilig", code=cli.NOTHING_FOUND)
    assert lacking["quotes"][0]["missing"] == ["nooit"]
    done = run("verify", "-", data="onzin\nvan Løkke".encode())
    assert done.returncode == cli.DONE and done.stdout.startswith(b"Found word for word.")


def test_an_actor(library: Path, capsys: Capture) -> None:
    lines = told(capsys, "actor", "lokke")
    assert lines[0] == "Løkke (person, number 1): 3 quotes, 2 articles"
    assert "2024-03: burgemeester (1 article)" in lines
    assert "2024-04: oud-burgemeester (1 article)" in lines
    assert "quotes a month: 2024-03 █▄ 2024-04, at most 2" in lines
    assert f"Jansen (direct): “Onzin van Løkke!” [{DOCK}]" in lines
    assert told(capsys, "actor", "1") == lines
    page = document(capsys, "ActorPage", "actor", "lokke")
    assert [month["quotes"] for month in page["months"]] == [2, 1]
    assert len(page["said"]) == 3 and page["about"][0]["speaker"] == "Jansen"


def test_a_name_that_fits_several_lists_them(library: Path, capsys: Capture) -> None:
    assert cli.main(["actor", "ka"]) == cli.BAD_INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    first, *offered = captured.err.splitlines()
    assert first == "g7reader: 2 actors could be “ka”; choose one by its number"
    assert sorted(line.split(": ")[1].split(" (")[0] for line in offered) == ["Kadé", "Kamer"]
    number = next(line for line in offered if "Kamer" in line).strip().partition(":")[0]
    assert told(capsys, "actor", number)[0].startswith("Kamer (group")
    assert cli.main(["actor", "niemand"]) == cli.BAD_INPUT
    assert "no actor called niemand" in capsys.readouterr().err
    assert cli.main(["actor", "99999999999999999999"]) == cli.BAD_INPUT


def test_articles(library: Path, capsys: Capture) -> None:
    assert told(capsys, "articles") == [
        "2: Løkke over de kade (Het Dok, 2024-04-01): 2 quotes, unread",
        "1: Haven van Ørsund dicht (De Kust, 2024-03-05): 4 quotes, unread, starred,"
        " tags Havens, Noordse Zaken, eigen",
    ]
    assert [one["id"] for one in json_lines(capsys, "StoredArticle", "articles", "is:starred")] == [1]
    assert told(capsys, "articles", "outlet:nergens", code=cli.NOTHING_FOUND) == []
    assert cli.main(["articles", "--limit", "1"]) == cli.DONE
    assert "--limit shows more" in capsys.readouterr().err


def test_notes(library: Path, capsys: Capture) -> None:
    assert told(capsys, "notes") == [f"“De haven”: nagaan [{HARBOUR}]"]
    assert told(capsys, "notes", "https://dekust.example/haven") == told(capsys, "notes", "1")
    assert json_lines(capsys, "Annotation", "notes")[0]["words"] == "De haven"
    assert told(capsys, "notes", "2", code=cli.NOTHING_FOUND) == []


def test_tags(library: Path, capsys: Capture) -> None:
    assert "tags klimaat, zee" in told(capsys, "tag", "2", "klimaat", "zee")[0]
    assert "zee: 1 article" in told(capsys, "tag")
    assert {"tag": "zee", "articles": 1} in json_lines(capsys, "Tag", "tag")
    assert json_lines(capsys, "StoredArticle", "tag", "2", "zee", "--remove")[0]["tags"] == ["klimaat"]
    assert cli.main(["tag", "2", "--remove"]) == cli.BAD_INPUT
    assert cli.main(["tag", "9", "x"]) == cli.BAD_INPUT
    assert "no article number 9" in capsys.readouterr().err


def test_an_article_is_named_by_its_path_too(library: Path, tmp_path: Path, capsys: Capture) -> None:
    plain, addressed = tmp_path / "plain.txt", tmp_path / "addressed.md"
    plain.write_text("Een stuk zonder adres.")
    addressed.write_text("---\nurl: https://elders.example/stuk\n---\n\nEen stuk met een adres.\n")
    assert cli.main(["add", str(plain), str(addressed)]) == cli.DONE
    capsys.readouterr()
    for path in (plain, addressed):
        assert told(capsys, "tag", str(path), "gevonden")[0].endswith("tags gevonden")
    assert cli.main(["tag", str(tmp_path / "niet.txt"), "x"]) == cli.BAD_INPUT
    assert "is not in the library" in capsys.readouterr().err


def test_removing_asks_for_what_the_user_made(library: Path, capsys: Capture) -> None:
    assert run("remove", "1").returncode == cli.BAD_INPUT
    done = run("remove", "2", "1")
    assert done.returncode == cli.BAD_INPUT
    assert b"starred, tags eigen, 1 bookmark or note" in done.stderr and b"--yes" in done.stderr
    assert len(told(capsys, "articles")) == 2
    with Terminal([*PROGRAM, "remove", "1"], G7READER_LIBRARY=str(library)) as terminal:
        assert terminal.read_until(lambda output: b"[y/N]" in output)
        terminal.send(b"n\n")
        assert terminal.finish() == cli.INTERRUPTED
    assert told(capsys, "remove", "2") == ["removed 1 article"]
    assert (
        json_lines(capsys, "StoredArticle", "remove", "--yes", "1", "1")[0]["title"]
        == "Haven van Ørsund dicht"
    )
    assert told(capsys, "articles", code=cli.NOTHING_FOUND) == []


def test_merging_splitting_and_taking_back(library: Path, capsys: Capture) -> None:
    before = told(capsys, "actors", "--all")
    change = json_lines(capsys, "ActorChange", "merge", "jansen", "--into", "lokke")[0]
    assert (change["kind"], change["actor"]["name"], change["other"]["quotes"]) == ("merge", "Jansen", 4)
    assert cli.main(["merge", "lokke", "--into", "1"]) == cli.BAD_INPUT
    assert "one actor already" in capsys.readouterr().err
    assert f"{change['id']}: Jansen" in told(capsys, "undo", "--list")[0]
    assert told(capsys, "undo")[0].startswith("Taken back: Jansen")
    assert told(capsys, "actors", "--all") == before
    split = told(capsys, "split", "lokke", "2")
    assert split[0].startswith("Løkke of these articles is now number ")
    assert [one["kind"] for one in json_lines(capsys, "ActorChange", "undo")] == ["split"]
    assert told(capsys, "actors", "--all") == before
    assert told(capsys, "undo", code=cli.NOTHING_FOUND) == []


def test_the_library_itself(library: Path, tmp_path: Path, capsys: Capture) -> None:
    assert told(capsys, "library", "path") == [str(library)]
    assert "quotes: 6" in told(capsys, "library", "stats")
    assert document(capsys, "Statistics", "library", "stats")["articles"] == 2
    assert told(capsys, "library", "check") == ["The library is sound."]
    assert document(capsys, "Check", "library", "check")["problems"] == []
    copy = tmp_path / "copy.db"
    assert told(capsys, "library", "backup", str(copy)) == [str(copy)]
    assert cli.main(["library", "backup", str(copy)]) == cli.BAD_INPUT
    assert "exists already" in capsys.readouterr().err
    assert told(capsys, "articles", "--library", str(copy)) == told(capsys, "articles")
    kept = document(capsys, "Repair", "library", "repair", "--library", str(copy))
    assert (kept["articles"], kept["annotations"], kept["damaged"]) == (2, 1, None)


WORKS = [
    ["search", "kade"],
    ["verify", "de kade is nu wel veilig"],
    ["quotes", "--all"],
    ["actors", "--all"],
    ["actor", "lokke"],
    ["articles"],
    ["notes"],
    ["tag"],
    ["library", "stats"],
]


@pytest.mark.parametrize("arguments", WORKS, ids=" ".join)
def test_a_pipe_gets_neither_colour_nor_wrapping(library: Path, arguments: list[str]) -> None:
    written = run(*arguments).stdout.decode()
    assert written and "\x1b" not in written
    assert all(line == line.rstrip() for line in written.splitlines())


@pytest.mark.parametrize("arguments", WORKS, ids=" ".join)
@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_is_filled_but_never_too_wide(library: Path, arguments: list[str], columns: int) -> None:
    import pyte

    # A line that ran on would show in a terminal that is wider than the program believes.
    screen = pyte.Screen(200, 200)
    with Terminal([*PROGRAM, *arguments], columns=columns, G7READER_LIBRARY=str(library)) as terminal:
        terminal.finish()
        pyte.ByteStream(screen).feed(terminal.output)
    lines = [line.rstrip() for line in screen.display if line.strip() and not line.startswith("g7reader: ")]
    wide = [line for line in lines if len(line) > columns and "/" not in line]
    assert lines and not wide


def test_a_terminal_without_colour_gets_no_styles(library: Path) -> None:
    with Terminal([*PROGRAM, "search", "kade"], NO_COLOR="1", G7READER_LIBRARY=str(library)) as terminal:
        assert terminal.finish() == cli.DONE
        assert b"\x1b" not in terminal.output and b"veilig" in terminal.output
