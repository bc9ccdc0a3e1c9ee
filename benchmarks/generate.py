"""A seeded generator of Dutch news articles of any length, for the benchmarks.

    python benchmarks/generate.py 1000000 > article.txt

The sentences are templates of our own, filled from small lists; about a third of the
paragraphs hold a quote, as in real news.
"""

from __future__ import annotations

import random
import sys

FIRST = [
    "Anna",
    "Bram",
    "Carla",
    "Daan",
    "Eva",
    "Floris",
    "Greta",
    "Hugo",
    "Iris",
    "Joris",
    "Karin",
    "Lars",
    "Mila",
    "Noor",
    "Otto",
    "Petra",
]
LAST = [
    "de Boer",
    "van den Berg",
    "Kuipers",
    "Vermeulen",
    "Smit",
    "van Dijk",
    "Jansen",
    "Maes",
    "Peeters",
    "de Clercq",
]
ROLES = ["minister", "burgemeester", "hoogleraar", "directeur", "woordvoerder", "wethouder", "onderzoeker"]
SUBJECTS = [
    "de begroting",
    "het station",
    "de dijk",
    "de nieuwe wet",
    "het onderzoek",
    "de staking",
    "de haven",
]
VERBS = ["zorgt voor vertraging", "kost meer dan gedacht", "komt er niet", "is hard nodig", "loopt goed"]
PLACES = ["Utrecht", "Gent", "Zwolle", "Breda", "Leuven", "Delft", "Kortrijk", "Assen"]


def paragraph(random: random.Random) -> str:
    """One paragraph; about one in three reports what somebody says."""
    name = f"{random.choice(FIRST)} {random.choice(LAST)}"
    subject, verb = random.choice(SUBJECTS), random.choice(VERBS)
    plain = (
        f"In {random.choice(PLACES)} werd deze week opnieuw gesproken over {random.choice(SUBJECTS)}. "
        f"Dat duurde langer dan de bedoeling was, en over {subject} kwam geen besluit."
    )
    reported = random.choice(
        [
            f'"{subject.capitalize()} {verb}", zei {random.choice(ROLES)} {name}. "Dat weten we al jaren."',
            f"Volgens {name} is over {subject} nog niets besloten.",
            f'{name} zei dat {subject} {verb.split()[0]} en noemde het plan "onvermijdelijk".',
        ]
    )
    return f"{plain} {reported}" if random.random() < 1 / 3 else f"{plain} {plain}"


def article(size: int, seed: int = 7) -> str:
    """Plain text of about `size` characters with a heading every twelve paragraphs."""
    chance = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        if parts and len(parts) % 13 == 0:
            parts.append(f"Over {chance.choice(SUBJECTS)}")
        else:
            parts.append(paragraph(chance))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(article(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
