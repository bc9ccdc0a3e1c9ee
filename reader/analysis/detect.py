"""Which language a text is in, from its frequent words, its endings and its letters."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from reader.analysis.language import LanguageError, supported_languages

__all__ = ["detect"]

MOST_CHARACTERS = 6000
WORD = re.compile(r"[^\W\d_]++(?:['’](?!\w))?+")
FREQUENT = 1.0
ENDING = 0.35
LETTERS = 0.25
LEAST_SCORE = 0.9
LEAST_SHARE = 0.13
LEAST_LEAD = 1.15
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIRECTORY = files(__package__) / "languages"


def detect(text: str) -> str | None:
    """The ISO 639 code of the language that `text` is in (`nl`, `en`, `de`, `fr`).

    None for a text without words, in another language, or too short to tell. Only the
    beginning of a long text is read.
    """
    words = [word.lower().replace("’", "'") for word in WORD.findall(text[:MOST_CHARACTERS])]
    if not words:
        return None
    frequent, endings, letters = _evidence()
    scores = dict.fromkeys((*endings, "other"), 0.0)
    others: dict[str, float] = {}
    for word in words:
        languages = frequent.get(word)
        if languages:
            for language in languages:
                weight = FREQUENT / len(languages) ** 0.5
                if language in scores:
                    scores[language] += weight
                else:
                    others[language] = others.get(language, 0.0) + weight
        elif len(word) > 3:
            for language in endings:
                if word.endswith(endings[language]):
                    scores[language] += ENDING
                if any(part in word for part in letters[language]):
                    scores[language] += LETTERS
    scores["other"] = max(others.values(), default=0.0)
    (best, score), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    sure = score >= LEAST_SCORE and score >= LEAST_SHARE * len(words) and score >= LEAST_LEAD * second
    return best if sure and best != "other" else None


@cache
def _evidence() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Frequent word to its languages; language to its endings; language to its letters."""
    name = "all.detect.yaml"
    data = yaml.load((_DIRECTORY / name).read_text(encoding="utf-8"), Loader=_LOADER)
    if not isinstance(data, dict) or set(data) != {"words", "endings", "letters"}:
        raise LanguageError(f"{name}: its keys are not words, endings and letters")
    frequent: dict[str, tuple[str, ...]] = {}
    for language, words in data["words"].items():
        for word in set(words.split()):
            frequent[word] = (*frequent.get(word, ()), language)
    supported = supported_languages()
    endings = {language: tuple(data["endings"].get(language, "").split()) for language in supported}
    letters = {language: tuple(data["letters"].get(language, "").split()) for language in supported}
    return frequent, endings, letters
