"""The library in one SQLite file, with FTS5."""
