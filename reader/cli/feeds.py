"""`g7reader feeds`: which feeds are followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader import streams
from reader.cli.options import checked_language, json_option
from reader.cli.stored import library_option, open_stored
from reader.cli.writing import Trouble, complain_of, nothing_found
from reader.opening import DONE, PROGRAM, complain
from reader.translation import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from reader.feed import Feed
    from reader.library.protocol import KeptFeed
    from reader.library.sqlite.store import SqliteLibrary

    Command = TypeVar("Command", bound=Callable[..., int])

PAGES = ("always", "when short", "never")
SHORTEST, LONGEST = 5, 60 * 24 * 365
"""Minutes between two looks at a feed."""

feed_argument = click.argument("feed", metavar="FEED")


def settings_options(command: Command) -> Command:
    """The options that set something of a feed."""
    for option in reversed(
        (
            click.option("--title", metavar="TITLE", help=_("What to call it; its own title by default.")),
            click.option(
                "--tag",
                "tags",
                metavar="TAG",
                multiple=True,
                help=_("A tag for its articles; may be given more than once."),
            ),
            click.option(
                "--language",
                metavar="CODE",
                callback=checked_language,
                help=_("The language of its articles, such as nl; told from their text by default."),
            ),
            click.option(
                "--interval",
                type=click.IntRange(SHORTEST, LONGEST),
                metavar="MINUTES",
                help=_("How long “fetch --due” leaves it alone; 60, or web.interval of your settings."),
            ),
            click.option(
                "--pages",
                type=click.Choice(PAGES),
                help=_("When to fetch the page of an item; when the feed's text is short, by default."),
            ),
            click.option(
                "--header",
                "headers",
                metavar="'NAME: VALUE'",
                multiple=True,
                callback=checked_headers,
                help=_("A header for its requests; may be given more than once."),
            ),
        )
    ):
        command = option(command)
    return command


def checked_headers(
    _context: click.Context, _option: click.Parameter, written: Sequence[str]
) -> tuple[tuple[str, str], ...] | None:
    """Headers as names and values; None without any. Raises `click.BadParameter` for what is no header."""
    if not written:
        return None
    found = []
    for header in filter(None, written):
        name, colon, value = header.partition(":")
        name, value = name.strip(), value.strip()
        is_name = bool(name) and name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        if not colon or not is_name or not value.isprintable():
            raise click.BadParameter(_("a header is written as “Name: value”"))
        found.append((name, value))
    return tuple(found)


@click.group(short_help=_("Follow feeds; list, change and exchange them."))
def feeds() -> None:
    """Follow feeds. “g7reader fetch” brings what is new in them into the library.

    FEED is the number, the address or words of the title of a feed.
    """


@feeds.command()
@click.argument("address", metavar="ADDRESS")
@settings_options
@library_option
@json_option
def add(
    address: str,
    title: str | None,
    tags: tuple[str, ...],
    language: str | None,
    interval: int | None,
    pages: str | None,
    headers: tuple[tuple[str, str], ...] | None,
    library: str | None,
    is_json: bool,
) -> int:
    """Follow the feed at ADDRESS, or the feed of the web page there.

    When a page has several feeds it is the first; the others are named.
    """
    from reader.cli.progress import spinner
    from reader.feed import Feed
    from reader.newsstand.following import find_feeds, follow
    from reader.settings import load_settings
    from reader.web.errors import WebError, shown

    written = address if "://" in address else f"https://{address}"
    try:
        with spinner(_("Looking for a feed at {address} …").format(address=shown(written))):
            found = find_feeds(written)
    except WebError as error:
        raise Trouble(str(error)) from None
    usual = Feed("", interval=timedelta(minutes=load_settings().settings.web.interval))
    wanted = changed(usual, title, tags, language, interval, pages, headers)
    with open_stored(library, create=True) as opened:
        kept = follow(opened, found[0], wanted)
    show([kept], is_json)
    for other in found[1:]:
        complain(
            _("the page has another feed: {title}").format(title=f"{other.title} {other.address}".strip())
        )
    return DONE


@feeds.command("list")
@library_option
@json_option
def list_feeds(library: str | None, is_json: bool) -> int:
    """List the feeds that are followed, each with why it fails and since when."""
    found = followed(library)
    if not found:
        return nothing_found(no_feeds())
    show(found, is_json)
    return DONE


@feeds.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@library_option
def remove(feeds: tuple[str, ...], library: str | None) -> int:
    """Follow feeds no more. The articles that they brought stay."""
    with open_stored(library) as opened:
        for kept in [named_feed(opened, name) for name in feeds]:
            opened.remove_feed(kept.id).result()
            streams.write(_("{feed} is followed no more").format(feed=kept.feed.address) + "\n")
    return DONE


@feeds.command("set")
@feed_argument
@click.option("--address", metavar="ADDRESS", help=_("Where the feed is now."))
@settings_options
@library_option
@json_option
def set_feed(
    feed: str,
    address: str | None,
    title: str | None,
    tags: tuple[str, ...],
    language: str | None,
    interval: int | None,
    pages: str | None,
    headers: tuple[tuple[str, str], ...] | None,
    library: str | None,
    is_json: bool,
) -> int:
    """Change what is set of FEED, and show it. What is not given stays as it is.

    Tags and headers that are given take the place of all before; an empty
    text ('') takes a title, the tags or the headers away.
    """
    with open_stored(library) as opened:
        kept = named_feed(opened, feed)
        wanted = changed(kept.feed, title, tags, language, interval, pages, headers)
        if address is not None:
            wanted = replace(wanted, address=web_address(address), typed=True)
        opened.set_feed(kept.id, wanted).result()
        show([one for one in opened.feeds() if one.id == kept.id], is_json)
    return DONE


@feeds.command("import")
@click.argument("file", metavar="FILE", type=click.Path(readable=False))
@library_option
def import_file(file: str, library: str | None) -> int:
    """Follow the feeds in FILE, an OPML file of another reader; - is standard input.

    Folders become tags. Feeds that are followed already stay as they are.
    """
    from reader.newsstand.following import import_feeds
    from reader.web.opml import LARGEST

    data = read_file(file, LARGEST)
    with open_stored(library, create=True) as opened:
        imported = import_feeds(opened, data, file)
    complain_of(imported.notes)
    count = len(imported.added)
    told = ngettext("{count} feed added", "{count} feeds added", count).format(count=f"{count:,}")
    if imported.already:
        told += _(", {count} followed already").format(count=f"{imported.already:,}")
    streams.write(f"{told}\n")
    return DONE


@feeds.command("export")
@click.argument("file", required=False, metavar="[FILE]", type=click.Path(readable=False))
@library_option
def export_file(file: str | None, library: str | None) -> int:
    """Write the feeds as OPML to FILE, which must be new, or to standard output."""
    from reader.newsstand.following import export_feeds

    if not followed(library):
        return nothing_found(no_feeds())
    with open_stored(library) as opened:
        written = export_feeds(opened, opened.feeds()).decode()
    if file is None or file == streams.STANDARD_INPUT:
        streams.write(written, encoding="utf-8")
        return DONE
    try:
        with Path(file).open("x", encoding="utf-8") as target:
            target.write(written)
    except FileExistsError:
        raise Trouble(_("{path} exists already; give the file a new name").format(path=file)) from None
    except OSError as error:
        raise Trouble(f"{file}: {error.strerror or error}") from None
    return DONE


def show(found: Sequence[KeptFeed], is_json: bool) -> None:
    """Write a line for each feed."""
    if is_json:
        from reader.export.feed_json import feed_as_json

        streams.write("".join(map(feed_as_json, found)), encoding="utf-8")
        return
    from reader.cli.showing import write_lines
    from reader.export.feed_lists import feed_line

    write_lines([feed_line(kept) for kept in found])


def followed(library: str | None) -> Sequence[KeptFeed]:
    """The feeds that are followed; where there is no library there are none, and none is made."""
    from reader.library.errors import LibraryError
    from reader.library.places import library_path

    try:
        if not library_path(library).exists():
            return ()
    except LibraryError as error:
        raise Trouble(str(error)) from None
    with open_stored(library) as opened:
        return opened.feeds()


def no_feeds() -> str:
    """What to do where no feed is followed."""
    return _("no feeds are followed; “{command}” follows one").format(
        command=f"{PROGRAM} feeds add https://…"
    )


def changed(
    feed: Feed,
    title: str | None,
    tags: Sequence[str],
    language: str | None,
    interval: int | None,
    pages: str | None,
    headers: tuple[tuple[str, str], ...] | None,
) -> Feed:
    """`feed` with what the options say. Raises `click.BadParameter`."""
    from reader.feed import Pages
    from reader.formats import clean_line

    if title is not None:
        feed = replace(feed, title=clean_line(title) or None)
    if tags:
        cleaned = (clean_line(tag).strip("/") for tag in tags)
        feed = replace(feed, tags=tuple(dict.fromkeys(filter(None, cleaned))))
    if language is not None:
        feed = replace(feed, language=language)
    if interval is not None:
        feed = replace(feed, interval=timedelta(minutes=interval))
    if pages is not None:
        feed = replace(feed, pages=Pages(pages))
    return feed if headers is None else replace(feed, headers=headers)


def web_address(written: str) -> str:
    """The address that was written, in its usual form. Raises `Trouble` where it is none."""
    from reader.web.addresses import parse_address
    from reader.web.errors import WebError

    try:
        return parse_address(written).url
    except WebError as error:
        raise Trouble(str(error)) from None


def named_feed(library: SqliteLibrary, named: str) -> KeptFeed:
    """The feed that is named by its number, its address or words of its title.

    Raises `Trouble` when there is none, or several.
    """
    from reader.library.folding import fold_text
    from reader.web.feeds import feed_title

    found = library.feeds()
    number = named.removeprefix("#")
    wanted = fold_text(named)
    fits: list[Callable[[KeptFeed], bool]] = [
        lambda kept: number.isascii() and number.isdigit() and kept.id == int(number),
        lambda kept: named.rstrip("/") == kept.feed.address.rstrip("/"),
        lambda kept: wanted == fold_text(feed_title(kept.feed, kept.state)),
        lambda kept: bool(wanted) and wanted in fold_text(feed_title(kept.feed, kept.state)),
    ]
    for fit in fits:
        chosen = [kept for kept in found if fit(kept)]
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            raise Trouble(
                _("several feeds could be “{name}”; choose one by its number:").format(name=named),
                [f"    {kept.id}: {feed_title(kept.feed, kept.state)}" for kept in chosen[:10]],
            )
    raise Trouble(
        _("no feed is called {name}; “{command}” lists them").format(
            name=named, command=f"{PROGRAM} feeds list"
        )
    )


def read_file(file: str, limit: int) -> bytes:
    """What is in a file, or on standard input. Raises `FormatError` when it cannot be read."""
    from reader.formats import FormatError, read_limited

    if file == streams.STANDARD_INPUT:
        return streams.read_piped(limit)
    try:
        with Path(file).open("rb") as stream:
            return read_limited(stream, file, limit=limit)
    except FileNotFoundError:
        raise FormatError(_("there is no such file"), source=file) from None
    except OSError as error:
        raise FormatError(_("cannot be read"), source=file, advice=error.strerror or "") from None
