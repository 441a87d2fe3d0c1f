"""The window: everything that imports Qt but the drawing of ads and of paper.

How to write a page
-------------------
A page is a package `gui/pages/<name>/` whose `__init__.py` says `from ...view import DataPage as PAGE`;
`view.py` holds widgets, `model.py` Qt item models, and all logic lives in the core. The shell makes the page
at its first visit, gives it a project, refreshes it when a table that it shows was changed, and builds it
anew when the language is switched (`save_state` and `restore_state` carry over what the user was doing).

    class DataPage(Page):
        name = "data"
        tables_shown = frozenset({"profiles", "import_batch"})

        def build(self) -> None:
            add = button(tr("DataPage", "Import…"), self.choose_file, kind="primary", icon="import", name="import")
            self.set_header(tr("DataPage", "Data"), tr("DataPage", "Bring in files and look at every row."), add)
            self.batches = ListModel([TableColumn(tr("DataPage", "Rows"), "integer", 90)])
            self.content.addWidget(DataTable(self.batches, name="batches", title=tr("DataPage", "Imports")))
            self.add_state("empty", EmptyState("data", tr("DataPage", "No data yet"),
                tr("DataPage", "Drop a file here."), tr("DataPage", "Import…"), self.choose_file))

        def refresh(self, tables: frozenset[str]) -> None:
            self.run_quiet(partial(read_batches, self.project), on_done=self.show_batches)

        def start_import(self, path: Path) -> None:
            self.run_job(tr("DataPage", "Import {name}", name=path.name), partial(import_file, self.project, path),
                         on_done=self.imported, on_failed=self.show_failure, key="data.import", writes=True)

Rules that keep the window quick and the pages alike:

* Nothing slow in the window's thread (at most 50 ms): `run_quiet(function)` for queries, `run_job` for work
  that a person waits for (`function(job=handle)`, shown in the activity panel, cancellable), `change(text,
  write)` for small undoable edits. Callbacks come in the window's thread. No widget writes SQL.
* `import pandas`, `pyqtgraph`, `onnxruntime` and the core modules that need them happen inside functions.
* Every text goes through `tr("ClassName", "literal whole sentence {x}", x=...)` of `i18n`; counts through
  `tr_count`; constants through `lazy`; sentences of the core through `translate_sentence`; numbers, money
  and times through `format`. Data is plain text: use `label()`, never a bare QLabel with rich text.
* Controls come from `widgets`: `heading`, `label`, `muted`, `caption`, `button`, `icon_button`, `row`, `Card`,
  `MetricTile`, `Banner`, `EmptyState`, `Form`, `DataTable` with `ListModel` (or a model of your own), `Chart`,
  `scrolled`. Colours come from `theme.color("accent")` while painting; icons from `resources/icons`
  (`icons.set_icon`, `icons.IconLabel`). The grid is 8 px (`theme.GRID`).
* Each page has its empty state (`add_state`, `show_state`), its busy state (`widgets.JobProgress` for a running
  job) and its error state (`self.banner`, `show_failure`). Give object names to controls that tests need.
* Long running views listen with `record.listen(..., replay=True)`, so that a page built anew (another
  language) takes up its job again: `self.context.job("models.train")` in `restore_state`.
* Tests use the fixture `page_context` of `tests/gui/conftest.py` and pytest-qt's `qtbot.waitUntil`.
"""
