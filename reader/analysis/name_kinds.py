"""What a name names: a person, an organisation, a place or something else.

Each name is judged by its own words, then by the words around it, with a weight that says how
sure that is. What is not sure is settled by the rest of the document: the same name
elsewhere, a full name with that surname, the names it is listed with.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.word_flags import (
    BODY,
    BODY_NOUN,
    BODY_WORD,
    CAMEL,
    CAPITALS,
    COMMON,
    CONJUNCTION,
    COUNTRY,
    DEMONYM,
    DETERMINER,
    EVENT,
    FIRST_NAME,
    HYPHENED,
    KNOWN_NAME,
    LOCATIVE,
    NAME_START,
    NUMBER,
    OF,
    ORGANISATION,
    PEOPLES,
    PERSON_NOUN,
    PLACE,
    PLACE_NOUN,
    PRONOUN,
    TITLE,
    UPPER,
    VERB,
)

if TYPE_CHECKING:
    from reader.analysis.name_bounds import NameFinder, NameSpan

__all__ = ["BODY_NAME", "OTHER_NAME", "PERSON_NAME", "PLACE_NAME", "ProperName", "judge"]

PERSON_NAME, BODY_NAME, PLACE_NAME, OTHER_NAME = "PER", "ORG", "LOC", "MISC"
CERTAIN = 8
SURE = 4
GUESS = 1
GENITIVES = ("'s", "’s")
OPENING_MARKS = frozenset("\"'“„‘‚«‹") | {"``", ",,", "''"}
CLOSING_MARKS = frozenset("\"'”’»›“‘") | {"''"}
LONGEST_INITIALS = 4

Verdict = tuple[str, int]
"""What a name names, and how sure that is: 1 is a guess, `CERTAIN` and more is certain."""


@dataclass(frozen=True, slots=True)
class ProperName:
    """The tokens `[first, last)` of a name and what it names: PER, ORG, LOC or MISC.

    `owns` is a name in the genitive (`India's`), which stands before what belongs to it.
    """

    first: int
    last: int
    kind: str
    text: str
    owns: bool = False


def judge(finder: NameFinder, spans: list[NameSpan]) -> list[ProperName]:
    """The names at `spans` with what each names."""
    look = _Judge(finder)
    texts = [_written(finder, span) for span in spans]
    verdicts = [look.verdict(span) for span in spans]
    look.spread(spans, verdicts)
    votes: dict[str, Counter[str]] = {}
    surnames: set[str] = set()
    for span, text, (kind, weight) in zip(spans, texts, verdicts, strict=True):
        votes.setdefault(text, Counter())[kind] += weight * weight
        if kind == PERSON_NAME and span.last - span.first > 1 and weight > GUESS:
            surnames.add(finder.texts[span.last - 1])
            surnames.add(" ".join(finder.texts[span.first + 1 : span.last]))
    names = []
    for span, text, (kind, weight) in zip(spans, texts, verdicts, strict=True):
        if weight < CERTAIN:
            kind = PERSON_NAME if text in surnames else votes[text].most_common(1)[0][0]
        names.append(ProperName(span.first, span.last, kind, text, owns=_owns(finder, span, text)))
    return names


def _owns(finder: NameFinder, span: NameSpan, text: str) -> bool:
    """Whether a name is a genitive: by its apostrophe, or by an s that is not its own elsewhere."""
    if text.endswith(GENITIVES):
        return True
    last, flag = finder.texts[span.last - 1], finder.flags[span.last - 1]
    if not finder.words.compounds or last[-1] != "s" or flag & (FIRST_NAME | KNOWN_NAME):
        return False
    bare = last[:-1]
    return bare in finder.strong or bare in finder.surnames or bare in finder.words.given


def _written(finder: NameFinder, span: NameSpan) -> str:
    """The name as the text has it, on one line."""
    tokens = finder.document.tokens
    text = finder.document.text[tokens[span.first].start : tokens[span.last - 1].end]
    return " ".join(text.split()) if "\n" in text or "  " in text else text


class _Judge:
    """Judges the names of one document one by one."""

    def __init__(self, finder: NameFinder) -> None:
        self.finder = finder
        self.texts = finder.texts
        self.flags = finder.flags
        self.count = finder.count
        self.lists = finder.words.lists

    def verdict(self, span: NameSpan) -> Verdict:
        """What the name at `span` names by itself and the words around it."""
        if span.known & EVENT:
            return OTHER_NAME, CERTAIN
        if span.known:
            return (BODY_NAME if span.known & ORGANISATION else PLACE_NAME), CERTAIN
        single = self.single(span.first) if span.last - span.first == 1 else None
        return single or self.by_words(span.first, span.last) or self.by_place(span.first, span.last)

    def spread(self, spans: list[NameSpan], verdicts: list[Verdict]) -> None:
        """Let names that are listed with a sure one (*Namen, X en Y*) be of its kind, in place."""
        for order in (range(1, len(spans)), range(len(spans) - 2, -1, -1)):
            for i in order:
                j = i - 1 if order.step > 0 else i + 1
                kind, weight = verdicts[j]
                if (
                    verdicts[i][1] <= 2
                    and weight > 2
                    and kind != OTHER_NAME
                    and self.listed(spans[i], spans[j])
                ):
                    verdicts[i] = kind, min(weight, 3)

    def listed(self, one: NameSpan, other: NameSpan) -> bool:
        """Whether only a comma or *and* stands between two names."""
        first, last = (one.last, other.first) if one.first < other.first else (other.last, one.first)
        return last - first == 1 and (
            self.texts[first] in (",", "/") or self.texts[first] in self.lists["and"]
        )

    def single(self, i: int) -> Verdict | None:
        """What a name of one word names, when the word itself tells."""
        flag, text = self.flags[i], self.texts[i]
        if flag & HYPHENED:
            tail = text.rpartition("-")[2]
            return (BODY_NAME if tail in self.lists["organisation_tails"] else OTHER_NAME), CERTAIN
        if flag & COUNTRY:
            return PLACE_NAME, CERTAIN
        if flag & (PEOPLES | EVENT) and not flag & PLACE:
            return OTHER_NAME, CERTAIN
        if flag & ORGANISATION:
            return BODY_NAME, 6
        if flag & PLACE:
            return PLACE_NAME, 6
        if flag & CAPITALS and len(text) <= LONGEST_INITIALS and self.is_byline(i):
            return PERSON_NAME, CERTAIN
        if flag & PLACE_NOUN and flag & COMMON and i not in self.finder.weak:
            return PLACE_NAME, 5
        if (flag & BODY_NOUN and i not in self.finder.weak) or text in self.lists["portfolios"]:
            return BODY_NAME, 5
        if flag & (CAMEL | CAPITALS):
            return BODY_NAME, SURE
        return None

    def is_byline(self, i: int) -> bool:
        """Whether a paragraph holds nothing but the word in brackets: an author's initials."""
        if not 0 < i < self.count - 1 or self.texts[i - 1] != "(" or self.texts[i + 1] != ")":
            return False
        document = self.finder.document
        paragraph = document.paragraphs[document.paragraph_at(i)]
        return paragraph.last - paragraph.first == 3

    def by_words(self, first: int, last: int) -> Verdict | None:
        """What the words of a name tell about it."""
        inside, texts = self.flags[first:last], self.texts
        head, end, several = inside[0], inside[-1], last - first > 1
        event = not head & FIRST_NAME and any(flag & EVENT for flag in inside)
        if end & HYPHENED or end == NUMBER or event:
            return (BODY_NAME if texts[first] in self.lists["numbered"] else OTHER_NAME), 6
        if any(flag & BODY_WORD for flag in inside) or "&" in texts[first:last]:
            return BODY_NAME, 6
        if head & FIRST_NAME and not (head & COMMON and not several):
            return PERSON_NAME, 5 if several else 3
        if first and texts[first - 1].lower() in self.lists["sure_locatives"]:
            return PLACE_NAME, SURE
        if head & NAME_START and several and not (inside[1] & COMMON and inside[1] & UPPER):
            return PERSON_NAME, SURE
        if several and any(flag & (BODY | DEMONYM) for flag in inside):
            return BODY_NAME, SURE
        if self.fills_marks(first, last):
            return OTHER_NAME, 3
        return None

    def fills_marks(self, first: int, last: int) -> bool:
        """Whether the name alone fills a pair of marks, as the title of a work does."""
        texts = self.texts
        return (
            first > 0
            and last < self.count
            and texts[first - 1] in OPENING_MARKS
            and texts[last] in CLOSING_MARKS
            and self.finder.strong[texts[first]] < 1
        )

    def by_place(self, first: int, last: int) -> Verdict:
        """What the words around a name tell about it."""
        flags = self.flags
        end, several = flags[last - 1], last - first > 1
        before = flags[first - 1] if first else 0
        after = flags[last] if last < self.count else 0
        word = self.texts[first - 1].lower() if first else ""
        if before & BODY_NOUN and not before & TITLE:
            return BODY_NAME, SURE
        if before & (TITLE | PERSON_NOUN):
            return PERSON_NAME, 5
        if before & PLACE_NOUN:
            return PLACE_NAME, 5
        if end & PLACE:
            return PLACE_NAME, 3
        if self.is_of_place(first):
            return PLACE_NAME, SURE
        if before & DEMONYM and first > 1 and self.texts[first - 2].lower() in self.lists["neuter"]:
            return (BODY_NAME if several else PLACE_NAME), 2
        if before & LOCATIVE:
            return PLACE_NAME, 3
        if word in self.lists["at"]:
            return BODY_NAME, 2
        if (before & DETERMINER and not before & (PRONOUN | CONJUNCTION)) or word in self.lists["neuter"]:
            return (OTHER_NAME if word in self.lists["indefinite"] else BODY_NAME), GUESS
        if several or after & VERB or before & VERB:
            return PERSON_NAME, 2
        return PERSON_NAME, GUESS

    def is_of_place(self, first: int) -> bool:
        """Whether the name follows a noun that a place has: *burgemeester van*, *kasteel van*."""
        if first < 2 or not self.flags[first - 1] & OF or self.flags[first - 1] & UPPER:
            return False
        noun = self.flags[first - 2]
        return bool(noun & PLACE_NOUN) or self.texts[first - 2].lower() in self.lists["of_places"]
