"""Proper names: which capitalised words are one, where it starts and ends, and what it names.

Two passes over the capitalised tokens of a document. The first collects what the document
itself shows: which words it writes with a capital in the middle of a sentence, which it
also writes without one. The second joins tokens to names and judges what each one names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.language import load_language
from reader.analysis.name_words import (
    ADJECTIVE,
    BODY,
    BODY_NOUN,
    BODY_WORD,
    CALENDAR,
    CAPITALS,
    COMMON,
    CONJUNCTION,
    COUNTRY,
    DEMONYM,
    DETERMINER,
    FIRST_NAME,
    HYPHENED,
    KNOWN_NAME,
    LOCATIVE,
    NAME_START,
    NOUN,
    NOUN_SHAPE,
    NUMBER,
    OF,
    ONE_OF_PEOPLE,
    ORGANISATION,
    PARTICLE,
    PERSON_NOUN,
    PLACE,
    PLACE_NOUN,
    PRONOUN,
    STOP,
    THE_PEOPLE,
    TITLE,
    UPPER,
    VERB,
    WORD,
    NameWords,
    load_name_words,
)
from reader.analysis.tokens import tokenise
from reader.article import Span

if TYPE_CHECKING:
    from reader.analysis.tokens import Document

__all__ = ["ProperName", "find_names", "find_proper_names"]

PERSON, BODY_NAME, PLACE_NAME, OTHER = "PER", "ORG", "LOC", "MISC"
OPENERS = frozenset("\"'“„‟‘‚«»‹›:–—-•*([{…") | {"--", "''", "``", ",,", "..."}
LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class ProperName:
    """The tokens `[first, last)` of a name and what it names: PER, ORG, LOC or MISC."""

    first: int
    last: int
    kind: str
    text: str


def find_names(text: str, language: str) -> list[tuple[Span, str]]:
    """The names in `text`, each with PER, ORG, LOC (a place or country) or MISC."""
    document = tokenise(text, load_language(language))
    tokens = document.tokens
    return [
        (Span(tokens[name.first].start, tokens[name.last - 1].end), name.kind)
        for name in find_proper_names(document)
    ]


def find_proper_names(document: Document) -> list[ProperName]:
    """The names of a document in order of the text; they do not overlap."""
    return NameFinder(document).find()


class NameFinder:
    """One document's names. Holds the flags of its tokens and what the document shows of its words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words: NameWords = load_name_words(document.language.code)
        classes = self.words.classes
        self.texts = [token.text for token in document.tokens]
        self.flags = [classes[text] for text in self.texts]
        self.count = len(self.texts)
        self.weak = self._weak_positions()
        self.lowered = {text for text, flag in zip(self.texts, self.flags, strict=True) if not flag & UPPER}
        self.strong = self._strong_words()

    def find(self) -> list[ProperName]:
        """All names, judged one by one and then by what the rest of the document shows."""
        found: list[tuple[int, int, int]] = []
        flags, phrases, texts = self.flags, self.words.phrases, self.texts
        i = 0
        while i < self.count:
            flag = flags[i]
            if not flag & UPPER and texts[i] not in phrases:
                i += 1
                continue
            last, known = self._known_phrase(i)
            if (
                not last
                and i
                and flags[i - 1] & OF
                and (end := self.portfolio_end(i))
                and self._heads_portfolio(i)
            ):
                last, known = end, ORGANISATION
            if not last and flag & UPPER and self._starts_name(i):
                last = self._name_end(i)
                known = 0
            if last:
                found.append((i, last, known))
                i = last
            else:
                i += 1
        return self._judge(found)

    # -- evidence ---------------------------------------------------------------------------

    def _weak_positions(self) -> set[int]:
        """Tokens that are capitalised for where they stand: after a stop, a colon, an opening mark."""
        weak = set()
        texts, flags = self.texts, self.flags
        for sentence in self.document.sentences:
            i = sentence.first
            while i < sentence.last and not flags[i] & WORD:
                i += 1
            weak.add(i)
            words = uppers = capitals = 0
            for j in range(i, sentence.last):
                flag = flags[j]
                if flag & WORD:
                    words += 1
                    if flag & UPPER:
                        uppers += 1
                        capitals += bool(flag & CAPITALS)
                        if j > i and texts[j - 1] in OPENERS:
                            weak.add(j)
            if words > 3 and (uppers > 0.6 * words or capitals > 0.5 * words):
                weak.update(range(i, sentence.last))
        return weak

    def _strong_words(self) -> Counter[str]:
        """How often each word is capitalised where nothing but being a name explains it."""
        weak, texts = self.weak, self.texts
        return Counter(
            texts[i]
            for i, flag in enumerate(self.flags)
            if flag & UPPER and not flag & STOP and i not in weak
        )

    # -- where a name starts and ends --------------------------------------------------------

    def _known_phrase(self, i: int) -> tuple[int, int]:
        """The end and flag of a known name of several words at `i`, else zeros."""
        for words, flag in self.words.phrases.get(self.texts[i], ()):
            last = i + len(words)
            if last <= self.count and tuple(self.texts[i:last]) == words:
                return last, flag
        return 0, 0

    def portfolio_end(self, i: int) -> int:
        """The end of the ministry's field that starts at `i` (Buitenlandse Zaken), else 0."""
        portfolios = self.words.lists["portfolios"]
        for length in (4, 3, 2, 1):
            if i + length <= self.count and "_".join(self.texts[i : i + length]) in portfolios:
                return i + length
        return 0

    def _heads_portfolio(self, i: int) -> bool:
        """Whether a minister or ministry stands right before the link before token `i`."""
        return i > 1 and bool(self.flags[i - 2] & (PERSON_NOUN | BODY_NOUN | TITLE))

    def _starts_name(self, i: int) -> bool:
        flag, text = self.flags[i], self.texts[i]
        if flag & CALENDAR or (flag & PRONOUN and len(text) < 4):
            return False
        if flag & TITLE and not flag & KNOWN_NAME:
            return False
        if self.words.phrase == "capital" and not self._shows_name(i):
            return False
        if i not in self.weak:
            return not (flag & DETERMINER and not flag & NAME_START) or self._joins(i + 1)
        if flag & COMMON:
            if flag & NAME_START:
                return self._joins(i + 1) and self._is_surname(i)
            return bool(flag & KNOWN_NAME) and self.strong[text] > 0
        if flag & (KNOWN_NAME | FIRST_NAME | CAPITALS | DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE):
            return not (flag & CAPITALS and len(text) > 5 and text.lower() in self.lowered)
        if text.lower() in self.lowered:
            return False
        if self.strong[text] or flag & HYPHENED:
            return True
        if self._joins(i + 1) and not flag & NOUN_SHAPE:
            return True
        return not flag & NOUN_SHAPE

    def _shows_name(self, i: int) -> bool:
        """Where nouns are capitalised too: whether something else than the capital shows a name."""
        flag = self.flags[i]
        if flag & (
            KNOWN_NAME | FIRST_NAME | CAPITALS | HYPHENED | DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE | BODY_WORD
        ):
            return True
        if flag & (COMMON | NOUN):
            return False
        before = self.flags[i - 1] if i else 0
        if before & (TITLE | PERSON_NOUN):
            return True
        return not flag & NOUN_SHAPE and not before & (DETERMINER | ADJECTIVE)

    def _is_surname(self, i: int) -> bool:
        """Whether `De X` at the start of a sentence is a surname: the document shows it elsewhere."""
        return self.strong[self.texts[i]] > 0 and self.strong[self.texts[i + 1]] > 0

    def _joins(self, i: int) -> bool:
        """Whether token `i` can go on a name that started right before it."""
        if i >= self.count:
            return False
        flag = self.flags[i]
        return bool(
            flag & UPPER
            and not flag & CALENDAR
            and self.document.tokens[i].start == self.document.tokens[i - 1].end + 1
            and (i not in self.weak or not flag & COMMON or i - 1 in self.weak)
        )

    def _name_end(self, i: int) -> int:
        """The token after the last one of the name that starts at `i`."""
        flags, texts = self.flags, self.texts
        first = flags[i]
        last = i + 1
        if first & (DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE) and not (
            last < self.count
            and self._joins(last)
            and flags[last] & (COMMON | BODY_WORD)
            and not flags[last] & TITLE
        ):
            return last
        while last < self.count and last - i < LONGEST_NAME:
            flag = flags[last]
            if self._joins(last):
                if flag & (DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE) and not first & BODY_WORD:
                    break
                if flag & FIRST_NAME and not first & (FIRST_NAME | BODY_WORD) and flags[i] & KNOWN_NAME:
                    break
                last += 1
                continue
            if texts[last] == "&" and self._follows(last + 1):
                last += 2
                continue
            after = self._after_particles(last)
            if after and self._particles_join(i, last, after):
                last = after + 1
                continue
            if flag == NUMBER and texts[last - 1] in self.words.lists["numbered"]:
                last += 1
            break
        return last

    def _follows(self, i: int) -> bool:
        return i < self.count and bool(self.flags[i] & UPPER)

    def _after_particles(self, i: int) -> int:
        """The capitalised token after up to three particles from `i` on, else 0."""
        j = i
        while j < self.count and j - i < 3 and self.flags[j] & (PARTICLE | OF) and not self.flags[j] & UPPER:
            j += 1
        if j > i and j < self.count and self.flags[j] & UPPER and not self.flags[j] & CALENDAR:
            return j
        return 0

    def _particles_join(self, first: int, last: int, after: int) -> bool:
        """Whether particles link the name so far to the capitalised word after them."""
        flags = self.flags
        if last - first == 1 and flags[first] & FIRST_NAME:
            return bool(flags[last] & PARTICLE) and not flags[after] & KNOWN_NAME
        if flags[last - 1] & (BODY_WORD | NOUN) or (flags[last - 1] & COMMON and last - first == 1):
            return bool(flags[last] & (OF | PARTICLE)) and last - 1 not in self.weak
        return False

    # -- what it names -----------------------------------------------------------------------

    def _judge(self, found: list[tuple[int, int, int]]) -> list[ProperName]:
        judged = [self._kind(first, last, known) for first, last, known in found]
        texts = [" ".join(self.texts[first:last]) for first, last, _ in found]
        votes: dict[str, Counter[str]] = {}
        surnames: set[str] = set()
        for (first, last, _), text, (kind, weight) in zip(found, texts, judged, strict=True):
            votes.setdefault(text, Counter())[kind] += weight
            if kind == PERSON and last - first > 1 and weight > 1:
                surnames.update(self._surnames(first, last))
        names = []
        for (first, last, known), text, (kind, weight) in zip(found, texts, judged, strict=True):
            if not known and weight < 8:
                kind = PERSON if text in surnames else votes[text].most_common(1)[0][0]
            names.append(ProperName(first, last, kind, text))
        return names

    def _surnames(self, first: int, last: int) -> list[str]:
        words = self.texts[first:last]
        start = 1
        return [" ".join(words[start:]), words[-1]]

    def _kind(self, first: int, last: int, known: int) -> tuple[str, int]:
        """What a name names, and how sure that is (1 is a guess, 8 and more is certain)."""
        flags = self.flags
        if known:
            return (BODY_NAME if known & ORGANISATION else PLACE_NAME), 9
        head, length = flags[first], last - first
        end = flags[last - 1]
        before = flags[first - 1] if first else 0
        if length == 1:
            if head & HYPHENED:
                return (BODY_NAME if head & BODY_NOUN else OTHER), 8
            if head & COUNTRY:
                return PLACE_NAME, 8
            if head & (DEMONYM | ONE_OF_PEOPLE | THE_PEOPLE):
                return OTHER, 8
            if head & ORGANISATION:
                return BODY_NAME, 6
            if head & PLACE:
                return PLACE_NAME, 6
        inside = flags[first:last]
        if any(flag & BODY_WORD for flag in inside) or "&" in self.texts[first:last]:
            return BODY_NAME, 6
        if head & FIRST_NAME:
            return PERSON, 5 if length > 1 else 3
        if before & (TITLE | PERSON_NOUN) and not before & UPPER:
            return PERSON, 5
        if head & TITLE:
            return PERSON, 4
        if head & NAME_START and length > 1:
            return PERSON, 4
        if before & BODY_NOUN:
            return BODY_NAME, 4
        if before & PLACE_NOUN:
            return PLACE_NAME, 5
        if any(flag & (BODY | DEMONYM) for flag in inside):
            return BODY_NAME, 4
        if head & CAPITALS:
            return BODY_NAME, 4
        if end & PLACE:
            return PLACE_NAME, 3
        if before & LOCATIVE:
            return PLACE_NAME, 3
        after = flags[last] if last < self.count else 0
        if before & DETERMINER and not before & (PRONOUN | CONJUNCTION):
            return BODY_NAME, 1
        if length > 1:
            return PERSON, 2
        if after & VERB or before & VERB:
            return PERSON, 2
        return PERSON, 1
