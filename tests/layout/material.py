"""Articles, analyses and arbitrary text to lay out."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.article import BLOCK_SEPARATOR, Actor, Article, Block, BlockKind, Mark, MarkKind, Metadata, Span
from reader.reading import Analysis, How, Quote, QuoteKind, Reading

LEAD = "The harbour of Velden stays closed until spring, the port office said."
PLAIN = "Ships wait at sea, and some turn back to the south."
DIRECT = '"We will not open a gate that may break," said Mara Okafor, who runs the port.'
TWO_VOICES = 'Okafor called it "a matter of weeks", but Ilse Brandt spoke of "months, if not years".'
NAMELESS = '"Nobody told us," one sailor said.'

MARA = Actor("Mara Okafor", role="director of the port of Velden", aliases=("Okafor",))
ILSE = Actor("Ilse Brandt")


def article_of(*texts: str | tuple[BlockKind, str], **metadata: object) -> Article:
    """An article of paragraphs, and of blocks of the kinds given."""
    blocks: list[Block] = []
    start = 0
    for text in texts:
        kind, words = text if isinstance(text, tuple) else (BlockKind.PARAGRAPH, text)
        level = 2 if kind is BlockKind.HEADING else int(kind in (BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE))
        marker = "•" if kind is BlockKind.LIST_ITEM else ""
        blocks.append(Block(Span(start, start + len(words)), kind, level, marker))
        start += len(words) + len(BLOCK_SEPARATOR)
    words_of = (text[1] if isinstance(text, tuple) else text for text in texts)
    return Article(BLOCK_SEPARATOR.join(words_of), tuple(blocks), Metadata(**metadata))


def find(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def harbour() -> Reading:
    """A reading with one quote of each kind, one speaker carried over and one not named."""
    article = article_of(
        LEAD,
        PLAIN,
        (BlockKind.HEADING, "The gate"),
        DIRECT,
        TWO_VOICES,
        NAMELESS,
        title="Velden keeps its harbour closed",
        outlet="The Coast",
        authors=("Ann Example",),
    )
    text = article.text

    def quote(words: str, kind: QuoteKind, cue: str | None = None, **rest: object) -> Quote:
        return Quote((find(text, words),), kind, find(text, cue) if cue else None, **rest)

    mara = Actor(MARA.name, role=MARA.role, aliases=MARA.aliases, mentions=(find(text, MARA.name),))
    ilse = Actor(ILSE.name, mentions=(find(text, ILSE.name),))
    quotes = (
        quote(LEAD[:47], QuoteKind.INDIRECT, "said", speaker=mara, how=How.CUED),
        quote(
            "We will not open a gate that may break,", QuoteKind.DIRECT, "said", speaker=mara, how=How.CUED
        ),
        quote("a matter of weeks", QuoteKind.MIXED, "called", speaker=mara, how=How.CARRIED),
        quote("months, if not years", QuoteKind.MIXED, "spoke", speaker=ilse, how=How.CUED),
        quote("Nobody told us,", QuoteKind.DIRECT),
    )
    return Reading(article, Analysis(quotes, (mara, ilse), "en"))


_FRAGMENTS = st.one_of(
    st.sampled_from(
        [
            " ",
            "  ",
            "-",
            "word ",
            "Saint-Exupéry ",
            "https://example.org/a/very/long/address?with=query&and=more ",
            "e\u0301",
            "a\u0300\u0301\u0302",
            "\u00ad",
            "\u200b",
            "Donau\u00addampf\u00adschiff",
            "漢字、",
            "「かな」",
            "한국어 ",
            "👩‍👩‍👧‍👦",
            "🇳🇱",
            "❤️",
            "1️⃣",
            "👍🏽",
            "ﷺ",
            "\t",
            "\u00a0",
            "\u202e",
            "\u200d",
            "\ufe0f",
            "\x1b[31m",
            "[b]",
            "‘quoted’ “words” — … ",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=8),
)
TEXTS = st.lists(_FRAGMENTS, min_size=1, max_size=40).map("".join).filter(str.strip)
WIDTHS = st.integers(10, 120)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Blocks of any kind and any text; preformatted ones of several lines."""
    kinds = draw(st.lists(st.sampled_from(BlockKind), min_size=1, max_size=5))
    texts = []
    for kind in kinds:
        lines = draw(st.lists(TEXTS, min_size=1, max_size=3 if kind is BlockKind.PREFORMATTED else 1))
        texts.append((kind, "\n".join(lines)))
    title = draw(st.none() | TEXTS)
    article = article_of(*texts, title=title)
    marks = [Mark(span, MarkKind.LINK, "https://example.org") for span in draw(spans_in(article.text))]
    return Article(article.text, article.blocks, article.metadata, tuple(marks), notes=("Read as a guess.",))


def spans_in(text: str, most: int = 4) -> st.SearchStrategy[list[Span]]:
    """Spans anywhere in `text`, none of them empty."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    span = ends.filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Span(min(pair), max(pair)))
    return st.lists(span, max_size=most)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """An article with quotes and actors anywhere, even where no analysis would put them."""
    article = draw(articles())
    text = article.text
    actors = tuple(
        Actor(name, role=draw(st.none() | TEXTS), mentions=tuple(draw(spans_in(text))))
        for name in draw(st.lists(TEXTS, max_size=3, unique=True))
    )
    quotes = [
        Quote(
            (span,),
            draw(st.sampled_from(QuoteKind)),
            cue=draw(st.none() | st.just(span)),
            speaker=draw(st.sampled_from([None, *actors])),
            how=draw(st.sampled_from(How)),
        )
        for span in draw(spans_in(text))
    ]
    return Reading(article, Analysis(tuple(sorted(quotes, key=lambda quote: quote.start)), actors))
