"""Write the names of countries, regions and cities that the analysis reads, from Unicode CLDR.

    python scripts/countries.py [XX ...]

Needs Babel, which carries CLDR's tables (Unicode licence); readers need neither. Writes
`reader/analysis/languages/XX.countries.yaml` for each code, without one for each language that has a
file, with an underscore for a space in a name.
"""

from __future__ import annotations

import sys
from pathlib import Path

import babel
from babel import localedata
from babel.core import Locale, get_global

from reader.analysis.language_files import supported_languages

DIRECTORY = Path(__file__).parent.parent / "reader" / "analysis" / "languages"
NO_PLACES = {"ZZ", "XA", "XB", "QO", "EU", "EZ", "UN", "001"}
NO_CITIES = {"Etc", "SystemV", "US", "Canada", "Brazil", "Mexico", "Chile", "GMT", "UTC"}


def main() -> None:
    for code in sys.argv[1:] or supported_languages():
        if not code.isalpha() or not localedata.exists(code):
            sys.exit(f"countries.py: CLDR has no language {code!r}; give an ISO 639 code, such as it")
        lines = lines_of(code)
        path = DIRECTORY / f"{code}.countries.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(path)


def lines_of(code: str) -> list[str]:
    territories = Locale(code).territories
    countries = sorted(
        (key, name) for key, name in territories.items() if key.isalpha() and key not in NO_PLACES
    )
    regions = sorted(name for key, name in territories.items() if key.isdigit() and key not in NO_PLACES)
    return [
        f"# Names of countries, regions and cities in CLDR's words for {code} (Unicode licence).",
        f"# Written by scripts/countries.py with Babel {babel.__version__}; change that, not this.",
        "countries: |",
        *(f"  {key} {' '.join(forms(name))}" for key, name in countries if forms(name)),
        "regions: |",
        *(f"  {joined(name)}" for name in regions if name[0].isupper()),
        "cities: |",
        *(f"  {territory} {joined(city)}" for territory, city in cities(code)),
    ]


def forms(name: str) -> list[str]:
    """The name, and its parts where CLDR gives a second name in brackets or after `SAR`."""
    short, bracket, other = name.replace(" - ", "-").partition(" (")
    if "SAR" in name or "SVR" in name:
        return []
    second = [joined(other.rstrip(")"))] if bracket else []
    return [joined(short), *second]


def joined(name: str) -> str:
    return name.replace("’", "'").replace(" ", "_")


def cities(code: str) -> list[tuple[str, str]]:
    """Territory and name of every city that names a time zone, in the words of `code`."""
    translated = localedata.load(code)["time_zones"]
    territories = get_global("zone_territories")
    found = set()
    for zone, territory in territories.items():
        area, _, last = zone.partition("/")
        if not last or area in NO_CITIES:
            continue
        city, _, _ = (
            translated.get(zone, {}).get("city") or last.rpartition("/")[2].replace("_", " ")
        ).partition(",")
        if city[0].isupper() and not any(letter.isdigit() for letter in city):
            found.add((territory, city))
    return sorted(found)


if __name__ == "__main__":
    main()
