from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library import open_library
from tests.web.conftest import client, no_proxies, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.library.protocol import Library

__all__ = ["client", "library", "no_proxies", "site"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.db", patience=5) as opened:
        yield opened
