"""Settings of all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# How long one example takes says more about the machine than about the code.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def library_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for the library of a test and of the processes it starts: nobody's own is ever touched."""
    place = tmp_path / "own" / "library.db"
    monkeypatch.setenv("G7READER_LIBRARY", str(place))
    return place


@pytest.fixture(autouse=True)
def settings_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory for the settings of a test and one for what the program remembers, with nothing in them."""
    monkeypatch.setenv("G7READER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("G7READER_STATE", str(tmp_path / "state"))
    return tmp_path / "config"
