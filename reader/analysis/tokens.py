"""Text to tokens, sentences and paragraphs, all as offsets into the text.

Linear in the length of the text: no pattern here can backtrack over more than one word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.article import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.language import Language
    from reader.article import Block

__all__ = ["CLOSING", "Document", "Paragraph", "Sentence", "Token", "tokenise"]

HEADING_LENGTH = 80
WRAPPED_WIDTH = 100
LONGEST_SENTENCE = 400
"""Tokens after which a sentence is cut, so that no frame reads further than that."""
TERMINATORS = frozenset([".", "!", "?", "…", "...", "?!", "!?", "!!", "??"])
CLOSING = frozenset("\"'”“‟’‘‹›«»)]}") | {"''"}
"""What may close a sentence after its full stop."""


class Token(NamedTuple):
    """A word (with its hyphens, its abbreviation's full stop) or a sign, at `[start, end)`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `[start, end)`, its closing signs included; `last` is the token after it."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block or line of text; its tokens are `[first, last)`."""

    start: int
    end: int
    first: int
    last: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A text in tokens. `words[i]` is token i in lower case with a straight apostrophe."""

    text: str
    tokens: list[Token]
    words: list[str]
    sentences: list[Sentence]
    paragraphs: list[Paragraph]
    language: Language
    sentence_firsts: list[int]
    paragraph_firsts: list[int]
    token_starts: list[int]

    def sentence_at(self, token: int) -> int:
        """The index of the sentence that holds token number `token`."""
        return max(bisect_right(self.sentence_firsts, token) - 1, 0)

    def paragraph_at(self, token: int) -> int:
        """The index of the paragraph that holds token number `token`."""
        return max(bisect_right(self.paragraph_firsts, token) - 1, 0)

    def token_at(self, offset: int) -> int:
        """The index of the token that holds `offset`, else of the last that starts before it."""
        return max(bisect_right(self.token_starts, offset) - 1, 0)


def tokenise(text: str, language: Language, blocks: Sequence[Block] = ()) -> Document:
    """Split `text`; paragraphs are `blocks` when they are given, else its lines that are not empty."""
    tokens: list[Token] = []
    words: list[str] = []
    sentences: list[Sentence] = []
    paragraphs: list[Paragraph] = []
    pattern = _pattern(language)
    known: dict[str, tuple[str, str]] = {}
    for start, end, heading in _stretches(text, blocks):
        first = len(tokens)
        for match in pattern.finditer(text, start, end):
            begins, ends = match.span()
            written = text[begins:ends]
            if written == "." and len(tokens) > first:
                token = tokens[-1]
                if _abbreviates(token, words[-1], match, language):
                    tokens[-1] = Token(token.start, ends, token.text + ".")
                    words[-1] += "."
                    continue
            seen = known.get(written)
            if seen is None:
                seen = known[written] = (written, _lower(written))
            tokens.append(Token(begins, ends, seen[0]))
            words.append(seen[1])
        if len(tokens) > first:
            paragraphs.append(Paragraph(start, end, first, len(tokens), heading))
            sentences.extend(_sentences(tokens, words, first, language))
    return Document(
        text,
        tokens,
        words,
        sentences,
        paragraphs,
        language,
        [sentence.first for sentence in sentences],
        [paragraph.first for paragraph in paragraphs],
        [token.start for token in tokens],
    )


def _lower(written: str) -> str:
    """A token in lower case, its apostrophe straight, the hyphens before a clitic (`-t-il`) off."""
    word = written.lower().replace("’", "'").replace("‘", "'")
    if word[0] == "-" and word[-1].isalpha():
        return word.rsplit("-", 1)[1]
    return word


def _abbreviates(token: Token, word: str, stop: re.Match[str], language: Language) -> bool:
    """Whether the full stop belongs to the word before it: a known abbreviation or an initial.

    The last part of a compound counts (`R-Ariz.`); a word in capitals (`VS.`) is no abbreviation.
    """
    if token.end != stop.start():
        return False
    written_small = len(word) == 1 or not token.text.isupper()
    if written_small and word.rpartition("-")[2] + "." in language.abbreviations:
        return True
    follows = stop.string[stop.end() : stop.end() + 2].lstrip()
    return len(word) == 1 and token.text.isupper() and follows[:1].isalpha()


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, bool]]:
    """Start, end and headinghood of every paragraph."""
    if blocks:
        for block in blocks:
            if block.kind is not BlockKind.PREFORMATTED:
                yield block.span.start, min(block.span.end, len(text)), block.kind is BlockKind.HEADING
        return
    separator = "\n\n" if _is_wrapped(text) else "\n"
    start = 0
    while start < len(text):
        end = text.find(separator, start)
        if end < 0:
            end = len(text)
        if end > start:
            yield start, end, _looks_like_heading(text[start : min(end, start + HEADING_LENGTH + 1)])
        start = end + len(separator)


def _is_wrapped(text: str) -> bool:
    """Whether lines are cut at a width: blank lines part paragraphs and none is long."""
    if "\n\n" not in text:
        return False
    lines = text.split("\n")
    if max(map(len, lines)) > WRAPPED_WIDTH:
        return False
    return any(after[:1].islower() and before for before, after in pairwise(lines))


def _looks_like_heading(line: str) -> bool:
    line = line.strip()
    return len(line) <= HEADING_LENGTH and line[-1:].isalnum()


@lru_cache(maxsize=16)
def _pattern(language: Language) -> re.Pattern[str]:
    """One pattern for all tokens of a language; possessive, so that it never backtracks.

    No word is longer than some hundred letters, so that nothing done with one can take long.
    """
    apostrophe = "['’‘`´]"

    def either(words: frozenset[str]) -> str:
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        return "(?i:" + "|".join(longest_first).replace("'", apostrophe) + ")"

    plain_word = r"[^\W\d_]{2,80}+(?=[\s.,;:!?])"
    parts = [plain_word, r"(?:[^\W\d_]-)?+(?:[^\W\d_]\.){2,20}+"]
    if language.elisions:
        parts.append(rf"{either(language.elisions)}(?=[\w«“„‹\"])")
    if language.apostrophe_words:
        parts.append(rf"(?<!\w){either(language.apostrophe_words)}(?=\s)")
    not_clitic = ""
    if language.clitics:
        clitic = rf"{either(language.clitics)}(?!\w)"
        parts.append(rf"(?<=\w){clitic}")
        not_clitic = f"(?!{clitic})"
    parts += [
        r"\d++(?:[.,:]\d++)++(?!\w)",
        rf"\w{{1,80}}+(?:{not_clitic}(?:[-‐‑&]|{apostrophe})\w{{1,80}}+){{0,20}}+(?:-(?=\s))?",
        r"\.{2,}+|[?!]{2,}+|--+|''|``|,,(?=\w)",
        r"\S",
    ]
    return re.compile("|".join(parts))


def _sentences(tokens: list[Token], words: list[str], first: int, language: Language) -> Iterator[Sentence]:
    """The sentences of one paragraph, whose tokens start at `first` and run to the end so far."""
    last = len(tokens)
    start = first
    i = first
    while i < last:
        token = tokens[i].text
        ends = token in TERMINATORS
        if i - start >= LONGEST_SENTENCE:
            yield Sentence(tokens[start].start, tokens[i - 1].end, start, i)
            start = i
        if not ends and (i == start or token[-1] != "."):
            i += 1
            continue
        after = i + 1
        while ends and after < last and tokens[after].text in CLOSING and _closes(tokens, after, last):
            after += 1
        if after < last and _starts(
            tokens, words, after, certain=ends and not _ordinal(tokens, i), language=language
        ):
            yield Sentence(tokens[start].start, tokens[after - 1].end, start, after)
            start = after
        i = after
    if start < last:
        yield Sentence(tokens[start].start, tokens[last - 1].end, start, last)


def _closes(tokens: list[Token], i: int, last: int) -> bool:
    """Whether the mark `i`, after a full stop, closes: no word follows it at once.

    With space on both sides, as in French, its shape tells.
    """
    if i + 1 >= last:
        return True
    following = tokens[i + 1]
    spaced = tokens[i].start > tokens[i - 1].end
    if spaced and following.start == tokens[i].end and not following.text.isspace():
        return following.text[0] in ".,;:!?)»”"
    if following.start > tokens[i].end and tokens[i].start > tokens[i - 1].end:
        return tokens[i].text in "»›”’)]}"
    return following.start > tokens[i].end or not following.text[0].isalnum()


def _ordinal(tokens: list[Token], i: int) -> bool:
    """Whether the full stop `i` stands right after a number of one or two digits (`3. Mai`)."""
    before = tokens[i - 1] if i else None
    return (
        before is not None
        and tokens[i].text == "."
        and before.end == tokens[i].start
        and before.text.isdecimal()
        and len(before.text) <= 2
    )


def _starts(tokens: list[Token], words: list[str], i: int, *, certain: bool, language: Language) -> bool:
    """Whether a sentence can start at token `i`.

    After an abbreviation or an ordinal (not `certain`) only a capitalised function word shows it.
    """
    if tokens[i].start == tokens[i - 1].end and not tokens[i].text[0].isupper():
        return False
    if not certain:
        return tokens[i].text[0].isupper() and language.is_function_word(words[i])
    letter = tokens[i].text[0]
    if letter.isalpha():
        return not letter.islower()
    return letter not in ",;:)"
