"""File names from any title, and files that never take the place of another."""

import os
import stat
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.file_names import LONGEST, safe_name
from reader.export.files import new_file


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("G7 ziet geen oplossing", "G7-ziet-geen-oplossing.md"),
        ("“Nee”, zegt Zoë: 50% / dag", "Nee-,-zegt-Zoë-50-dag.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("C:\\Windows\\x", "C-Windows-x.md"),
        ("con", "article-con.md"),
        ("COM1.txt", "article-COM1.txt.md"),
        ("Aux armes", "Aux-armes.md"),
        ("...", "article.md"),
        ("-rf", "rf.md"),
        (".hidden", "hidden.md"),
        ("", "article.md"),
        (None, "article.md"),
        ("a\x00b\x1b[31m\nc", "ab-c.md"),
        ("Wat nu?  ", "Wat-nu.md"),
    ],
)
def test_a_title_becomes_a_name(title: str | None, name: str) -> None:
    assert safe_name(title, ".md") == name


@given(st.text(max_size=400) | st.text("ëéx漢👩‍👩‍👧", min_size=100, max_size=400))
def test_any_title_makes_a_name_that_can_be_used(title: str) -> None:
    name = safe_name(title, ".html")
    assert name.endswith(".html") and len(name.encode()) <= LONGEST + len(".html")
    assert Path(name).name == name and not set(name) & set('/\\:*?"<>|\x00\n')
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cn", "Co", "Cs"}
    assert name[0] not in "-. " and name[:-5][-1] not in ". "


@given(st.lists(st.sampled_from(["Kop", "kop", "KOP", "", "x" * 500, "é" * 300]), max_size=12))
def test_names_differ_even_where_case_does_not_count(titles: list[str]) -> None:
    taken: list[str] = []
    for title in titles:
        taken.append(safe_name(title, ".md", taken))
    assert len({name.casefold() for name in taken}) == len(titles)
    assert all(len(name.encode()) <= LONGEST + 3 for name in taken)


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    with pytest.raises(RuntimeError), new_file(file) as stream:
        stream.write("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with new_file(file) as stream:
        stream.write("één\r\n")
        assert file.read_bytes() == b""
    assert file.read_bytes() == "één\r\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~_umask()


def test_a_file_that_is_there_stays_unless_it_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(file)
    for path in (file, link):
        with pytest.raises(FileExistsError), new_file(path):
            pass
    with pytest.raises(RuntimeError), new_file(file, replace=True) as stream:
        stream.write("half")
        raise RuntimeError
    assert file.read_text() == "old"
    with new_file(link, replace=True) as stream:
        stream.write("new")
    assert link.is_symlink() and file.read_text() == "new"


def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reading = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reading.start()
    with new_file(pipe) as stream:
        stream.write("één")
    reading.join()
    assert read == ["één"] and stat.S_ISFIFO(pipe.stat().st_mode)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
