"""What a person decides before a training: the form fills itself, and a leak is left out until somebody insists."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from admanager.gui.page import PageContext
from admanager.gui.pages.models.columns_table import ColumnsTable
from admanager.gui.pages.models.model import ColumnsModel
from admanager.gui.pages.models.view import ModelsPage
from admanager.learning import models
from admanager.project.file import ProjectFile
from tests.gui.models.conftest import OpenPage
from tests.gui.models.pages import CONSENTED, FIRST, LEAK, TARGET, field, press, row_of, settle


def click_box(qtbot: QtBot, table: ColumnsTable, row: int) -> None:
    """Click the box of a row, where it is drawn."""
    index = table.shown.index(row, ColumnsModel.NAME)
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    table.itemDelegate().initStyleOption(option, index)
    option.rect = table.visualRect(index)
    box = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, table)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_an_empty_project_says_what_is_needed_and_leads_there(
    qtbot: QtBot, page_context: PageContext, open_page: OpenPage, tmp_path: Path
) -> None:
    ProjectFile.create(tmp_path / "empty.adm").close()
    page = open_page(tmp_path / "empty.adm")
    assert page.state_shown() == "empty"
    with qtbot.waitSignal(page_context.page_requested) as asked:
        press(page._states["empty"], "emptyStateButton")
    assert asked.args == ["data", ""]


def test_the_form_fills_itself_and_can_be_sent_as_it_is(form_page: ModelsPage) -> None:
    assert form_page.place() == "train"
    assert field(form_page, "trainTarget").value() == TARGET
    assert field(form_page, "trainPositive").value() == "yes"
    assert field(form_page, "trainPositive").editor.currentText().startswith("yes (")
    assert field(form_page, "trainName").value() == FIRST
    assert not field(form_page, "trainTable").isVisible()
    assert form_page.form.start.isEnabled()
    found = form_page.form.columns.found
    assert found is not None
    assert form_page.form.summary.text().startswith(f"{CONSENTED:,} rows, {found.positives} of them yes")


def test_the_leak_is_left_out_with_its_reason_and_overruled_with_one_click(
    qtbot: QtBot, form_page: ModelsPage
) -> None:
    columns = form_page.form.columns
    row = row_of(columns.shown, LEAK)
    assert row == 0
    assert not columns.shown.columns_shown[row].used
    said = columns.shown.index(row, ColumnsModel.FINDING).data()
    assert said.startswith(f"“{LEAK}”")
    usable = sum(entry.usable for entry in columns.shown.columns_shown)
    assert columns._about.text() == f"{usable - 1} of {usable} used"
    assert not columns.reset.isVisible()
    click_box(qtbot, columns.table, row)
    assert columns.shown.columns_shown[row].used
    assert columns.shown.index(row, ColumnsModel.FINDING).data() == f"Kept all the same. {said}"
    assert form_page.form.request().include == (LEAK,)
    press(columns, "resetColumns")
    assert form_page.form.request().include == ()
    assert not columns.reset.isVisible()


def test_a_column_is_left_out_by_keyboard(qtbot: QtBot, form_page: ModelsPage) -> None:
    columns = form_page.form.columns
    table = columns.table
    table.setFocus()
    table.selectRow(row_of(columns.shown, "age"))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert form_page.form.request().exclude == ("age",)
    # A key is nothing to learn from, and no key can change that.
    table.selectRow(row_of(columns.shown, "customer_id"))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert not columns.shown.columns_shown[row_of(columns.shown, "customer_id")].used


def test_every_finding_is_written_out_in_full_at_any_width(form_page: ModelsPage) -> None:
    table = form_page.form.columns.table
    told = [place for place, row in enumerate(table.shown.columns_shown) if row.finding is not None]
    assert told
    for width in range(1000, 1240, 7):
        form_page.resize(width, 640)
        table.fit_rows()
        for place in told:
            text = table.shown.rows[place][ColumnsModel.FINDING]
            assert drawn_height(text, table, place) <= table.rowHeight(place)


def drawn_height(text: str, table: ColumnsTable, place: int) -> float:
    """Return how high the table draws a text in lines that are as long as it lets them be."""
    index = table.shown.index(place, ColumnsModel.FINDING)
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    table.itemDelegate().initStyleOption(option, index)
    option.rect = table.visualRect(index)
    inner = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table)
    margin = table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, table) + 1
    layout = QTextLayout(text, table.font())
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(inner.width() - 2 * margin)
        height += line.height()
    layout.endLayout()
    return height


def test_another_target_is_looked_through_anew_and_named_after_its_value(
    qtbot: QtBot, form_page: ModelsPage
) -> None:
    field(form_page, "trainTarget").set_value("device")
    # No value of it says yes by itself, so that a person has to choose.
    qtbot.waitUntil(lambda: field(form_page, "trainPositive").editor.count() > 0)
    assert field(form_page, "trainPositive").value() is None
    assert not form_page.form.start.isEnabled()
    field(form_page, "trainPositive").set_value("tablet")
    assert field(form_page, "trainName").value() == "Chance of device = tablet"
    settle(qtbot, form_page)
    assert form_page.form.columns.found.positive == "tablet"
    assert form_page.form.start.isEnabled()


def test_the_look_through_the_columns_can_be_cancelled_and_begun_again(
    qtbot: QtBot, form_page: ModelsPage
) -> None:
    form_page.form.columns.again_asked.emit()
    record = form_page.context.job("models.examine")
    press(form_page.form.columns, "cancelJob")
    qtbot.waitUntil(lambda: record.finished)
    assert not form_page.form.start.isEnabled()
    press(form_page.form.columns, "examineAgain")
    settle(qtbot, form_page)
    assert form_page.form.start.isEnabled()


def test_a_taken_name_says_that_the_model_is_replaced(qtbot: QtBot, page: ModelsPage) -> None:
    page.show_form()
    settle(qtbot, page)
    assert field(page, "trainName").value() == f"{FIRST} 2"
    field(page, "trainName").set_value(FIRST)
    assert "will be replaced" in field(page, "trainName").help_text()


def test_without_torch_the_form_says_what_to_do(
    people: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "training_available", lambda: False)
    page = open_page(people)
    assert page.state_shown() == "content"
    assert "pip install 'admanager[train]'" in page.form.no_torch.text()
    assert page.form.columns.found is not None
    assert not page.form.start.isEnabled()
    page.form.submit()
    assert page.context.job("models.train") is None
    assert page._load.isVisible()


def test_no_help_text_loses_a_line(qtbot: QtBot, form_page: ModelsPage) -> None:
    form_page.show_form()
    settle(qtbot, form_page)
    shown = [made for made in form_page.form.form.fields.values() if made.isVisible()]
    assert len(shown) > 3

    def all_lines_fit() -> bool:
        return all(made.height() >= made.heightForWidth(made.width()) for made in shown)

    qtbot.waitUntil(all_lines_fit)
    field(form_page, "trainSeed").set_help("The same seed gives the same model, " * 6)
    qtbot.waitUntil(all_lines_fit)
