"""Whether the project's models still hold: judged beside the window, whatever page is seen, whenever rows came in or
were taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import PageContext

if TYPE_CHECKING:
    from admanager.jobs import Job
    from admanager.learning.drift import Drift
    from admanager.project.file import ProjectFile
    from admanager.texts import AdManagerError

JUDGING = "models.judge"
TELLING = frozenset({"moved", "broken"})
"""The verdicts after which a model should be trained anew."""
_TABLES = frozenset({"import_batch", "model"})
Batches = tuple[int, ...]
Kept = dict[int, tuple[str, Batches]]
"""The name of each model that can be judged, by its number, and the imports since it was made."""


class Holding(QObject):
    """Knows what new rows say of each model; a model is judged once for the same imports, one judgement at a time."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._context = context
        self._models: Kept = {}
        self._judged: dict[int, tuple[Batches, Drift | None]] = {}
        """For which imports a model was judged, and what came of it; None where that failed."""
        self._busy = False
        context.project_replaced.connect(self._forget)
        context.tables_changed.connect(self._on_tables)

    @classmethod
    def of(cls, context: PageContext) -> Holding:
        """Return the one of this window."""
        return context.findChild(cls) or cls(context)

    def _forget(self) -> None:
        self._models, self._judged = {}, {}
        self.changed.emit()

    def found(self) -> dict[int, Drift]:
        """Return what is known of the models, as far as no newer rows have come in."""
        return {
            number: drift
            for number, (batches, drift) in self._judged.items()
            if drift is not None and number in self._models and batches == self._models[number][1]
        }

    def note(self, number: int, drift: Drift) -> None:
        """Take over what a person asked for."""
        if number in self._models:
            self._judged[number] = (self._models[number][1], drift)
            self.changed.emit()

    def _on_tables(self, tables: frozenset[str]) -> None:
        if not tables or tables & _TABLES:
            self.look()

    def look(self) -> None:
        """Judge the models whose table has other rows than when they were judged last."""
        project = self._context.project
        if project is None:
            return

        def show(models: Kept) -> None:
            if self._context.project is project:
                self._models = models
                self.changed.emit()
                self._judge(project)

        self._context.run_quiet(partial(_read_models, project), on_done=show, owner=self)

    def _judge(self, project: ProjectFile) -> None:
        asked = {
            number: batches
            for number, (_, batches) in self._models.items()
            if batches and self._judged.get(number, ((), None))[0] != batches
        }
        if self._busy or not asked or self._context.project is not project:
            return
        self._busy = True
        names = {self._models[number][0]: number for number in asked}

        def done(found: dict[str, Drift]) -> None:
            finish({names[name]: drift for name, drift in found.items()})

        def failed(_error: AdManagerError) -> None:
            # A person who asks for it is told why; nobody has asked here.
            finish({})

        def finish(found: dict[int, Drift]) -> None:
            self._busy = False
            if self._context.project is not project:
                self.look()
                return
            self._judged |= {number: (batches, found.get(number)) for number, batches in asked.items()}
            self.changed.emit()
            self._tell([name for name, number in names.items() if _is_off(found.get(number))])
            self._judge(project)

        self._context.run_job(
            tr("Holding", "See whether the models still hold"),
            partial(_judge_models, project, list(names)),
            on_done=done,
            on_failed=failed,
            key=JUDGING,
        )

    def _tell(self, names: list[str]) -> None:
        if names:
            text = tr_count(
                "Holding",
                "By the new rows the model “{name}” no longer holds; the Models page says why.",
                "By the new rows {count} models no longer hold; the Models page says why.",
                len(names),
                name=names[0],
            )
            self._context.show_message(text, "warn")


def _is_off(found: Drift | None) -> bool:
    return found is not None and found.verdict in TELLING


def _read_models(project: ProjectFile) -> Kept:
    from admanager.learning.judging import batches_since

    names = dict(project.read().execute("SELECT id, name FROM model").fetchall())
    return {
        number: (names[number], batches)
        for number, batches in batches_since(project).items()
        if number in names
    }


def _judge_models(project: ProjectFile, names: list[str], *, job: Job) -> dict[str, Drift]:
    from admanager.learning.judging import judge_models

    return judge_models(project, names, job=job)
