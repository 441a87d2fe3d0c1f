"""Who must not be contacted, above what exports did and how long rows are kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Page
from admanager.gui.pages.privacy.exports_panel import ExportsPanel
from admanager.gui.pages.privacy.retention_panel import RetentionPanel
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, heading, muted, row, scrolled

if TYPE_CHECKING:
    from admanager.privacy.suppression import Listed
    from admanager.project.file import ProjectFile


class ListsTab(QWidget):
    """The do-not-contact list, the hold-outs of exports with their lift, and retention."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.sent = ExportsPanel(page)
        self.retention = RetentionPanel(page)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, GRID * 2, 0, 0)
        layout.setSpacing(GRID)
        self._add_list(layout)
        layout.addSpacing(GRID)
        layout.addWidget(self.sent)
        layout.addSpacing(GRID)
        layout.addWidget(self.retention)
        layout.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        # In a low window the lists and their rules do not fit below one another.
        whole.addWidget(scrolled(inside))

    def _add_list(self, layout: QVBoxLayout) -> None:
        self.listed = muted("")
        self.listed.setObjectName("doNotContact")
        add = button(
            tr("ListsTab", "Add from a file…"), self._choose_list, icon="import", name="addDoNotContact"
        )
        self.take_off = button(
            tr("ListsTab", "Take off from a file…"),
            partial(self._choose_list, remove=True),
            name="removeDoNotContact",
        )
        layout.addWidget(heading(tr("ListsTab", "Do not contact"), 3))
        listed = row(self.listed, self.take_off, add)
        listed.setStretch(0, 1)
        layout.addLayout(listed)

    # -- the page's life -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the lists."""
        self._page.run_quiet(partial(_read, self._page.project), self._show_listed, newest="lists")
        self.sent.refresh()
        self.retention.refresh()

    def _show_listed(self, found: tuple[int, int]) -> None:
        entries, people = found
        self.take_off.setEnabled(entries > 0)
        self.listed.setText(
            tr_count(
                "ListsTab",
                "{count} entry, kept as a keyed hash; {people:,} people here stay out of exports and campaigns, after new imports too. Models may learn from their past, as consent allows.",
                "{count:,} entries, kept as keyed hashes; {people:,} people here stay out of exports and campaigns, after new imports too. Models may learn from their past, as consent allows.",
                count=entries,
                people=people,
            )
            if entries
            else tr(
                "ListsTab",
                "The list is empty. People on it stay out of exports and campaigns, after new imports too. Models may learn from their past, as consent allows.",
            )
        )

    # -- doing -----------------------------------------------------------------------------------------

    def _choose_list(self, *, remove: bool = False) -> None:
        title = (
            tr("ListsTab", "Take off the do-not-contact list")
            if remove
            else tr("ListsTab", "Add to the do-not-contact list")
        )
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.change_list(Path(name), remove=remove))
        dialog.open()

    def change_list(self, path: Path, *, remove: bool = False) -> None:
        """Add the people of a file to the do-not-contact list, or take them off it."""
        self._page.run_quiet(
            partial(_remove if remove else _add, self._page.project, path),
            on_done=self._taken_off if remove else self._listed_now,
        )

    def _listed_now(self, found: Listed) -> None:
        added = tr_count("ListsTab", "{count} entry is new on the list.", "{count:,} entries are new on the list.", count=found.added)  # fmt: skip
        known = tr_count("ListsTab", "{count} was on it already.", "{count:,} were on it already.", count=found.known)  # fmt: skip
        self._tell(f"{added} {known}" if found.known else added)

    def _taken_off(self, count: int) -> None:
        self._tell(tr_count("ListsTab", "{count} entry was taken off the list.", "{count:,} entries were taken off the list.", count=count))  # fmt: skip

    def _tell(self, text: str) -> None:
        self._page.banner.hide()
        self._page.context.show_message(text, "good")
        self.refresh()


def _read(project: ProjectFile) -> tuple[int, int]:
    """Return the entries of the do-not-contact list, and the people they are."""
    from admanager.privacy import suppression
    from admanager.texts import AdManagerError

    try:
        people = len(suppression.blocked_profiles(project))
    except AdManagerError:
        # The list cannot be read without its key; the tab of pseudonyms says so.
        people = 0
    return suppression.list_size(project.read(), suppression.DO_NOT_CONTACT), people


def _add(project: ProjectFile, path: Path) -> Listed:
    from admanager.privacy.suppression import add_do_not_contact, read_list

    return add_do_not_contact(project, read_list(path))


def _remove(project: ProjectFile, path: Path) -> int:
    from admanager.privacy.suppression import read_list, remove_do_not_contact

    return remove_do_not_contact(project, read_list(path))
