"""Tables: how values are written, sorting, copying, plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui.widgets import DataTable, ListModel, TableColumn
from tests.gui.focus import holds_focus


def model() -> ListModel:
    return ListModel(
        [
            TableColumn("Segment"),
            TableColumn("People", "integer"),
            TableColumn("Share", "percent"),
            TableColumn("Spend", "money"),
        ],
        [
            ("loyal", 1200, 0.0412, 1_500_000),
            ("<b>bold</b>", 28832, 1.0, None),
            ("new", None, 0.5, 20_000_000),
        ],
    )


def column(table: ListModel, number: int) -> list[str]:
    return [table.index(row, number).data() for row in range(table.rowCount())]


def test_values_are_written_by_their_kind() -> None:
    table = model()
    assert column(table, 1) == ["1,200", "28,832", "–"]
    assert column(table, 2) == ["4.12 %", "100.00 %", "50.00 %"]
    assert column(table, 3) == ["€1.50", "–", "€20.00"]


def test_numbers_stand_at_the_right_and_so_do_their_titles() -> None:
    table = model()
    right = Qt.AlignmentFlag.AlignRight
    assert right in Qt.AlignmentFlag(table.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole))
    assert right in Qt.AlignmentFlag(
        table.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    )
    assert right not in Qt.AlignmentFlag(table.index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole))


def test_sorting_is_by_value_and_missing_comes_last() -> None:
    table = model()
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 1) == ["28,832", "1,200", "–"]
    table.sort(1, Qt.SortOrder.AscendingOrder)
    assert column(table, 1) == ["1,200", "28,832", "–"]


def test_newer_values_of_the_same_rows_keep_their_order_and_change_only_their_cells(qtbot: QtBot) -> None:
    table = model()
    table.sort(1, Qt.SortOrder.DescendingOrder)
    changed: list[tuple[int, int, int]] = []
    table.dataChanged.connect(
        lambda first, last, _roles: changed.append((first.row(), first.column(), last.column()))
    )
    newer = [
        ("loyal", 1300, 0.0412, 1_600_000),
        ("new", None, 0.5, 20_000_000),
        ("<b>bold</b>", 28832, 1.0, None),
    ]
    assert table.replace_rows(newer)
    assert changed == [(1, 1, 3)]
    assert column(table, 1) == ["28,832", "1,300", "–"]
    assert not table.replace_rows(newer[:2])
    assert not table.replace_rows([*newer, newer[0]])
    assert table.rowCount() == 3


def test_selected_rows_are_copied_with_their_header(qtbot: QtBot) -> None:
    table = DataTable(model(), title="Segments")
    qtbot.addWidget(table)
    table.selectRow(0)
    table.copy_selection()
    assert (
        QGuiApplication.clipboard().text() == "Segment\tPeople\tShare\tSpend\nloyal\t1,200\t4.12 %\t€1.50\n"
    )


def test_hidden_columns_are_not_copied(qtbot: QtBot) -> None:
    table = DataTable(model())
    qtbot.addWidget(table)
    table.setColumnHidden(2, True)
    table.selectAll()
    assert table.selection_as_text().splitlines()[0] == "Segment\tPeople\tSpend"
    assert len(table.selection_as_text().splitlines()) == 4


def test_markup_in_data_is_shown_as_it_is() -> None:
    assert column(model(), 0)[1] == "<b>bold</b>"


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    table, after = DataTable(model()), QLineEdit()
    layout.addWidget(table)
    layout.addWidget(after)
    qtbot.addWidget(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert holds_focus(after)


def test_enter_activates_a_row(qtbot: QtBot) -> None:
    table = DataTable(model())
    qtbot.addWidget(table)
    table.show()
    table.setCurrentIndex(table.model().index(2, 0))
    with qtbot.waitSignal(table.row_activated) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [2]
    table.close()


def test_the_last_row_is_reached_from_no_row(qtbot: QtBot) -> None:
    table = DataTable(model())
    qtbot.addWidget(table)
    table.show()
    assert table.current_row() == -1
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.current_row() == table.model().rowCount() - 1
