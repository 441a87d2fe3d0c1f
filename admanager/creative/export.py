"""Writes finished ads as files with a manifest; an ad that fails a check never leaves the program."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from admanager.creative.brand import BrandKit, load_brand
from admanager.creative.compose import needs_border
from admanager.creative.cut_paper import art_shown
from admanager.creative.design import Design
from admanager.creative.encoding import UNWEIGHED, EncodedFile, Format, encode, source_of
from admanager.creative.fonts import WORDMARK_FACE, font_sha256, is_wide
from admanager.creative.layout import Layout
from admanager.creative.pipeline import FinishedAd, Pictures, finish, load_pictures
from admanager.creative.sizes import AdSize
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

MANIFEST = "manifest.json"
NAME_PATTERN = "{brand}-{seed}-{number:03d}-{size}"
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


@dataclass(frozen=True)
class Manifest:
    """What an export wrote: the manifest's path and its entries, one a file."""

    path: Path
    entries: list[dict[str, Any]]


def export(
    project: ProjectFile,
    designs: Sequence[Design],
    sizes: Sequence[AdSize],
    folder: Path,
    *,
    photo: bytes | None = None,
    forms: Sequence[Format] = ("png",),
    pattern: str = NAME_PATTERN,
    model_pictures: bool = False,
    job: Job | None = None,
) -> Manifest:
    """Write every design in every size and format into `folder` (made if need be) and return the manifest.

    `pattern` names the files without their ending: `{brand}`, `{segment}`, `{objective}`, `{seed}`, `{number}`,
    `{size}`, `{width}` and `{height}` are filled in. What an image model made is left out of the ads, and drawn shapes
    stand in its place, unless `model_pictures` is set; then each ad that shows it says so.

    All ads are drawn and checked before the first file is written, so that a failure leaves no half of an
    export. Files of the same name are replaced. Raises AdManagerError when an ad fails a check or its weight
    limit, or the folder cannot be written.
    """
    job = job or Job()
    brand = load_brand(project)
    pictures = load_pictures(project, brand, photo)
    made: list[tuple[str, bytes, dict[str, Any]]] = []
    for position, given in enumerate(designs):
        design = given if model_pictures else given.without_art()
        for size in sizes:
            job.check_cancelled()
            finished = finish(design, brand, size, pictures)
            stem = file_stem(pattern, design, brand, size)
            for form in forms:
                for file in encode(finished, pictures, form):
                    name = stem + file.suffix
                    made.append((name, file.data, _entry(name, file, form, finished, pictures)))
            done = position * len(sizes) + sizes.index(size) + 1
            job.progress(done, len(designs) * len(sizes), sentence("Drawing the ads"))
    names = [name for name, _, _ in made]
    if len(set(names)) != len(names):
        raise AdManagerError(
            sentence(
                "Two of the files would have the same name; put {number} and {size} into the pattern of names, "
                "and export designs of the same draw one after the other.",
                number="{number}",
                size="{size}",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, data, _ in made:
        (folder / name).write_bytes(data)
    entries = [entry for _, _, entry in made]
    path = folder / MANIFEST
    path.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return Manifest(path, entries)


def file_stem(pattern: str, design: Design, brand: BrandKit, size: AdSize) -> str:
    """Return a file's name without its ending; raise AdManagerError for a pattern that cannot be filled."""
    values = {
        "brand": safe_name(brand.name),
        "segment": safe_name(design.segment) if design.segment else "everyone",
        "objective": design.condition.objective,
        "seed": design.seed,
        "number": design.number + 1,
        "size": size.key,
        "width": size.width,
        "height": size.height,
    }
    try:
        stem = pattern.format(**values)
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise AdManagerError(
            sentence(
                "The pattern of names “{pattern}” cannot be filled; it may hold {names}.",
                pattern=pattern,
                names=", ".join(f"{{{name}}}" for name in values),
            )
        ) from error
    if not stem.strip(" .") or any(mark in stem for mark in '/\\:*?"<>|\0') or len(stem) > 150:
        raise AdManagerError(
            sentence("“{name}” cannot be a file's name; change the pattern of names.", name=stem)
        )
    return stem


def safe_name(text: str) -> str:
    """Return a text as a part of a file name that every system takes: letters and digits of any script, joined by `-`."""
    name = "-".join(re.findall(r"[^\W_]+", text.lower()))[:40].strip("-")
    return f"ad-{name}".rstrip("-") if not name or RESERVED.match(name) else name


def _entry(
    name: str, file: EncodedFile, form: Format, finished: FinishedAd, pictures: Pictures
) -> dict[str, Any]:
    design, layout, report = finished.design, finished.layout, finished.report
    faces = {element.style.face for element in layout.elements if element.style is not None}
    faces |= {WORDMARK_FACE}
    weighed = form not in UNWEIGHED
    return {
        "file": name,
        "format": form,
        "size": layout.size.key,
        "bytes": len(file.data),
        "limit": layout.size.limit_bytes if weighed else None,
        "seconds": file.seconds,
        "seed": design.seed,
        "number": design.number,
        "contrast_min": round(report.contrast_min, 4),
        "button_contrast": round(report.shape.contrast, 3) if report.shape is not None else None,
        "overlap": report.overlap,
        "out_of_bounds": report.out_of_bounds,
        "texts_fit": report.texts_fit,
        "smallest_text": report.smallest,
        "border": needs_border(layout),
        "sha256": hashlib.sha256(file.data).hexdigest(),
        "flow": layout.flow,
        "texts": {element.kind: element.text for element in layout.elements if element.lines},
        "letters": {
            length.part: {"count": length.count, "most": length.most, "network": length.network.key}
            for length in report.lengths
        },
        "networks": list(layout.brand.networks),
        "dropped": list(layout.dropped),
        "brand": layout.brand.name,
        "segment": design.segment,
        "objective": design.condition.objective,
        "traits": design.condition.traits,
        "generator": design.generator,
        "generator_sha256": design.generator_sha256,
        "origin": design.origin,
        "digital_source_type": source_of(finished, pictures),
        "model_picture": _model_picture(finished, pictures),
        "forecast": design.forecast.model_dump() if design.forecast is not None else None,
        "fonts": _fonts(layout, faces),
        "spec": design.spec.model_dump(),
    }


def _fonts(layout: Layout, faces: set[str]) -> dict[str, str]:
    """Return the hashes of the fonts by name: those of the program, and those of the system that set Chinese."""
    from admanager.creative import typefaces

    found = {face: font_sha256(face) for face in sorted(faces)}
    for element in layout.elements:
        if element.style is not None and any(is_wide(letter) for line in element.lines for letter in line):
            system = typefaces.chinese_font_hash(element.style.face)
            found |= dict([system]) if system is not None else {}
    return found


def _model_picture(finished: FinishedAd, pictures: Pictures) -> dict[str, Any] | None:
    """Return what an image model made of this ad, and which one; None where nothing of it is seen."""
    art = finished.layout.art
    if art is None or not art_shown(finished.layout, pictures.photo is not None):
        return None
    return art.model_dump(exclude={"cells", "width", "height"})
