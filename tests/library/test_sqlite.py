from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.sqlite.store import SqliteLibrary
from tests.library.contract import LibraryContract
from tests.library.decision_contract import DecisionContract


class TestSqlite(LibraryContract, DecisionContract):
    @pytest.fixture
    def library(self, tmp_path: Path) -> Iterator[SqliteLibrary]:
        with SqliteLibrary(tmp_path / "library.db", patience=5) as library:
            yield library
