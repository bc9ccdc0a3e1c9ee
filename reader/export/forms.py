"""The forms in which a reading can leave: which there are, how their files end, and what makes each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.reading import Reading


class Form(StrEnum):
    """What a reading can be written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"
    TEXT = "text"

    @property
    def suffix(self) -> str:
        """How its files end."""
        return {Form.MARKDOWN: ".md", Form.TEXT: ".txt"}.get(self, f".{self}")

    @property
    def is_list(self) -> bool:
        """Whether it is a list of quotes, so that those of several articles make one list."""
        return self in (Form.JSON_LINES, Form.CSV)

    @property
    def head(self) -> str:
        """What stands before the first reading."""
        if self is not Form.CSV:
            return ""
        from reader.export.as_csv import csv_head

        return csv_head()

    @classmethod
    def of_file(cls, suffix: str) -> Form | None:
        """The form of a file that ends in `suffix`."""
        return next((form for form in cls if form.suffix == suffix.lower()), None)


def written(reading: Reading, form: Form) -> str:
    """A reading in a form; lists without their head."""
    match form:
        case Form.MARKDOWN:
            from reader.export.markdown import article_as_markdown

            return article_as_markdown(reading.article)
        case Form.HTML:
            from reader.export.as_html import reading_as_html

            return reading_as_html(reading)
        case Form.JSON:
            from reader.export.as_json import reading_as_json

            return reading_as_json(reading)
        case Form.JSON_LINES:
            from reader.export.as_json import quotes_as_json_lines

            return quotes_as_json_lines(reading)
        case Form.CSV:
            from reader.export.as_csv import quotes_as_csv

            return quotes_as_csv(reading)
        case Form.TEXT:
            from reader.export.as_text import article_as_text

            return article_as_text(reading.article)
