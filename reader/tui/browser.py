"""Open a web page outside the terminal: only http and https, and never through a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG_ENOUGH = 1.0
"""Seconds after which a command that still runs counts as a browser that opened."""


def is_web_address(address: str) -> bool:
    """Whether `address` is a whole http or https address on one line."""
    if not address.isprintable() or any(character.isspace() for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def open_page(address: str, command: Sequence[str] = ()) -> bool:
    """Show a web page in a browser with a window of its own; False where there is none.

    The user's `command` gets the address as its last argument; without one it is the system's browser.
    A browser that runs inside the terminal would draw over the reader, so it does not count.
    """
    if not is_web_address(address):
        return False
    if command:
        return _run([*command, address])
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    in_terminal = type(browser) is webbrowser.GenericBrowser
    return not in_terminal and bool(browser.open(address))


def _run(command: Sequence[str]) -> bool:
    """Start a command that outlives the reader and has no part in its terminal; whether it went well."""
    import subprocess

    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    try:
        return process.wait(_LONG_ENOUGH) == 0
    except subprocess.TimeoutExpired:
        return True
