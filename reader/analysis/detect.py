"""Which language a text is in, from its frequent words, its endings and its letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reader.analysis.language import RECOGNITION, load_language
from reader.analysis.language_files import read_keys, read_text, section, supported_languages, texts

__all__ = ["detect"]

MOST_CHARACTERS = 6000
WORD = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)*+")
PART = re.compile(r"[^\W\d_]++['’]?+")
FREQUENT = 1.0
ENDING = 0.35
LETTERS = 0.25
LEAST_SCORE = 0.9
LEAST_SHARE = 0.13
LEAST_LEAD = 1.15
OTHERS = "other.languages.yaml"
"""Frequent words of languages that have no file of their own, so that they are taken for none that has."""


def detect(text: str) -> str | None:
    """The ISO 639 code of the language that `text` is in, of those that have a file.

    None for a text without words, in another language, or too short to tell. Only the
    beginning of a long text is read.
    """
    frequent, endings, _letters = _evidence()
    words: list[str] = []
    for word in WORD.findall(text[:MOST_CHARACTERS].lower().replace("’", "'")):
        if word in frequent or "'" not in word:
            words.append(word)
        else:
            words += (part if part in frequent else part.rstrip("'") for part in PART.findall(word))
    if not words:
        return None
    scores = dict.fromkeys((*endings, "other"), 0.0)
    others: dict[str, float] = {}
    for word in words:
        for language, weight in _signs(word):
            if language in scores:
                scores[language] += weight
            else:
                others[language] = others.get(language, 0.0) + weight
    scores["other"] = max(others.values(), default=0.0)
    (best, score), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    sure = score >= LEAST_SCORE and score >= LEAST_SHARE * len(words) and score >= LEAST_LEAD * second
    return best if sure and best != "other" else None


@lru_cache(maxsize=32768)
def _signs(word: str) -> tuple[tuple[str, float], ...]:
    """What one word says for which languages; the same words come again and again."""
    frequent, endings, letters = _evidence()
    languages = frequent.get(word)
    if languages:
        return tuple((language, FREQUENT / len(languages) ** 0.5) for language in languages)
    found: list[tuple[str, float]] = []
    if len(word) > 3:
        for language in endings:
            if word.endswith(endings[language]):
                found.append((language, ENDING))
            if any(part in word for part in letters[language]):
                found.append((language, LETTERS))
    return tuple(found)


@cache
def _evidence() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Frequent word to its languages; language to its endings; language to its letters."""
    frequent: dict[str, tuple[str, ...]] = {}
    endings: dict[str, tuple[str, ...]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    words = {}
    for code in supported_languages():
        found = _recognition(code)
        words[code] = found["words"]
        endings[code] = tuple(found["endings"].split())
        letters[code] = tuple(found["letters"].split())
    others = read_keys(read_text(OTHERS) or "{}", OTHERS)
    for code, more in texts(others, others, OTHERS).items():
        words.setdefault(code, more)
    for code, each in words.items():
        for word in set(each.split()):
            frequent[word] = (*frequent.get(word, ()), code)
    return frequent, endings, letters


def _recognition(code: str) -> dict[str, str]:
    """What a language is recognised by: its closed classes, where its file says nothing else.

    Only that part of the file is read, as the whole of every file would take far longer.
    """
    name = f"{code}.yaml"
    if part := section(read_text(name) or "", "recognition"):
        return texts(read_keys(part, name)["recognition"], RECOGNITION, f"{name}: recognition")
    language = load_language(code)
    if language.recognition:
        return language.recognition
    closed = language.determiners | language.pronouns | language.prepositions | language.auxiliaries
    return {"words": " ".join(closed | language.conjunctions), "endings": "", "letters": ""}
