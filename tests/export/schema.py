"""docs/json.md as a schema: what is written must be what the page describes."""

import re
from pathlib import Path
from typing import Any

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
TABLES = {
    heading: dict(re.findall(r"^\| `(\w+)` \| ([\w ]+) \|", table, re.MULTILINE))
    for heading, table in re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}


def check(value: Any, described: str, text: str | None = None) -> None:
    """Fail unless `value` is what the page describes; `text` is the article that spans stand in, if known."""
    if described.endswith(" or null"):
        if value is not None:
            check(value, described.removesuffix(" or null"), text)
    elif described.startswith("list of "):
        assert isinstance(value, list)
        for item in value:
            check(item, described.removeprefix("list of "), text)
    elif described in TABLES:
        assert isinstance(value, dict) and list(value) == list(TABLES[described]), described
        for key, item in value.items():
            check(item, TABLES[described][key], text)
        if described == "Span" and text is not None:
            assert text[value["start"] : value["end"]] == value["text"]
    else:
        kinds = {
            "text": (str,),
            "number": (int,),
            "mapping": (dict,),
            "flag": (bool,),
            "fraction": (float, int),
        }
        assert type(value) in kinds[described], (value, described)
