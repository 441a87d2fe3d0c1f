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
    def import_people() -> None:
        _expect(story.import_customers(project, out, SEED, job), PEOPLE, "imported people")

    def describe_columns() -> None:
        from admanager.audience.statistics import describe

        missing = {column.name: column.missing for column in describe(project, "profiles")}
        count = project.read().execute("SELECT COUNT(*) FROM profiles WHERE age IS NULL").fetchone()[0]
        _expect(missing["age"], count, "missing ages")

    def count_segment() -> None:
        from admanager.audience import segments

        rule = story.SEGMENTS["Regulars"]
        segments.save(project, "Regulars", rule)
        sql = "SELECT COUNT(*) FROM profiles WHERE orders_12m >= 2 AND days_since_visit < 60"
        _expect(
            segments.count(project, "Regulars").count, project.read().execute(sql).fetchone()[0], "members"
        )

    def design_ads() -> None:
        names, manifest = story.design_ads(project, out / "ads", SEED, job)
        _expect(len(names), story.DESIGNS, "designs")
        _expect(len(list(manifest.parent.glob("*.png"))), story.DESIGNS * 3, "pictures")

    def undo_and_check() -> None:
        count = project.read().execute("SELECT COUNT(*) FROM creative").fetchone()[0]
        project.undo()
        project.redo()
        _expect(
            project.read().execute("SELECT COUNT(*) FROM creative").fetchone()[0],
            count,
            "creatives after redo",
        )
        _expect(project.check(), [], "problems in the project")

    return {
        "import generated people": import_people,
        "describe columns": describe_columns,
        "count a segment": count_segment,
        "design and export ads": design_ads,
        "undo, redo and check the project": undo_and_check,
    }
