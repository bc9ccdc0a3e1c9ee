"""A seeded generator of libraries that look like a newspaper archive.

Words follow Zipf's law over a vocabulary of made-up words, actors speak with the same
skew, articles spread over ten years with fewer at weekends. The same seed and size give
the same readings.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.article import BLOCK_SEPARATOR, Actor, ActorKind, Article, Block, BlockKind, Metadata, Span
from reader.reading import Analysis, How, Quote, QuoteKind, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTES_PER_ARTICLE = 20 / 3
WORDS_PER_ARTICLE = 400
ARTICLES_PER_ACTOR = 150_000 / 40_000
FIRST_DAY = date(2014, 1, 1)
DAYS = 3652

_ONSETS = ["b", "bl", "br", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kl", "kr", "l", "m", "n"]
_ONSETS += ["p", "pl", "pr", "r", "s", "sch", "sl", "st", "str", "t", "tr", "v", "w", "z"]
_VOWELS = ["a", "aa", "e", "ee", "i", "ie", "o", "oo", "oe", "u", "uu", "ui", "ij", "é", "ë"]
_VOWEL_WEIGHTS = [9, 4, 14, 5, 8, 4, 7, 4, 3, 2, 3, 1.5, 2, 0.2, 0.1]
_CODAS = ["", "", "", "n", "r", "t", "s", "l", "k", "m", "ng", "st", "cht", "d"]
_CUES = ["zegt", "zei", "aldus", "vindt", "stelt"]
_ROLES = ["minister", "woordvoerder", "burgemeester", "onderzoeker", "directeur", "voorzitter", "trainer"]
_HOMES = ["Franse", "Duitse", "Belgische", "Britse", "Amerikaanse", "Nederlandse", "Spaanse", "Turkse"]


@dataclass(frozen=True, slots=True)
class _Person:
    actor: Actor
    surname: str


class Archive:
    """An endless archive of readings; `articles` says how many, and sets the number of actors."""

    def __init__(self, articles: int, seed: int = 1, vocabulary: int = 200_000) -> None:
        self.articles = articles
        self._random = random.Random(seed)
        self.words = self._make_words(vocabulary)
        # Zipf-Mandelbrot, as fitted to newspapers: rank 1 is about 5 % of all words.
        self._weights = list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(vocabulary)))
        self.outlets = [f"{self._name()} {kind}" for kind in ("Courant", "Post", "Nieuws") for _ in range(20)]
        self._outlet_weights = list(accumulate(1 / (rank + 1) for rank in range(len(self.outlets))))
        people = max(20, round(articles / ARTICLES_PER_ACTOR))
        self._people = [self._person() for _ in range(people)]
        self._people_weights = list(accumulate(1 / (rank + 20) for rank in range(people)))

    @property
    def actors(self) -> list[Actor]:
        """Who can speak in this archive, the most quoted first."""
        return [person.actor for person in self._people]

    def some_words(self, count: int) -> list[str]:
        """Words as they occur in running text."""
        return self._random.choices(self.words, cum_weights=self._weights, k=count)

    def readings(self) -> Iterator[Reading]:
        """Every article of the archive with its quotes and actors."""
        for number in range(self.articles):
            yield self._reading(number)

    def _make_words(self, count: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < count:
            words["".join(self._syllable() for _ in range(self._random.choice((1, 2, 2, 3, 3, 4))))] = None
        # Common words are short, on the whole.
        return sorted(words, key=lambda word: len(word) ** 2 * self._random.uniform(0.2, 1))

    def _syllable(self) -> str:
        choice = self._random.choice
        vowel = self._random.choices(_VOWELS, _VOWEL_WEIGHTS)[0]
        return choice(_ONSETS) + vowel + choice(_CODAS)

    def _name(self) -> str:
        return (self._syllable() + self._syllable()).capitalize()

    def _person(self) -> _Person:
        first, surname = self._name(), self._name() + self._syllable()
        role = f"{self._random.choice(_HOMES)} {self._random.choice(_ROLES)}"
        kind = self._random.choices(list(ActorKind), [8, 3, 1, 1])[0]
        return _Person(Actor(f"{first} {surname}", kind, role, (surname,)), surname)

    def _day(self) -> date:
        while True:
            day = FIRST_DAY + timedelta(days=self._random.randrange(DAYS))
            if day.weekday() < 5 or self._random.random() < 0.5:
                return day

    def _sentence(self, words: list[str]) -> str:
        return (" ".join(words) + ".").capitalize()

    def _reading(self, number: int) -> Reading:
        rng = self._random
        speakers = rng.choices(self._people, cum_weights=self._people_weights, k=rng.randint(2, 6))
        speakers = list({person.actor.name: person for person in speakers}.values())
        mentions: dict[str, list[Span]] = {person.actor.name: [] for person in speakers}
        quotes: list[tuple[Quote, str]] = []
        blocks: list[Block] = []
        text = ""
        wanted = rng.choice((5, 6, 6, 7, 7, 8, 8)) if number % 20 else rng.choice((0, 12))
        for paragraph in range(12):
            text += BLOCK_SEPARATOR if text else ""
            start = len(text)
            if paragraph in (4, 8):
                text += " ".join(self.some_words(2)).capitalize()
                blocks.append(Block(Span(start, len(text)), BlockKind.HEADING, 2))
                continue
            for _ in range(wanted // 10 + (rng.random() < (wanted % 10) / 10)):
                person = rng.choice(speakers)
                mentions[person.actor.name].append(Span(len(text), len(text) + len(person.surname)))
                text += f"{person.surname} {rng.choice(_CUES)}: “"
                source, cue_end = mentions[person.actor.name][-1], len(text) - 3
                words = self._sentence(self.some_words(max(3, round(rng.gauss(18, 7)))))
                span = Span(len(text), len(text) + len(words))
                text += words + "” "
                quote = Quote((span,), QuoteKind.DIRECT, Span(source.end + 1, cue_end), source)
                quotes.append((quote, person.actor.name))
            text += self._sentence(self.some_words(rng.randint(12, 34)))
            blocks.append(Block(Span(start, len(text))))
        return self._assembled(text, blocks, speakers, mentions, quotes)

    def _assembled(
        self,
        text: str,
        blocks: list[Block],
        speakers: list[_Person],
        mentions: dict[str, list[Span]],
        quotes: list[tuple[Quote, str]],
    ) -> Reading:
        rng = self._random
        actors = {
            person.actor.name: Actor(
                person.actor.name,
                person.actor.kind,
                person.actor.role,
                person.actor.aliases,
                tuple(mentions[person.actor.name]),
            )
            for person in speakers
        }
        kinds = rng.choices(list(QuoteKind), [6, 2, 3], k=len(quotes))
        said = tuple(
            Quote(
                quote.spans, kind, quote.cue, quote.source, actors[name], How.CUED, None, "colon", "names it"
            )
            for (quote, name), kind in zip(quotes, kinds, strict=True)
        )
        outlet = rng.choices(self.outlets, cum_weights=self._outlet_weights)[0]
        title = " ".join(self.some_words(8)).capitalize()
        address = f"https://www.{outlet.split()[0].lower()}.example/{rng.getrandbits(40):x}"
        metadata = Metadata(title, outlet, (), self._day(), "nl", address, None, ())
        article = Article(text, tuple(blocks), metadata, source=address)
        return Reading(article, Analysis(said, tuple(actors.values()), "nl"))
