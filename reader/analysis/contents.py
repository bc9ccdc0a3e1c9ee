"""How far reported words go: where they end after a cue, and where they start before one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.lines import QUOTED

if TYPE_CHECKING:
    from reader.analysis.lines import Line

__all__ = ["after_phrase", "before_comma", "content_end", "reports_itself", "rest_after", "skip_adjuncts"]

TERMINATORS = frozenset([".", "!", "?", "…", "...", "?!", "!?", ")", ",", ";", ":"])
DASHES = frozenset(["–", "—", "―", "--", "-"])
BREAKS = DASHES | {",", ";"}
LEAST_CONTENT = 2
LONGEST_HEAD = 4


def after_phrase(line: Line, k: int) -> int:
    """The item after the prepositional phrase that starts at `k`."""
    language = line.document.language
    k += 1
    while k < len(line) and (line.words[k] in language.prepositions or line.words[k] in language.determiners):
        if k in line.starting:
            break
        k += 1
    source = line.starting.get(k)
    if source is not None and line.words[source.last : source.last + 1] != []:
        k = source.last
        if line.words[k] not in language.possessives:
            return k
        k += 1
    elif source is not None:
        return source.last
    taken = 0
    while k < len(line) and taken < 4:
        word = line.words[k]
        if not word[0].isalnum() or language.is_function_word(word) or word in language.complementisers:
            break
        if k in line.starting and taken:
            break
        k += 1
        taken += 1
        if word in language.time_nouns:
            break
    return k


def skip_adjuncts(line: Line, k: int) -> int:
    """The first item from `k` on that is no adverb and in no prepositional phrase."""
    language = line.document.language
    while k < len(line):
        word = line.words[k]
        if word in language.prepositions and word not in language.coordinators:
            k = after_phrase(line, k)
        elif (
            language.is_adverb(word) and word not in language.complementisers
        ) or word in language.time_nouns:
            k += 1
        elif line.words[k + 1 : k + 2] and line.words[k + 1] in language.time_nouns and word[0].isalnum():
            k += 2
        else:
            break
    return k


def content_end(line: Line, start: int, limit: int | None = None) -> int:
    """Where reported words that start at item `start` end: at the sentence's end or a new main clause."""
    language = line.document.language
    last = len(line) if limit is None else limit
    for i in range(start + LEAST_CONTENT, last):
        word = line.words[i]
        if i - start <= LEAST_CONTENT + 1 and word in DASHES:
            continue
        joins = word in BREAKS or word in language.coordinators
        if (
            (word == ":" and line.words[i + 1 : i + 2] == [QUOTED])
            or (joins and reports_itself(line, i + 1))
            or (word in language.coordinators and _leaves(line, i, start))
            or (word == "," and (_resumes(line, i) or _compares(line, i + 1)))
        ):
            last = i
            break
    while last > start and line.words[last - 1] in TERMINATORS:
        if line.words[last - 1] == ")" and "(" in line.words[start:last]:
            break
        last -= 1
    return last


def reports_itself(line: Line, k: int) -> bool:
    """Whether a clause that reports starts at item `k`: *said …*, *adding …*, *while others say …*."""
    language = line.document.language
    while k < len(line) and (language.is_adverb(line.words[k]) or line.words[k] in language.conjunctions):
        k += 1
    source = line.starting.get(k)
    stop = min(len(line), k + 3 if source is None else max(k + 3, source.last + 2))
    for i in range(k, stop):
        word = line.words[i]
        readings = language.verbs.get(word, ())
        if i == k and any(each.form == "gerund" and each.kind == "say" for each in readings):
            return True
        if any(each.form == "finite" and each.kind in ("say", "name") for each in readings):
            return (
                word not in language.ambiguous
                and word != readings[0].lemma
                and not all(each.particle for each in readings)
            )
        if not (word[0].isalnum() or word in language.pronouns) or word in language.complementisers:
            break
    return False


def _resumes(line: Line, i: int) -> bool:
    """Whether the main clause starts after the comma at `i`, in a line that opens with a subordinate one."""
    language = line.document.language
    opens = language.verb_second and line.words[0] in language.subordinators
    return opens and i + 1 < len(line) and line.words[i + 1] in language.auxiliaries


def _compares(line: Line, k: int) -> bool:
    """Whether a remark of the writer opens at `k` with *as* and a verb: *, as was the case*."""
    language = line.document.language
    return (
        k + 1 < len(line)
        and not language.verb_second
        and line.words[k] in language.as_words
        and line.words[k + 1] in language.auxiliaries
    )


def _leaves(line: Line, i: int, start: int) -> bool:
    """Whether a finite verb follows the conjunction at `i` at once where the reported clause has it last."""
    language = line.document.language
    k = _skip_adverbs(line, i + 1)
    if k >= len(line) or not language.verb_second or line.words[start] not in language.complementisers:
        return False
    return line.words[i - 1] == "," and line.words[k] in language.auxiliaries


def _skip_adverbs(line: Line, k: int) -> int:
    """The first item from `k` on that is no adverb."""
    language = line.document.language
    while k < len(line) and (language.is_adverb(line.words[k]) or line.words[k] in language.between):
        k += 1
    return k


def before_comma(line: Line, k: int, least: int = LEAST_CONTENT + 1) -> int:
    """Where the clause starts that a comma closes before item `k` (a cue follows), -1 for none."""
    language = line.document.language
    start = 0
    for i in range(k - 2, -1, -1):
        opens = line.words[i] == "(" and ")" not in line.words[i:k]
        if opens or line.words[i] in (";", ":", "—", "--") or (line.words[i] == "–" and i > 0):
            start = i + 1
            break
    words = line.words[start : k - 1]
    plain = [word for word in words if word[0].isalnum() or word == QUOTED]
    if len(plain) < least and not (QUOTED in plain and len(plain) > 1):
        return -1
    adverbial = plain[0] not in language.never_speakers and (
        plain[0] in language.prepositions
        or plain[0] in language.subordinators
        or plain[0] in language.as_words
    )
    if adverbial and "," not in words and not any(word in language.auxiliaries for word in words):
        return -1
    return start


def _is_last_phrase(line: Line, k: int) -> bool:
    """Whether the prepositional phrase at item `k` is all that is left of the sentence."""
    end = after_phrase(line, k)
    return end >= len(line) or line.words[end] in TERMINATORS - {","}


def rest_after(line: Line, start: int, end: int, k: int) -> list[tuple[int, int]]:
    """The rest of a clause `[start, end)` that a cue interrupts up to item `k`: *the deal, he said, is dead*.

    A clause that is whole before the cue goes on only with a conjunction.
    """
    language = line.document.language
    if k + 2 >= len(line) or line.words[k] != ",":
        return []
    word = line.words[k + 1]
    opener = line.words[start]
    whole = any(each in language.auxiliaries for each in line.words[start:end]) and not (
        word in language.auxiliaries
        or (opener in language.subordinators and opener not in language.never_speakers)
    )
    if end - start > LONGEST_HEAD and (word in language.determiners or word in language.relatives):
        return []
    joined = word in language.conjunctions or word in language.complementisers
    if whole and not joined and not (word in language.prepositions and _is_last_phrase(line, k + 1)):
        return []
    last = content_end(line, k + 1)
    return [(k + 1, last)] if last > k + 1 else []
