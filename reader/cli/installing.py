"""Files that other programs look for in the user's data directory."""

from __future__ import annotations

import os
from pathlib import Path

import click

from reader.translation import _


def data_home() -> Path:
    """Where shells and `man` look for what a user installed. Raises `click.ClickException` without a home."""
    if named := os.environ.get("XDG_DATA_HOME"):
        return Path(named)
    try:
        return Path.home() / ".local" / "share"
    except RuntimeError:
        raise click.ClickException(_("there is no home directory to install into")) from None


def install(path: Path, text: str) -> None:
    """Write a file, with the directories above it. Raises `click.ClickException`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
