"""Image models of a project: training one on a folder of photos, judging it, and using it for concepts.

A model is a row of `generator` (the ONNX file and its card) and a row of `image_model` beside it: the judge that it is
measured by, small copies of the photos for retrieval, and the photos' latent codes. Pictures made here are concepts: nothing in
this module puts them into an ad.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from admanager.creative.colour_groups import COLOUR_GROUPS, palette_of
from admanager.creative.image_foreign import ForeignServer, ImageMapping, inspect_generator
from admanager.creative.image_judging import KnownPhotos, Quality, judge_model
from admanager.creative.image_quality import distances
from admanager.creative.image_server import Codes, ImageServer, Judge
from admanager.creative.photos import SCORED_PART, PhotoFolder, read_photos, split
from admanager.jobs import Job, run_in_child
from admanager.learning.gate import read_file, tried_in_child
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.creative.training.image_run import ImageSettings

Kind = Literal["vae", "gan"]

FROM_FILE = "image-file"
KINDS = ("image-vae", "image-gan", FROM_FILE)
SIZES = (32, 64)
MINUTES = {"vae": 2.0, "gan": 5.0}
MOST_FEATURES, FEWEST_FEATURES = 128, 16
ADVISED_PHOTOS = 1_000
NEAREST_SHOWN = 3
SHEET_COLUMNS, SHEET_CELL, SHEET_GAP = 6, 160, 8


@dataclass(frozen=True)
class ImageModelInfo:
    """A stored image model without its weights; the card says what it was trained on and how good it is."""

    id: int
    name: str
    kind: str
    created: float
    sha256: str
    card: dict[str, Any]

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes it can make pictures of."""
        return tuple(self.card["classes"])

    @property
    def size(self) -> int:
        """Width and height of its pictures before they are given the photos' aspect ratio."""
        return int(self.card["size"])

    @property
    def aspect(self) -> float:
        """Width divided by height of the photos."""
        return float(self.card["aspect"])


@dataclass(frozen=True)
class Concept:
    """A made picture [height, width, 3], its colours, and the real photos that it is most like."""

    number: int
    pixels: npt.NDArray[np.uint8]
    palette: tuple[str, ...]
    nearest: tuple[NearPhoto, ...]


@dataclass(frozen=True)
class NearPhoto:
    """A real photo that resembles a picture: its name in the folder, class, distance and pixels [size, size, 3]."""

    name: str
    class_name: str
    distance: float
    pixels: npt.NDArray[np.uint8]


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
    )
    given = TrainingPhotos(
        photos.pixels, photos.labels, photos.tints, parts, len(photos.classes), len(COLOUR_GROUPS)
    )
    trained = run_in_child(run, settings, given, job=job)
    judge = Judge(trained.judge)
    known = KnownPhotos(judge.look(photos.pixels)[0], photos.labels, photos.tints, parts)
    codes = _codes(trained.codes, trained.spread, known.trained)
    job.progress(0, 0, sentence("Judging the image model"))
    quality = judge_model(
        ImageServer(trained.onnx, codes),
        judge,
        photos.part(np.flatnonzero(parts == SCORED_PART)),
        known,
        seed=seed,
    ).with_left_out(0, photos.skipped)
    card = _card(settings, photos, parts, trained.facts, quality)
    content = _packed(photos, known, trained.codes, trained.spread)
    return _store(project, name or f"photos-{kind}", trained.onnx, trained.judge, content, card)


def evaluate_image_model(
    project: ProjectFile, folder: Path, *, kind: Kind | None = None, name: str = "", job: Job | None = None
) -> Quality:
    """Judge a stored model, the newest of the kind unless it is named, against the photos of a folder.

    Photos that it was trained on are left out. Raises AdManagerError when there is no such model, or when no
    photo of its classes is left.
    """
    info = find_image_model(project, name=name, kind=kind)
    kept = _load(project, info)
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


def list_image_models(project: ProjectFile) -> list[ImageModelInfo]:
    """Return the stored image models, the newest first."""
    rows = project.read().execute(
        "SELECT id, name, kind, created, sha256, card FROM generator WHERE kind IN (?, ?, ?) ORDER BY created DESC",
        KINDS,
    )
    return [
        ImageModelInfo(number, name, kind, created, sha256, json.loads(card))
        for number, name, kind, created, sha256, card in rows
    ]


def find_image_model(project: ProjectFile, *, name: str = "", kind: Kind | None = None) -> ImageModelInfo:
    """Return the named model, else the newest (of the kind); raise AdManagerError when there is none."""
    found = [
        info
        for info in list_image_models(project)
        if (not name or info.name == name) and (kind is None or info.kind == f"image-{kind}")
    ]
    if found:
        return found[0]
    if name:
        raise AdManagerError(sentence("There is no image model “{name}” in the project.", name=name))
    raise AdManagerError(
        sentence("The project has no image model of this kind; train one on a folder of photos first.")
    )


def sample_images(
    project: ProjectFile,
    *,
    name: str = "",
    class_name: str = "",
    colour: str = "",
    count: int = 12,
    seed: int = 0,
    truncation: float = 1.0,
) -> npt.NDArray[np.uint8]:
    """Return made pictures [count, height, width, 3] of 0..255, in the photos' aspect ratio.

    Without a class the classes are as frequent as among the photos, and so is the colour group (one of
    COLOUR_GROUPS). Below 1 `truncation` makes pictures more typical and more alike. Picture number i depends on the
    model, the wishes, the seed and i alone. Raises AdManagerError for a class or colour that the model does not know.
    """
    info = find_image_model(project, name=name)
    if info.kind == FROM_FILE:
        _index(info.classes, class_name)
        _index((), colour)
        server = _foreign(project, info)
        return np.stack(
            [server.make(np.random.default_rng([seed, number]), truncation) for number in range(count)]
        )
    kept = _load(project, info)
    known = kept.known.trained
    wanted_class = _index(info.classes, class_name)
    wanted_tint = _index(COLOUR_GROUPS, colour)
    made = []
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        row = int(rng.integers(len(known.labels)))
        label = known.labels[row] if wanted_class is None else wanted_class
        tint = rng.choice(known.tints[known.labels == label]) if wanted_tint is None else wanted_tint
        made.append(kept.server.make(np.array([label]), np.array([tint]), rng, truncation)[0])
    return _in_aspect(np.stack(made), info.aspect)


def nearest_photos(
    project: ProjectFile, picture: npt.NDArray[np.uint8], *, name: str = "", count: int = 3
) -> list[NearPhoto]:
    """Return the real photos that a made picture [height, width, 3] is most like, the nearest first.

    Distances are Euclidean on the judge's features.
    """
    info = find_image_model(project, name=name)
    return _nearest(_load(project, info), info, picture, count)


def make_concepts(
    project: ProjectFile,
    *,
    name: str = "",
    class_name: str = "",
    colour: str = "",
    count: int = 12,
    seed: int = 0,
    truncation: float = 1.0,
) -> list[Concept]:
    """Return made pictures with their palettes and nearest real photos; see `sample_images`."""
    info = find_image_model(project, name=name)
    pictures = sample_images(
        project,
        name=info.name,
        class_name=class_name,
        colour=colour,
        count=count,
        seed=seed,
        truncation=truncation,
    )
    kept = None if info.kind == FROM_FILE else _load(project, info)
    return [
        Concept(
            number,
            pixels,
            tuple(palette_of(pixels)),
            () if kept is None else tuple(_nearest(kept, info, pixels, NEAREST_SHOWN)),
        )
        for number, pixels in enumerate(pictures)
    ]


def concept_sheet(concepts: Sequence[Concept]) -> bytes:
    """Return the pictures as one PNG, enlarged; its XMP says that a trained model made them."""
    from PIL import Image

    from admanager.creative.encoding import packet_of, with_xmp

    height, width = concepts[0].pixels.shape[:2]
    scale = max(1, SHEET_CELL // max(height, width))
    columns = min(SHEET_COLUMNS, len(concepts))
    rows = -(-len(concepts) // columns)
    step_x, step_y = width * scale + SHEET_GAP, height * scale + SHEET_GAP
    sheet = Image.new("RGB", (columns * step_x + SHEET_GAP, rows * step_y + SHEET_GAP), "white")
    for place, concept in enumerate(concepts):
        enlarged = Image.fromarray(concept.pixels).resize(
            (width * scale, height * scale), Image.Resampling.BICUBIC
        )
        sheet.paste(enlarged, (SHEET_GAP + place % columns * step_x, SHEET_GAP + place // columns * step_y))
    content = io.BytesIO()
    sheet.save(content, "PNG")
    return with_xmp(content.getvalue(), packet_of("trainedAlgorithmicMedia"))


def _nearest(
    kept: _Kept, info: ImageModelInfo, picture: npt.NDArray[np.uint8], count: int
) -> list[NearPhoto]:
    from PIL import Image

    square = Image.fromarray(picture).resize((info.size, info.size), Image.Resampling.BICUBIC)
    features, _ = kept.judge.look(np.asarray(square, dtype=np.uint8)[np.newaxis])
    apart = distances(features, kept.known.features)[0]
    rows = np.argsort(apart, kind="stable")[:count]
    shown = _in_aspect(kept.pixels[rows], info.aspect)
    return [
        NearPhoto(kept.names[row], info.classes[kept.known.labels[row]], float(apart[row]), pixels)
        for row, pixels in zip(rows, shown, strict=True)
    ]


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
    return _store(project, name or path.stem, content, b"", b"", card)


def _foreign(project: ProjectFile, info: ImageModelInfo) -> ForeignServer:
    (content,) = project.read().execute("SELECT onnx FROM generator WHERE id = ?", [info.id]).fetchone()
    return ForeignServer(content, ImageMapping(**info.card["mapping"]))


@dataclass(frozen=True)
class _Kept:
    """What is stored of one model, ready to be used."""

    server: ImageServer
    judge: Judge
    known: KnownPhotos
    pixels: npt.NDArray[np.uint8]
    names: tuple[str, ...]
    digests: tuple[str, ...]


def _features(scored: int) -> int:
    """Return how many features the judge has: at most half as many as photos are scored by, so that figures mean something."""
    features = MOST_FEATURES
    while features > FEWEST_FEATURES and features * 2 > scored:
        features //= 2
    return features


def _codes(mean: npt.NDArray[Any], spread: npt.NDArray[Any], trained: KnownPhotos) -> Codes:
    # Half precision, as they are stored, so that a model makes the same pictures before and after it was kept.
    rounded = [values.astype(np.float16).astype(np.float64) for values in (mean, spread)]
    return Codes(rounded[0], rounded[1], trained.labels, trained.tints)


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


def _packed(
    photos: PhotoFolder,
    known: KnownPhotos,
    mean: npt.NDArray[np.float32],
    spread: npt.NDArray[np.float32],
) -> bytes:
    """Return what is kept beside the model: small copies as one JPEG strip, features, parts, names, latent codes."""
    from PIL import Image

    strip = io.BytesIO()
    columns = 64
    size = photos.pixels.shape[1]
    count = -(-len(photos) // columns) * columns
    padded = np.zeros((count, *photos.pixels.shape[1:]), dtype=np.uint8)
    padded[: len(photos)] = photos.pixels
    sheet = padded.reshape(-1, columns, size, size, 3).swapaxes(1, 2).reshape(-1, columns * size, 3)
    Image.fromarray(sheet).save(strip, "JPEG", quality=90, subsampling=0)
    arrays: dict[str, npt.NDArray[Any]] = {
        "strip": np.frombuffer(strip.getvalue(), dtype=np.uint8),
        "features": known.features.astype(np.float32),
        "labels": known.labels.astype(np.int16),
        "tints": known.tints.astype(np.int8),
        "parts": known.parts.astype(np.int8),
        "names": np.frombuffer("\0".join(photos.names).encode(), dtype=np.uint8),
        "digests": np.frombuffer(bytes.fromhex("".join(photos.digests)), dtype=np.uint8),
        "mean": mean.astype(np.float16),
        "spread": spread.astype(np.float16),
    }
    content = io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def _load(project: ProjectFile, info: ImageModelInfo) -> _Kept:
    from PIL import Image

    if info.kind == FROM_FILE:
        raise AdManagerError(
            sentence(
                "The image model “{name}” was loaded from a file; it has no judge and no photos.",
                name=info.name,
            )
        )
    row = (
        project.read()
        .execute(
            "SELECT g.onnx, m.judge, m.photos FROM generator g JOIN image_model m ON m.generator_id = g.id WHERE g.id = ?",
            [info.id],
        )
        .fetchone()
    )
    with np.load(io.BytesIO(row[2]), allow_pickle=False) as arrays:
        found = {name: arrays[name] for name in arrays.files}
    known = KnownPhotos(
        found["features"].astype(np.float64),
        found["labels"].astype(np.int64),
        found["tints"].astype(np.int64),
        found["parts"].astype(np.int64),
    )
    codes = _codes(found["mean"], found["spread"], known.trained)
    sheet = np.asarray(Image.open(io.BytesIO(found["strip"].tobytes()), formats=["JPEG"]))
    size = info.size
    columns = sheet.shape[1] // size
    pixels = sheet.reshape(-1, size, columns, size, 3).swapaxes(1, 2).reshape(-1, size, size, 3)
    digests = found["digests"].reshape(len(known.labels), -1)
    return _Kept(
        server=ImageServer(row[0], codes),
        judge=Judge(row[1]),
        known=known,
        pixels=pixels[: len(known.labels)],
        names=tuple(found["names"].tobytes().decode().split("\0")),
        digests=tuple(digest.tobytes().hex() for digest in digests),
    )


def _store(
    project: ProjectFile, name: str, onnx_bytes: bytes, judge: bytes, photos: bytes, card: dict[str, Any]
) -> ImageModelInfo:
    found = project.read().execute("SELECT id, kind FROM generator WHERE name = ?", [name]).fetchone()
    if found is not None and found[1] not in KINDS:
        raise AdManagerError(
            sentence("“{name}” is a design model; give the image model another name.", name=name)
        )
    values = {
        "name": name,
        "kind": card["kind"],
        "created": time.time(),
        "card": json.dumps(card),
        "sha256": hashlib.sha256(onnx_bytes).hexdigest(),
        "onnx": onnx_bytes,
    }
    beside = {"judge": judge, "photos": photos}
    text = (
        sentence("Load the image model “{name}”", name=name)
        if card["kind"] == FROM_FILE
        else sentence("Train the image model “{name}”", name=name)
    )
    with project.change(text) as change:
        if found is None:
            number = change.insert("generator", values)
            change.insert("image_model", {"generator_id": number, **beside})
        else:
            number = int(found[0])
            change.update("generator", number, values)
            (row,) = change.connection.execute(
                "SELECT id FROM image_model WHERE generator_id = ?", [number]
            ).fetchone()
            change.update("image_model", int(row), beside)
    return next(info for info in list_image_models(project) if info.id == number)


def _index(names: Sequence[str], wanted: str) -> int | None:
    if not wanted:
        return None
    if wanted not in names:
        raise AdManagerError(
            sentence(
                "The image model knows no “{name}”; it knows {known}.", name=wanted, known=", ".join(names)
            )
        )
    return list(names).index(wanted)


def _in_aspect(pixels: npt.NDArray[np.uint8], aspect: float) -> npt.NDArray[np.uint8]:
    """Return square pictures in the photos' aspect ratio, their longer side kept."""
    from PIL import Image

    size = pixels.shape[1]
    width, height = (size, round(size / aspect)) if aspect >= 1 else (round(size * aspect), size)
    shapes = [Image.fromarray(item).resize((width, height), Image.Resampling.BICUBIC) for item in pixels]
    return np.stack([np.asarray(item, dtype=np.uint8) for item in shapes])
