"""Who must not be contacted, what exports did, and how long rows are kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Page
from admanager.gui.pages.privacy.layout import room_below
from admanager.gui.pages.privacy.model import TABLE_NAMES
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, heading, label, muted, row
from admanager.gui.widgets.dialogs import confirm
from admanager.gui.widgets.form import Form
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.jobs import Job
    from admanager.privacy.holdout import KeptExport, Lift
    from admanager.privacy.retention import Due
    from admanager.project.file import ProjectFile

IMPORT = ""


class ListsTab(QWidget):
    """The do-not-contact list, the hold-outs of exports with their lift, and retention."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._exports: list[KeptExport] = []
        self._due: list[Due] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID * 2, 0, 0)
        layout.setSpacing(GRID)
        self._add_list(layout)
        layout.addSpacing(GRID)
        self._add_exports(layout)
        layout.addSpacing(GRID)
        self._add_retention(layout)
        layout.addSpacerItem(room_below())

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

    def _add_exports(self, layout: QVBoxLayout) -> None:
        self._export_model = ListModel(
            [
                TableColumn(tr("ListsTab", "Export"), "integer", 70),
                TableColumn(tr("ListsTab", "People"), width=230),
                TableColumn(tr("ListsTab", "When"), "time", 150),
                TableColumn(tr("ListsTab", "Exported"), "integer", 100),
                TableColumn(tr("ListsTab", "Held out"), "integer", 100),
            ]
        )
        self.exports = DataTable(
            self._export_model, name="exports", title=tr("ListsTab", "Exports of people")
        )
        self.exports_note = muted("")
        self.lift = label("", wrap=True, selectable=True)
        self.lift.setObjectName("lift")
        self.lift.hide()
        self.read = button(tr("ListsTab", "Read the lift"), self.read_lift, icon="search", name="readLift")
        self.outcome = QComboBox()
        self.outcome.setEditable(True)
        self.outcome.setAccessibleName(tr("ListsTab", "What counts as a result"))
        self.outcome.addItems(["purchase", "click", "conversion"])
        layout.addWidget(heading(tr("ListsTab", "Exports and their hold-outs"), 3))
        layout.addWidget(self.exports_note)
        layout.addWidget(self.exports, 1)
        self.days = Form.integer(0, 0, 3650)
        self.days.setObjectName("liftDays")
        self.days.setAccessibleName(tr("ListsTab", "Days after the export that count"))
        self.days.setSpecialValueText(tr("ListsTab", "until now"))
        self.days.setSuffix(" " + tr("ListsTab", "days"))
        result = label(tr("ListsTab", "Result"), "caption")
        layout.addLayout(row(result, self.outcome, self.days, self.read, None))
        layout.addWidget(self.lift)

    def _add_retention(self, layout: QVBoxLayout) -> None:
        self._rule_model = ListModel(
            [
                TableColumn(tr("ListsTab", "Rows of"), width=120),
                TableColumn(tr("ListsTab", "Kept for days"), "integer", 120),
                TableColumn(tr("ListsTab", "Counted from"), width=150),
                TableColumn(tr("ListsTab", "Source"), width=150),
                TableColumn(tr("ListsTab", "Due now"), "integer", 100),
                TableColumn(tr("ListsTab", "Stay"), "integer", 100),
            ]
        )
        self.rules = DataTable(
            self._rule_model, name="retention", title=tr("ListsTab", "How long rows are kept")
        )
        self.rules_note = muted("")
        self.rule_table = QComboBox()
        self.rule_table.setObjectName("ruleTable")
        self.rule_table.setAccessibleName(tr("ListsTab", "Rows of"))
        for name, shown in TABLE_NAMES.items():
            self.rule_table.addItem(str(shown), name)
        self.rule_table.currentIndexChanged.connect(lambda _index: self._offer_dates())
        self.rule_date = QComboBox()
        self.rule_date.setObjectName("ruleDate")
        self.rule_date.setAccessibleName(tr("ListsTab", "Counted from"))
        self.rule_source = QLineEdit()
        self.rule_source.setObjectName("ruleSource")
        self.rule_source.setAccessibleName(tr("ListsTab", "Only from files whose path has this in it"))
        self.rule_source.setPlaceholderText(tr("ListsTab", "from any file"))
        self.rule_source.setMaximumWidth(GRID * 20)
        self.rule_days = Form.integer(730, 1, 36_500)
        self.rule_days.setObjectName("ruleDays")
        self.rule_days.setAccessibleName(tr("ListsTab", "Kept for days"))
        self.rule_days.setSuffix(" " + tr("ListsTab", "days"))
        self._dates: dict[str, list[str]] = {}
        add = button(tr("ListsTab", "Set the rule"), self.set_rule, name="setRule")
        self.remove = button(
            tr("ListsTab", "Remove the rule"), self.remove_rule, kind="quiet", name="removeRule"
        )
        self.sweep = button(
            tr("ListsTab", "Remove what is due…"), self._ask_sweep, kind="danger", name="sweep"
        )
        layout.addWidget(heading(tr("ListsTab", "How long rows are kept"), 3))
        layout.addWidget(self.rules_note)
        layout.addWidget(self.rules, 1)
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

    # -- the page's life -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the lists."""
        self._page.run_quiet(partial(_read, self._page.project), self._show, newest="lists")

    def _show(self, found: tuple[int, int, list[KeptExport], list[Due], dict[str, list[str]]]) -> None:
        entries, people, self._exports, self._due, self._dates = found
        self._show_listed(entries, people)
        self._export_model.set_rows(
            [(each.id, each.name, each.time, each.exported, each.held) for each in self._exports]
        )
        self.exports_note.setText(
            tr(
                "ListsTab",
                "Each export of a hundred people or more holds a part of them out at random, a tenth unless another share is chosen; what those do is the comparison.",
            )
            if self._exports
            else tr(
                "ListsTab",
                "Nobody was exported yet. Each export of a segment stands here with the people held out of it.",
            )
        )
        self._rule_model.set_rows(
            [
                (
                    str(TABLE_NAMES[each.rule.table]),
                    each.rule.days,
                    each.rule.column or tr("ListsTab", "the import"),
                    each.rule.source or tr("ListsTab", "any"),
                    each.rows,
                    each.stay,
                )
                for each in self._due
            ]
        )
        for table, rows in ((self.exports, self._exports), (self.rules, self._due)):
            table.setVisible(bool(rows))
            if rows:
                table.selectRow(0)
        self.rules_note.setText(
            tr(
                "ListsTab",
                "Rows that are due go with everything that the project holds of them; nothing goes by itself.",
            )
            if self._due
            else tr(
                "ListsTab",
                "Everything is kept for good. A rule says after how many days rows may be removed.",
            )
        )
        self.take_off.setEnabled(entries > 0)
        for each in (self.read, self.outcome, self.days):
            each.setEnabled(bool(self._exports))
        self.remove.setEnabled(bool(self._due))
        self.sweep.setEnabled(any(each.rows for each in self._due))
        self._offer_dates()

    def _show_listed(self, entries: int, people: int) -> None:
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

    def _offer_dates(self) -> None:
        self.rule_date.clear()
        self.rule_date.addItem(tr("ListsTab", "from the import"), IMPORT)
        for name in self._dates.get(self.rule_table.currentData(), ()):
            self.rule_date.addItem(tr("ListsTab", "from {column}", column=name), name)

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
            on_done=lambda _found: self.refresh(),
        )

    def read_lift(self) -> None:
        """Read the lift of the selected export."""
        place = self.exports.current_row()
        if 0 <= place < len(self._exports):
            self._page.run_quiet(
                partial(
                    _lift,
                    self._page.project,
                    self._exports[place].id,
                    self.outcome.currentText().strip(),
                    self.days.value() or None,
                ),
                on_done=self._show_lift,
            )

    def _show_lift(self, lift: Lift) -> None:
        verdict = {
            "more": tr("ListsTab", "The contact made more people do it."),
            "less": tr("ListsTab", "The contact made fewer people do it."),
            "open": tr("ListsTab", "That may be chance."),
        }[lift.verdict]
        figures = tr(
            "ListsTab",
            "{exported} of those exported and {held} of those held out did it: a difference of {difference} points "
            "({low} to {high} with 95 % confidence).",
            exported=fmt.percent(lift.exported_rate),
            held=fmt.percent(lift.held_rate),
            difference=f"{lift.difference * 100:+.2f}",
            low=f"{lift.low * 100:+.2f}",
            high=f"{lift.high * 100:+.2f}",
        )
        self.lift.setText(f"{figures} {verdict}")
        self.lift.show()

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
            tr_count("ListsTab", "Remove {count} row?", "Remove {count:,} rows?", count=rows),
            tr("ListsTab", "They go with everything that the project holds of them. This cannot be undone."),
            tr("ListsTab", "Remove them"),
            self.sweep_now,
            dangerous=True,
        )

    def sweep_now(self) -> None:
        """Remove what is due."""
        self._page.run_job(
            tr("ListsTab", "Remove what is due"),
            partial(_sweep, self._page.project),
            on_done=lambda _counts: self.refresh(),
            on_failed=self._page.show_failure,
            writes=True,
        )


def _read(project: ProjectFile) -> tuple[int, int, list[KeptExport], list[Due], dict[str, list[str]]]:
    from admanager.privacy import holdout, retention, suppression
    from admanager.project import tables
    from admanager.texts import AdManagerError

    connection = project.read()
    try:
        people = len(suppression.blocked_profiles(project))
    except AdManagerError:
        # The list cannot be read without its key; the tab of pseudonyms says so.
        people = 0
    dates = {
        table: [
            column.name for column in tables.columns(connection, table) if column.type in {"date", "datetime"}
        ]
        for table in TABLE_NAMES
    }
    entries = suppression.list_size(connection, suppression.DO_NOT_CONTACT)
    return entries, people, holdout.exports(project), retention.due(project), dates


def _add(project: ProjectFile, path: Path) -> object:
    from admanager.privacy.suppression import add_do_not_contact, read_list

    return add_do_not_contact(project, read_list(path))


def _remove(project: ProjectFile, path: Path) -> object:
    from admanager.privacy.suppression import read_list, remove_do_not_contact

    return remove_do_not_contact(project, read_list(path))


def _lift(project: ProjectFile, number: int, outcome: str, days: int | None) -> Lift:
    from admanager.privacy.holdout import read_lift

    return read_lift(project, number, outcome=outcome, days=days)


def _set_rule(project: ProjectFile, table: str, days: int, column: str, source: str) -> object:
    from admanager.privacy.retention import set_rule

    return set_rule(project, table, days, column=column, source=source)


def _remove_rule(project: ProjectFile, number: int) -> None:
    from admanager.privacy.retention import remove_rule

    remove_rule(project, number)


def _sweep(project: ProjectFile, job: Job | None = None) -> object:
    from admanager.audience.imports import sweep

    return sweep(project, job=job)
