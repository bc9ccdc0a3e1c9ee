"""What every engine of a library must do. An engine's test module makes a class of this
one and of `DecisionContract`:

    class TestSqlite(LibraryContract, DecisionContract):
        @pytest.fixture
        def library(self, tmp_path): ...

`library` gives an empty library and closes it afterwards.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.article import ActorKind, Article, Metadata, Span
from reader.library.errors import LibraryError
from reader.library.matching import search_quotes
from reader.library.protocol import Change, Order
from reader.library.query import State, parse
from reader.reading import QuoteKind, Reading
from tests.library.articles import harbour, reading_of
from tests.library.feed_contract import FeedContract

if TYPE_CHECKING:
    from reader.library.protocol import Library

QUERIES = [
    "",
    "kade",
    "KADÉ",
    "kad*",
    "k*",
    '"de kade"',
    '"wachten op"',
    '"wachten op de"',
    "kade niet",
    "kade -mevrouw",
    "-kade",
    "-kade -wachten",
    "veilig or dwaze",
    "-kade or veilig",
    "zwijgt",
    "by:lokke",
    "by:BURGEMEESTER",
    "by:kamer kind:direct",
    "-by:lokke",
    "about:kade",
    'about:"mevrouw kadé"',
    "in:strasse",
    "in:geld or kade",
    "kind:mixed or kind:indirect",
    "outlet:kust lang:nl",
    "outlet:zee",
    "-lang:fr",
    "tag:havens -by:kade",
    "tag:zee or veilig",
    "after:2024-03-05 before:2024-03-06",
    "before:2024-03-05",
    "-before:2024-03-05 wachten",
    "is:unread niet",
    "is:starred",
    "-is:starred -has:note in:strasse",
]


def island(**changes: object) -> Reading:
    """A second article, of another outlet, that shares a speaker with `harbour`."""
    metadata = Metadata(
        title="Eiland zonder brug", outlet="Het Eiland", published=date(2023, 11, 2), language="nl",
        url="https://eiland.example/brug", tags=("Bruggen",),
    )  # fmt: skip
    reading = reading_of(
        "«De brug is niet veilig», vindt Løkke.\n\nVolgens Ås «wacht Løkke op de minister».",
        [("Løkke", QuoteKind.DIRECT, 1), ("Ås", QuoteKind.INDIRECT, 1)],
        [("Løkke", ActorKind.PERSON, "oud-burgemeester", ()), ("Ås", ActorKind.ORGANISATION, None, ())],
        metadata,
        source="eiland.txt",
    )
    return Reading(_with(reading.article, **changes), reading.analysis)


def _with(article: Article, **changes: object) -> Article:
    metadata = replace(article.metadata, **changes)
    return Article(article.text, article.blocks, metadata, article.marks, article.source, article.notes)


def words_of(library: Library, query: str, **options: int) -> list[str]:
    return [found.words for found in library.search(parse(query), **options).quotes]


def actor_named(library: Library, name: str) -> int:
    (actor,) = [entry.id for entry in library.actors(name) if entry.name == name]
    return actor


class LibraryContract(FeedContract):
    """The tests; every one gets an empty `library`."""

    @pytest.fixture
    def article(self, library: Library) -> int:
        return library.add(harbour()).result().article

    # --- keeping readings ---

    def test_a_reading_comes_back_as_it_was(self, library: Library) -> None:
        reading = harbour(extra={"desk": ["kust", 3, None, {"x": 1.5}]})
        added = library.add(reading).result()
        assert (added.change, added.quotes) == (Change.NEW, 4)
        kept = library.reading(added.article)
        assert kept.article.text == reading.article.text
        assert kept.article.blocks == reading.article.blocks
        assert kept.article.metadata == reading.article.metadata
        assert kept.article.source == reading.article.source
        assert kept.analysis == reading.analysis
        entry = library.entry(added.article)
        assert (entry.title, entry.outlet, entry.published) == (
            "Haven van Ørsund dicht", "De Kust", date(2024, 3, 5),
        )  # fmt: skip
        assert (entry.quotes, entry.tags, entry.read) == (4, ("Havens", "Noordse Zaken"), False)

    def test_an_article_added_again_is_the_same_article(self, library: Library) -> None:
        first = library.add(harbour()).result()
        again = library.add(harbour()).result()
        assert (again.article, again.change) == (first.article, Change.UNCHANGED)
        changed = library.add(harbour(title="Haven open")).result()
        assert (changed.article, changed.change) == (first.article, Change.UPDATED)
        assert library.entry(first.article).title == "Haven open"
        assert library.search(parse("")).total == 4
        assert library.check() == []

    def test_an_article_is_known_by_its_address_or_path(self, library: Library) -> None:
        by_address = library.add(harbour()).result().article
        by_path = library.add(harbour(url=None)).result().article
        assert by_address != by_path
        assert library.find("https://dekust.example/haven") == by_address
        assert library.find("haven.txt") == by_path
        assert library.find("elders.txt") is None

    def test_many_readings_are_reported_in_order(self, library: Library) -> None:
        many = [harbour(url=f"https://x.example/{number}") for number in range(40)]
        added = list(library.add_all(many))
        assert len({one.article for one in added}) == 40
        assert [library.reading(one.article).article.metadata.url for one in added] == [
            reading.article.metadata.url for reading in many
        ]

    def test_a_removed_article_leaves_nothing_behind(self, library: Library, article: int) -> None:
        library.annotate(article, Span(0, 8), "let op").result()
        library.set_starred(article).result()
        library.remove(article).result()
        statistics = library.statistics()
        assert (statistics.articles, statistics.quotes, statistics.actors) == (0, 0, 0)
        assert library.search(parse("kade")).quotes == ()
        assert library.annotations() == []
        assert library.actors() == []
        assert library.check() == []
        with pytest.raises(LibraryError, match="not in the library"):
            library.reading(article)
        with pytest.raises(LibraryError, match="not in the library"):
            library.remove(article).result()

    def test_what_could_steer_a_terminal_does_not_come_back(self, library: Library) -> None:
        reading = harbour(title="\x1b]52;c;x\x07Haven\u202e", outlet="De\x9b31mKust")
        hostile = Article(reading.article.text.replace("minister", "minis\x1ber"), reading.article.blocks,
                          reading.article.metadata)  # fmt: skip
        added = library.add(Reading(hostile, reading.analysis)).result()
        kept = library.reading(added.article)
        entry = library.entry(added.article)
        shown = [kept.article.text, entry.title or "", entry.outlet or "", kept.article.metadata.title or ""]
        assert not any(character in text for text in shown for character in "\x1b\x07\x9b\u202e")
        assert len(kept.article.text) == len(hostile.text)
        assert library.check() == []

    # --- asking for quotes ---

    @pytest.mark.parametrize("query", QUERIES)
    def test_a_query_means_the_same_in_a_library_as_in_an_article(self, library: Library, query: str) -> None:
        readings = [harbour(), island()]
        list(library.add_all(readings))
        asked = parse(query)
        expected = {
            (hit.quote.words(reading.article.text), hit.hits)
            for reading in readings
            for hit in search_quotes(reading, asked, {State.UNREAD})
        }
        page = library.search(asked, limit=100)
        assert {(found.words, found.hits) for found in page.quotes} == expected
        assert page.total == len(expected)

    def test_states_and_notes_narrow_a_search(self, library: Library, article: int) -> None:
        library.add(island()).result()
        library.set_starred(article).result()
        assert len(words_of(library, "is:starred")) == 4
        assert words_of(library, "is:starred veilig") == ["De kade is niet veilig."]
        assert (
            words_of(library, "is:starred ka*")
            == ["De kade is niet veilig.", "vertrekt Mevrouw Kadé niet"][::-1]
        )
        assert words_of(library, "-is:starred veilig") == ["De brug is niet veilig"]
        library.set_read(article).result()
        assert words_of(library, "is:unread veilig") == ["De brug is niet veilig"]
        library.annotate(article, Span(0, 8)).result()
        assert words_of(library, "has:note") == []
        library.annotate(article, Span(0, 8), "let op").result()
        assert len(words_of(library, "has:note")) == 4
        library.tag(article, "Mijn lijst").result()
        assert words_of(library, 'tag:"mijn lijst" dwaze') == ["een dwaze uitgave"]

    def test_hits_and_speaker_come_with_a_quote(self, library: Library, article: int) -> None:
        (found,) = library.search(parse("veilig")).quotes
        text = found.reading.article.text
        assert [span.of(text) for span in found.hits] == ["veilig"]
        assert found.quote.speaker is not None
        assert found.quote.speaker.name == "Løkke"
        assert found.article.id == article

    def test_few_hits_come_best_first_and_many_newest_first(self, library: Library) -> None:
        first = date(2020, 1, 1)
        days = [first + timedelta(days=7 * number % 1000) for number in range(1001)]
        list(
            library.add_all(
                harbour(url=f"https://x.example/{number}", published=day) for number, day in enumerate(days)
            )
        )
        library.add(harbour(url="https://x.example/undated", published=None)).result()
        few = library.search(parse("dwaze after:2022-09"))
        assert (few.order, few.total) == (Order.BEST, sum(day >= date(2022, 9, 1) for day in days))
        every = library.search(parse(""), limit=30)
        assert (every.order, every.total) == (Order.NEWEST, None)
        pages = [library.search(parse("niet or wachten or dwaze"), 10, offset) for offset in (4, 14, 24)]
        dates = [found.article.published or date.max for page in pages for found in page.quotes]
        assert all(page.order is Order.NEWEST for page in pages)
        assert dates == sorted(dates, reverse=True)

    def test_text_of_any_kind_can_be_asked_for(self, library: Library, article: int) -> None:
        for text in [
            "\"'; DROP TABLE x; --",
            "NEAR(a b)",
            "words : x",
            "a AND b NOT c",
            "^x",
            "{a}",
            "x\x00y",
            "a*",
        ]:
            library.search(parse(text))
            library.articles(parse(text))
        assert library.check() == []

    def test_the_closest_quotes_say_what_differs(self, library: Library, article: int) -> None:
        library.add(island()).result()
        first, second, *_others = library.closest("De KADE is niet vèilig")
        assert (first.found.words, first.likeness, first.differing, first.missing) == (
            "De kade is niet veilig.", 1.0, (), (),
        )  # fmt: skip
        text = second.found.reading.article.text
        assert [span.of(text) for span in second.differing] == ["brug"]
        assert second.missing == ("kade",)
        assert 0.7 < second.likeness < 1
        assert library.closest("mevrouw Kadé")[0].likeness == 1.0
        assert library.closest("xyzzy") == []
        assert library.closest("?!") == []

    # --- articles ---

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("", ["Haven van Ørsund dicht", "Eiland zonder brug"]),
            ("brug", ["Eiland zonder brug"]),
            ("orsund", ["Haven van Ørsund dicht"]),
            ("zwij*", ["Haven van Ørsund dicht"]),
            ('"is niet veilig"', ["Haven van Ørsund dicht", "Eiland zonder brug"]),
            ('"niet is veilig"', []),
            ("veilig -kade", ["Eiland zonder brug"]),
            ("by:lokke", ["Haven van Ørsund dicht", "Eiland zonder brug"]),
            ("by:kade", ["Haven van Ørsund dicht"]),
            ("about:kamer", ["Haven van Ørsund dicht"]),
            ("in:geld", ["Haven van Ørsund dicht"]),
            ("in:haven", []),
            ("kind:mixed", ["Haven van Ørsund dicht"]),
            ("outlet:eiland", ["Eiland zonder brug"]),
            ("tag:bruggen or kind:mixed", ["Haven van Ørsund dicht", "Eiland zonder brug"]),
            ("before:2024", ["Eiland zonder brug"]),
            ("is:starred", []),
            ("is:unread lang:nl", ["Haven van Ørsund dicht", "Eiland zonder brug"]),
        ],
    )
    def test_a_query_finds_articles_newest_first(
        self, library: Library, query: str, titles: list[str]
    ) -> None:
        list(library.add_all([island(), harbour()]))
        page = library.articles(parse(query))
        assert [entry.title for entry in page.articles] == titles

    # --- actors ---

    def test_an_actor_is_one_across_articles(self, library: Library, article: int) -> None:
        library.add(island()).result()
        page = library.actor(actor_named(library, "Løkke"))
        assert (page.actor.articles, page.actor.quotes) == (2, 3)
        assert [(role.role, role.first) for role in page.roles] == [
            ("oud-burgemeester", date(2023, 11, 2)),
            ("burgemeester", date(2024, 3, 5)),
        ]
        assert page.months == ((date(2023, 11, 1), 1), (date(2024, 3, 1), 2))
        assert {(entry.name, articles) for entry, articles in page.company} == {
            ("Kadé", 1),
            ("Kamer", 1),
            ("Ås", 1),
        }
        said = library.quotes_by(page.actor.id)
        assert [found.words for found in said.quotes] == [
            "vertrekt Mevrouw Kadé niet",
            "De kade is niet veilig.",
            "De brug is niet veilig",
        ]
        assert said.total == 3
        (about,) = library.quotes_about(page.actor.id).quotes
        assert about.words == "wacht Løkke op de minister"

    def test_actors_are_found_by_the_beginnings_of_their_words(self, library: Library, article: int) -> None:
        assert [entry.name for entry in library.actors("lok")] == ["Løkke"]
        assert [entry.name for entry in library.actors("burgem")] == ["Løkke"]
        assert [entry.name for entry in library.actors("volks de")] == ["Kamer"]
        assert library.actors("nemand") == []
        assert library.actors()[0].name == "Løkke"

    def test_an_actor_of_an_article_is_known_across_articles(self, library: Library, article: int) -> None:
        other = library.add(island()).result().article
        reading = harbour()
        lokke, kade, _kamer = reading.analysis.actors
        number = actor_named(library, "Løkke")
        assert library.actor_of(article, lokke) == library.actor_of(other, lokke) == number
        assert library.actor_of(other, kade) is None
        assert library.actor_of(article, replace(lokke, kind=ActorKind.COUNTRY)) is None
        split = library.split(number, [other]).result()
        assert library.actor_of(other, lokke) == split.other.id
        assert library.actor_of(article, lokke) == number
        library.merge(split.other.id, into=number).result()
        assert library.actor_of(other, lokke) == number

    def test_merged_actors_are_one_until_that_is_undone(self, library: Library, article: int) -> None:
        kade, lokke = actor_named(library, "Kadé"), actor_named(library, "Løkke")
        change = library.merge(kade, into=lokke).result()
        assert library.actor(kade).actor == library.actor(lokke).actor
        assert library.actor(lokke).actor.quotes == 3
        assert [entry.name for entry in library.actor(lokke).merged] == ["Kadé"]
        assert len(words_of(library, "by:lokke")) == 3
        assert "Kadé" not in [entry.name for entry in library.actors()]
        assert library.actor_changes() == [change]
        with pytest.raises(LibraryError, match="one actor already"):
            library.merge(lokke, into=kade).result()
        library.undo(change.id).result()
        assert len(words_of(library, "by:lokke")) == 2
        assert library.actor(kade).actor.name == "Kadé"
        assert library.actor_changes() == []
        with pytest.raises(LibraryError, match="undone before"):
            library.undo(change.id).result()

    def test_a_split_actor_stays_split_when_its_article_changes(self, library: Library, article: int) -> None:
        other = library.add(island()).result().article
        lokke = actor_named(library, "Løkke")
        change = library.split(lokke, [other]).result()
        assert library.actor(lokke).actor.quotes == 2
        assert library.actor(change.other.id).actor.quotes == 1
        library.add(island(title="Eiland met brug")).result()
        assert [found.words for found in library.quotes_by(change.other.id).quotes] == [
            "De brug is niet veilig"
        ]
        assert library.check() == []
        library.undo(change.id).result()
        assert library.actor(lokke).actor.quotes == 3
        assert library.check() == []
        with pytest.raises(LibraryError, match="None of these articles"):
            library.split(actor_named(library, "Ås"), [article]).result()

    # --- what the user makes ---

    def test_what_the_user_makes_survives_a_changed_article(self, library: Library, article: int) -> None:
        text = harbour().article.text
        start = text.index("dwaze uitgave")
        library.annotate(article, Span(start, start + 13), "hoezo?").result()
        library.annotate(article, Span(0, 26)).result()
        library.set_read(article).result()
        library.set_starred(article).result()
        library.set_position(article, 40).result()
        library.tag(article, "Later").result()
        library.untag(article, "Havens").result()
        before = harbour()
        changed = Article("Kort.\n\n" + text[60:], (), before.article.metadata)
        library.add(Reading(changed, type(before.analysis)())).result()
        entry = library.entry(article)
        assert (entry.read, entry.starred, entry.position) == (True, True, 40)
        assert "Later" in entry.tags
        lost, moved = library.annotations(article)
        assert (lost.words, lost.span, lost.note) == (text[:26], None, "")
        assert moved.span is not None
        assert (moved.span.of(changed.text), moved.note) == ("dwaze uitgave", "hoezo?")
        library.add(before).result()
        assert [annotation.span for annotation in library.annotations(article)] == [
            Span(0, 26), Span(start, start + 13),
        ]  # fmt: skip

    def test_notes_are_listed_changed_and_removed(self, library: Library, article: int) -> None:
        first = library.annotate(article, Span(0, 8), "een").result()
        second = library.annotate(article, Span(9, 12), "twee").result()
        assert [note.id for note in library.annotations()] == [second.id, first.id]
        library.change_note(first.id, "één\x1b[2J").result()
        library.remove_annotation(second.id).result()
        (left,) = library.annotations()
        assert (left.note, left.words, left.article.id) == ("één", "De haven", article)
        with pytest.raises(LibraryError):
            library.annotate(article, Span(5, 10**6)).result()

    def test_the_last_place_is_the_article_opened_last(self, library: Library, article: int) -> None:
        assert library.last_place() is None
        other = library.add(island()).result().article
        library.set_position(article, 3).result()
        library.set_position(other, 5).result()
        assert library.last_place() == (other, 5)
        library.clear_last_place().result()
        assert library.last_place() is None
        assert library.entry(other).position == 5
        library.set_position(article, 4).result()
        assert library.last_place() == (article, 4)

    def test_outlets_are_listed_with_the_largest_first(self, library: Library, article: int) -> None:
        library.add(harbour(url="https://x.example/1", outlet="A\x1b[2Jan zee")).result()
        library.add(harbour(url="https://x.example/2", outlet=None)).result()
        for number in range(3, 6):
            library.add(harbour(url=f"https://x.example/{number}", outlet="Zuid")).result()
        assert library.outlets() == [("Zuid", 3), ("Aan zee", 1), ("De Kust", 1)]
        library.remove(article).result()
        assert library.outlets() == [("Zuid", 3), ("Aan zee", 1)]

    def test_searches_and_tags_are_listed_by_name(self, library: Library, article: int) -> None:
        library.save_search("kade", "by:kadé").result()
        library.save_search("brug", "brug").result()
        library.save_search("kade", "kade").result()
        assert [(search.name, search.query) for search in library.searches()] == [
            ("brug", "brug"),
            ("kade", "kade"),
        ]
        library.remove_search("brug").result()
        assert len(library.searches()) == 1
        assert library.tags() == [("Havens", 1), ("Noordse Zaken", 1)]
        with pytest.raises(LibraryError, match="needs a name"):
            library.tag(article, " \n").result()

    def test_reading_goes_on_in_threads_while_articles_are_added(self, library: Library) -> None:
        wrong: list[BaseException] = []
        done = threading.Event()

        def look() -> None:
            try:
                while not done.is_set():
                    page = library.search(parse("kade"), limit=5)
                    assert all("kad" in found.words.lower() for found in page.quotes)
                    library.articles(parse("by:lokke"))
            except BaseException as error:
                wrong.append(error)

        lookers = [threading.Thread(target=look) for _ in range(3)]
        for looker in lookers:
            looker.start()
        added = list(library.add_all(harbour(url=f"https://x.example/{number}") for number in range(150)))
        done.set()
        for looker in lookers:
            looker.join()
        assert wrong == []
        assert len(added) == 150
        assert library.statistics().quotes == 600

    def test_a_closed_library_says_so(self, library: Library) -> None:
        library.close()
        with pytest.raises(LibraryError, match="closed"):
            library.search(parse(""))
        with pytest.raises(LibraryError, match="closed"):
            library.add(harbour()).result()
