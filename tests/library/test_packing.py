"""Readings packed small: what goes in comes out, and what is damaged says so."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import packing
from reader.library.errors import LibraryError
from reader.library.packing import learn, pack, remember, unpack


def writings(count: int, seed: int = 1) -> list[bytes]:
    """Made-up articles that share their words."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("abdeiklnorst", k=chance.randint(2, 9))) for _word in range(400)]
    return [" ".join(chance.choices(words, k=150)).encode() for _writing in range(count)]


@pytest.fixture(scope="module")
def dictionary() -> int:
    learned = learn(writings(300), 8192)
    assert learned is not None
    number = remember(learned)
    assert number is not None
    return number


@given(st.binary())
def test_what_is_packed_comes_out_again(dictionary: int, written: bytes) -> None:
    assert unpack(pack(written)) == written
    assert unpack(pack(written, dictionary)) == written


def test_a_dictionary_makes_what_it_knows_much_smaller(dictionary: int) -> None:
    others = writings(320)[300:]
    with_it = sum(len(pack(written, dictionary)) for written in others)
    assert with_it < 0.8 * sum(len(pack(written)) for written in others)


def test_packing_is_within_a_few_hundredths_of_the_best_there_is(dictionary: int) -> None:
    import zstandard

    others = writings(340)[300:]
    learned = learn(writings(300), 8192)
    assert learned is not None
    shared = zstandard.ZstdCompressionDict(zstandard.ZstdDecompressor().decompress(learned))
    best = zstandard.ZstdCompressor(level=22, dict_data=shared, write_checksum=True)
    packed = sum(len(pack(written, dictionary)) for written in others)
    assert packed < 1.03 * sum(len(best.compress(written)) for written in others)


def test_a_long_writing_is_packed_too(dictionary: int) -> None:
    written = b" ".join(writings(900))
    assert len(pack(written, dictionary)) < len(written) / 2
    assert unpack(pack(written, dictionary)) == written


@given(st.binary())
def test_bytes_that_are_no_packed_reading_say_so(body: bytes) -> None:
    with pytest.raises(LibraryError, match="damaged"):
        unpack(b"\x02" + body)
    with pytest.raises(LibraryError, match="damaged"):
        unpack(b"\x00" + body)


@pytest.mark.parametrize("with_dictionary", [False, True])
def test_a_single_wrong_byte_never_goes_unseen(dictionary: int, with_dictionary: bool) -> None:
    written = writings(1, seed=9)[0]
    body = pack(written, dictionary if with_dictionary else None)
    for place in range(len(body)):
        spoiled = bytearray(body)
        spoiled[place] ^= 0x10
        try:
            assert unpack(bytes(spoiled)) == written
        except LibraryError:
            continue


def test_more_than_an_article_can_hold_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch, dictionary: int
) -> None:
    bombs = [pack(bytes(100_000)), pack(bytes(100_000), dictionary)]
    monkeypatch.setattr(packing, "_LARGEST", 50_000)
    for bomb in bombs:
        with pytest.raises(LibraryError, match="damaged"):
            unpack(bomb)


def test_an_unknown_or_damaged_dictionary(monkeypatch: pytest.MonkeyPatch, dictionary: int) -> None:
    body = pack(b"De kade is niet veilig.", dictionary)
    monkeypatch.setattr(packing, "_known", {})
    monkeypatch.setattr(packing, "_local", type(packing._local)())
    with pytest.raises(LibraryError, match="damaged"):
        unpack(body)
    learned = learn(writings(300), 8192)
    assert learned is not None
    assert remember(learned[:-9] + b"x" + learned[-8:]) is None
    assert remember(b"") is None
    assert remember(learned) == dictionary
    assert unpack(body) == b"De kade is niet veilig."


def test_from_nothing_or_always_the_same_nothing_is_learned() -> None:
    assert learn([], 8192) is None
    assert learn([b"x"] * 5, 8192) is None
