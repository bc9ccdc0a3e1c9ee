"""Files brought into a library: what is read, what is refused, and what is left as it was."""

import gc
from pathlib import Path

from reader.library.adding import Refused, Stored, add_files
from reader.library.sqlite.store import SqliteLibrary


def test_an_article_and_no_article_leave_the_search_for_cycles_on(tmp_path: Path) -> None:
    sound, empty = tmp_path / "sound.txt", tmp_path / "empty.txt"
    sound.write_text("“The harbour closes,” said Ann Ash.", encoding="utf-8")
    empty.touch()
    assert gc.isenabled()
    with SqliteLibrary(tmp_path / "library.db") as library:
        for file, kind in ((sound, Stored), (empty, Refused)):
            assert [type(one) for one in add_files(library, [str(file)])] == [kind]
            assert gc.isenabled()


def test_a_search_for_cycles_that_was_off_stays_off(tmp_path: Path) -> None:
    sound = tmp_path / "sound.txt"
    sound.write_text("“The harbour closes,” said Ann Ash.", encoding="utf-8")
    gc.disable()
    try:
        with SqliteLibrary(tmp_path / "library.db") as library:
            assert len(list(add_files(library, [str(sound)]))) == 1
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_read_when_it_is_stopped_is_stored_and_told(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(4)]
    for file in files:
        file.write_text(f"“The harbour closes,” said Ann Ash of {file.name}.", encoding="utf-8")
    asked = iter([False, False, False, True])
    with SqliteLibrary(tmp_path / "library.db") as library:
        told = list(add_files(library, list(map(str, files)), is_stopped=lambda: next(asked)))
        assert [one.source for one in told] == [str(file) for file in files[:3]]
        assert [library.find(str(file)) is not None for file in files] == [True, True, True, False]
