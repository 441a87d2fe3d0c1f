"""The main window: pages, commands, language, theme, undo, closing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from admanager.gui import i18n, theme
from admanager.gui.commands import COMMANDS
from admanager.gui.errors import ErrorDialog
from admanager.gui.settings import Settings
from admanager.gui.widgets.dialogs import Dialog
from admanager.gui.window import MainWindow
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence
from tests.gui.focus import holds_focus


@pytest.fixture(autouse=True)
def _plain_pages(plain_pages: None) -> None:
    """The window's own behaviour does not depend on what is on its pages."""


def save_segment(project: ProjectFile, name: str) -> None:
    with project.change(sentence("Save the segment “{name}”", name=name)) as change:
        change.insert("segment", {"name": name, "rule": "age > 40", "changed": 0.0})


def dialog(window: MainWindow, name: str) -> Dialog:
    found = window.findChild(Dialog, name)
    assert found is not None, f"no dialog {name}"
    return found


# --- pages ------------------------------------------------------------------------------------------------


def test_window_begins_with_home_and_no_project(window: MainWindow) -> None:
    assert window.page_name == "home"
    assert window.windowTitle() == "AdManager"
    assert window.header.project.text() == "No project"
    assert list(window.pages) == ["home"]


def test_a_page_is_made_at_its_first_visit_and_kept(window: MainWindow) -> None:
    window.show_page("privacy")
    made = window.pages["privacy"]
    window.show_page("home")
    window.show_page("privacy")
    assert window.pages["privacy"] is made


def test_number_keys_go_to_the_pages(qtbot: QtBot, window: MainWindow) -> None:
    names = list(window.entries)
    qtbot.keyClick(window, str(len(names)), Qt.KeyboardModifier.ControlModifier)
    assert window.page_name == names[-1]
    qtbot.keyClick(window, "1", Qt.KeyboardModifier.ControlModifier)
    assert window.page_name == "home"


def test_arrow_keys_move_in_the_navigation(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    buttons = window.navigation._buttons
    names = list(buttons)
    buttons["home"].setFocus()
    qtbot.keyClick(buttons["home"], Qt.Key.Key_Down)
    assert holds_focus(buttons[names[1]])
    qtbot.keyClick(buttons[names[1]], Qt.Key.Key_Space)
    assert window.page_name == names[1]


# --- commands ---------------------------------------------------------------------------------------------


def menu_actions(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        if action.menu() is not None:
            found += menu_actions(action.menu())
        elif not action.isSeparator():
            found.append(action)
    return found


def test_every_menu_command_is_reachable_by_keyboard(open_window: MainWindow) -> None:
    for top in open_window.menuBar().actions():
        assert "&" in top.text(), f"the menu {top.text()} has no mnemonic"
    palette = {entry.text for entry in open_window.palette_entries()}
    palette_own = {"Find an action…"}
    for menu in open_window.commands.menus.values():
        for action in menu_actions(menu):
            if action.parent() is open_window.commands.recent or not action.isEnabled():
                continue
            text = action.text().replace("&", "")
            by_name = any(entry.endswith(text) for entry in palette)
            assert by_name or not action.shortcut().isEmpty() or text in palette_own, text


def test_no_two_commands_share_a_shortcut(window: MainWindow) -> None:
    shortcuts = [
        a.shortcut().toString() for a in window.commands.actions.values() if not a.shortcut().isEmpty()
    ]
    assert len(shortcuts) == len(set(shortcuts))
    assert QKeySequence("Ctrl+K").toString() in shortcuts


def test_every_command_has_its_method(window: MainWindow) -> None:
    for command in COMMANDS:
        assert callable(getattr(window.actions_of_project, command.name.replace(".", "_")))


def test_commands_of_a_project_are_off_without_one(window: MainWindow) -> None:
    assert not window.commands.actions["project.copy"].isEnabled()
    assert window.commands.actions["project.new"].isEnabled()


# --- projects ---------------------------------------------------------------------------------------------


def test_opening_shows_the_name_and_remembers_the_file(open_window: MainWindow, tmp_path: Path) -> None:
    assert open_window.header.project.text() == "Spring offer"
    assert open_window.windowTitle() == "Spring offer — AdManager"
    assert open_window.settings.recent() == [tmp_path / "work.adm"]
    assert open_window.commands.actions["project.copy"].isEnabled()


def test_new_project_starts_as_the_chosen_template_says(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.context.run_command("project.new")
    dialog = window.findChild(QDialog, "newProjectDialog")
    assert dialog.findChild(QRadioButton, "template-blank").isChecked()
    dialog.findChild(QRadioButton, "template-finance").click()
    dialog.findChild(QPushButton, "chooseName").click()
    files = window.findChild(QFileDialog, "projectDialog")
    files.fileSelected.emit(str(tmp_path / "bank.adm"))
    files.close()
    qtbot.waitUntil(lambda: window.context.project is not None)
    from admanager.creative.brand import load_brand

    assert load_brand(window.context.project).industry == "finance"


def test_new_project_is_made_and_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.session.create(tmp_path / "new.adm")
    qtbot.waitUntil(lambda: window.context.project is not None)
    assert window.context.project is not None
    assert window.context.project.path == tmp_path / "new.adm"


def test_damaged_project_is_told_in_one_sentence_and_the_open_one_stays(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.adm"
    bad.write_bytes(b"no project at all, but long enough to be read")
    open_window.actions_of_project.open_path(bad)
    qtbot.waitUntil(lambda: open_window.findChild(ErrorDialog) is not None)
    shown = open_window.findChild(ErrorDialog)
    assert shown.message.text() == f"{bad} is not an AdManager project."
    assert open_window.header.project.text() == "Spring offer"
    shown.accept()


def test_opening_another_project_closes_the_first(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    first = open_window.context.project
    other = tmp_path / "other.adm"
    ProjectFile.create(other).close()
    open_window.actions_of_project.open_path(other)
    qtbot.waitUntil(lambda: open_window.header.project.text() == "other")
    assert first is not None
    assert first._closed
    assert [path.stem for path in open_window.settings.recent()] == ["other", "work"]


def test_leaving_a_project_with_jobs_asks_first(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    stop = threading.Event()

    def work(*, job: object) -> None:
        while not stop.wait(0.005):
            job.check_cancelled()  # type: ignore[attr-defined]

    record = open_window.context.run_job("Train", work)
    other = tmp_path / "other.adm"
    ProjectFile.create(other).close()
    open_window.actions_of_project.open_path(other)
    question = next(d for d in open_window.findChildren(Dialog) if d.windowTitle() == "Jobs are running")
    assert open_window.header.project.text() == "Spring offer"
    question.findChild(object, "confirmDialog").click()
    qtbot.waitUntil(lambda: open_window.header.project.text() == "other")
    assert record.finished


def test_copy_is_a_sound_project_of_its_own(qtbot: QtBot, open_window: MainWindow, tmp_path: Path) -> None:
    assert open_window.context.project is not None
    save_segment(open_window.context.project, "loyal")
    target = tmp_path / "copy.adm"
    open_window.actions_of_project.copy_to(target)
    qtbot.waitUntil(lambda: not open_window.runner.running() and target.exists())
    with ProjectFile.open(target) as copy:
        assert copy.read().execute("SELECT name FROM segment").fetchall() == [("loyal",)]
        assert copy.check() == []


def test_closing_the_project_goes_home(open_window: MainWindow) -> None:
    open_window.show_page("privacy")
    open_window.run_command("project.close")
    assert open_window.context.project is None
    assert open_window.page_name == "home"
    assert open_window.windowTitle() == "AdManager"


def test_check_says_that_the_file_is_sound(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.run_command("project.check")
    qtbot.waitUntil(lambda: "sound" in open_window.status.message())


# --- undo -------------------------------------------------------------------------------------------------


def test_undo_names_what_it_takes_back(qtbot: QtBot, open_window: MainWindow) -> None:
    undo, redo = open_window.commands.actions["edit.undo"], open_window.commands.actions["edit.redo"]
    assert not undo.isEnabled()
    assert open_window.context.project is not None
    save_segment(open_window.context.project, "loyal")
    qtbot.waitUntil(lambda: undo.text() == "Undo: Save the segment “loyal”")
    assert open_window.header.undo.isEnabled()
    qtbot.keyClick(open_window, "Z", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: redo.text() == "Redo: Save the segment “loyal”")
    assert not undo.isEnabled()
    qtbot.keyClick(open_window, "Z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: undo.isEnabled())


# --- language and theme -----------------------------------------------------------------------------------


def test_language_is_switched_live_and_back(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.show_page("home")
    qtbot.waitUntil(lambda: open_window.page._tiles["people"].value() == "0")
    open_window.settings.set("language", "zh_CN")
    assert i18n.language() == "zh_CN"
    assert open_window.navigation._buttons["home"].accessibleName() == "首页"
    assert open_window.header.project.text() == "Spring offer"
    assert open_window.page_name == "home"
    assert len(open_window.menuBar().actions()) == 5
    open_window.settings.set("language", "en")
    assert open_window.navigation._buttons["home"].accessibleName() == "Home"
    qtbot.keyClick(open_window, "1", Qt.KeyboardModifier.ControlModifier)


def test_a_message_of_the_language_before_goes_with_it(open_window: MainWindow) -> None:
    open_window.context.show_message("The project file is sound.", "good")
    assert open_window.status.message() == "The project file is sound."
    open_window.settings.set("language", "zh_CN")
    assert open_window.status.message() == ""
    open_window.context.show_message("项目文件完好。", "good")
    assert open_window.status.message() == "项目文件完好。"


def test_a_project_opens_after_the_language_was_switched(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path
) -> None:
    open_window.show_page("home")
    other = tmp_path / "other.adm"
    ProjectFile.create(other).close()
    open_window.settings.set("language", "zh_CN")
    # The pages in the language before are gone only when Qt comes round to it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    open_window.actions_of_project.open_path(other)
    qtbot.waitUntil(lambda: open_window.header.project.text() == "other")
    assert open_window.settings.recent()[0] == other


def test_language_switch_keeps_running_jobs_and_the_activity_panel(
    qtbot: QtBot, open_window: MainWindow
) -> None:
    stop = threading.Event()

    def work(*, job: object) -> str:
        stop.wait(10)
        return "done"

    open_window.show_activity()
    record = open_window.context.run_job("Train", work, key="models.train")
    open_window.settings.set("language", "zh_CN")
    assert open_window.activity_shown
    assert open_window.context.job("models.train") is record
    stop.set()
    qtbot.waitUntil(lambda: record.finished)
    assert record.result == "done"
    open_window.settings.set("language", "en")


def test_theme_is_switched_live(window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window.settings.set("theme", "dark")
    assert theme.current().is_dark
    assert app.palette().window().color().name() == theme.DARK.window
    assert window.commands.actions["theme.dark"].isChecked()
    window.run_command("theme.light")
    assert app.palette().window().color().name() == theme.LIGHT.window


# --- errors -----------------------------------------------------------------------------------------------


def test_expected_failure_is_one_sentence_without_a_traceback(window: MainWindow) -> None:
    window.context.show_error(AdManagerError(sentence("The file {name} is gone.", name="a.csv")))
    shown = window.findChild(ErrorDialog)
    assert shown.message.text() == "The file a.csv is gone."
    assert shown.details.toPlainText() == ""
    shown.accept()


def test_second_error_does_not_stack_a_second_dialog(window: MainWindow) -> None:
    window.context.show_error(AdManagerError("First."))
    window.context.show_error(AdManagerError("Second."))
    shown = window.findChildren(ErrorDialog)
    assert [entry.message.text() for entry in shown] == ["First."]
    shown[0].accept()


# --- dialogs ----------------------------------------------------------------------------------------------


def test_shortcut_sheet_and_about_open_by_command(window: MainWindow) -> None:
    for command, name in (("help.shortcuts", "shortcutsDialog"), ("help.about", "aboutDialog")):
        window.run_command(command)
        dialog(window, name).accept()


def test_about_lists_what_is_installed_with_licences(window: MainWindow) -> None:
    window.run_command("help.about")
    shown = dialog(window, "aboutDialog")
    table = shown.findChild(object, "components")
    rows = {entry[0]: entry[2] for entry in table.model().rows}
    assert rows["Qt for Python"] == "LGPL-3.0"
    assert rows["ONNX Runtime"] == "MIT"
    shown.accept()


def test_settings_dialog_applies_at_once(window: MainWindow) -> None:
    window.run_command("window.settings")
    shown = dialog(window, "settingsDialog")
    shown.form.fields["theme"].set_value("dark")
    assert window.settings.get("theme") == "dark"
    assert theme.current().is_dark
    shown.form.fields["threads"].set_value(3)
    assert window.settings.thread_count() == 3
    shown.accept()


def test_settings_dialog_refuses_a_folder_that_is_not_there(window: MainWindow, tmp_path: Path) -> None:
    window.run_command("window.settings")
    shown = dialog(window, "settingsDialog")
    field = shown.form.fields["export_folder"]
    field.set_value(str(tmp_path / "nowhere"))
    assert field.error() == "There is no such folder."
    assert window.settings.get("export_folder") == ""
    field.set_value(str(tmp_path))
    assert field.error() == ""
    assert window.settings.get("export_folder") == str(tmp_path)
    shown.accept()


# --- closing ----------------------------------------------------------------------------------------------


def test_closing_with_jobs_asks_and_then_cancels(qtbot: QtBot, open_window: MainWindow) -> None:
    def work(*, job: object) -> None:
        while True:
            job.check_cancelled()  # type: ignore[attr-defined]
            threading.Event().wait(0.005)

    record = open_window.context.run_job("Train", work)
    open_window.close()
    assert open_window.isVisible()
    question = next(d for d in open_window.findChildren(Dialog) if d.windowTitle() == "Jobs are running")
    question.findChild(object, "confirmDialog").click()
    assert not open_window.isVisible()
    assert open_window.finish(5.0)
    assert record.handle.cancel_asked.is_set()
    assert open_window.context.project is None


def test_window_comes_back_where_it_was(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    first = MainWindow(settings, tmp_path)
    qtbot.addWidget(first)
    first.show()
    first.resize(1100, 700)
    first.close()
    assert first.finish()
    second = MainWindow(settings, tmp_path)
    qtbot.addWidget(second)
    assert second.height() == 700  # the screen of these tests is narrower than the window
    assert second.finish()
