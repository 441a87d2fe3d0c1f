"""How well people are hidden in an export, and an export in which they are."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.page import Page
from admanager.gui.pages.privacy.noise_panel import NoisePanel
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import MetricTile, button, label, muted, row, scrolled
from admanager.gui.widgets.form import Form
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.audience.anonymous import AnonymousExport
    from admanager.privacy.anonymity import Anonymity
    from admanager.privacy.noise import Budget
    from admanager.project.file import ProjectFile

LIST_WIDTH = GRID * 30
LOWEST_LIST = GRID * 11


class AnonymityTab(QWidget):
    """Choose a segment and what others may know; see k, l and risks; write a table in which k holds."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._suggested: list[str] = []
        self.segment = QComboBox()
        self.segment.setObjectName("anonymitySegment")
        self.segment.setMinimumWidth(LIST_WIDTH)
        self.columns = QListWidget()
        self.columns.setObjectName("quasiColumns")
        self.columns.setAccessibleName(tr("AnonymityTab", "What others may know of a person"))
        self.sensitive = QComboBox()
        self.sensitive.setObjectName("sensitiveColumn")
        self.k = Form.integer(10, 2, 10_000)
        self.k.setObjectName("wishedK")
        self.diversity = Form.integer(1, 1, 100)
        self.diversity.setObjectName("wishedL")
        self.diversity.setEnabled(False)
        self.sensitive.currentIndexChanged.connect(
            lambda _index: self.diversity.setEnabled(self.sensitive.currentData() is not None)
        )
        self.noise = NoisePanel(page, lambda: self.segment.currentData() or "")
        inside = QWidget()
        body = row(self._choices(), spacing=GRID * 3)
        body.addWidget(self._results(), 1)
        body.setContentsMargins(0, GRID * 2, GRID, 0)
        inside.setLayout(body)
        for each in (self.columns, self.sizes):
            # They take what room there is; what they would like to have makes nothing scroll.
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            each.setMinimumHeight(LOWEST_LIST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # Below a message, what there is to see does not fit into a low window.
        layout.addWidget(scrolled(inside))

    def _choices(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(LIST_WIDTH + GRID * 4)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for text, field in (
            (tr("AnonymityTab", "People"), self.segment),
            (tr("AnonymityTab", "What others may know of a person"), self.columns),
            (tr("AnonymityTab", "What must not become known"), self.sensitive),
        ):
            named = label(text, "caption")
            named.setBuddy(field)
            column.addWidget(named)
            column.addWidget(field, 1 if field is self.columns else 0)
        wishes = (
            _named(tr("AnonymityTab", "People alike (k)"), self.k),
            _named(tr("AnonymityTab", "Values in a group (l)"), self.diversity),
        )
        column.addLayout(row(*wishes, spacing=GRID * 2))
        self.measure = button(
            tr("AnonymityTab", "See how well they are hidden"),
            self.measure_now,
            kind="primary",
            name="measureAnonymity",
        )
        self.make = button(
            tr("AnonymityTab", "Write a table where k holds…"),
            self._choose_file,
            icon="export",
            name="generalise",
        )
        column.addWidget(self.measure)
        column.addWidget(self.make)
        return holder

    def _results(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        self.tiles = {
            "k": MetricTile(tr("AnonymityTab", "Smallest group (k)"), compact=True),
            "l": MetricTile(tr("AnonymityTab", "Different values (l)"), compact=True),
            "unique": MetricTile(tr("AnonymityTab", "Stand alone"), compact=True),
            "highest": MetricTile(
                tr("AnonymityTab", "Highest risk"),
                compact=True,
                tooltip=tr(
                    "AnonymityTab",
                    "The chance to find a person who is known to be in the table (prosecutor).",
                ),
            ),
            "average": MetricTile(
                tr("AnonymityTab", "Average risk"),
                compact=True,
                tooltip=tr(
                    "AnonymityTab", "The share of all people that could be found by trying all (marketer)."
                ),
            ),
        }
        self.note = muted(
            tr(
                "AnonymityTab",
                "People who agree in everything that others may know form a group. In a group of one, a person can be found.",
            )
        )
        self.note.setObjectName("anonymityNote")
        self._model = ListModel(
            [
                TableColumn(tr("AnonymityTab", "Size of the group"), width=180),
                TableColumn(tr("AnonymityTab", "People"), "integer", 100),
                TableColumn(tr("AnonymityTab", "Share"), "percent", 90),
            ]
        )
        self.sizes = DataTable(self._model, name="groupSizes", title=tr("AnonymityTab", "Groups by size"))
        column.addLayout(row(*self.tiles.values()))
        column.addWidget(self.note)
        column.addWidget(self.sizes, 1)
        column.addWidget(self.noise)
        return holder

    # -- the page's life -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the segments, the columns and the budget."""
        self._page.run_quiet(partial(_choices, self._page.project), self._show_choices, newest="choices")

    def _show_choices(self, found: tuple[list[str], list[str], list[str], Budget]) -> None:
        names, columns, suggested, budget = found
        chosen, sensitive = self.segment.currentData(), self.sensitive.currentData()
        self.segment.clear()
        self.segment.addItem(tr("AnonymityTab", "Everyone"), "")
        for name in names:
            self.segment.addItem(name, name)
        self.segment.setCurrentIndex(max(0, self.segment.findData(chosen)))
        ticked = set(self.chosen_columns()) if self.columns.count() else set(suggested)
        self.columns.clear()
        self.sensitive.clear()
        self.sensitive.addItem(tr("AnonymityTab", "Nothing in particular"), None)
        for name in columns:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
            self.columns.addItem(item)
            self.sensitive.addItem(name, name)
        self.sensitive.setCurrentIndex(max(0, self.sensitive.findData(sensitive)))
        self.noise.show_choices(columns, budget)
        for each in (self.measure, self.make):
            each.setEnabled(bool(columns))

    def chosen_columns(self) -> list[str]:
        """Return the columns that are ticked."""
        items = [self.columns.item(place) for place in range(self.columns.count())]
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    def _asked(self) -> dict[str, Any]:
        return {
            "segment": self.segment.currentData() or "",
            "quasi": tuple(self.chosen_columns()),
            "sensitive": self.sensitive.currentData(),
            "k": self.k.value(),
            "l": self.diversity.value() if self.sensitive.currentData() is not None else 1,
        }

    def measure_now(self) -> None:
        """Measure with what is chosen."""
        self._page.run_quiet(
            partial(_measure, self._page.project, self._asked()), self._show_answer, newest="anonymity"
        )

    def _show_answer(self, answer: tuple[Anonymity, int]) -> None:
        found, left_out = answer
        self.show_measured(found)
        if left_out:
            out = tr_count(
                "AnonymityTab",
                "{count} without consent or on the do-not-contact list stays out.",
                "{count:,} without consent or on the do-not-contact list stay out.",
                count=left_out,
            )
            self.note.setText(f"{self.note.text()} {out}")

    def show_measured(self, found: Anonymity) -> None:
        """Show k, l and risks."""
        self._page.banner.hide()
        self.tiles["k"].set_value(fmt.number(found.k))
        self.tiles["l"].set_value("–" if found.l is None else fmt.number(found.l))
        self.tiles["unique"].set_value(fmt.number(found.unique))
        self.tiles["highest"].set_value(fmt.percent(found.highest_risk))
        self.tiles["average"].set_value(fmt.percent(found.average_risk))
        self.note.setText(
            tr_count(
                "AnonymityTab",
                "{count} of {rows:,} people is in a group smaller than {k:,}.",
                "{count:,} of {rows:,} people are in a group smaller than {k:,}.",
                count=found.at_risk,
                rows=found.rows,
                k=self.k.value(),
            )
        )
        self._model.set_rows(
            [(_size(low, high), count, count / found.rows) for low, high, count in found.classes_by_size]
        )

    # -- a table where k holds -------------------------------------------------------------------------

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("AnonymityTab", "Write a table where k holds"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [
                tr("AnonymityTab", "CSV files (*.csv)"),
                tr("AnonymityTab", "Excel workbooks (*.xlsx)"),
                tr("AnonymityTab", "Parquet files (*.parquet)"),
            ]
        )
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(chosen.rpartition("*.")[2].rstrip(")"))
        )
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Make the columns coarser until k holds, and write the table."""
        self.make.setEnabled(False)

        def failed(error: Any) -> None:
            self.make.setEnabled(True)
            self._page.show_failure(error)

        self._page.run_job(
            tr("AnonymityTab", "Write {file}", file=path.name),
            partial(_write, self._page.project, self._asked(), path),
            on_done=self._written,
            on_failed=failed,
        )

    def _written(self, export: AnonymousExport) -> None:
        made, path = export.made, export.path
        self.make.setEnabled(True)
        self.show_measured(made.after)
        steps = "; ".join(f"{step.column}: {translate_sentence(step.text)}" for step in made.steps)
        self.note.setText(
            tr(
                "AnonymityTab",
                "Wrote {rows:,} people with k = {k:,} to {file}; {left:,} were left out. {steps}.",
                rows=made.after.rows,
                k=made.after.k,
                file=path.name,
                left=made.suppressed + export.left_out,
                steps=steps,
            )
        )


def _named(text: str, field: QWidget) -> QWidget:
    """Return a field with its name above it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    named = label(text, "caption")
    named.setBuddy(field)
    column.addWidget(named)
    column.addWidget(field)
    return holder


def _size(low: int, high: int | None) -> str:
    if high is None:
        return tr("AnonymityTab", "{low:,} and more", low=low)
    return fmt.number(low) if low == high else f"{low:,} – {high:,}"


def _choices(project: ProjectFile) -> tuple[list[str], list[str], list[str], Budget]:
    from admanager.audience.segments import list_segments
    from admanager.privacy.anonymity import suggested_quasi
    from admanager.privacy.noise import budget_of
    from admanager.project import tables

    described = [
        column
        for column in tables.columns(project.read(), "profiles")
        if column.role not in {"key", "identity", "hash", "consent", "ignored"}
    ]
    names = [segment.name for segment in list_segments(project)]
    return names, [column.name for column in described], suggested_quasi(described), budget_of(project)


def _measure(project: ProjectFile, asked: dict[str, Any]) -> tuple[Anonymity, int]:
    from admanager.audience.anonymous import Question, measure_people

    return measure_people(project, Question(**asked))


def _write(project: ProjectFile, asked: dict[str, Any], path: Path, job: Any = None) -> AnonymousExport:
    from admanager.audience.anonymous import Question, export_anonymous

    return export_anonymous(project, Question(**asked), path, job=job)
