"""The page Data: all rows with one column in detail, the imports they came from, and bringing in files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Command, Page
from admanager.gui.pages.data import queries
from admanager.gui.pages.data.column_panel import ColumnPanel
from admanager.gui.pages.data.importing import Importer
from admanager.gui.pages.data.imports import ImportsView
from admanager.gui.pages.data.locale_dialog import LocaleDialog
from admanager.gui.pages.data.rejects_file import ask_where
from admanager.gui.pages.data.rows import RowsModel, RowsTable, size_text
from admanager.gui.pages.data.words import TABLE_NAMES, word
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import EmptyState, button, caption, muted, row
from admanager.gui.widgets.dialogs import confirm
from admanager.gui.widgets.steps import Steps

if TYPE_CHECKING:
    from admanager.audience.statistics import ColumnStatistics
    from admanager.gui.pages.data.queries import Ordered, Overview
    from admanager.ingest.browse import ImportInfo, RowOrder
    from admanager.ingest.load import UndoResult
    from admanager.ingest.locale import Locale

IMPORTS = "imports"
PANEL_WIDTH = 344


class DataPage(Page):
    """Rows, imports and the import dialog; every query runs beside the window."""

    name = "data"
    tables_shown = frozenset({"profiles", "events", "impressions", "products", "import_batch", "column_info"})

    def build(self) -> None:
        """Make the switch between tables and imports, the rows with the column panel, and the empty state."""
        self._sizes: dict[str, int] = {}
        self._shown = "profiles"
        self._column = ""
        self._sort: dict[str, tuple[str, bool]] = {}
        self.importer = Importer(self)
        self._restored: dict[str, Any] = {}
        choose = button(
            tr("DataPage", "Import a file…"), self.choose_files, kind="primary", icon="import", name="import"
        )
        place = button(
            tr("DataPage", "Zone and currency…"),
            self.open_locale,
            tooltip=tr("DataPage", "The time zone, currency and exchange rates that imports take"),
            name="locale",
        )
        paste = button(
            tr("DataPage", "Paste"),
            self.importer.import_clipboard,
            icon="copy",
            tooltip=tr("DataPage", "Import rows from the clipboard"),
            name="paste",
        )
        self.set_header(
            tr("DataPage", "Data"),
            tr("DataPage", "Bring in files, and look at every row and column of them."),
            place,
            paste,
            choose,
        )
        self._import_buttons = (place, paste, choose)
        self.content.addLayout(self._build_switch())
        self._views = QStackedWidget()
        self._views.addWidget(self._build_rows())
        self._imports_view: ImportsView | None = None
        self._found_imports: list[ImportInfo] = []
        self._listed_imports: list[ImportInfo] | None = None
        self._ahead = Steps(self)
        self.content.addWidget(self._views, 1)
        self.add_state("reading", muted(tr("DataPage", "Reading…")))
        self.add_state("empty", self._build_empty())

    @property
    def imports(self) -> ImportsView:
        """The imports; made once rows and a column are seen, and filled when they are to be seen themselves."""
        made = self._imports_view
        if made is None:
            made = self._imports_view = ImportsView()
            made.undo_asked.connect(self._ask_undo)
            made.rejects_asked.connect(self._read_rejects)
            made.save_asked.connect(lambda batch: ask_where(self, batch, self, self.context.show_message))
            self._views.addWidget(made)
        if self._listed_imports is not self._found_imports:
            self._listed_imports = self._found_imports
            made.show_imports(self._found_imports)
        return made

    def _build_switch(self) -> Any:
        self._switches: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for name in (*TABLE_NAMES, IMPORTS):
            made = button("", partial(self.show_view, name), name=f"show_{name}")
            made.setCheckable(True)
            self._group.addButton(made)
            self._switches[name] = made
        self._about = caption("")
        self._about.setWordWrap(False)
        return row(*self._switches.values(), None, self._about)

    def _build_rows(self) -> QWidget:
        self._rows = RowsModel(self._read_page)
        self._rows.sort_asked.connect(self._sort_by)
        self.rows_table = RowsTable(self._rows)
        self.rows_table.column_chosen.connect(self.choose_column)
        self.panel = ColumnPanel()
        self.panel.setMinimumWidth(PANEL_WIDTH - 64)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(_beside(self.rows_table, right=GRID))
        split.addWidget(_beside(self.panel, left=GRID))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setSizes([720, PANEL_WIDTH])
        split.setChildrenCollapsible(False)
        return split

    def _build_empty(self) -> EmptyState:
        return EmptyState(
            "data",
            tr("DataPage", "No data yet"),
            tr(
                "DataPage",
                "Drop files or a folder here, or choose them. CSV and other delimited text, Excel, JSON, Parquet and SQLite files can be read, text also packed with gzip or zip. Nothing leaves this computer.",
            ),
            tr("DataPage", "Import a file"),
            self.choose_files,
        )

    # -- the page's life -------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the rows of the project before."""
        from admanager.ingest.browse import RowOrder

        self._sizes = {}
        self._sort = {}
        self._column = ""
        self._rows.show_order(RowOrder("", (), 0, 0, first_id=1))
        self.panel.clear()
        self.show_state("reading")

    def refresh(self, tables: frozenset[str]) -> None:
        """Read which tables and imports there are, then the rows of the table shown."""
        wanted, sorts = self._restored.get("view", self._shown), dict(self._sort)
        self.run_quiet(
            partial(queries.overview, self.project, wanted, IMPORTS, sorts),
            on_done=lambda found: self._show_overview(found, sorts),
            newest="overview",
        )

    def _show_overview(self, found: Overview, sorts: dict[str, tuple[str, bool]]) -> None:
        self._sizes, imports = found.sizes, found.imports
        for made in self._import_buttons:
            made.setVisible(bool(self._sizes or imports))
        if not self._sizes and not imports:
            self.show_state("empty")
            return
        self.show_state("content")
        for name, made in self._switches.items():
            if name == IMPORTS:
                made.setText(tr("DataPage", "Imports ({count})", count=fmt.number(len(imports))))
            else:
                made.setVisible(name in self._sizes)
                rows = fmt.number(self._sizes.get(name, 0))
                made.setText(tr("DataPage", "{table} ({rows})", table=word(TABLE_NAMES, name), rows=rows))
        self._found_imports = imports
        self._column = self._restored.pop("column", self._column)
        wanted = self._restored.pop("view", self._shown)
        view = wanted if wanted in (*self._sizes, IMPORTS) else found.view
        if found.ordered is None or view != found.view or sorts.get(view) != self._sort.get(view):
            # The imports, or something else was asked for while this was read.
            self.show_view(view)
            return
        self._switches[view].setChecked(True)
        self._shown = view
        self._views.setCurrentIndex(0)
        self._show_rows(found.ordered)

    def show_view(self, name: str) -> None:
        """Show the rows of a table, or the imports."""
        self._switches[name].setChecked(True)
        if name == IMPORTS:
            self._shown = IMPORTS
            self._about.setText("")
            self._views.setCurrentWidget(self.imports)
            return
        if name != self._shown:
            self._column = ""
        self._shown = name
        self._views.setCurrentIndex(0)
        sort, descending = self._sort.get(name, ("", False))
        self.run_quiet(
            partial(queries.order, self.project, name, sort, descending, self._sizes[name]),
            on_done=self._show_rows,
            newest="rows",
        )

    def view_shown(self) -> str:
        """Return the table shown, or `imports`."""
        return self._shown

    def commands(self) -> list[Command]:
        """Offer importing and the list of imports."""
        return [
            Command(
                "data.import",
                tr("DataPage", "Import a file…"),
                self.choose_files,
                "Ctrl+I",
                needs_project=True,
            ),
            Command(
                "data.folder",
                tr("DataPage", "Import the files of a folder…"),
                self.importer.choose_folder,
                needs_project=True,
            ),
            Command(
                "data.paste",
                tr("DataPage", "Import from the clipboard"),
                self.importer.import_clipboard,
                "Ctrl+Shift+V",
                needs_project=True,
            ),
            Command(
                "data.locale",
                tr("DataPage", "Time zone and currency of this project…"),
                self.open_locale,
                needs_project=True,
            ),
            Command(
                "data.imports",
                tr("DataPage", "Show imports"),
                lambda: self._show_if_there(IMPORTS),
                needs_project=True,
            ),
        ]

    def _show_if_there(self, name: str) -> None:
        if self._sizes:
            self.show_view(name)

    def open_item(self, item: str) -> None:
        """Show a table, or the imports, by its name."""
        if item in self._switches:
            self._restored["view"] = item
            self._show_if_there(item)

    def save_state(self) -> dict[str, Any]:
        """Keep what is shown."""
        return {"view": self._shown, "column": self._column, "sort": self._sort}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what was shown, as soon as the tables are read, and hear of an import that still runs."""
        self._restored = {"view": state["view"], "column": state["column"]}
        self._sort = state["sort"]
        self.importer.take_up()

    # -- rows ------------------------------------------------------------------------------------------

    def _show_rows(self, ordered: Ordered) -> None:
        if ordered.order.table != self._shown:
            return
        order, old = ordered.order, self._rows.order
        same_columns = old.table == order.table and old.columns == order.columns
        self._rows.show_order(order, ordered.page)
        self._about.setText(size_text(order))
        if not same_columns:
            self.rows_table.fit_columns()
        names = [column.name for column in order.columns]
        if names:
            # Every key is another: the first column that says something about the rows is shown.
            first = next((column.name for column in order.columns if column.role != "key"), names[0])
            self._name_column(self._column if self._column in names else first)
            # The rows are painted before the column's figures are asked for.
            self._ahead.add(self._describe_column)

    def _read_page(self, order: RowOrder, page: int, answer: Callable[[list[tuple[Any, ...]]], None]) -> None:
        if self.has_project:
            self.run_quiet(partial(queries.page, self.project, order, page), on_done=answer)

    def _sort_by(self, column: str, descending: bool) -> None:
        if self._shown in self._sizes:
            self._sort[self._shown] = (column, descending)
            self.show_view(self._shown)

    def choose_column(self, name: str) -> None:
        """Show a column in detail."""
        self._name_column(name)
        self._describe_column()

    def _name_column(self, name: str) -> None:
        self._column = name
        if self.panel.name() != name:
            self.panel.show_reading(name)

    def _describe_column(self) -> None:
        table, name, stamp = self._shown, self._column, self._rows.order.stamp
        if not self.has_project or table not in self._sizes or not name:
            return
        self.run_quiet(
            partial(queries.describe, self.project, table, name),
            on_done=lambda found: self._show_column(table, stamp, found),
        )

    def _show_column(self, table: str, stamp: int, found: ColumnStatistics) -> None:
        if (table, found.name, stamp) == (self._shown, self._column, self._rows.order.stamp):
            self.panel.show_column(found)
            if self._imports_view is None:
                self._ahead.add(lambda: self.imports)

    # -- zone and currency -----------------------------------------------------------------------------

    def open_locale(self) -> None:
        """Show the project's time zone, currency and rates, and change them."""
        if self.has_project:
            self.run_quiet(partial(queries.locale, self.project), on_done=self._show_locale)

    def _show_locale(self, locale: Locale) -> None:
        dialog = LocaleDialog(self, locale)
        dialog.change_asked.connect(
            lambda zone, currency, rates: self.run_job(
                tr("DataPage", "Change time zone and currency"),
                partial(queries.change_locale, self.project, zone, currency, rates),
                on_done=lambda _: dialog.accept(),
                on_failed=dialog.show_failure,
                writes=True,
            )
        )
        dialog.open()

    # -- importing -------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files, and import them one after the other."""
        self.importer.choose_files()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open the import dialog for the first file; the others follow when it is closed."""
        self.importer.import_files(paths)

    # -- undoing ---------------------------------------------------------------------------------------

    def _read_rejects(self, batch: int) -> None:
        self.run_quiet(
            partial(queries.rejects, self.project, batch),
            on_done=lambda found: self.imports.show_rejects(batch, *found),
        )

    def _ask_undo(self, batch: int) -> None:
        confirm(
            self,
            tr("DataPage", "Undo import {batch}?", batch=batch),
            tr(
                "DataPage",
                "Its rows are removed, and rows that it changed become what they were. To have them again, import the file anew.",
            ),
            tr("DataPage", "Undo the import"),
            lambda: self.run_job(
                tr("DataPage", "Undo import {batch}", batch=batch),
                partial(queries.undo, self.project, batch),
                on_done=self._undone,
                on_failed=self.show_failure,
                writes=True,
            ),
            dangerous=True,
        )

    def _undone(self, result: UndoResult) -> None:
        self.banner.hide()
        text = tr_count(
            "DataPage", "Removed {count} row.", "Removed {count:,} rows.", count=result.rows_removed
        )
        if result.rows_restored:
            text += " " + tr_count(
                "DataPage", "Restored {count} row.", "Restored {count:,} rows.", count=result.rows_restored
            )
        self.context.show_message(text, "good")


def _beside(widget: QWidget, *, left: int = 0, right: int = 0) -> QWidget:
    """Return a widget with room towards the handle between it and its neighbour."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(left, 0, right, 0)
    column.addWidget(widget)
    return made
