"""The page base: states, refreshing only what is shown and touched, failures on the banner."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from admanager.gui.page import Page, PageContext
from admanager.texts import AdManagerError, Cancelled, sentence


class SegmentsPage(Page):
    """A page that shows the table segment and notes its refreshes."""

    name = "segments"
    tables_shown = frozenset({"segment", "profiles"})

    def build(self) -> None:
        self.refreshed: list[frozenset[str]] = []
        self.projects: list[bool] = []
        self.set_header("Segments", "Who is in them")
        self.content.addWidget(QLabel("content"))
        self.add_state("empty", QLabel("empty"))

    def project_changed(self) -> None:
        self.projects.append(self.has_project)

    def refresh(self, tables: frozenset[str]) -> None:
        self.refreshed.append(tables)


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext) -> Iterator[SegmentsPage]:
    made = SegmentsPage(page_context)
    qtbot.addWidget(made)
    yield made
    made.close()


def test_page_refreshes_when_it_is_first_shown(page: SegmentsPage) -> None:
    assert page.refreshed == []
    page.show()
    assert page.refreshed == [frozenset()]


def test_visible_page_refreshes_only_for_its_tables(page: SegmentsPage) -> None:
    page.show()
    page.note_changes(frozenset({"run", "campaign"}))
    assert page.refreshed == [frozenset()]
    page.note_changes(frozenset({"segment", "run"}))
    assert page.refreshed[1:] == [frozenset({"segment"})]


def test_hidden_page_gathers_changes_until_it_is_shown(page: SegmentsPage) -> None:
    page.show()
    page.hide()
    page.note_changes(frozenset({"segment"}))
    page.note_changes(frozenset({"profiles"}))
    assert len(page.refreshed) == 1
    page.show()
    assert page.refreshed[1:] == [frozenset({"segment", "profiles"})]


def test_change_of_everything_wins_over_single_tables(page: SegmentsPage) -> None:
    page.show()
    page.hide()
    page.note_changes(frozenset({"segment"}))
    page.note_changes(frozenset())
    page.show()
    assert page.refreshed[1:] == [frozenset()]


def test_without_a_project_the_page_says_so_and_does_not_refresh(page: SegmentsPage) -> None:
    page.show()
    page.context.project = None
    page.set_project(None)
    assert page.state_shown() == "no project"
    page.note_changes(frozenset({"segment"}))
    assert len(page.refreshed) == 1


def test_states_replace_the_content(page: SegmentsPage) -> None:
    page.show_state("empty")
    assert page.state_shown() == "empty"
    page.show_state("content")
    assert page.state_shown() == "content"


def test_failure_of_a_query_stands_on_the_banner(qtbot: QtBot, page: SegmentsPage) -> None:
    page.show()

    def fail() -> None:
        raise AdManagerError(sentence("The table {table} is gone.", table="segment"))

    page.run_quiet(fail)
    qtbot.waitUntil(lambda: page.banner.text() == "The table segment is gone.")


def test_of_answers_to_the_same_question_only_the_newest_is_told(qtbot: QtBot, page: SegmentsPage) -> None:
    page.show()
    told: list[str] = []
    newer_told = threading.Event()

    def read_late() -> str:
        newer_told.wait(30)
        return "before"

    page.run_quiet(read_late, told.append, newest="count")
    page.run_quiet(lambda: "now", told.append, newest="count")
    page.run_quiet(lambda: "something else", told.append, newest="other")
    qtbot.waitUntil(lambda: len(told) == 2)
    newer_told.set()
    qtbot.waitUntil(lambda: not page.context.runner.busy())
    assert sorted(told) == ["now", "something else"]


def test_cancel_is_only_a_passing_message(qtbot: QtBot, page: SegmentsPage) -> None:
    messages: list[str] = []
    page.context.message_posted.connect(lambda text, _: messages.append(text))
    page.show_failure(Cancelled())
    assert messages == ["Cancelled; nothing was changed."]
    assert page.banner.text() == ""


def test_own_change_refreshes_the_page(qtbot: QtBot, page: SegmentsPage) -> None:
    page.context.tables_changed.connect(page.note_changes)
    page.show()
    page.change(
        sentence("Save"),
        lambda change: change.insert("segment", {"name": "a", "rule": "x = 1", "changed": 0.0}),
    )
    qtbot.waitUntil(lambda: page.refreshed[1:] == [frozenset({"segment"})])
