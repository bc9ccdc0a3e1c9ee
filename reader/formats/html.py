"""A web page -> an article: its text as blocks, and what the page says about it.

    >>> article = load_html(data, source="page.html")

The page is parsed in a process of its own (see `isolation`); the libraries that do it are never
imported by the reader itself.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.article import Article, BlockKind, Metadata
from reader.formats.cleaning import clean, clean_line
from reader.formats.draft import Draft, assemble
from reader.formats.errors import FormatError
from reader.formats.isolation import Isolated
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    Element = Any

FEWEST_CHARACTERS = 100
"""A page with less text than this has no article."""
LONGEST_TITLE = 300

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_HEAD = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODING = re.compile(
    r"utf-?(?:8|16|16le|16be)|iso-?8859-?\d+|latin-?\d+|(?:windows|cp)-?\d{3,4}|koi8-?[ru]|(?:us-)?ascii|big5(?:hkscs)?"
    r"|gb(?:k|2312|18030)|shift_?jis|euc-?(?:jp|kr)|iso-2022-(?:jp|kr)|mac(?:intosh|roman)|tis-620"
)
# Pages that name these mean the larger Windows set, and browsers read them so.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}


class NoArticle(FormatError):
    """A page without an article. `plain` is all of its text, where there is any, for who wants that."""

    plain: Article | None = None


def load_html(
    data: bytes,
    source: str = "",
    *,
    address: str = "",
    charset: str | None = None,
    isolated: Isolated | None = None,
) -> Article:
    """The article in a web page; `source` names it, as `Article.source` does.

    `address` is where the page is from and what its links are relative to, `charset` what the server
    said of its encoding. `isolated` is the process to use, for who parses more than one page.
    Raises `NoArticle` when there is no article in it, `FormatError` when it cannot be read.
    """
    process = isolated or Isolated()
    try:
        return process.run(read_page, data, source, address, charset)
    except FormatError as error:
        error.source = error.source or source
        raise
    finally:
        if isolated is None:
            process.close()


def load_fragment(
    html: str, metadata: Metadata, source: str = "", *, isolated: Isolated | None = None
) -> Article:
    """The article whose body is `html`, as feeds bring it, with the `metadata` that is known of it.

    Raises `NoArticle` when there is no text in it, `FormatError` when it cannot be parsed.
    """
    process = isolated or Isolated()
    try:
        return process.run(read_fragment, html, metadata, source)
    finally:
        if isolated is None:
            process.close()


def read_page(data: bytes, source: str, address: str = "", charset: str | None = None) -> Article:
    """What `load_html` does, in this process."""
    from trafilatura import bare_extraction
    from trafilatura import load_html as parse

    from reader.formats.html_furniture import with_bold_headings, without_furniture
    from reader.formats.html_metadata import read_metadata
    from reader.formats.html_outline import completed, outline

    text, notes = decode_page(data, charset)
    tree = parse(clean(text))
    if tree is None:
        raise NoArticle(_("is no web page"), source=source)
    metadata = read_metadata(tree, address)
    base = _base(tree, address or metadata.url or "")
    _prepare(tree, base)
    page = outline(tree)
    document: Any = bare_extraction(
        tree,
        include_formatting=True,
        include_links=True,
        include_comments=False,
        with_metadata=not _is_complete(metadata),
    )
    if document is not None:
        metadata = _with_guesses(metadata, document)
        drafts = _drafts(document.body)
        drafts = without_furniture(drafts, metadata.title, metadata.authors)
        drafts = completed(drafts, page, metadata.title)
        drafts = with_bold_headings(drafts)
        if _is_article(drafts):
            return _article(drafts, metadata, source, notes)
    refusal = NoArticle(_("has no article that could be found"), source=source)
    refusal.plain = _plain(tree, metadata, source, notes)
    raise refusal


def read_fragment(html: str, metadata: Metadata, source: str) -> Article:
    """What `load_fragment` does, in this process."""
    from lxml.html import HTMLParser, document_fromstring

    from reader.formats.html_furniture import with_bold_headings, without_furniture

    data = f"<html><body><div>{clean(html)}</div></body></html>".encode()
    tree = document_fromstring(
        data, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    )
    _prepare(tree, metadata.url or "")
    everything = _drafts(tree)
    # An item may consist of its title alone.
    kept = without_furniture(everything, metadata.title, metadata.authors) or everything
    drafts = with_bold_headings(kept)
    if not drafts:
        raise NoArticle(_("has no text"), source=source)
    return _article(drafts, metadata, source, ())


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a page, and what its reader should know about how it was decoded.

    A byte order mark decides. What can be read as UTF-8 is UTF-8, whatever is said of it; else
    the server's word counts, then the page's own, and as a last resort it is Windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), ()
    named = [charset or "", *(name.decode("ascii") for name in _DECLARED.findall(data[:_HEAD])[:3])]
    encodings = [name for name in (name.strip().lower() for name in named) if _ENCODING.fullmatch(name)]
    if data[:_HEAD].count(b"\0") > min(len(data), _HEAD) // 4:
        encodings.insert(0, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    elif not any(name.startswith(("utf-16", "iso-2022")) for name in encodings):
        encodings.insert(0, "utf-8")
    for encoding in encodings:
        try:
            return data.decode(_MEANT.get(encoding, encoding)), ()
        except (UnicodeError, LookupError):
            continue
    as_utf8 = data.decode("utf-8", errors="replace")
    damage = as_utf8.count("\ufffd")
    if damage <= len(data) // 1000 and any(name.startswith("utf-8") for name in encodings[1:]):
        return as_utf8, (_("Some characters of the page could not be read and show as \ufffd."),)
    note = _("The encoding of the page is not known; it was read as Windows-1252.")
    return data.decode("cp1252", errors="replace"), (note,)


def _prepare(tree: Element, base: str) -> None:
    """Save what extractors throw away or change: see the parts."""
    _write_quotation_marks(tree)
    _keep_sources_of_block_quotes(tree)
    _part_at_empty_lines(tree)
    _settle_links(tree, base)


def _write_quotation_marks(tree: Element) -> None:
    """Write the marks that a browser draws around a `<q>`."""
    for quote in list(tree.iter("q")):
        quote.text = "“" + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + "”"
        else:
            quote.text += "”"
        quote.tag = "span"


def _keep_sources_of_block_quotes(tree: Element) -> None:
    """Make paragraphs of the elements that say whom a block quote is by."""
    for quote in tree.iter("blockquote"):
        for element in quote.iter("footer", "cite"):
            if element.tag == "footer" or element.getparent() is quote:
                element.tag = "p"
        figure = quote.getparent()
        if figure is not None and figure.tag == "figure":
            figure.tag = "div"
            for caption in list(figure.iterchildren("figcaption")):
                caption.tag = "p"
                quote.append(caption)


def _part_at_empty_lines(tree: Element) -> None:
    """Make two paragraphs of one that has an empty line in it, drawn with two `<br>`."""
    for line_break in list(tree.iter("br")):
        second = line_break.getnext()
        paragraph = line_break.getparent()
        if paragraph is None or paragraph.tag != "p" or (line_break.tail or "").strip():
            continue
        if second is None or second.tag != "br":
            continue
        rest = paragraph.makeelement("p")
        rest.text = second.tail
        for element in list(second.itersiblings()):
            rest.append(element)
        paragraph.remove(line_break)
        paragraph.remove(second)
        paragraph.addnext(rest)


def _settle_links(tree: Element, base: str) -> None:
    """Make links absolute, and none of those that no reader can follow."""
    from reader.formats.html_blocks import link_target

    for link in tree.iter("a"):
        written = link.get("href")
        if written is not None:
            target = link_target(written, base)
            if target:
                link.set("href", target)
            else:
                del link.attrib["href"]


def _drafts(root: Element) -> list[Draft]:
    from reader.formats.html_blocks import lines_apart, read_blocks

    found: list[Draft] = []
    for passage in read_blocks(root):
        draft = passage.draft
        found.extend(lines_apart(draft) if draft.kind is BlockKind.PARAGRAPH else [draft])
    return found


def _base(tree: Element, address: str) -> str:
    """What the links of a page are relative to."""
    from reader.formats.html_blocks import link_target

    element = tree.find(".//head/base[@href]")
    return (link_target(element.get("href"), address) if element is not None else "") or address


def _is_complete(metadata: Metadata) -> bool:
    return bool(metadata.title and metadata.outlet and metadata.authors and metadata.published)


def _with_guesses(metadata: Metadata, document: Any) -> Metadata:
    """`metadata`, with what trafilatura makes of the page where the page itself does not say it."""
    from reader.formats.html_metadata import author_name, read_date

    authors = (author_name(clean_line(name)) for name in (document.author or "").split(";"))
    return replace(
        metadata,
        title=metadata.title or clean_line(document.title or "")[:LONGEST_TITLE] or None,
        outlet=metadata.outlet or clean_line(document.sitename or "")[:LONGEST_TITLE] or None,
        authors=metadata.authors or tuple(filter(None, authors)),
        published=metadata.published or read_date(document.date),
    )


def _is_article(drafts: Sequence[Draft]) -> bool:
    text = [draft for draft in drafts if draft.kind not in (BlockKind.HEADING, BlockKind.CAPTION)]
    return sum(len(draft.text) for draft in text) >= FEWEST_CHARACTERS


def _plain(tree: Element, metadata: Metadata, source: str, notes: tuple[str, ...]) -> Article | None:
    drafts = [Draft(draft.text) for draft in _drafts(tree)]
    if not drafts:
        return None
    note = _("No article was found in the page; this is all of its text.")
    return _article(drafts, metadata, source, (*notes, note))


def _article(drafts: Sequence[Draft], metadata: Metadata, source: str, notes: tuple[str, ...]) -> Article:
    text, blocks, marks = assemble(drafts)
    return Article(text, blocks, metadata, marks, source, notes)
