"""A reading at a width becomes rows: wrapping, frames around quotes, and offsets to rows both ways."""

from reader.layout.frames import Frame, FrameKind, kind_name
from reader.layout.page import GUTTER, MEASURE, Layout, Placed, lay_out

__all__ = ["GUTTER", "MEASURE", "Frame", "FrameKind", "Layout", "Placed", "kind_name", "lay_out"]
