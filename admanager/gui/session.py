"""The project that the window shows: opening, making, closing it, and noticing what others change in it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from admanager.gui import format as fmt
from admanager.gui.page import PageContext
from admanager.texts import AdManagerError

if TYPE_CHECKING:
    from admanager.project.file import ProjectFile
    from admanager.project.overview import Standing

WATCH_MILLISECONDS = 1000
_log = logging.getLogger(__name__)


class Session(QObject):
    """Opens and closes projects off the window's thread, one at a time, and watches the open one.

    The window's thread never reads the file itself: while another process commits, a read waits.
    """

    busy_changed = Signal(str)
    """The path that is being opened; empty when that is over."""
    failed = Signal(object)
    standing_changed = Signal(object)
    """A `Standing`, or None without a project."""

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._standing: Standing | None = None
        self._announced: Counter[str] = Counter()
        self._signature: tuple[int, int] | None = None
        self._reading = False
        self._read_again = False
        self._opening = ""
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MILLISECONDS)
        self._watch.timeout.connect(self._look)
        context.own_change.connect(self._on_own_change)

    @property
    def project(self) -> ProjectFile | None:
        """The open project."""
        return self._context.project

    @property
    def standing(self) -> Standing | None:
        """Where the open project stood when it was last read."""
        return self._standing

    def open(self, path: Path) -> None:
        """Open a project in place of the one that is open."""

        def work() -> ProjectFile:
            from admanager.project.file import ProjectFile

            return ProjectFile.open(path)

        self._take(path, work)

    def create(self, path: Path, template: str = "blank") -> None:
        """Make a new project of a template and open it; a file of that name has been agreed to be replaced."""

        def work() -> ProjectFile:
            from admanager.simulation.templates import create_project

            path.unlink(missing_ok=True)
            return create_project(path, template)

        self._take(path, work)

    def _take(self, path: Path, work: Callable[[], ProjectFile]) -> None:
        if self._opening:
            return
        if self.project is not None and path.absolute() == self.project.path.absolute():
            return
        self._opening = str(path)
        self.busy_changed.emit(str(path))

        def open_and_read() -> tuple[ProjectFile, Standing]:
            from admanager.project.overview import standing

            project = work()
            try:
                return project, standing(project)
            except BaseException:
                project.close()
                raise

        self._context.run_quiet(open_and_read, on_done=self._opened, on_failed=self._not_opened, owner=self)

    def _opened(self, found: tuple[ProjectFile, Standing]) -> None:
        project, standing = found
        self._opening = ""
        self.busy_changed.emit("")
        self.close()
        self._context.settings.add_recent(project.path)
        self._signature = self._file_signature(project)
        fmt.set_data_zone(standing.zone)
        self._context.set_project(project)
        self._watch.start()
        self.read_standing()
        self._context.run_quiet(lambda: _tidy_up(project.path), owner=self)

    def _not_opened(self, error: AdManagerError) -> None:
        self._opening = ""
        self.busy_changed.emit("")
        self.failed.emit(error)

    def close(self) -> None:
        """Close the open project, if there is one; its jobs must have ended."""
        project = self.project
        self._watch.stop()
        self._standing = None
        self._announced.clear()
        if project is not None:
            self._context.set_project(None)
            project.close()
            self.standing_changed.emit(None)

    # -- watching ----------------------------------------------------------------------------------------

    def _look(self) -> None:
        project = self.project
        if project is None:
            return
        signature = self._file_signature(project)
        if signature != self._signature:
            self._signature = signature
            self.read_standing()

    def _file_signature(self, project: ProjectFile) -> tuple[int, int] | None:
        """Return what changes with every commit, without touching the file's locks."""
        try:
            found = project.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def _on_own_change(self, tables: frozenset[str]) -> None:
        self._announced.update(tables)
        self.read_standing()

    def read_standing(self) -> None:
        """Read undo, redo and the change counters, and tell the pages what somebody else changed."""
        project = self.project
        if project is None:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading = True

        def work() -> tuple[ProjectFile, Standing]:
            from admanager.project.overview import standing

            return project, standing(project)

        self._context.run_quiet(work, on_done=self._stands, on_failed=self._not_read, owner=self)

    def _stands(self, found: tuple[ProjectFile, Standing]) -> None:
        self._reading = False
        project, now = found
        if project is not self.project:
            self.read_standing()
            return
        before, self._standing = self._standing, now
        self._show_zone(now.zone)
        if before is not None:
            foreign = {
                table
                for table in now.changed_since(before)
                if now.counters.get(table, 0) - before.counters.get(table, 0) != self._announced[table]
            }
            if foreign:
                self._context.tables_changed.emit(frozenset(foreign))
        self._announced.clear()
        self.standing_changed.emit(now)
        if self._read_again:
            self._read_again = False
            self.read_standing()

    def _show_zone(self, zone: str) -> None:
        """Have all that shows moments of the data write them in another zone."""
        if zone != fmt.data_zone():
            fmt.set_data_zone(zone)
            self._context.tables_changed.emit(frozenset({"profiles", "events", "impressions"}))

    def _not_read(self, error: AdManagerError) -> None:
        # Somebody is writing; the next look tries again.
        self._reading = False
        self._signature = None
        _log.info("The project could not be read: %s", error)


def _tidy_up(path: Path) -> None:
    """Remove what imports and exports that were cut off left beside the project."""
    from admanager.project.unfinished import remove_stale_stages, remove_unfinished

    removed = remove_stale_stages(path) + remove_unfinished(path.parent)
    if removed:
        _log.info("Removed %d files that unfinished imports and exports had left.", removed)
