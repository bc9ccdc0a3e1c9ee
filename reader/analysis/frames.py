"""Cue + source + content: the statements of one line.

Each function is one frame. They read a `Line` and add to what was `Found`; none knows a word of
any language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.candidates import before_light, region_start
from reader.analysis.contents import before_comma, content_end, rest_after, skip_adjuncts
from reader.analysis.cues import find_cues
from reader.analysis.impersonal import impersonal_items, read_impersonal
from reader.analysis.language import ASIDE
from reader.analysis.lines import QUOTED
from reader.analysis.name_words import load_name_words
from reader.analysis.named import match, name_sources
from reader.analysis.named_by_mark import name_by_mark
from reader.analysis.objects import object_after
from reader.analysis.sources import subject
from reader.analysis.statements import Found
from reader.analysis.titles import is_name, is_work
from reader.reading import QuoteKind

if TYPE_CHECKING:
    from reader.analysis.cues import Cue
    from reader.analysis.lines import Line, Source
    from reader.analysis.objects import Object
    from reader.analysis.statements import Statement

__all__ = ["read_line"]

JOINS = frozenset([",", "–", "—", "―", "--", "-"])
NEAR = 3
NEAR_COLON = 4
MOOD_NEAR = 8
FRAGMENT = 3
INFINITIVE_ENDS = frozenset([";", "–", "—", "―", "--", ":"])


def read_line(line: Line) -> list[Statement]:
    """Every statement of a line that a cue shows."""
    found = Found(line)
    if line.document.language.supported:
        impersonal = impersonal_items(line)
        for cue in find_cues(line):
            if cue.at in impersonal:
                continue
            source = subject(line, cue)
            if source is not None:
                _Frame(line, cue, source, found).read()
        read_impersonal(line, found)
        name_sources(line, found)
    name_by_mark(line, found)
    found.nest()
    return found.statements


class _Frame:
    """One cue with its source; the items `[first, last)` are both of them."""

    def __init__(self, line: Line, cue: Cue, source: Source, found: Found) -> None:
        self.line = line
        self.language = line.document.language
        self.cue = cue
        self.source = source
        self.found = found
        first = min(cue.first, cue.finite)
        self.first = source.first if source.last <= first else first
        points = self.language.verb_second and line.words[self.first - 1] in self.language.backward
        if self.first > 1 and points:
            self.first -= 1
        self.last = max(cue.last, source.last if source.first > cue.finite else cue.last)
        inverted = source.first > cue.finite
        bounds = (cue.finite + 1, source.first) if inverted else (source.last, cue.first)
        between = line.words[slice(*bounds)]
        self.near = len(between) - between.count(ASIDE) < NEAR
        left = self.first - 1
        self.left = left - 1 if left > 0 and line.words[left] in JOINS else left

    def read(self) -> None:
        """Try the frames, the closest to marks first; the first that fits is the one."""
        reported = object_after(self.line, self.cue, self.last)
        if self.after_marks(reported) or self.after_mixed_clause(reported) or self.inside(reported):
            return
        if reported is not None and reported.mode == "marks":
            self.before_marks(reported)
        elif self.may_report(reported) and not self.backward(reported) and not self.as_clause(reported):
            if reported is not None:
                self.before_content(reported)
            else:
                self.after_content()

    def add(self, rule: str, *pieces: tuple[int, int]) -> None:
        """Add an indirect statement."""
        self.found.indirect(rule, self.cue.items, self.source, *pieces, finite=self.cue.form == "finite")

    def add_marked(self, rule: str, *items: int, kind: QuoteKind = QuoteKind.DIRECT) -> None:
        """Add a statement in marks."""
        finite = self.cue.form == "finite"
        self.found.marked(rule, self.cue.items, self.source, *items, kind=kind, finite=finite)

    def after_marks(self, reported: Object | None) -> bool:
        """`"…", said X`, with `"…"` after it when the cue splits it."""
        words, left = self.line.words, self.left
        if left < 0 or words[left] != QUOTED or left in self.found.owned or self.cue.form == "gerund":
            return False
        if left and words[left - 1][0].isalnum():
            return False
        if reported is not None and reported.mode in ("that", "question", "infinitive"):
            return False
        items = [left]
        if reported is not None and reported.mode == "marks" and reported.start not in self.found.owned:
            items.append(reported.start)
        self.add_marked("marks, then cue and source", *items)
        return True

    def after_mixed_clause(self, reported: Object | None) -> bool:
        """`The deal is "dead," said X`: a clause that ends in marks."""
        left = self.left
        if left <= 0 or self.line.words[left] != QUOTED or left in self.found.owned:
            return False
        start = before_comma(self.line, left + 2)
        if reported is not None or start < 0 or not self.near or not self.cue.can("say"):
            return False
        self.add("clause, then cue and source", (start, left + 1))
        return True

    def inside(self, reported: Object | None) -> bool:
        """A fragment before its verb, or between auxiliary and participle: *als "…" bezeichnete*."""
        cue, words = self.cue, self.line.words
        if reported is not None or not self.language.verb_second or not (cue.can("name") or cue.can("say")):
            return False
        first = cue.finite if cue.finite < cue.at else cue.at - 1
        for item in range(cue.at - 1, max(first - 1, -1), -1):
            if (
                words[item] == QUOTED
                and item not in self.found.owned
                and item
                and words[item - 1][0].isalnum()
            ):
                if is_name(self.line, item) or self.source.first <= item < self.source.last:
                    continue
                self.add_marked("marks, then cue", item, kind=QuoteKind.MIXED)
                return True
        return False

    def before_marks(self, reported: Object) -> None:
        """`X said: "…"`, `X called it "…"`."""
        item = reported.start
        if item in self.found.owned:
            return
        passage = self.line.passages[item]
        if self.cue.can("beside") and not self.cue.can("name") and is_name(self.line, item, anywhere=True):
            return
        if not self.cue.can("say") and is_work(self.line, item):
            return
        opens = self.line.words[item - 1] in (":", ",")
        sentence = self.line.document.tokens[passage.first].text[0].isupper()
        whole = opens or (self.cue.can("say") and not self.cue.can("name") and sentence)
        if self.cue.can("say") and sentence and passage.last - passage.first > FRAGMENT:
            whole = True
        self.add_marked("cue, then marks", item, kind=QuoteKind.DIRECT if whole else QuoteKind.MIXED)
        if not whole:
            for more in self.listed(item):
                self.add_marked("cue, then marks", more, kind=QuoteKind.MIXED)

    def listed(self, item: int) -> list[int]:
        """The fragments in a row with the one at `item`: *a "bully," "unstable" and "sick"*."""
        words = self.line.words
        found: list[int] = []
        last = item
        for k in range(item + 1, len(words)):
            if words[k] == QUOTED:
                if k in self.found.owned:
                    break
                found.append(k)
                last = k
            elif k - last > NEAR or not (
                words[k] == ","
                or words[k] in self.language.coordinators
                or words[k] in self.language.determiners
            ):
                break
        return found

    def may_report(self, reported: Object | None) -> bool:
        """Whether the cue can report words without marks here."""
        cue, line = self.cue, self.line
        if (
            cue.form == "infinitive"
            and reported is not None
            and reported.mode in ("bare", "phrase", "infinitive", "colon")
        ):
            return False
        if (
            self.source.last - self.source.first == 1
            and line.words[self.source.first] in self.language.addressees
        ):
            return False
        mention = self.source.mention
        if cue.form == "opinion" and mention is None:
            return False
        thing = mention is not None and mention.kind is None and mention.form == "description"
        if thing and reported is not None and reported.mode == "infinitive":
            return False
        if not (cue.can("say") or cue.can("think") or (cue.can("demand") and reported is not None)):
            return False
        if reported is not None and reported.mode == "colon" and reported.start - self.last > NEAR_COLON:
            return not self.language.moods.isdisjoint(line.words[reported.start : reported.start + MOOD_NEAR])
        if cue.form == "gerund" and (reported is None or reported.mode == "bare"):
            left = before_light(line, cue.first)
            before = line.words[left - 1] if left else ""
            return (
                before == "," or before in self.language.coordinators or before in self.language.prepositions
            )
        return True

    def before_content(self, reported: Object) -> None:
        """`X said that …`."""
        start = reported.start
        while start < len(self.line) and self.line.words[start] in (",", ":"):
            start += 1
        end = content_end(self.line, start)
        if reported.mode == "infinitive" and self.language.comma_clauses:
            stops = (k for k in range(start, end) if self.line.words[k] in INFINITIVE_ENDS)
            end = next(stops, end)
        end = self.subordinate_end(start, end)
        least = 3 if reported.mode == "that" and QUOTED not in self.line.words[start:end] else 2
        denied = end - start == least and self.line.words[end - 1] in self.language.negations
        if end - start >= least and not denied:
            self.add(f"cue and {reported.mode} clause", (start, end))

    def subordinate_end(self, start: int, end: int) -> int:
        """Where content in a subordinate clause ends: *While some said it was dead*, others …"""
        words, opener = self.line.words, self.first - 1
        alone = self.source.last - self.source.first == 1
        if alone and words[self.source.first] in self.language.relatives:
            verbs = load_name_words(self.language.code).lists["verbs"] | self.language.auxiliaries
            commas = (k for k in range(start + 2, end - 1) if words[k] == ",")
            return next((k for k in commas if words[k + 1] in verbs), end)
        if self.language.verb_second:
            return self.fronted_end(start, end)
        while opener > 0 and self.language.is_adverb(words[opener]):
            opener -= 1
        if opener > 0 and words[opener] in self.language.complementisers:
            opener -= words[opener - 1] in self.language.not_before_that
        opens = opener in (0, 1) or (opener > 1 and words[opener - 1] == ",")
        fronted = words[opener] in self.language.subordinators | self.language.not_before_that
        if not opens or not fronted:
            return end
        if words[opener] in self.language.relatives or words[opener] in self.language.complementisers:
            return end
        commas = (k for k in range(start + 1, end) if words[k] == "," and k + 1 < end)
        goes_on = self.language.relatives | self.language.conjunctions
        return next((k for k in commas if words[k + 1] not in goes_on), end)

    def fronted_end(self, start: int, end: int) -> int:
        """Where content in a clause before the main verb ends: *Nadat hij zei dat het kon,* reed *hij*."""
        words, language = self.line.words, self.language
        if words[0] not in language.subordinators or "," in words[1 : self.first]:
            return end
        for k in range(start + 1, end - 2):
            word, after = words[k + 1], words[k + 2]
            plain = word[0].isalpha() and not self.line.is_capitalised(k + 1)
            verb = word in language.auxiliaries or not language.is_function_word(word)
            subject_follows = after in language.determiners or after in language.pronouns
            inverted = subject_follows or k + 2 in self.line.starting
            if words[k] == "," and plain and verb and inverted and k + 1 not in self.line.starting:
                return k
        return end

    def after_content(self) -> None:
        """`…, said X`, and its rest when the cue splits the clause."""
        words, first, last = self.line.words, self.first, self.last
        if not self.cue.can("say"):
            return
        alone = self.cue.form == "infinitive" and self.cue.finite == self.cue.at
        if first < 2 or words[first - 1] not in JOINS or alone or not self.near:
            return
        k = skip_adjuncts(self.line, last)
        if k == self.cue.particle:
            k = skip_adjuncts(self.line, k + 1)
        described = k == self.source.last and k < len(words) and words[k] in self.language.relatives
        if k < len(self.line) and words[k][0].isalnum() and not described:
            return
        opener = words[first - 2]
        follows = words[k : k + 1] == [","]
        opens = follows if opener in self.language.relatives else opener in self.language.conjunctions
        if opens:
            end = content_end(self.line, k + 1) if follows else 0
            if end > k + 2:
                self.add("clause around cue and source", (k + 1, end))
            return
        start = before_comma(self.line, first, least=1)
        if start < 0 and not self.language.verb_second and words[k : k + 1] == [","]:
            self.around_adverbial(first - 1, k + 1)
        if start < 0 or self.takes_object():
            return
        rest = rest_after(self.line, start, first - 1, k)
        if rest or before_comma(self.line, first) >= 0:
            self.add("clause, then cue and source", (start, first - 1), *rest)

    def around_adverbial(self, last: int, after: int) -> None:
        """`In any case, X said, the deal is dead`."""
        start = last
        while start > 0 and self.line.words[start - 1][0].isalnum():
            start -= 1
        end = content_end(self.line, after)
        if last > start and end > after + NEAR:
            self.add("clause around cue and source", (start, last), (after, end))

    def takes_object(self) -> bool:
        """Whether what follows the cue belongs to it (*spoke of*, *decided to*)."""
        if self.last >= len(self.line):
            return False
        word = self.line.words[self.last]
        return word in self.language.objects_by or (
            word in self.language.infinitive_marks and self.last not in self.line.starting
        )

    def as_clause(self, reported: Object | None) -> bool:
        """`…, as X said`, `Wie X sagte, …`: the main clause is what is said."""
        opener = self._as_word()
        if opener < 0 or self.cue.form == "gerund":
            return False
        if reported is not None and (opener or reported.mode not in ("bare", "infinitive")):
            return False
        before = [k for k in range(opener) if self.line.words[k][0].isalnum()]
        if not before:
            k = skip_adjuncts(self.line, self.last)
            while k < len(self.line) and self.line.words[k] != ",":
                k += 1
            end = content_end(self.line, k + 1) if k + 1 < len(self.line) else 0
            if end > k + 2:
                self.add("as-clause, then clause", (k + 1, end))
        elif self.line.words[opener - 1] == ",":
            begin = before_comma(self.line, opener)
            if begin >= 0:
                k = skip_adjuncts(self.line, self.last)
                self.add(
                    "clause, then as-clause",
                    (begin, opener - 1),
                    *rest_after(self.line, begin, opener - 1, k),
                )
        return True

    def _as_word(self) -> int:
        """The item of the *as* that opens the clause of cue and source, -1 for none."""
        words = self.line.words
        opener = region_start(self.line, min(self.cue.first, self.source.first)) - 1
        if opener >= 0 and words[opener] == "," and opener in self.line.ending and self.source.first < opener:
            opener = self.line.ending[opener].first - 1
        return opener if opener >= 0 and words[opener] in self.language.as_words else -1

    def backward(self, reported: Object | None) -> bool:
        """*Dat zei X*: the sentence before is what is said."""
        size = match(self.line, 0, self.language.backward)
        first = min(self.cue.finite, self.cue.first)
        first = first if self.language.verb_second else min(first, self.source.first)
        if not size or first != size or reported is not None:
            return False
        self.found.backward("demonstrative, cue and source", self.cue.items, self.source)
        return True
