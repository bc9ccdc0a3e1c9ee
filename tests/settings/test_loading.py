"""What is right in the settings counts; what is wrong is told with its line, and the default counts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.errors import FormatError
from reader.formats.yaml_door import load_yaml
from reader.formats.yaml_node import LARGEST
from reader.settings import Origin, load_settings
from reader.settings.kinds import KeysOf, quoted_text
from reader.settings.plain_lines import read_settings_lines
from reader.settings.schema import Settings, WebSettings, all_settings, value_of


@pytest.fixture
def load(tmp_path):
    """The settings in a file with these words."""

    def loaded(text: str | bytes, **environment: str):
        path = tmp_path / "settings.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_settings(path, environment)

    return loaded


def test_without_a_file_every_default_counts(tmp_path) -> None:
    loaded = load_settings(tmp_path / "none.yaml", {})
    assert loaded.settings == Settings() and not loaded.origins and not loaded.problems


@pytest.mark.parametrize(
    "text", ["", "# nothing but this\n", "\n\n", "measure:\n", "web:\n", "web: ~\nkeys: ~\n"]
)
def test_what_is_empty_is_no_settings(load, text) -> None:
    loaded = load(text)
    assert loaded.settings == Settings()
    assert [problem.key for problem in loaded.problems] == (["measure"] if "measure" in text else [])


def test_every_key_can_be_set_and_knows_its_line(load) -> None:
    loaded = load(
        "# mine\n"
        "theme: nord\n"
        "measure: 80   # wide\n"
        "sidebar: false\n"
        "inspector: false\n"
        "highlights: quotes\n"
        "signs: ascii\n"
        "library: ~/news/library.db\n"
        "browser: [firefox, --new-window]\n"
        "log: /var/log/g7.log\n"
        "web:\n"
        "  timeout: 5\n"
        "  private_addresses: true\n"
        "  interval: 15\n"
        "keys:\n"
        '  quote.next: ["x", ctrl+n]\n'
        "  find: f\n"
    )
    assert not loaded.problems
    assert loaded.settings == Settings(
        theme="nord",
        measure=80,
        sidebar=False,
        inspector=False,
        highlights="quotes",
        signs="ascii",
        library=Path.home() / "news/library.db",
        browser=("firefox", "--new-window"),
        log=Path("/var/log/g7.log"),
        web=WebSettings(timeout=5, private_addresses=True, interval=15),
        keys=(KeysOf("quote.next", ("x", "ctrl+n"), 16), KeysOf("find", ("f",), 17)),
    )
    assert set(loaded.origins) == {setting.key for setting in all_settings()}, "no key is left out here"
    assert loaded.origins["measure"] == Origin(line=3)
    assert loaded.origins["web.timeout"] == Origin(line=12)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("measure: wide", 'line 1, measure: "wide" is not a whole number from 40 to 120; 72 is used'),
        ("\nmeasure: 39", 'line 2, measure: "39" is not a whole number from 40 to 120; 72 is used'),
        ("measure: true", 'line 1, measure: "true" is not a whole number from 40 to 120; 72 is used'),
        ("measure: 72.5", 'line 1, measure: "72.5" is not a whole number from 40 to 120; 72 is used'),
        ("sidebar: no", 'line 1, sidebar: "no" is not true or false; true is used'),
        ("sidebar: [true]", "line 1, sidebar: a list is not true or false; true is used"),
        (
            "highlights: qoutes",
            'line 1, highlights: "qoutes" is not one of all, quotes, actors, none; perhaps quotes is meant; '
            "all is used",
        ),
        (
            "library: news.db",
            'line 1, library: "news.db" is not a path that begins with / or ~; the default is used',
        ),
        (
            "browser: firefox --new",
            'line 1, browser: "firefox --new" is not a list of a command and its arguments, such as '
            "[firefox, --new-window]; the default is used",
        ),
        ("theme: 12", 'line 1, theme: "12" is not the name of a theme; g7-dark is used'),
        ("theme: {a: b}", "line 1, theme: a mapping is not the name of a theme; g7-dark is used"),
        ("mesure: 80", 'line 1: there is no setting "mesure"; perhaps measure is meant'),
        ("web:\n  tiemout: 3", 'line 2: there is no setting "web.tiemout"; perhaps timeout is meant'),
        (
            "web: 3",
            'line 1, web: "3" stands where settings belong; write them below it, each indented by two '
            "spaces, such as timeout: …",
        ),
        ("keys: [x]", "line 1, keys: a list is not an action and its keys, such as "),
        ("keys:\n  find: {a: b}", "line 2, keys: a mapping is not an action and its keys, such as "),
        (
            "- a\n- b",
            "line 1: the file has no keys; write each as a key and a value, such as measure: 80",
        ),
        ("measure: [", "line 1: broken YAML"),
        ("measure: 80\nmeasure: 90", 'line 2: the key "measure" stands here twice'),
        ("a: &x 1\nmeasure: 80", "line 1: anchors (&) and aliases (*) are not read"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(load, tmp_path, text, told) -> None:
    loaded = load(text)
    assert len(loaded.problems) == 1
    assert str(loaded.problems[0]).startswith(f"{tmp_path / 'settings.yaml'}: {told}")
    assert "\n" not in str(loaded.problems[0])
    assert loaded.settings == Settings(), "the default counts"


def test_what_is_right_beside_it_counts(load) -> None:
    loaded = load("measure: wide\nsidebar: false\nweb:\n  timeout: no\n  private_addresses: true\n")
    assert [problem.key for problem in loaded.problems] == ["measure", "web.timeout"]
    assert loaded.settings == Settings(sidebar=False, web=WebSettings(private_addresses=True))


def test_the_environment_goes_before_the_file(load) -> None:
    loaded = load("library: /from/file.db", G7READER_LIBRARY="/from/environment.db")
    assert loaded.settings.library == Path("/from/environment.db")
    assert loaded.origins["library"] == Origin(variable="G7READER_LIBRARY")


ALIAS_BOMB = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a, *a]\n" for n in range(40))


@pytest.mark.parametrize(
    "text",
    [
        ALIAS_BOMB,
        "a: " + "[" * 3000,
        "a:\n" + "".join(" " * n + f"b{n}:\n" for n in range(1, 300)),
        "x: y\n" * (LARGEST // 5 + 10),
        "<<: {measure: 80}",
        "measure: !!python/object/apply:os.system [id]",
        b"\xff\xfe\x00",
        'theme: "\\UFFFFFFFF"',
        "theme: \x00",
        "? [a]\n: b",
    ],
)
def test_nothing_in_a_file_is_a_crash(load, text) -> None:
    loaded = load(text)
    assert loaded.settings == Settings() and loaded.problems
    assert all(len(str(problem)) < 500 and str(problem).isprintable() for problem in loaded.problems)


def test_what_is_no_file_is_told(tmp_path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert "is not a file" in str(load_settings(folder, {}).problems[0])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is not a file" in str(load_settings(pipe, {}).problems[0]), "a pipe keeps nobody waiting"


def test_signs_that_a_terminal_obeys_never_reach_it(load) -> None:
    loaded = load('theme: "a\\e]52;c;AAAA\\a"\n"\\e[31mkey": 1')
    assert loaded.problems and all(str(problem).isprintable() for problem in loaded.problems)
    assert loaded.settings.theme.isprintable()


# Reading without a parser ------------------------------------------------------

PLAIN = """\
# a comment

theme: g7-light
measure: 80 # wide
library: ~/a b/c.db
log: /x.y
web:
  # inside
  timeout: 5

  private_addresses: true
browser: [firefox, "--x y", '-p']
keys:
  quote.next: ["x", ctrl+n, '.']
  find: "/"
sidebar:
"""


def same(one, other) -> bool:
    return (one.value, one.written, one.line if one.written is not None else 0) == (
        other.value,
        other.written,
        other.line if other.written is not None else 0,
    ) and all(same(one.entries[key], other.entries[key]) for key in one.entries)


def test_a_plain_file_is_read_without_a_parser_and_means_the_same() -> None:
    plain = read_settings_lines(PLAIN)
    assert plain is not None and same(plain, load_yaml(PLAIN, "x"))
    assert list(plain.entries) == list(load_yaml(PLAIN, "x").entries)


WORDS = st.sampled_from(
    ["a", "yes", "true", "~", "null", "12", "1.5", "a b", "a:b", "a: b", "~/x", "/", "'a'", '"a b"', "'",
     "[a]", "[a, b]", "[a,b]", "[]", "[a, 'b c', \"d\"]", "{a: b}", "# c", "a # b", "a#b", "-", "- a", "|",
     "&a b", "*a", "!x", "%x", "@", "é", "a-b.c", "?", "--x", "[--x, -y]", "[a b]", "1_0", "0x1", "a,", ",a",
     "a,b", "[12, true]", "_", "~a", "~/", "a~", "(a", ".a"]
)  # fmt: skip
LINES = st.one_of(
    st.builds("{}{}:{}{}".format, st.sampled_from(["", "  ", " ", "    "]), st.sampled_from("abc"),
              st.sampled_from([" ", "  ", ""]), WORDS),
    st.builds("{}{}:".format, st.sampled_from(["", "  "]), st.sampled_from("abc")),
    st.sampled_from(["", "# c", "  # c", "   ", "---", "a", "- a"]),
)  # fmt: skip


@given(st.lists(LINES, max_size=6))
def test_whatever_is_read_without_a_parser_means_the_same_to_it(lines) -> None:
    text = "\n".join(lines)
    plain = read_settings_lines(text)
    if plain is not None:
        assert same(plain, load_yaml(text, "x"))


@given(st.text(max_size=20))
def test_a_text_that_is_written_is_read_again(text) -> None:
    line = quoted_text(text)
    assert "\n" not in line
    try:
        assert load_yaml(f"[{line}]", "x").value == [text] or text != text.strip() or not text.isprintable()
    except FormatError:
        assert not text.isprintable()


def test_values_are_written_as_they_are_read(load) -> None:
    settings = load(
        'theme: "a b"\nlibrary: /a b/c\nbrowser: [a, "b, c", "true"]\nkeys: {find: [",", "["], copy: []}'
    ).settings
    lines = [
        f"{setting.key}: {setting.kind.written(value_of(settings, setting.key))}\n"
        for setting in all_settings()
        if "." not in setting.key
    ]
    again = load("".join(lines))
    assert not again.problems
    assert again.settings.theme == "a b" and again.settings.browser == ("a", "b, c", "true")
    assert [(one.action, one.keys) for one in again.settings.keys] == [("find", (",", "[")), ("copy", ())]


def test_no_parser_is_imported_for_a_plain_file(tmp_path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(PLAIN)
    program = (
        "import sys; from pathlib import Path; from reader.settings import load_settings\n"
        "print(load_settings(Path(sys.argv[1])).settings.measure, 'yaml' in sys.modules)"
    )
    done = run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["80", "False"]
