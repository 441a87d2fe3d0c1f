"""How long rows are kept: the rules, what is due by them, and its removal, which nothing but a person starts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Page
from admanager.gui.pages.privacy.layout import fit_rows
from admanager.gui.pages.privacy.model import TABLE_NAMES
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, heading, muted, row
from admanager.gui.widgets.dialogs import confirm
from admanager.gui.widgets.form import Form
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.jobs import Job
    from admanager.privacy.retention import Due
    from admanager.project.file import ProjectFile

IMPORT = ""


class RetentionPanel(QWidget):
    """A table of the rules with what is due, the fields of a new one, and the sweep."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._due: list[Due] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self._rule_model = ListModel(
            [
                TableColumn(tr("RetentionPanel", "Rows of"), width=120),
                TableColumn(tr("RetentionPanel", "Kept for days"), "integer", 120),
                TableColumn(tr("RetentionPanel", "Counted from"), width=150),
                TableColumn(tr("RetentionPanel", "Due now"), "integer", 100),
                TableColumn(tr("RetentionPanel", "Stay"), "integer", 100),
                TableColumn(tr("RetentionPanel", "Source"), width=150),
            ]
        )
        self.rules = DataTable(
            self._rule_model, name="retention", title=tr("RetentionPanel", "How long rows are kept")
        )
        self.rules_note = muted("")
        self.rule_table = QComboBox()
        self.rule_table.setObjectName("ruleTable")
        self.rule_table.setAccessibleName(tr("RetentionPanel", "Rows of"))
        for name, shown in TABLE_NAMES.items():
            self.rule_table.addItem(str(shown), name)
        self.rule_table.currentIndexChanged.connect(lambda _index: self._offer_dates())
        self.rule_date = QComboBox()
        self.rule_date.setObjectName("ruleDate")
        self.rule_date.setAccessibleName(tr("RetentionPanel", "Counted from"))
        self.rule_date.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rule_source = QLineEdit()
        self.rule_source.setObjectName("ruleSource")
        self.rule_source.setAccessibleName(tr("RetentionPanel", "Only from files whose path has this in it"))
        self.rule_source.setPlaceholderText(tr("RetentionPanel", "from any file"))
        self.rule_source.setMaximumWidth(GRID * 20)
        self.rule_days = Form.integer(730, 1, 36_500)
        self.rule_days.setObjectName("ruleDays")
        self.rule_days.setAccessibleName(tr("RetentionPanel", "Kept for days"))
        self.rule_days.setSuffix(" " + tr("RetentionPanel", "days"))
        self._dates: dict[str, list[str]] = {}
        add = button(tr("RetentionPanel", "Set the rule"), self.set_rule, name="setRule")
        self.remove = button(
            tr("RetentionPanel", "Remove the rule"), self.remove_rule, kind="quiet", name="removeRule"
        )
        self.sweep = button(
            tr("RetentionPanel", "Remove what is due…"), self._ask_sweep, kind="danger", name="sweep"
        )
        layout.addWidget(heading(tr("RetentionPanel", "How long rows are kept"), 3))
        layout.addWidget(self.rules_note)
        layout.addWidget(self.rules)
        layout.addLayout(
            row(
                self.rule_table,
                self.rule_days,
                self.rule_date,
                self.rule_source,
                add,
                self.remove,
                None,
                self.sweep,
            )
        )

    def refresh(self) -> None:
        """Read the rules, and what is due by them."""
        self._page.run_quiet(partial(_read, self._page.project), self._show, newest="retention")

    def _show(self, found: tuple[list[Due], dict[str, list[str]]]) -> None:
        self._due, self._dates = found
        self._rule_model.set_rows(
            [
                (
                    str(TABLE_NAMES[each.rule.table]),
                    each.rule.days,
                    each.rule.column or tr("RetentionPanel", "the import"),
                    each.rows,
                    each.stay,
                    each.rule.source or tr("RetentionPanel", "any"),
                )
                for each in self._due
            ]
        )
        fit_rows(self.rules, len(self._due))
        if self._due:
            self.rules.selectRow(0)
        self.rules_note.setText(
            tr(
                "RetentionPanel",
                "Rows that are due go with everything that the project holds of them; nothing goes by itself.",
            )
            if self._due
            else tr(
                "RetentionPanel",
                "Everything is kept for good. A rule says after how many days rows may be removed.",
            )
        )
        self.remove.setEnabled(bool(self._due))
        self.sweep.setEnabled(any(each.rows for each in self._due))
        self._offer_dates()

    def _offer_dates(self) -> None:
        chosen = self.rule_date.currentData()
        self.rule_date.clear()
        self.rule_date.addItem(tr("RetentionPanel", "from the import"), IMPORT)
        for name in self._dates.get(self.rule_table.currentData(), ()):
            self.rule_date.addItem(tr("RetentionPanel", "from {column}", column=name), name)
        self.rule_date.setCurrentIndex(max(0, self.rule_date.findData(chosen)))

    def set_rule(self) -> None:
        """Set the rule that the fields say."""
        self._page.run_quiet(
            partial(
                _set_rule,
                self._page.project,
                self.rule_table.currentData(),
                self.rule_days.value(),
                self.rule_date.currentData(),
                self.rule_source.text().strip(),
            ),
            on_done=lambda _rule: self.refresh(),
        )

    def remove_rule(self) -> None:
        """Remove the selected rule."""
        place = self.rules.current_row()
        if 0 <= place < len(self._due):
            self._page.run_quiet(
                partial(_remove_rule, self._page.project, self._due[place].rule.id),
                on_done=lambda _none: self.refresh(),
            )

    def _ask_sweep(self) -> None:
        rows = sum(each.rows for each in self._due)
        confirm(
            self,
            tr_count("RetentionPanel", "Remove {count} row?", "Remove {count:,} rows?", count=rows),
            tr(
                "RetentionPanel",
                "They go with everything that the project holds of them. This cannot be undone.",
            ),
            tr("RetentionPanel", "Remove them"),
            self.sweep_now,
            dangerous=True,
        )

    def sweep_now(self) -> None:
        """Remove what is due."""
        self._page.run_job(
            tr("RetentionPanel", "Remove what is due"),
            partial(_sweep, self._page.project),
            on_done=self._swept,
            on_failed=self._page.show_failure,
            writes=True,
        )

    def _swept(self, counts: Mapping[str, int]) -> None:
        removed = sum(counts.values())
        self._page.context.show_message(tr_count("RetentionPanel", "Removed {count} row that was due.", "Removed {count:,} rows that were due.", count=removed), "good")  # fmt: skip
        self.refresh()


def _read(project: ProjectFile) -> tuple[list[Due], dict[str, list[str]]]:
    from admanager.privacy import retention
    from admanager.project import tables

    dates = {
        table: [
            column.name
            for column in tables.columns(project.read(), table)
            if column.type in {"date", "datetime"}
        ]
        for table in TABLE_NAMES
    }
    return retention.due(project), dates


def _set_rule(project: ProjectFile, table: str, days: int, column: str, source: str) -> object:
    from admanager.privacy.retention import set_rule

    return set_rule(project, table, days, column=column, source=source)


def _remove_rule(project: ProjectFile, number: int) -> None:
    from admanager.privacy.retention import remove_rule

    remove_rule(project, number)


def _sweep(project: ProjectFile, job: Job | None = None) -> Mapping[str, int]:
    from admanager.audience.imports import sweep

    return sweep(project, job=job)
