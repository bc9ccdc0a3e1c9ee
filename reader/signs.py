"""Every sign in ASCII, cell for cell, for terminals that show nothing else."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SIGNS = {
    "-": "─┄┈╌╴╶–—―−·‐‑‒",
    "|": "│┃┆┇┊┋╎╏╵╷╹╻║▏▎▍▌▋▊▉▐",
    "+": "╭╮╯╰┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋┍┑┕┙╔╗╚╝╠╣╦╩╬◆✎",
    "=": "━┅┉╍╸╺╼╾═",
    "#": "█▇▆▅▄■▓▒",
    "_": "▁▂▃▔",
    ".": "…░",
    "*": "●★•✶",
    "o": "○☆◦øœ",
    "^": "▲↑▴⌃",
    "v": "↓▼▾✓",
    ">": "→▸▶›⏵",
    "<": "←◂◀‹",
    "~": "≈",
    "!": "⚑",
    "x": "×✗✕",
    '"': "❝❞“”„‟«»″",
    "'": "‘’‚‛′",
    "?": "�¿",
    "E": "€",
    "L": "£",
    "s": "ß",
    "a": "æ",
    "A": "Æ",
    "O": "ØŒ",
    "l": "ł",
    "D": "ĐÐ",
    "d": "đð",
    "t": "þ",
    "i": "ı",
}
_TABLE = {sign: plain for plain, signs in _SIGNS.items() for sign in signs}


def as_ascii(text: str) -> str:
    """`text` in ASCII, each character in as many cells as before; `?` where nothing is like it."""
    return text if text.isascii() else "".join(map(_plain, text))


@lru_cache(4096)
def _plain(character: str) -> str:
    if character.isascii():
        return character
    if (plain := _TABLE.get(character)) is not None:
        return plain
    from rich.cells import cell_len

    width = cell_len(character)
    if width == 0:
        return ""
    letters = unicodedata.normalize("NFKD", character).encode("ascii", errors="ignore").decode()
    return letters if len(letters) == width and letters.isprintable() else "?" * width
