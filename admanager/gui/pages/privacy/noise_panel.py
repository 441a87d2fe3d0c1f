"""Counts with noise that may be told to anybody, what each costs, and the project's budget for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.page import Page
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, caption, heading, label, row
from admanager.gui.widgets.form import Form

if TYPE_CHECKING:
    from admanager.privacy.noise import Budget, NoisyCount, NoisyHistogram
    from admanager.project.file import ProjectFile

SHOWN_GROUPS = 12


class NoisePanel(QWidget):
    """Count the people whom `segment` names with noise, in all or by a column, and set the budget."""

    def __init__(self, page: Page, segment: Callable[[], str]) -> None:
        super().__init__()
        self._page = page
        self._segment = segment
        self._known: Budget | None = None
        self.by = QComboBox()
        self.by.setObjectName("noisyColumn")
        self.by.setAccessibleName(tr("AnonymityTab", "Count by"))
        self.epsilon = Form.real(0.1, 0.001, 20.0, step=0.1, decimals=3)
        self.epsilon.setObjectName("epsilon")
        self.total = Form.real(1.0, 0.001, 20.0, step=0.5, decimals=3)
        self.total.setObjectName("privacyBudget")
        self.total.valueChanged.connect(lambda _value: self._offer_to_set())
        self.set_total = button(tr("AnonymityTab", "Set the budget"), self.set_now, name="setBudget")
        self.budget = caption()
        self.answer = label("", "heading", wrap=True, selectable=True)
        self.answer.setObjectName("noisyAnswer")
        self.answer.hide()
        epsilon = label(tr("AnonymityTab", "Epsilon"), "caption")
        epsilon.setBuddy(self.epsilon)
        total = label(tr("AnonymityTab", "Budget of the project"), "caption")
        total.setBuddy(self.total)
        self.ask = button(
            tr("AnonymityTab", "Count these people with noise"), self.count_now, name="noisyCount"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(heading(tr("AnonymityTab", "A count that may be told to anybody"), 3))
        column.addLayout(row(self.by, epsilon, self.epsilon, self.ask, None))
        column.addWidget(self.answer)
        column.addLayout(row(total, self.total, self.set_total, None))
        column.addWidget(self.budget)

    def show_choices(self, columns: Sequence[str], budget: Budget) -> None:
        """Offer these columns to count by, and show the budget."""
        before = self.by.currentData()
        self.by.clear()
        self.by.addItem(tr("AnonymityTab", "All together"), None)
        for name in columns:
            self.by.addItem(tr("AnonymityTab", "By {column}", column=name), name)
        self.by.setCurrentIndex(max(0, self.by.findData(before)))
        self.show_budget(budget)

    # -- counting --------------------------------------------------------------------------------------

    def count_now(self) -> None:
        """Count the chosen people with noise, in all or by a column, which costs some of the budget."""
        by = self.by.currentData()
        self._page.run_quiet(
            partial(_count, self._page.project, self._segment(), by, self.epsilon.value()),
            on_done=self._show_count if by is None else self._show_histogram,
        )

    def _show_count(self, answer: NoisyCount) -> None:
        self._tell(
            tr("AnonymityTab", "{count:,} ± {margin:,}", count=answer.value, margin=answer.margin),
            answer.budget,
        )

    def _show_histogram(self, answer: NoisyHistogram) -> None:
        groups = [
            f"{name or tr('AnonymityTab', 'missing')} {fmt.number(count)}"
            for name, count in list(answer.values.items())[:SHOWN_GROUPS]
        ]
        hidden = tr(
            "AnonymityTab",
            "each ± {margin:,}; groups below {threshold:,} are not shown",
            margin=answer.margin,
            threshold=answer.threshold,
        )
        self._tell("  ·  ".join([*groups, hidden]), answer.budget)

    def _tell(self, text: str, budget: Budget) -> None:
        self._page.banner.hide()
        self.answer.setText(text)
        self.answer.show()
        self.show_budget(budget)

    # -- the budget ------------------------------------------------------------------------------------

    def set_now(self) -> None:
        """Set the budget that is written in its field."""
        self._page.run_quiet(
            partial(_set_budget, self._page.project, self.total.value()), on_done=self.show_budget
        )

    def show_budget(self, budget: Budget) -> None:
        """Show what the budget is, and what of it is left; a budget that is being written is not overwritten."""
        is_written = self._known is not None and self.total.value() != round(self._known.total, 3)
        if not is_written or self.total.value() == round(budget.total, 3):
            with QSignalBlocker(self.total):
                self.total.setValue(budget.total)
        self._known = budget
        self._offer_to_set()
        self.budget.setText(
            tr(
                "AnonymityTab",
                "{left:.2f} of the privacy budget of {total:.2f} is left. Each answer costs its epsilon; a smaller one has more noise. "
                "The true count is in the margin in 95 of 100 cases.",
                left=budget.left,
                total=budget.total,
            )
        )

    def _offer_to_set(self) -> None:
        known = self._known
        self.set_total.setEnabled(known is not None and self.total.value() != round(known.total, 3))


def _count(project: ProjectFile, segment: str, by: str | None, epsilon: float) -> NoisyCount | NoisyHistogram:
    from admanager.audience.people_table import count_people, grouped_counts
    from admanager.privacy.noise import noisy_count, noisy_histogram

    asked = segment or "everyone"
    if by is None:
        return noisy_count(project, asked, count_people(project, segment), epsilon)
    return noisy_histogram(project, f"{asked} by {by}", grouped_counts(project, segment, by), epsilon)


def _set_budget(project: ProjectFile, total: float) -> Budget:
    from admanager.privacy.noise import set_budget

    return set_budget(project, total)
