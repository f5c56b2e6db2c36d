"""What bars, dots and lines have alike: sizes, and colours by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

FONT_SIZE = 13
"""The size of letters in a drawing, in CSS pixels."""
LINE_STEP = 17
"""From one line of letters to the next."""
BASELINE = 4.5
"""From the middle of a line of letters down to its baseline."""

Colour = Literal["ink", "soft", "edge", "paper", "amber", "series-1", "series-2", "series-3", "series-4"]

SERIES_COLOURS: tuple[Colour, ...] = ("series-1", "series-3", "series-4", "series-2")
"""The colours of results beside each other, in order."""

PAGE_COLOURS: Mapping[Colour, str] = {
    "ink": "var(--ink)",
    "soft": "var(--soft)",
    "edge": "var(--edge)",
    "paper": "var(--paper)",
    "amber": "var(--amber)",
    "series-1": "var(--series-1)",
    "series-2": "var(--series-2)",
    "series-3": "var(--series-3)",
    "series-4": "var(--series-4)",
}
"""Custom properties of the stylesheet, so that a chart on a page follows the colour scheme."""
