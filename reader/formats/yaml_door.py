"""The one way in for YAML that a person wrote: front matter and settings.

PyYAML alone lets a few kilobytes take gigabytes (aliases, merge keys) or run out of stack (nesting),
and reads `no`, `12:30` and `2017-02-30` in ways that surprise. Here anchors, aliases, merge keys, tags
and keys that stand twice are errors that name their line; a date stays the text that was written.
"""

from __future__ import annotations

from yaml.composer import Composer
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from reader.formats.cleaning import clean
from reader.formats.errors import FormatError, quoted
from reader.formats.yaml_node import LARGEST, YamlNode, plain_scalar
from reader.translation import _

DEEPEST = 20
"""How deep lists and mappings may stand in each other."""

_NEEDS_QUOTATION_MARKS = _(
    "a text with signs that YAML knows, such as a colon, needs quotation marks around it"
)


def load_yaml(text: str, source: str, *, first_line: int = 1) -> YamlNode:
    """Read the YAML document `text`, which begins at line `first_line` of `source`.

    Raises `FormatError` with the line for anything that is not plain YAML of a modest size.
    """
    if len(text.encode("utf-8", errors="replace")) > LARGEST:
        raise FormatError(
            _("more than {size} KiB of YAML").format(size=LARGEST // 1024), source=source, line=first_line
        )
    try:
        tree = _Tree(text, source, first_line)
        root = tree.get_single_node()
    except MarkedYAMLError as error:
        mark = error.problem_mark
        if error.context_mark and (mark is None or mark.index >= len(text)):
            mark = error.context_mark  # what is missed only at the end began here
        line = first_line + mark.line if mark else first_line
        raise _broken(error.problem or "", source, line, _NEEDS_QUOTATION_MARKS) from None
    except ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise _broken(_("a character that YAML does not allow"), source, line) from None
    except FormatError:
        raise
    except (ValueError, OverflowError):
        # PyYAML passes the number in an escape such as "\UFFFFFFFF" to chr() as it is.
        raise _broken(_("an escape that is no character"), source, first_line + tree.line) from None
    return tree.plain(root) if root is not None else YamlNode(None, first_line, "")


def _broken(problem: str, source: str, line: int, advice: str = "") -> FormatError:
    told = _("broken YAML ({problem})").format(problem=problem)
    return FormatError(told, source=source, line=line, advice=advice)


class _Tree(Reader, Scanner, Parser, Composer, BaseResolver):
    """PyYAML up to its tree of nodes, without what would make that tree a graph or too deep."""

    def __init__(self, text: str, source: str, first_line: int) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self._source = source
        self._first_line = first_line
        self._depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """The next node, refused when it has an anchor or a tag, is an alias or stands too deep."""
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML's stubs give it no types
        line = event.start_mark.line
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise self._refusal(_("anchors (&) and aliases (*) are not read"), line, _NEEDS_QUOTATION_MARKS)
        if event.tag is not None:
            raise self._refusal(_("tags (!) are not read"), line, _NEEDS_QUOTATION_MARKS)
        if self._depth == DEEPEST:
            raise self._refusal(_("nested more than {depth} deep").format(depth=DEEPEST), line)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def plain(self, node: Node) -> YamlNode:
        """The node as plain Python values, its texts cleaned."""
        line = self._first_line + node.start_mark.line
        if isinstance(node, MappingNode):
            entries: dict[str, YamlNode] = {}
            for key_node, value_node in node.value:
                key = self._key(key_node)
                if key in entries:
                    raise self._refusal(
                        _("the key {key} stands here twice").format(key=quoted(key)),
                        key_node.start_mark.line,
                    )
                entries[key] = self.plain(value_node)
            return YamlNode({key: entry.value for key, entry in entries.items()}, line, entries=entries)
        if isinstance(node, SequenceNode):
            items = tuple(map(self.plain, node.value))
            return YamlNode([item.value for item in items], line, items=items)
        written = clean(str(node.value))
        return YamlNode(plain_scalar(written) if _is_bare(node) else written, line, written)

    def _key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            raise self._refusal(_("a key that is not a text"), node.start_mark.line)
        if node.value == "<<" and _is_bare(node):
            raise self._refusal(_("merge keys (<<) are not read"), node.start_mark.line)
        return clean(str(node.value))

    def _refusal(self, problem: str, line: int, advice: str = "") -> FormatError:
        return FormatError(problem, source=self._source, line=self._first_line + line, advice=advice)


def _is_bare(node: Node) -> bool:
    """Whether a scalar stands without quotation marks, and not as a block of text."""
    return isinstance(node, ScalarNode) and node.style is None
