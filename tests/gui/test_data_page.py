"""The page Data: importing files, rows by the page, one column in detail, and undoing imports."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from admanager.audience import column_cache
from admanager.audience.columns import ColumnStore
from admanager.gui import format as fmt
from admanager.gui.jobs import JobState, WindowJob
from admanager.gui.page import PageContext
from admanager.gui.pages.data import PAGE, queries
from admanager.gui.pages.data.columns_table import MISSING, NAME, ROLE, TYPE
from admanager.gui.pages.data.dialog import ImportDialog
from admanager.gui.pages.data.locale_dialog import LocaleDialog
from admanager.gui.pages.data.queries import Ordered
from admanager.gui.pages.data.rows import KEPT_PAGES
from admanager.gui.pages.data.view import DataPage
from admanager.ingest import browse, load
from admanager.ingest.locale import Locale, change_locale, locale_of
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from admanager.project.identity import keys_of
from admanager.project.tables import row_count
from admanager.texts import Cancelled

PEOPLE = "customer_id,name,visits,born\n" + "".join(
    f"c{number},Person {number},{number},0{number % 9 + 1}/02/2024\n" for number in range(30)
)
MESSY = PEOPLE + "c30,too few\n,Nobody,3,01/02/2024\nc31,Bea,many,01/02/2024\n"


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the worker thread itself; `tests/ingest/test_load_child.py` runs real children."""
    monkeypatch.setattr(load, "run_in_child", lambda function, *args, job: function(*args, job=job))


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "messy.csv"
    path.write_text(MESSY)
    return path


MakePage = Callable[[], DataPage]


@pytest.fixture
def make_page(qtbot: QtBot, page_context: PageContext) -> Iterator[MakePage]:
    """Makes the page as a visit does, and waits until it has read the project."""
    made: list[DataPage] = []

    def make() -> DataPage:
        page = PAGE(page_context)
        qtbot.addWidget(page)
        page.resize(1088, 640)
        page_context.tables_changed.connect(page.note_changes)
        page.show()
        made.append(page)
        qtbot.waitUntil(lambda: page.state_shown() != "reading")
        return page

    yield make
    for page in made:
        page.close()


def load_file(project: ProjectFile, path: Path, **wishes: Any) -> None:
    load.import_file(project, path, options=ImportOptions(**wishes))


def texts(page: DataPage, row: int) -> list[str]:
    model = page.rows_table.model()
    return [model.index(row, place).data() for place in range(model.columnCount())]


def rows_read(qtbot: QtBot, page: DataPage, row: int = 0) -> None:
    qtbot.waitUntil(
        lambda: page._rows.rowCount() > row and (texts(page, row) is not None and page._rows.is_read(row))
    )


def open_dialog(qtbot: QtBot, page: DataPage, path: Path) -> ImportDialog:
    page.take_files([path])
    qtbot.waitUntil(lambda: page.importer.dialog is not None)
    dialog = page.importer.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    return dialog


def proposed(qtbot: QtBot, dialog: ImportDialog, act: Callable[[], object]) -> None:
    """Do something that changes the wishes, and wait for the new proposal."""
    before = dialog.proposal
    act()
    qtbot.waitUntil(lambda: dialog.proposal is not before)


def pick(combo: QComboBox, text: str) -> None:
    """Choose an entry as a person does."""
    place = combo.findText(text)
    assert place >= 0, [combo.itemText(number) for number in range(combo.count())]
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def labels(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def click(widget: Any, name: str) -> None:
    shown = [found for found in widget.findChildren(QPushButton, name) if found.isVisible()]
    assert len(shown) == 1, name
    assert shown[0].isEnabled()
    shown[0].click()


# -- empty, choose -----------------------------------------------------------------------------------------


def test_an_empty_project_offers_to_import(
    make_page: MakePage, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page()
    assert page.state_shown() == "empty"
    assert "No data yet" in labels(page)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_: ([str(people)], ""))
    click(page, "emptyStateButton")
    assert page.importer.dialog is not None
    page.importer.dialog.reject()


def test_several_files_get_one_dialog_after_the_other(
    qtbot: QtBot, make_page: MakePage, people: Path, messy: Path
) -> None:
    page = make_page()
    page.take_files([people, messy])
    first = page.importer.dialog
    assert first is not None
    assert "people.csv" in first.windowTitle()
    first.reject()
    second = page.importer.dialog
    assert second is not None
    assert "messy.csv" in second.windowTitle()
    second.reject()
    assert page.importer.dialog is None


# -- the dialog --------------------------------------------------------------------------------------------


def test_the_dialog_shows_what_is_detected_and_what_will_be_stored(
    qtbot: QtBot, make_page: MakePage, messy: Path
) -> None:
    dialog = open_dialog(qtbot, make_page(), messy)
    assert dialog.form.encoding.currentText() == "Detected: UTF-8"
    assert dialog.form.delimiter.currentText() == "Detected: Comma"
    columns = dialog.columns_table.model()
    assert [columns.index(row, NAME).data() for row in range(columns.rowCount())] == [
        "customer_id",
        "name",
        "visits",
        "born",
    ]
    assert columns.index(2, TYPE).data() == "Whole number"
    assert columns.index(3, TYPE).data() == "Date, day first"
    preview = dialog.preview_table.model()
    assert preview.index(0, 3).data() == "2024-02-01"
    assert preview.headerData(0, Qt.Orientation.Vertical) == "2"
    qtbot.waitUntil(lambda: "day and month cannot be told apart" in labels(dialog))
    dialog.reject()


def test_cells_and_rows_that_will_not_be_taken_are_marked_where_they_are(
    qtbot: QtBot, make_page: MakePage, messy: Path
) -> None:
    dialog = open_dialog(qtbot, make_page(), messy)
    proposed(qtbot, dialog, lambda: pick(dialog.form.key, "customer_id"))
    preview = dialog.preview_table.model()
    lines = [preview.headerData(row, Qt.Orientation.Vertical) for row in range(preview.rowCount())]
    short, keyless, odd = lines.index("32"), lines.index("33"), lines.index("34")
    assert preview.index(short, 0).data() == "c30,too few"
    assert preview.index(short, 0).data(Qt.ItemDataRole.BackgroundRole) is not None
    assert "no key" in preview.index(keyless, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert preview.index(odd, 2).data() == "many"
    assert "does not fit this column" in preview.index(odd, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert preview.index(odd, 0).data(Qt.ItemDataRole.BackgroundRole) is None
    dialog.reject()


def test_rows_that_are_rejected_after_the_last_one_are_shown_and_counted(
    qtbot: QtBot, make_page: MakePage, tmp_path: Path
) -> None:
    path = tmp_path / "two.csv"
    path.write_text(PEOPLE + "c31,Bea,many,01/02/2024\nTotal,30\nprinted on Monday\n")
    dialog = open_dialog(qtbot, make_page(), path)
    title = dialog._preview_title.text()
    assert title == "What will be stored: all 31 rows; 2 rows rejected, 1 cell left empty"
    model = dialog.preview_table.model()
    assert [model.index(row, 0).data() for row in range(31, model.rowCount())] == [
        "Total,30",
        "printed on Monday",
    ]
    dialog.reject()


def test_types_and_roles_are_chosen_in_the_table(qtbot: QtBot, make_page: MakePage, people: Path) -> None:
    dialog = open_dialog(qtbot, make_page(), people)
    model = dialog.columns_table.model()
    proposed(qtbot, dialog, lambda: model.setData(model.index(3, TYPE), "date:mdy"))
    assert model.index(3, TYPE).data() == "Date, month first"
    assert "cannot be told apart" not in labels(dialog)
    proposed(qtbot, dialog, lambda: model.setData(model.index(1, ROLE), "drop"))
    assert model.index(1, ROLE).data() == "Leave out"
    proposed(qtbot, dialog, lambda: model.setData(model.index(2, NAME), "Visits a year"))
    assert model.index(2, NAME).data() == "Visits a year"
    assert not model.setData(model.index(2, NAME), "Visits a year")
    dialog.reject()


def test_words_that_mean_missing_are_shown_and_changed(
    qtbot: QtBot, make_page: MakePage, tmp_path: Path
) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("user_id,town\n" + "".join(f"u{n},{'k.A.' if n % 3 else 'Ulm'}\n" for n in range(30)))
    dialog = open_dialog(qtbot, make_page(), path)
    cell = dialog._columns.index(1, MISSING)
    assert "Double-click" in cell.data(Qt.ItemDataRole.ToolTipRole)
    words = cell.data(Qt.ItemDataRole.EditRole)
    assert "unknown" in words
    proposed(qtbot, dialog, lambda: dialog._columns.setData(cell, f"{words}, k.A."))
    assert dialog.proposal.preview.values[1][1] is None
    assert dialog.proposal.preview.values[0][1] == "Ulm"
    assert cell.data() == "67 %"
    proposed(qtbot, dialog, lambda: dialog._columns.setData(cell, ""))
    assert dialog.wishes.column("town").missing_words == ()
    dialog.reject()


def test_a_click_on_a_role_opens_its_choices(qtbot: QtBot, make_page: MakePage, people: Path) -> None:
    dialog = open_dialog(qtbot, make_page(), people)
    table = dialog.columns_table
    index = table.model().index(1, ROLE)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    combo = table.findChild(QComboBox)
    assert combo is not None
    assert combo.currentText() == "Text"
    proposed(qtbot, dialog, lambda: (pick(combo, "Tags"), combo.hidePopup()))
    assert table.model().index(1, ROLE).data() == "Tags"
    dialog.reject()


def test_options_of_reading_change_the_proposal(qtbot: QtBot, make_page: MakePage, people: Path) -> None:
    dialog = open_dialog(qtbot, make_page(), people)
    proposed(qtbot, dialog, lambda: pick(dialog.form.delimiter, "Semicolon"))
    assert dialog.columns_table.model().rowCount() == 1
    proposed(qtbot, dialog, lambda: pick(dialog.form.delimiter, dialog.form.delimiter.itemText(0)))
    assert dialog.columns_table.model().rowCount() == 4
    proposed(qtbot, dialog, lambda: pick(dialog.form.header, "Data"))
    assert dialog.columns_table.model().index(0, NAME).data() == "column_1"
    proposed(qtbot, dialog, lambda: dialog.form.skip.setValue(2))
    assert dialog.preview_table.model().headerData(0, Qt.Orientation.Vertical) == "3"
    proposed(qtbot, dialog, lambda: pick(dialog.form.table, "Something a person did"))
    assert dialog.wishes.table == "events"
    dialog.reject()


def test_the_key_and_its_policy_are_wishes(qtbot: QtBot, make_page: MakePage, people: Path) -> None:
    dialog = open_dialog(qtbot, make_page(), people)
    assert dialog.form.key.currentText() == "customer_id"
    proposed(qtbot, dialog, lambda: pick(dialog.form.policy, "Take the new row instead"))
    assert dialog.wishes.on_duplicate == "replace"
    proposed(qtbot, dialog, lambda: pick(dialog.form.key, "No key"))
    assert dialog.form.key.currentText() == "No key"
    assert not dialog.form.policy.isEnabled()
    proposed(qtbot, dialog, lambda: pick(dialog.form.key, "name"))
    assert dialog.proposal is not None
    assert dialog.proposal.key == "name"
    dialog.reject()


def test_a_file_that_cannot_be_read_is_explained(qtbot: QtBot, make_page: MakePage, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": 1')
    page = make_page()
    page.take_files([path])
    dialog = page.importer.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "is no whole JSON document" in labels(dialog))
    assert not dialog.findChild(QPushButton, "startImport").isEnabled()
    dialog.reject()


def test_markup_in_a_file_is_shown_as_it_is(qtbot: QtBot, make_page: MakePage, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,<img src=x onerror=alert(1)>\n1,<b>bold</b> and long enough for a tooltip\n2,c\n")
    page = make_page()
    dialog = open_dialog(qtbot, page, path)
    preview = dialog.preview_table.model()
    assert preview.index(0, 1).data() == "<b>bold</b> and long enough for a tooltip"
    assert "&lt;b&gt;bold" in preview.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    dialog.reject()
    load_file(page.project, path)
    rows_read(qtbot, page)
    page.choose_column("<img src=x onerror=alert(1)>")
    qtbot.waitUntil(lambda: page.panel.name() == "<img src=x onerror=alert(1)>")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.panel.findChildren(QLabel))


# -- importing ---------------------------------------------------------------------------------------------


def test_an_import_ends_with_its_counts_and_rejects(qtbot: QtBot, make_page: MakePage, messy: Path) -> None:
    page = make_page()
    dialog = open_dialog(qtbot, page, messy)
    proposed(qtbot, dialog, lambda: pick(dialog.form.key, "customer_id"))
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: "Imported messy.csv" in labels(dialog))
    shown = labels(dialog)
    assert "31" in shown
    assert "of 33 read" in shown
    rejects = dialog.outcome.rejects.model()
    assert [rejects.index(row, 0).data() for row in range(rejects.rowCount())] == ["32", "33", "34"]
    assert rejects.index(2, 3).data() == "a whole number"
    dialog.reject()
    rows_read(qtbot, page)
    assert page.state_shown() == "content"
    assert texts(page, 0) == ["c0", "Person 0", "0", "2024-02-01"]


def test_trying_writes_nothing_and_says_what_would_happen(
    qtbot: QtBot, make_page: MakePage, messy: Path
) -> None:
    page = make_page()
    dialog = open_dialog(qtbot, page, messy)
    click(dialog, "tryImport")
    qtbot.waitUntil(lambda: "rows would be imported" in labels(dialog))
    assert "32 of 33 rows would be imported: 1 rejected" in labels(dialog)
    assert row_count(page.project.read(), "profiles") == 0
    dialog.reject()


def test_cancelling_an_import_goes_back_to_the_proposal(
    qtbot: QtBot, make_page: MakePage, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait_for_cancel(_function: object, *_args: object, job: WindowJob) -> None:
        job.progress(1, 2, "Reading")
        job.cancel_asked.wait(10)
        job.check_cancelled()

    page = make_page()
    dialog = open_dialog(qtbot, page, people)
    monkeypatch.setattr(load, "run_in_child", wait_for_cancel)
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "cancelJob") is not None)
    click(dialog, "cancelJob")
    qtbot.waitUntil(lambda: not dialog.is_running())
    qtbot.waitUntil(lambda: str(Cancelled().message) in labels(dialog))
    assert row_count(page.project.read(), "profiles") == 0
    dialog.reject()


def test_an_import_goes_on_without_its_dialog(qtbot: QtBot, make_page: MakePage, people: Path) -> None:
    page = make_page()
    dialog = open_dialog(qtbot, page, people)
    with qtbot.waitSignal(page.context.message_posted) as posted:
        click(dialog, "startImport")
        dialog.reject()
    assert posted.args == ["Imported 30 rows.", "good"]
    rows_read(qtbot, page)


@pytest.mark.parametrize(("enough", "prepared"), [(30, True), (31, False)])
def test_after_an_import_of_many_people_a_first_look_at_them_is_prepared(
    qtbot: QtBot,
    make_page: MakePage,
    page_context: PageContext,
    people: Path,
    monkeypatch: pytest.MonkeyPatch,
    enough: int,
    prepared: bool,
) -> None:
    monkeypatch.setattr(column_cache, "MIN_ROWS", enough)
    page = make_page()
    dialog = open_dialog(qtbot, page, people)
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: "Imported people.csv" in labels(dialog))
    qtbot.waitUntil(lambda: not page_context.runner.busy())
    dialog.reject()
    record = page_context.job("data.prepare")
    assert (record is not None and record.state is JobState.DONE) == prepared
    assert ColumnStore.of(page.project).at_hand(["visits", "born"]) == prepared


def test_an_import_stops_the_preparation_of_the_people_before_it(
    qtbot: QtBot,
    make_page: MakePage,
    page_context: PageContext,
    people: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wait_for_cancel(_project: ProjectFile, *, job: WindowJob) -> None:
        while True:
            job.cancel_asked.wait(10)
            job.check_cancelled()

    monkeypatch.setattr(column_cache, "MIN_ROWS", 30)
    monkeypatch.setattr(queries, "prepare_to_explore", wait_for_cancel)
    page = make_page()
    dialog = open_dialog(qtbot, page, people)
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: page_context.job("data.prepare") is not None)
    first = page_context.job("data.prepare")
    dialog.reject()
    second = open_dialog(qtbot, page, people)
    click(second, "startImport")
    qtbot.waitUntil(lambda: first.state is JobState.CANCELLED)
    qtbot.waitUntil(lambda: page_context.job("data.prepare") is not first)
    second.reject()
    page_context.job("data.prepare").cancel()
    qtbot.waitUntil(lambda: not page_context.runner.busy())


def test_a_failed_import_is_explained_in_the_dialog(qtbot: QtBot, make_page: MakePage, people: Path) -> None:
    page = make_page()
    load_file(page.project, people)
    dialog = open_dialog(qtbot, page, people)
    proposed(qtbot, dialog, lambda: pick(dialog.form.policy, "Import nothing and say so"))
    click(dialog, "startImport")
    qtbot.waitUntil(
        lambda: "30 rows have a value of customer_id that is in the project already" in labels(dialog)
    )
    assert row_count(page.project.read(), "profiles") == 30
    dialog.reject()


# -- rows --------------------------------------------------------------------------------------------------


@pytest.fixture
def long_table(project: ProjectFile, tmp_path: Path) -> int:
    rows = browse.PAGE_ROWS * (KEPT_PAGES + 3) + 7
    path = tmp_path / "long.csv"
    path.write_text(
        "id,word,share\n"
        + "".join(f"{row},{'' if row % 5 == 0 else f'w{row % 3}'},{row / 8}\n" for row in range(rows))
    )
    load_file(project, path)
    return rows


def test_only_the_pages_in_view_are_read(qtbot: QtBot, make_page: MakePage, long_table: int) -> None:
    page = make_page()
    rows_read(qtbot, page)
    assert page.rows_table.model().rowCount() == long_table
    assert texts(page, 0) == ["0", "–", "0"]
    assert texts(page, 1) == ["1", "w1", "0.125"]
    assert len(page._rows._pages) <= 2
    page.rows_table.scrollToBottom()
    rows_read(qtbot, page, long_table - 1)
    assert texts(page, long_table - 1)[0] == str(long_table - 1)


def test_the_first_rows_come_with_their_order_and_before_the_picture_of_a_column(
    qtbot: QtBot, page_context: PageContext, long_table: int
) -> None:
    page = PAGE(page_context)
    qtbot.addWidget(page)
    seen: list[tuple[int, bool, bool]] = []
    page._rows.modelReset.connect(
        lambda: seen.append((page._rows.rowCount(), page._rows.is_read(0), "levels" in vars(page.panel)))
    )
    page.show()
    qtbot.waitUntil(lambda: "levels" in vars(page.panel))
    assert [found for found in seen if found[0]] == [(long_table, True, False)]
    assert page.panel.levels.isVisible()
    page.close()


def test_pages_that_are_out_of_view_are_forgotten(qtbot: QtBot, make_page: MakePage, long_table: int) -> None:
    page = make_page()
    for row in range(0, long_table, browse.PAGE_ROWS):
        rows_read(qtbot, page, row)
    assert len(page._rows._pages) == KEPT_PAGES
    assert not page._rows.is_read(browse.PAGE_ROWS)


def test_a_click_on_the_header_sorts(qtbot: QtBot, make_page: MakePage, long_table: int) -> None:
    page = make_page()
    rows_read(qtbot, page)
    header = page.rows_table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page._rows.order.ids is not None)
    rows_read(qtbot, page)
    assert texts(page, 0)[0] == str(long_table - 1)
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: texts(page, 0)[1] == "w0")
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: page._rows.order.ids is None)


def test_the_sort_asked_for_last_holds_whichever_is_read_first(
    qtbot: QtBot, make_page: MakePage, long_table: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_page()
    rows_read(qtbot, page)
    later_shown = threading.Event()
    order = queries.order

    def read_late(project: ProjectFile, table: str, sort: str, descending: bool, rows: int) -> Ordered:
        found = order(project, table, sort, descending, rows)
        if sort == "id":
            later_shown.wait(30)
        return found

    monkeypatch.setattr(queries, "order", read_late)
    header = page.rows_table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: texts(page, 0)[1] == "w0")
    later_shown.set()
    qtbot.waitUntil(lambda: not page.context.runner.busy())
    assert texts(page, 0)[1] == "w0"


def test_a_column_is_shown_in_detail(qtbot: QtBot, make_page: MakePage, long_table: int) -> None:
    page = make_page()
    rows_read(qtbot, page)
    qtbot.waitUntil(lambda: page.panel.name() == "word")  # the first column that is no key
    page.choose_column("id")
    qtbot.waitUntil(lambda: "Whole number" in labels(page.panel))
    page.choose_column("word")
    qtbot.waitUntil(lambda: page.panel.levels.isVisible())
    levels = page.panel.levels.model()
    assert {levels.index(row, 0).data() for row in range(levels.rowCount())} == {"w0", "w1", "w2"}
    assert "(20.0 %)" in labels(page.panel)
    page.rows_table.setCurrentIndex(page.rows_table.model().index(3, 2))
    qtbot.waitUntil(lambda: page.panel.chart.isVisible() and page.panel.name() == "share")


def test_each_table_has_its_own_switch(
    qtbot: QtBot, make_page: MakePage, people: Path, tmp_path: Path, project: ProjectFile
) -> None:
    events = tmp_path / "events.csv"
    events.write_text("user_id,event,time\n" + "u1,view,2024-01-05 10:00:00\n" * 3)
    load_file(project, people)
    load_file(project, events, table="events")
    page = make_page()
    rows_read(qtbot, page)
    assert page.findChild(QPushButton, "show_events").text() == "Events (3)"
    assert not page.findChild(QPushButton, "show_products").isVisible()
    click(page, "show_events")
    qtbot.waitUntil(lambda: page._rows.order.table == "events")
    rows_read(qtbot, page)
    assert texts(page, 0) == ["u1", "view", "2024-01-05 10:00:00"]


# -- imports -----------------------------------------------------------------------------------------------


def test_imports_are_listed_with_their_rejects(
    qtbot: QtBot, make_page: MakePage, messy: Path, project: ProjectFile
) -> None:
    load_file(project, messy)
    page = make_page()
    click(page, "show_imports")
    table = page.imports.table.model()
    assert [table.index(0, place).data() for place in (0, 1, 2)] == ["messy.csv", "People", "32"]
    assert table.index(0, 4).data() == "1 row rejected, 1 cell left empty"
    qtbot.waitUntil(lambda: page.imports.detail.rejects.isVisible())
    rejects = page.imports.detail.rejects.model()
    assert [rejects.index(row, 2).data() for row in range(rejects.rowCount())] == ["c30,too few", "many"]


def test_what_was_not_taken_is_saved_from_the_list_and_from_the_dialog(
    qtbot: QtBot, make_page: MakePage, messy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    page = make_page()
    page.context.message_posted.connect(lambda text, kind: told.append((text, kind)))
    dialog = open_dialog(qtbot, page, messy)
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: dialog.outcome.isVisible())
    click(dialog, "saveRejects")
    chosen_in(dialog, tmp_path / "rejects.xlsx")
    qtbot.waitUntil(lambda: "Saved 2 entries as" in labels(dialog))
    assert openpyxl.load_workbook(tmp_path / "rejects.xlsx").active.max_row == 3
    dialog.reject()
    qtbot.waitUntil(lambda: page.state_shown() == "content")
    page.show_view("imports")
    qtbot.waitUntil(lambda: page.imports.detail.rejects.isVisible())
    click(page, "saveRejects")
    chosen_in(page, tmp_path / "rejects.csv")
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1] == (f"Saved 2 entries as {tmp_path / 'rejects.csv'}.", "good")
    assert "The row has too few fields" in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")


def chosen_in(parent: QWidget, path: Path) -> None:
    """Choose a file in the dialog that asks for one."""
    dialog = parent.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.nameFilters() == ["Comma-separated values (*.csv)", "Excel workbook (*.xlsx)"]
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_undoing_an_import_asks_first(
    qtbot: QtBot, make_page: MakePage, people: Path, project: ProjectFile
) -> None:
    load_file(project, people)
    page = make_page()
    click(page, "show_imports")
    click(page, "undoImport")
    question = page.findChild(QDialog)
    assert question is not None
    assert row_count(project.read(), "profiles") == 30
    with qtbot.waitSignal(page.context.message_posted) as posted:
        click(question, "confirmDialog")
    assert posted.args[0] == "Removed 30 rows."
    qtbot.waitUntil(lambda: page.state_shown() == "empty")


def test_the_page_keeps_its_place_when_it_is_built_anew(
    qtbot: QtBot, make_page: MakePage, people: Path, project: ProjectFile
) -> None:
    load_file(project, people)
    first = make_page()
    rows_read(qtbot, first)
    first.choose_column("visits")
    state = first.save_state()
    second = make_page()
    second.restore_state(state)
    second.note_changes(frozenset())
    qtbot.waitUntil(lambda: second.panel.name() == "visits")
    click(second, "show_imports")
    third = make_page()
    third.restore_state(second.save_state())
    third.note_changes(frozenset())
    qtbot.waitUntil(lambda: third.view_shown() == "imports")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "People"
    for row in (["user_id", "age"], ["a", 30], ["b", 40]):
        book.active.append(row)
    book.create_sheet("Orders")
    for row in (["order", "user_id", "when"], [5, "a", "2024-01-31"], [6, "a", "2024-02-01"]):
        book["Orders"].append(row)
    book.create_sheet("Empty")
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def tick(dialog: ImportDialog, name: str) -> None:
    """Click on the box before a sheet."""
    parts = dialog.form.parts
    place = parts.visualItemRect(parts.findItems(name, Qt.MatchFlag.MatchExactly)[0])
    box = QPoint(place.left() + 10, place.center().y())
    QTest.mouseClick(parts.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box)


def select(dialog: ImportDialog, name: str) -> None:
    """Click on a sheet's name."""
    parts = dialog.form.parts
    place = parts.visualItemRect(parts.findItems(name, Qt.MatchFlag.MatchExactly)[0])
    QTest.mouseClick(
        parts.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.center()
    )


def test_a_workbook_offers_its_sheets_and_hides_what_text_alone_has(
    qtbot: QtBot, make_page: MakePage, workbook: Path
) -> None:
    dialog = open_dialog(qtbot, make_page(), workbook)
    assert dialog.form.parts.names() == ["People", "Orders", "Empty"]
    assert dialog.form.delimiter.isHidden()
    assert dialog.form.encoding.isHidden()
    assert not dialog.form.header.isHidden()
    assert dialog._import_button.text() == "Import “People”"
    select(dialog, "Orders")
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    assert [column.name for column in dialog.proposal.columns] == ["order", "user_id", "when"]
    qtbot.waitUntil(lambda: "“Orders” is not ticked, so it is not imported." in labels(dialog))
    assert dialog._import_button.text() == "Import “People”"
    dialog.reject()


def test_each_ticked_sheet_becomes_an_import_of_its_own_kind(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, workbook: Path
) -> None:
    page = make_page()
    dialog = open_dialog(qtbot, page, workbook)
    select(dialog, "Orders")
    tick(dialog, "Orders")
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    proposed(qtbot, dialog, lambda: pick(dialog.form.table, "Something a person did"))
    assert dialog._import_button.text() == "Import 2 sheets"
    click(dialog, "tryImport")
    qtbot.waitUntil(lambda: "4 of 4 rows would be imported" in labels(dialog))
    assert not row_count(project.read(), "profiles")
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: dialog.title.text() == "Imported book.xlsx")
    files = dialog.outcome.files.model()
    assert [[files.index(row, place).data() for place in (0, 3)] for row in range(2)] == [
        ["People", "2"],
        ["Orders", "2"],
    ]
    assert (row_count(project.read(), "profiles"), row_count(project.read(), "events")) == (2, 2)
    dialog.reject()
    qtbot.waitUntil(lambda: "Imports (2)" in page._switches["imports"].text())
    assert [info.title for info in browse.list_imports(project)] == [
        "book.xlsx · Orders",
        "book.xlsx · People",
    ]
    again = open_dialog(qtbot, page, workbook)
    qtbot.waitUntil(lambda: again.parts.can_import)
    assert (again.parts.shown, again.parts.chosen) == ("People", ["People", "Orders"])
    assert [wishes.table for wishes in again.parts.to_import()] == ["profiles", "events"]
    again.reject()


def test_a_ticked_sheet_that_holds_nothing_keeps_all_of_them_back(
    qtbot: QtBot, make_page: MakePage, workbook: Path
) -> None:
    dialog = open_dialog(qtbot, make_page(), workbook)
    tick(dialog, "Empty")
    qtbot.waitUntil(lambda: "Empty: It is empty; leave it out." in labels(dialog))
    assert not dialog._import_button.isEnabled()
    tick(dialog, "Empty")
    assert dialog._import_button.isEnabled()
    tick(dialog, "People")
    assert not dialog._import_button.isEnabled()
    dialog.reject()


def test_a_file_without_rows_cannot_be_imported_until_its_first_row_is_called_data(
    qtbot: QtBot, make_page: MakePage, tmp_path: Path
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("anna,paris\n")
    dialog = open_dialog(qtbot, make_page(), path)
    qtbot.waitUntil(lambda: "names of columns but no rows" in labels(dialog))
    assert not dialog._import_button.isEnabled()
    proposed(qtbot, dialog, lambda: pick(dialog.form.header, "Data"))
    assert dialog._import_button.isEnabled()
    dialog.reject()


def test_marks_of_thousands_of_quotes_and_of_comments_are_chosen(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, tmp_path: Path
) -> None:
    path = tmp_path / "prices.csv"
    rows = "".join(f'{n};"N{n} \\"big\\"";1.{n}\n' for n in range(100, 130))
    path.write_text(f"id;name;price\n{rows}%total;;99\n")
    dialog = open_dialog(qtbot, make_page(), path)
    form = dialog.form

    def stored() -> tuple[object, ...]:
        assert dialog.proposal is not None
        return tuple(dialog.proposal.preview.values[0])

    assert form.escape.itemText(0) == 'Detected: After a backslash (\\")'
    proposed(qtbot, dialog, lambda: pick(form.thousands, "Point (1.234)"))
    assert stored() == (100, 'N100 "big"', 1100)
    proposed(qtbot, dialog, lambda: pick(form.thousands, "Comma (1,234)"))
    assert stored() == (100, 'N100 "big"', 1.1)
    assert [reject.found for reject in dialog.proposal.preview.rejects] == ["%total"]
    proposed(qtbot, dialog, lambda: pick(form.comment, "%"))
    assert not dialog.proposal.preview.rejects
    proposed(qtbot, dialog, lambda: pick(form.escape, 'Doubled ("")'))
    assert stored() != (100, 'N100 "big"', 1.1)
    dialog.reject()


def test_a_foreign_currency_asks_for_its_rate_before_anything_is_imported(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, tmp_path: Path
) -> None:
    change_locale(project, currency="EUR", zone="Asia/Shanghai")
    path = tmp_path / "orders.csv"
    path.write_text("user_id,time,value\n1,2024-01-01 08:00:00,10\n2,2024-01-01 09:00:00,20\n")
    fmt.set_data_zone("Asia/Tokyo")
    dialog = open_dialog(qtbot, make_page(), path)
    place = dialog.form.place
    assert place.rate.isHidden()
    assert place.zone.currentText().endswith("Asia/Shanghai")
    proposed(qtbot, dialog, lambda: pick(dialog.form.table, "Something a person did"))
    assert dialog._preview_title.text().endswith("; times of Asia/Shanghai as in Asia/Tokyo")
    assert dialog._preview.index(0, 1).data() == "2024-01-01 09:00:00"
    proposed(qtbot, dialog, lambda: pick(place.currency, "USD"))
    assert not place.rate.isHidden()
    qtbot.waitUntil(lambda: "no rate for USD" in labels(dialog))
    assert not dialog._import_button.isEnabled()
    proposed(qtbot, dialog, lambda: place.rate.setValue(0.5))
    assert dialog._import_button.isEnabled()
    assert [row[2] for row in dialog.proposal.preview.values] == [5.0, 10.0]
    proposed(qtbot, dialog, lambda: pick(place.zone, "UTC"))
    assert dialog.proposal.preview.values[0][1] == 1_704_096_000
    dialog.reject()


def test_the_projects_zone_currency_and_rates_are_changed_in_the_window(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, people: Path
) -> None:
    load_file(project, people)
    page = make_page()
    qtbot.waitUntil(lambda: page.state_shown() == "content")
    click(page, "locale")
    qtbot.waitUntil(lambda: page.findChild(LocaleDialog) is not None)
    dialog = page.findChild(LocaleDialog)
    assert not dialog.another.isEnabled()
    pick(dialog.zone, "Asia/Shanghai")
    pick(dialog.currency, "EUR")
    pick(dialog.another, "USD")
    dialog.form.fields["rateUSD"].set_value(0.92)
    click(dialog, "confirmDialog")
    qtbot.waitUntil(lambda: locale_of(project).currency == "EUR")
    assert locale_of(project) == Locale("Asia/Shanghai", "EUR", {"USD": 0.92})
    qtbot.waitUntil(lambda: page.findChild(LocaleDialog) is None)
    page.open_locale()
    qtbot.waitUntil(lambda: page.findChild(LocaleDialog) is not None)
    again = page.findChild(LocaleDialog)
    assert again.form.fields["rateUSD"].value() == 0.92
    again.form.fields["rateUSD"].set_value(0)
    click(again, "confirmDialog")
    qtbot.waitUntil(lambda: locale_of(project).rates == {})
    qtbot.waitUntil(lambda: page.findChild(LocaleDialog) is None)
    change_locale(project, rates={"USD": 0.92})
    page.open_locale()
    qtbot.waitUntil(lambda: page.findChild(LocaleDialog) is not None)
    again = page.findChild(LocaleDialog)
    pick(again.currency, "CNY")
    assert again.form.fields["rateUSD"].value() == 0
    click(again, "confirmDialog")
    qtbot.waitUntil(lambda: locale_of(project).currency == "CNY")
    assert locale_of(project).rates == {}


def test_a_known_file_is_read_as_it_was_unless_it_is_detected_anew(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, people: Path
) -> None:
    columns = ({"source_name": "visits", "type": "text", "role": "category"},)
    load_file(project, people, key="customer_id", columns=columns, on_duplicate="replace")
    dialog = open_dialog(qtbot, make_page(), people)
    assert dialog.proposal.remembered == 1
    assert dialog.wishes.on_duplicate == "replace"
    assert not dialog.form.anew.isHidden()
    proposed(qtbot, dialog, dialog.form.anew.click)
    assert dialog.proposal.remembered is None
    assert dialog.wishes.on_duplicate == "skip"
    assert dialog.form.anew.isHidden()
    dialog.reject()


def test_rows_of_the_clipboard_are_imported_and_their_copy_is_gone(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile
) -> None:
    page = make_page()
    QGuiApplication.clipboard().setText("user_id\tage\n1\t30\n2\t40\n")
    page.importer.import_clipboard()
    dialog = page.importer.dialog
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    copied = dialog._path
    assert copied.exists()
    dialog._import_button.click()
    qtbot.waitUntil(lambda: row_count(project.read(), "profiles") == 2)
    qtbot.waitUntil(lambda: not copied.exists())
    assert project.read().execute("SELECT path FROM source").fetchall() == [("clipboard",)]
    qtbot.waitUntil(lambda: not dialog.is_running())
    dialog.reject()
    QGuiApplication.clipboard().clear()


def test_a_dropped_folder_means_its_files(qtbot: QtBot, make_page: MakePage, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "b.csv").write_text("id\n2\n")
    (folder / "a.json").write_text('[{"id": 1}]')
    page = make_page()
    dialog = open_dialog(qtbot, page, folder)
    assert dialog.proposal.preview.settled.path.name == "a.json"
    dialog.reject()
    assert page.importer.dialog is not dialog
    qtbot.waitUntil(lambda: page.importer.dialog.proposal is not None)
    assert page.importer.dialog.proposal.preview.settled.path.name == "b.csv"
    page.importer.dialog.reject()


def months(folder: Path, *heads: str) -> list[Path]:
    """Write one file for each header, of two rows each."""
    paths = []
    for number, head in enumerate(heads, 1):
        paths.append(folder / f"m-{number}.csv")
        paths[-1].write_text(f"{head},age\n{number}0,30\n{number}1,40\n")
    return paths


def test_files_that_wait_are_imported_in_the_same_way(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, tmp_path: Path
) -> None:
    page = make_page()
    page.take_files(months(tmp_path, "user_id", "user_id", "user_id"))
    qtbot.waitUntil(lambda: page.importer.dialog is not None and page.importer.dialog.proposal is not None)
    dialog = page.importer.dialog
    assert dialog.for_all.text() == "Import the 2 other files in the same way"
    dialog.for_all.setChecked(True)
    click(dialog, "tryImport")
    qtbot.waitUntil(lambda: "6 of 6 rows would be imported" in labels(dialog))
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: dialog.title.text() == "Imported 3 files")
    files = dialog.outcome.files.model()
    assert [[files.index(row, place).data() for place in (0, 3)] for row in range(3)] == [
        ["m-1.csv", "2"],
        ["m-2.csv", "2"],
        ["m-3.csv", "2"],
    ]
    assert row_count(project.read(), "profiles") == 6
    dialog.reject()
    assert page.importer.dialog is None


def test_one_file_that_does_not_fit_keeps_all_of_them_out(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, tmp_path: Path
) -> None:
    page = make_page()
    page.take_files(months(tmp_path, "user_id", "user_id", "who"))
    qtbot.waitUntil(lambda: page.importer.dialog is not None and page.importer.dialog.proposal is not None)
    dialog = page.importer.dialog
    dialog.for_all.setChecked(True)
    click(dialog, "startImport")
    qtbot.waitUntil(lambda: "m-3.csv: The file has no column user_id" in labels(dialog))
    assert not project.read().execute("SELECT 1 FROM import_batch WHERE undone = 0").fetchone()
    assert dialog.for_all.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: page.importer.dialog is not None and page.importer.dialog.proposal is not None)
    second = page.importer.dialog
    assert second.proposal.preview.settled.path.name == "m-2.csv"
    click(second, "cancelAll")
    assert page.importer.dialog is None


def test_an_archive_of_several_files_means_its_files(
    qtbot: QtBot, make_page: MakePage, project: ProjectFile, tmp_path: Path
) -> None:
    packed = tmp_path / "exports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2024/b.csv", "user_id,age\n2,40\n")
        archive.writestr("2024/a.csv", "user_id,age\n1,30\n")
        archive.writestr("read me.pdf", "%PDF")
    page = make_page()
    dialog = open_dialog(qtbot, page, packed)
    first = dialog.proposal.preview.settled.path
    assert first.name == "a.csv"
    dialog._import_button.click()
    qtbot.waitUntil(lambda: row_count(project.read(), "profiles") == 1)
    qtbot.waitUntil(lambda: not dialog.is_running())
    dialog.reject()
    qtbot.waitUntil(lambda: page.importer.dialog is not None and page.importer.dialog.proposal is not None)
    second = page.importer.dialog
    rest = second.proposal.preview.settled.path
    assert (rest.name, first.exists(), rest.exists()) == ("b.csv", False, True)
    second.reject()
    assert page.importer.dialog is None
    assert not rest.parent.parent.exists()
    assert project.read().execute("SELECT path FROM source").fetchall() == [(f"{packed}/2024/a.csv",)]


def test_an_archive_that_leads_out_of_itself_is_explained(
    qtbot: QtBot, make_page: MakePage, tmp_path: Path
) -> None:
    packed = tmp_path / "bad.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "id\n1\n")
        archive.writestr("../b.csv", "id\n2\n")
    page = make_page()
    page.take_files([packed])
    qtbot.waitUntil(lambda: "leads out of the archive" in labels(page))
    assert page.importer.dialog is None
    assert not (tmp_path.parent / "b.csv").exists()


# -- keys of one person ------------------------------------------------------------------------------------


def test_a_list_of_keys_is_imported_as_such(
    qtbot: QtBot, make_page: MakePage, tmp_path: Path, page_context: PageContext
) -> None:
    path = tmp_path / "keys.csv"
    path.write_text("customer_id,cookie_id,city\nc1,k1,Rome\nc1,k2,Rome\n")
    page = make_page()
    dialog = open_dialog(qtbot, page, path)
    proposed(qtbot, dialog, lambda: pick(dialog.form.table, "Several keys of one person"))
    model = dialog.columns_table.model()
    assert [model.index(row, ROLE).data() for row in range(3)] == [
        "Key",
        "Other key of the person",
        "Leave out",
    ]
    assert not dialog.form.policy.isEnabled()
    proposed(qtbot, dialog, lambda: model.setData(model.index(1, ROLE), "drop"))
    qtbot.waitUntil(lambda: "needs two columns with keys" in labels(dialog))
    proposed(qtbot, dialog, lambda: model.setData(model.index(1, ROLE), "identity"))
    click(dialog, "startImport")
    qtbot.waitUntil(dialog.outcome.isVisible)
    dialog.reject()
    qtbot.waitUntil(lambda: page.state_shown() == "content" and "Keys of people" in imports_text(page))
    assert page_context.project is not None
    assert keys_of(page_context.project.read(), "k2") == ("c1", "k1", "k2")


def imports_text(page: DataPage) -> str:
    model = page.imports.table.model()
    return " ".join(
        str(model.index(row, place).data())
        for row in range(model.rowCount())
        for place in range(model.columnCount())
    )
