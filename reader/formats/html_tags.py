"""Raw HTML inside an article -> plain text without its tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG_NAME = re.compile(r"/?([a-z][a-z0-9]*)", re.IGNORECASE)
_WITHOUT_TEXT = frozenset(("script", "style"))
_END_WITHOUT_TEXT = re.compile(r"</(?:script|style)", re.IGNORECASE)
_BLOCK = re.compile(
    "address|article|aside|blockquote|div|d[dlt]|figcaption|figure|footer|h[1-6r]|header|li|main|nav|ol|p|pre"
    "|section|table|t[dhr]|ul"
)


def html_paragraphs(html: str) -> Iterator[str]:
    """The paragraphs in `html`, one line each; nothing of its tags, comments, scripts and styles."""
    from html import unescape

    for paragraph in re.split(r"\n\s*\n", "".join(_texts(html))):
        words = " ".join(unescape(paragraph).split())
        if words:
            yield words


def breaks_line(tag: str) -> bool:
    """Whether an inline `tag` is a `<br>`."""
    name = _TAG_NAME.match(tag, 1)
    return name is not None and name.group(1).lower() == "br"


def _texts(html: str) -> Iterator[str]:
    """Text between tags, in one pass: what has no end is looked for only once."""
    position = 0
    while (opening := html.find("<", position)) >= 0:
        yield html[position:opening]
        name = _TAG_NAME.match(html, opening + 1)
        if html.startswith("<!--", opening):
            position = _after(html, "-->", opening)
        elif name or html.startswith(("<!", "<?"), opening):
            position = _after(html, ">", opening)
        else:
            yield "<"
            position = opening + 1
            continue
        if name is None:
            continue
        tag = name.group(1).lower()
        if _BLOCK.fullmatch(tag):
            yield "\n\n"
        elif tag == "br":
            yield "\n"
        elif tag in _WITHOUT_TEXT and html[opening + 1] != "/":
            ending = _END_WITHOUT_TEXT.search(html, position)
            position = ending.start() if ending else len(html)
    yield html[position:]


def _after(html: str, ending: str, position: int) -> int:
    """The offset after the next `ending`, or the end of `html` when there is none."""
    found = html.find(ending, position)
    return found + len(ending) if found >= 0 else len(html)
