"""docs/languages.md explains every key of a language, and none that does not exist."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from reader.analysis.language import REQUIRED, VERB_KINDS, Language, load_language
from reader.analysis.language_files import read_keys, read_text
from reader.analysis.name_words import KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \|(.*)\|(.*)\|$", re.MULTILINE)
EXAMPLE = re.compile(r"(\w\w) `(.+)`")


def part(heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    _, found, after = PAGE.partition(f"\n{heading}\n")
    assert found, heading
    return re.split(r"^#", after, maxsplit=1, flags=re.MULTILINE)[0]


def rows(heading: str) -> dict[str, tuple[str, str]]:
    """Each key of the tables under a heading with its explanation and its example."""
    found = ROW.findall(part(heading))
    keys = [key for key, _, _ in found]
    assert sorted(set(keys)) == sorted(keys), "a key is explained twice"
    return {key: (text.strip(), example.strip()) for key, text, example in found}


OF_A_LANGUAGE = rows("## The keys of `XX.yaml`")
OF_ITS_NAMES = rows("## The keys of `XX.names.yaml`")


@pytest.mark.parametrize(
    ("explained", "keys"),
    [
        (OF_A_LANGUAGE, {entry.name for entry in fields(Language)[1:]}),
        (OF_ITS_NAMES, set(KEYS)),
        (rows("### Verbs"), set(VERB_KINDS)),
    ],
    ids=["language", "names", "verbs"],
)
def test_every_key_is_explained_and_no_other(explained: dict[str, tuple[str, str]], keys: set[str]) -> None:
    assert set(explained) == keys
    assert all(text for text, _ in explained.values())


def test_the_keys_that_must_be_there_are_named() -> None:
    (sentence,) = re.findall(r"Only (`name`.*?)\smust be there", PAGE, re.DOTALL)
    assert tuple(re.findall(r"`(\w+)`", sentence)) == REQUIRED


def test_every_example_stands_in_the_file_that_it_is_said_to_be_of() -> None:
    checked = 0
    for explained, names in ((OF_A_LANGUAGE, ""), (OF_ITS_NAMES, ".names")):
        for key, (_, example) in explained.items():
            for code, word in EXAMPLE.findall(example):
                name = f"{code}{names}.yaml"
                value = read_keys(read_text(name) or "", name)[key]
                written = " ".join(str(value).replace("\\n", " ").split()).lower()
                assert word.replace("\\|", "|").lower() in written, f"{name}: {key}: {word}"
                checked += 1
    assert checked > 100


def test_a_verb_of_the_page_reads_as_the_page_says() -> None:
    lines = re.search(r"```yaml\nverbs:\n(.*?)```", PAGE, re.DOTALL)
    assert lines is not None
    for line in lines[1].splitlines()[1:]:
        forms = line.partition(":")[2].partition("/")[0].split()
        assert set(forms) <= load_language("nl").verbs.keys()
