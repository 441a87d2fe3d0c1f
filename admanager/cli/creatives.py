"""Commands about designs: ads for a segment, what they learn from, and the brand kit that they keep to."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from admanager.cli import image_models, output, paths
from admanager.cli.creative_ideas import ideas
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.creative.condition import SegmentTraits
    from admanager.creative.design import Design
    from admanager.creative.export import Manifest
    from admanager.creative.past import PastImport
    from admanager.creative.pipeline import Request
    from admanager.jobs import Job


class ObjectiveName(StrEnum):
    """What an ad is for."""

    AWARENESS = "awareness"
    TRAFFIC = "traffic"
    CONVERSION = "conversion"
    RETENTION = "retention"


class SearchName(StrEnum):
    """Where the best designs are looked for."""

    DRAWN = "drawn"
    GRADIENT = "gradient"


class ArtName(StrEnum):
    """What is drawn where there is no photo, or as the ground."""

    DRAWN = "drawn"
    GROUND = "ground"
    PICTURE = "picture"


class ThemeName(StrEnum):
    """Light or dark ads."""

    ANY = "any"
    LIGHT = "light"
    DARK = "dark"


Folder = Annotated[
    Path, paths.option("-o", "--output", help_text="The folder for the files and manifest.json.")
]
Segment = Annotated[str, typer.Option(help="Design for the people in this segment.")]
Count = Annotated[int, typer.Option(min=1, max=1000, help="How many designs.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same ads.")]
Sizes = Annotated[str, typer.Option(help="all, or sizes such as 300x250,728x90.")]
Objective = Annotated[ObjectiveName, typer.Option(help="What the ads are for.")]
Theme = Annotated[ThemeName, typer.Option(help="Light or dark grounds, or any.")]
Product = Annotated[
    str, typer.Option(help="The key or name of a product of the project to advertise, with its price.")
]
Photo = Annotated[Path | None, paths.option(help_text="A product photo to use as the picture.")]
Formats = Annotated[
    str,
    typer.Option("--format", help="One or more of png, jpeg, svg, pdf, gif, apng, frames; such as png,gif."),
]
Choose = Annotated[
    bool | None,
    typer.Option(
        "--choose/--no-choose",
        help="Take the best of 256 designs by what was learned from clicks; by default where something was learned.",
    ),
]
Search = Annotated[
    SearchName,
    typer.Option(
        help="Where the best are taken from: 256 designs as drawn, or also those found uphill of what is clicked."
    ),
]
Art = Annotated[
    ArtName,
    typer.Option(
        help="Drawn shapes, or what an image model of the project made, as the ground or as the picture; such ads are marked."
    ),
]
ArtModel = Annotated[
    str, typer.Option("--art-model", help="The image model for the art; the newest by default.")
]
ArtClass = Annotated[str, typer.Option("--art-class", help="One of the image model's classes.")]
ConceptNumber = Annotated[
    str,
    typer.Option(metavar="SEED:NUMBER", help="One concept as the art of all, as `concepts` numbers them."),
]
FileNames = Annotated[
    str,
    typer.Option("--name", help="How files are named, such as {brand}-{segment}-{number:03d}-{size}."),
]
Keep = Annotated[bool, typer.Option("--keep", help="Keep the designs in the project, for campaigns to name.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    group = typer.Typer(help="Design ads, and train the models that make them.", no_args_is_help=True)

    @group.callback()
    def about(
        context: typer.Context, project: Annotated[Path, paths.argument("The project file (.adm).")]
    ) -> None:
        context.obj = project

    group.command("design")(design)
    group.command("learn")(learn)
    group.command("past")(past)
    group.command("ideas")(ideas)
    group.command("brand")(brand)
    group.command("train")(image_models.train)
    group.command("evaluate")(image_models.evaluate)
    group.command("load")(image_models.load)
    group.command("concepts")(image_models.concepts)
    app.add_typer(group, name="creatives")


def design(
    context: typer.Context,
    folder: Folder,
    segment: Segment = "",
    count: Count = 6,
    seed: Seed = 0,
    sizes: Sizes = "all",
    objective: Objective = ObjectiveName.CONVERSION,
    theme: Theme = ThemeName.ANY,
    product: Product = "",
    photo: Photo = None,
    formats: Formats = "png",
    choose: Choose = None,
    search: Search = SearchName.DRAWN,
    art: Art = ArtName.DRAWN,
    art_model: ArtModel = "",
    art_class: ArtClass = "",
    concept: ConceptNumber = "",
    name: FileNames = "",
    keep: Keep = False,
) -> None:
    """Design ads and write them as files with a manifest; trains the design model first if there is none."""
    from admanager.creative.encoding import parse_formats
    from admanager.creative.export import NAME_PATTERN, export
    from admanager.creative.library import add_creatives
    from admanager.creative.pipeline import Request, make_designs
    from admanager.creative.sizes import parse_sizes

    chosen, forms = parse_sizes(sizes), parse_formats(formats)
    picture = photo.read_bytes() if photo is not None else None
    request = Request(
        segment, objective.value, theme.value, count, seed, choose=choose, product=product,
        search=search.value, art=art.value, art_model=art_model, art_class=art_class,
    )  # fmt: skip
    with ProjectFile.open(context.obj) as project, output.TerminalJob() as job:
        traits = _traits_told(project, request)
        _train_if_needed(project, job)
        request = _with_concept(project, request, concept)
        designs = make_designs(project, request, job=job)
        manifest = export(
            project,
            designs,
            chosen,
            folder,
            photo=picture,
            forms=forms,
            pattern=name or NAME_PATTERN,
            model_pictures=art != ArtName.DRAWN,
            job=job,
        )
        kept = [creative.name for creative in add_creatives(project, designs)] if keep else []
        told = {
            "creatives": kept,
            "traits": traits.values,
            "trait_columns": traits.columns,
            **_forecasts_of(project, designs),
        }
    _tell_designs(designs, manifest, told)


def _with_concept(project: ProjectFile, request: Request, concept: str) -> Request:
    """Return the request with the concept that SEED:NUMBER names as the art of its designs."""
    from admanager.creative.model_art import concept_art

    if not concept:
        return request
    seed, colon, number = concept.partition(":")
    if (
        not colon
        or not seed.isdecimal()
        or not number.isdecimal()
        or int(number) >= image_models.MOST_CONCEPTS
    ):
        raise typer.BadParameter(
            f"'{concept}' is not of the form SEED:NUMBER, with a number below {image_models.MOST_CONCEPTS}."
        )
    if request.art == "drawn":
        raise typer.BadParameter(
            "--concept needs --art ground or --art picture, which says where it is shown."
        )
    art = concept_art(
        project, request.art, seed=int(seed), number=int(number), name=request.art_model, class_name=request.art_class
    )  # fmt: skip
    return replace(request, concept=art)


def _traits_told(project: ProjectFile, request: Request) -> SegmentTraits:
    """Return what the segment of a request is like, and warn where that shows nothing."""
    from admanager.creative.brand import load_brand
    from admanager.creative.pipeline import condition_for

    _, traits = condition_for(project, load_brand(project), request)
    if request.segment and not traits.values:
        output.warn(
            sentence(
                "No column shows a trait of these people that designs respond to; the ads are for everyone."
            )
        )
    return traits


def _forecasts_of(project: ProjectFile, designs: list[Design]) -> dict[str, Any]:
    from admanager.creative.choosing import forecast_sizes, load_scorer

    scorer = load_scorer(project) if designs[0].forecast is not None else None
    by_size = [forecast_sizes(scorer, each) if scorer is not None else {} for each in designs]
    return {
        "forecasts": [design.forecast and design.forecast.model_dump() for design in designs],
        "forecasts_by_size": [{size: told.model_dump() for size, told in sizes.items()} for sizes in by_size],
    }


def _tell_designs(designs: list[Design], manifest: Manifest, told: dict[str, Any]) -> None:
    maker, kept = designs[0].generator, told["creatives"]
    marked = sum(entry["model_picture"] is not None for entry in manifest.entries)
    output.emit(
        {
            "manifest": str(manifest.path),
            "designs": len(designs),
            "files": len(manifest.entries),
            "generator": maker,
            "model_pictures": marked,
            **told,
        },
        f"Wrote {len(manifest.entries)} files of {len(designs)} designs to {manifest.path.parent} (generator: {maker})."
        + (f" {marked} of them show what an image model made, and say so." if marked else "")
        + (f" Kept as {', '.join(f'“{name}”' for name in kept)}." if kept else ""),
    )


def learn(
    context: typer.Context,
    seed: Annotated[int, typer.Option(min=0, help="The same seed and impressions give the same result.")] = 0,
    retrain: Annotated[
        bool, typer.Option("--retrain", help="Train the design model anew on what is clicked, too.")
    ] = False,
) -> None:
    """Learn from the impressions of kept creatives which designs are clicked; `design` then takes the best of 256."""
    from admanager.creative.choosing import train_scorer
    from admanager.creative.generator import train_generator

    with ProjectFile.open(context.obj) as project, output.TerminalJob() as job:
        info = train_scorer(project, seed=seed, job=job)
        trained = train_generator(project, seed=seed, job=job) if retrain else None
    kind = "simulated" if info.card["simulated"] else "real"
    output.emit(
        {**info.card, "generator": trained and {"name": trained.name, **trained.card}},
        f"Learned from {info.card['impressions']:,} {kind} impressions of {info.card['creatives']} creatives"
        f" ({info.card['ctr']:.2%} clicked)." + (f" Trained “{trained.name}” anew." if trained else ""),
    )


def past(
    context: typer.Context,
    source: Annotated[
        Path | None,
        paths.argument(
            "A folder or file with past ads: design specs (.json), attributes (.csv), or pictures."
        ),
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Take all past ads out of the project.")] = False,
) -> None:
    """Import past ads, which the design model then learns from, too; without a file, list them."""
    from admanager.creative.past import delete_past_ads, import_past_ads, list_past_ads

    with ProjectFile.open(context.obj) as project, output.TerminalJob() as job:
        deleted = delete_past_ads(project) if delete else 0
        made = import_past_ads(project, source, job=job) if source is not None else None
        ads = list_past_ads(project)
    output.emit(
        {
            "past_ads": [{"name": ad.name, "condition": ad.condition.model_dump()} for ad in ads],
            "added": made.added if made else 0,
            "replaced": made.replaced if made else 0,
            "deleted": deleted,
            "unused_columns": list(made.unused) if made else [],
        },
        _past_told(made, [ad.name for ad in ads], deleted),
    )


def _past_told(made: PastImport | None, names: list[str], deleted: int) -> str:
    gone = f"Deleted {_past_ads(deleted)}. " if deleted else ""
    if made is None:
        return gone + ("\n".join(names) or "The project has no past ads.")
    told = f"Imported {_past_ads(made.added + made.replaced)}, {made.added} of them new; the project has {len(names)}."
    unused = f" Columns that say nothing of a design: {', '.join(made.unused)}." if made.unused else ""
    return gone + told + unused


def _past_ads(count: int) -> str:
    return f"{count} past ad{'s' if count != 1 else ''}"


def _train_if_needed(project: ProjectFile, job: Job) -> None:
    """Train the design model where there is none, or one of another version that cannot be used."""
    from admanager.creative.generator import (
        DEFAULT_NAME,
        KINDS,
        can_train,
        is_outdated,
        list_generators,
        train_generator,
    )

    kept = list_generators(project)
    if kept and not is_outdated(project):
        return
    if kept and can_train():
        output.warn(
            sentence("The design model was trained by another version of AdManager; it is trained again.")
        )
    if can_train():
        info = kept[0] if kept else None
        name, kind = (info.name, info.kind) if info is not None else (DEFAULT_NAME, KINDS[0])
        train_generator(project, name=name, kind="gan" if kind == "design-gan" else "vae", job=job)
    elif not kept:
        output.warn(sentence("PyTorch is not installed; the designs come from the rule grammar."))


def brand(
    context: typer.Context,
    file: Annotated[Path | None, paths.argument("A brand kit as JSON, to be stored.")] = None,
) -> None:
    """Show the project's brand kit as JSON, or store one."""
    from pydantic import ValidationError

    from admanager.creative.brand import BrandKit, load_brand, save_brand

    with ProjectFile.open(context.obj) as project:
        if file is not None:
            try:
                kit = BrandKit.model_validate_json(file.read_bytes())
            except ValidationError as error:
                first = error.errors()[0]
                raise AdManagerError(
                    sentence(
                        "{file} is no brand kit: {field}: {reason}.",
                        file=str(file),
                        field=".".join(str(part) for part in first["loc"]) or "the file",
                        reason=first["msg"],
                    ),
                    details=str(error),
                ) from error
            save_brand(project, kit)
        kept = load_brand(project)
    output.emit(kept.model_dump(), kept.model_dump_json(indent=2))
