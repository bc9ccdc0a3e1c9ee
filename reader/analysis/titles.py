"""Words in marks that are no speech: titles of works, terms, nicknames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.candidates import closes
from reader.analysis.lines import QUOTED, Source

if TYPE_CHECKING:
    from reader.analysis.lines import Line
    from reader.analysis.marks import Passage

__all__ = [
    "LONGEST_TITLE",
    "is_addressee",
    "is_name",
    "is_nickname",
    "is_title",
    "is_work",
    "length",
    "names_a_work",
    "title_after",
    "title_before",
    "with_title",
]

LONGEST_TITLE = 8
LONGEST_NICKNAME = 4
SHORTEST_ENDING = 4


def length(line: Line, item: int) -> int:
    """The number of words of the passage at `item`."""
    passage = line.passages[item]
    return sum(line.document.words[k][0].isalnum() for k in range(passage.first, passage.last))


def is_title(line: Line, passage: Passage) -> bool:
    """Whether every long word of a passage has a capital."""
    tokens = line.document.tokens[passage.first : passage.last]
    long = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return bool(long) and all(text[0].isupper() for text in long)


def names_a_work(line: Line, item: int) -> bool:
    """Whether the noun before the marks is one that has a title or a name (*the film "…"*)."""
    language = line.document.language
    names = language.not_speech
    if item > 1 and line.words[item - 1] == ":" and length(line, item) <= LONGEST_TITLE:
        item -= 1
    verb = language.verbs.get(line.words[item - 1], ())
    if item > 1 and line.words[item - 2] in language.reflexives and any(each.kind == "name" for each in verb):
        return True
    for k in range(item - 1, max(-1, item - 3), -1):
        word = line.words[k]
        if k < item - 1 and word in language.verbs:
            break
        if word in names or any(
            word.endswith(name) for name in names if len(name) >= SHORTEST_ENDING and len(word) > len(name)
        ):
            return True
        if not word[0].isalnum():
            break
    return False


def is_work(line: Line, item: int) -> bool:
    """Whether a passage with a capital stands right after the noun for a work (*the film "A long day"*)."""
    first = line.document.tokens[line.passages[item].first].text
    names = line.words[item - 1][0].isalnum() if item else False
    return names and first[0].isupper() and names_a_work(line, item) and length(line, item) <= LONGEST_TITLE


def is_nickname(line: Line, item: int) -> bool:
    """Whether a short passage stands inside a name: *Peter "the Bear" Collins*."""
    if not 0 < item < len(line) - 1 or length(line, item) > LONGEST_NICKNAME:
        return False
    before, after = line.written(item - 1), line.written(item + 1)
    return before[0].isupper() and after[0].isupper() and not line.document.language.is_function_word(before)


def is_name(line: Line, item: int, anywhere: bool = False) -> bool:
    """Whether the passage at `item` is the name of something; `anywhere` asks for no word before it."""
    if not item or line.words[item - 1] in (":", ","):
        return False
    if not is_title(line, line.passages[item]) or length(line, item) > LONGEST_TITLE:
        return False
    before = line.words[item - 1]
    language = line.document.language
    if language.nouns_capitalised:
        return names_a_work(line, item)
    if anywhere and length(line, item) > 1:
        return True
    return before in language.possessives or before in language.determiners or names_a_work(line, item)


def is_addressee(line: Line, item: int) -> bool:
    """Whether a short title follows an article that shows its case: *sagte dem „Nordblatt“*."""
    language = line.document.language
    if not item or not language.genitives or length(line, item) > LONGEST_NICKNAME:
        return False
    article = line.words[item - 1] in language.oblique | language.genitives
    governed = item > 1 and line.words[item - 2] in language.prepositions
    return article and not governed and is_title(line, line.passages[item])


def with_title(line: Line, source: Source) -> Source | None:
    """A phrase with the name in marks that it ends in, if any: *die „Zeit“*, *die liberale „El Mundo“*."""
    if line.words[source.last : source.last + 1] != [QUOTED]:
        return source
    if is_title(line, line.passages[source.last]):
        return Source(source.first, source.last + 1, source.mention)
    alone = source.last - source.first == 1 and line.words[source.first] in line.document.language.determiners
    return None if alone else source


def title_after(line: Line, k: int) -> Source | None:
    """A name in marks right after the verb: *schrieb „Die Zeit“*."""
    first = k
    k += (
        line.words[k : k + 1] != [QUOTED]
        and line.words[k : k + 1] != []
        and (line.words[k] in line.document.language.determiners)
    )
    if line.words[k : k + 1] == [QUOTED] and is_title(line, line.passages[k]) and closes(line, k + 1):
        return Source(first, k + 1)
    return None


def title_before(line: Line, k: int) -> Source | None:
    """A name in marks right before the verb at `k`: *wie „Die Zeit“ schreibt*."""
    language = line.document.language
    if k < 2 or line.words[k - 1] != QUOTED:
        return None
    before = line.words[k - 2]
    if k == 2 and before in language.as_words and length(line, 1) <= LONGEST_NICKNAME:
        return Source(1, 2)
    if not is_title(line, line.passages[k - 1]):
        return None
    if before in language.determiners:
        return Source(k - 2, k)
    return Source(k - 1, k) if before in language.as_words else None
