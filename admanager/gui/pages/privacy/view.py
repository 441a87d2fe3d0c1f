"""The page Privacy: personal columns, one person's data, and the audit log."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.page import Command, Page
from admanager.gui.pages.privacy.anonymity_tab import AnonymityTab
from admanager.gui.pages.privacy.erase_dialog import EraseDialog
from admanager.gui.pages.privacy.findings_panel import FindingsPanel, key_text
from admanager.gui.pages.privacy.lists_tab import ListsTab
from admanager.gui.pages.privacy.model import AuditModel, PersonalColumnsModel, PersonModel
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Banner, button, caption, heading, label, muted, row
from admanager.gui.widgets.table import DataTable

if TYPE_CHECKING:
    from admanager.privacy.audit import AuditLog
    from admanager.privacy.erasure import Erasure
    from admanager.privacy.person import Person
    from admanager.privacy.roles import PersonalColumn
    from admanager.project.file import ProjectFile
    from admanager.texts import AdManagerError

SHOWN_ENTRIES = 1000
TABS = ("columns", "person", "anonymity", "lists", "audit")


class PrivacyPage(Page):
    """What is personal here, what is held about one person, and what was done with it."""

    name = "privacy"
    tables_shown = frozenset(
        [
            "profiles",
            "events",
            "impressions",
            "column_info",
            "import_batch",
            "meta",
            "audit",
            "segment",
            "suppressed",
            "audience_export",
            "retention_rule",
            "privacy_spending",
        ]
    )

    def build(self) -> None:
        """Make the three tabs."""
        self._wanted_key = ""
        self.set_header(
            tr("PrivacyPage", "Privacy"),
            tr(
                "PrivacyPage",
                "What is personal in this project, and what was done with it. Nothing leaves this computer.",
            ),
        )
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.findings = FindingsPanel(self)
        self.anonymity = AnonymityTab(self)
        self.lists = ListsTab(self)
        self.tabs.addTab(self._columns_tab(), tr("PrivacyPage", "Personal columns"))
        self.tabs.addTab(self._person_tab(), tr("PrivacyPage", "One person"))
        self.tabs.addTab(self.anonymity, tr("PrivacyPage", "Anonymity"))
        self.tabs.addTab(self.lists, tr("PrivacyPage", "Lists and retention"))
        self.tabs.addTab(self._audit_tab(), tr("PrivacyPage", "Audit log"))
        self.tabs.currentChanged.connect(lambda _index: self._read_log())
        self.content.addWidget(self.tabs, 1)
        self.content.addWidget(
            caption(
                tr(
                    "PrivacyPage",
                    "The project file is not encrypted: encryption at rest is left to the disk. Keep projects on an "
                    "encrypted disk (BitLocker, FileVault, LUKS).",
                )
            )
        )

    def _columns_tab(self) -> QWidget:
        self._columns = PersonalColumnsModel()
        self.columns = DataTable(
            self._columns, name="personalColumns", title=tr("PrivacyPage", "Personal columns")
        )
        self.columns_note = muted("")
        self.key_note = caption()
        return _stacked(
            self.findings,
            heading(tr("PrivacyPage", "Roles that columns have"), 3),
            self.columns_note,
            self.columns,
            self.key_note,
        )

    def _person_tab(self) -> QWidget:
        self.key = QLineEdit()
        self.key.setObjectName("personKey")
        self.key.setMaximumWidth(GRID * 40)
        self.key.returnPressed.connect(self.find_person)
        self._key_label = label("")
        self._key_label.setBuddy(self.key)
        find = button(
            tr("PrivacyPage", "Show their data"),
            self.find_person,
            kind="primary",
            icon="search",
            name="findPerson",
        )
        self._person = PersonModel()
        self.person = DataTable(
            self._person, name="person", title=tr("PrivacyPage", "Everything about this person")
        )
        self.person_note = label("", "muted", wrap=True, selectable=True)
        self.person_note.setObjectName("personNote")
        self.person_segments = label("", "muted", wrap=True, selectable=True)
        self.person_segments.hide()
        self.person.hide()
        self.save = button(
            tr("PrivacyPage", "Save a copy for them…"), self._choose_copy, icon="export", name="savePerson"
        )
        self.erase = button(
            tr("PrivacyPage", "Erase them…"), self.ask_erase, kind="danger", name="erasePerson"
        )
        self._shown: tuple[Person, list[str]] | None = None
        return _stacked(
            row(self._key_label, self.key, find, None, self.save, self.erase),
            self.person_note,
            self.person_segments,
            self.person,
        )

    def _audit_tab(self) -> QWidget:
        self._audit = AuditModel()
        self.audit = DataTable(self._audit, name="audit", title=tr("PrivacyPage", "Audit log"))
        self.chain = Banner(closable=False)
        self.chain.setObjectName("chain")
        return _stacked(self.chain, self.audit)

    # -- the page's life -------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the person who was shown."""
        self.key.clear()
        self._show_nobody()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the roles of the columns and the log."""
        self.run_quiet(partial(_columns, self.project), on_done=self._show_columns)
        self.run_quiet(partial(key_text, self.project), on_done=self.key_note.setText)
        self.findings.refresh()
        self.anonymity.refresh()
        self.lists.refresh()
        self._read_log()

    def _show_columns(self, found: tuple[list[PersonalColumn], str | None, int]) -> None:
        personal, key, people = found
        self._columns.show_columns(personal)
        self.columns.setVisible(bool(personal))
        self.columns_note.setText(self._note_on(personal, people))
        self._key_label.setText(
            tr("PrivacyPage", "Value of {column}", column=key)
            if key
            else tr("PrivacyPage", "Number of the row")
        )
        self.key.setPlaceholderText("" if key else tr("PrivacyPage", "1, 2, 3, …"))

    def _note_on(self, personal: list[PersonalColumn], people: int) -> str:
        if not people and not personal:
            return tr(
                "PrivacyPage",
                "There is no data yet. After an import, columns that are a key or hold consent stand here.",
            )
        if not any(each.column.role == "consent" for each in personal):
            return tr(
                "PrivacyPage",
                "No column holds consent, so everyone counts as consenting. Give a column the role “consent” at import "
                "if there is one.",
            )
        return tr(
            "PrivacyPage",
            "Roles are given at import. Only people with a yes in each consent column are reached.",
        )

    # -- one person ------------------------------------------------------------------------------------

    def find_person(self) -> None:
        """Show everything about the person with the key that was typed."""
        key = self.key.text().strip()
        if not key:
            self.key.setFocus()
            return
        self._wanted_key = key
        self.run_quiet(
            partial(_person, self.project, key),
            on_done=lambda found: self._show_person(key, *found),
            on_failed=self._no_person,
        )

    def _show_person(self, key: str, person: Person, segments: list[str]) -> None:
        if key != self._wanted_key:
            return
        self._shown = (person, segments)
        for each in (self.save, self.erase):
            each.show()
        self._person.show_person(person)
        self.person.show()
        self.person_note.setText(
            tr_count(
                "PrivacyPage",
                "{count} row is held about {key}. This look was noted in the audit log.",
                "{count:,} rows are held about {key}. This look was noted in the audit log.",
                count=person.row_count,
                key=key,
            )
        )
        named = tr(
            "PrivacyPage", "In the segments {names}.", names=", ".join(f"“{name}”" for name in segments)
        )
        self.person_segments.setText(named if segments else tr("PrivacyPage", "In no segment."))
        self.person_segments.setVisible(bool(person.profile_ids))
        self._read_log()

    def _no_person(self, error: AdManagerError) -> None:
        self._show_nobody()
        self.person_note.setText(translate_sentence(error.message))

    def _show_nobody(self) -> None:
        self._wanted_key = ""
        self._shown = None
        for each in (self.save, self.erase):
            each.hide()
        self._person.show_person(None)
        self.person.hide()
        self.person_segments.hide()
        self.person_note.setText(
            tr("PrivacyPage", "Shows every row about one person in people, events and impressions.")
        )

    def _choose_copy(self) -> None:
        dialog = QFileDialog(self, tr("PrivacyPage", "Save a copy for them"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [tr("PrivacyPage", "Readable page (*.html)"), tr("PrivacyPage", "JSON for programs (*.json)")]
        )
        dialog.setDefaultSuffix("html")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_copy(Path(name)))
        dialog.open()

    def save_copy(self, path: Path) -> None:
        """Write everything about the person who is shown, as JSON or as a readable page by the file's ending."""
        if self._shown is None:
            return
        self.run_quiet(
            partial(_save_copy, *self._shown, path),
            on_done=lambda _none: self.context.show_message(
                tr("PrivacyPage", "Saved to {file}.", file=path.name)
            ),
        )

    def ask_erase(self) -> EraseDialog | None:
        """Ask for the key once more before the person who is shown is erased."""
        if self._shown is None:
            return None
        person = self._shown[0]
        dialog = EraseDialog(self, person.key, person.row_count)
        dialog.confirmed.connect(lambda delete_copies: self.erase_now(person.key, delete_copies))
        dialog.open()
        return dialog

    def erase_now(self, key: str, delete_copies: bool = False) -> None:
        """Erase a person."""
        self.erase.setEnabled(False)

        def ended(done: Erasure) -> None:
            self.erase.setEnabled(True)
            self.key.clear()
            self._show_nobody()
            self.person_note.setText(_erased_text(done))

        def failed(error: AdManagerError) -> None:
            self.erase.setEnabled(True)
            self.show_failure(error)

        self.run_quiet(partial(_erase, self.project, key, delete_copies), on_done=ended, on_failed=failed)

    # -- the log ---------------------------------------------------------------------------------------

    def _read_log(self) -> None:
        if self.has_project:
            self.run_quiet(partial(_log, self.project), on_done=self._show_log)

    def _show_log(self, log: AuditLog) -> None:
        self._audit.show_entries(log.entries)
        if log.intact:
            text = tr_count(
                "PrivacyPage",
                "The log is whole: {count} entry, and its hash is right.",
                "The log is whole: {count:,} entries, and the chain of their hashes is unbroken.",
                count=log.total,
            )
            self.chain.show_message(text, "good")
        else:
            self.chain.show_message(
                tr(
                    "PrivacyPage",
                    "Somebody changed or removed entries of this log; the chain breaks at entry {number}.",
                    number=log.broken[0],
                ),
                "bad",
            )

    def commands(self) -> list[Command]:
        """Offer the search for one person and the log."""
        return [
            Command(
                "privacy.person",
                tr("PrivacyPage", "Show one person's data"),
                self._go_to_person,
                needs_project=True,
            ),
            Command(
                "privacy.audit",
                tr("PrivacyPage", "Show the audit log"),
                lambda: self.tabs.setCurrentIndex(TABS.index("audit")),
                needs_project=True,
            ),
        ]

    def _go_to_person(self) -> None:
        self.tabs.setCurrentIndex(TABS.index("person"))
        self.key.setFocus()

    def save_state(self) -> dict[str, Any]:
        """Keep the tab; what was shown of a person is not kept."""
        return {"tab": self.tabs.currentIndex()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to the tab."""
        self.tabs.setCurrentIndex(min(state["tab"], len(TABS) - 1))


def _stacked(*items: Any) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, GRID * 2, 0, 0)
    column.setSpacing(GRID * 3 // 2)
    for item in items:
        if isinstance(item, QWidget):
            column.addWidget(item, 1 if isinstance(item, DataTable) else 0)
        else:
            column.addLayout(item)
    # Takes the room only while there is no table to take it.
    column.addSpacerItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding))
    return holder


def _columns(project: ProjectFile) -> tuple[list[PersonalColumn], str | None, int]:
    from admanager.privacy.roles import personal_columns
    from admanager.project import tables

    key = tables.key_column(project.read(), "profiles")
    people = tables.row_count(project.read(), "profiles")
    return personal_columns(project), key.name if key is not None else None, people


def _person(project: ProjectFile, key: str) -> tuple[Person, list[str]]:
    from admanager.audience.segments import segments_of_person
    from admanager.privacy.person import find_person

    person = find_person(project, key)
    return person, sorted({name for row in person.profile_ids for name in segments_of_person(project, row)})


def _save_copy(person: Person, segments: list[str], path: Path) -> None:
    import json

    from admanager.privacy.person_page import person_as_json, person_html
    from admanager.texts import AdManagerError, sentence

    if path.suffix.lower() == ".json":
        text = json.dumps(person_as_json(person, segments), ensure_ascii=False, indent=2, default=str)
    else:
        text = person_html(person, segments, say=translate_sentence)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)
            )
        ) from error


def _erase(project: ProjectFile, key: str, delete_copies: bool) -> Erasure:
    from admanager.ingest.load import remove_stale_stages
    from admanager.privacy.erasure import erase_person

    done = erase_person(project, key, delete_copies=delete_copies)
    remove_stale_stages(project.path)
    return done


def _erased_text(done: Erasure) -> str:
    parts = [
        tr_count(
            "PrivacyPage",
            "Erased: {count} row is gone.",
            "Erased: {count:,} rows are gone.",
            count=done.rows_removed,
        )
    ]
    if done.models:
        parts.append(
            tr(
                "PrivacyPage",
                "Train these models again, which learnt from them: {names}.",
                names=", ".join(done.models),
            )
        )
    if done.copies:
        parts.append(
            tr(
                "PrivacyPage",
                "Backups that still hold them: {names}.",
                names=", ".join(path.name for path in done.copies),
            )
        )
    return " ".join(parts)


def _log(project: ProjectFile) -> AuditLog:
    from admanager.privacy.audit import read_log

    return read_log(project, limit=SHOWN_ENTRIES)
