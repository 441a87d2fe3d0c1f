"""Home: starting, recent projects, the overview and the next step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from admanager.gui.page import PageContext
from admanager.gui.pages.home.view import STEPS, HomePage
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.overview import Step
from admanager.texts import sentence


@pytest.fixture
def home(qtbot: QtBot, page_context: PageContext) -> HomePage:
    page_context.tables_changed.connect(lambda tables: made.note_changes(tables))
    made = HomePage(page_context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def value(page: HomePage, tile: str) -> str:
    return page._tiles[tile].value()


def test_every_next_step_is_described() -> None:
    assert set(STEPS) == {step.value for step in Step}


def test_overview_counts_and_names_the_next_step(qtbot: QtBot, home: HomePage, project: ProjectFile) -> None:
    qtbot.waitUntil(lambda: value(home, "people") == "0")
    assert home._step_title.text() == "Import your customers"
    with project.change(sentence("Save")) as change:
        change.insert("segment", {"name": "a", "rule": "x = 1", "changed": time.time()})
    qtbot.waitUntil(lambda: value(home, "segments") == "1")


def test_next_step_button_leads_to_its_page(qtbot: QtBot, home: HomePage) -> None:
    qtbot.waitUntil(lambda: home._step_button.text() == "Go to Data")
    with qtbot.waitSignal(home.context.page_requested) as caught:
        home._step_button.click()
    assert caught.args == ["data", ""]


def test_without_a_project_it_says_what_this_is(qtbot: QtBot, home: HomePage) -> None:
    home.context.set_project(None)
    home.set_project(None)
    assert home._title.text() == "Plan campaigns on your own data"
    assert not home._overview.isVisible()
    assert home._loop.isVisible()


def test_recent_projects_mark_those_that_are_missing(
    qtbot: QtBot, home: HomePage, project: ProjectFile, tmp_path: Path
) -> None:
    home.context.settings.add_recent(tmp_path / "gone.adm")
    home.context.settings.add_recent(project.path)
    there = home.findChild(QPushButton, "recent.project")
    gone = home.findChild(QPushButton, "recent.gone")
    assert there.isEnabled()
    assert not gone.isEnabled()
    assert [label for label in gone.parentWidget().findChildren(QLabel) if label.text() == "missing"]
    with qtbot.waitSignal(home.context.open_requested) as caught:
        there.click()
    assert caught.args == [str(project.path)]


def test_entry_can_be_taken_off_the_list(home: HomePage, tmp_path: Path) -> None:
    home.context.settings.add_recent(tmp_path / "gone.adm")
    home._recent.remove_asked.emit(str(tmp_path / "gone.adm"))
    assert home.context.settings.recent() == []


def test_building_the_demo_is_shown_on_the_page(qtbot: QtBot, home: HomePage) -> None:
    def work(*, job: Job) -> None:
        while True:
            job.check_cancelled()
            job.progress(1, 4, sentence("Train the response model"))
            time.sleep(0.005)

    record = home.context.run_job(
        "Build the demo project", work, key="project.demo", on_failed=lambda error: None
    )
    qtbot.waitUntil(
        lambda: home._job_card.isVisible() and "Train the response model" in home._progress.text()
    )
    assert not home._demo_button.isEnabled()
    record.cancel()
    qtbot.waitUntil(lambda: not home._job_card.isVisible())
    assert home._demo_button.isEnabled()


def test_start_buttons_run_the_windows_commands(qtbot: QtBot, home: HomePage) -> None:
    asked: list[str] = []
    home.context.command_requested.connect(asked.append)
    for name in ("newProject", "openProject", "demo"):
        home.findChild(QPushButton, name).click()
    assert asked == ["project.new", "project.open", "project.demo"]
