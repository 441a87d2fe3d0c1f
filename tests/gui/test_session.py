"""The session: what another process writes into the open project reaches the pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from admanager.gui import format as fmt
from admanager.gui.window import MainWindow
from admanager.ingest.locale import change_locale
from admanager.project.file import ProjectFile
from admanager.texts import sentence

WRITES = """
import sys
from pathlib import Path
from admanager.project.file import ProjectFile
from admanager.texts import sentence
with ProjectFile.open(Path(sys.argv[1])) as project:
    with project.change(sentence("Save the segment “{name}”", name="theirs")) as change:
        change.insert("segment", {"name": "theirs", "rule": "x = 1", "changed": 0.0})
"""


def save(project: ProjectFile, name: str) -> None:
    with project.change(sentence("Save the segment “{name}”", name=name)) as change:
        change.insert("segment", {"name": name, "rule": "x = 1", "changed": 0.0})


def test_change_of_another_process_refreshes_and_shows_in_undo(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    changed: list[frozenset[str]] = []
    own: list[frozenset[str]] = []
    open_window.context.tables_changed.connect(changed.append)
    open_window.context.own_change.connect(own.append)
    subprocess.run([sys.executable, "-c", WRITES, str(tmp_path / "work.adm")], check=True)
    qtbot.waitUntil(lambda: bool(changed))
    assert changed == [frozenset({"segment"})]
    assert own == []
    undo = open_window.commands.actions["edit.undo"]
    qtbot.waitUntil(lambda: undo.text() == "Undo: Save the segment “theirs”")


def test_own_change_is_told_once(qtbot: QtBot, open_window: MainWindow) -> None:
    changed: list[frozenset[str]] = []
    open_window.context.tables_changed.connect(changed.append)
    assert open_window.context.project is not None
    save(open_window.context.project, "mine")
    undo = open_window.commands.actions["edit.undo"]
    qtbot.waitUntil(lambda: undo.text() == "Undo: Save the segment “mine”")
    open_window.session._look()
    qtbot.waitUntil(lambda: not open_window.runner.busy())
    assert changed == [frozenset({"segment"})]


def test_moments_are_shown_in_the_open_projects_zone(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    changed: list[frozenset[str]] = []
    open_window.context.tables_changed.connect(changed.append)
    assert open_window.context.project is not None
    change_locale(open_window.context.project, zone="Asia/Shanghai")
    qtbot.waitUntil(lambda: fmt.data_zone() == "Asia/Shanghai")
    assert "events" in changed[-1]
    path = tmp_path / "other.adm"
    ProjectFile.create(path).close()
    open_window.actions_of_project.open_path(path)
    qtbot.waitUntil(lambda: fmt.data_zone() == "UTC")


def test_opening_the_open_project_again_changes_nothing(open_window: MainWindow, tmp_path: Path) -> None:
    project = open_window.context.project
    open_window.actions_of_project.open_path(tmp_path / "work.adm")
    assert open_window.context.project is project
    assert open_window.session._opening == ""


def test_watching_ends_with_the_project(open_window: MainWindow) -> None:
    assert open_window.session._watch.isActive()
    open_window.session.close()
    assert not open_window.session._watch.isActive()
    assert open_window.session.standing is None


def test_what_a_cut_off_import_or_export_left_is_removed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "work.adm"
    ProjectFile.create(path).close()
    stale = tmp_path / ".work.adm.stage-999999999-1"
    stale.write_bytes(b"half an import")
    export = tmp_path / ".people.csv.admanager-part-999999999-1"
    export.write_bytes(b"half an export")
    window.actions_of_project.open_path(path)
    qtbot.waitUntil(lambda: not stale.exists() and not export.exists())


def test_generated_people_are_labelled(qtbot: QtBot, open_window: MainWindow) -> None:
    project = open_window.context.project
    assert project is not None
    assert not open_window.header.badge.isVisible()
    with project.change(sentence("Mark the data as generated"), undoable=False) as change:
        project.set_meta(change, "generated", "seed 7")
    qtbot.waitUntil(open_window.header.badge.isVisible)
