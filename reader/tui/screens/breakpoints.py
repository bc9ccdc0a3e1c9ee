"""The sizes from which more than one screen has another class, for its style sheet."""

from __future__ import annotations

LOW_OR_HIGH = [(0, "-low"), (20, "-high")]
"""By rows."""
