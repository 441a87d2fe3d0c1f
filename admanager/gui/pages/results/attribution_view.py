"""A run's conversions credited by six rules, beside what each creative or placement truly added."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results.fitting import fit_height
from admanager.gui.pages.results.model import SummedModel
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    DataTable,
    JobProgress,
    TableColumn,
    button,
    caption,
    clear_layout,
    label,
    muted,
    row,
    scrolled,
)
from admanager.gui.widgets.credit_bars import CreditBars, Credited
from admanager.report.attribution import RULE_MEANINGS, RULE_NAMES, TRUE_EFFECT
from admanager.simulation.attribution import RULES, By, Rule
from admanager.texts import AdManagerError, Cancelled

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.simulation.incrementality import Attribution, Effect

ROWS_SHOWN = 12

Read = Callable[[By, Callable[["Attribution"], object], Callable[[AdManagerError], object]], object]


class AttributionView(QWidget):
    """Reads the credits of the run when it is first seen; the true effects are worked out when asked for."""

    def __init__(self, read: Read, work_out: Callable[[By], object]) -> None:
        super().__init__()
        self._read, self._work_out = read, work_out
        self._due = False
        self.found: Attribution | None = None
        self.by = QComboBox()
        self.by.setObjectName("attributionBy")
        self.by.setAccessibleName(tr("AttributionView", "What gets the credit"))
        self.by.addItem(tr("AttributionView", "By creative"), "creative")
        self.by.addItem(tr("AttributionView", "By placement"), "placement")
        self.rule = QComboBox()
        self.rule.setObjectName("attributionRule")
        self.rule.setAccessibleName(tr("AttributionView", "Rule"))
        for rule in RULES:
            self.rule.addItem(translate_sentence(RULE_NAMES[rule]), rule)
            tip = translate_sentence(RULE_MEANINGS[rule])
            self.rule.setItemData(self.rule.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.effects = button(
            tr("AttributionView", "Work out true effects"),
            self._ask,
            icon="activity",
            tooltip=tr(
                "AttributionView",
                "Plays the run again, with five seeds, once with and once without each part. The people, their answers "
                "and the prices stay the same.",
            ),
            name="workOutEffects",
        )
        self._meaning = caption()
        self._state = muted()
        self._progress = QVBoxLayout()
        self.bars = CreditBars("creditBars", tr("AttributionView", "Conversions credited"))
        self.table = DataTable(name="credits", title=tr("AttributionView", "Conversions credited"))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(GRID // 2)
        self._build()
        self.by.currentIndexChanged.connect(lambda _: self.read())
        self.rule.currentIndexChanged.connect(lambda _: self._show_bars())

    def _build(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        column.setSpacing(GRID * 3 // 2)
        column.addLayout(row(self.by, self.rule, None, self.effects))
        column.addWidget(self._meaning)
        column.addLayout(self._progress)
        column.addWidget(self._state)
        column.addWidget(self.bars)
        column.addWidget(self.table)
        column.addLayout(self._notes)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(holder))

    # -- reading -----------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Show another run: its credits are read at once where this is seen, else when it is."""
        self.found = None
        self._due = True
        clear_layout(self._progress)
        if self.isVisible():
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has to be shown."""
        super().showEvent(event)
        if self._due:
            self.read()

    def read(self) -> None:
        """Read the credits."""
        self._due = False
        self._show_state(tr("AttributionView", "Reading the impressions of the run…"))
        self._read(cast(By, self.by.currentData()), self.show_found, self._show_refusal)

    def _ask(self) -> None:
        self._work_out(cast(By, self.by.currentData()))

    def show_job(self, record: JobRecord) -> None:
        """Show how far the true effects are."""
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record, with_title=False))
        self.effects.setEnabled(False)

    def show_worked_out(self, found: Attribution) -> None:
        """Show the credits with the true effects."""
        clear_layout(self._progress)
        self.effects.setEnabled(True)
        if found.by == self.by.currentData():
            self.show_found(found)

    def show_failed(self, error: AdManagerError) -> None:
        """Go back to the credits alone; what went wrong stands on the page's banner."""
        clear_layout(self._progress)
        self.effects.setEnabled(True)
        if not isinstance(error, Cancelled) and self.found is None:
            self._show_refusal(error)

    # -- showing -----------------------------------------------------------------------------------------

    def _show_state(self, text: str) -> None:
        self._state.setText(text)
        self._state.setVisible(bool(text))
        for part in (self.bars, self.table, self._meaning):
            part.setVisible(not text)
        clear_layout(self._notes)

    def _show_refusal(self, error: AdManagerError) -> None:
        self.effects.setEnabled(False)
        self._show_state(translate_sentence(error.message))

    def show_found(self, found: Attribution) -> None:
        """Show credits, and true effects where they are known."""
        self.found = found
        self.effects.setEnabled(True)
        known = found.campaign is not None
        self.effects.setText(
            tr("AttributionView", "Work out again")
            if known
            else tr("AttributionView", "Work out true effects")
        )
        self._show_state("" if found.credits.conversions else tr("AttributionView", "Nothing was credited."))
        self.table.setModel(CreditsModel(found))
        fit_height(self.table, ROWS_SHOWN)
        self._show_bars()
        for note in found.notes:
            self._notes.addWidget(caption(translate_sentence(note)))
        if not known:
            text = tr(
                "AttributionView",
                "A rule shares out what happened. What an ad truly added is another question: work out the true effects to "
                "see it beside each rule.",
            )
            self._notes.addWidget(label(text, "caption", wrap=True))

    def _show_bars(self) -> None:
        found = self.found
        if found is None:
            return
        rule = cast(Rule, self.rule.currentData())
        meaning = translate_sentence(RULE_MEANINGS[rule])
        if found.campaign is not None:
            meaning += " " + tr("AttributionView", "The dot is the true effect with its 95 % interval.")
        self._meaning.setText(meaning)
        values = found.credits.by_rule[rule]
        self.bars.show_items(
            [
                _credited(name, float(values[place]), found.effects.get(name))
                for place, name in enumerate(found.credits.items)
            ]
        )


def _credited(name: str, credit: float, effect: Effect | None) -> Credited:
    shown = name or tr("AttributionView", "(not named)")
    if effect is None:
        return Credited(shown, credit)
    usual = effect.usual
    value = usual.value if usual.known else float(effect.here)
    return Credited(shown, credit, value, usual.low, usual.high)


class CreditsModel(SummedModel):
    """Credits by rule with the true effects; the sum last."""

    def __init__(self, found: Attribution) -> None:
        first = tr("CreditsModel", "Creative") if found.by == "creative" else tr("CreditsModel", "Placement")
        columns = [
            TableColumn(first, width=176),
            TableColumn(tr("CreditsModel", "Impressions"), "integer", 100),
            *(
                TableColumn(
                    translate_sentence(RULE_NAMES[rule]),
                    "real",
                    88,
                    lambda value: fmt.number(value, 1),
                    tooltip=translate_sentence(RULE_MEANINGS[rule]),
                )
                for rule in RULES
            ),
            TableColumn(
                tr("CreditsModel", "True effect"),
                "real",
                188,
                _effect_text,
                tooltip=translate_sentence(TRUE_EFFECT),
            ),
        ]
        credits = found.credits
        rows: list[tuple[Any, ...]] = [
            (
                name or tr("AttributionView", "(not named)"),
                int(credits.impressions[place]),
                *(float(credits.by_rule[rule][place]) for rule in RULES),
                _sortable(found.effects.get(name)),
            )
            for place, name in enumerate(credits.items)
        ]
        whole = (
            tr("CreditsModel", "Whole run"),
            int(credits.impressions.sum()),
            *(float(credits.by_rule[rule].sum()) for rule in RULES),
            _sortable(found.campaign),
        )
        super().__init__(columns, [*rows, whole])


def _sortable(effect: Effect | None) -> tuple[float, ...] | None:
    if effect is None:
        return None
    usual = effect.usual
    return (usual.value, usual.low, usual.high) if usual.known else (float(effect.here),)


def _effect_text(value: tuple[float, ...]) -> str:
    text = fmt.number(value[0], 1)
    if len(value) == 3 and math.isfinite(value[1]):
        text += f"  ({fmt.number(value[1], 1)} – {fmt.number(value[2], 1)})"
    return text
