"""The demo: the product's loop on generated customers, from the file to the finished ads.

Nothing in it is real, and the project says so: its name and its `generated` mark are shown wherever its
numbers are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from admanager.demo.generator import write_customers
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

KEY = "customer_id"
SEGMENTS = {
    "Regulars": "orders_12m >= 2 and days_since_visit < 60",
    "Quiet since summer": "days_since_visit >= 60 and newsletter_opens >= 2",
}
DESIGNS = 3
SIZES = "300x250,728x90,320x50"
STEPS = 4


@dataclass(frozen=True)
class DemoResult:
    """What the demo made: the project, its people and segments, and the ads with their manifest."""

    project: Path
    people: int
    segments: Mapping[str, int]
    creatives: tuple[str, ...]
    manifest: Path
    seed: int
    generated: bool = True

    def as_dict(self) -> dict[str, object]:
        """Return the result as the command line prints it."""
        return asdict(self)

    def in_words(self) -> str:
        """Return the result as text for a terminal."""
        found = ", ".join(f"{name}: {count:,}" for name, count in self.segments.items())
        return (
            f"Generated {self.people:,} customers (seed {self.seed}) in {self.project}.\n"
            f"Segments: {found}.\nAds: {', '.join(self.creatives)}, in {self.manifest.parent}."
        )


def run_demo(out: Path, seed: int, *, job: Job | None = None) -> DemoResult:
    """Build the demo project `demo.adm` in the folder `out`, with the ads beside it.

    Raises AdManagerError when the folder holds a demo already or cannot be made.
    """
    job = job or Job()
    path = out / "demo.adm"
    if path.exists():
        raise AdManagerError(sentence("{path} exists already; choose another folder.", path=str(path)))
    out.mkdir(parents=True, exist_ok=True)
    try:
        with ProjectFile.create(path, name="Demo (generated data)") as project:
            return _tell(project, out, seed, job)
    except BaseException:
        path.unlink(missing_ok=True)  # a demo is whole, or it is not there
        raise


def _tell(project: ProjectFile, out: Path, seed: int, job: Job) -> DemoResult:
    from admanager.audience import segments

    job.progress(0, STEPS, sentence("Generating customers"))
    people = import_customers(project, out, seed, job)
    job.progress(1, STEPS, sentence("Building segments"))
    counts = {}
    for name, rule in SEGMENTS.items():
        segments.save(project, name, rule)
        counts[name] = segments.count(project, name).count
        job.check_cancelled()
    job.progress(2, STEPS, sentence("Designing ads"))
    names, manifest = design_ads(project, out / "ads", seed, job)
    job.progress(STEPS, STEPS, sentence("The demo is ready"))
    return DemoResult(project.path, people, counts, names, manifest, seed)


def import_customers(project: ProjectFile, folder: Path, seed: int, job: Job) -> int:
    """Generate the customers, import them through the ordinary path, mark the project, and return how many."""
    from admanager.ingest.load import import_file
    from admanager.ingest.options import ColumnOptions, ImportOptions

    source = write_customers(folder / "generated customers.csv", seed)
    options = ImportOptions(key=KEY, columns=(ColumnOptions(source_name="consent", role="consent"),))
    result = import_file(project, source, options=options, job=job)
    with project.change(sentence("Mark the data as generated"), undoable=False) as change:
        project.set_meta(change, "generated", f"seed {seed}")
    return result.rows_imported


def design_ads(project: ProjectFile, folder: Path, seed: int, job: Job) -> tuple[tuple[str, ...], Path]:
    """Design ads for everyone, keep them in the project, export them, and return their names and manifest."""
    from admanager.creative.export import export
    from admanager.creative.generator import can_train, train_generator
    from admanager.creative.library import add_creatives
    from admanager.creative.pipeline import Request, make_designs
    from admanager.creative.sizes import parse_sizes

    if can_train():
        train_generator(project, seed=seed, job=job)
    designs = make_designs(project, Request("", "conversion", "any", DESIGNS, seed), job=job)
    kept = add_creatives(project, designs)
    manifest = export(project, designs, parse_sizes(SIZES), folder, job=job)
    return tuple(info.name for info in kept), manifest.path
