"""The self-test: every part of the program that is there, once, on generated data in a temporary folder."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from admanager.demo import story
from admanager.demo.generator import PEOPLE
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

SEED = 7


@dataclass(frozen=True)
class Step:
    """One step of the self-test; `error` is empty when it went well."""

    name: str
    ok: bool
    seconds: float
    error: str = ""


@dataclass(frozen=True)
class SelfTestResult:
    """All steps that were done; the first one that fails is the last."""

    steps: tuple[Step, ...]

    @property
    def ok(self) -> bool:
        """Whether every step went well."""
        return all(step.ok for step in self.steps)

    @property
    def failed(self) -> list[str]:
        """The names of the steps that failed."""
        return [step.name for step in self.steps if not step.ok]

    def as_dict(self) -> dict[str, object]:
        """Return the result as the command line prints it."""
        return {
            "ok": self.ok,
            "steps": [
                {"name": step.name, "ok": step.ok, "seconds": round(step.seconds, 3), "error": step.error}
                for step in self.steps
            ],
        }

    def in_words(self) -> str:
        """Return a line a step, and what went wrong."""
        return "\n".join(
            f"{'ok  ' if step.ok else 'FAIL'} {step.seconds:6.1f} s  {step.name}{': ' + step.error if step.error else ''}"
            for step in self.steps
        )


def run_self_test(*, job: Job | None = None) -> SelfTestResult:
    """Run the steps one after the other and return what came of each."""
    job = job or Job()
    done: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="admanager-self-test-") as folder:
        out = Path(folder)
        with ProjectFile.create(out / "self-test.adm") as project:
            steps = _steps(project, out, job)
            for number, (name, function) in enumerate(steps.items()):
                job.check_cancelled()
                job.progress(number, len(steps), sentence("Self-test: {step}", step=name))
                started = time.monotonic()
                error = _tried(function)
                done.append(Step(name, not error, time.monotonic() - started, error))
                if error:
                    break
    return SelfTestResult(tuple(done))


def _tried(function: Callable[[], None]) -> str:
    try:
        function()
    except (AdManagerError, OSError, ValueError, ImportError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _expect(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise AdManagerError(
            sentence(
                "{what}: found {found}, expected {wanted}.", what=what, found=str(found), wanted=str(wanted)
            )
        )


def _steps(project: ProjectFile, out: Path, job: Job) -> dict[str, Callable[[], None]]:
    """Return the steps in their order; later ones stand on what earlier ones left in the project."""
    steps: dict[str, Callable[[], None]] = {
        "import generated people": lambda: _import_people(project, out, job),
        "describe columns": lambda: _describe_columns(project),
        "count a segment": lambda: _save_and_count(project),
        "design and export ads": lambda: _design_ads(project, out, job),
    }
    from admanager.learning.models import training_available

    if training_available():
        steps["train a model and find the leak"] = lambda: _train(project, job)
        steps["score with ONNX Runtime in another project"] = lambda: _score_elsewhere(project, out)
    steps["simulate a campaign twice"] = lambda: _simulate(project, out, job)
    steps["write a report"] = lambda: _report(project, out)
    steps["undo, redo and check the project"] = lambda: _undo_and_check(project)
    return steps


def _import_people(project: ProjectFile, out: Path, job: Job) -> None:
    _expect(story.import_customers(project, out, SEED, job), PEOPLE, "imported people")


def _describe_columns(project: ProjectFile) -> None:
    from admanager.audience.statistics import describe

    missing = {column.name: column.missing for column in describe(project, "profiles")}
    count = project.read().execute("SELECT COUNT(*) FROM profiles WHERE age IS NULL").fetchone()[0]
    _expect(missing["age"], count, "missing ages")


def _save_and_count(project: ProjectFile) -> None:
    from admanager.audience import segments

    for name, rule in story.SEGMENTS.items():
        segments.save(project, name, rule)
    sql = "SELECT COUNT(*) FROM profiles WHERE orders_12m >= 2 AND days_since_visit < 60"
    _expect(segments.count(project, "Regulars").count, project.read().execute(sql).fetchone()[0], "members")


def _design_ads(project: ProjectFile, out: Path, job: Job) -> None:
    names, manifest = story.design_ads(project, out / "ads", SEED, job)
    _expect(len(names), story.DESIGNS, "designs")
    _expect(len(list(manifest.parent.glob("*.png"))), story.DESIGNS * 3, "pictures")


def _train(project: ProjectFile, job: Job) -> None:
    trained = story.train_model(project, SEED, job)
    assert trained is not None, "this step is only there where training is"
    left_out = [finding.column for finding in trained.card.excluded]
    _expect("order_value_after_offer" in left_out, True, "the column that knows the future is left out")
    auc = trained.card.measured().auc
    _expect(auc > 0.65, True, f"AUC {auc:.3f} is above 0.65")


def _score_elsewhere(project: ProjectFile, out: Path) -> None:
    import numpy as np

    from admanager.learning.models import get_scorer, load_onnx, save_onnx
    from admanager.project.tables import read_frame

    path = save_onnx(project, story.MODEL, out / "model.onnx")
    people = read_frame(project.read(), "profiles").head(500)
    with ProjectFile.create(out / "elsewhere.adm") as elsewhere:
        loaded = load_onnx(elsewhere, path)
        there = get_scorer(elsewhere, loaded.info.name).score(people)
    _expect(
        np.array_equal(there, get_scorer(project, story.MODEL).score(people)), True, "equal scores in both"
    )


def _simulate(project: ProjectFile, out: Path, job: Job) -> None:
    from admanager.creative.library import list_creatives
    from admanager.learning.models import list_models
    from admanager.simulation.runs import simulate

    model = story.MODEL if list_models(project) else None
    names = [creative.name for creative in list_creatives(project)]
    plan = story.keep_campaign(project, out, names, model)
    first = simulate(project, plan, seed=SEED, job=job)
    second = simulate(project, plan, seed=SEED, job=job)
    _expect(second.run.outcome.totals, first.run.outcome.totals, "the same seed gives the same totals")
    totals = first.run.outcome.totals
    _expect(totals.clicks > 0, True, "somebody clicked")
    _expect(totals.spend <= int(plan.budget.total * 1_000_000), True, "the budget is not overspent")


def _report(project: ProjectFile, out: Path) -> None:
    from admanager.report.files import write_run_report
    from admanager.simulation.runs import get_run, list_runs

    run = get_run(project, list_runs(project)[0].id)
    written = write_run_report(project, run, out / "report.html").read_text(encoding="utf-8")
    _expect("generated" in written, True, "the report says that the data is generated")


def _undo_and_check(project: ProjectFile) -> None:
    saved = "SELECT COUNT(*) FROM campaign"
    count = project.read().execute(saved).fetchone()[0]
    project.undo()
    _expect(project.read().execute(saved).fetchone()[0], count - 1, "campaigns after undo")
    project.redo()
    _expect(project.read().execute(saved).fetchone()[0], count, "campaigns after redo")
    _expect(project.check(), [], "problems in the project")
