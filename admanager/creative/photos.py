"""A folder of photos, read for an image model: classes, small square pictures, and which photos are for what.

A subfolder is a class; photos that lie in no subfolder are classed by the colour group of their subject. What cannot
be read is left out and told. Nothing here knows a model.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from admanager.creative.colour_groups import COLOUR_GROUPS, colour_groups
from admanager.jobs import Job
from admanager.texts import AdManagerError, Sentence, sentence

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"})
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
MAX_PIXELS = 80_000_000
MAX_BYTES = 200_000_000
MOST_PHOTOS = 50_000
NARROWEST, WIDEST = 0.5, 2.0
FEWEST_OF_A_CLASS = 8
FEWEST_PHOTOS = 120

JUDGE_PART, OTHER_PART, SCORED_PART = 0, 1, 2
SCORED_SHARE = 0.15
FEWEST_SCORED = 32


@dataclass(frozen=True)
class SkippedPhoto:
    """A file that was left out, and why."""

    name: str
    reason: Sentence


@dataclass(frozen=True)
class PhotoFolder:
    """Photos as squares [n, size, size, 3] of 0..255, with their class, colour group, name and a digest of their pixels.

    `aspect` is width divided by height before the photos were made square.
    """

    pixels: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.int64]
    tints: npt.NDArray[np.int64]
    classes: tuple[str, ...]
    names: tuple[str, ...]
    digests: tuple[str, ...]
    aspect: float
    skipped: tuple[SkippedPhoto, ...]

    def __len__(self) -> int:
        return len(self.pixels)

    def part(self, rows: npt.NDArray[np.int64]) -> PhotoFolder:
        """Return the photos of these rows."""
        return PhotoFolder(
            self.pixels[rows],
            self.labels[rows],
            self.tints[rows],
            self.classes,
            tuple(self.names[row] for row in rows),
            tuple(self.digests[row] for row in rows),
            self.aspect,
            self.skipped,
        )


def read_photos(
    folder: Path,
    size: int,
    *,
    aspect: float | None = None,
    classes: tuple[str, ...] | None = None,
    job: Job | None = None,
) -> PhotoFolder:
    """Read the photos of a folder as squares of `size` pixels.

    Each is cut to the folder's middle aspect ratio (or to `aspect`) around its centre, then scaled. With `classes`
    only photos of these classes are taken. A photo that is there twice counts once. Raises AdManagerError when there
    is no folder, no photo in it, or too many.
    """
    job = job or Job()
    files = _files(folder)
    skipped: list[SkippedPhoto] = []
    sizes = {}
    for path in files:
        job.check_cancelled()
        found = _shape(path)
        if isinstance(found, Sentence):
            skipped.append(SkippedPhoto(_name(path, folder), found))
        else:
            sizes[path] = found
    if not sizes:
        raise AdManagerError(
            sentence(
                "{folder} has no photo that can be read (JPEG, PNG, WebP, BMP, GIF or TIFF).",
                folder=str(folder),
            ),
            details="\n".join(f"{item.name}: {item.reason}" for item in skipped[:20]),
        )
    if aspect is None:
        middle = float(np.median([width / height for width, height in sizes.values()]))
        aspect = min(WIDEST, max(NARROWEST, middle))
    root = _class_root(folder, list(sizes))
    pictures, words, names, digests = [], [], [], []
    seen: dict[str, str] = {}
    for number, path in enumerate(sizes):
        job.check_cancelled()
        if number % 50 == 0:
            job.progress(number, len(sizes), sentence("Reading the photos"))
        name = _name(path, folder)
        picture = _square(path, size, aspect)
        if isinstance(picture, Sentence):
            skipped.append(SkippedPhoto(name, picture))
            continue
        digest = hashlib.sha256(picture.tobytes()).hexdigest()
        if digest in seen:
            skipped.append(
                SkippedPhoto(name, sentence("it is the same picture as {other}", other=seen[digest]))
            )
            continue
        seen[digest] = name
        inside = path.relative_to(root).parts if path.is_relative_to(root) else ()
        pictures.append(picture)
        words.append(inside[0] if len(inside) > 1 else "")
        names.append(name)
        digests.append(digest)
    if not pictures:
        raise AdManagerError(
            sentence("None of the photos in {folder} can be read.", folder=str(folder)),
            details="\n".join(f"{item.name}: {item.reason}" for item in skipped[:20]),
        )
    pixels = np.stack(pictures)
    tints = colour_groups(pixels)
    if len(set(words) - {""}) < 2:
        words = [COLOUR_GROUPS[tint] for tint in tints]
    return _classed(pixels, tints, words, names, digests, aspect, skipped, classes)


def split(photos: PhotoFolder, seed: int) -> npt.NDArray[np.int64]:
    """Return what each photo is for, [n]: JUDGE_PART, OTHER_PART (both train the generator) or SCORED_PART.

    Each class is divided in the same shares. Raises AdManagerError when there are too few photos to learn from and to
    judge by.
    """
    if len(photos) < FEWEST_PHOTOS or len(photos.classes) < 2:
        raise AdManagerError(
            sentence(
                "An image model needs at least {fewest} photos of at least two classes or colours, with {each} or more of each; there are {count} of {classes}.",
                fewest=FEWEST_PHOTOS,
                each=FEWEST_OF_A_CLASS,
                count=len(photos),
                classes=len(photos.classes),
            )
        )
    share = max(SCORED_SHARE, FEWEST_SCORED / len(photos))
    rng = np.random.default_rng(seed)
    parts = np.zeros(len(photos), dtype=np.int64)
    for label in range(len(photos.classes)):
        rows = rng.permutation(np.flatnonzero(photos.labels == label))
        scored = max(1, round(share * len(rows)))
        parts[rows[:scored]] = SCORED_PART
        parts[rows[scored::2]] = JUDGE_PART
        parts[rows[scored + 1 :: 2]] = OTHER_PART
    return parts


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise AdManagerError(sentence("There is no folder at {path}.", path=str(folder)))
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    if len(files) > MOST_PHOTOS:
        raise AdManagerError(
            sentence(
                "{folder} has {count} photos; at most {most} are taken. Choose a smaller folder.",
                folder=str(folder),
                count=len(files),
                most=MOST_PHOTOS,
            )
        )
    return files


def _class_root(folder: Path, files: list[Path]) -> Path:
    """Return the folder whose subfolders are the classes: a lone subfolder with subfolders of its own is gone into."""
    root = folder
    while True:
        inside = {path.relative_to(root).parts[0] for path in files}
        deeper = all(len(path.relative_to(root).parts) > 2 for path in files)
        if len(inside) != 1 or not deeper:
            return root
        root = root / inside.pop()


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _shape(path: Path) -> tuple[int, int] | Sentence:
    """Return width and height as a person sees them, or why the file is left out; no pixel is decoded."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return sentence("the file is too large")
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as image:
                width, height = image.size
                turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return sentence("it has too many pixels")
    except Exception:  # noqa: BLE001 - a broken file can fail in any way of Pillow's decoders
        return sentence("it is not a picture that can be read")
    if width * height > MAX_PIXELS:
        return sentence("it has too many pixels")
    if min(width, height) < 8:
        return sentence("it is smaller than 8 pixels")
    return (height, width) if turned else (width, height)


def _square(path: Path, size: int, aspect: float) -> npt.NDArray[np.uint8] | Sentence:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as image:
                image.draft("RGB", (4 * size, 4 * size))
                upright = ImageOps.exif_transpose(image)
                if upright.has_transparency_data:
                    ground = Image.new("RGBA", upright.size, "white")
                    upright = Image.alpha_composite(ground, upright.convert("RGBA"))
                picture = upright.convert("RGB")
    except Exception:  # noqa: BLE001 - as above; a truncated file shows itself only here
        return sentence("it is damaged")
    width, height = picture.size
    if width / height > aspect:
        wide = max(1, round(height * aspect))
        left = (width - wide) // 2
        box = (left, 0, left + wide, height)
    else:
        high = max(1, round(width / aspect))
        top = (height - high) // 2
        box = (0, top, width, top + high)
    small = picture.resize((size, size), Image.Resampling.BOX, box=box)
    return np.asarray(small, dtype=np.uint8)


def _classed(
    pixels: npt.NDArray[np.uint8],
    tints: npt.NDArray[np.int64],
    words: list[str],
    names: list[str],
    digests: list[str],
    aspect: float,
    skipped: list[SkippedPhoto],
    classes: tuple[str, ...] | None,
) -> PhotoFolder:
    counts = {word: words.count(word) for word in set(words)}
    known = classes or tuple(
        sorted(word for word, count in counts.items() if word and count >= FEWEST_OF_A_CLASS)
    )
    number = {word: index for index, word in enumerate(known)}
    kept = np.array([row for row, word in enumerate(words) if word in number], dtype=np.int64)
    for name, word in zip(names, words, strict=True):
        if word not in number:
            reason = (
                sentence("it lies in no class's folder")
                if not word
                else sentence("the class “{name}” is not one of the model's", name=word)
                if classes
                else sentence("the class “{name}” has too few photos", name=word)
            )
            skipped.append(SkippedPhoto(name, reason))
    labels = np.array([number[words[row]] for row in kept], dtype=np.int64)
    folder = PhotoFolder(pixels, tints, tints, known, tuple(names), tuple(digests), aspect, tuple(skipped))
    chosen = folder.part(kept)
    return PhotoFolder(
        chosen.pixels, labels, chosen.tints, known, chosen.names, chosen.digests, aspect, tuple(skipped)
    )
