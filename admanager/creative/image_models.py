"""Image models of a project: training one on a folder of photos, judging it, or loading one from a file."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from admanager.creative.colour_groups import COLOUR_GROUPS
from admanager.creative.image_codes import Codes
from admanager.creative.image_foreign import inspect_generator
from admanager.creative.image_judging import KnownPhotos, Quality, judge_model
from admanager.creative.image_server import ImageServer, Judge
from admanager.creative.image_store import (
    FROM_FILE,
    ImageModelInfo,
    Kind,
    find_image_model,
    load_kept,
    packed,
    store_model,
)
from admanager.creative.photos import SCORED_PART, PhotoFolder, read_photos, split
from admanager.jobs import Job, run_in_child
from admanager.learning.gate import read_file, tried_in_child
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.creative.training.image_run import ImageSettings

SIZES = (32, 64)
MINUTES = {"vae": 2.0, "gan": 5.0}
MOST_FEATURES, FEWEST_FEATURES = 128, 16
MOST_LATENT, FEWEST_LATENT = 800, 16
ADVISED_PHOTOS = 1_000


def can_train() -> bool:
    """Return whether torch is installed here; looking does not import it."""
    return importlib.util.find_spec("torch") is not None


def train_image_model(
    project: ProjectFile,
    folder: Path,
    kind: Kind,
    *,
    size: int = 32,
    minutes: float | None = None,
    steps: int | None = None,
    seed: int = 0,
    name: str = "",
    job: Job | None = None,
) -> ImageModelInfo:
    """Train a GAN or VAE on a folder of photos in a child process, judge it, and keep it under `name`.

    `minutes` are CPU minutes of the generator's training; `steps` instead makes the training repeat itself exactly.
    `job.partial` gets ImageRecords. A training that was stopped or killed goes on when it is asked for again. Raises
    AdManagerError without torch or with too few photos, Cancelled when the user stops it; nothing is stored then.
    """
    if size not in SIZES:
        raise AdManagerError(sentence("Image models are made in 32 or 64 pixels, not in {size}.", size=size))
    if not can_train():
        raise AdManagerError(sentence("Training image models needs PyTorch, which is not installed here."))
    from admanager.creative.training.image_run import ImageSettings, TrainingPhotos
    from admanager.creative.training.image_run import train_image_model as run

    job = job or Job()
    photos = read_photos(folder, size, job=job)
    parts = split(photos, seed)
    settings = ImageSettings(
        kind,
        size=size,
        seconds=60 * (minutes if minutes is not None else MINUTES[kind]),
        steps=steps,
        seed=seed,
        features=_features(int((parts == SCORED_PART).sum())),
        latent=_latent(int((parts != SCORED_PART).sum())),
    )
    given = TrainingPhotos(
        photos.pixels, photos.labels, photos.tints, parts, len(photos.classes), len(COLOUR_GROUPS)
    )
    trained = run_in_child(run, settings, given, job=job)
    judge = Judge(trained.judge)
    known = KnownPhotos(judge.look(photos.pixels)[0], photos.labels, photos.tints, parts)
    codes = Codes(trained.codes.rounded(), known.trained.labels, known.trained.tints)
    job.progress(0, 0, sentence("Judging the image model"))
    quality = judge_model(
        ImageServer(trained.onnx, codes),
        judge,
        photos.part(np.flatnonzero(parts == SCORED_PART)),
        known,
        seed=seed,
    ).with_left_out(0, photos.skipped)
    card = _card(settings, photos, parts, trained.facts, quality)
    content = packed(photos, known, trained.codes)
    return store_model(project, name or f"photos-{kind}", trained.onnx, trained.judge, content, card)


def evaluate_image_model(
    project: ProjectFile, folder: Path, *, kind: Kind | None = None, name: str = "", job: Job | None = None
) -> Quality:
    """Judge a stored model, the newest of the kind unless it is named, against the photos of a folder.

    Photos that it was trained on are left out. Raises AdManagerError when there is no such model, or when no
    photo of its classes is left.
    """
    info = find_image_model(project, name=name, kind=kind)
    kept = load_kept(project, info)
    photos = read_photos(folder, info.size, aspect=info.aspect, classes=info.classes, job=job)
    pairs = zip(kept.digests, kept.known.parts, strict=True)
    trained = {digest for digest, part in pairs if part != SCORED_PART}
    rows = np.array(
        [row for row, digest in enumerate(photos.digests) if digest not in trained], dtype=np.int64
    )
    if len(rows) < 2:
        raise AdManagerError(
            sentence(
                "{folder} has no photos of the model's classes that it was not trained on; the classes are {classes}.",
                folder=str(folder),
                classes=", ".join(info.classes),
            )
        )
    if job is not None:
        job.progress(0, 0, sentence("Judging the image model"))
    quality = judge_model(kept.server, kept.judge, photos.part(rows), kept.known, seed=int(info.card["seed"]))
    return quality.with_left_out(len(photos) - len(rows), photos.skipped)


def load_image_generator(
    project: ProjectFile, path: Path, *, name: str = "", job: Job | None = None
) -> ImageModelInfo:
    """Keep an image generator from elsewhere: an ONNX file with one latent input and one picture output.

    Raises AdManagerError with the reason when the file is refused. Such a model makes pictures; it has no judge.
    """
    content = read_file(path)
    mapping = tried_in_child(content, inspect_generator, job=job)
    card = {
        "kind": FROM_FILE,
        "size": max(mapping.width, mapping.height),
        "aspect": mapping.width / mapping.height,
        "latent": mapping.latent,
        "classes": [],
        "mapping": mapping.as_dict(),
    }
    return store_model(project, name or path.stem, content, b"", b"", card)


def _features(scored: int) -> int:
    """Return how many features the judge has: at most half as many as photos are scored by, so that figures mean something."""
    features = MOST_FEATURES
    while features > FEWEST_FEATURES and features * 2 > scored:
        features //= 2
    return features


def _latent(trained: int) -> int:
    """Return how many numbers a code has: at most a third of the photos that are learned from."""
    return max(FEWEST_LATENT, min(MOST_LATENT, trained // 3))


def _card(
    settings: ImageSettings,
    photos: PhotoFolder,
    parts: npt.NDArray[np.int64],
    facts: dict[str, Any],
    quality: Quality,
) -> dict[str, Any]:
    counts = np.bincount(parts, minlength=3)
    return {
        "kind": f"image-{settings.kind}",
        "size": settings.size,
        "latent": settings.latent,
        "features": settings.features,
        "seed": settings.seed,
        "classes": list(photos.classes),
        "colours": list(COLOUR_GROUPS),
        "aspect": round(photos.aspect, 4),
        "photos": len(photos),
        "judge_photos": int(counts[0]),
        "trained_photos": int(counts[0] + counts[1]),
        "scored_photos": int(counts[2]),
        "skipped": len(photos.skipped),
        "quality": quality.as_dict(),
        "warnings": [*quality.warnings(), *_advice(len(photos))],
        **facts,
    }


def _advice(photos: int) -> list[str]:
    if photos >= ADVISED_PHOTOS:
        return []
    return [
        sentence(
            "{count} photos are few: from fewer than {advised} an image model learns copies rather than kinds.",
            count=photos,
            advised=ADVISED_PHOTOS,
        )
    ]
