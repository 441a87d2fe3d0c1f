"""The charts of the report, as drawings that a parser can read."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.report import svg
from admanager.report.svg import Frame, Line, Tick
from admanager.simulation.metrics import NOTHING, Estimate

NAN = math.nan


def frame(last: float = 10.0) -> Frame:
    ticks = (Tick(0.0, "<start>"), Tick(last, "end"))
    return Frame(
        "Rate & more", "In words", 0.0, last, ticks, lambda value, _: f"{value:g}", lambda x, y: f"{x}: {y}"
    )


def drawn(*lines: Line) -> ET.Element:
    return ET.fromstring(svg.line_chart(frame(), lines))


def places(element: ET.Element) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split(","))) for pair in element.attrib["points"].split()]  # type: ignore[misc]


def of(root: ET.Element, tag: str, kind: str) -> list[ET.Element]:
    return [one for one in root.iter(tag) if kind in one.attrib.get("class", "").split()]


def values(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float64)


def test_chart_is_named_and_described_for_screen_readers() -> None:
    root = drawn(Line("a", values(0, 10), values(0, 1)))
    assert root.attrib["aria-label"] == "Rate & more"
    assert root.findtext("desc") == "In words"
    assert [one.text for one in root.iter("text")][-2:] == ["<start>", "end"]


def test_line_goes_through_its_values_to_scale() -> None:
    (line,) = of(drawn(Line("a", values(0, 5, 10), values(0, 2, 4))), "polyline", "line")
    (x0, y0), (x1, y1), (x2, y2) = places(line)
    assert x1 == pytest.approx((x0 + x2) / 2, abs=0.11)
    assert y1 == pytest.approx((y0 + y2) / 2, abs=0.11)
    assert y2 < y0
    assert x2 == pytest.approx(svg.WIDTH - svg.RIGHT)


def test_missing_values_break_line_and_band() -> None:
    x, y = values(0, 1, 2, 3, 4), values(1, 1, NAN, 1, 1)
    root = drawn(Line("a", x, y, y - 0.5, y + 0.5))
    assert [len(places(one)) for one in of(root, "polyline", "line")] == [2, 2]
    assert [len(places(one)) for one in of(root, "polygon", "band")] == [4, 4]


def test_single_value_between_gaps_keeps_its_point_and_interval() -> None:
    x, y = values(0, 1, 2), values(NAN, 1, NAN)
    root = drawn(Line("a", x, y, y - 0.5, y + 0.5))
    assert of(root, "polyline", "line") == []
    assert len(of(root, "line", "whisker")) == 1
    assert [one.findtext("title") for one in of(root, "circle", "dot")] == ["1.0: 1.0"]


def test_nothing_known_is_still_a_chart() -> None:
    root = drawn(Line("a", values(0, 1), values(NAN, NAN), values(NAN, NAN), values(NAN, NAN)))
    assert of(root, "polyline", "line") == []
    assert of(root, "line", "base")


def test_wide_beginning_of_a_long_band_does_not_flatten_the_line() -> None:
    x = np.linspace(0, 10, 200)
    y = np.full(200, 1.0)
    high = np.where(x < 0.3, 50.0, 1.5)
    root = drawn(Line("a", x, y, y * 0.5, high))
    (line,) = of(root, "polyline", "line")
    assert max(svg.HEIGHT - y for _, y in places(line)) > svg.HEIGHT / 3
    assert min(y for one in of(root, "polygon", "band") for _, y in places(one)) >= svg.TOP


def test_bars_have_heights_in_proportion_and_tell_their_counts() -> None:
    root = ET.fromstring(svg.bar_chart(frame(), [10, 40, 0], ["1", "2", "3+"]))
    bars = of(root, "rect", "bar")
    heights = [float(one.attrib["height"]) for one in bars]
    assert heights[1] == pytest.approx(4 * heights[0], abs=0.3)
    assert heights[2] == 0
    assert bars[2].findtext("title") == "3+: 0"


def test_interval_in_a_cell_is_placed_on_the_columns_scale() -> None:
    root = ET.fromstring(svg.interval_cell(Estimate(0.5, 0.0, 1.0), 0.0, 1.0, 'said "so"'))
    assert float(of(root, "circle", "dot")[0].attrib["cx"]) == pytest.approx(svg.CELL_WIDTH / 2)
    assert root.attrib["aria-label"] == 'said "so"'
    assert svg.interval_cell(NOTHING, 0.0, 1.0, "") == ""


@given(st.floats(1e-9, 1e12))
def test_steps_of_an_axis_are_round_and_not_too_small(least: float) -> None:
    step = svg.round_step(least)
    assert 0.999 * least <= step <= 2.51 * least
    mantissa = step / 10.0 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(mantissa - round_one) for round_one in (1, 2, 2.5, 5, 10)) < 1e-6
