"""What every engine of a library must do with what its user decides; used as `contract` is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.article import Span
from reader.library import open_library
from reader.library.errors import LibraryError
from reader.library.query import parse
from tests.library.articles import harbour
from tests.library.contract import actor_named, island, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.library.protocol import Library

MISSING = 987_654


class DecisionContract:
    """The tests; every one gets an empty `library`."""

    @pytest.fixture
    def article(self, library: Library) -> int:
        return library.add(harbour()).result().article

    @pytest.fixture
    def other(self, library: Library) -> int:
        return library.add(island()).result().article

    # --- merges, splits and taking them back ---

    def test_merges_may_follow_each_other(self, library: Library, article: int, other: int) -> None:
        kade, kamer, aas = (actor_named(library, name) for name in ("Kadé", "Kamer", "Ås"))
        first = library.merge(kade, into=kamer).result()
        second = library.merge(kamer, into=aas).result()
        assert {entry.name for entry in library.actor(aas).merged} == {"Kadé", "Kamer"}
        assert len(words_of(library, "by:ås")) == 3
        assert library.actor(kade).actor == library.actor(aas).actor
        assert [change.id for change in library.actor_changes()] == [second.id, first.id]
        library.undo(second.id).result()
        assert library.actor(kade).actor == library.actor(kamer).actor
        assert library.actor(aas).merged == ()
        assert [change.id for change in library.actor_changes()] == [first.id]
        library.undo(first.id).result()
        assert library.actor(kamer).merged == ()
        assert len(words_of(library, "by:kamer")) == 1
        assert library.check() == []

    def test_an_earlier_merge_may_be_taken_back_first(
        self, library: Library, article: int, other: int
    ) -> None:
        kade, kamer, aas = (actor_named(library, name) for name in ("Kadé", "Kamer", "Ås"))
        first = library.merge(kade, into=kamer).result()
        second = library.merge(kamer, into=aas).result()
        library.undo(first.id).result()
        # The second merge took all of them for one, and it stands.
        assert {entry.name for entry in library.actor(aas).merged} == {"Kadé", "Kamer"}
        library.undo(second.id).result()
        assert library.actor(aas).merged == ()
        assert library.actor_changes() == []
        assert library.check() == []

    def test_a_merge_holds_for_articles_that_come_later(self, library: Library, article: int) -> None:
        kade, lokke = actor_named(library, "Kadé"), actor_named(library, "Løkke")
        library.merge(kade, into=lokke).result()
        library.add(harbour(title="Haven open")).result()
        later = library.add(harbour(url="https://x.example/later")).result().article
        assert library.actor(lokke).actor.quotes == 6
        assert len(words_of(library, "by:lokke")) == 6
        library.remove(later).result()
        assert library.actor(lokke).actor.quotes == 3
        assert [entry.name for entry in library.actor(lokke).merged] == ["Kadé"]
        assert library.check() == []

    def test_what_is_said_about_merged_actors_is_about_one(
        self, library: Library, article: int, other: int
    ) -> None:
        kamer, lokke = actor_named(library, "Kamer"), actor_named(library, "Løkke")
        assert [found.words for found in library.quotes_about(kamer).quotes] == []
        library.merge(lokke, into=kamer).result()
        assert [found.words for found in library.quotes_about(kamer).quotes] == ["wacht Løkke op de minister"]

    def test_split_off_articles_can_be_merged_and_all_of_it_undone(
        self, library: Library, article: int, other: int
    ) -> None:
        lokke, aas = actor_named(library, "Løkke"), actor_named(library, "Ås")
        split = library.split(lokke, [other]).result()
        merged = library.merge(split.other.id, into=aas).result()
        assert {found.words for found in library.quotes_by(aas).quotes} == {
            "De brug is niet veilig", "wacht Løkke op de minister",
        }  # fmt: skip
        library.remove(article).result()
        assert library.actor(aas).actor.quotes == 2
        library.undo(merged.id).result()
        library.undo(split.id).result()
        assert [found.words for found in library.quotes_by(lokke).quotes] == ["De brug is niet veilig"]
        assert library.actor_changes() == []
        assert library.check() == []

    def test_two_splits_are_taken_back_one_by_one(self, library: Library, article: int, other: int) -> None:
        lokke = actor_named(library, "Løkke")
        first = library.split(lokke, [other]).result()
        second = library.split(lokke, [article]).result()
        assert {library.actor(change.other.id).actor.quotes for change in (first, second)} == {1, 2}
        library.undo(first.id).result()
        assert [found.words for found in library.quotes_by(lokke).quotes] == ["De brug is niet veilig"]
        library.undo(second.id).result()
        assert library.actor(lokke).actor.quotes == 3
        assert library.check() == []

    # --- what the user made stays ---

    def test_a_tag_taken_away_stays_away(self, library: Library, article: int) -> None:
        library.untag(article, "Havens").result()
        library.tag(article, "Later").result()
        library.untag(article, "Later").result()
        for changed in (harbour(title="Haven open"), harbour()):
            library.add(changed).result()
            assert library.entry(article).tags == ("Noordse Zaken",)
        assert library.tags() == [("Noordse Zaken", 1)]
        assert words_of(library, "tag:havens") == []
        assert library.articles(parse("tag:havens")).articles == ()
        library.tag(article, "Havens").result()
        assert library.entry(article).tags == ("Havens", "Noordse Zaken")
        assert len(words_of(library, "tag:havens")) == 4

    def test_an_own_tag_stays_when_the_article_gets_it_and_loses_it(
        self, library: Library, article: int
    ) -> None:
        library.tag(article, "Later").result()
        library.add(harbour(tags=("Later", "Zee"))).result()
        assert library.entry(article).tags == ("Later", "Zee")
        library.add(harbour(tags=())).result()
        assert library.entry(article).tags == ("Later",)

    def test_stars_and_read_marks_are_given_and_taken(self, library: Library, article: int) -> None:
        for value in (True, True, False):
            library.set_read(article, value).result()
            library.set_starred(article, value).result()
            entry = library.entry(article)
            assert (entry.read, entry.starred) == (value, value)
        library.set_position(article, 12).result()
        entry = library.entry(article)
        assert (entry.read, entry.starred, entry.position) == (False, False, 12)

    def test_a_note_goes_to_the_nearest_of_the_same_words(self, library: Library, article: int) -> None:
        text = harbour().article.text
        second = text.index("kade", text.index("kade") + 1)
        library.annotate(article, Span(second, second + 4), "deze").result()
        library.add(harbour(title="Haven open")).result()
        (note,) = library.annotations(article)
        assert note.span == Span(second, second + 4)

    def test_notes_of_several_articles_keep_apart(self, library: Library, article: int, other: int) -> None:
        library.annotate(article, Span(0, 8), "haven").result()
        library.annotate(other, Span(0, 7), "brug").result()
        assert [note.note for note in library.annotations(other)] == ["brug"]
        assert [note.article.id for note in library.annotations()] == [other, article]
        library.remove(other).result()
        assert [note.note for note in library.annotations()] == ["haven"]
        assert library.statistics().annotations == 1

    # --- pages ---

    def test_pages_follow_each_other_without_gaps(self, library: Library) -> None:
        first = date(2020, 1, 1)
        list(library.add_all(
            harbour(url=f"https://x.example/{n}", published=first + timedelta(days=n), title=f"Haven {n}")
            for n in range(25)
        ))  # fmt: skip
        lokke = actor_named(library, "Løkke")
        pages: list[Callable[[int, int], list[tuple[int, int]]]] = [
            lambda limit, offset: [
                (found.article.id, found.quote.start)
                for found in library.search(parse("veilig or dwaze"), limit, offset).quotes
            ],
            lambda limit, offset: [
                (found.article.id, found.quote.start)
                for found in library.quotes_by(lokke, limit, offset).quotes
            ],
            lambda limit, offset: [
                (entry.id, 0) for entry in library.articles(parse("haven"), limit, offset).articles
            ],
            lambda limit, offset: [(entry.id, 0) for entry in library.actors("", limit, offset)],
        ]
        for page, total in zip(pages, (50, 50, 25, 3), strict=True):
            every = page(1000, 0)
            assert len(set(every)) == len(every) == total
            assert [one for offset in range(0, total + 7, 7) for one in page(7, offset)] == every
        assert library.search(parse("veilig or dwaze"), limit=3).total == 50
        assert library.articles(parse("haven"), limit=3).total == 25
        assert library.quotes_by(lokke, limit=3).total == 50
        assert len(library.closest("een dwaze uitgave", limit=4)) == 4

    # --- what is not there, and copies ---

    def test_what_is_not_there_is_said(self, library: Library, article: int) -> None:
        actor = actor_named(library, "Løkke")
        asked: list[Callable[[], object]] = [
            lambda: library.entry(MISSING),
            lambda: library.reading(MISSING),
            lambda: library.quotes_by(MISSING),
            lambda: library.quotes_about(MISSING),
            lambda: library.actor(MISSING),
            library.remove(MISSING).result,
            library.merge(MISSING, into=actor).result,
            library.merge(actor, into=MISSING).result,
            library.split(MISSING, [article]).result,
            library.split(actor, [MISSING]).result,
            library.undo(MISSING).result,
            library.set_read(MISSING).result,
            library.set_starred(MISSING).result,
            library.set_position(MISSING, 3).result,
            library.tag(MISSING, "Later").result,
            library.annotate(MISSING, Span(0, 1)).result,
            library.change_note(MISSING, "x").result,
        ]
        for ask in asked:
            with pytest.raises(LibraryError) as caught:
                ask()
            assert "\n" not in str(caught.value)
        library.untag(article, "nergens").result()
        library.remove_annotation(MISSING).result()
        library.remove_search("nergens").result()
        assert library.statistics().actors == 3
        assert library.check() == []

    def test_a_copy_has_all_that_the_library_has(
        self, library: Library, article: int, tmp_path: Path
    ) -> None:
        library.annotate(article, Span(0, 8), "let op").result()
        library.merge(actor_named(library, "Kadé"), into=actor_named(library, "Kamer")).result()
        target = tmp_path / "copy.db"
        library.backup(target)
        library.remove(article).result()
        with open_library(target, create=False) as copy:
            assert copy.check() == []
            assert len(words_of(copy, "by:kamer")) == 2
            assert [note.note for note in copy.annotations()] == ["let op"]
