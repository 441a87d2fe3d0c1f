"""Charts: made once and given data, legend, crosshair, table, words, exports, theme."""

from __future__ import annotations

import csv
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from admanager.gui import theme
from admanager.gui.errors import explained
from admanager.gui.widgets import Axis, Chart, chart_export

HOUR = 3600
START = 1_760_000_400


@pytest.fixture
def chart(qtbot: QtBot) -> Iterator[Chart]:
    """A chart of two series over three hours, one with a band."""
    made = Chart("Click-through rate", Axis("Hour", kind="time"), Axis("CTR", kind="percent"))
    qtbot.addWidget(made)
    hours = [START + HOUR * n for n in range(3)]
    made.set_line("a", "Banner A", hours, [0.02, 0.03, 0.01], low=[0.01, 0.02, 0.0], high=[0.03, 0.04, 0.02])
    made.set_line("b", "Banner B", hours[:2], [0.005, 0.006])
    made.resize(600, 320)
    with qtbot.waitExposed(made):
        made.show()
    made.build_now()
    yield made
    made.close()


def test_data_given_before_the_first_sight_is_drawn(chart: Chart) -> None:
    x, y = chart.build_now()._items["a"]["main"].getOriginalDataset()
    assert list(y) == [0.02, 0.03, 0.01]
    assert x[0] == START


def test_new_data_goes_into_the_same_items(chart: Chart) -> None:
    before = chart.build_now()._items["a"]["main"]
    count = len(chart.build_now().getPlotItem().items)
    for step in range(20):
        chart.set_line("a", "Banner A", [START, START + HOUR], [0.01 * step, 0.02], low=[0, 0], high=[1, 1])
    assert chart.build_now()._items["a"]["main"] is before
    assert len(chart.build_now().getPlotItem().items) == count
    assert list(before.getOriginalDataset()[1]) == [0.19, 0.02]


def test_legend_entry_hides_its_series_and_its_band(qtbot: QtBot, chart: Chart) -> None:
    entry = chart.findChild(QToolButton, "legend.a")
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    items = chart.build_now()._items["a"]
    assert not items["main"].isVisible()
    assert not items["band"].isVisible()
    chart.set_line("a", "Banner A", [START], [0.5], low=[0.4], high=[0.6])
    assert not items["main"].isVisible()
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert items["main"].isVisible()


def test_legend_is_only_there_for_two_or_more(chart: Chart) -> None:
    assert chart._legend.isVisible()
    chart.remove("b")
    assert not chart._legend.isVisible()


def test_crosshair_snaps_to_the_data_and_reads_it_out(chart: Chart) -> None:
    assert chart.show_crosshair(START + 0.4 * HOUR) == START
    assert chart.show_crosshair(START + 0.6 * HOUR) == START + HOUR
    text = chart._readout.text()
    assert "Banner A 3.00 % (2.00 % – 4.00 %)" in text
    assert "Banner B 0.60 %" in text
    assert chart.show_crosshair(None) is None
    assert chart._readout.text() == ""


def test_crosshair_walks_by_arrow_keys(qtbot: QtBot, chart: Chart) -> None:
    plot = chart.build_now()
    moved: list[float | None] = []
    chart.crosshair_moved.connect(moved.append)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert moved == [START, START + HOUR, START, None]


def test_charts_can_share_a_crosshair(qtbot: QtBot, chart: Chart) -> None:
    other = Chart("Spend", Axis("Hour", kind="time"), Axis("Spend", "€"))
    qtbot.addWidget(other)
    other.set_line("s", "Spend", [START, START + HOUR], [10.0, 25.5])
    other.build_now()
    chart.crosshair_moved.connect(other.show_crosshair)
    chart._on_crosshair(START + HOUR)
    assert other._readout.text().endswith("25.50")


def test_table_shows_the_same_numbers(chart: Chart) -> None:
    header, rows = chart.table()
    assert header == ["Hour", "Banner A", "Banner A, low", "Banner A, high", "Banner B"]
    assert rows == [
        [START, 0.02, 0.01, 0.03, 0.005],
        [START + HOUR, 0.03, 0.02, 0.04, 0.006],
        [START + 2 * HOUR, 0.01, 0.0, 0.02, None],
    ]
    chart.set_table_shown(True)
    assert chart.table_shown()
    model = chart._table.model()
    assert model.index(1, 1).data() == "3.00 %"
    assert model.index(2, 4).data() == "–"
    chart.set_table_shown(False)
    assert not chart.table_shown()


def test_missing_values_break_the_line_and_are_empty_in_the_table(qtbot: QtBot) -> None:
    made = Chart("AUC", Axis("Epoch"), Axis("AUC"))
    qtbot.addWidget(made)
    made.set_line("v", "AUC", np.arange(3), np.array([0.5, math.nan, 0.7]))
    made.build_now()
    assert [row[1] for row in made.table()[1]] == [0.5, None, 0.7]


def test_summary_says_the_chart_in_words(chart: Chart) -> None:
    assert chart.summary() == (
        "Click-through rate Banner A: 3 values from 1.00 % to 3.00 %, the last 1.00 %. "
        "Banner B: 2 values from 0.50 % to 0.60 %, the last 0.60 %."
    )
    assert chart.build_now().accessibleDescription() == chart.summary()


def test_csv_has_iso_times_and_raw_shares(chart: Chart, tmp_path: Path) -> None:
    path = tmp_path / "chart.csv"
    chart_export.save_csv(chart, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["2025-10-09T09:00:00+00:00", "0.02", "0.01", "0.03", "0.005"]
    assert rows[3][4] == ""


def test_png_is_twice_the_size_and_not_empty(chart: Chart, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    chart_export.save_png(chart, path)
    picture = QImage(str(path))
    assert picture.width() == (chart.width() + 32) * 2
    colors = {
        picture.pixel(x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5)
    }
    assert theme.series_color(0).rgb() in colors


def test_svg_keeps_lines_as_lines(chart: Chart, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    chart_export.save_svg(chart, path)
    root = ET.parse(path).getroot()
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert {"path", "text"} <= names
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Click-through rate"


@pytest.mark.parametrize("suffix", chart_export.WRITERS)
def test_a_place_that_cannot_be_written_is_told(chart: Chart, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OSError, match="No such file or directory") as told:
        chart_export.WRITERS[suffix](chart, tmp_path / "nowhere" / f"chart.{suffix}")
    sentence = explained(told.value)
    assert sentence is not None
    assert "nowhere" in str(sentence)


def test_picture_goes_to_the_clipboard(chart: Chart) -> None:
    chart_export.copy_picture(chart)
    assert not QGuiApplication.clipboard().image().isNull()


def test_category_axis_names_its_bars(qtbot: QtBot) -> None:
    made = Chart("Jobs", Axis("Job", kind="category"), Axis("People"))
    qtbot.addWidget(made)
    made.set_categories(["student", "retired", "a job with a very long name"])
    made.set_bars("n", "People", range(3), [10, 20, 5])
    axis = made.build_now().getAxis("bottom")
    assert axis.tickStrings([0.0, 1.0, 2.0], 1, 1) == ["student", "retired", "a job with a …"]
    assert axis.tickValues(-0.5, 2.5, 800) == [(1.0, [0.0, 1.0, 2.0])]
    assert len(axis.tickValues(-0.5, 2.5, 120)[0][1]) < 3
    assert made.table()[1] == [["student", 10.0], ["retired", 20.0], ["a job with a very long name", 5.0]]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0.0, 20_000.0, ["0", "5,000", "10,000", "15,000", "20,000"]),
    ],
)
def test_ticks_are_round_and_written_alike(
    qtbot: QtBot, low: float, high: float, expected: list[str]
) -> None:
    made = Chart("y", Axis("x"), Axis("y"))
    qtbot.addWidget(made)
    axis = made.build_now().getAxis("left")
    step, values = axis.tickValues(low, high, 190)[0]
    assert axis.tickStrings(values, 1, step) == expected


def test_chart_follows_the_theme(chart: Chart, qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    QApplication.processEvents()
    pen = chart.build_now()._items["a"]["main"].opts["pen"]
    assert pen.color().name() == theme.DARK.series[0]


def test_cleared_chart_is_empty(chart: Chart) -> None:
    chart.clear()
    assert chart.series == {}
    assert chart.build_now()._items == {}
    assert chart.table() == (["Hour"], [])


def test_marker_with_braces_in_its_text_is_shown_as_it_is(chart: Chart) -> None:
    chart.set_marker(START + HOUR, "{best}")
    plot = chart.build_now()
    assert plot._marker.isVisible()
    assert plot._marker.label.toPlainText() == "{best}"
    chart.set_marker(None)
    assert not plot._marker.isVisible()


def test_wheel_scrolls_the_page_and_zooms_with_control_only(qtbot: QtBot, chart: Chart) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    plot = chart.build_now()
    QApplication.processEvents()
    plot.getPlotItem().vb.updateAutoRange()
    before = plot.getPlotItem().vb.viewRange()[0]

    def wheel(modifier: Qt.KeyboardModifier) -> bool:
        middle = QPointF(plot.rect().center())
        event = QWheelEvent(
            middle,
            middle,
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        plot.wheelEvent(event)
        return event.isAccepted()

    assert not wheel(Qt.KeyboardModifier.NoModifier)
    assert plot.getPlotItem().vb.viewRange()[0] == before
    wheel(Qt.KeyboardModifier.ControlModifier)
    after = plot.getPlotItem().vb.viewRange()[0]
    assert after[1] - after[0] < before[1] - before[0]
