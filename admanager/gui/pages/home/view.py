"""The page Home: starting without a project, an overview with one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui import icons
from admanager.gui.i18n import lazy, tr, tr_count
from admanager.gui.page import Command, Page
from admanager.gui.pages.home.recent import RecentList
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    Card,
    MetricTile,
    button,
    heading,
    label,
    muted,
    row,
    scrolled,
    set_kind,
)

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.project.overview import Overview

DEMO_KEY = "project.demo"

LOOP = (
    ("data", lazy("HomePage", "Data"), lazy("HomePage", "Bring in the customer data you have")),
    ("audience", lazy("HomePage", "Audience"), lazy("HomePage", "Find the people who matter")),
    ("models", lazy("HomePage", "Models"), lazy("HomePage", "Learn who responds, and why")),
    ("creatives", lazy("HomePage", "Creatives"), lazy("HomePage", "Generate ads in your brand")),
    ("campaigns", lazy("HomePage", "Campaigns"), lazy("HomePage", "Plan, and simulate before you spend")),
    ("results", lazy("HomePage", "Results"), lazy("HomePage", "Read, share and learn from it")),
)

# For each next step: the page it is on, its icon, its name, why, and what the button says.
STEPS = {
    "import": ("data", lazy("HomePage", "Import your customers"),
               lazy("HomePage", "A CSV, Excel, JSON, Parquet or SQLite file with one row for each person."),
               lazy("HomePage", "Go to Data")),
    "segment": ("audience", lazy("HomePage", "Build a first segment"),
                lazy("HomePage", "A rule such as age >= 30; the count follows while you type."),
                lazy("HomePage", "Go to Audience")),
    "train": ("models", lazy("HomePage", "Train a response model"),
              lazy("HomePage", "It learns from past answers who is likely to respond."),
              lazy("HomePage", "Go to Models")),
    "design": ("creatives", lazy("HomePage", "Design creatives"),
               lazy("HomePage", "Banners in the standard sizes, from your brand and your texts."),
               lazy("HomePage", "Go to Creatives")),
    "plan": ("campaigns", lazy("HomePage", "Plan a campaign"),
             lazy("HomePage", "Budget, flight, bids, frequency cap, segments and creatives."),
             lazy("HomePage", "Go to Campaigns")),
    "simulate": ("campaigns", lazy("HomePage", "Simulate the campaign"),
                 lazy("HomePage", "Try the plan on your own people before a cent is spent."),
                 lazy("HomePage", "Go to Campaigns")),
    "read": ("results", lazy("HomePage", "Read the results"),
             lazy("HomePage", "Reports of your runs, with the method and the seed."),
             lazy("HomePage", "Go to Results")),
}  # fmt: skip


class HomePage(Page):
    """Start, recent projects and the demo; with a project its figures and the next step."""

    name = "home"
    needs_project = False
    tables_shown = frozenset(
        {
            "profiles",
            "events",
            "impressions",
            "segment",
            "model",
            "creative",
            "campaign",
            "run",
            "meta",
            "import_batch",
        }
    )

    def build(self) -> None:
        """Make both faces of the page."""
        self.setAccessibleName(tr("HomePage", "Home"))
        self._last_shown: Overview | None = None
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, GRID * 2)
        column.setSpacing(GRID * 3)
        self._title = heading("", 1)
        self._subtitle = muted()
        self._demo_button = button(
            tr("HomePage", "Open the demo"), lambda: self.context.run_command("project.demo"), name="demo"
        )
        self._titles = QVBoxLayout()
        self._titles.setSpacing(2)
        self._titles.addWidget(self._title)
        self._titles.addWidget(self._subtitle)
        column.addLayout(self._titles)
        self._job_card = Card()
        self._job_card.hide()
        column.addWidget(self._job_card)
        self._column = column
        self._overview: QWidget | None = None
        column.addWidget(self._build_start())
        self._loop = self._build_loop()
        column.addWidget(self._loop)
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        self.content.addWidget(scrolled(inner))
        self._show_job(self.context.job(DEMO_KEY))
        self.context.runner.jobs_changed.connect(self._on_jobs)
        # The settings outlive the page, which is built anew in another language.
        self.destroyed.connect(self.context.settings.on_changed(self._on_setting))
        self._recent.show_paths(self.context.settings.recent())

    # -- parts -------------------------------------------------------------------------------------------

    def _build_start(self) -> QWidget:
        made = QWidget()
        columns = QGridLayout(made)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setHorizontalSpacing(GRID * 2)
        columns.setColumnStretch(0, 2)
        columns.setColumnStretch(1, 3)
        start = Card(tr("HomePage", "Start"))
        run = self.context.run_command
        new = button(
            tr("HomePage", "New project…"),
            lambda: run("project.new"),
            icon="plus",
            kind="normal" if self.has_project else "primary",
            name="newProject",
        )
        self._new_button = new
        open_ = button(
            tr("HomePage", "Open project…"), lambda: run("project.open"), icon="folder", name="openProject"
        )
        icons.set_icon(self._demo_button, "sparkle")
        for made_button in (new, open_, self._demo_button):
            start.body.addWidget(made_button)
        start.body.addWidget(
            label(
                tr("HomePage", "The demo runs the whole loop on people that the program makes up."),
                "caption",
                wrap=True,
            )
        )
        start.body.addStretch(1)
        recent = Card(tr("HomePage", "Recent projects"))
        self._recent = RecentList()
        self._recent.open_asked.connect(lambda path: self.context.open_project(path))
        self._recent.remove_asked.connect(lambda path: self.context.settings.remove_recent(Path(path)))
        recent.body.addWidget(self._recent)
        recent.body.addStretch(1)
        columns.addWidget(start, 0, 0)
        columns.addWidget(recent, 0, 1)
        return made

    def _build_overview(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 2)
        self._tiles = {
            "people": MetricTile(tr("HomePage", "People")),
            "segments": MetricTile(tr("HomePage", "Segments")),
            "models": MetricTile(tr("HomePage", "Models")),
            "creatives": MetricTile(tr("HomePage", "Creatives")),
            "campaigns": MetricTile(tr("HomePage", "Campaigns")),
            "runs": MetricTile(tr("HomePage", "Runs")),
        }
        column.addLayout(row(*self._tiles.values(), spacing=GRID * 2))
        self._step_card = Card()
        self._step_title, self._step_text = heading(""), muted()
        self._step_icon = icons.IconLabel("data", 24, "accent")
        self._step_button = button("", self._do_step, kind="primary", name="nextStep")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(tr("HomePage", "Next step"), "caption"))
        words.addWidget(self._step_title)
        words.addWidget(self._step_text)
        line = row(self._step_icon, spacing=GRID * 2)
        line.addLayout(words, 1)
        line.addWidget(self._step_button)
        self._step_card.body.addLayout(line)
        self._step_page = "data"
        column.addWidget(self._step_card)
        return made

    def _build_loop(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        column.addWidget(heading(tr("HomePage", "How it works")))
        strip = QGridLayout()
        strip.setHorizontalSpacing(GRID * 2)
        strip.setVerticalSpacing(GRID // 2)
        for place, (icon, title, text) in enumerate(LOOP):
            number = label(f"{place + 1}", "caption")
            head = row(icons.IconLabel(icon, 20, "accent"), label(str(title), "subheading"), None, number)
            strip.addLayout(head, 0, place)
            words = muted(str(text))
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            strip.addWidget(words, 1, place)
            strip.setColumnStretch(place, 1)
        column.addLayout(strip)
        column.addWidget(
            label(
                tr(
                    "HomePage",
                    "Everything stays in one file on this machine: no account, no server, no telemetry.",
                ),
                "caption",
                wrap=True,
            )
        )
        return made

    # -- what is shown -----------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Turn to the face that fits."""
        self._show_face()

    def _show_face(self) -> None:
        project = self.context.project
        if project is not None and self._overview is None:
            self._overview = self._build_overview()
            self._column.insertWidget(2, self._overview)
        set_kind(self._new_button, "primary" if project is None else "normal")
        if self._overview is not None:
            self._overview.setVisible(project is not None)
        self._loop.setVisible(project is None)
        if project is None:
            self._title.setText(tr("HomePage", "Plan campaigns on your own data"))
            self._subtitle.setText(
                tr(
                    "HomePage",
                    "AdManager turns the customer data that you have into segments, response models, creatives and "
                    "a campaign that was tried in simulation first.",
                )
            )
        else:
            self._title.setText(project.path.stem)
            self._subtitle.setText("")

    def refresh(self, tables: frozenset[str]) -> None:
        """Count what the project holds."""
        self._recent.show_paths(self.context.settings.recent())
        project = self.context.project
        if project is None:
            return

        def read() -> Overview:
            from admanager.project.overview import overview

            return overview(project)

        self.run_quiet(read, self._show_overview, newest="overview")

    def _show_overview(self, found: Overview) -> None:
        from admanager.project.overview import next_step

        if self.context.project is None or self._overview is None:
            return
        self._title.setText(found.name)
        self._subtitle.setText(
            tr("HomePage", "The people of this project were made up by the program.")
            if found.generated
            else ""
        )
        self._subtitle.setVisible(found.generated)
        self._tiles["people"].set_value(
            fmt.number(found.people),
            tr_count("HomePage", "{count} event", "{count:,} events", count=found.events)
            if found.events
            else "",
        )
        for key in ("segments", "models", "creatives", "campaigns"):
            self._tiles[key].set_value(fmt.number(getattr(found, key)))
        last = found.last_run
        self._tiles["runs"].set_value(
            fmt.number(found.runs),
            tr("HomePage", "last: {name}, {time}", name=last.name, time=fmt.time(last.started))
            if last
            else "",
        )
        page, title, text, action = STEPS[next_step(found).value]
        self._step_page = page
        self._step_icon.set_icon(page, "accent")
        self._step_title.setText(str(title))
        self._step_text.setText(str(text))
        self._step_button.setText(str(action))

    def _do_step(self) -> None:
        self.context.open_page(self._step_page)

    def _on_jobs(self) -> None:
        self._show_job(self.context.job(DEMO_KEY))

    def _show_job(self, record: JobRecord | None) -> None:
        """Show the building of the demo while it runs."""
        running = record is not None and not record.finished
        self._demo_button.setEnabled(not running)
        if running == (not self._job_card.isHidden()):
            return
        self._job_card.setVisible(running)
        if running and record is not None:
            from admanager.gui.widgets.progress import JobProgress

            self._progress = JobProgress(record)
            self._job_card.body.addWidget(self._progress)
        else:
            self._progress.deleteLater()

    def _on_setting(self, key: str) -> None:
        if key == "recent":
            self._recent.show_paths(self.context.settings.recent())

    # -- commands ------------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return nothing of its own: what Home does are commands of the window."""
        return []

    def save_state(self) -> dict[str, Any]:
        """Return nothing: all that Home shows is read anew."""
        return {}
