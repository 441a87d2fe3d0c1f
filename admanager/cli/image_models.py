"""Commands about image models: train on photos, compare with them, load one from elsewhere, make concepts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from admanager.cli import output, paths
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

MOST_CONCEPTS = 200


class ImageModel(StrEnum):
    """The kinds of image models."""

    VAE = "vae"
    GAN = "gan"


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
