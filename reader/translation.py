"""Interface texts pass through gettext here; the interface speaks English until catalogues are added."""

from __future__ import annotations

from gettext import translation

# Looked up once: the functions of the gettext module search the disk for a catalogue at each call.
_catalogue = translation("g7reader", fallback=True)
_ = _catalogue.gettext
ngettext = _catalogue.ngettext

__all__ = ["_", "ngettext"]
