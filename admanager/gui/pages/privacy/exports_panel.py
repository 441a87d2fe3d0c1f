"""The exports of people that the project remembers, and what each did: the lift against those held out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.page import Page
from admanager.gui.pages.privacy.layout import fit_rows
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, heading, label, muted, row
from admanager.gui.widgets.form import Form
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.privacy.holdout import KeptExport, Lift
    from admanager.project.file import ProjectFile

USUAL_OUTCOME = "purchase"


class ExportsPanel(QWidget):
    """A table of the exports, and the lift of the one that is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._exports: list[KeptExport] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self._export_model = ListModel(
            [
                TableColumn(tr("ExportsPanel", "Export"), "integer", 70),
                TableColumn(tr("ExportsPanel", "People"), width=220),
                TableColumn(tr("ExportsPanel", "When"), "time", 140),
                TableColumn(tr("ExportsPanel", "Exported"), "integer", 100),
                TableColumn(tr("ExportsPanel", "Held out"), "integer", 100),
                TableColumn(tr("ExportsPanel", "File"), width=220),
            ]
        )
        self.exports = DataTable(
            self._export_model, name="exports", title=tr("ExportsPanel", "Exports of people")
        )
        self.exports.row_selected.connect(lambda _row: self.lift.hide())
        self.exports_note = muted("")
        self.lift = label("", wrap=True, selectable=True)
        self.lift.setObjectName("lift")
        self.lift.hide()
        self.read = button(
            tr("ExportsPanel", "Read the lift"), self.read_lift, icon="search", name="readLift"
        )
        self.outcome = QComboBox()
        self.outcome.setEditable(True)
        self.outcome.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.outcome.setMinimumContentsLength(14)
        self.outcome.setAccessibleName(tr("ExportsPanel", "What counts as a result"))
        layout.addWidget(heading(tr("ExportsPanel", "Exports and their hold-outs"), 3))
        layout.addWidget(self.exports_note)
        layout.addWidget(self.exports)
        self.days = Form.integer(0, 0, 3650)
        self.days.setObjectName("liftDays")
        self.days.setAccessibleName(tr("ExportsPanel", "Days after the export that count"))
        self.days.setSpecialValueText(tr("ExportsPanel", "until now"))
        self.days.setSuffix(" " + tr("ExportsPanel", "days"))
        result = label(tr("ExportsPanel", "Result"), "caption")
        layout.addLayout(row(result, self.outcome, self.days, self.read, None))
        layout.addWidget(self.lift)

    def refresh(self) -> None:
        """Read the exports."""
        self._page.run_quiet(partial(_read, self._page.project), self._show, newest="exports")

    def _show(self, found: tuple[list[KeptExport], tuple[str, ...]]) -> None:
        self._exports, outcomes = found
        self._offer_outcomes(outcomes)
        self.lift.hide()
        self._export_model.set_rows(
            [(each.id, each.name, each.time, each.exported, each.held, each.file) for each in self._exports]
        )
        self.exports_note.setText(
            tr(
                "ExportsPanel",
                "Each export of a hundred people or more holds a part of them out at random, a tenth unless another share is chosen; what those do is the comparison.",
            )
            if self._exports
            else tr(
                "ExportsPanel",
                "Nobody was exported yet. Each export of a segment stands here with the people held out of it.",
            )
        )
        fit_rows(self.exports, len(self._exports))
        if self._exports:
            self.exports.selectRow(0)
        for each in (self.read, self.outcome, self.days):
            each.setEnabled(bool(self._exports))

    def _offer_outcomes(self, outcomes: tuple[str, ...]) -> None:
        """Offer what people can have done; what is chosen or typed stays."""
        chosen = self.outcome.currentText() or next(iter(outcomes), "")
        self.outcome.clear()
        self.outcome.addItems(list(outcomes))
        self.outcome.setCurrentText(chosen)

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
            "more": tr("ExportsPanel", "The contact made more people do it."),
            "less": tr("ExportsPanel", "The contact made fewer people do it."),
            "open": tr("ExportsPanel", "That may be chance."),
        }[lift.verdict]
        if not lift.exported_with and not lift.held_with:
            text = tr(
                "ExportsPanel",
                "Export {number}: no “{outcome}” after it is known of any of its people. Import the results, then read the lift again.",
                number=lift.export.id,
                outcome=lift.outcome,
            )
        else:
            figures = tr(
                "ExportsPanel",
                "Export {number}, “{outcome}”: {exported} of {all_exported:,} exported ({exported_rate}) and {held} of {all_held:,} held out ({held_rate}) "
                "did it, a difference of {difference} points ({low} to {high} with 95 % confidence).",
                number=lift.export.id,
                outcome=lift.outcome,
                exported=fmt.number(lift.exported_with),
                all_exported=lift.export.exported,
                exported_rate=fmt.percent(lift.exported_rate),
                held=fmt.number(lift.held_with),
                all_held=lift.export.held,
                held_rate=fmt.percent(lift.held_rate),
                difference=f"{lift.difference * 100:+.2f}",
                low=f"{lift.low * 100:+.2f}",
                high=f"{lift.high * 100:+.2f}",
            )
            text = f"{figures} {verdict}"
        self.lift.setText(text)
        self.lift.show()


def _read(project: ProjectFile) -> tuple[list[KeptExport], tuple[str, ...]]:
    """Return the exports, and what people can have done after one, the usual first."""
    from admanager.audience.events import event_kinds, has_events
    from admanager.privacy import holdout
    from admanager.project import tables

    kinds = [kind for kind, _ in event_kinds(project)] if has_events(project) else []
    seen = ["click", "conversion"] if tables.row_count(project.read(), "impressions") else []
    outcomes = dict.fromkeys([*(kind for kind in kinds if kind == USUAL_OUTCOME), *kinds, *seen])
    return holdout.exports(project), tuple(outcomes) or (USUAL_OUTCOME,)


def _lift(project: ProjectFile, number: int, outcome: str, days: int | None) -> Lift:
    from admanager.privacy.holdout import read_lift

    return read_lift(project, number, outcome=outcome, days=days)
