"""What a project keeps of its image models, and finding them.

A model is a row of `generator` (the ONNX file and its card) and a row of `image_model` beside it: the judge that it is
measured by, small copies of the photos for retrieval, and the photos' latent codes.
"""

from __future__ import annotations

import hashlib
import io
import json
import time
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from admanager.creative.image_codes import CodeBank, Codes
from admanager.creative.image_foreign import ForeignServer, ImageMapping
from admanager.creative.image_judging import KnownPhotos
from admanager.creative.image_recipes import Recipes
from admanager.creative.image_server import ImageServer, Judge
from admanager.creative.photos import PhotoFolder
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

Kind = Literal["vae", "gan"]

FROM_FILE = "image-file"
KINDS = ("image-vae", "image-gan", FROM_FILE)


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
class KeptModel:
    """What is stored of one model, ready to be used."""

    server: ImageServer
    judge: Judge
    known: KnownPhotos
    pixels: npt.NDArray[np.uint8]
    names: tuple[str, ...]
    digests: tuple[str, ...]


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


def packed(
    photos: PhotoFolder,
    known: KnownPhotos,
    bank: CodeBank,
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
        "mean": bank.mean.astype(np.float16),
        "strength": bank.strength,
        "looks": bank.looks.astype(np.float16),
        "shares": np.array(bank.shares),
        **_as_arrays(bank.recipes),
    }
    content = io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **arrays)
    return content.getvalue()


def load_kept(project: ProjectFile, info: ImageModelInfo) -> KeptModel:
    """Read a model that was trained here; raise AdManagerError for one from a file, which has no photos."""
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
    if "looks" not in found:
        raise AdManagerError(
            sentence(
                "The image model “{name}” was made by an earlier version of the program; train it again.",
                name=info.name,
            )
        )
    known = KnownPhotos(
        found["features"].astype(np.float64),
        found["labels"].astype(np.int64),
        found["tints"].astype(np.int64),
        found["parts"].astype(np.int64),
    )
    mean, looks = (found[name].astype(np.float32) for name in ("mean", "looks"))
    # Earlier versions kept the largest share of each photo.
    shares = float(found["shares"].min()), float(found["shares"].max())
    bank = CodeBank(mean, found["strength"], looks, shares, _recipes_from(found))
    codes = Codes(bank, known.trained.labels, known.trained.tints)
    sheet = np.asarray(Image.open(io.BytesIO(found["strip"].tobytes()), formats=["JPEG"]))
    size = info.size
    columns = sheet.shape[1] // size
    pixels = sheet.reshape(-1, size, columns, size, 3).swapaxes(1, 2).reshape(-1, size, size, 3)
    digests = found["digests"].reshape(len(known.labels), -1)
    return KeptModel(
        server=ImageServer(row[0], codes),
        judge=Judge(row[1]),
        known=known,
        pixels=pixels[: len(known.labels)],
        names=tuple(found["names"].tobytes().decode().split("\0")),
        digests=tuple(digest.tobytes().hex() for digest in digests),
    )


def _as_arrays(recipes: Recipes | None) -> dict[str, npt.NDArray[Any]]:
    if recipes is None:
        return {}
    return {
        "recipe_rows": recipes.rows.astype(np.int32),
        "recipe_shares": recipes.shares.astype(np.float16),
        "recipe_said": recipes.said.astype(np.float16),
        "said_spread": recipes.spread,
        "said_guides": recipes.guides.astype(np.int16),
        "groups": recipes.groups.astype(np.int32),
        "moments": recipes.moments.astype(np.float16),
    }


def _recipes_from(found: dict[str, npt.NDArray[Any]]) -> Recipes | None:
    if "recipe_rows" not in found:
        return None
    rows, guides, groups = (found[name].astype(np.int64) for name in ("recipe_rows", "said_guides", "groups"))
    shares, said, moments = (
        found[name].astype(np.float32) for name in ("recipe_shares", "recipe_said", "moments")
    )
    return Recipes(rows, shares, said, found["said_spread"], guides, groups, moments)


def store_model(
    project: ProjectFile, name: str, onnx_bytes: bytes, judge: bytes, photos: bytes, card: dict[str, Any]
) -> ImageModelInfo:
    """Keep a model under its name, in place of the image model that had it, as one step that can be undone."""
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


def foreign_server(project: ProjectFile, info: ImageModelInfo) -> ForeignServer:
    """Return what makes pictures with a model that was loaded from a file."""
    (content,) = project.read().execute("SELECT onnx FROM generator WHERE id = ?", [info.id]).fetchone()
    return ForeignServer(content, ImageMapping(**info.card["mapping"]))
