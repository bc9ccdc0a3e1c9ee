import io

from rich.console import Console

from reader.layout.printing import print_reading
from tests.layout.material import harbour


def printed(to_width: int | None, /, **console: object) -> str:
    file = io.StringIO()
    print_reading(harbour(), Console(file=file, legacy_windows=False, **console), to_width)
    return file.getvalue()


def test_prints_plain_text_with_panels_where_there_is_no_terminal() -> None:
    text = printed(60)
    assert "\x1b" not in text
    assert "╭─ ❝ Mara Okafor · director of the port of Velden ─────────╮\n" in text
    assert all(line == line.rstrip() and len(line) <= 60 for line in text.splitlines())


def test_prints_in_colour_on_a_terminal() -> None:
    assert "\x1b[1" in printed(60, force_terminal=True, color_system="standard")


def test_is_no_wider_than_reads_well_or_than_the_console() -> None:
    assert max(len(line) for line in printed(None, width=200).splitlines()) == 76
    assert max(len(line) for line in printed(None, width=50).splitlines()) == 50
