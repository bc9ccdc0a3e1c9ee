from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feed import Feed, Pages
from reader.formats import FormatError, clean_line
from reader.web.opml import read_opml, write_opml

FILE = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:x="urn:x"><head><title>Mijn lijst</title></head><body>
<outline text="Nieuws" icon="krant.png"><outline title="Kranten" text="Kranten">
  <outline type="rss" text="De Bode &amp; Co" xmlUrl="https://bode.example/rss" x:colour="red"
    htmlUrl="https://bode.example/"/>
</outline><outline type="rss" text="Bote" xmlUrl="http://bote.example/feed" language="de-DE"/></outline>
<outline text="Vaak"><outline type="rss" text="De Bode" xmlUrl="HTTPS://bode.example/rss"/></outline>
<outline type="rss" text="Los" xmlUrl="https://los.example/" category="/a/b, c"/>
<outline type="rss" text="Slecht" xmlUrl="file:///etc/passwd"/>
<outline type="link" text="Leeg"/>
</body></opml>"""


def test_a_list_of_another_program() -> None:
    found = read_opml(FILE)
    assert found.title == "Mijn lijst"
    assert [(feed.address, feed.title, feed.tags) for feed in found.feeds] == [
        ("https://bode.example/rss", "De Bode & Co", ("Nieuws/Kranten", "Vaak")),
        ("http://bote.example/feed", "Bote", ("Nieuws",)),
        ("https://los.example/", "Los", ("a/b", "c")),
    ]
    assert found.feeds[1].language == "de"
    assert dict(found.feeds[0].attributes) == {"htmlUrl": "https://bode.example/", "{urn:x}colour": "red"}
    assert found.notes == ("1 feed was left out, as its address is no web address.",)


def test_it_survives_a_round_trip() -> None:
    found = read_opml(FILE)
    again = read_opml(write_opml(found.feeds, found.title, found.folders))
    assert again.feeds == found.feeds
    assert again.title == found.title
    assert again.folders == {"Nieuws": (("icon", "krant.png"),)}


NAMES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
    .map(clean_line)
    .filter(bool)
)
TAGS = NAMES.filter(lambda name: not set(name) & set("/,"))
FEEDS = st.builds(
    Feed,
    address=st.integers(0, 10**6).map(lambda n: f"https://x{n}.example/rss?a=1&b={n}"),
    title=st.none() | NAMES,
    tags=st.lists(TAGS, max_size=3, unique=True).map(tuple),
    language=st.none() | st.sampled_from(["nl", "en"]),
    interval=st.integers(5, 10_000).map(lambda minutes: timedelta(minutes=minutes)),
    pages=st.sampled_from(Pages),
    attributes=st.just(()) | st.just((("htmlUrl", "https://x.example/"),)),
)


@given(st.lists(FEEDS, max_size=6, unique_by=lambda feed: feed.address))
def test_any_list_survives_a_round_trip(feeds: list[Feed]) -> None:
    again = {feed.address: feed for feed in read_opml(write_opml(feeds)).feeds}
    assert len(again) == len(feeds)
    for feed in feeds:
        found = again[feed.address]
        assert found.title == feed.title
        assert (found.tags, found.language, found.interval, found.pages, found.attributes) == (
            feed.tags,
            feed.language,
            feed.interval,
            feed.pages,
            feed.attributes,
        )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no well-formed XML"),
        (b"<opml><body>", "no well-formed XML"),
        (b"<html><body/></html>", "no OPML"),
        (b"<opml><head/></opml>", "no OPML"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body><outline text="&a;"/></body></opml>', "entities"),
        (b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body>&a;</body></opml>', "entities"),
        (b"\xff\xfe\0\0", "no well-formed XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><opml><body/></opml>', "no well-formed XML"),
        (b" " * (10 * 2**20 + 1), "larger than 10 MiB"),
    ],
)
def test_what_is_no_list(data: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=f"lijst.opml: .*{problem}"):
        read_opml(data, "lijst.opml")


def test_depth_is_no_problem() -> None:
    inner = '<outline text="x" xmlUrl="https://x.example/"/>'
    data = f"<opml><body>{'<outline>' * 5000}{inner}{'</outline>' * 5000}</body></opml>".encode()
    try:
        assert len(read_opml(data).feeds) == 1
    except FormatError as error:
        assert "well-formed" in str(error)


def test_names_are_cleaned() -> None:
    data = '<opml><body><outline text="a\u202e&#x9b;31mb[c]" xmlUrl="https://x.example/"/></body></opml>'.encode()
    title = read_opml(data).feeds[0].title
    assert title is not None
    assert title.isprintable()
    assert title.endswith("b[c]")
