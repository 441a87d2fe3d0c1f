"""The plan of a campaign: its name, the editor, and the panel with checks and estimate."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.campaigns import tasks
from admanager.gui.pages.campaigns.creative_tiles import Thumbnails
from admanager.gui.pages.campaigns.editor import PlanEditor
from admanager.gui.pages.campaigns.fields import TextField
from admanager.gui.pages.campaigns.side import SidePanel
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import icon_button, row

if TYPE_CHECKING:
    from admanager.gui.page import Page
    from admanager.gui.pages.campaigns.tasks import Standing
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.checks import Inspection

SIDE_WIDTH = 272


class PlanView(QWidget):
    """Shows a plan with what is found in it; its large parts are made when the first plan is shown."""

    edited = Signal(str, object)
    """A place in the plan, and its new value."""
    simulate_asked = Signal()
    menu_asked = Signal(object)
    """What can be done with the campaign is wanted as a menu below this widget."""
    page_asked = Signal(str)
    made = Signal()
    """All fields are there."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.name = TextField("name", tr("PlanView", "Name of the campaign"), bare=True)
        self.name.edited.connect(self.edited)
        self.more = icon_button(
            "more",
            tr("PlanView", "More actions"),
            lambda: self.menu_asked.emit(self.more),
            name="campaignMenu",
        )
        head = row(self.name, self.more)
        head.setStretch(0, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(GRID * 3 // 2)
        self._column.addLayout(head)
        self._line = row(spacing=GRID * 2)
        self._line.addLayout(self._column, 1)
        self.setLayout(self._line)

    @cached_property
    def editor(self) -> PlanEditor:
        """The fields of the plan."""
        made = PlanEditor()
        made.edited.connect(self.edited)
        made.page_asked.connect(self.page_asked)
        made.steps.finished.connect(self.made)
        self._column.addWidget(made, 1)
        self._page.run_quiet(tasks.time_zones, on_done=made.set_zones)
        return made

    @cached_property
    def side(self) -> SidePanel:
        """The panel beside the fields."""
        made = SidePanel()
        made.setFixedWidth(SIDE_WIDTH)
        made.problem_chosen.connect(self.editor.go_to)
        made.simulate_asked.connect(self.simulate_asked)
        self._line.addWidget(made)
        return made

    def show_plan(self, plan: CampaignPlan) -> None:
        """Show a plan that is to be looked at anew."""
        self.name.set_problem("")
        self.name.show_value(plan.name)
        self.editor.show_plan(plan)
        self.side.show_checking()

    def show_standing(self, standing: Standing, thumbnails: Thumbnails) -> None:
        """Offer what the project holds."""
        self.editor.show_standing(standing, thumbnails)

    def show_inspection(self, plan: CampaignPlan, inspection: Inspection) -> None:
        """Show what was found in the plan."""
        self.side.show_inspection(plan, inspection)
        self.editor.show_inspection(inspection)

    def refuse_name(self, plan: CampaignPlan, why: str) -> None:
        """Say that the name cannot be taken, and show the plan's own again."""
        self.name.set_problem(why)
        self.name.put_back(plan.name)

    def go_to_name(self) -> None:
        """Put the cursor into the name, all of it selected."""
        self.name.editor.setFocus()
        self.name.editor.selectAll()
