"""What stands among the words of an article without being of them: pointers, labels, notices, bylines.

Publishers put these into the body of their articles, in paragraphs like any other, so no extractor
tells them from the text by the page's structure alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.article import BlockKind, MarkKind
from reader.formats.html_blocks import part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.formats.draft import Draft

LONGEST_HEADING = 80
LONGEST_BYLINE = 80
SHORTEST_PARAGRAPH = 120
"""A paragraph of so many characters is the text itself, not something before it."""

# Words that say nothing about an article and only point away from it: Dutch, English, German, French.
_POINTER = re.compile(
    r"[►▶»>→•\s]*(?:"
    r"lees (?:ook|meer|verder|hier|alles over)|meer lezen|(?:bekijk|luister) (?:ook|hier)|zie ook"
    r"|ook interessant|meer over (?:dit onderwerp|deze)|gerelateerde?(?: artikelen| nieuws)?"
    r"|aanbevolen artikelen|dit vind je ook"
    r"|read (?:more|also|next)|also read|see also|watch:|listen:|related(?: \w+)?|more on this(?: story)?"
    r"|more about|recommended reading|sign up|topics"
    r"|lesen sie (?:auch|hier|mehr|dazu)|mehr (?:zum thema|dazu|lesen)|auch interessant|siehe auch"
    r"|das könnte sie auch"
    r"|à? ?(?:lire|voir|écouter) (?:aussi|également)|lire plus|sur le même sujet|pour aller plus loin"
    r"|article réservé à nos abonnés|notre dossier"
    r")(?!\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    "advertentie|advertisement|anzeige|publicité|publicite|reclame|werbung|reageer|reacties|comments|kommentare"
    "|commentaires|delen|share|teilen|partager"
)
_COOKIES = re.compile(r"\bcookie|\btracking\b", re.IGNORECASE)
_CONSENT = re.compile(
    "accept|toestemming|instelling|akkoord|geweigerd|preferen|consent|setting|zustimm|einwillig|akzept|einstellung"
    "|paramètre|accord|voorkeur",
    re.IGNORECASE,
)
_NO_PLAYER = re.compile(
    r"\bbrowser\b.*\b(?:support|ondersteun|unterstütz)|\bnavigateur\b.*\b(?:support|compatible)"
    r"|\bjavascript\b.*\b(?:enable|aan|aktivier|activer)",
    re.IGNORECASE,
)
_SIGN_UP = "aanmelden|meld|schrijf|inschrijven|sign up|subscribe|anmeld|abonnier|inscri|abonnez"
_NEWSLETTER = re.compile(
    rf"\b(?:nieuwsbrief|newsletter)\b.*\b(?:{_SIGN_UP})|\b(?:{_SIGN_UP}).*\b(?:nieuwsbrief|newsletter)\b",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 300
_SENTENCE_END = re.compile(r"[.!:;,…–—-][\"'”’“»)]*\Z")
_FIRST_LINE = re.compile(r"[^\n]+")


def key(text: str) -> str:
    """What two texts have in common that differ in case, spaces and punctuation only."""
    return re.sub(r"[\W_]+", "", text.casefold())


def without_furniture(drafts: Iterable[Draft], title: str | None, authors: Sequence[str]) -> list[Draft]:
    """The drafts of an article without what only stands among them, and without its title."""
    title_key = key(title or "")
    kept = [
        draft
        for draft in drafts
        if not (_repeats_title(draft, title_key) or is_furniture(draft, title or ""))
    ]
    start = next((n for n, draft in enumerate(kept) if len(draft.text) >= SHORTEST_PARAGRAPH), 0)
    names = [key(author) for author in authors if key(author)]
    kept = [draft for n, draft in enumerate(kept) if n >= start or not _is_byline(draft, names)]
    while kept and kept[-1].kind is BlockKind.HEADING:
        kept.pop()  # what stood under it is gone
    return kept


def is_furniture(draft: Draft, title: str) -> bool:
    """Whether a draft points to another page, labels a part of this one, or speaks for the site."""
    text = draft.text.strip()
    if _LABEL.fullmatch(key(text)):
        return True
    if _POINTER.match(text) and (_linked(draft) > 0.3 or len(text) < 30 or draft.kind is BlockKind.HEADING):
        return True
    if draft.kind is BlockKind.PARAGRAPH and _linked(draft) > 0.9 and not re.search(r"[.!?][\"”’»]?\Z", text):
        return True
    if len(text) > _LONGEST_NOTICE:
        return False
    if _COOKIES.search(text) and _CONSENT.search(text) and not _COOKIES.search(title):
        return True
    return bool(_NO_PLAYER.search(text) or _NEWSLETTER.search(text))


def with_bold_headings(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, with a heading for each line in bold that does the work of one.

    Such a line is short, all bold, no sentence, and has text under it. Its level is one below the
    heading that it stands under, or 2 where the article has no other headings before it.
    """
    found = list(_bold_lines_apart(drafts))
    level = 1
    for number, draft in enumerate(found):
        if draft.kind is BlockKind.HEADING:
            level = draft.level
            continue
        under = found[number + 1] if number + 1 < len(found) else None
        if number and under is not None and under.kind is not BlockKind.HEADING and _acts_as_heading(draft):
            marks = tuple(mark for mark in draft.marks if mark.kind is not MarkKind.STRONG)
            found[number] = replace(draft, kind=BlockKind.HEADING, level=min(6, level + 1), marks=marks)
    return found


def _bold_lines_apart(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, with a bold first line of a paragraph as one of its own."""
    for draft in drafts:
        line = _FIRST_LINE.match(draft.text)
        if draft.kind is BlockKind.PARAGRAPH and line is not None and line.end() < len(draft.text):
            first = part(draft, 0, line.end())
            if _acts_as_heading(first):
                yield first
                yield part(draft, line.end() + 1, len(draft.text))
                continue
        yield draft


def _acts_as_heading(draft: Draft) -> bool:
    text = draft.text.strip()
    if draft.kind is not BlockKind.PARAGRAPH or not text or len(text) > LONGEST_HEADING or "\n" in text:
        return False
    if _SENTENCE_END.search(text):
        return False
    bold = sum(len(mark.span) for mark in draft.marks if mark.kind is MarkKind.STRONG)
    return bold >= len(text) and _linked(draft) < 0.5


def _linked(draft: Draft) -> float:
    """The part of a draft's characters that are a link."""
    linked = sum(len(mark.span) for mark in draft.marks if mark.kind is MarkKind.LINK)
    return linked / max(1, len(draft.text.strip()))


def _repeats_title(draft: Draft, title: str) -> bool:
    return bool(title) and key(draft.text) == title and draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)


def _is_byline(draft: Draft, names: Sequence[str]) -> bool:
    if draft.kind is not BlockKind.PARAGRAPH or len(draft.text) > LONGEST_BYLINE:
        return False
    words = key(draft.text)
    return any(name in words for name in names) and sum(map(len, names)) * 3 > len(words)
