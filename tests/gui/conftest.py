"""Fixtures of the window's tests: folders of their own, a context for pages, and a check for what is left."""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from admanager.gui import format as fmt
from admanager.gui import i18n, pages, theme
from admanager.gui.garbage import WindowGarbage
from admanager.gui.i18n import lazy
from admanager.gui.jobs import JobRunner
from admanager.gui.page import Page, PageContext
from admanager.gui.pages import PageEntry
from admanager.gui.settings import Settings
from admanager.gui.window import MainWindow
from admanager.project.file import ProjectFile

TRANSLATIONS = Path(__file__).resolve().parents[2] / "packaging" / "translations.py"
PATIENCE_MILLISECONDS = 30_000
"""How long a test waits for what has to come: much longer than it takes on a machine that does other work too."""


class PatientBot(QtBot):
    """pytest-qt's robot, which gives up after five seconds, with more patience."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MILLISECONDS) -> None:
        """Wait until the callback is true."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: Any,
        *,
        timeout: int = PATIENCE_MILLISECONDS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> Any:
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MILLISECONDS) -> AbstractContextManager:
        """Wait for a window to be seen."""
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's fixture of this name, for a busy machine."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def translations() -> ModuleType:
    """The script that keeps the catalogues, imported from its file, since packaging is no package."""
    spec = importlib.util.spec_from_file_location("admanager_translations", TRANSLATIONS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def catalogues(translations: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the catalogues as the source has them now, compiled."""
    folder = tmp_path_factory.mktemp("catalogues")
    for source in translations.FOLDER.glob("*.ts"):
        translations.compile_catalogue(source, folder / f"{source.stem}.qm")
    return folder


@pytest.fixture(autouse=True)
def fresh_catalogues(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show translations as the source has them, not as somebody compiled them earlier."""
    monkeypatch.setattr(i18n, "catalogue_folder", lambda: catalogues)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs and documents of a test lie in its own folder."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(home))
    return home


@pytest.fixture(autouse=True)
def no_key_held(qapp: QApplication) -> None:
    """Begin without Shift or Ctrl: Qt takes those of the last key of an earlier test for held still."""
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def data_in_utc() -> Iterator[None]:
    """Begin with the zone that a project has at first."""
    fmt.set_data_zone("UTC")
    yield
    fmt.set_data_zone("UTC")


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves worker threads or windows behind; show the light theme in English at first."""
    i18n.set_language("en")
    if not qapp.styleSheet():
        qapp.setStyle("Fusion")
        theme.set_up(qapp)
    theme.use_language(qapp, "en")
    theme.apply(qapp, "light")
    before = {thread for thread in threading.enumerate() if thread.name.startswith("admanager-")}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    threads = [t.name for t in threading.enumerate() if t.name.startswith("admanager-") and t not in before]
    windows = [type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not threads, f"worker threads left: {threads}"
    assert not windows, f"windows left: {windows}"


@pytest.fixture(autouse=True, scope="session")
def garbage_in_one_thread(qapp: QApplication) -> WindowGarbage:
    """Collect garbage as the program does, so that no worker thread and no destructor destroys a widget."""
    return WindowGarbage()


@pytest.fixture
def settings(own_folders: Path) -> Settings:
    """Settings with their defaults, in a file of the test."""
    return Settings(own_folders / "settings.json")


@pytest.fixture
def page_context(qapp: QApplication, settings: Settings, project: ProjectFile) -> Iterator[PageContext]:
    """A real context with an open, empty project, as the window gives it to a page."""
    runner = JobRunner()
    context = PageContext(runner, settings)
    context.set_project(project)
    yield context
    assert runner.close(5.0), "a job did not end"
    context.set_project(None)


class PlainPage(Page):
    """A page with nothing on it but its title."""

    name = "privacy"

    def build(self) -> None:
        """Make the title."""
        self.set_header("Privacy")


class PlainEntry(PageEntry):
    """A page of the navigation that is a `PlainPage`."""

    def load(self) -> type[Page]:
        """Return the page's class."""
        return PlainPage


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window has Home and two plain pages."""
    home = next(entry for entry in pages.entries() if entry.name == "home")
    listed = [
        home,
        PlainEntry("audience", lazy("Navigation", "Audience"), "audience"),
        PlainEntry("privacy", lazy("Navigation", "Privacy"), "privacy"),
    ]
    monkeypatch.setattr(pages, "entries", lambda: listed)


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window, shown, without a project."""
    shown = MainWindow(settings, tmp_path)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shown.closing = True
    shown.close()
    assert shown.finish(5.0), "a job did not end"
    shown.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """The main window with an empty project, `work.adm`."""
    path = tmp_path / "work.adm"
    ProjectFile.create(path, name="Spring offer").close()
    window.actions_of_project.open_path(path)
    qtbot.waitUntil(lambda: window.session.standing is not None)
    return window
