"""The Results page, as a person uses it: the list, one run, two runs, the report, deleting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui.page import PageContext
from admanager.gui.pages.results import PAGE, tasks, texts
from admanager.gui.pages.results.dialogs import file_name
from admanager.gui.pages.results.run_view import ATTRIBUTION, PARTS, PLAN, SIDES
from admanager.gui.pages.results.tasks import Shown
from admanager.gui.pages.results.view import ResultsPage
from admanager.gui.widgets.table import DataTable
from admanager.project.file import ProjectFile
from admanager.simulation import compare
from admanager.simulation.metrics import Estimate
from admanager.simulation.runs import get_run, list_runs
from admanager.simulation.sequential import RatioTest
from admanager.texts import sentence
from tests.gui.focus import holds_focus
from tests.report import kept

FIRST, SECOND = 1, 2


@pytest.fixture
def runs_context(page_context: PageContext, tmp_path: Path) -> Iterator[PageContext]:
    """A context whose project has two runs of one plan."""
    folder = tmp_path / "kept"
    folder.mkdir()
    with ProjectFile.open(kept.copy_to(folder)) as project:
        page_context.set_project(project)
        yield page_context
        page_context.set_project(None)


def shown_page(qtbot: QtBot, context: PageContext) -> ResultsPage:
    page = PAGE(context)
    qtbot.addWidget(page)
    context.tables_changed.connect(page.note_changes)
    page.resize(1080, 680)
    page.show()
    qtbot.waitUntil(lambda: not context.runner.busy() and page.state_shown() != "busy")
    return page


@pytest.fixture
def page(qtbot: QtBot, runs_context: PageContext) -> ResultsPage:
    """The page with two runs in its list."""
    made = shown_page(qtbot, runs_context)
    qtbot.waitUntil(lambda: rows(made.list.table) == 2)
    return made


def rows(table: DataTable) -> int:
    return table.model().rowCount()


def cell(table: DataTable, row: int, title: str) -> str:
    model = table.model()
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return str(model.index(row, titles.index(title)).data())


def current(page: ResultsPage) -> QWidget:
    return page._places.currentWidget()


def open_run(qtbot: QtBot, page: ResultsPage, number: int = FIRST) -> None:
    page.open_run(number)
    qtbot.waitUntil(lambda: page.run.shown is not None and page.run.shown.run.info.id == number)
    assert current(page) is page.run


def parts_by(page: ResultsPage, by: str) -> DataTable:
    """Look at the breakdown of the run that is open."""
    page.run.tabs.setCurrentIndex(PARTS)
    page.run.parts.by.setCurrentIndex(page.run.parts.by.findData(by))
    return page.run.parts.table


def compare_runs(qtbot: QtBot, page: ResultsPage, a: int = FIRST, b: int = SECOND) -> None:
    page.open_pair(a, b)
    qtbot.waitUntil(lambda: page.pair.pair is not None and page.pair.pair.b.info.id == b)


def press(page: QWidget, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    assert found.isEnabled()
    found.click()


# -- the list ------------------------------------------------------------------------------------------------


def test_without_runs_the_page_says_how_to_get_one(qtbot: QtBot, page_context: PageContext) -> None:
    page = shown_page(qtbot, page_context)
    assert page.state_shown() == "empty"
    with qtbot.waitSignal(page_context.page_requested) as asked:
        press(page._states["empty"], "emptyStateButton")
    assert asked.args == ["campaigns", ""]


def test_list_shows_the_figures_of_each_run(page: ResultsPage, runs_context: PageContext) -> None:
    assert page.state_shown() == "content"
    run = get_run(page.project, FIRST)
    row = page.list.model.row_of(FIRST)
    table = page.list.table
    totals = run.outcome.totals
    assert cell(table, row, "Run") == run.info.name
    assert cell(table, row, "Campaign") == f"{kept.SCRIPT} Spring"
    assert cell(table, row, "State") == "Finished"
    assert cell(table, row, "Seed") == "7"
    assert cell(table, row, "Impressions") == f"{totals.impressions:,}"
    assert cell(table, row, "CTR") == f"{totals.clicks / totals.impressions * 100:.2f} %"
    assert cell(table, row, "Spend") == f"€{totals.spend / 1e6:,.2f}"


def test_the_curves_of_the_selected_run_stand_below_the_list(qtbot: QtBot, page: ResultsPage) -> None:
    run = get_run(page.project, FIRST)
    page.list.select([FIRST])
    qtbot.waitUntil(lambda: run.info.name in [found.text() for found in page.list.findChildren(QLabel)])
    assert page.list.curves.isVisible()
    assert page.list.curves.spend is not None
    spent = page.list.curves.spend.series["spent"].y
    assert spent[-1] == pytest.approx(run.outcome.totals.spend / 1e6)
    page.list.select([FIRST, SECOND])
    assert not page.list.curves.isVisible()


def test_one_selected_run_can_be_opened_and_two_compared(qtbot: QtBot, page: ResultsPage) -> None:
    assert (page.list.open.isEnabled(), page.list.compare.isEnabled()) == (True, False)
    page.list.select([FIRST, SECOND])
    assert (page.list.open.isEnabled(), page.list.compare.isEnabled()) == (False, True)
    press(page, "compareSelected")
    qtbot.waitUntil(lambda: current(page) is page.pair)
    assert page.pair.head.chosen() == (FIRST, SECOND)


def test_enter_opens_the_run_and_back_returns_to_it(qtbot: QtBot, page: ResultsPage) -> None:
    page.list.select([FIRST])
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(page) is page.run)
    assert page.run.shown is not None
    assert page.run.shown.run.info.id == FIRST
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: current(page) is page.list)
    assert page.list.selected() == [FIRST]
    assert holds_focus(page.list.table)


def test_sorting_keeps_the_selection_on_the_same_run(page: ResultsPage) -> None:
    model = page.list.model
    page.list.select([FIRST])
    page.list.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert [model.number_at(row) for row in range(2)] == [FIRST, SECOND]
    assert page.list.selected() == [FIRST]
    page.list.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert [model.number_at(row) for row in range(2)] == [SECOND, FIRST]
    assert page.list.selected() == [FIRST]


def test_another_page_can_open_a_run_by_its_name(qtbot: QtBot, runs_context: PageContext) -> None:
    page = PAGE(runs_context)
    qtbot.addWidget(page)
    page.show()
    page.open_item(f"{kept.SCRIPT} Spring, seed 8")
    qtbot.waitUntil(lambda: "run" in vars(page) and page.run.shown is not None)
    assert page.run.shown is not None
    assert page.run.shown.run.info.id == SECOND


# -- one run -------------------------------------------------------------------------------------------------


def test_tiles_show_every_figure_with_its_interval(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    figures = get_run(page.project, FIRST).outcome.totals.figures()
    ctr = figures["ctr"]
    assert page.run.overview.tiles["ctr"].value() == f"{ctr.value * 100:.2f} %"
    assert f"{ctr.low * 100:.2f} – {ctr.high * 100:.2f}" in page.run.overview.tiles["ctr"].accessibleName()
    assert page.run.overview.tiles["conversions"].value() == f"{figures['conversions'].value:,.0f}"
    assert "of €40.00" in page.run.overview.tiles["spend"].accessibleName()
    assert set(page.run.overview.tiles) == set(figures)


def test_stopped_run_and_generated_data_are_marked(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    assert (page.run.stopped.isHidden(), page.run.made_up.isHidden()) == (True, True)
    with page.project.change(sentence("Mark"), undoable=False) as change:
        change.connection.execute("UPDATE run SET state = 'stopped' WHERE id = ?", [FIRST])
        change.touch("run")
        page.project.set_meta(change, "generated", "seed 7")
    qtbot.waitUntil(lambda: not page.run.stopped.isHidden() and not page.run.made_up.isHidden())
    assert cell(page.list.table, page.list.model.row_of(FIRST), "State") == "Stopped early"


def test_charts_hold_the_stored_series(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    run = get_run(page.project, FIRST)
    charts = page.run.overview.charts
    assert charts.ctr is not None
    assert charts.cvr is not None
    assert charts.spend is not None
    spent = charts.spend.series["spent"]
    assert spent.y[-1] == pytest.approx(run.outcome.totals.spend / 1e6)
    assert spent.x[-1] == pytest.approx(run.summary.minutes / 1440)
    assert charts.spend.series["planned"].y[-1] == pytest.approx(40)
    ctr = charts.ctr.series["rate"]
    assert ctr.low is not None
    assert ctr.high is not None
    known = np.isfinite(ctr.y)
    assert known.any()
    assert (np.asarray(ctr.low)[known] < np.asarray(ctr.y)[known]).all()
    assert charts.ctr.series["whole"].y == [run.outcome.totals.figures()["ctr"].value] * 2
    assert charts.cvr.y_axis.kind == "percent"


def test_charts_share_one_crosshair(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    charts = page.run.overview.charts.charts()
    for chart in charts:
        chart.build_now()
    charts[2].crosshair_moved.emit(1.0)
    assert all(chart.build_now()._line.isVisible() for chart in charts[:2])
    charts[2].crosshair_moved.emit(None)
    assert not any(chart.build_now()._line.isVisible() for chart in charts[:2])


@pytest.mark.parametrize("by", ["creative", "segment", "both", "placement", "hour"])
def test_breakdown_adds_up_to_the_whole_run(qtbot: QtBot, page: ResultsPage, by: str) -> None:
    open_run(qtbot, page)
    table = parts_by(page, by)
    totals = get_run(page.project, FIRST).outcome.totals
    last = rows(table) - 1
    assert cell(table, last, table.model().columns[0].title) == "Whole run"
    for title, total in (
        ("Impressions", totals.impressions),
        ("Clicks", totals.clicks),
        ("Conversions", totals.conversions),
    ):
        found = [cell(table, row, title).replace(",", "") for row in range(rows(table))]
        counts = [int(text) for text in found if text != "–"]
        assert counts[-1] == total
        assert sum(counts[:-1]) == total


def test_frequencies_are_people_and_add_up_to_all(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    table = parts_by(page, "frequency")
    people = [int(cell(table, row, "People").replace(",", "")) for row in range(rows(table))]
    assert sum(people[:-1]) == people[-1] == get_run(page.project, FIRST).summary.people
    parts_by(page, "placement")
    last = rows(table) - 1
    assert cell(table, 0, "Reach") == "–"
    assert cell(table, last, "Win rate").endswith("%")
    assert cell(table, last, "Fraud") == "0.00 %"


def test_sum_stays_last_however_the_parts_are_sorted(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    table = parts_by(page, "creative")
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.sortByColumn(1, order)
        counts = [int(cell(table, row, "Impressions").replace(",", "")) for row in range(rows(table))]
        assert counts[:-1] == sorted(counts[:-1], reverse=order == Qt.SortOrder.DescendingOrder)
        assert cell(table, rows(table) - 1, "Creative") == "Whole run"


def test_another_run_fills_the_tab_that_is_seen_and_the_others_when_they_are(
    qtbot: QtBot, page: ResultsPage
) -> None:
    open_run(qtbot, page)
    table = parts_by(page, "creative")
    open_run(qtbot, page, SECOND)
    total = f"{get_run(page.project, SECOND).outcome.totals.impressions:,}"
    assert cell(table, rows(table) - 1, "Impressions") == total
    page.run.tabs.setCurrentIndex(PLAN)
    assert any("(number 2)" in found.text() for found in page.run.plan.findChildren(QLabel))


def test_a_run_that_is_asked_for_at_once_is_shown_when_its_view_is_made(
    qtbot: QtBot, runs_context: PageContext
) -> None:
    page = PAGE(runs_context)
    qtbot.addWidget(page)
    page.show()
    page.open_run(SECOND)
    qtbot.waitUntil(lambda: "run" in vars(page) and current(page) is page.run)
    assert page.run.shown is not None
    assert page.run.shown.run.info.id == SECOND


def test_hostile_names_are_shown_as_plain_text(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    for tab in range(page.run.tabs.count()):
        page.run.tabs.setCurrentIndex(tab)
    compare_runs(qtbot, page)
    for found in page.findChildren(QLabel):
        assert found.textFormat() == Qt.TextFormat.PlainText, found.text()
    assert page.run.title.whole_text() == f"{kept.SCRIPT} Spring, seed 7"
    words = [found.text() for found in page.run.findChildren(QLabel)]
    assert any(kept.STYLE in text for text in words)
    tooltips = [found.toolTip() for found in page.findChildren(QWidget)]
    assert not any("<script>" in text or "<img" in text for text in tooltips)


def test_events_plan_and_origin_are_told(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    run = get_run(page.project, FIRST)
    told = [
        cell(page.run.overview.events, row, "What happened") for row in range(rows(page.run.overview.events))
    ]
    assert told == [str(event.text) for event in run.events]
    page.run.tabs.setCurrentIndex(PLAN)
    words = {found.text() for found in page.run.findChildren(QLabel)}
    assert "40.00 EUR in all, and at most 12.00 EUR a day." in words
    assert "None: rates come from the plan or are assumed." in words
    assert f"{run.info.name} (number 1)" in words


def test_a_run_is_shown_as_each_side_sees_it(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    page.run.tabs.setCurrentIndex(SIDES)
    cards = [card for card in page.run.sides.findChildren(QWidget) if card.objectName().startswith("side-")]
    assert [card.objectName() for card in cards] == ["side-advertiser", "side-platform", "side-people"]
    spend = texts.written("money", get_run(page.project, FIRST).outcome.totals.spend / 1_000_000, "EUR")
    for card in cards[:2]:
        assert spend in {found.text() for found in card.findChildren(QLabel)}


def test_without_revenue_in_the_plan_no_return_is_shown(
    qtbot: QtBot, page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = tasks.read_run

    def read_without(project: ProjectFile, number: int) -> Shown:
        shown = read(project, number)
        response = shown.run.plan.response.model_copy(update={"revenue_per_conversion": Decimal(0)})
        plan = shown.run.plan.model_copy(update={"response": response})
        return replace(shown, run=replace(shown.run, plan=plan))

    open_run(qtbot, page)
    assert page.run.overview.tiles["revenue"].value() != "–"
    monkeypatch.setattr(tasks, "read_run", read_without)
    page.open_run(SECOND)
    qtbot.waitUntil(lambda: page.run.shown is not None and page.run.shown.run.info.id == SECOND)
    assert [page.run.overview.tiles[metric].value() for metric in ("revenue", "roas")] == ["–", "–"]


def test_kept_impressions_lead_to_the_models(
    qtbot: QtBot, page: ResultsPage, runs_context: PageContext
) -> None:
    open_run(qtbot, page)
    count = get_run(page.project, FIRST).summary.kept_impressions
    assert page.run.overview.feedback.text().startswith(
        f"{count:,} impressions of this run lie in the project"
    )
    with qtbot.waitSignal(runs_context.page_requested) as asked:
        page.run.overview.feedback._action.click()
    assert asked.args == ["models", ""]
    open_run(qtbot, page, SECOND)  # a further seed keeps no impressions
    assert page.run.overview.feedback.text() == ""


def test_undone_impressions_are_no_longer_offered(qtbot: QtBot, page: ResultsPage) -> None:
    from admanager.ingest.load import undo_import

    open_run(qtbot, page)
    batch = get_run(page.project, FIRST).summary.batch
    assert batch is not None
    undo_import(page.project, batch)
    qtbot.waitUntil(lambda: page.run.overview.feedback.text() == "")


# -- two runs ------------------------------------------------------------------------------------------------


def test_no_run_wins_while_the_interval_holds_zero(qtbot: QtBot, page: ResultsPage) -> None:
    compare_runs(qtbot, page)
    pair = page.pair.pair
    assert pair is not None
    by_metric = {found.metric: found for found in pair.differences}
    assert by_metric["ctr"].verdict == "unclear"
    row = list(by_metric).index("ctr")
    assert cell(page.pair.differences, row, "Figure") == "CTR"
    assert cell(page.pair.differences, row, "What it says") == "Not enough data to tell"
    (ctr,) = (text for text in page.pair.headlines(pair) if text.startswith("CTR"))
    assert ctr.startswith(
        "CTR: not enough data to tell the runs apart. To find a difference of 10 %, plan about"
    )
    test = pair.always["ctr"]
    assert ctr.endswith(f"plan about {test.planned:,} clicks in each; there are {test.events:,}.")
    assert cell(page.pair.differences, row, "However often you look").startswith("−")
    told = [found.text() for found in page.pair.findChildren(QLabel)]
    assert any("all that differs is chance" in text for text in told)
    assert not page.pair._same.isHidden()
    assert page.pair.changes.isHidden()


def test_clear_difference_names_the_better_run_with_its_interval() -> None:
    from tests.simulation.outcomes import totals_of

    (ctr,) = [
        found
        for found in compare.differences(totals_of(50_000, 500), totals_of(50_000, 700))
        if found.metric == "ctr"
    ]
    assert texts.verdict_text(ctr) == "B does better"
    assert texts.gap_text(ctr, "EUR") == "+0.40 points  (+40.0 %)"
    low, high = ctr.gap.low * 100, ctr.gap.high * 100
    assert texts.gap_interval_text(ctr, "EUR") == f"+{low:.2f} to +{high:.2f} points"


def _test(verdict: str, low: float, high: float) -> RatioTest:
    return RatioTest(Estimate((low + high) / 2, low, high), verdict, 40_000, 500, 0.1)  # type: ignore[arg-type]


def test_a_winner_is_named_by_the_interval_that_holds_however_often_one_looks() -> None:
    from tests.simulation.outcomes import totals_of

    found = {
        one.metric: one
        for one in compare.differences(
            totals_of(50_000, 5_000, 500, 500_000_000), totals_of(50_000, 5_600, 900, 500_000_000)
        )
    }
    ctr, cpa = found["ctr"], found["cpa"]
    assert (ctr.better, cpa.better) == ("b", "b")
    assert texts.verdict_text(ctr, _test("not enough data", -0.01, 0.3)) == "Not enough data to tell"
    assert texts.verdict_text(ctr, _test("higher", 0.02, 0.3)) == "B does better"
    # A lower cost is the better one.
    assert texts.verdict_text(cpa, _test("lower", -0.5, -0.3)) == "B does better"
    assert texts.verdict_text(cpa, _test("not enough data", -0.5, 0.1)) == "Not enough data to tell"


def test_the_headline_tells_what_a_single_look_would_have_said(qtbot: QtBot, page: ResultsPage) -> None:
    compare_runs(qtbot, page)
    pair = page.pair.pair
    assert pair is not None
    from tests.simulation.outcomes import totals_of

    (ctr,) = [
        one
        for one in compare.differences(totals_of(50_000, 500), totals_of(50_000, 600))
        if one.metric == "ctr"
    ]
    doubtful = replace(pair, differences=[ctr], always={"ctr": _test("not enough data", -0.02, 0.5)})
    (told,) = page.pair.headlines(doubtful)
    assert f"A single look would name “{pair.b.info.name}”" in told
    assert told.endswith("plan about 40,000 clicks in each; there are 500.")
    sure = replace(pair, differences=[ctr], always={"ctr": _test("higher", 0.05, 0.4)})
    (told,) = page.pair.headlines(sure)
    assert told.startswith(f"CTR: “{pair.b.info.name}” does better than “{pair.a.info.name}”")
    assert told.endswith("however often you look, with 95 % confidence +5.0 % to +40.0 %.")


def test_swapping_turns_the_differences_round(qtbot: QtBot, page: ResultsPage) -> None:
    compare_runs(qtbot, page)
    before = page.pair.pair
    assert before is not None
    page.pair.head.swap.click()
    qtbot.waitUntil(lambda: page.pair.pair is not before)
    after = page.pair.pair
    assert after is not None
    assert (after.a.info.id, after.b.info.id) == (SECOND, FIRST)
    for one, other in zip(before.differences, after.differences, strict=True):
        if one.gap.known:
            assert other.gap.value == pytest.approx(-one.gap.value)


def test_pair_is_drawn_with_one_line_for_each_run(qtbot: QtBot, page: ResultsPage) -> None:
    compare_runs(qtbot, page)
    charts = page.pair.charts
    assert charts.ctr is not None
    assert [series.name for series in charts.ctr.series.values()] == [
        f"A  {kept.SCRIPT} Spring, seed 7",
        f"B  {kept.SCRIPT} Spring, seed 8",
    ]
    assert charts.spend is None


def test_a_run_is_compared_from_its_own_menu(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    (action,) = page.run.compare_menu().actions()
    action.trigger()
    qtbot.waitUntil(lambda: current(page) is page.pair)
    assert page.pair.head.chosen() == (FIRST, SECOND)


# -- the report ----------------------------------------------------------------------------------------------


def test_report_is_saved_where_asked_and_can_be_opened(
    qtbot: QtBot, page: ResultsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    open_run(qtbot, page)
    press(page, "exportReport")
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert Path(dialog.selectedFiles()[0]).name == "_script_alert_1___script_ Spring, seed 7.html"
    out = tmp_path / "spring.html"
    dialog.fileSelected.emit(str(out))
    dialog.close()
    qtbot.waitUntil(lambda: page.banner.text() != "")
    assert page.banner.text() == f"The report is saved as {out}."
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    page.banner._action.click()
    assert opened == [QUrl.fromLocalFile(str(out))]


def test_report_that_cannot_be_written_is_told_on_the_page(
    qtbot: QtBot, page: ResultsPage, tmp_path: Path
) -> None:
    open_run(qtbot, page)
    page.export_to(FIRST, tmp_path / "nowhere" / "x.html")
    qtbot.waitUntil(lambda: page.banner.text() != "")
    assert page.banner.text() == f"The folder {tmp_path / 'nowhere'} does not exist."
    assert page.run.export.isEnabled()


def test_names_of_runs_become_names_of_files() -> None:
    assert file_name('a/b:c*"d"\\') == "a_b_c__d__"
    assert file_name("..") == "__"
    assert file_name("春季 1") == "春季 1"
    assert len(file_name("x" * 300)) == 80


# -- deleting ------------------------------------------------------------------------------------------------


def ask_delete(qtbot: QtBot, page: ResultsPage, number: int) -> QCheckBox:
    page.ask_delete(number)
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "confirmDialog") is not None)
    box = page.findChild(QCheckBox, "deleteFeedback")
    assert box is not None
    return box


@pytest.mark.parametrize("with_feedback", [True, False])
def test_deleted_run_goes_with_its_impressions_or_without(
    qtbot: QtBot, page: ResultsPage, with_feedback: bool
) -> None:
    open_run(qtbot, page)
    count = get_run(page.project, FIRST).summary.kept_impressions
    box = ask_delete(qtbot, page, FIRST)
    assert box.text() == f"Delete its {count:,} impressions as well"
    box.setChecked(with_feedback)
    press(page, "confirmDialog")
    qtbot.waitUntil(lambda: rows(page.list.table) == 1)
    assert current(page) is page.list
    assert [info.id for info in list_runs(page.project)] == [SECOND]
    there = page.project.read().execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'impressions'")
    assert there.fetchone()[0] == (0 if with_feedback else 1)


def test_cancelled_deleting_keeps_the_run(qtbot: QtBot, page: ResultsPage) -> None:
    box = ask_delete(qtbot, page, SECOND)
    assert box.isHidden()  # this run left no impressions
    press(page, "cancelDialog")
    assert len(list_runs(page.project)) == 2


def test_delete_key_asks_before_it_deletes(qtbot: QtBot, page: ResultsPage) -> None:
    page.list.select([SECOND])
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "confirmDialog") is not None)
    press(page, "confirmDialog")
    qtbot.waitUntil(lambda: rows(page.list.table) == 1)
    assert [info.id for info in list_runs(page.project)] == [FIRST]


# -- the page as a whole -------------------------------------------------------------------------------------


def test_page_built_anew_shows_what_was_open(
    qtbot: QtBot, page: ResultsPage, runs_context: PageContext
) -> None:
    open_run(qtbot, page, SECOND)
    page.run.set_place((1, 3))
    state = page.save_state()
    page.hide()
    again = PAGE(runs_context)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.show()
    qtbot.waitUntil(lambda: again.run.shown is not None)
    assert again.run.shown is not None
    assert again.run.shown.run.info.id == SECOND
    assert again.run.place() == (1, 3)


def test_selection_survives_a_new_language(
    qtbot: QtBot, page: ResultsPage, runs_context: PageContext
) -> None:
    page.list.select([FIRST])
    state = page.save_state()
    page.hide()
    again = PAGE(runs_context)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.show()
    qtbot.waitUntil(lambda: rows(again.list.table) == 2)
    assert again.list.selected() == [FIRST]


def test_another_project_forgets_the_runs(
    qtbot: QtBot, page: ResultsPage, runs_context: PageContext, tmp_path: Path
) -> None:
    open_run(qtbot, page)
    with ProjectFile.create(tmp_path / "other.adm") as other:
        runs_context.set_project(other)
        page.set_project(other)
        qtbot.waitUntil(lambda: page.state_shown() == "empty")
        assert current(page) is page.list


def test_commands_work_from_the_palette(qtbot: QtBot, page: ResultsPage) -> None:
    commands = {command.name: command for command in page.commands()}
    commands["results.compare"].run()
    qtbot.waitUntil(lambda: current(page) is page.pair)
    assert page.pair.head.chosen() == (FIRST, SECOND)
    commands["results.list"].run()
    assert current(page) is page.list
    commands["results.report"].run()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.close()


def test_run_view_fits_a_small_window_in_both_themes(qtbot: QtBot, page: ResultsPage) -> None:
    from admanager.gui import theme

    open_run(qtbot, page)
    compare_runs(qtbot, page)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for mode in ("dark", "light"):
        theme.apply(app, mode)
        assert page.minimumSizeHint().width() <= 1040
        assert page.minimumSizeHint().height() <= 600


def test_intervals_without_an_upper_end_are_written_so() -> None:
    assert texts.between("money", Estimate(2.0, 0.5, float("inf"))) == "0.50 – ∞"


# -- attribution ---------------------------------------------------------------------------------------------


def open_attribution(qtbot: QtBot, page: ResultsPage, number: int = FIRST) -> None:
    open_run(qtbot, page, number)
    page.run.tabs.setCurrentIndex(ATTRIBUTION)
    qtbot.waitUntil(lambda: not page.context.runner.busy())


def test_credits_are_read_when_their_tab_is_seen_and_add_up(qtbot: QtBot, page: ResultsPage) -> None:
    open_run(qtbot, page)
    view = page.run.attribution
    assert view.found is None
    open_attribution(qtbot, page)
    qtbot.waitUntil(lambda: view.found is not None)
    conversions = get_run(page.project, FIRST).outcome.totals.conversions
    last = rows(view.table) - 1
    assert cell(view.table, last, "Creative") == "Whole run"
    for title in ("Last", "First", "Linear", "Time decay", "Position", "Markov"):
        assert cell(view.table, last, title) == f"{conversions:,}.0"
    assert cell(view.table, 0, "True effect") == "–"
    assert sum(item.credit for item in view.bars.items) == pytest.approx(conversions)
    view.by.setCurrentIndex(1)
    qtbot.waitUntil(lambda: view.found is not None and view.found.by == "placement")
    assert view.bars.items[0].name == "page · 1"
    before = [item.credit for item in view.bars.items]
    view.rule.setCurrentIndex(view.rule.findData("first"))
    assert [item.credit for item in view.bars.items] != before


@pytest.mark.slow
def test_true_effects_are_worked_out_shown_and_kept(qtbot: QtBot, page: ResultsPage) -> None:
    open_attribution(qtbot, page)
    view = page.run.attribution
    qtbot.waitUntil(lambda: view.found is not None)
    press(page, "workOutEffects")
    assert not view.effects.isEnabled()
    qtbot.waitUntil(lambda: view.found is not None and view.found.campaign is not None)
    assert view.effects.isEnabled()
    assert view.effects.text() == "Work out again"
    item = view.bars.items[0]
    assert item.low <= item.effect <= item.high
    assert f"truly added {item.effect:.1f}" in view.bars.summary()
    open_run(qtbot, page, SECOND)
    qtbot.waitUntil(lambda: "are not kept" in view._state.text())
    assert not view.effects.isEnabled()
    open_run(qtbot, page)
    qtbot.waitUntil(lambda: view.found is not None and view.found.campaign is not None)
    assert view.bars.items[0] == item
