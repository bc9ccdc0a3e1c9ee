"""Every setting, once: its key, its default, what it may hold and what it is for.

The fields of `Settings` are the schema: the loader, `g7reader config`, the file that
`g7reader config edit` begins with and the table in docs/settings.md are made from it.
"""

# Each call makes a field of the schema, which is what a dataclass wants.
# ruff: noqa: RUF009

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from reader.settings.kinds import Arguments, File, Keys, KeysOf, Kind, Name, OneOf, Switch, WholeNumber
from reader.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")


def _setting(default: T, kind: Kind, help: str, variable: str = "") -> T:
    """A field of the schema; `variable` of the environment goes before the file."""
    metadata = {"kind": kind, "help": help, "variable": variable}
    return field(default=default, metadata=metadata)


def _section(of: type[T], help: str) -> T:
    return field(default_factory=of, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How pages and feeds are fetched."""

    timeout: int = _setting(30, WholeNumber(1, 600), _("How many seconds a page or feed may take to arrive."))
    private_addresses: bool = _setting(
        False, Switch(), _("Whether links may lead into your own network, such as 192.168.0.1.")
    )
    interval: int = _setting(
        60,
        WholeNumber(5, 7 * 24 * 60),
        _("For how many minutes a feed is left alone that you follow without saying so."),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user wants. Everything has a default."""

    theme: str = _setting(
        "g7-dark",
        Name(_("the name of a theme")),
        _("The colours. The command palette lists every theme; one chosen there goes before this."),
    )
    measure: int = _setting(72, WholeNumber(40, 120), _("How many cells wide the lines of an article are."))
    sidebar: bool = _setting(
        True, Switch(), _("Whether sections and actors stand beside the article at first.")
    )
    inspector: bool = _setting(
        True, Switch(), _("Whether the quote in hand stands beside the article at first.")
    )
    highlights: str = _setting(
        "all", OneOf(("all", "quotes", "actors", "none")), _("What is marked in an article at first.")
    )
    signs: str = _setting(
        "auto",
        OneOf(("auto", "unicode", "ascii")),
        _("Which characters your terminal can show; auto goes by your locale. Read at the start."),
    )
    library: Path | None = _setting(
        None,
        File(),
        _("The file that the library is kept in; empty for your data directory. Read at the start."),
        variable="G7READER_LIBRARY",
    )
    browser: tuple[str, ...] = _setting(
        (),
        Arguments(),
        _("The command that opens web pages, with its arguments; the address comes last. No shell reads it."),
    )
    log: Path | None = _setting(
        None,
        File(),
        _("The file that tells what the program did, without a word of what you read. Read at the start."),
    )
    web: WebSettings = _section(WebSettings, _("How pages and feeds are fetched."))
    keys: tuple[KeysOf, ...] = _setting(
        (),
        Keys(),
        _("Other keys for actions; [] takes them away. “g7reader config keys” lists the actions."),
    )


class Setting(NamedTuple):
    """One entry of the schema. `key` is as in the file, the names of sections before it: `web.timeout`."""

    key: str
    kind: Kind
    help: str
    default: object
    variable: str


class Section(NamedTuple):
    """Settings that stand together under one key."""

    key: str
    help: str
    settings: tuple[Setting, ...]
    of: type


def _entries(of: Any, prefix: str = "") -> Iterator[Setting | Section]:
    for one in fields(of):
        key, told = f"{prefix}{one.name}", one.metadata["help"]
        if "kind" in one.metadata:
            yield Setting(key, one.metadata["kind"], told, one.default, one.metadata["variable"])
        else:
            of_section = cast("type", one.default_factory)
            settings = tuple(_entries(of_section, f"{key}."))
            yield Section(key, told, cast("tuple[Setting, ...]", settings), of_section)


SCHEMA: tuple[Setting | Section, ...] = tuple(_entries(Settings))
"""The entries in the order of the file."""


def all_settings() -> Iterator[Setting]:
    """Every setting, those in sections too."""
    for entry in SCHEMA:
        if isinstance(entry, Section):
            yield from entry.settings
        else:
            yield entry


def value_of(settings: Settings, key: str) -> object:
    """The value of the setting with this dotted key."""
    value: object = settings
    for name in key.split("."):
        value = getattr(value, name)
    return value
