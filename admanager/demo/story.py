"""The demo: the product's whole loop on generated customers, from the file to the report of a campaign.

Nothing in it is real, and the project says so: its name and its `generated` mark are shown wherever its
numbers are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from admanager.demo.generator import generate_customers, generate_events
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.learning.models import TrainedModel
    from admanager.simulation.campaign import CampaignPlan

KEY = "customer_id"
ZONE = "Europe/Berlin"
SEGMENTS = {
    "Regulars": "orders_12m >= 2 and days_since_visit < 60",
    "Quiet since summer": "days_since_visit >= 60 and newsletter_opens >= 2",
}
TARGET = "responded"
MODEL = "Responds to an offer"
CAMPAIGN = "Winter warm-up"
DESIGNS = 3
SIZES = "300x250,728x90,320x50"
STEPS = 5


@dataclass(frozen=True)
class DemoResult:
    """What the demo made: the project, its people, segments, model and ads, and what its campaign came to.

    `auc` is None where no model was trained, because torch is not installed. `ctr` and `cvr` are shares.
    """

    project: Path
    people: int
    segments: Mapping[str, int]
    auc: float | None
    creatives: tuple[str, ...]
    manifest: Path
    run: str
    impressions: int
    clicks: int
    conversions: int
    ctr: float
    cvr: float
    report: Path
    seed: int
    generated: bool = True

    def as_dict(self) -> dict[str, object]:
        """Return the result as the command line prints it."""
        return asdict(self)

    def in_words(self) -> str:
        """Return the result as text for a terminal."""
        found = ", ".join(f"{name}: {count:,}" for name, count in self.segments.items())
        model = "none, since torch is not installed" if self.auc is None else f"AUC {self.auc:.3f}"
        return (
            f"Generated {self.people:,} customers (seed {self.seed}) in {self.project}.\n"
            f"Segments: {found}.\nModel: {model}.\nAds: {', '.join(self.creatives)}, in {self.manifest.parent}.\n"
            f"Simulated “{self.run}”: {self.impressions:,} impressions, {self.clicks:,} clicks (CTR {self.ctr:.2%}), "
            f"{self.conversions:,} conversions (CVR {self.cvr:.1%}).\nReport: {self.report}"
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
    from admanager.report.files import write_run_report
    from admanager.simulation.runs import simulate

    job.progress(0, STEPS, sentence("Generating customers"))
    people = import_customers(project, out, seed, job)
    counts = {}
    for name, rule in SEGMENTS.items():
        segments.save(project, name, rule)
        counts[name] = segments.count(project, name).count
    job.progress(1, STEPS, sentence("Training a response model"))
    trained = train_model(project, seed, job)
    job.progress(2, STEPS, sentence("Designing ads"))
    names, manifest = design_ads(project, out / "ads", seed, job)
    job.progress(3, STEPS, sentence("Simulating a campaign"))
    plan = keep_campaign(project, out, names, MODEL if trained else None)
    result = simulate(project, plan, seed=seed, job=job)
    job.progress(4, STEPS, sentence("Writing the report"))
    report = write_run_report(project, result.run, out / "report.html")
    job.progress(STEPS, STEPS, sentence("The demo is ready"))
    totals = result.run.outcome.totals
    return DemoResult(
        project=project.path,
        people=people,
        segments=counts,
        auc=trained.card.measured().auc if trained else None,
        creatives=names,
        manifest=manifest,
        run=result.run.info.name,
        impressions=totals.impressions,
        clicks=totals.clicks,
        conversions=totals.conversions,
        ctr=result.figures["ctr"].value,
        cvr=result.figures["cvr"].value,
        report=report,
        seed=seed,
    )


def train_model(project: ProjectFile, seed: int, job: Job) -> TrainedModel | None:
    """Train the response model on the generated people; None where torch is not installed."""
    from admanager.learning.models import train, training_available
    from admanager.learning.request import TrainRequest

    if not training_available():
        return None
    # One network, not the blend of several: the demo is to be seen soon.
    request = TrainRequest(name=MODEL, target=TARGET, positive="yes", family="dcn", seed=seed)
    return train(project, request, job=job)


def keep_campaign(
    project: ProjectFile, out: Path, creatives: Sequence[str], model: str | None
) -> CampaignPlan:
    """Keep the demo's campaign in the project and as a file beside it, and return its plan.

    Two ad groups, one a segment, share the creatives; the model answers who buys after a click.
    """
    from admanager.simulation.campaign import (
        AdGroup,
        Bid,
        Budget,
        CampaignPlan,
        CreativeShare,
        Flight,
        FrequencyCap,
        Market,
        Response,
    )
    from admanager.simulation.drafts import save_campaign

    shares = tuple(CreativeShare(name=name) for name in creatives)
    plan = CampaignPlan(
        name=CAMPAIGN,
        objective="conversions",
        flight=Flight(start=date(2026, 12, 1), end=date(2026, 12, 14), time_zone=ZONE),
        budget=Budget(total=Decimal(126), daily=Decimal(12)),
        bid=Bid(amount=Decimal("0.60")),
        cap=FrequencyCap(per_day=2, per_week=6),
        creative_choice="thompson",
        ad_groups=tuple(AdGroup(name=name, include=(name,), creatives=shares) for name in SEGMENTS),
        response=Response(
            conversion_model=model, base_ctr=0.012, base_cvr=0.06, revenue_per_conversion=Decimal(32)
        ),
        market=Market(cpm=Decimal(4)),
    )
    save_campaign(project, plan)
    (out / "campaign.toml").write_text(plan.to_toml(), encoding="utf-8")
    return plan


def import_customers(project: ProjectFile, folder: Path, seed: int, job: Job) -> int:
    """Generate the customers, import them through the ordinary path, mark the project, and return how many."""
    from admanager.ingest.load import import_file
    from admanager.ingest.locale import change_locale
    from admanager.ingest.options import ColumnOptions, ImportOptions

    change_locale(project, zone=ZONE, currency="EUR")
    people = generate_customers(seed)
    source = folder / "generated customers.csv"
    people.to_csv(source, index=False)
    options = ImportOptions(key=KEY, columns=(ColumnOptions(source_name="consent", role="consent"),))
    result = import_file(project, source, options=options, job=job)
    done = folder / "generated events.csv"
    generate_events(people, seed).to_csv(done, index=False)
    import_file(
        project,
        done,
        options=ImportOptions(table="events", key=KEY),
        job=job,
    )
    with project.change(sentence("Mark the data as generated"), undoable=False) as change:
        project.set_meta(change, "generated", f"seed {seed}")
    return result.rows_imported


def design_ads(project: ProjectFile, folder: Path, seed: int, job: Job) -> tuple[tuple[str, ...], Path]:
    """Design ads for everyone, keep them in the project, export them, and return their names and manifest."""
    from admanager.creative.brand import BrandKit, Promotion, save_brand
    from admanager.creative.export import export
    from admanager.creative.generator import can_train, train_generator
    from admanager.creative.library import add_creatives
    from admanager.creative.pipeline import Request, make_designs
    from admanager.creative.sizes import parse_sizes

    save_brand(
        project,
        BrandKit(
            name="Nordpfad",
            industry="e-commerce",
            primary="#14532d",
            accent="#f59e0b",
            ink="#10231a",
            paper="#f7f6f0",
            promotion=Promotion(
                product="Fell trail boots", price="€89", old_price="€129", free_delivery=True
            ),
        ),
    )
    if can_train():
        train_generator(project, seed=seed, job=job)
    designs = make_designs(project, Request("", "conversion", "any", DESIGNS, seed), job=job)
    kept = add_creatives(project, designs)
    manifest = export(project, designs, parse_sizes(SIZES), folder, job=job)
    return tuple(info.name for info in kept), manifest.path
