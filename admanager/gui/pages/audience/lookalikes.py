"""The sub-view Lookalikes: people who are like those of a segment, as many of them as the slider says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QVBoxLayout

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.choices import SegmentChoice, no_segments
from admanager.gui.pages.audience.save_dialog import SaveDialog
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Banner, Card, EmptyState, button, caption, heading, label, muted, row
from admanager.gui.widgets.minibars import ShareDelegate
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.audience.lookalikes import Driver, Lookalike
    from admanager.audience.preview import SavedCount
    from admanager.gui.pages.audience.view import AudiencePage
    from admanager.texts import AdManagerError

KEY = "audience.lookalikes"
# The slider goes in half percents.
STEPS_A_PERCENT = 2
LARGEST_PERCENT = 50
FIRST_SIZE = 0.05
STRONG, FAIR = 0.8, 0.65


class DriversModel(ListModel):
    """The attributes by which people are told to be alike."""

    IMPORTANCE = 1

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("DriversModel", "Attribute"), width=150),
                TableColumn(
                    tr("DriversModel", "Importance"), "percent", 150, lambda share: fmt.percent(share, 1)
                ),
                TableColumn(tr("DriversModel", "How"), width=300),
            ]
        )

    def show_drivers(self, drivers: tuple[Driver, ...]) -> None:
        """Show these drivers."""
        self.set_rows([(each.column, each.importance, translate_sentence(each.words)) for each in drivers])


class LookalikesTool(ToolView):
    """Chooses a segment, has people scored, and takes as many of the best as are wanted."""

    key = "lookalikes"
    tables = PEOPLE_TABLES | {"segment"}

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self.found: Lookalike | None = None
        self._wanted = ""
        self.segment = SegmentChoice("lookalikeSeed", tr("LookalikesTool", "Like the people in"))
        self.search = button(
            tr("LookalikesTool", "Find lookalikes"), self.start, kind="primary", name="findLookalikes"
        )
        self.content.addLayout(
            row(label(tr("LookalikesTool", "Like the people in"), "muted"), self.segment, None, self.search)
        )
        self._warning = Banner(closable=False)
        self.content.addWidget(self._warning)
        self._result = self._build_result()
        self._intro = EmptyState(
            "sparkle",
            tr("LookalikesTool", "More people like your best ones"),
            tr("LookalikesTool", "Choose a segment that did well. Everyone else is ranked by how much they are like these "
               "people, and you take as many as your budget allows."),
        )  # fmt: skip
        self.content.addWidget(self._result, 1)
        self.content.addWidget(self._intro, 1)
        self._show_nothing()

    def _build_result(self) -> Card:
        made = Card()
        self.figure = label("", "figure")
        self.figure.setObjectName("lookalikeCount")
        self._about = caption("")
        self.reach = QSlider(Qt.Orientation.Horizontal)
        self.reach.setObjectName("lookalikeSize")
        self.reach.setAccessibleName(tr("LookalikesTool", "Share of those ranked"))
        self.reach.setRange(1, LARGEST_PERCENT * STEPS_A_PERCENT)
        self.reach.setPageStep(5 * STEPS_A_PERCENT)
        self.reach.setValue(round(FIRST_SIZE * 100 * STEPS_A_PERCENT))
        self.reach.valueChanged.connect(lambda _value: self._show_size())
        self._share = label("", "subheading")
        self._share.setFixedWidth(56)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.save = button(
            tr("LookalikesTool", "Save as segment"), self._ask_save, kind="primary", name="saveLookalikes"
        )
        counted = QVBoxLayout()
        counted.setSpacing(2)
        counted.addWidget(self.figure)
        counted.addWidget(self._about)
        head = row()
        head.addLayout(counted, 1)
        head.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        made.body.addLayout(head)
        line = row(muted(tr("LookalikesTool", "Closest")), self.reach, muted(tr("LookalikesTool", "More reach")),
                   self._share)  # fmt: skip
        for place in (0, 2):
            line.itemAt(place).widget().setWordWrap(False)
        line.setStretch(1, 1)
        made.body.addLayout(line)
        made.body.addSpacing(GRID)
        self._quality = label("", wrap=True)
        made.body.addWidget(self._quality)
        made.body.addWidget(heading(tr("LookalikesTool", "What makes them alike"), 3))
        self._model = DriversModel()
        self.drivers = DataTable(
            self._model, name="drivers", title=tr("LookalikesTool", "What makes them alike")
        )
        self.drivers.setItemDelegateForColumn(DriversModel.IMPORTANCE, ShareDelegate(self.drivers))
        made.body.addWidget(self.drivers, 1)
        return made

    # -- reading -------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read which segments there are."""
        self.ask(partial(tasks.saved, self.desk.project), self._offer)

    def _offer(self, saved: list[SavedCount]) -> None:
        usable = [each for each in saved if each.count]
        if not usable and self.found is None:
            self.show_empty(
                no_segments(
                    tr("LookalikesTool", "Lookalikes are people who are like those in a segment. Save the segment of your best customers first."),
                    self._page.start_new,
                )
            )  # fmt: skip
            return
        self.show_content()
        self.segment.offer(usable)
        if self._wanted:
            self.segment.choose(self._wanted)
            self._wanted = ""

    def forget(self) -> None:
        """Forget the people of another project."""
        self.segment.offer(())
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.found = None
        self._warning.hide()
        self._result.hide()
        self._intro.show()

    def start(self) -> None:
        """Rank everyone by how much they are like the people of the segment."""
        name = self.segment.segment()
        if not name:
            return
        record = self.desk.run_job(
            tr("LookalikesTool", "Find people like “{name}”", name=name),
            partial(tasks.lookalike, self.desk.project, name, self.share()),
            on_done=self._show,
            on_failed=self._not_found,
            key=KEY,
        )
        self.show_busy(record)

    def _not_found(self, error: AdManagerError) -> None:
        from admanager.texts import Cancelled

        self.show_content()
        if not isinstance(error, Cancelled):
            self.notice.show_message(translate_sentence(error.message), "bad")

    # -- showing -------------------------------------------------------------------------------------------

    def share(self) -> float:
        """Return the share of those ranked that is taken, 0 to 1."""
        return self.reach.value() / STEPS_A_PERCENT / 100

    def _show(self, found: Lookalike) -> None:
        self.found = found
        self.notice.hide()
        self.show_content()
        self._intro.hide()
        self._result.show()
        if found.warnings:
            self._warning.show_message(" ".join(translate_sentence(each) for each in found.warnings), "warn")
        else:
            self._warning.hide()
        self._model.show_drivers(found.drivers)
        self._quality.setText(self._in_words(found))
        self._show_size()

    def _in_words(self, found: Lookalike) -> str:
        seed = tr_count(
            "LookalikesTool", "Learned from {count} person in “{name}”", "Learned from {count:,} people in “{name}”",
            count=found.seed_count, name=found.segment,
        )  # fmt: skip
        figure = fmt.number(found.auc, 2)
        if found.auc >= STRONG:
            quality = tr(
                "LookalikesTool", "they are told apart from others well (AUC {figure}).", figure=figure
            )
        elif found.auc >= FAIR:
            quality = tr(
                "LookalikesTool", "they are told apart from others fairly (AUC {figure}).", figure=figure
            )
        else:
            quality = tr("LookalikesTool", "they hardly differ from others (AUC {figure}): expect little from this.",
                         figure=figure)  # fmt: skip
        left_out = ""
        if found.left_out:
            left_out = " " + tr_count("LookalikesTool", "{count} person without consent is not among those ranked.",
                                      "{count:,} people without consent are not among those ranked.",
                                      count=found.left_out)  # fmt: skip
        return f"{seed}; {quality}{left_out}"

    def _show_size(self) -> None:
        self._share.setText(fmt.percent(self.share(), 1))
        if self.found is None:
            return
        count = self.found.at(self.share()).count
        self.figure.setText(tr_count("LookalikesTool", "{count} person", "{count:,} people", count=count))
        self._about.setText(
            tr(
                "LookalikesTool",
                "the {share} of {candidates:,} others who are most like “{name}”",
                share=fmt.percent(self.share(), 1),
                candidates=len(self.found.candidate_ids),
                name=self.found.segment,
            )
        )

    def _ask_save(self) -> None:
        found, share = self.found, self.share()
        if found is None:
            return
        name = tr("LookalikesTool", "Like {name}, {share}", name=found.segment, share=fmt.percent(share, 1))
        dialog = SaveDialog(self, name, f"{self.figure.text()}: {self._about.text()}", may_live=False)
        dialog.save_asked.connect(
            lambda chosen, _static: self.desk.run_quiet(
                partial(tasks.save_lookalike, self.desk.project, chosen, found.at(share)),
                on_done=lambda saved: self.desk.take_saved(saved.name),
            )
        )
        dialog.open()

    def state(self) -> dict[str, Any]:
        """Return what was found."""
        return {"segment": self.segment.segment(), "size": self.reach.value(), "found": self.found}

    def set_state(self, state: dict[str, Any]) -> None:
        """Put back what was found."""
        self._wanted = state["segment"]
        self.reach.setValue(state["size"])
        if state["found"] is not None:
            self._show(state["found"])
