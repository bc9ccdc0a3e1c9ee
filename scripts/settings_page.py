"""Write the table of settings in docs/settings.md anew, from the schema.

python scripts/settings_page.py
"""

from __future__ import annotations

import re
from pathlib import Path

from reader.settings.describing import table

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"
_TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)


def main() -> None:
    """The first table of the page is the one."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_TABLE.sub(lambda _: table(), page, count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
