"""The page around an article: what an extractor leaves out of it although it belongs to it.

An extractor brings the running text. The lead above it and the captions between are often thrown
away, as they stand in other parts of the page. Here the extracted text is found again in the page,
and what stands at the right places by it is put back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.article import BlockKind
from reader.formats.html_blocks import Passage, Role, read_blocks
from reader.formats.html_furniture import is_furniture, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.formats.draft import Draft

    Element = Any

SHORTEST_LEAD = 40
LONGEST_LEAD = 1000
LONGEST_CAPTION = 600
SHORT = 25
"""Text of fewer characters says nothing about whether the article goes on around it."""

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LEAD = re.compile(
    "lead|intro|standfirst|chapo|chapeau|summary|deck|dek|subtitle|desc|description|abstract|vorspann|anriss"
    "|inleiding|excerpt"
)
_CAPTION = re.compile("caption|legend|figcaption")
_FURNITURE = re.compile(
    "related|promo|recirc|recirculation|newsletter|share|sharing|social|comments?|cookie|consent|sidebar"
    "|advertisement|ads?|advert|breadcrumbs?|nav|navigation|menu|tags|topics|recommend|recommendations"
    "|recommended|teaser|popular|embed|toolbar|paywall|subscribe|byline|author|autor|dateline"
)
_HIDDEN = re.compile("visually|sr|screenreader|assistive")
_FURNITURE_TAGS = frozenset(("aside", "nav", "footer", "form", "button", "dialog", "time"))
_CAPTION_TAGS = frozenset(("figcaption",))


def outline(root: Element) -> list[Passage]:
    """Every block of a page, each with the role of the part of the page that it stands in."""
    return read_blocks(root, _role_of)


def _role_of(element: Element) -> Role | None:
    tag = element.tag
    if tag in _CAPTION_TAGS:
        return Role.CAPTION
    if tag in _FURNITURE_TAGS:
        return Role.FURNITURE
    if tag in ("html", "body", "main", "article"):
        return None
    names = [
        value
        for name, value in element.items()
        if name in ("class", "id", "itemprop", "role") or name.startswith("data-")
    ]
    if not names:
        return None
    words = [word.lower() for word in _WORDS.findall(" ".join(names)[:500])]

    def named(pattern: re.Pattern[str]) -> bool:
        return any(map(pattern.fullmatch, words))

    if named(_HIDDEN) and ("hidden" in words or "only" in words):
        return Role.HIDDEN
    if named(_FURNITURE) and element.find(".//h1") is None and element.find(".//article") is None:
        return Role.FURNITURE
    if named(_CAPTION):
        return Role.CAPTION
    return Role.LEAD if named(_LEAD) else None


def completed(drafts: Sequence[Draft], page: Sequence[Passage], title: str | None) -> list[Draft]:
    """The extracted `drafts` of an article, with the lead and the captions that its page has for it."""
    captions = {key(passage.draft.text) for passage in page if passage.role is Role.CAPTION}
    drafts = [
        replace(draft, kind=BlockKind.CAPTION, level=0)
        if draft.kind is BlockKind.PARAGRAPH and key(draft.text) in captions
        else draft
        for draft in drafts
    ]
    places = _places(drafts, page)
    kept = {place for place in places if place is not None}
    if not kept:
        return drafts
    known = {key(draft.text) for draft in drafts} | {key(title or "")}
    missing: list[tuple[int, Draft]] = []
    for number, passage in enumerate(page):
        text_key = key(passage.draft.text)
        if text_key in known or not text_key:
            continue
        if _is_lead(passage, number, page, min(kept)) or _is_caption(passage, number, page, kept):
            known.add(text_key)
            missing.append((number, passage.draft))
    return _merged(drafts, places, missing)


def _places(drafts: Sequence[Draft], page: Sequence[Passage]) -> list[int | None]:
    """Where in the page each draft stands, in rising order; None where it is not found."""
    by_key: dict[str, list[int]] = {}
    for number, passage in enumerate(page):
        by_key.setdefault(key(passage.draft.text), []).append(number)
    places: list[int | None] = []
    last = -1
    for draft in drafts:
        found = by_key.get(key(draft.text), ())
        after = bisect_right(found, last)
        place = found[after] if after < len(found) else None
        places.append(place)
        last = last if place is None else place
    return places


def _is_lead(passage: Passage, number: int, page: Sequence[Passage], first: int) -> bool:
    if passage.role is not Role.LEAD or number >= first:
        return False
    if not SHORTEST_LEAD <= len(passage.draft.text) <= LONGEST_LEAD or is_furniture(passage.draft, ""):
        return False
    between = page[number + 1 : first]
    return not any(other.draft.kind is BlockKind.HEADING and other.draft.level == 1 for other in between)


def _is_caption(passage: Passage, number: int, page: Sequence[Passage], kept: set[int]) -> bool:
    """Whether a caption stands next to text that was kept."""
    if passage.role is not Role.CAPTION or len(passage.draft.text) > LONGEST_CAPTION:
        return False
    return any(
        _neighbour(numbers, page, kept) in kept
        for numbers in (range(number - 1, -1, -1), range(number + 1, len(page)))
    )


def _neighbour(numbers: range, page: Sequence[Passage], kept: set[int]) -> int | None:
    for number in numbers:
        passage = page[number]
        if number in kept:
            return number
        if passage.role in (Role.TEXT, Role.LEAD) and len(passage.draft.text) >= SHORT:
            return None
    return None


def _merged(
    drafts: Sequence[Draft], places: Sequence[int | None], missing: Sequence[tuple[int, Draft]]
) -> list[Draft]:
    merged: list[Draft] = []
    waiting = list(missing)
    for draft, place in zip(drafts, places, strict=True):
        while waiting and place is not None and waiting[0][0] < place:
            merged.append(waiting.pop(0)[1])
        merged.append(draft)
    merged.extend(draft for _number, draft in waiting)
    return merged
