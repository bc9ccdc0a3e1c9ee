from reader.bundled import bundled_article
from reader.export.as_text import article_as_text
from reader.formats import load_bytes


def test_plain_text_has_title_facts_and_every_word() -> None:
    article = bundled_article()
    lines = article_as_text(article).splitlines()
    assert lines[:2] == ["G7 ziet geen politieke oplossing Syrië met Assad", "NU.nl, 2017-04-11"]
    assert lines[3] == "" and "\n".join(lines[4:]) == article.text


def test_lists_and_quotes_are_indented() -> None:
    source = b"Begin.\n\n- een\n- twee\n  - drie\n\n    verder\n\n12. n\n\n> citaat\\\n> regel\n"
    article = load_bytes(source, "a.md")
    assert article_as_text(article) == (
        "Begin.\n\n• een\n\n• twee\n\n  • drie\n\n    verder\n\n12. n\n\n  citaat\n  regel\n"
    )
