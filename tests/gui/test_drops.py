"""Files dropped on the window: projects are opened, data is imported, and a hint says which."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui.pages.creatives.view import CreativesPage
from admanager.gui.pages.data.dialog import ImportDialog
from admanager.gui.pages.data.view import DataPage
from admanager.gui.pages.models.view import ModelsPage
from admanager.gui.window import MainWindow
from admanager.project.file import ProjectFile
from tests.learning.test_sklearn_models import converted_model


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def drag(window: MainWindow, data: QMimeData) -> QDragEnterEvent:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


def drop(window: MainWindow, data: QMimeData) -> QDropEvent:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


def test_dropping_a_project_opens_it(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "dropped.adm"
    ProjectFile.create(path).close()
    data = dragged(path)
    assert drag(window, data).isAccepted()
    assert window.drops.hint is not None
    assert window.drops.hint.text() == "Drop to open this project"
    assert drop(window, data).isAccepted()
    qtbot.waitUntil(lambda: window.header.project.text() == "dropped")


def test_data_dropped_on_any_page_is_imported(qtbot: QtBot, open_window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("customer_id,age\nc1,30\nc2,40\n", encoding="utf-8")
    assert open_window.page_name == "home"
    data = dragged(path)
    assert drag(open_window, data).isAccepted()
    hint = open_window.drops.hint
    assert hint is not None
    assert hint.isVisible()
    assert drop(open_window, data).isAccepted()
    assert not hint.isVisible()
    assert open_window.page_name == "data"
    proposal = open_window.findChild(ImportDialog)
    assert proposal is not None
    assert proposal.windowTitle() == "Import customers.csv"
    qtbot.waitUntil(lambda: proposal.findChild(QPushButton, "startImport").isEnabled())
    proposal.reject()


def test_data_dropped_without_a_project_is_not_taken_but_explained(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("a,b\n", encoding="utf-8")
    drag(window, dragged(path))
    assert not drop(window, dragged(path)).isAccepted()
    assert window.status.message() == "Open or make a project first; data is imported into it"
    assert window.page_name == "home"


def test_a_model_dropped_on_any_page_is_checked_and_offered(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "converted.onnx"
    path.write_bytes(converted_model())
    data = dragged(path)
    assert drag(open_window, data).isAccepted()
    hint = open_window.drops.hint
    assert hint is not None
    assert hint.text() == "Drop to load this model; it is checked first"
    assert drop(open_window, data).isAccepted()
    assert open_window.page_name == "models"
    page = open_window.page
    assert isinstance(page, ModelsPage)
    qtbot.waitUntil(lambda: page.files.dialog is not None, timeout=60_000)
    assert page.files.dialog is not None
    page.files.dialog.reject()


def test_a_drag_that_leaves_takes_the_hint_away(window: MainWindow, tmp_path: Path) -> None:
    drag(window, dragged(tmp_path / "customers.csv"))
    assert window.drops.hint is not None
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.drops.hint is None


def test_dragged_text_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("hello")
    assert not drag(window, data).isAccepted()
    assert window.drops.hint is None


def test_the_banks_file_is_dropped_tried_and_imported(
    qtbot: QtBot, open_window: MainWindow, shared_data: Path
) -> None:
    data = dragged(shared_data / "bank_marketing" / "bank_additional_train.csv")
    drag(open_window, data)
    drop(open_window, data)
    dialog = open_window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    assert dialog.form.delimiter.currentText() == "Detected: Semicolon"
    dialog.findChild(QPushButton, "tryImport").click()
    qtbot.waitUntil(lambda: "28,832 of 28,832 rows would be imported: 0 rejected" in texts(dialog))
    dialog.findChild(QPushButton, "startImport").click()
    qtbot.waitUntil(lambda: "of 28,832 read" in texts(dialog))
    assert "every row fits" in texts(dialog)
    dialog.reject()
    page = open_window.page
    assert isinstance(page, DataPage)
    qtbot.waitUntil(lambda: page.rows_table.model().rowCount() == 28_832)
    assert page.rows_table.model().columnCount() == 21
    page.choose_column("default")
    qtbot.waitUntil(lambda: "Missing\n5,970 (20.7 %)" in texts(page.panel))


def test_a_page_takes_what_it_has_an_offer_for_before_another_does(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    open_window.show_page("creatives")
    data = dragged(tmp_path)
    assert drag(open_window, data).isAccepted()
    assert open_window.drops.hint is not None
    assert open_window.drops.hint.text() == "Drop to train an image model on these photos"
    assert drop(open_window, data).isAccepted()
    assert open_window.page_name == "creatives"
    assert isinstance(open_window.page, CreativesPage)
    assert open_window.page.models.images.folder.text() == str(tmp_path)
