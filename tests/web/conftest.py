from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.web.client import Client, Limits
from tests.web.servers import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.servers import Site


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def client() -> Client:
    """One that may ask the servers of the tests, which are on loopback, and has little time."""
    return Client(Limits(seconds=5.0, patience=1.5), allow_private=True)
