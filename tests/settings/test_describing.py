"""The first file means every default; the page of the documentation is made of the schema."""

from pathlib import Path

from reader.settings import load_settings
from reader.settings.describing import first_file, table
from reader.settings.schema import Settings, all_settings

PAGE = Path(__file__).parent.parent.parent / "docs" / "settings.md"


def test_the_first_file_changes_nothing(tmp_path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(first_file(), encoding="utf-8")
    loaded = load_settings(path, {})
    assert loaded.settings == Settings() and not loaded.problems and not loaded.origins


def test_the_first_file_without_its_signs_is_every_default(tmp_path) -> None:
    lines = first_file().split("\n")
    uncommented = "\n".join(line if line.startswith("# ") and line[2] != " " else line[1:] for line in lines)
    path = tmp_path / "settings.yaml"
    path.write_text(uncommented, encoding="utf-8")
    loaded = load_settings(path, {})
    assert not loaded.problems
    assert loaded.settings == Settings()
    assert set(loaded.origins) == {setting.key for setting in all_settings()}


def test_the_page_has_the_table_of_the_schema() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert table() in page, "python scripts/settings_page.py writes it anew"
