"""What the analysis knows of one language: word lists and frames, loaded from `languages/*.yaml`.

The engine holds no word of any language. A language is one YAML file; its keys are the
fields of `Language`, each a block scalar of words parted by white space, and a file with an
unknown key, a missing key or a wrong type is refused with a line that names it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["Language", "LanguageError", "load_language", "supported_languages"]

NO_WORDS: frozenset[str] = frozenset()


class LanguageError(ValueError):
    """A language file that does not fit the schema; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Language:
    """The word lists of one language, all in lower case with straight apostrophes.

    An unsupported language is a `Language` with empty lists: marks and names still work.
    """

    code: str
    name: str = ""
    abbreviations: frozenset[str] = NO_WORDS
    """Words whose full stop belongs to them (`dr.`), written with it."""
    elisions: frozenset[str] = NO_WORDS
    """Beginnings that are a word of their own before an apostrophe (`l'`)."""
    clitics: frozenset[str] = NO_WORDS
    """Endings that are a word of their own after one (`'s`)."""
    apostrophe_words: frozenset[str] = NO_WORDS
    """Short words that begin with an apostrophe (`'t`), which is no mark there."""
    determiners: frozenset[str] = NO_WORDS
    pronouns: frozenset[str] = NO_WORDS
    prepositions: frozenset[str] = NO_WORDS
    conjunctions: frozenset[str] = NO_WORDS
    auxiliaries: frozenset[str] = NO_WORDS
    adverbs: frozenset[str] = NO_WORDS

    @property
    def supported(self) -> bool:
        """Whether there are rules for it."""
        return bool(self.pronouns)

    def is_function_word(self, word: str) -> bool:
        """Whether `word` (in lower case) is one of the closed classes."""
        return (
            word in self.determiners
            or word in self.pronouns
            or word in self.prepositions
            or word in self.conjunctions
            or word in self.auxiliaries
            or word in self.adverbs
        )


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIRECTORY = files(__package__) / "languages"


@cache
def supported_languages() -> tuple[str, ...]:
    """The codes of all languages that have a file, in alphabetical order."""
    names = [entry.name for entry in _DIRECTORY.iterdir()]
    return tuple(sorted(name[:-5] for name in names if name.endswith(".yaml") and name.count(".") == 1))


@cache
def load_language(code: str | None) -> Language:
    """The language of an ISO 639 code (`nl`, `nl-BE`); one without rules has empty lists."""
    short = (code or "").replace("_", "-").split("-")[0].lower()
    if short not in supported_languages():
        return Language(code=short)
    name = f"{short}.yaml"
    return parse_language(short, (_DIRECTORY / name).read_text(encoding="utf-8"), name)


def parse_language(code: str, source: str, name: str) -> Language:
    """Read the YAML text `source`; raises `LanguageError` naming `name` and the key at fault."""
    data = yaml.load(source, Loader=_LOADER)
    if not isinstance(data, dict):
        raise LanguageError(f"{name}: not a list of keys")
    values: dict[str, object] = {}
    known = {field.name for field in fields(Language)} - {"code"}
    for key, value in data.items():
        if key not in known:
            raise LanguageError(f"{name}: unknown key {key!r}")
        if not isinstance(value, str):
            raise LanguageError(f"{name}: {key} is no text")
        values[key] = value.strip() if key == "name" else frozenset(value.split())
    missing = known - values.keys()
    if missing:
        raise LanguageError(f"{name}: no {', '.join(sorted(missing))}")
    return Language(code=code, **values)  # type: ignore[arg-type]
