"""The page Privacy: personal columns, one person's data, the audit log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from admanager.audience import segments
from admanager.gui.page import PageContext
from admanager.gui.pages.privacy import PAGE
from admanager.gui.pages.privacy.model import details_text
from admanager.gui.pages.privacy.view import PrivacyPage
from admanager.privacy.audit import read_log
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from tests.audience.conftest import PEOPLE, ROWS, fill_table


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext, project: ProjectFile) -> Iterator[PrivacyPage]:
    """The page on a project with five people and a consent column."""
    fill_table(
        project,
        [*PEOPLE, Column("ok", "boolean", "consent")],
        [(*row, place % 2) for place, row in enumerate(ROWS)],
    )
    segments.save(project, "adults", "age >= 30")
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.resize(1088, 640)
    made.show()
    qtbot.waitUntil(lambda: made.columns.model().rowCount() > 0 and made.audit.model().rowCount() > 0)
    yield made
    made.close()


def cells(page: PrivacyPage, table: str) -> list[list[str]]:
    model = getattr(page, table).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_personal_columns_stand_with_their_meaning(page: PrivacyPage) -> None:
    assert [row[:3] for row in cells(page, "columns")] == [
        ["id", "People", "Key"],
        ["ok", "People", "Consent"],
    ]
    assert "a missing value is a no" in cells(page, "columns")[1][3]
    assert "Only people with a yes" in page.columns_note.text()


def test_without_a_consent_column_the_page_warns(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile
) -> None:
    fill_table(project, PEOPLE, ROWS)
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "everyone counts as consenting" in made.columns_note.text())
    made.close()


def test_one_person_is_shown_with_their_segments_and_the_look_is_noted(
    qtbot: QtBot, page: PrivacyPage, project: ProjectFile
) -> None:
    page.tabs.setCurrentIndex(1)
    qtbot.keyClicks(page.key, "b")
    qtbot.keyClick(page.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.person.isVisible())
    assert ["People", "1", "job", "services"] in cells(page, "person")
    assert ["People", "1", "member", "No"] in cells(page, "person")
    assert page.person_note.text() == "1 row is held about b. This look was noted in the audit log."
    assert page.person_segments.text() == "In the segments “adults”."
    assert read_log(project).entries[0].action == "read one person"
    qtbot.waitUntil(lambda: cells(page, "audit")[0][1] == "Looked at one person")


def test_a_key_that_nobody_has_is_told(qtbot: QtBot, page: PrivacyPage, project: ProjectFile) -> None:
    page.tabs.setCurrentIndex(1)
    page.key.setText("<b>zzz</b>")
    page.find_person()
    qtbot.waitUntil(lambda: page.person_note.text() == "No table holds a person with the key <b>zzz</b>.")
    assert not page.person.isVisible()
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_log_says_whether_it_is_whole(qtbot: QtBot, page: PrivacyPage, project: ProjectFile) -> None:
    assert "the log is whole" in page.chain._text.text().lower()
    project.read().execute("UPDATE audit SET object = 'nothing' WHERE id = 1")
    page.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "the chain breaks at entry 1" in page.chain.text())
    assert cells(page, "audit")[0][3] == "broken"


def test_the_page_says_that_the_file_is_not_encrypted(page: PrivacyPage) -> None:
    assert any(
        "encryption at rest is left to the disk" in label.text() for label in page.findChildren(QLabel)
    )


def test_details_of_an_entry_read_as_a_line() -> None:
    detail = {"rows": {"profiles": 1200}, "left_out": 0, "columns": ["a", "b"], "table": "profiles"}
    assert details_text(detail) == "rows: profiles 1,200  ·  columns: a, b  ·  table profiles"
