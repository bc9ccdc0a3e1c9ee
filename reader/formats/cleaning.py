"""The one door through which text enters: what it lets through is safe to show on a terminal."""

from __future__ import annotations

import re
import unicodedata

# Characters that steer a terminal, or that change what a reader sees without being seen.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad"  # soft hyphen: hides a word from search, and terminals disagree on its width
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u3164\uffa0"  # joiner, fillers and spaces without width
    "\u2060-\u2065\u206a-\u206f\ufeff"  # word joiner, invisible operators, byte order mark
    "\ufdd0-\ufdef\ufff0-\ufffc\ufffe\uffff"  # annotations, object placeholder, noncharacters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # format controls of shorthand and music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags: whole hidden sentences can be written in them
)
_SURROGATES = "\ud800-\udfff"
_LINE_BREAKS = "\x85\u2028\u2029"
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

_ASCII_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SUSPECT = re.compile(f"[{_CONTROLS}{_BIDI}{_INVISIBLE}{_SURROGATES}{_LINE_BREAKS}{_JOINERS}{_SELECTORS}]")
_REMOVED = re.compile(f"[{_CONTROLS}{_BIDI}{_INVISIBLE}{_SURROGATES}]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
# A whole escape sequence goes, not only the character that begins it: `[31m` is no text either.
# No part can match a control, so that a sequence without an end costs no more than its length.
_ESCAPE_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\\\|\x9c)"
)
_JOINED = re.compile(f"[{_JOINERS}{_SELECTORS}]+")
_BLANKS = re.compile("[ \t\n]+")

_KEYCAPS = frozenset("0123456789#*")
_OTHER_EMOJI = frozenset("‼⁉〰〽")


def clean(text: str) -> str:
    """`text` in NFC, its lines ended by a newline, without anything that could steer a terminal.

    Gone are C0 and C1 controls (but newline and tab) with the escape sequences they begin, bidi
    marks, overrides and isolates, lone surrogates and invisible format characters. Joiners and
    variation selectors stay where an emoji or a script needs them. Cleaning twice changes nothing.
    """
    if text.isascii():
        if _ASCII_SUSPECT.search(text) is None:
            return text
    elif _SUSPECT.search(text) is None:
        return unicodedata.normalize("NFC", text)
    text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n")
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = unicodedata.normalize("NFC", _REMOVED.sub("", text))
    return unicodedata.normalize("NFC", _JOINED.sub(_needed_joiners, text))


def clean_line(text: str) -> str:
    """`text` cleaned and on one line, for a title, a name, a search word or an error."""
    return _BLANKS.sub(" ", clean(text)).strip()


def _needed_joiners(run: re.Match[str]) -> str:
    """What of a run of joiners and variation selectors the characters around it call for.

    At most one selector and one joiner: longer runs say nothing and can hide a message.
    """
    text = run.string
    before = text[run.start() - 1] if run.start() else ""
    after = text[run.end()] if run.end() < len(text) else ""
    selector = joiner = ""
    for character in run.group():
        if character in _JOINERS:
            joiner = joiner or character
        elif not selector and _takes_selector(before, character):
            selector = character
    if joiner and not _takes_joiner(joiner, before, after):
        joiner = ""
    return selector + joiner


def _takes_selector(before: str, selector: str) -> bool:
    if not before:
        return False
    if selector >= "\U000e0100":
        return _is_ideograph(before)
    return (
        _is_pictograph(before)
        or before in _KEYCAPS
        or (before >= "\u1000" and unicodedata.category(before) == "Lo")
    )


def _takes_joiner(joiner: str, before: str, after: str) -> bool:
    if before and _is_joining_script(before):
        return True
    return joiner == "\u200d" and bool(before and after) and _is_pictograph(before) and _is_pictograph(after)


def _is_pictograph(character: str) -> bool:
    if character < "\u00a9":
        return False
    return unicodedata.category(character) in ("So", "Sm", "Sk") or character in _OTHER_EMOJI


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def _is_joining_script(character: str) -> bool:
    """Whether it is a letter or mark of a script that joins letters, as Arabic and the Indic ones do."""
    joins = "\u0600" <= character <= "\u1cff" or "\ua800" <= character <= "\uabff"
    return joins and unicodedata.category(character)[0] in "LM"
