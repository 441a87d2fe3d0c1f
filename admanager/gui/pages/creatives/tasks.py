"""What the page has done off the window's thread: designing, drawing, reading what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from admanager.gui.pages.creatives.model import preview_size
from admanager.jobs import Job
from admanager.texts import sentence

if TYPE_CHECKING:
    from admanager.creative.boards import Board
    from admanager.creative.brand import BrandKit, BrandPicture
    from admanager.creative.checks import CheckReport
    from admanager.creative.choosing import ScorerInfo
    from admanager.creative.design import Design
    from admanager.creative.export import Manifest
    from admanager.creative.generator import GeneratorInfo
    from admanager.creative.library import CreativeInfo
    from admanager.creative.personal import Reason
    from admanager.creative.pipeline import FinishedAd, Request
    from admanager.creative.scorer import Forecast
    from admanager.gui.pages.creatives.export_dialog import ExportChoice
    from admanager.project.file import ProjectFile
    from admanager.simulation.drafts import CampaignInfo


SAMPLE_SEED, SAMPLE_WIDTH = 3, 240


@dataclass(frozen=True)
class Standing:
    """What the project holds for this page."""

    brand: BrandKit
    segments: list[str]
    generators: list[GeneratorInfo]
    kept: list[CreativeInfo]
    boards: list[Board]
    products: list[tuple[str, str]]
    can_train: bool
    scorer: ScorerInfo | None
    past_ads: int
    image_models: list[str]
    headlines: dict[str, Any] | None
    headline_tables: list[str]
    ideas: dict[str, Any] | None
    pictures: dict[str, QImage]


@dataclass(frozen=True)
class ReadPicture:
    """A picture of the brand from a file, and how it is shown small."""

    picture: BrandPicture
    image: QImage


@dataclass(frozen=True)
class Drawn:
    """A drawn ad of the gallery: its place there, its pixels, and what the checks say."""

    position: int
    image: QImage
    report: CheckReport


@dataclass(frozen=True)
class Placed:
    """An ad of the preview, and its picture as large as it is shown there."""

    ad: FinishedAd
    image: QImage


@dataclass(frozen=True)
class Family:
    """A design in several sizes, and what is expected of it in each size that enough was learned of."""

    placed: list[Placed]
    forecasts: dict[str, Forecast]


@dataclass(frozen=True)
class Designed:
    """The result of a request: the designs, and the columns that showed the segment's traits."""

    designs: list[Design]
    trait_columns: dict[str, str]
    generator: str


def read_standing(project: ProjectFile) -> Standing:
    """Return what the project holds for this page."""
    from admanager.audience.segments import list_segments
    from admanager.creative.boards import list_boards
    from admanager.creative.brand import load_brand
    from admanager.creative.choosing import scorer_info
    from admanager.creative.generator import can_train, list_generators
    from admanager.creative.ideas import idea_card
    from admanager.creative.image_store import list_image_models
    from admanager.creative.library import list_creatives
    from admanager.creative.past import count_past_ads
    from admanager.creative.products import list_products
    from admanager.learning.headlines import headline_figures, tables_of_tests

    brand = load_brand(project)
    return Standing(
        brand,
        [segment.name for segment in list_segments(project)],
        list_generators(project),
        list_creatives(project),
        list_boards(project),
        [(each.key, each.name) for each in list_products(project)],
        can_train(),
        scorer_info(project),
        count_past_ads(project),
        [info.name for info in list_image_models(project)],
        headline_figures(project),
        tables_of_tests(project),
        idea_card(project),
        brand_pictures(project, brand),
    )


def brand_pictures(project: ProjectFile, brand: BrandKit) -> dict[str, QImage]:
    """Return the brand's pictures by their names, small."""
    from admanager.creative.brand import load_asset
    from admanager.creative.render import load_picture

    names = {name for name in (brand.logo, brand.logo_on_dark, brand.photo) if name}
    return {name: _thumbnail(load_picture(load_asset(project, name), name)) for name in sorted(names)}


def read_brand_picture(path: Path, kind: Literal["logo", "photo"]) -> ReadPicture:
    """Return a picture of the brand from a file; see `creative.brand.read_picture`."""
    from admanager.creative.brand import read_picture
    from admanager.creative.render import load_picture

    picture = read_picture(path, kind)
    return ReadPicture(picture, _thumbnail(load_picture(picture.data, path.name)))


def _thumbnail(image: QImage) -> QImage:
    return image.scaled(
        QSize(240, 120), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def draw_samples(
    project: ProjectFile, kit: BrandKit, new: Mapping[str, BrandPicture], pixel_ratio: float
) -> list[QImage]:
    """Return three ads in a kit that may not be saved: on light, on dark, and as a strip; `new` are its new pictures."""
    from admanager.creative.brand import load_asset
    from admanager.creative.condition import Condition
    from admanager.creative.generator import Source, generate
    from admanager.creative.pipeline import Pictures, finish
    from admanager.creative.render import load_picture
    from admanager.creative.sizes import BY_KEY

    names = {name for name in (kit.logo, kit.logo_on_dark, kit.photo) if name}
    data = {name: new[name].data if name in new else load_asset(project, name) for name in sorted(names)}
    decoded = {name: load_picture(each, name) for name, each in data.items()}
    pictures = Pictures(decoded, decoded.get(kit.photo or ""))
    images = []
    (first,) = generate(Source(), kit, Condition(industry=kit.industry), count=1, seed=SAMPLE_SEED)
    for scheme, key, width in (
        ("paper", "300x250", SAMPLE_WIDTH),
        ("deep", "300x250", SAMPLE_WIDTH),
        ("primary", "728x90", 2 * SAMPLE_WIDTH + 16),
    ):
        design = first.model_copy(update={"spec": first.spec.model_copy(update={"scheme": scheme})})
        size = BY_KEY[key]
        image = finish(design, kit, size, pictures).image
        shown = shrunk(image, QSize(width, round(width * size.height / size.width)), pixel_ratio)
        shown.setDevicePixelRatio(shown.width() / width)
        images.append(shown)
    return images


def with_forecasts(project: ProjectFile, designs: Sequence[Design]) -> list[Design]:
    """Return the designs with the click-through rates that are expected of them, where that was learned."""
    from admanager.creative.choosing import forecast, load_scorer

    scorer = load_scorer(project)
    return list(designs) if scorer is None else forecast(scorer, designs)


def request_of(wanted: Mapping[str, Any]) -> Request:
    """Return the request that the request bar's values stand for."""
    from admanager.creative.pipeline import Request

    names = (
        "segment",
        "product",
        "objective",
        "theme",
        "count",
        "seed",
        "choose",
        "search",
        "art",
        "concept",
    )
    return Request(**{name: wanted[name] for name in names})


def design(project: ProjectFile, wanted: Mapping[str, Any], truncation: float = 1.0, *, job: Job) -> Designed:
    """Return the designs that the request bar's values ask for; quick, since the drawing follows on its own.

    With a `truncation` below 1 they are more typical ones; see `creative.exploring.typical`.
    """
    from admanager.creative.exploring import typical
    from admanager.creative.generator import load_source
    from admanager.creative.pipeline import brand_for, condition_for, make_designs, with_requested_art

    request = request_of(wanted)
    brand = brand_for(project, request)

    job.progress(0, 0, sentence("Reading what the segment is like"))
    condition, traits = condition_for(project, brand, request)
    job.progress(0, 0, sentence("Drawing designs from the generator"))
    if truncation < 1:
        designs = typical(
            load_source(project), brand, condition, count=request.count, seed=request.seed, truncation=truncation,
            segment=request.segment,
        ).designs  # fmt: skip
        designs = with_requested_art(project, with_forecasts(project, designs), request)
    else:
        designs = make_designs(project, request, job=job)
    return Designed(designs, traits.columns, designs[0].generator)


@dataclass(frozen=True)
class SegmentAd:
    """One of the ads side by side; `people` is None for everyone.

    `columns` show the traits that are known of the people; `before` is the forecast of the ad for everyone among them.
    """

    position: int
    people: int | None
    design: Design
    image: QImage
    reasons: tuple[Reason, ...]
    columns: dict[str, str]
    before: Forecast | None


def compare_segments(
    project: ProjectFile,
    names: Sequence[str],
    wanted: Mapping[str, Any],
    key: str,
    shown: QSize,
    pixel_ratio: float,
    *,
    job: Job,
) -> None:
    """Make one design for everyone and from it one for each of these segments ("" is everyone), each as a `SegmentAd`."""
    from admanager.creative.choosing import load_scorer
    from admanager.creative.generator import load_source
    from admanager.creative.personal import Personal, personal
    from admanager.creative.pipeline import brand_for, condition_for, finish, load_pictures, make_designs
    from admanager.creative.sizes import BY_KEY
    from admanager.creative.wording import headline_ranker

    everyone = request_of({**wanted, "segment": "", "count": 1})
    brand, source, scorer = brand_for(project, everyone), load_source(project), load_scorer(project)
    ranker = headline_ranker(project)
    pictures = load_pictures(project, brand)
    (base,) = make_designs(project, everyone, job=job)
    for position, name in enumerate(names):
        job.check_cancelled()
        job.progress(position, len(names), sentence("Designing for each segment"))
        condition, traits = condition_for(project, brand, replace(everyone, segment=name))
        made = (
            personal(source, brand, base, condition, name, scorer=scorer, ranker=ranker)
            if name
            else Personal(base, (), None)
        )
        image = finish(made.design, brand, BY_KEY[key], pictures).image
        room = image.size().scaled(shown, Qt.AspectRatioMode.KeepAspectRatio)
        job.partial(
            SegmentAd(
                position,
                traits.people if name else None,
                made.design,
                shrunk(image, room, pixel_ratio),
                made.reasons,
                traits.columns,
                made.before,
            )
        )


def draw_gallery(
    project: ProjectFile,
    designs: Sequence[Design],
    size_key: str,
    shown: QSize,
    pixel_ratio: float,
    *,
    job: Job,
) -> None:
    """Draw each design in one size and hand it over as a `Drawn` as soon as it is ready.

    The pictures come as large as they are `shown`, times `pixel_ratio`.
    """
    from admanager.creative.brand import load_brand
    from admanager.creative.pipeline import finish, load_pictures
    from admanager.creative.sizes import BY_KEY

    brand = load_brand(project)
    pictures = load_pictures(project, brand)
    for position, each in enumerate(designs):
        job.check_cancelled()
        finished = finish(each, brand, BY_KEY[size_key], pictures)
        image = shrunk(finished.image, shown, pixel_ratio)
        job.partial(Drawn(position, image, finished.report))
        job.progress(position + 1, len(designs), sentence("Drawing the ads"))


def shrunk(image: QImage, shown: QSize, pixel_ratio: float) -> QImage:
    """Return the picture as large as it is shown: scaled once and with care, not at each painting."""
    wanted = shown * pixel_ratio
    if wanted.width() >= image.width():
        return image
    return image.scaled(
        wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def draw_family(project: ProjectFile, chosen: Design, size_keys: Sequence[str], pixel_ratio: float) -> Family:
    """Return one design in several sizes, with its forecasts."""
    from admanager.creative.brand import load_brand
    from admanager.creative.choosing import forecast_sizes, load_scorer
    from admanager.creative.pipeline import finish, load_pictures
    from admanager.creative.sizes import BY_KEY

    brand = load_brand(project)
    pictures = load_pictures(project, brand)
    family = [finish(chosen, brand, BY_KEY[key], pictures) for key in size_keys]
    scorer = load_scorer(project) if chosen.forecast is not None else None
    return Family(
        [Placed(ad, shrunk(ad.image, preview_size(ad.image.size()), pixel_ratio)) for ad in family],
        {} if scorer is None else forecast_sizes(scorer, chosen),
    )


def draw_sheet(
    project: ProjectFile, chosen: Design, widths: Mapping[str, int], pixel_ratio: float, *, job: Job
) -> None:
    """Draw one design in these sizes, as wide as each is shown, and hand each over as a `Drawn` once it is ready."""
    from admanager.creative.brand import load_brand
    from admanager.creative.pipeline import finish, load_pictures
    from admanager.creative.sizes import BY_KEY

    brand = load_brand(project)
    pictures = load_pictures(project, brand)
    for position, (key, width) in enumerate(widths.items()):
        job.check_cancelled()
        finished = finish(chosen, brand, BY_KEY[key], pictures)
        size = BY_KEY[key]
        shown = QSize(width, max(1, round(width * size.height / size.width)))
        job.partial(Drawn(position, shrunk(finished.image, shown, pixel_ratio), finished.report))
        job.progress(position + 1, len(widths), sentence("Drawing the ads"))


@dataclass(frozen=True)
class AbSet:
    """Designs to be tried against each other, their pictures, and the range of their forecasts (0 without any)."""

    designs: list[Design]
    images: list[QImage]
    low: float
    high: float


@dataclass(frozen=True)
class Sendable:
    """Where designs can be sent: the names of the ad groups by campaign."""

    groups: dict[str, tuple[str, ...]]


def choose_ab(
    project: ProjectFile, designs: Sequence[Design], count: int, shown: QSize, pixel_ratio: float
) -> AbSet:
    """Return the most different designs of those that are expected to do equally well; of all without a scorer."""
    from admanager.creative.brand import load_brand
    from admanager.creative.choosing import ab_set, load_scorer
    from admanager.creative.pipeline import finish, load_pictures
    from admanager.creative.sizes import BY_KEY
    from admanager.creative.variety import most_different

    scorer = load_scorer(project)
    low = high = 0.0
    if scorer is None:
        chosen = [designs[place] for place in most_different([each.spec for each in designs], count)]
    else:
        chosen, found = ab_set(scorer, designs, count)
        low, high = found.low, found.high
    brand = load_brand(project)
    pictures = load_pictures(project, brand)
    size = BY_KEY["300x250"]
    images = [shrunk(finish(each, brand, size, pictures).image, shown, pixel_ratio) for each in chosen]
    return AbSet(chosen, images, low, high)


def sendable(project: ProjectFile) -> Sendable:
    """Return the campaigns with their ad groups."""
    from admanager.simulation.drafts import list_campaigns

    return Sendable(
        {info.name: tuple(group.name for group in info.plan.ad_groups) for info in list_campaigns(project)}
    )


def send_to_campaign(
    project: ProjectFile, designs: Sequence[Design], campaign: str, group: str, today: date
) -> CampaignInfo:
    """Put designs into an ad group of a campaign; see `simulation.drafts`."""
    from admanager.simulation.drafts import send_creatives

    return send_creatives(project, designs, campaign=campaign, group=group, today=today)


def export_designs(
    project: ProjectFile, designs: Sequence[Design], choice: ExportChoice, folder: Path, *, job: Job
) -> Manifest:
    """Write designs in the chosen sizes and formats into a folder; see `creative.export`."""
    from admanager.creative.encoding import parse_formats
    from admanager.creative.export import export
    from admanager.creative.sizes import BY_KEY

    sizes = [BY_KEY[key] for key in choice.sizes]
    forms = parse_formats(",".join(choice.forms))
    return export(
        project, designs, sizes, folder, forms=forms, pattern=choice.pattern,
        model_pictures=choice.model_pictures, job=job,
    )  # fmt: skip
