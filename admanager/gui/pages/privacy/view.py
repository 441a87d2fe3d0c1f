"""The page Privacy: personal columns, one person's data, and the audit log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QTabWidget,
    QWidget,
)

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.page import Command, Page
from admanager.gui.pages.privacy.anonymity_tab import AnonymityTab
from admanager.gui.pages.privacy.findings_panel import FindingsPanel
from admanager.gui.pages.privacy.key_note import KeyNote
from admanager.gui.pages.privacy.layout import stacked
from admanager.gui.pages.privacy.lists_tab import ListsTab
from admanager.gui.pages.privacy.model import AuditModel, PersonalColumnsModel
from admanager.gui.pages.privacy.person_tab import PersonTab
from admanager.gui.widgets.basics import Banner, caption, heading, muted
from admanager.gui.widgets.table import DataTable

if TYPE_CHECKING:
    from admanager.privacy.audit import AuditLog
    from admanager.privacy.roles import PersonalColumn
    from admanager.project.file import ProjectFile
    from admanager.texts import Sentence

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
        """Make the tabs."""
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
        self.one = PersonTab(self)
        self.one.looked.connect(self._read_log)
        self.anonymity = AnonymityTab(self)
        self.lists = ListsTab(self)
        self.tabs.addTab(self._columns_tab(), tr("PrivacyPage", "Personal columns"))
        self.tabs.addTab(self.one, tr("PrivacyPage", "One person"))
        self.tabs.addTab(self.anonymity, tr("PrivacyPage", "Anonymity"))
        self.tabs.addTab(self.lists, tr("PrivacyPage", "Lists and retention"))
        self.tabs.addTab(self._audit_tab(), tr("PrivacyPage", "Audit log"))
        self.tabs.currentChanged.connect(lambda _index: self._show_tab())
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
        self.key_note = KeyNote(self)
        return stacked(
            self.findings,
            heading(tr("PrivacyPage", "Roles that columns have"), 3),
            self.columns_note,
            self.columns,
            self.key_note,
        )

    def _audit_tab(self) -> QWidget:
        self._audit = AuditModel()
        self.audit = DataTable(self._audit, name="audit", title=tr("PrivacyPage", "Audit log"))
        self.chain = Banner(closable=False)
        self.chain.setObjectName("chain")
        return stacked(self.chain, self.audit)

    # -- the page's life -------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the person who was shown."""
        self.one.show_nobody()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the roles of the columns and the log."""
        self.run_quiet(partial(_columns, self.project), self._show_columns, newest="columns")
        self.key_note.refresh()
        self.findings.refresh()
        self.anonymity.refresh()
        self.lists.refresh()
        self._read_log()

    def _show_columns(self, found: tuple[list[PersonalColumn], str | None, int]) -> None:
        personal, key, people = found
        self._columns.show_columns(personal)
        self.columns.setVisible(bool(personal))
        self.columns_note.setText(self._note_on(personal, people))
        self.one.name_key(key)

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

    # -- the log ---------------------------------------------------------------------------------------

    def _show_tab(self) -> None:
        # What failed on another tab is no news here.
        self.banner.hide()
        self._read_log()

    def _read_log(self) -> None:
        if self.has_project:
            self.run_quiet(partial(_log, self.project), self._show_log, newest="log")

    def _show_log(self, log: AuditLog) -> None:
        self._audit.show_entries(log.entries)
        kind = "bad" if not log.intact else "good" if log.check.sealed == log.total else "info"
        self.chain.show_message(" ".join(map(translate_sentence, _verdict(log))), kind)

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
        self.one.key.setFocus()

    def save_state(self) -> dict[str, Any]:
        """Keep the tab; what was shown of a person is not kept."""
        return {"tab": self.tabs.currentIndex()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go back to the tab."""
        self.tabs.setCurrentIndex(min(state["tab"], len(TABS) - 1))


def _columns(project: ProjectFile) -> tuple[list[PersonalColumn], str | None, int]:
    from admanager.privacy.roles import personal_columns
    from admanager.project import tables

    key = tables.key_column(project.read(), "profiles")
    people = tables.row_count(project.read(), "profiles")
    return personal_columns(project), key.name if key is not None else None, people


def _log(project: ProjectFile) -> AuditLog:
    from admanager.privacy.audit import read_log

    return read_log(project, limit=SHOWN_ENTRIES)


def _verdict(log: AuditLog) -> list[Sentence]:
    from admanager.privacy.audit import told

    return told(log.check)
