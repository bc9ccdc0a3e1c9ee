"""The settings in the user's file: what is right of it, and a line for everything that is not."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.settings.places import settings_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.formats.errors import FormatError
    from reader.formats.yaml_node import YamlNode
    from reader.settings.schema import Section, Setting, Settings


class Origin(NamedTuple):
    """Where a value came from: a `variable` of the environment, a `line` of the file, or the default."""

    line: int | None = None
    variable: str | None = None


class Loaded(NamedTuple):
    """The settings as they count. `origins` has those keys that are not at their default.

    `problems` are what is wrong in the file at `path`; the default counts there.
    """

    settings: Settings
    path: Path | None = None
    origins: Mapping[str, Origin] = MappingProxyType({})
    problems: tuple[FormatError, ...] = ()


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Loaded:
    """The user's settings: the file at `path`, else the user's own, under those of the environment.

    Never raises for what a person wrote: the default takes its place, and `problems` tell.
    """
    from reader.settings.schema import Settings

    environment = os.environ if environment is None else environment
    path = path or settings_path(environment)
    values: dict[str, object] = {}
    origins: dict[str, Origin] = {}
    problems: list[FormatError] = []
    if path is not None and (root := read_yaml(path, problems)) is not None:
        _take(root, str(path), values, origins, problems)
    _take_environment(environment, values, origins)
    return Loaded(_built(values) if values else Settings(), path, origins, tuple(problems))


def read_yaml(path: Path, problems: list[FormatError], *, example: str = "measure: 80") -> YamlNode | None:
    """The mapping in a file that a person wrote; None when there is none, it is empty or cannot be read.

    What is wrong is added to `problems`; `example` shows what would be right in a file without keys.
    """
    try:
        text = _text_of(path)
        if text is None:
            return None
        return _parsed(text, str(path), example)
    except ValueError as error:
        from reader.formats.errors import FormatError

        assert isinstance(error, FormatError)
        problems.append(error)
        return None


def _text_of(path: Path) -> str | None:
    from reader.formats.errors import FormatError
    from reader.translation import _

    name = str(path)
    try:
        # Not opened before it is known to be a file: a pipe would keep the program waiting.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FormatError(_("is not a file"), source=name)
        with path.open("rb") as file:
            from reader.formats.cleaning import clean
            from reader.formats.yaml_node import LARGEST

            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise FormatError(_("more than {size} KiB of YAML").format(size=LARGEST // 1024), source=name)
        return clean(data.decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FormatError(_("cannot be read"), source=name, advice=error.strerror or "") from None
    except UnicodeDecodeError:
        raise FormatError(_("is not text in UTF-8"), source=name) from None


def _parsed(text: str, source: str, example: str) -> YamlNode | None:
    from reader.formats.errors import FormatError
    from reader.settings.plain_lines import read_settings_lines
    from reader.translation import _

    root = read_settings_lines(text)
    if root is None:
        from reader.formats.yaml_door import load_yaml

        root = load_yaml(text, source)
    if root.value is None:
        return None
    if not isinstance(root.value, dict):
        raise FormatError(
            _("the file has no keys"),
            source=source,
            line=root.line,
            advice=_("write each as a key and a value, such as {example}").format(example=example),
        )
    return root


def _take(
    root: YamlNode,
    source: str,
    values: dict[str, object],
    origins: dict[str, Origin],
    problems: list[FormatError],
    within: tuple[Setting | Section, ...] | None = None,
    prefix: str = "",
) -> None:
    """Take what is right from a mapping, and note what is not."""
    from reader.settings.kinds import Misfit
    from reader.settings.problems import misfit, no_section, unknown_key
    from reader.settings.schema import SCHEMA, Section

    known = {entry.key: entry for entry in (SCHEMA if within is None else within)}
    for name, node in root.entries.items():
        entry = known.get(f"{prefix}{name}")
        if entry is None:
            problems.append(unknown_key(source, prefix, name, node, tuple(known)))
        elif isinstance(entry, Section):
            if isinstance(node.value, dict):
                _take(node, source, values, origins, problems, entry.settings, f"{entry.key}.")
            elif node.value is not None:
                problems.append(no_section(source, entry, node))
        else:
            try:
                value = entry.kind.read(node)
            except Misfit as error:
                problems.append(misfit(source, entry, error))
                continue
            values[entry.key] = value
            origins[entry.key] = Origin(line=node.line)


def _take_environment(
    environment: Mapping[str, str], values: dict[str, object], origins: dict[str, Origin]
) -> None:
    from reader.settings.schema import all_settings

    for setting in all_settings():
        if setting.variable and (written := environment.get(setting.variable)):
            try:
                path = Path(written).expanduser().absolute()
            except RuntimeError:  # nobody of that name has a home directory
                path = Path(written)
            values[setting.key] = path
            origins[setting.key] = Origin(variable=setting.variable)


def _built(values: Mapping[str, object]) -> Settings:
    from reader.settings.schema import SCHEMA, Section, Settings

    given: dict[str, Any] = {}  # the kind of each setting gives it the type of its field
    for entry in SCHEMA:
        if isinstance(entry, Section):
            own = {
                setting.key.removeprefix(f"{entry.key}."): values[setting.key]
                for setting in entry.settings
                if setting.key in values
            }
            if own:
                given[entry.key] = entry.of(**own)
        elif entry.key in values:
            given[entry.key] = values[entry.key]
    return Settings(**given)
