"""What a document itself shows of its words, before any name in it is known.

Which capitals stand where every word has one, which words are capitalised in the middle of
a sentence, which follow a first name.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.analysis.name_words import NameWords, load_name_words
from reader.analysis.word_flags import (
    CAPITALS,
    CONJUNCTION,
    DETERMINER,
    FIRST_NAME,
    NAME_START,
    OF,
    PARTICLE,
    PREPOSITION,
    STOP,
    UPPER,
    VERB,
    WORD,
)

if TYPE_CHECKING:
    from reader.analysis.tokens import Document

__all__ = ["MOST_PARTICLES", "Evidence"]

OPENERS = frozenset("\"'“„‟‘‚«»‹›:–—-/•*([{…") | {"--", "''", "``", ",,", "..."}
LEAST_TITLED = 4
MOST_PARTICLES = 3
LITTLE = PREPOSITION | DETERMINER | CONJUNCTION | OF | PARTICLE
LEAST_SENTENCES = 8
"""From so many sentences on a document shows in the middle of one of them which words are names."""


class Evidence:
    """What one document shows of its words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words: NameWords = load_name_words(document.language.code)
        classes = self.words.classes
        self.texts = [token.text for token in document.tokens]
        self.flags = [
            classes[text if text[0] != "-" else word]
            for text, word in zip(self.texts, document.words, strict=True)
        ]
        self.count = len(self.texts)
        self.is_long = len(document.sentences) >= LEAST_SENTENCES
        self.weak, self.titled = self._weak_positions()
        self.surnames = self._surnames()
        self.lowered = {text for text, flag in zip(self.texts, self.flags, strict=True) if not flag & UPPER}
        self.strong = Counter(
            text
            for i, (text, flag) in enumerate(zip(self.texts, self.flags, strict=True))
            if flag & UPPER and not flag & STOP and i not in self.weak
        )
        """How often each word is capitalised where nothing but being a name explains it."""
        self.pairs = {
            (self.texts[i], self.texts[i + 1])
            for i in range(self.count - 1)
            if self.flags[i] & NAME_START and self.flags[i] & UPPER and i not in self.weak
        }
        """Two words in a row, the first one that may begin a surname (`De Prins`)."""

    def _weak_positions(self) -> tuple[set[int], set[int]]:
        """Tokens that are capitalised for where they stand: after a stop, a colon, an opening mark.

        The second set are the tokens of sentences that capitalise every word, as headlines do.
        """
        weak: set[int] = set()
        titled: set[int] = set()
        texts, flags = self.texts, self.flags
        for sentence in self.document.sentences:
            i = sentence.first
            while i < sentence.last and not flags[i] & WORD:
                i += 1
            weak.add(i)
            words = uppers = capitals = small = 0
            for j in range(i, sentence.last):
                flag = flags[j]
                if flag & WORD:
                    words += 1
                    if flag & UPPER:
                        uppers += 1
                        capitals += bool(flag & CAPITALS)
                        if j > i and texts[j - 1] in OPENERS:
                            weak.add(j)
                    elif not flag & LITTLE:
                        small += 1
            if (uppers >= LEAST_TITLED and not small) or (words > 1 and capitals == words):
                titled.update(range(i, sentence.last))
        return weak | titled, titled if self.is_long else set()

    def _surnames(self) -> set[str]:
        """The words that follow a first name, and small particles, somewhere in the document."""
        flags, texts = self.flags, self.texts
        found = set()
        for i in range(self.count - 1):
            if flags[i] & FIRST_NAME and flags[i] & UPPER:
                after = i + 1
                while after - i <= MOST_PARTICLES and self._is_small_particle(after):
                    after += 1
                if self.is_upper(after) and after not in self.titled:
                    found.add(texts[after])
        return found

    def _is_small_particle(self, i: int) -> bool:
        return i + 1 < self.count and bool(self.flags[i] & PARTICLE) and not self.flags[i] & UPPER

    def is_singular_verb(self, i: int) -> bool:
        """Whether token `i` is a verb that goes with one person, as far as its ending tells."""
        if not 0 <= i < self.count or not self.flags[i] & VERB:
            return False
        return not any(self.texts[i].endswith(ending) for ending in self.words.lists["plural_verb_endings"])

    def is_upper(self, i: int) -> bool:
        """Whether there is a token `i` and it has a capital."""
        return i < self.count and bool(self.flags[i] & UPPER)

    def is_heard_of(self, text: str) -> bool:
        """Whether a word is someone's surname in the document, perhaps in the genitive."""
        if text in self.surnames:
            return True
        return self.words.compounds and text[-1] == "s" and text[:-1] in self.surnames
