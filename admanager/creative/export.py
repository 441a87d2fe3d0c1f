"""Writes finished ads as PNG files with a manifest; an ad that fails a check never leaves the program."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from admanager import __version__
from admanager.creative.brand import load_brand
from admanager.creative.compose import needs_border
from admanager.creative.design import GRAMMAR, Design
from admanager.creative.fonts import WORDMARK_FACE, font_sha256
from admanager.creative.pipeline import FinishedAd, finish, load_pictures
from admanager.creative.sizes import AdSize
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

MANIFEST = "manifest.json"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER_END = 33
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
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
    job: Job | None = None,
) -> Manifest:
    """Write every design in every size into `folder` (made if need be) and return the manifest.

    All ads are drawn and checked before the first file is written, so that a failure leaves no half of an
    export. Files of the same name are replaced. Raises AdManagerError when an ad fails a check or its weight
    limit, or the folder cannot be written.
    """
    job = job or Job()
    brand = load_brand(project)
    pictures = load_pictures(project, brand, photo)
    made: list[tuple[str, bytes, dict[str, Any]]] = []
    for position, design in enumerate(designs):
        for size in sizes:
            job.check_cancelled()
            finished = finish(design, brand, size, pictures)
            name = f"{safe_name(brand.name)}-{design.seed}-{design.number + 1:03d}-{size.key}.png"
            data = encoded(finished, uses_photo=photo is not None)
            made.append((name, data, _entry(name, data, finished)))
            done = position * len(sizes) + sizes.index(size) + 1
            job.progress(done, len(designs) * len(sizes), sentence("Drawing the ads"))
    names = [name for name, _, _ in made]
    if len(set(names)) != len(names):
        raise AdManagerError(
            sentence(
                "Two of the designs are the same draw of the same seed; export them one after the other."
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, data, _ in made:
        (folder / name).write_bytes(data)
    entries = [entry for _, _, entry in made]
    path = folder / MANIFEST
    path.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return Manifest(path, entries)


def encoded(finished: FinishedAd, *, uses_photo: bool = False) -> bytes:
    """Return the ad as PNG with its origin in it, within the size's weight limit.

    A heavy photo is brought to 256 colours; what is still too heavy is refused.
    """
    from admanager.creative import render

    problems = finished.report.problems()
    size = finished.layout.size
    if problems:
        raise AdManagerError(
            sentence(
                "Ad {number} cannot be used at {size}: {problem}",
                number=finished.design.number + 1,
                size=size.key,
                problem=problems[0],
            )
        )
    packet = _xmp(finished.design, uses_photo)
    data = with_xmp(render.png_bytes(finished.image), packet)
    if len(data) > size.limit_bytes:
        data = with_xmp(render.png_bytes(finished.image, smallest=True), packet)
    if len(data) > size.limit_bytes:
        data = with_xmp(render.png_bytes(render.fewer_colours(finished.image), smallest=True), packet)
    if len(data) > size.limit_bytes:
        raise AdManagerError(
            sentence(
                "Ad {number} weighs {kilobytes} KB at {size}, and may weigh {limit}; take a calmer photo.",
                number=finished.design.number + 1,
                kilobytes=len(data) // 1024,
                size=size.key,
                limit=size.limit_kb,
            )
        )
    return data


def safe_name(text: str) -> str:
    """Return a text as a part of a file name that every system takes: letters and digits of any script, joined by `-`."""
    name = "-".join(re.findall(r"[^\W_]+", text.lower()))[:40].strip("-")
    return f"ad-{name}".rstrip("-") if not name or RESERVED.match(name) else name


def with_xmp(png: bytes, packet: str) -> bytes:
    """Return the PNG with an XMP packet, as an uncompressed iTXt chunk after the header (PNG 3rd ed., 11.3.3.4)."""
    if not png.startswith(PNG_SIGNATURE):
        raise ValueError("not a PNG file")
    body = b"iTXt" + b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + packet.encode()
    chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return png[:HEADER_END] + chunk + png[HEADER_END:]


def source_type(design: Design, uses_photo: bool) -> str:
    """Return IPTC's digital source type: made by rules, by a trained model, or with a real photo in it."""
    if design.generator == GRAMMAR:
        return "compositeCapture" if uses_photo else "algorithmicMedia"
    return "compositeWithTrainedAlgorithmicMedia" if uses_photo else "trainedAlgorithmicMedia"


def _xmp(design: Design, uses_photo: bool) -> str:
    """Return the packet that says how the ad was made; no time in it, so that equal ads have equal bytes."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        f'Iptc4xmpExt:DigitalSourceType="{IPTC}{source_type(design, uses_photo)}" '
        f'xmp:CreatorTool="AdManager {__version__}"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


def _entry(name: str, data: bytes, finished: FinishedAd) -> dict[str, Any]:
    design, layout, report = finished.design, finished.layout, finished.report
    faces = {element.style.face for element in layout.elements if element.style is not None}
    faces |= {WORDMARK_FACE}
    return {
        "file": name,
        "size": layout.size.key,
        "bytes": len(data),
        "limit": layout.size.limit_bytes,
        "seed": design.seed,
        "number": design.number,
        "contrast_min": round(report.contrast_min, 4),
        "button_contrast": round(report.shape.contrast, 3) if report.shape is not None else None,
        "overlap": report.overlap,
        "out_of_bounds": report.out_of_bounds,
        "texts_fit": report.texts_fit,
        "smallest_text": report.smallest,
        "border": needs_border(layout),
        "sha256": hashlib.sha256(data).hexdigest(),
        "flow": layout.flow,
        "texts": {element.kind: " ".join(element.lines) for element in layout.elements if element.lines},
        "dropped": list(layout.dropped),
        "brand": layout.brand.name,
        "segment": design.segment,
        "objective": design.condition.objective,
        "traits": design.condition.traits,
        "generator": design.generator,
        "generator_sha256": design.generator_sha256,
        "fonts": {face: font_sha256(face) for face in sorted(faces)},
        "spec": design.spec.model_dump(),
    }
