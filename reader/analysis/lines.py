"""Sentences as the frames read them: a passage in marks is one item, whatever it holds.

A `Line` is a sentence, or several that a passage joins. Its items are numbered from 0; `words[i]`
is the item in lower case, `QUOTED` for a passage. All frames work on items and only their results
are turned back into offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.language import ASIDE
from reader.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.marks import Passage
    from reader.analysis.mentions import Mention
    from reader.analysis.tokens import Document

__all__ = ["QUOTED", "Line", "Source", "make_lines"]

CALLS = frozenset(["?", "!", "…", "...", "?!", "!?", "??", "!!"])
NEAR = 7
QUOTED = "“”"
"""The word that stands for a passage."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the items `[first, last)` of a line and, where they are one, the mention."""

    first: int
    last: int
    mention: Mention | None = None


@dataclass(eq=False, slots=True)
class Line:
    """A sentence in items; `tokens[i]` is the first token of item i and `ends[i]` the one after it."""

    document: Document
    paragraph: int
    words: list[str] = field(default_factory=list)
    tokens: Sequence[int] = ()
    ends: Sequence[int] = ()
    passages: dict[int, Passage] = field(default_factory=dict)
    starting: dict[int, Source] = field(default_factory=dict)
    """The longest mention that starts at an item."""
    ending: dict[int, Source] = field(default_factory=dict)
    """The longest mention that ends before an item."""

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The offsets of the items `[first, last)`."""
        tokens = self.document.tokens
        return Span(tokens[self.tokens[first]].start, tokens[self.ends[last - 1] - 1].end)

    def written(self, i: int) -> str:
        """Item i as the text has it (a passage: its opening mark)."""
        return self.document.tokens[self.tokens[i]].text

    def is_capitalised(self, i: int) -> bool:
        """Whether item i begins with a capital."""
        return self.written(i)[0].isupper()


def make_lines(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention]
) -> Iterator[Line]:
    """Every line of a document, in order."""
    outer = [passage for passage in passages if passage.depth == 0]
    next_passage = next_mention = 0
    number = 0
    sentences = document.sentences
    while number < len(sentences):
        first, last = sentences[number].first, sentences[number].last
        line = Line(document, document.paragraph_at(first))
        if next_passage >= len(outer) or outer[next_passage].outer_first >= last:
            line.words = document.words[first:last]
            line.tokens, line.ends = range(first, last), range(first + 1, last + 1)
        else:
            tokens: list[int] = []
            ends: list[int] = []
            token = first
            while token < last:
                passage = outer[next_passage] if next_passage < len(outer) else None
                stop = last if passage is None else min(passage.outer_first, last)
                line.words += document.words[token:stop]
                tokens += range(token, stop)
                ends += range(token + 1, stop + 1)
                token = stop
                if passage is None or stop == last:
                    continue
                next_passage += 1
                line.passages[len(tokens)] = passage
                line.words.append(QUOTED)
                tokens.append(passage.outer_first)
                ends.append(passage.outer_last)
                token = passage.outer_last
                while last < token or (last == token and _is_cued_after(document, passage, number)):
                    number += 1
                    last = sentences[number].last
            line.tokens, line.ends = tokens, ends
        _mark_asides(line)
        items = {token: item for item, token in enumerate(line.tokens)} if line.passages else None
        while next_mention < len(mentions) and mentions[next_mention].first < last:
            _add_mention(line, mentions[next_mention], first, items)
            next_mention += 1
        yield line
        number += 1


def _mark_asides(line: Line) -> None:
    """Let every word of an aside (*for his part*) read as an adverb."""
    asides, words = line.document.language.asides, line.words
    for k in range(len(words)):
        for phrase in asides.get(words[k], ()):
            if tuple(words[k : k + len(phrase)]) == phrase:
                words[k : k + len(phrase)] = [ASIDE] * len(phrase)
                break


def _add_mention(line: Line, mention: Mention, first: int, items: dict[int, int] | None) -> None:
    """A mention by the items it starts and ends at; one that a passage cuts is left out."""
    if items is None:
        start, end = mention.first - first, mention.last - first
    else:
        before, after = items.get(mention.first), items.get(mention.last - 1)
        if before is None or after is None:
            return
        start, end = before, after + 1
    if start < 0 or end > len(line.words) or line.words[start] == ASIDE:
        return
    if _opens_clause(line, start, end):
        start += 1
    source = Source(start, end, mention)
    if start not in line.starting or line.starting[start].last < end:
        line.starting[start] = source
    if end not in line.ending or line.ending[end].first > start:
        line.ending[end] = source


def _is_cued_after(document: Document, passage: Passage, sentence: int) -> bool:
    """Whether the sentence after a question in marks says who spoke it: *"Why?" Jones asked.*"""
    sentences = document.sentences
    if sentence + 1 >= len(sentences) or document.words[passage.last - 1] not in CALLS:
        return False
    following = sentences[sentence + 1]
    if document.paragraph_at(following.first) != document.paragraph_at(passage.first):
        return False
    for word in document.words[following.first : min(following.last, following.first + NEAR)]:
        if any(verb.form == "finite" for verb in document.language.verbs.get(word, ())):
            return True
        if not word[0].isalnum():
            break
    return False


def _opens_clause(line: Line, start: int, end: int) -> bool:
    """Whether the first word of the items `[start, end)` opens a reported clause: *said that*."""
    language = line.document.language
    opens = line.words[start] in language.complementisers and end - start > 1
    return opens and start > 0 and line.words[start - 1] in language.verbs
