"""Hand-painted pictures: what a click, a drag and a key choose, what they say, and how they leave the window."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admanager.gui import theme
from admanager.gui.widgets import chart_export
from admanager.gui.widgets.brush import Bars, Bins, BrushBars
from admanager.gui.widgets.cell_grid import Cell, CellGrid, GridAxes
from admanager.gui.widgets.circles import Circle, CirclePlot
from admanager.gui.widgets.figure import Figure
from admanager.gui.widgets.marks import MarkCanvas
from admanager.gui.widgets.timeline import Moment, TimelinePlot
from admanager.gui.widgets.upset import Combination, SetSize, UpSetPlot
from admanager.gui.widgets.whiskers import Estimate, WhiskerPlot

AGES = Bars(
    ("0 to 9", "10 to 19", "20 to 29", "30 to 39", "Missing"),
    (10, 40, 30, 20, 5),
    (5, 40, 0, 10, 5),
    ordered=True,
    ends=("0", "39"),
    missing=True,
)
JOBS = Bars(("admin.", "services", "retired"), (50, 30, 20), (25, 30, 0), ordered=False)


def shown(qtbot: QtBot, canvas: MarkCanvas, width: int = 400, height: int = 160) -> MarkCanvas:
    qtbot.addWidget(canvas)
    canvas.resize(width, height)
    canvas.show()
    return canvas


def middle(canvas: MarkCanvas, number: int) -> QPoint:
    return canvas.marks[number].rect.center().toPoint()


@pytest.fixture
def ages(qtbot: QtBot) -> Iterator[tuple[BrushBars, list[Bins]]]:
    """Bars along an axis, and what was chosen in them."""
    bars = BrushBars("facet:age", "age")
    told: list[Bins] = []
    bars.brushed.connect(told.append)
    bars.show_bars(AGES, ())
    shown(qtbot, bars)
    yield bars, told
    bars.close()


# -- brushing ------------------------------------------------------------------------------------------------


def test_a_click_chooses_a_bar_and_a_second_one_frees_it(
    qtbot: QtBot, ages: tuple[BrushBars, list[Bins]]
) -> None:
    bars, told = ages
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 1))
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 1))
    assert told == [(1,), ()]


def test_a_drag_chooses_a_range_and_tells_it_while_it_grows(
    qtbot: QtBot, ages: tuple[BrushBars, list[Bins]]
) -> None:
    bars, told = ages
    qtbot.mousePress(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 2))
    for number in (1, 0):
        qtbot.mouseMove(bars, middle(bars, number))
    qtbot.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 0))
    assert told == [(2,), (1, 2), (0, 1, 2)]


def test_people_without_a_value_are_chosen_apart_from_the_range(
    qtbot: QtBot, ages: tuple[BrushBars, list[Bins]]
) -> None:
    bars, told = ages
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 3))
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, 4))
    assert told == [(3,), (3, 4)]


def test_keys_choose_a_bar_a_range_and_everyone_again(
    qtbot: QtBot, ages: tuple[BrushBars, list[Bins]]
) -> None:
    bars, told = ages
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    bars.go_to(0)
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    qtbot.keyClick(bars, Qt.Key.Key_Space)
    qtbot.keyClick(bars, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bars, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bars, Qt.Key.Key_Delete)
    assert told == [(1,), (1, 2), (1, 2, 3), ()]


def test_names_are_chosen_several_at_a_time_and_all_of_them_is_everyone(qtbot: QtBot) -> None:
    bars = BrushBars("facet:job", "job")
    told: list[Bins] = []
    bars.brushed.connect(told.append)
    bars.show_bars(JOBS, ())
    shown(qtbot, bars)
    for number in (2, 0, 1):
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=middle(bars, number))
    assert told == [(2,), (0, 2), ()]
    assert bars.marks[0].words == "admin.: 25 of 50 people"
    bars.close()


def test_new_counts_keep_the_bars_where_they_are(ages: tuple[BrushBars, list[Bins]]) -> None:
    bars, _ = ages
    before = [mark.rect for mark in bars.marks]
    bars.show_bars(Bars(AGES.names, AGES.everyone, (0, 0, 1, 0, 0), ends=AGES.ends, missing=True), (2,))
    assert [mark.rect for mark in bars.marks] == before
    assert bars.marks[2].words == "20 to 29: 1 of 30 people"
    assert bars.chosen == (2,)


# -- grids, sets, estimates, moments -------------------------------------------------------------------------


def grid() -> CellGrid:
    axes = GridAxes(("high", "low"), ("1", "2", "3"), "Recency", "Frequency")
    made = CellGrid("grid", "People", axes, texts=True, value_title="People")
    made.show_cells(
        [
            Cell(
                row,
                column,
                10 * row + column,
                f"{row} and {column}",
                "best" if row else "lost",
                (row, column),
            )
            for row in range(2)
            for column in range(3)
        ]
    )
    return made


def test_arrow_keys_walk_a_grid_and_enter_chooses(qtbot: QtBot) -> None:
    made = grid()
    shown(qtbot, made, 420, 180)
    chosen: list[object] = []
    said: list[str] = []
    made.mark_chosen.connect(chosen.append)
    made.pointed.connect(said.append)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    made.go_to(0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Space):
        qtbot.keyClick(made, key)
    assert chosen == [(1, 1), (1, 0)]
    assert said[-3:] == ["0 and 1", "1 and 1", "1 and 0"]
    assert made.accessibleDescription() == "1 and 0"
    made.close()


def test_a_grid_is_a_table_too(qtbot: QtBot, tmp_path: Path) -> None:
    figure = Figure(grid())
    qtbot.addWidget(figure)
    figure.resize(420, 220)
    figure.show()
    figure.set_table_shown(True)
    assert figure.table_shown()
    chart_export.save_csv(figure, tmp_path / "grid.csv")
    with (tmp_path / "grid.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Recency", "Frequency", "People", "People"]
    assert rows[-1] == ["low", "3", "best", "12"]
    figure.set_table_shown(False)
    chart_export.save_png(figure, tmp_path / "grid.png")
    chart_export.save_svg(figure, tmp_path / "grid.svg")
    assert QImage(str(tmp_path / "grid.png")).width() == 2 * (420 + 32)
    assert "best" in (tmp_path / "grid.svg").read_text(encoding="utf-8")
    texts = [action.text() for action in figure.menu().actions() if action.text()]
    assert texts[:3] == ["View as table", "Copy picture", "Copy description"]
    figure.close()


def test_overlaps_come_largest_first_and_say_who_they_are(qtbot: QtBot) -> None:
    made = UpSetPlot("overlap", "Overlap")
    sets = [SetSize("loyal", 60), SetSize("young", 45)]
    made.show_sets(
        sets,
        [
            Combination(frozenset({0}), 50),
            Combination(frozenset({1}), 35),
            Combination(frozenset({0, 1}), 10),
            Combination(frozenset(), 900),
        ],
    )
    shown(qtbot, made, 500, 220)
    assert [mark.words for mark in made.marks] == [
        "In exactly loyal: 50 people",
        "In exactly young: 35 people",
        "In all of them: 10 people",
        "loyal: 60 people",
        "young: 45 people",
    ]
    assert made.rows() == [(50, "✓", ""), (35, "", "✓"), (10, "✓", "✓")]
    chosen: list[object] = []
    made.mark_chosen.connect(chosen.append)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=middle(made, 2))
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=middle(made, 3))
    assert chosen == [frozenset({0, 1}), 0]
    made.close()


def test_the_number_of_a_part_stands_inside_that_part(qtbot: QtBot) -> None:
    made = CirclePlot("circles", "To scale")
    counts = {frozenset({0}): 50, frozenset({1}): 35, frozenset({0, 1}): 10}
    made.show_sets(
        [SetSize("loyal", 60), SetSize("young", 45)],
        [Combination(key, count) for key, count in counts.items()],
        [Circle(0, 0, 4.4), Circle(6.4, 0, 3.8)],
    )
    shown(qtbot, made, 400, 260)
    assert {mark.key for mark in made.marks} == set(counts)
    for key in counts:
        inside = made.mark(key).rect.center()
        for number, (where, radius) in enumerate(made._drawn):
            distance = QPointF.dotProduct(inside - where, inside - where) ** 0.5
            assert (distance < radius) == (number in key)
    made.close()


def test_an_interval_lies_around_its_dot_and_says_both_ends(qtbot: QtBot) -> None:
    made = WhiskerPlot("lift", "Lift", value_title="Lift", neutral=1.0, write=lambda lift: f"{lift:.2f}")
    made.show_estimates(
        [Estimate("job: retired", 2.0, 1.5, 2.6, "20 %"), Estimate("wide", 1.0, 0.001, 900.0)]
    )
    shown(qtbot, made, 600, 120)
    assert made.marks[0].words == "job: retired: 2.00 (1.50 to 2.60), 20 %"
    assert made.x_of(1.5) < made.x_of(2.0) < made.x_of(2.6)
    assert made.x_of(1.0) in [made.x_of(tick) for tick in made.ticks()]
    # An estimate that hardly is one runs to the ends of the axis, and does not stretch it.
    assert made.x_of(2.6) - made.x_of(1.5) > 30
    made.close()


def test_moments_that_lie_on_one_another_are_one_dot(qtbot: QtBot) -> None:
    made = TimelinePlot("timeline", "What they did")
    day = 86_400.0
    made.show_moments(
        [
            Moment(1.7e9, "view", "view tent"),
            Moment(1.7e9 + 60, "view", "view mat"),
            Moment(1.7e9 + 300 * day, "view", "view stove"),
            Moment(1.7e9 + 2 * day, "purchase", "purchase tent"),
        ]
    )
    shown(qtbot, made, 600, made.height())
    assert made.kinds == ("view", "purchase")
    assert [len(mark.key) for mark in made.marks] == [2, 1, 1]
    assert "2 times view" in made.marks[0].words
    assert made.marks[2].words.endswith("purchase tent")
    ticks = made.ticks()
    assert [text for _, text in ticks] == sorted((text for _, text in ticks), key=lambda _text: 0)
    assert 2 <= len(ticks) <= 7
    made.close()


def test_pictures_follow_the_theme(qtbot: QtBot) -> None:
    made = grid()
    shown(qtbot, made, 420, 180)
    app = QApplication.instance()
    theme.apply(app, "light")
    QTest.qWait(0)
    light = made.grab().toImage()
    theme.apply(app, "dark")
    QTest.qWait(0)
    dark = made.grab().toImage()
    assert light != dark
    made.close()
