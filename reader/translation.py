"""Interface texts pass through gettext here; the interface speaks English until catalogues are added."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

__all__ = ["_", "ngettext"]
