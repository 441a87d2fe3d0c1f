"""The names of the shared people and models, and what tests do with the Models page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui.pages.models.load_dialog import LoadDialog
from admanager.gui.pages.models.model import ColumnsModel
from admanager.gui.pages.models.view import ModelsPage
from admanager.gui.widgets.table import DataTable
from admanager.learning import models
from admanager.learning.models import ModelInfo
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame

PEOPLE = 1_500
# Of them those who consented, from whom alone something is learned, and those of them who are held out.
CONSENTED, HELD_OUT = 1_393, 417
TARGET = "responded"
LEAK = "order_value_after_offer"
FIRST = "Chance of responded"
MARKUP = "<b>bold</b> & <img src=x>"


def settle(qtbot: QtBot, page: ModelsPage) -> None:
    """Wait until nothing is read, worked on or drawn any more."""
    qtbot.waitUntil(lambda: page.standing is not None and not page.context.runner.busy() and not page.drawing)


def press(widget: QWidget, name: str) -> None:
    found = widget.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    assert found.isEnabled()
    found.click()


def info(page: ModelsPage, name: str = FIRST) -> ModelInfo:
    return models.get_model(page.project, name)


def names(page: ModelsPage) -> list[str]:
    """The names in the list, from top to bottom."""
    return [row[0] for row in page.list.model.rows]


def selected(page: ModelsPage) -> list[str]:
    return [page.info(number).name for number in page.list.selected()]


def cell(table: DataTable, row: int, title: str) -> str:
    model = table.model()
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return str(model.index(row, titles.index(title)).data())


def field(page: ModelsPage, name: str) -> Any:
    return page.form.form.fields[name]


def row_of(columns: ColumnsModel, name: str) -> int:
    return next(place for place, row in enumerate(columns.columns_shown) if row.name == name)


def checked(qtbot: QtBot, page: ModelsPage, path: Path) -> LoadDialog:
    """Load a file and return the dialog that comes when it passed the gate."""
    page.files.load(path)
    qtbot.waitUntil(lambda: page.files.dialog is not None)
    dialog = page.files.dialog
    assert dialog is not None
    return dialog


def scores(project: ProjectFile, name: str) -> np.ndarray:
    return np.asarray(models.get_scorer(project, name).score(read_frame(project.read(), "profiles")))


def words(widget: QWidget) -> list[str]:
    return [made.text() for made in widget.findChildren(QLabel)]


def assert_plain(widget: QWidget) -> None:
    """No label reads its text as markup, and no tooltip holds markup that came from data."""
    for made in widget.findChildren(QLabel):
        assert made.textFormat() == Qt.TextFormat.PlainText, made.text()
    for made in widget.findChildren(QWidget):
        for tag in ("<b>", "<img", "<i>"):
            assert tag not in made.toolTip(), made.toolTip()
