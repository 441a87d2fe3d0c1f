"""The dashboard of a run: tiles, charts and the table of parts, from outcomes that a test chooses."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from admanager.gui.pages.campaigns.dashboard import Dashboard
from admanager.gui.pages.campaigns.figures import spend_detail, tile_texts
from admanager.simulation.curves import spend_as_planned
from tests.gui.campaigns.pages import plan_of
from tests.simulation.outcomes import outcome_of, series_of


def some_outcome(hours: int, impressions: int = 40, clicks: int = 1) -> Any:
    import numpy as np

    shape = (hours, 2)
    counts = np.full(shape, impressions, dtype=np.int64), np.full(shape, clicks, dtype=np.int64)
    return outcome_of(series_of(*counts), arms=(("Young", "Blue"), ("Young", "Green")))


@pytest.fixture
def dashboard(qtbot: QtBot) -> Dashboard:
    """A dashboard on the plan of the tests, with what it means to spend."""
    made = Dashboard()
    qtbot.addWidget(made)
    made.resize(1040, 700)
    made.begin(plan_of())
    made.show_planned(plan_of(), spend_as_planned(plan_of()))
    return made


def drawn(dashboard: Dashboard, hours: int, **counts: int) -> None:
    dashboard.show_outcome(some_outcome(hours, **counts), hours * 60)
    dashboard._steps.run_all()


def test_rates_are_shown_only_above_a_minimum_of_impressions_and_clicks(dashboard: Dashboard) -> None:
    drawn(dashboard, 2)
    assert dashboard.tiles["ctr"].value() == "–"
    assert dashboard.tiles["ctr"].detail() == "not enough impressions yet"
    assert dashboard.tiles["cvr"].detail() == "not enough clicks yet"
    assert len(dashboard.charts.ctr.series["all"].y) == 0
    assert dashboard._parts.rows[0][3] == "–   (not enough impressions yet)"
    drawn(dashboard, 10)
    assert dashboard.tiles["ctr"].value() == "2.50 %"
    assert dashboard.tiles["cvr"].value() == "0.00 %"
    assert dashboard.tiles["impressions"].value() == "800"
    assert list(dashboard.charts.ctr.series["all"].y) == pytest.approx([0.025] * 8)


def test_tiles_charts_and_table_have_the_same_numbers(dashboard: Dashboard) -> None:
    drawn(dashboard, 24)
    texts = tile_texts(some_outcome(24), plan_of(), 0.75)
    assert texts["spend"] == ("€2.88", "284 % over €0.75")
    assert dashboard.charts.spend.series["all"].y[-1] == pytest.approx(2.88)
    assert dashboard._parts.rows[0][6] == pytest.approx(2.88)
    assert [entry[0] for entry in dashboard._parts.rows] == ["Campaign", "Blue", "Green"]
    assert sum(entry[1] for entry in dashboard._parts.rows[1:]) == dashboard._parts.rows[0][1] == 1920
    low, high = dashboard.charts.ctr.series["all"].low[-1], dashboard.charts.ctr.series["all"].high[-1]
    assert dashboard.tiles["ctr"].detail() == f"{100 * low:.2f} % – {100 * high:.2f} %"


def test_the_axes_stay_while_a_run_comes_in(dashboard: Dashboard) -> None:
    charts = dashboard.charts.charts
    ranges = []
    for hours in (6, 24, 47):
        drawn(dashboard, hours)
        views = [chart.build_now().getPlotItem().vb.viewRange() for chart in charts.values()]
        ranges.append([view[0] for view in views] + [views[2][1]])
    assert ranges[0] == ranges[1] == ranges[2]
    assert ranges[0][0] == pytest.approx([0, 2], abs=0.1)


def test_one_legend_hides_a_line_in_every_chart_and_keeps_it_hidden(dashboard: Dashboard) -> None:
    drawn(dashboard, 24)
    entry = dashboard.findChild(QToolButton, "legend.creative.Blue")
    entry.click()
    assert not any(chart.series["creative.Blue"].visible for chart in dashboard.charts.charts.values())
    drawn(dashboard, 25)
    assert not dashboard.charts.ctr.series["creative.Blue"].visible
    assert dashboard.charts.ctr.series["creative.Green"].visible


def test_charts_share_their_crosshair_which_names_the_moment(dashboard: Dashboard, qtbot: QtBot) -> None:
    dashboard.show()
    drawn(dashboard, 24)
    charts = dashboard.charts
    qtbot.waitUntil(lambda: all(chart.build_now().isVisible() for chart in charts.charts.values()))
    charts.ctr.build_now().crosshair_moved.emit(0.5)
    for chart in charts.charts.values():
        assert chart._box is not None
        assert chart._box.isVisible()
        assert chart._box.title == "Mon 2 Mar, 12:00"
    assert "2.50 %" in charts.ctr._box.text()
    charts.ctr.build_now().crosshair_moved.emit(None)
    assert not charts.spend._box.isVisible()
    dashboard.close()


def test_lines_by_ad_group_and_rates_by_interval_can_be_chosen(dashboard: Dashboard) -> None:
    drawn(dashboard, 24)
    charts = dashboard.charts
    charts.split.setCurrentIndex(charts.split.findData(""))
    dashboard._steps.run_all()
    assert set(charts.ctr.series) == {"all"}
    assert set(charts.spend.series) == {"all", "plan"}
    charts.span.setCurrentIndex(charts.span.findData("interval"))
    dashboard._steps.run_all()
    assert len(charts.ctr.series["all"].y) == 0  # 80 impressions in each hour say nothing
    drawn(dashboard, 24, impressions=150)
    assert list(charts.ctr.series["all"].x)[:2] == pytest.approx([0.5 / 24, 1.5 / 24])


def test_spend_is_compared_with_the_plan_in_words() -> None:
    assert spend_detail(100, 100.9, "EUR") == "on plan (€100.90)"
    assert spend_detail(50, 100, "EUR") == "50 % under €100.00"
    assert spend_detail(110, 100, "EUR") == "10 % over €100.00"
    assert spend_detail(1, None, "EUR") == ""


def test_nothing_of_the_run_before_stays(dashboard: Dashboard) -> None:
    drawn(dashboard, 24)
    dashboard.begin(plan_of("Other"))
    assert dashboard.tiles["impressions"].value() == "–"
    assert all(not chart.series for chart in dashboard.charts.charts.values())
    assert dashboard._parts.rows == []
