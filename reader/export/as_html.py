"""A reading as one page for a browser that needs nothing beside itself.

Its markup, style and script lie in `page/`. A policy in the page lets only that style and that
script run, told by their hashes, and nothing be loaded; all text of the article is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from reader.export.html_article import article_markup
from reader.export.html_lists import contents_markup, keys_markup, voices_markup
from reader.export.html_speakers import Speakers
from reader.translation import _

if TYPE_CHECKING:
    from reader.reading import Reading

UNKNOWN_LANGUAGE = "und"


def reading_as_html(reading: Reading) -> str:
    """The page: the article with its quotes, the quotes by speaker, contents, search, and two themes."""
    article = reading.article
    metadata = article.metadata
    speakers = Speakers.of(reading)
    title = metadata.title or _("An article without a title")
    style, script = _part("page.css"), _part("page.js")
    texts = {
        "interface_language": _("en"),
        "language": metadata.language or reading.analysis.language or UNKNOWN_LANGUAGE,
        "page_title": " · ".join(part for part in (title, metadata.outlet) if part),
        "brand": title,
        "label_skip": _("Skip to the article"),
        "label_search": _("Search the article"),
        "label_none": _("not found"),
        "label_some": _("{at} of {all}"),
        "label_previous": _("Previous hit"),
        "label_next": _("Next hit"),
        "label_dark": _("Dark"),
        "label_light": _("Light"),
        "label_keys": _("Keys"),
        "label_keys_on": _("Keys are on (the ? key always is)"),
        "label_close": _("Close"),
        "label_contents": _("Contents"),
        "label_voices": _("Quotes by speaker"),
        "label_no_quotes": _("No quote has these words."),
        "ending": _("Who said what, told by g7reader. A guess is marked ≈."),
    }
    markup = {
        "policy": content_policy(style, script),
        "style": style,
        "script": script,
        "contents": contents_markup(reading, speakers),
        "article": article_markup(reading, speakers),
        "voices": voices_markup(reading, speakers),
        "keys": keys_markup(),
    }
    page = Template(_part("page.html"))
    return page.substitute({name: escape(text) for name, text in texts.items()}, **markup)


def content_policy(style: str, script: str) -> str:
    """What the page may do: use this style and this script, and nothing from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(source: str) -> str:
    """How a policy names an inline source (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


@cache
def _part(name: str) -> str:
    return (files("reader.export") / "page" / name).read_text(encoding="utf-8")
