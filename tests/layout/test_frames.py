from dataclasses import replace

import pytest
from rich.cells import cell_len

from reader.article import Span
from reader.layout import FrameKind, kind_name, lay_out
from reader.layout.frames import Frame, FrameWords, say
from reader.reading import How, Quote, QuoteKind, Via
from tests.layout.material import ILSE, MARA, harbour

TEXT = "She said it, he denied it."
SAID, DENIED = Span(4, 8), Span(16, 22)


def frame(*quotes: Quote, kind: FrameKind = FrameKind.PANEL) -> Frame:
    return Frame(kind, quotes)


def direct(**rest: object) -> Quote:
    return Quote((Span(0, 3),), QuoteKind.DIRECT, cue=SAID, **rest)


def who(words: FrameWords) -> str:
    return "".join(part.text for part in words.who)


def test_a_speaker_stands_with_the_role() -> None:
    words = say(frame(direct(speaker=MARA, how=How.CUED)), TEXT, 72)
    assert who(words) == "❝ Mara Okafor · director of the port of Velden"
    assert words.how == "said · direct"
    assert [part.speaker for part in words.who] == [None, MARA, None]


def test_several_speakers_are_all_named_without_roles() -> None:
    words = say(frame(direct(speaker=MARA), direct(speaker=ILSE), direct(speaker=MARA)), TEXT, 72)
    assert who(words) == "❝ Mara Okafor, Ilse Brandt"


def test_no_speaker_says_so() -> None:
    assert who(say(frame(direct()), TEXT, 72)) == "❝ speaker not named"
    assert (
        who(say(frame(direct(speaker=ILSE), direct()), TEXT, 72)) == "❝ Ilse Brandt, and a speaker not named"
    )


def test_a_source_without_a_name_is_quoted_as_it_stands() -> None:
    assert who(say(frame(direct(source=Span(0, 3))), TEXT, 72)) == "❝ She · no name given"


def test_a_guess_never_looks_like_a_fact() -> None:
    guessed = say(frame(direct(speaker=ILSE, how=How.CARRIED)), TEXT, 72)
    assert who(guessed) == "❝ ≈ Ilse Brandt"
    assert guessed.how == "said · direct · speaker carried over"
    known = say(frame(direct(speaker=ILSE, how=How.CARRIED), direct(speaker=ILSE, how=How.CUED)), TEXT, 72)
    assert who(known) == "❝ Ilse Brandt"


@pytest.mark.parametrize("width", range(6, 80))
@pytest.mark.parametrize("kind", FrameKind)
def test_no_page_is_too_narrow_to_tell_of_a_guess(width: int, kind: FrameKind) -> None:
    guess = direct(speaker=ILSE, how=How.CARRIED)
    fact = direct(speaker=ILSE, how=How.CUED, via=Via(speaker=MARA))
    how = say(frame(fact, guess, kind=kind), TEXT, width).how
    assert how.startswith("≈") or how.endswith("speaker carried over")


def test_what_makes_room_for_a_guess_are_the_words_that_report() -> None:
    quotes = frame(direct(speaker=ILSE, how=How.CUED, via=Via(speaker=MARA)), direct(how=How.CARRIED))
    assert say(quotes, TEXT, 50).how == "said · direct · via Mara… · speaker carried over"
    assert say(quotes, TEXT, 30).how == "≈ said · direct · via Mara…"


def test_who_reports_it_is_said_too() -> None:
    assert say(frame(direct(via=Via(speaker=ILSE))), TEXT, 72).how == "said · direct · via Ilse Brandt"


def test_an_indirect_statement_around_a_quote_of_the_same_cue_adds_nothing() -> None:
    outer = Quote((Span(0, 12),), QuoteKind.INDIRECT, cue=SAID)
    inner = Quote((Span(9, 11),), QuoteKind.MIXED, cue=SAID)
    other = replace(outer, cue=DENIED)
    assert say(frame(outer, inner), TEXT, 72).how == "said · mixed"
    assert say(frame(inner, other), TEXT, 72).how == "said, denied · mixed, indirect"


@pytest.mark.parametrize("width", range(4, 80))
@pytest.mark.parametrize("kind", FrameKind)
def test_what_a_frame_says_fits(width: int, kind: FrameKind) -> None:
    words = say(frame(direct(speaker=MARA, how=How.CARRIED), kind=kind), TEXT, width)
    if kind is FrameKind.PANEL:
        assert max(cell_len(who(words)), cell_len(words.how)) <= width - 2
    else:
        assert cell_len(who(words)) + 2 + cell_len(words.how) <= width


def test_a_long_role_ends_in_an_ellipsis_and_a_hopeless_one_is_dropped() -> None:
    quote = direct(speaker=MARA)
    assert who(say(frame(quote), TEXT, 32)) == "❝ Mara Okafor · director of t…"
    assert who(say(frame(quote), TEXT, 20)) == "❝ Mara Okafor"


def test_the_words_of_a_frame_belong_to_a_block_with_one() -> None:
    layout = lay_out(harbour(), width=76)
    assert who(layout.frame_words(0)) == "Mara Okafor · director of the port of Velden"
    with pytest.raises(KeyError):
        layout.frame_words(1)


def test_the_nearest_quote_is_the_one_clicked() -> None:
    first, second = Quote((Span(0, 5),), QuoteKind.DIRECT), Quote((Span(10, 20),), QuoteKind.DIRECT)
    around = Quote((Span(0, 30),), QuoteKind.INDIRECT)
    found = frame(first, second, around)
    assert [found.nearest_quote(offset) for offset in (0, 4, 12, 19, 25)] == [
        first,
        first,
        second,
        second,
        around,
    ]


def test_every_kind_of_quote_has_a_name() -> None:
    assert [kind_name(kind) for kind in QuoteKind] == ["direct", "mixed", "indirect"]
