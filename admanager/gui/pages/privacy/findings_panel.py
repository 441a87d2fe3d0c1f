"""What columns seem to hold, and deciding what becomes of each: drop, pseudonym or keep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Page
from admanager.gui.pages.privacy.model import DECISION_NAMES, KIND_NAMES, TABLE_NAMES
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, heading, muted, row
from admanager.gui.widgets.dialogs import confirm
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.jobs import Job
    from admanager.privacy.findings import Finding
    from admanager.project.file import ProjectFile

MAX_HEIGHT = GRID * 26


class FindingsPanel(QWidget):
    """The findings of a scan, each with what is proposed; one click applies a decision."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._findings: list[Finding] = []
        self._model = ListModel(
            [
                TableColumn(tr("FindingsPanel", "Column"), width=150),
                TableColumn(tr("FindingsPanel", "Table"), width=100),
                TableColumn(tr("FindingsPanel", "Seems to hold"), width=190),
                TableColumn(tr("FindingsPanel", "Sure to"), "percent", 80),
                TableColumn(tr("FindingsPanel", "Values like it"), width=130),
                TableColumn(tr("FindingsPanel", "Proposed"), width=130),
                TableColumn(tr("FindingsPanel", "Decided"), width=120),
            ]
        )
        self.table = DataTable(
            self._model, name="findings", title=tr("FindingsPanel", "What columns seem to hold")
        )
        self.table.setMaximumHeight(MAX_HEIGHT)
        self.table.row_selected.connect(lambda _row: self._follow_selection())
        self.note = muted("")
        self.apply = button(
            tr("FindingsPanel", "Do what is proposed"),
            self._apply_proposed,
            kind="primary",
            name="applyProposed",
        )
        self.others = {
            decision: button(
                str(DECISION_NAMES[decision]), partial(self.decide, decision), name=f"decide-{decision}"
            )
            for decision in ("hash", "drop", "keep")
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(heading(tr("FindingsPanel", "What columns seem to hold"), 3))
        layout.addWidget(self.note)
        layout.addWidget(self.table)
        layout.addLayout(row(self.apply, *self.others.values(), None))

    def refresh(self) -> None:
        """Scan the tables."""
        self._page.run_quiet(partial(_scan, self._page.project), on_done=self.show_findings)

    def show_findings(self, found: list[Finding]) -> None:
        """Show these findings."""
        self._findings = found
        self._model.set_rows(
            [
                (
                    each.column,
                    str(TABLE_NAMES[each.table]),
                    tr("FindingsPanel", "{kind}, inside text", kind=str(KIND_NAMES[each.kind]))
                    if each.inside
                    else str(KIND_NAMES[each.kind]),
                    each.confidence,
                    tr("FindingsPanel", "{count:,} of {sampled:,}", count=each.count, sampled=each.sampled),
                    str(DECISION_NAMES[each.proposed]),
                    str(DECISION_NAMES[each.decided]) if each.decided else None,
                )
                for each in found
            ]
        )
        open_ = sum(not each.decided for each in found)
        self.table.setVisible(bool(found))
        for each in (self.apply, *self.others.values()):
            each.setVisible(bool(found))
        if not found:
            text = tr(
                "FindingsPanel",
                "No column seems to hold personal data. A sample of each table was looked at.",
            )
        else:
            text = tr_count(
                "FindingsPanel",
                "{count} column is undecided. A pseudonym joins tables as well as the value did; what is dropped or replaced cannot be had back.",
                "{count:,} columns are undecided. A pseudonym joins tables as well as the value did; what is dropped or replaced cannot be had back.",
                count=open_,
            )
        self.note.setText(text)
        if found:
            self.table.selectRow(0)
        self._follow_selection()

    def _selected(self) -> Finding | None:
        place = self.table.current_row()
        return self._findings[place] if 0 <= place < len(self._findings) else None

    def _follow_selection(self) -> None:
        chosen = self._selected()
        for each in (self.apply, *self.others.values()):
            each.setEnabled(chosen is not None)

    def _apply_proposed(self) -> None:
        chosen = self._selected()
        if chosen is not None:
            self.decide(chosen.proposed)

    def decide(self, decision: str) -> None:
        """Apply a decision to the selected column, after asking where it cannot be undone."""
        chosen = self._selected()
        if chosen is None:
            return
        if decision == "keep":
            self._apply(chosen, decision)
            return
        question = (
            tr("FindingsPanel", "Drop {column}?", column=chosen.column)
            if decision == "drop"
            else tr("FindingsPanel", "Put pseudonyms into {column}?", column=chosen.column)
        )
        confirm(
            self,
            question,
            tr(
                "FindingsPanel",
                "Its values go from the table, from undo and from the rejects. This cannot be undone.",
            ),
            str(DECISION_NAMES[decision]),
            partial(self._apply, chosen, decision),
            dangerous=True,
        )

    def _apply(self, chosen: Finding, decision: str) -> None:
        self.setEnabled(False)

        def ended(_answer: object = None) -> None:
            self.setEnabled(True)
            self._page.refresh(frozenset())

        def failed(error: object) -> None:
            self.setEnabled(True)
            self._page.show_failure(error)  # type: ignore[arg-type]

        self._page.run_job(
            tr(
                "FindingsPanel",
                "{decision}: {column}",
                decision=str(DECISION_NAMES[decision]),
                column=chosen.column,
            ),
            partial(_decide, self._page.project, chosen, decision),
            on_done=ended,
            on_failed=failed,
            writes=True,
        )


def _scan(project: ProjectFile) -> list[Finding]:
    from admanager.privacy.findings import scan

    return scan(project)


def _decide(project: ProjectFile, finding: Finding, decision: str, job: Job | None = None) -> int:
    from admanager.privacy.applying import apply_role

    return apply_role(project, finding.table, finding.column, decision, job=job)
