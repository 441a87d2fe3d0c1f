"""The panel beside the editor: what is wrong with the plan, whom it reaches, and what it may deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui import icons, theme
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, button, caption, clear_layout, label, row, scrolled

if TYPE_CHECKING:
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.checks import Inspection, PlanProblem

ICON_ROOM = 24


class ProblemButton(QAbstractButton):
    """One problem: an icon, a wrapped sentence, and a way to the field where it is mended."""

    def __init__(self, problem: PlanProblem) -> None:
        super().__init__()
        self.path = problem.path
        self.is_error = problem.severity == "error"
        self._sentence = translate_sentence(problem.text)
        self.setText(self._sentence)
        self.setObjectName(f"problem.{problem.path}")
        kind = tr("ProblemButton", "Error") if self.is_error else tr("ProblemButton", "Warning")
        self.setAccessibleName(f"{kind}: {self._sentence}")
        self.setAccessibleDescription(tr("ProblemButton", "Goes to the field."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _text_rect(self, width: int) -> QRect:
        room = QRect(ICON_ROOM, GRID // 2, max(width - ICON_ROOM - GRID // 2, 20), 10_000)
        return self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._sentence)

    def hasHeightForWidth(self) -> bool:
        """Return that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        return self._text_rect(width).height() + GRID

    def sizeHint(self) -> QSize:
        """Return the size of a few words a line."""
        return QSize(GRID * 24, self.heightForWidth(GRID * 24))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size."""
        return QSize(GRID * 12, self.fontMetrics().height() + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon and the sentence, with a ring where it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        name, token = ("error", "bad") if self.is_error else ("warning", "warn")
        shown = icons.pixmap(name, getattr(theme.current(), token), 16, self.devicePixelRatioF())
        painter.drawPixmap(3, GRID // 2, shown)
        painter.setPen(theme.color("text"))
        painter.drawText(self._text_rect(self.width()), int(Qt.TextFlag.TextWordWrap), self._sentence)


class SidePanel(QWidget):
    """Checks and estimate of the plan that is shown, and the button that simulates it."""

    problem_chosen = Signal(str)
    """The place in the plan that the problem is about."""
    simulate_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inspection: Inspection | None = None
        self.simulate = button(
            tr("SidePanel", "Simulate"),
            self.simulate_asked.emit,
            kind="primary",
            icon="play",
            name="simulatePlan",
        )
        self.state = label("", "subheading", wrap=True)
        self.state.setObjectName("planState")
        self._state_icon = icons.IconLabel("clock", 18, "text_muted")
        self.problems: list[ProblemButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._figures: dict[str, tuple[QWidget, QWidget]] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        column.addWidget(self._check_card())
        column.addWidget(self._estimate_card())
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(scrolled(inner), 1)
        layout.addWidget(self.simulate)
        self.show_checking()

    def _check_card(self) -> Card:
        card = Card()
        head = row(self._state_icon, self.state)
        head.setStretch(1, 1)
        head.setAlignment(self._state_icon, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        card.body.addLayout(self._list)
        return card

    def _estimate_card(self) -> Card:
        self._estimate = Card(tr("SidePanel", "Estimate"))
        self._reach = label("", wrap=True)
        self._reach.setObjectName("planReach")
        self._consent = caption()
        self._estimate.body.addWidget(self._reach)
        self._estimate.body.addWidget(self._consent)
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(0, 1)
        names = {
            "reach": tr("SidePanel", "Reach"),
            "impressions": tr("SidePanel", "Impressions"),
            "clicks": tr("SidePanel", "Clicks"),
            "spend": tr("SidePanel", "Spend"),
            "win_rate": tr("SidePanel", "Win rate"),
        }
        self.figures = {name: label() for name in names}
        for place, (name, text) in enumerate(names.items()):
            title = label(text, "muted")
            self.figures[name].setAlignment(Qt.AlignmentFlag.AlignRight)
            self.figures[name].setObjectName(f"estimate.{name}")
            grid.addWidget(title, place, 0)
            grid.addWidget(self.figures[name], place, 1)
        self._estimate.body.addWidget(self._table)
        self._note = caption(
            tr(
                "SidePanel",
                "A first orientation, without fatigue and without differences in taste. The simulation says more.",
            )
        )
        self._estimate.body.addWidget(self._note)
        return self._estimate

    # -- showing -----------------------------------------------------------------------------------------

    def show_checking(self) -> None:
        """Say that the plan is being looked at."""
        self._state_icon.set_icon("clock", "text_muted")
        self.state.setText(tr("SidePanel", "Checking the plan…"))

    def show_inspection(self, plan: CampaignPlan, inspection: Inspection) -> None:
        """Show what was found in a plan."""
        self._show_problems(inspection)
        self._show_people(inspection)
        expected = inspection.forecast
        self._table.setVisible(expected is not None)
        self._note.setVisible(expected is not None)
        if expected is None:
            return
        currency = plan.budget.currency
        values = {
            "reach": fmt.number(expected.reach),
            "impressions": fmt.number(expected.impressions),
            "clicks": fmt.number(expected.clicks),
            "spend": fmt.money(expected.spend * 1e6, currency),
            "win_rate": fmt.percent(expected.win_rate),
        }
        for name, text in values.items():
            self.figures[name].setText(tr("SidePanel", "about {value}", value=text))

    def _show_problems(self, inspection: Inspection) -> None:
        errors = sum(problem.severity == "error" for problem in inspection.problems)
        self.simulate.setEnabled(not errors)
        warnings = len(inspection.problems) - errors
        if errors:
            self._state_icon.set_icon("error", "bad")
            self.state.setText(
                tr_count(
                    "SidePanel",
                    "{count} error to mend before it can run",
                    "{count} errors to mend before it can run",
                    errors,
                )
            )
        elif warnings:
            self._state_icon.set_icon("check", "good")
            self.state.setText(
                tr_count("SidePanel", "Ready, with {count} warning", "Ready, with {count} warnings", warnings)
            )
        else:
            self._state_icon.set_icon("check", "good")
            self.state.setText(tr("SidePanel", "Ready to simulate"))
        if self._inspection is not None and self._inspection.problems == inspection.problems:
            return
        self._inspection = inspection
        clear_layout(self._list)
        self.problems = [ProblemButton(problem) for problem in inspection.problems]
        for made in self.problems:
            made.clicked.connect(lambda _checked=False, path=made.path: self.problem_chosen.emit(path))
            self._list.addWidget(made)

    def _show_people(self, inspection: Inspection) -> None:
        self._reach.setText(
            tr_count(
                "SidePanel",
                "{count} person can be reached",
                "{count:,} people can be reached",
                inspection.people,
            )
        )
        left_out = inspection.without_consent
        self._consent.setVisible(left_out != 0 or inspection.do_not_contact > 0)
        self._consent.clear()
        if left_out is None:
            self._consent.setText(
                tr("SidePanel", "No column holds consent, so everyone counts as consenting.")
            )
        elif left_out:
            self._consent.setText(
                tr_count(
                    "SidePanel",
                    "{count} person is left out without consent.",
                    "{count:,} people are left out without consent.",
                    left_out,
                )
            )
        if inspection.do_not_contact:
            listed = tr_count(
                "SidePanel",
                "{count} person is on the do-not-contact list.",
                "{count:,} people are on the do-not-contact list.",
                inspection.do_not_contact,
            )
            self._consent.setText(f"{self._consent.text()} {listed}".strip())
