"""Errors as a person sees them: what is expected becomes a sentence, the rest gets details and no bare traceback."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from admanager.gui import errors
from admanager.gui.errors import ErrorDialog, explained
from admanager.texts import AdManagerError, sentence


def faulty() -> BaseException:
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        return error


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (AdManagerError(sentence("No file.")), "No file."),
        (
            sqlite3.OperationalError("database is locked"),
            "The project is being written at this moment; try again when that is done.",
        ),
        (
            MemoryError(),
            "There is not enough memory for this; close other programs or take a smaller part of the data.",
        ),
        (
            PermissionError(13, "Permission denied", "/locked/x"),
            "The system does not allow AdManager to use /locked/x; check its permissions, or whether another program "
            "has it open.",
        ),
        (FileNotFoundError(2, "No such file", "/gone"), "There is no file or folder at /gone."),
        (FileExistsError(17, "File exists", "/there"), "/there exists already; choose another name."),
        (IsADirectoryError(21, "Is a directory", "/folder"), "/folder is a folder, not a file."),
        (OSError(5, "Input/output error", "/x"), "The system refused /x: Input/output error."),
        (OSError(5, "Input/output error"), "The system refused: Input/output error."),
    ],
)
def test_expected_errors_become_sentences(error: BaseException, text: str) -> None:
    found = explained(error)
    assert found is not None
    assert str(found) == text


@pytest.mark.parametrize(
    "error", [KeyError("x"), sqlite3.OperationalError("no such table: x"), OSError("strange")]
)
def test_faults_of_the_program_are_not_blamed_on_the_user(error: BaseException) -> None:
    assert explained(error) is None


def test_fault_shows_a_sentence_and_hides_the_traceback_until_asked(qtbot: QtBot, tmp_path: Path) -> None:
    shown = ErrorDialog(None, faulty(), tmp_path)
    qtbot.addWidget(shown)
    shown.show()
    assert "Traceback" not in shown.message.text()
    assert "ZeroDivisionError" not in shown.message.text()
    assert shown.details.isHidden()
    shown.findChild(QPushButton, "showDetails").click()
    assert shown.details.isVisible()
    assert "ZeroDivisionError: division by zero" in shown.details.toPlainText()
    assert "AdManager 0." in shown.details.toPlainText()
    shown.accept()


def test_details_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    shown = ErrorDialog(None, faulty(), tmp_path)
    qtbot.addWidget(shown)
    shown.findChild(QPushButton, "copyDetails").click()
    assert "ZeroDivisionError: division by zero" in QGuiApplication.clipboard().text()


def test_log_folder_can_be_opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(errors, "open_folder", opened.append)
    shown = ErrorDialog(None, faulty(), tmp_path)
    qtbot.addWidget(shown)
    shown.findChild(QPushButton, "openLogFolder").click()
    assert opened == [tmp_path]


def test_data_in_a_message_is_plain_text(qtbot: QtBot, tmp_path: Path) -> None:
    shown = ErrorDialog(None, AdManagerError(sentence("There is no {name}.", name="<img src=x>")), tmp_path)
    qtbot.addWidget(shown)
    assert shown.message.text() == "There is no <img src=x>."
    assert shown.message.textFormat().name == "PlainText"
