"""Which encoding bytes are in, and which bytes are no text."""

import codecs
import random

import pytest

from reader.formats import FormatError, load_bytes

TEXT = "Syrië en België – «ja»: “één” €, zei Łukasz Müller op de markt van Genève."


def load(data: bytes):
    return load_bytes(data, "artikel.txt")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_unicode_is_read_without_a_note(data: bytes) -> None:
    article = load(data)
    assert article.text == TEXT
    assert article.notes == ()


def test_windows_1252_is_the_last_resort_and_says_so() -> None:
    text = "Syrië: “één” miljoen € – zei Müller"
    article = load(text.encode("cp1252"))
    assert article.text == text
    assert len(article.notes) == 1 and "Windows-1252" in article.notes[0]


def test_damaged_utf_8_stays_utf_8() -> None:
    article = load(TEXT.encode() + b" \xff einde")
    assert article.text == TEXT + " \ufffd einde"
    assert len(article.notes) == 1 and "\ufffd" in article.notes[0]


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x00\x00",
        b"tekst\x00tekst",
        TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + b"\x00\x00tekst!",
        b"%PDF-1.7 alles leesbaar",
        b"PK\x03\x04rest",
        random.Random(7).randbytes(400).replace(b"\x00", b"\x01"),
        b"\x01\x02\x03" * 20,
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="not text"):
        load(data)
