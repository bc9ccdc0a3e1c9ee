"""What is wrong in the settings, in one line each: where, what was found, what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.formats.errors import FormatError, quoted
from reader.settings.kinds import nearest
from reader.translation import _

if TYPE_CHECKING:
    from reader.formats.yaml_node import YamlNode
    from reader.settings.kinds import Misfit
    from reader.settings.loading import Loaded
    from reader.settings.schema import Section, Setting


def unknown_key(source: str, prefix: str, name: str, node: YamlNode, known: tuple[str, ...]) -> FormatError:
    """A key that the schema does not have; the nearest one may be meant."""
    names = tuple(key.removeprefix(prefix) for key in known)
    meant = nearest(name, names)
    advice = perhaps(meant) if meant else _("there are {names}").format(names=", ".join(names))
    return FormatError(
        _("there is no setting {name}").format(name=quoted(f"{prefix}{name}")),
        source=source,
        line=node.line,
        advice=advice,
    )


def no_section(source: str, section: Section, node: YamlNode) -> FormatError:
    """A value where settings must stand below a key."""
    example = f"{section.settings[0].key.partition('.')[2]}: …"
    return FormatError(
        _("{found} stands where settings belong").format(found=found(node)),
        source=source,
        line=node.line,
        key=section.key,
        advice=_("write them below it, each indented by two spaces, such as {example}").format(
            example=example
        ),
    )


def misfit(source: str, setting: Setting, error: Misfit) -> FormatError:
    """A value that the kind of its setting does not allow."""
    advice = perhaps(error.nearest) if error.nearest else ""
    used = setting.kind.written(setting.default)
    default = _("the default is used") if not used else _("{default} is used").format(default=used)
    problem = _("{found} is not {allowed}").format(found=found(error.node), allowed=_article(setting))
    return FormatError(
        problem,
        source=source,
        line=error.node.line,
        key=setting.key,
        advice="; ".join(part for part in (advice, default) if part),
    )


def perhaps(word: str) -> str:
    """A suggestion."""
    return _("perhaps {word} is meant").format(word=word)


def _article(setting: Setting) -> str:
    from reader.settings.kinds import OneOf

    if isinstance(setting.kind, OneOf):
        return _("one of {words}").format(words=setting.kind.allowed)
    return setting.kind.allowed


def found(node: YamlNode) -> str:
    """What stands in the file, in words."""
    if isinstance(node.value, dict):
        return _("a mapping")
    if isinstance(node.value, list):
        return _("a list")
    if not node.written:
        return _("nothing")
    return quoted(node.written)


def no_theme(loaded: Loaded, name: str, known: tuple[str, ...]) -> FormatError:
    """A theme that there is not: named in the settings, or chosen before and gone since."""
    origin = loaded.origins.get("theme")
    meant = nearest(name, known)
    advice = perhaps(meant) if meant else _("there are {names}").format(names=", ".join(known))
    return FormatError(
        _("there is no theme {name}").format(name=quoted(name)),
        source=str(loaded.path or ""),
        line=origin.line if origin is not None else None,
        key="theme",
        advice=advice,
    )
