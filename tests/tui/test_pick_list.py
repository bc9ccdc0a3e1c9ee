"""Lists that are built as far as they are seen."""

from __future__ import annotations

from rich.style import Style
from textual.app import App

from reader.tui.theme import DARK
from reader.tui.widgets.pick_list import Entry, PickList, line

PLAIN = Style()


class Numbers(PickList):
    """A heading, then numbers in two rows each."""

    def __init__(self, count: int) -> None:
        super().__init__(id="numbers")
        self.count = count
        self.built = 0

    def build(self, width):
        self.built = 0
        yield Entry([line(width, ("numbers", PLAIN))])
        for number in range(1, self.count + 1):
            self.built += 1
            yield Entry([line(width, (f"number {number}", PLAIN)), line(width)], number)


class ListApp(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.numbers = Numbers(count)
        self.picked: list[object] = []

    def compose(self):
        yield self.numbers

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        self.picked.append(event.value)


def test_a_row_has_exactly_its_width() -> None:
    for width in range(20):
        row = line(width, ("● ", PLAIN), ("東京 Güell", PLAIN), right=[(" 3×", PLAIN)])
        assert row.cell_length == width


async def test_a_long_list_is_built_as_far_as_it_is_seen() -> None:
    app = ListApp(100_000)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert app.numbers.built < 500
        app.numbers.move_cursor_to_end()
        await pilot.pause()
        assert app.numbers.value_at(app.numbers.cursor) == 100_000
        assert app.numbers.scroll_offset.y == 200_001 - 10


async def test_the_cursor_passes_over_headings_and_stays_at_the_ends() -> None:
    app = ListApp(3)
    async with app.run_test(size=(40, 10)) as pilot:
        app.numbers.focus()
        await pilot.pause()
        assert app.numbers.value_at(app.numbers.cursor) == 1
        app.numbers.move_cursor(-1)
        assert app.numbers.value_at(app.numbers.cursor) == 1
        app.numbers.move_cursor(10)
        assert app.numbers.value_at(app.numbers.cursor) == 3
        app.numbers.pick()
        await pilot.pause()
        assert app.picked == [3]


async def test_the_cursor_stays_in_view() -> None:
    app = ListApp(50)
    async with app.run_test(size=(40, 6)) as pilot:
        app.numbers.focus()
        await pilot.pause()
        for _ in range(30):
            app.numbers.move_cursor(1)
            await pilot.pause()
            top = app.numbers._tops[app.numbers.cursor]
            assert app.numbers.scroll_offset.y <= top < app.numbers.scroll_offset.y + 6


async def test_a_click_picks_and_a_click_on_a_heading_does_not() -> None:
    app = ListApp(5)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await pilot.click(Numbers, offset=(3, 0))
        await pilot.click(Numbers, offset=(3, 4))
        await pilot.pause()
        assert app.picked == [2]


async def test_an_empty_list_takes_every_key() -> None:
    app = ListApp(0)
    async with app.run_test(size=(40, 12)) as pilot:
        app.numbers.focus()
        await pilot.pause()
        app.numbers.move_cursor(1)
        app.numbers.move_cursor_page(-1)
        app.numbers.move_cursor_to_end()
        app.numbers.pick()
        assert app.numbers.cursor is None
        assert app.picked == []
