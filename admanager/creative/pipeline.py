"""From a design to finished ads: solve, draw, check, repair; and from a project's segment to designs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from admanager.creative import choosing, generator, products, searching
from admanager.creative.brand import BrandKit, load_asset, load_brand
from admanager.creative.checks import CheckReport, Pixels, repaired
from admanager.creative.condition import Condition, Objective, SegmentTraits, Theme, segment_traits
from admanager.creative.copy import AdCopy, within_limits
from admanager.creative.design import Design
from admanager.creative.layout import Layout
from admanager.creative.model_art import ModelArt, with_art, with_concept
from admanager.creative.product_space import ProductSpace, fit_space
from admanager.creative.sizes import AdSize
from admanager.creative.solver import solve
from admanager.creative.wording import headline_ranker
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.creative.render import Picture


# So many of the designs that a search finds are written out and join those drawn.
SEARCHED = 64


@dataclass(frozen=True)
class Pictures:
    """The user's own pictures that ads are drawn with: logos by asset name, and a product photo."""

    logos: Mapping[str, Picture] = field(default_factory=dict)
    photo: Picture | None = None


@dataclass(frozen=True)
class FinishedAd:
    """One design in one size: drawn, checked and, where needed, repaired."""

    design: Design
    layout: Layout
    image: Picture
    report: CheckReport


def load_pictures(project: ProjectFile, brand: BrandKit, photo: bytes | None = None) -> Pictures:
    """Return the brand's logos and photo from the project, decoded; a given photo replaces the brand's."""
    from admanager.creative import render

    names = {name for name in (brand.logo, brand.logo_on_dark) if name}
    logos = {name: render.load_picture(load_asset(project, name), name) for name in sorted(names)}
    if photo is None and brand.photo is not None:
        photo = load_asset(project, brand.photo)
    decoded = render.load_picture(photo, "photo") if photo is not None else None
    return Pictures(logos, decoded)


def words_for(design: Design, brand: BrandKit) -> AdCopy:
    """Return a design's words under the brand's name, legal line and networks as they are now."""
    legal = brand.legal_line if brand.legal_required or design.spec.has_legal else ""
    words = within_limits(design.spec, design.copy_text, brand)
    return words.model_copy(update={"wordmark": brand.name, "legal": legal})


def finish(design: Design, brand: BrandKit, size: AdSize, pictures: Pictures | None = None) -> FinishedAd:
    """Return the design as a checked ad of one size; look at `report.problems()` before it is used.

    The same design, brand, size and pictures give the same pixels.
    """
    from admanager.creative import render, typefaces

    given = pictures or Pictures()
    typefaces.ensure_application()
    typesetter = typefaces.QtTypesetter()
    logo = given.logos.get(brand.logo or "")
    layout = solve(
        design.spec,
        words_for(design, brand),
        brand,
        size,
        typesetter,
        seed=design.seed * 1_000 + design.number,
        logo_ratio=None if logo is None else logo.width() / max(1, logo.height()),
        subject=None if given.photo is None else render.subject_of(given.photo),
    )
    layout = replace(layout, art=design.art)
    drawn: dict[tuple[Layout, bool], Picture] = {}

    def paint(which: Layout, words: bool) -> Pixels:
        if (which, words) not in drawn:
            drawn[which, words] = render.draw(which, photo=given.photo, logos=given.logos, words=words)
        return render.pixels(drawn[which, words])

    if layout.missing:
        raise AdManagerError(
            sentence(
                "The brand's name or legal line is too long for {size}; shorten it in the brand kit.",
                size=size.key,
            )
        )
    layout, report = repaired(layout, paint, typesetter)
    return FinishedAd(design, layout, drawn[layout, True], report)


@dataclass(frozen=True)
class Request:
    """What to design: for which segment ("" is everyone), to what end, how many, from which seed.

    `choose` takes the best of many candidates by the project's scorer; None does so where there is a scorer. The
    candidates are those drawn, and with `search` "gradient" those that a search of the generator's space finds, too.
    `product` is the key or name of a product of the project to advertise, instead of what the brand kit promotes.
    With `art` "ground" or "picture" an image model of the project (`art_model`, else the newest; one of its classes with
    `art_class`) makes the ad's ground, or what stands where there is no photo; see `cut_paper`. A `concept` that was
    chosen is the art of every design instead.
    """

    segment: str = ""
    objective: Objective = "conversion"
    theme: Theme = "any"
    count: int = 12
    seed: int = 0
    generator: str | None = None
    choose: bool | None = None
    product: str = ""
    search: Literal["drawn", "gradient"] = "drawn"
    art: Literal["drawn", "ground", "picture"] = "drawn"
    art_model: str = ""
    art_class: str = ""
    concept: ModelArt | None = None


def condition_for(project: ProjectFile, brand: BrandKit, request: Request) -> tuple[Condition, SegmentTraits]:
    """Return the condition of a request, and what was read about its segment.

    Raises AdManagerError when there is no segment of that name, or nobody is in it.
    """
    members = None
    if request.segment:
        from admanager.audience import segments

        members = segments.members(project, request.segment)
        if members.size == 0:
            raise AdManagerError(
                sentence("Nobody is in the segment “{name}”; change its rule first.", name=request.segment)
            )
    traits = segment_traits(project, members)
    condition = Condition(
        traits=traits.values,
        objective=request.objective,
        industry=brand.industry,
        theme=request.theme,
        product=products.class_of(brand.promotion.product),
    )
    told = brand.promotion.product
    if request.product:
        shown = products.get_product(project, request.product)
        place = space_of(project).place(shown)
        condition = condition.model_copy(update={"product": shown.product_class, "place": place})
    elif told:
        condition = condition.model_copy(update={"place": space_of(project).place_of(told)})
    return condition, traits


def space_of(project: ProjectFile) -> ProductSpace:
    """Return the space in which the project's products stand."""
    return fit_space(products.list_products(project))


def brand_for(project: ProjectFile, request: Request) -> BrandKit:
    """Return the project's brand kit, with the product of the request to promote where it names one."""
    brand = load_brand(project)
    if not request.product:
        return brand
    shown = products.get_product(project, request.product)
    return products.promoting(brand, shown, products.project_currency(project))


def make_designs(project: ProjectFile, request: Request, *, job: Job | None = None) -> list[Design]:
    """Return the designs of a request, from the project's generator or the grammar where it has none.

    Where designs are chosen, the best of 256 (or four times as many as asked for) are returned with their forecasts,
    the best first; with a search, the best of these and of what was found. Raises AdManagerError when they shall be
    chosen or searched for and there is no scorer.
    """
    job = job or Job()
    brand = brand_for(project, request)
    condition, _ = condition_for(project, brand, request)
    job.check_cancelled()
    source = generator.load_source(project, request.generator)
    scorer = None if request.choose is False else choosing.load_scorer(project)
    if scorer is None and (request.choose or request.search == "gradient"):
        raise AdManagerError(
            sentence(
                "Nothing has been learned yet about which designs are clicked; learn from impressions first."
            )
        )
    drawn = request.count if scorer is None else max(choosing.CANDIDATES, 4 * request.count)
    ranker = headline_ranker(project)
    designs = generator.generate(
        source, brand, condition, count=drawn, seed=request.seed, segment=request.segment, ranker=ranker
    )
    if scorer is None:
        return with_requested_art(project, designs, request)
    job.check_cancelled()
    if request.search == "gradient":
        wanted = max(SEARCHED, 4 * request.count)
        designs += searching.search_designs(
            source,
            brand,
            condition,
            scorer,
            count=wanted,
            seed=request.seed,
            segment=request.segment,
            ranker=ranker,
        )
    return with_requested_art(project, choosing.best_of(scorer, designs, request.count), request)


def with_requested_art(project: ProjectFile, designs: list[Design], request: Request) -> list[Design]:
    """Return the designs with pictures by an image model where the request asks for them."""
    if request.concept is not None:
        return with_concept(designs, request.concept)
    if request.art == "drawn":
        return designs
    return with_art(project, designs, request.art, name=request.art_model, class_name=request.art_class)


def finish_all(
    designs: Sequence[Design],
    brand: BrandKit,
    sizes: Sequence[AdSize],
    pictures: Pictures | None = None,
    *,
    job: Job | None = None,
) -> list[FinishedAd]:
    """Return every design in every size, design by design."""
    job = job or Job()
    total = len(designs) * len(sizes)
    finished = []
    for design in designs:
        for size in sizes:
            job.check_cancelled()
            finished.append(finish(design, brand, size, pictures))
            job.progress(len(finished), total, sentence("Drawing the ads"))
    return finished
