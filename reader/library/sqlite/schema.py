"""The tables of a library file, and the steps from each older schema to the newest.

A quote's words are stored once, inside its article's reading; the two full-text indexes
are external-content: they read what they index through the views below, whose functions
(`reader.library.sqlite.functions`) every connection defines. Index and content
cannot drift apart unseen: FTS5's own integrity check compares them.

`articles.slot` keeps the archive in order of date. An article takes one whole number for
each of its quotes, counted from its day (`DAY_BITS`), and its quotes are numbered by
them; so the newest quotes have the highest numbers, and SQLite finds the newest hits of
a common word without sorting.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x67375264  # "g7Rd" in the file's header says whose it is
VERSION = 3
PAGE_SIZE = 16384  # a reading takes 1 to 2 KB: eleven share a page with little left over
DAY_BITS = 14  # room for 16,384 quotes a day; further ones go on into the next day's numbers

_TOKENIZER = "tokenize = 'unicode61 remove_diacritics 2'"

_FIRST = f"""
CREATE TABLE outlets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  identity INTEGER NOT NULL UNIQUE,
  slot INTEGER NOT NULL UNIQUE,
  quotes INTEGER NOT NULL,
  title TEXT,
  outlet INTEGER REFERENCES outlets,
  published TEXT,
  language TEXT NOT NULL,
  added INTEGER NOT NULL
);

-- Days with more quotes than numbers, and how far theirs go on.
CREATE TABLE full_days (
  first INTEGER PRIMARY KEY,
  until INTEGER NOT NULL
);

CREATE TABLE readings (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  body BLOB NOT NULL
);

-- No foreign key to articles: a cascade would need an index, and the numbers of an
-- article's quotes are known (slot, slot + 1, ...).
CREATE TABLE quotes (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL,
  speaker INTEGER REFERENCES actors,
  kind INTEGER NOT NULL
);

-- Actors: one for each name and kind. `same_as` is the actor that the user merged this one
-- into; `variant` tells apart those that the user split. `quotes` and `articles` count.
CREATE TABLE actors (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  variant INTEGER NOT NULL DEFAULT 0,
  same_as INTEGER REFERENCES actors,
  quotes INTEGER NOT NULL DEFAULT 0,
  articles INTEGER NOT NULL DEFAULT 0,
  UNIQUE (key, kind, variant)
);
CREATE INDEX actors_by_quotes ON actors (quotes, articles);
CREATE INDEX actors_merged ON actors (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE actor_names (
  id INTEGER PRIMARY KEY,
  actor INTEGER NOT NULL REFERENCES actors,
  what TEXT NOT NULL CHECK (what IN ('name', 'alias', 'role')),
  name TEXT NOT NULL,
  UNIQUE (actor, what, name)
);

-- An actor in an article: the role it has there, and how many quotes.
CREATE TABLE appearances (
  actor INTEGER NOT NULL REFERENCES actors,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  role INTEGER REFERENCES actor_names,
  quotes INTEGER NOT NULL,
  PRIMARY KEY (actor, article)
) WITHOUT ROWID;
CREATE INDEX appearances_by_article ON appearances (article);

-- The actors mentioned inside a quote.
CREATE TABLE quoted_mentions (
  quote INTEGER NOT NULL REFERENCES quotes ON DELETE CASCADE,
  actor INTEGER NOT NULL REFERENCES actors,
  PRIMARY KEY (quote, actor)
) WITHOUT ROWID;

-- What the user decided about actors: in these articles the name means this actor.
CREATE TABLE assignments (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  actor INTEGER NOT NULL REFERENCES actors,
  PRIMARY KEY (article, key, kind)
) WITHOUT ROWID;
CREATE TABLE actor_changes (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
  actor INTEGER NOT NULL REFERENCES actors,
  other INTEGER NOT NULL REFERENCES actors,
  before TEXT NOT NULL,
  made INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);

-- What the user made. It stays when an article is added again.
CREATE TABLE states (
  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  read INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0,
  opened INTEGER
);
CREATE INDEX states_opened ON states (opened) WHERE opened IS NOT NULL;
CREATE INDEX states_starred ON states (article) WHERE starred;
-- A tag is the user's own (1), the article's (0), or the article's and taken away by the user (-1).
CREATE TABLE tags (
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  tag TEXT NOT NULL,
  own INTEGER NOT NULL,
  PRIMARY KEY (tag, article)
) WITHOUT ROWID;
CREATE INDEX tags_by_article ON tags (article);
CREATE TABLE annotations (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  first INTEGER NOT NULL,
  beyond INTEGER NOT NULL,
  found INTEGER NOT NULL DEFAULT 1,
  words TEXT NOT NULL,
  note TEXT NOT NULL,
  made INTEGER NOT NULL
);
CREATE INDEX annotations_by_article ON annotations (article);
CREATE TABLE searches (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL
) WITHOUT ROWID;

-- `marks` are tokens for the speaker (s7), each actor mentioned (m7) and the outlet (o7).
CREATE VIEW quote_contents AS
SELECT quotes.id AS id,
       quote_words(body, quotes.id - slot) AS words,
       quote_headings(body, quotes.id - slot) AS headings,
       quote_marks(speaker, outlet, (
         SELECT group_concat(actor, ' ') FROM (
           SELECT actor FROM quoted_mentions WHERE quote = quotes.id ORDER BY actor))) AS marks
FROM quotes JOIN articles ON articles.id = quotes.article JOIN readings ON readings.article = articles.id;
CREATE VIRTUAL TABLE quote_search USING fts5 (
  words, headings, marks, content = 'quote_contents', content_rowid = 'id', {_TOKENIZER}
);
INSERT INTO quote_search (quote_search, rank) VALUES ('rank', 'bm25(1.0, 0.0, 0.0)');

CREATE VIEW article_contents AS
SELECT articles.id AS id, article_words(body) AS words
FROM articles JOIN readings ON readings.article = articles.id;
CREATE VIRTUAL TABLE article_search USING fts5 (
  words, content = 'article_contents', content_rowid = 'id', detail = none, columnsize = 0, {_TOKENIZER}
);

CREATE VIEW actor_contents AS SELECT id, fold(name) AS name FROM actor_names;
CREATE VIRTUAL TABLE actor_search USING fts5 (
  name, content = 'actor_contents', content_rowid = 'id', columnsize = 0, {_TOKENIZER}
);
"""

_FEEDS = """
-- Feeds that are followed: what the user set, then what is known from fetching.
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  title TEXT,
  tags TEXT NOT NULL,
  language TEXT,
  minutes INTEGER NOT NULL,
  pages TEXT NOT NULL,
  headers TEXT NOT NULL,
  typed INTEGER NOT NULL,
  attributes TEXT NOT NULL,
  own_title TEXT,
  site TEXT,
  own_language TEXT,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  checked REAL,
  due REAL,
  problem TEXT NOT NULL DEFAULT '',
  failing_since REAL,
  failures INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0
);
-- By what an item of a feed is known again; the newest has the highest number.
CREATE TABLE feed_items (
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
  guid TEXT NOT NULL,
  link TEXT NOT NULL,
  digest TEXT NOT NULL,
  UNIQUE (feed, guid, link, digest)
);
-- What lists of feeds from other programs say of their folders.
CREATE TABLE feed_folders (
  tag TEXT PRIMARY KEY,
  attributes TEXT NOT NULL
);
"""

_SMALLER = f"""
-- What readings are packed with; `articles` is how many there were when it was learned.
CREATE TABLE dictionaries (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  content BLOB NOT NULL
);
-- An actor has few names, so an index of the actors finds them; one of the names would repeat them.
DROP VIEW actor_contents;
CREATE TABLE kept_names (
  id INTEGER PRIMARY KEY,
  actor INTEGER NOT NULL REFERENCES actors,
  what TEXT NOT NULL CHECK (what IN ('name', 'alias', 'role')),
  name TEXT NOT NULL
);
INSERT INTO kept_names SELECT id, actor, what, name FROM actor_names ORDER BY id;
DROP TABLE actor_names;
ALTER TABLE kept_names RENAME TO actor_names;
CREATE INDEX names_by_actor ON actor_names (actor);
CREATE VIEW actor_contents AS SELECT id, fold(name) AS name FROM actor_names;
-- The index of articles leaves the words of quotes to the index of quotes.
DROP TABLE article_search;
CREATE VIRTUAL TABLE article_search USING fts5 (
  words, content = 'article_contents', content_rowid = 'id', detail = none, columnsize = 0, {_TOKENIZER}
);
INSERT INTO article_search (article_search) VALUES ('rebuild');
"""

INDEXES = ("quote_search", "article_search", "actor_search")
"""The full-text indexes, all made from the rest of the file."""

# Each script leads from the schema of its place in the list to the next.
_MIGRATIONS: tuple[str, ...] = (_FIRST, _FEEDS, _SMALLER)


def create(connection: sqlite3.Connection) -> None:
    """Make an empty file a library of the newest schema."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    migrate(connection)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema of an open file; 0 when it is empty."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection) -> None:
    """Lead a library of an older schema to the newest, wholly or not at all."""
    # A table that is made anew under its old name must not take along what refers to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in _MIGRATIONS[version_of(connection) :]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit the transaction that holds the steps together.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
