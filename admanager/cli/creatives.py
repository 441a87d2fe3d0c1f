"""Commands about creatives: designing ads for a segment, and the brand kit that they keep to."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from admanager.cli import output, paths
from admanager.cli.creative_ideas import ideas
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.creative.condition import SegmentTraits
    from admanager.creative.design import Design
    from admanager.creative.export import Manifest
    from admanager.creative.pipeline import Request
    from admanager.jobs import Job


MOST_CONCEPTS = 200


class ImageModel(StrEnum):
    """The kinds of image models."""

    VAE = "vae"
    GAN = "gan"


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
    group.command("train")(train)
    group.command("evaluate")(evaluate)
    group.command("load")(load)
    group.command("concepts")(concepts)
    app.add_typer(group, name="creatives")


def design(
    context: typer.Context,
    folder: Annotated[
        Path, paths.option("-o", "--output", help_text="The folder for the files and manifest.json.")
    ],
    segment: Annotated[str, typer.Option(help="Design for the people in this segment.")] = "",
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many designs.")] = 6,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same ads.")] = 0,
    sizes: Annotated[str, typer.Option(help="all, or sizes such as 300x250,728x90.")] = "all",
    objective: Annotated[
        ObjectiveName, typer.Option(help="What the ads are for.")
    ] = ObjectiveName.CONVERSION,
    theme: Annotated[ThemeName, typer.Option(help="Light or dark grounds, or any.")] = ThemeName.ANY,
    product: Annotated[
        str, typer.Option(help="The key or name of a product of the project to advertise, with its price.")
    ] = "",
    photo: Annotated[Path | None, paths.option(help_text="A product photo to use as the picture.")] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format", help="One or more of png, jpeg, svg, pdf, gif, apng, frames; such as png,gif."
        ),
    ] = "png",
    choose: Annotated[
        bool | None,
        typer.Option(
            "--choose/--no-choose",
            help="Take the best of 256 designs by what was learned from clicks; by default where something was learned.",
        ),
    ] = None,
    search: Annotated[
        SearchName,
        typer.Option(
            help="Where the best are taken from: 256 designs as drawn, or also those found uphill of what is clicked."
        ),
    ] = SearchName.DRAWN,
    art: Annotated[
        ArtName,
        typer.Option(
            help="Drawn shapes, or what an image model of the project made, as the ground or as the picture; such ads are marked."
        ),
    ] = ArtName.DRAWN,
    art_model: Annotated[
        str, typer.Option("--art-model", help="The image model for the art; the newest by default.")
    ] = "",
    art_class: Annotated[str, typer.Option("--art-class", help="One of the image model's classes.")] = "",
    concept: Annotated[
        str,
        typer.Option(
            metavar="SEED:NUMBER", help="One concept as the art of all, as `concepts` numbers them."
        ),
    ] = "",
    name: Annotated[
        str,
        typer.Option("--name", help="How files are named, such as {brand}-{segment}-{number:03d}-{size}."),
    ] = "",
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the designs in the project, for campaigns to name.")
    ] = False,
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
    if not colon or not seed.isdecimal() or not number.isdecimal() or int(number) >= MOST_CONCEPTS:
        raise typer.BadParameter(
            f"'{concept}' is not of the form SEED:NUMBER, with a number below {MOST_CONCEPTS}."
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
        },
        "\n".join(ad.name for ad in ads) or "The project has no past ads.",
    )


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


def train(
    context: typer.Context,
    folder: Annotated[Path, paths.argument("A folder of photos, a subfolder for each class.")],
    kind: Annotated[ImageModel, typer.Option(help="vae or gan.")],
    size: Annotated[int, typer.Option(help="32 or 64 pixels.")] = 32,
    minutes: Annotated[
        float | None, typer.Option(min=0.1, help="CPU minutes to train; by default 2 for vae and 5 for gan.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Divides the photos and begins the training.")] = 0,
    name: Annotated[str, typer.Option("--name", help="What to keep the model as.")] = "",
) -> None:
    """Train an image model on a folder of photos; one that was stopped goes on where it was."""
    from admanager.creative.image_models import train_image_model

    with ProjectFile.open(context.obj) as project, output.TerminalJob() as job:
        info = train_image_model(
            project,
            folder,
            kind.value,
            size=size,
            minutes=minutes,
            seed=seed,
            name=name,
            job=job,
        )
    card = info.card
    for text in card["warnings"]:
        output.warn(text)
    figures = card["quality"] | {"cpu_seconds": card["cpu_seconds"]}
    _report(
        figures
        | {
            "model": info.name,
            "kind": kind.value,
            "photos": card["photos"],
            "steps": card["steps"],
            "judge_cpu_seconds": card["judge_cpu_seconds"],
            "onnx_difference": card["onnx_difference"],
            "milliseconds_each": card["milliseconds_each"],
        }
    )


def evaluate(
    context: typer.Context,
    folder: Annotated[Path, paths.argument("A folder of photos, a subfolder for each class.")],
    kind: Annotated[ImageModel | None, typer.Option(help="vae or gan.")] = None,
    name: Annotated[
        str, typer.Option("--name", help="The image model; the newest where none is named.")
    ] = "",
) -> None:
    """Compare what an image model makes with the photos of a folder."""
    from admanager.creative.image_models import evaluate_image_model
    from admanager.creative.image_store import find_image_model

    with ProjectFile.open(context.obj) as project, output.TerminalJob() as job:
        info = find_image_model(project, name=name, kind=kind.value if kind is not None else None)
        quality = evaluate_image_model(project, folder, name=info.name, job=job)
    for text in quality.warnings():
        output.warn(text)
    _report(
        quality.as_dict()
        | {
            "cpu_seconds": info.card["cpu_seconds"],
            "model": info.name,
            "kind": info.kind.removeprefix("image-"),
        }
    )


def concepts(
    context: typer.Context,
    file: Annotated[Path, paths.option("-o", "--output", help_text="The PNG file for the pictures.")],
    name: Annotated[
        str, typer.Option("--name", help="The image model; the newest where none is named.")
    ] = "",
    class_name: Annotated[str, typer.Option("--class", help="One of the model's classes.")] = "",
    colour: Annotated[str, typer.Option(help="A colour group, such as red.")] = "",
    count: Annotated[int, typer.Option(min=1, max=MOST_CONCEPTS, help="How many pictures.")] = 12,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same pictures.")] = 0,
) -> None:
    """Make small concept pictures with an image model: palettes, and the real photos that are most like them."""
    from admanager.creative.image_concepts import concept_sheet, make_concepts

    with ProjectFile.open(context.obj) as project:
        made = make_concepts(project, name=name, class_name=class_name, colour=colour, count=count, seed=seed)
    try:
        file.write_bytes(concept_sheet(made))
    except OSError as error:
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(file), reason=error.strerror or str(error)
            )
        ) from error
    found = [
        {
            "number": concept.number,
            "palette": list(concept.palette),
            "nearest": [
                {"photo": near.name, "class": near.class_name, "distance": round(near.distance, 4)}
                for near in concept.nearest
            ],
        }
        for concept in made
    ]
    output.emit(
        {"path": str(file), "concepts": found},
        f"Wrote {len(made)} pictures to {file}. They are concepts made by a model, not photos.",
    )


def load(
    context: typer.Context,
    file: Annotated[Path, paths.argument("An ONNX file with one latent input and one picture output.")],
    name: Annotated[
        str, typer.Option("--name", help="What to keep the model as; by default the file's.")
    ] = "",
) -> None:
    """Keep an image generator from elsewhere, after checks."""
    from admanager.creative.image_models import load_image_generator

    with ProjectFile.open(context.obj) as project, output.TerminalJob() as job:
        info = load_image_generator(project, file, name=name, job=job)
    mapping = info.card["mapping"]
    output.emit(
        {"model": info.name, "sha256": info.sha256} | mapping,
        f"Kept “{info.name}”: {mapping['latent']} latent numbers give a picture of "
        f"{mapping['width']}x{mapping['height']} pixels.",
    )


def _report(figures: dict[str, Any]) -> None:
    distance, floor = figures["frechet"], figures["floor"]
    apart = (
        f"Frechet distance {distance:.3f}, photos against photos {floor:.3f} ({distance / floor:.2f} times)"
        if distance is not None and floor
        else "too few photos for a Frechet distance"
    )
    output.emit(
        figures,
        f"“{figures['model']}” ({figures['kind']}), scored on {figures['scored']} photos: {apart}; class accuracy "
        f"{figures['class_accuracy']:.2f} (photos {figures['class_accuracy_real']:.2f}); coverage "
        f"{figures['coverage']:.2f}; copies {figures['memorised']:.1%}; {figures['cpu_seconds']:.0f} CPU seconds.",
    )
