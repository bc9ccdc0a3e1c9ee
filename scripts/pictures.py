"""Draw the README's picture anew: the reader on its bundled article, as an SVG screenshot.

    python scripts/pictures.py [FOLDER]

Writes `reader-dark.svg` and `reader-light.svg` into FOLDER (default `docs/pictures`).
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from reader.bundled import bundled_article
from reader.tui.app import ReaderApp

SIZE = (132, 40)


async def draw(theme: str, target: Path) -> None:
    app = ReaderApp(bundled_article())
    async with app.run_test(size=SIZE) as pilot:
        app.theme = theme
        await app.workers.wait_for_complete()
        await pilot.press(".", ".")
        await pilot.pause()
        target.write_text(app.export_screenshot(title="g7reader"), encoding="utf-8")


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("dark", "light"):
        asyncio.run(draw(f"g7-{name}", folder / f"reader-{name}.svg"))


if __name__ == "__main__":
    main()
