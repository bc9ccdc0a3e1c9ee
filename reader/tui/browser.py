"""Open a web page outside the terminal: only http and https, and never through a shell."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web_address(address: str) -> bool:
    """Whether `address` is a whole http or https address on one line."""
    if not address.isprintable() or any(character.isspace() for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def open_page(address: str) -> bool:
    """Show a web page in a browser with a window of its own; False where there is none.

    A browser that runs inside the terminal would draw over the reader, so it does not count.
    """
    if not is_web_address(address):
        return False
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    in_terminal = type(browser) is webbrowser.GenericBrowser
    return not in_terminal and bool(browser.open(address))
