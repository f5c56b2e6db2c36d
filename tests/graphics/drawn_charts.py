"""Charts measured from their drawings: every mark and label lies inside, and no two labels meet.

`python -m tests.graphics.drawn_charts --seed 1 --charts 100` tries so many random charts; `make fuzz` does.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from dossier_timeline.graphics.chart_data import Chart, ChartRow, ChartShape, Point, Series
from dossier_timeline.graphics.chart_style import FONT_SIZE
from dossier_timeline.graphics.charts import draw_chart
from dossier_timeline.graphics.label_layout import LabelBox
from dossier_timeline.graphics.text_width import estimate_width

SHAPES: tuple[ChartShape, ...] = ("bars", "grouped-bars", "dots", "lines")
ROLES = ("result", "target", "forecast", "context")
SLACK = 1.5
"""Half the width of a line, and what rounding takes."""
_COMMAND = re.compile(r"([MLmlhvaZ])([^MLmlhvaZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


def drawings(chart: Chart) -> list[ET.Element]:
    """The drawing for a wide page and the one for a phone."""
    return [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", str(draw_chart(chart)), re.DOTALL)]


def faults(chart: Chart) -> Iterator[str]:
    """What lies outside a drawing of a chart, and which labels meet."""
    for drawing in drawings(chart):
        room = LabelBox(
            -SLACK, -SLACK, float(drawing.get("width", 0)) + SLACK, float(drawing.get("height", 0)) + SLACK
        )
        labels, marks = measured(drawing)
        for name, box in (*labels, *marks):
            if not box.is_within(room):
                yield f"{name} at {box} lies outside {room}"
        for (one, first), (other, second) in combinations(labels, 2):
            if first.overlaps(second):
                yield f"“{one}” meets “{other}”: {first}, {second}"


def measured(drawing: ET.Element) -> tuple[list[tuple[str, LabelBox]], list[tuple[str, LabelBox]]]:
    """The labels and the marks of a drawing, each with its place."""
    labels: list[tuple[str, LabelBox]] = []
    marks: list[tuple[str, LabelBox]] = []
    for element, x, y in _walk(drawing, 0.0, 0.0):
        tag = element.tag.rpartition("}")[2]
        if tag == "text":
            labels.append(("".join(element.itertext()), _text(element, x, y)))
        elif tag == "path" and element.get("d"):
            marks.append(("a mark", _path(element.get("d", ""), x, y)))
        elif tag == "line":
            ends = [float(element.get(name, 0)) for name in ("x1", "y1", "x2", "y2")]
            marks.append(("a line", _around([(x + ends[0], y + ends[1]), (x + ends[2], y + ends[3])])))
    return labels, marks


def _walk(element: ET.Element, x: float, y: float) -> Iterator[tuple[ET.Element, float, float]]:
    moved = re.match(r"translate\(([^,)]+)(?:,([^)]+))?\)", element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2] or 0)
    yield element, x, y
    for child in element:
        yield from _walk(child, x, y)


def _text(element: ET.Element, x: float, y: float) -> LabelBox:
    x, y = x + float(element.get("x", 0)), y + float(element.get("y", 0))
    width = estimate_width("".join(element.itertext()), FONT_SIZE) * 0.85
    left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
    return LabelBox(left, y - 0.75 * FONT_SIZE, left + width, y + 0.1 * FONT_SIZE)


def _path(d: str, x: float, y: float) -> LabelBox:
    at, points = (0.0, 0.0), list[tuple[float, float]]()
    for command, rest in _COMMAND.findall(d):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        step = 7 if command == "a" else 2
        if command == "h":
            at = (at[0] + numbers[0], at[1])
        elif command == "v":
            at = (at[0], at[1] + numbers[0])
        for index in range(0, len(numbers) if command in "MLmla" else 0, step):
            end = (numbers[index + step - 2], numbers[index + step - 1])
            at = end if command in "ML" else (at[0] + end[0], at[1] + end[1])
            points.append(at)
        points.append(at)
    return _around([(x + a, y + b) for a, b in points])


def _around(points: Sequence[tuple[float, float]]) -> LabelBox:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return LabelBox(min(xs), min(ys), max(xs), max(ys))


def random_chart(random_: random.Random) -> Chart:
    """A chart with values below zero, at zero, huge and tiny ones, gaps, notes, targets and dividers."""
    count = random_.choice((1, 2, 3, random_.randint(4, 12), random_.randint(13, 60)))
    first = random_.randint(1800, 1960)
    words = (
        "Noord",
        "Zuid-Holland",
        "国会",
        "Süd",
        "مصر",
        "Washington, with a number of others and the Netherlands",
    )
    years = random_.random() < 0.8 or count > len(words)
    keys = tuple(str(first + at) for at in range(count)) if years else words[:count]
    shape = random_.choice(SHAPES)
    several = 1 if shape in ("bars", "dots") and random_.random() < 0.7 else random_.randint(1, 3)
    span = random_.choice(((-100, 100), (0, 100), (-100, -1), (0, 0), (-5, 10**9), (-(10**9), 3)))
    roles = random_.sample(ROLES, several)
    series = [
        Series(f"Series {at}", roles[at], tuple(_point(span, random_) for _ in keys))  # type: ignore[arg-type]
        for at in range(several)
    ]
    if series[0].role in ("result", "context"):
        held = random_.random() < 0.5
        series[1:] = [
            replace(one, of=0) if held and one.role in ("target", "forecast") else one for one in series[1:]
        ]
    return Chart(shape, tuple(_row(key, random_) for key in keys), tuple(series), "not in the source")


def _row(key: str, random_: random.Random) -> ChartRow:
    divider = "Not to be compared across this line: counted by others." if random_.random() < 0.1 else ""
    return ChartRow(key, divider, is_unclear=random_.random() < 0.2)


def _point(span: tuple[int, int], random_: random.Random) -> Point:
    if random_.random() < 0.15:
        return Point(None)
    value = Decimal(random_.randint(*span)).scaleb(random_.choice((0, 0, -1, -3)))
    note = random_.choice(("", "", "34 short of the target", "the letter does not say how they were counted"))
    return Point(value, f"{value:,}".replace("-", "−"), note)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try random charts; 1 when something is wrong with one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--charts", type=int, default=150)
    chosen = parser.parse_args(arguments)
    random_, wrong = random.Random(chosen.seed), 0
    for number in range(chosen.charts):
        chart = random_chart(random_)
        for fault in faults(chart):
            wrong += 1
            print(f"chart {number} ({chart.shape}, {len(chart.rows)} keys): {fault}")
    print(f"{chosen.charts} charts, each drawn twice: {wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
