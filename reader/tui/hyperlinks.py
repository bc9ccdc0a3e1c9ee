"""Hyperlinks that the terminal itself opens (OSC 8): whether it knows them, and which addresses it gets.

A terminal cannot be asked, so it is told by the names that terminals give themselves. One that
does not know them shows the text alone, but some old ones show the address as rubbish.
"""

from __future__ import annotations

import os
import string
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from reader.tui.browser import is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

FORCE = "FORCE_HYPERLINK"
"""The variable that says it whatever the terminal is called: `1` has them, `0` does not."""

_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "mintty", "Tabby"})
_TERMS = ("xterm-kitty", "foot", "alacritty", "xterm-ghostty", "wezterm", "contour", "mintty")
_VARIABLES = ("WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM")
_LEAST = {"VTE_VERSION": 5000, "KONSOLE_VERSION": 201200}
_TMUX = (3, 4)
"""The first tmux that hands hyperlinks on."""
_AS_IT_IS = "".join(set(string.printable) - set(string.whitespace) - set('<>"\\^`{|}'))


def has_hyperlinks(environment: Mapping[str, str] | None = None) -> bool:
    """Whether the terminal is one that is known to have hyperlinks."""
    env = os.environ if environment is None else environment
    if FORCE in env:
        return env[FORCE] != "0"
    term, program = env.get("TERM", ""), env.get("TERM_PROGRAM", "")
    if term in ("", "dumb", "linux"):
        return False
    if program == "tmux" or "TMUX" in env:
        return program == "tmux" and _numbers(env.get("TERM_PROGRAM_VERSION", "")) >= _TMUX
    if term.startswith("screen"):
        return False
    if any(variable in env for variable in _VARIABLES) or program in _PROGRAMS or term.startswith(_TERMS):
        return True
    return any(_numbers(env.get(variable, "")) >= (least,) for variable, least in _LEAST.items())


def _numbers(version: str) -> tuple[int, ...]:
    """`3.4a` as (3, 4); nothing where it has no numbers."""
    parts = ["".join(filter(str.isdecimal, part)) for part in version.split(".")]
    return tuple(int(part) for part in parts if part)


def hyperlink(address: str) -> str:
    """`address` as a terminal may have it, in ASCII without anything that could end it; else nothing."""
    if not is_web_address(address):
        return ""
    try:
        parts = urlsplit(address)
        authority = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return ""
    whole = urlunsplit((parts.scheme, authority, parts.path, parts.query, parts.fragment))
    return quote(whole, safe=_AS_IT_IS)
