"""Feeds in a library file that is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library import open_library
from reader.library.sqlite.functions import define_functions
from reader.library.sqlite.repairing import repair
from tests.library.articles import harbour
from tests.library.feed_contract import BODE, SEEN, STATE

if TYPE_CHECKING:
    from pathlib import Path


def test_feeds_come_through_a_repair(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with open_library(path) as library:
        library.add(harbour()).result()
        kept = library.add_feed(BODE).result()
        library.keep_look(kept.id, BODE.address, replace(STATE, known=SEEN)).result()
        library.keep_folders({"nieuws": (("isOpen", "true"),)}).result()
    with closing(sqlite3.connect(path)) as spoiled:
        define_functions(spoiled)
        spoiled.execute("INSERT INTO quotes (id, article, speaker, kind) VALUES (1, 1, 999, 0)")
        spoiled.commit()
    assert repair(path).damaged is not None
    with open_library(path) as library:
        assert library.check() == []
        assert [(one.feed, one.state) for one in library.feeds()] == [(BODE, STATE)]
        assert library.known_items(library.feeds()[0].id) == SEEN
        assert library.folders() == {"nieuws": (("isOpen", "true"),)}
