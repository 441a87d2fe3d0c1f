"""A finished ad as the bytes of a file: PNG, JPEG, SVG, PDF, animated GIF and PNG, or the frames of a film.

Each file says how it was made, by IPTC's digital source type (in XMP, in a GIF as its comment), keeps the
weight limit of its size, and is the same to the byte for the same design, pictures and fonts.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

import numpy as np

from admanager import __version__
from admanager.creative.animation import LOOPS, State, states
from admanager.creative.cut_paper import art_shown
from admanager.creative.design import GRAMMAR, Design
from admanager.creative.pipeline import FinishedAd, Pictures
from admanager.texts import AdManagerError, sentence

Format = Literal["png", "jpeg", "svg", "pdf", "gif", "apng", "frames"]
FORMATS: tuple[str, ...] = get_args(Format)
# Vector files and frames are for printing and editing: no network takes them as an ad, so nothing limits them.
UNWEIGHED = ("svg", "pdf", "frames")
SUFFIXES = {"jpeg": ".jpg", "apng": ".animated.png"}

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER_END = 33
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
JPEG_QUALITIES = (92, 86, 80, 72, 64, 55)
GIF_COLOURS = (256, 128, 64, 32)


@dataclass(frozen=True)
class EncodedFile:
    """One file: what its name ends with, its bytes, and for a frame its seconds."""

    suffix: str
    data: bytes
    seconds: float | None = None


def parse_formats(text: str) -> tuple[Format, ...]:
    """Return the formats named by `png,gif`; raise AdManagerError for one that is not known."""
    found: list[Format] = []
    for part in (word.strip().lower() for word in text.split(",")):
        name = "jpeg" if part == "jpg" else part
        if name not in FORMATS:
            raise AdManagerError(
                sentence(
                    "“{name}” is not a format of ads; choose from {formats}.",
                    name=part,
                    formats=", ".join(FORMATS),
                )
            )
        if name not in found:
            found.append(cast(Format, name))
    return tuple(found)


def encode(finished: FinishedAd, pictures: Pictures | None = None, form: Format = "png") -> list[EncodedFile]:
    """Return the ad in a format: one file, or for `frames` one of each state (full quality, for a film editor).

    `pictures` are those that the ad was drawn with. Raises AdManagerError when the ad fails a check, or
    cannot be brought under the weight limit of its size.
    """
    given = pictures or Pictures()
    _require_usable(finished)
    packet = packet_of(source_of(finished, given))
    if form == "frames":
        stills = _stills(finished, given)
        return [
            EncodedFile(f"-{number}.png", _png(image, packet), state.seconds)
            for number, (state, image) in enumerate(stills, start=1)
        ]
    candidates: dict[str, Callable[[], Any]] = {
        "png": lambda: _pngs(finished, packet),
        "jpeg": lambda: _jpegs(finished, packet),
        "svg": lambda: [_svg(finished, given, packet)],
        "pdf": lambda: [_pdf(finished, given, packet)],
        "gif": lambda: _gifs(finished, given),
        "apng": lambda: _apngs(finished, given, packet),
    }
    lightest = 0
    for data in candidates[form]():
        if form in UNWEIGHED or len(data) <= finished.layout.size.limit_bytes:
            return [EncodedFile(SUFFIXES.get(form, f".{form}"), data)]
        lightest = len(data)
    raise AdManagerError(
        sentence(
            "Ad {number} weighs {kilobytes} KB at {size}, and may weigh {limit}; take a calmer photo.",
            number=finished.design.number + 1,
            kilobytes=lightest // 1024,
            size=finished.layout.size.key,
            limit=finished.layout.size.limit_kb,
        )
    )


def _require_usable(finished: FinishedAd) -> None:
    problems = finished.report.problems()
    if problems:
        raise AdManagerError(
            sentence(
                "Ad {number} cannot be used at {size}: {problem}",
                number=finished.design.number + 1,
                size=finished.layout.size.key,
                problem=problems[0],
            )
        )


# --- each format, the best quality first -----------------------------------------------------------------


def _png(image: Any, packet: str, *, smallest: bool = False) -> bytes:
    from admanager.creative import render

    return with_xmp(render.png_bytes(image, smallest=smallest), packet)


def _pngs(finished: FinishedAd, packet: str) -> Iterator[bytes]:
    from admanager.creative import render

    yield _png(finished.image, packet)
    yield _png(finished.image, packet, smallest=True)
    yield _png(render.fewer_colours(finished.image), packet, smallest=True)


def _jpegs(finished: FinishedAd, packet: str) -> Iterator[bytes]:
    image = _pillow(finished.image)
    for quality in JPEG_QUALITIES:
        buffer = io.BytesIO()
        # Full colour resolution: red text on white smears without it.
        image.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True, xmp=packet.encode())
        yield buffer.getvalue()


def _svg(finished: FinishedAd, pictures: Pictures, packet: str) -> bytes:
    from admanager.creative import render, typefaces
    from admanager.creative.vector import svg_text

    content, used = render.scene_of(finished.layout, photo=pictures.photo, logos=pictures.logos)
    cut, files = render.cut_pictures(content, used)
    title = " ".join(line for element in finished.layout.elements for line in element.lines)
    metadata = packet.split("?>", 1)[1].rsplit("<?", 1)[0]
    return svg_text(cut, files, typefaces.text_outline, title=title, metadata=metadata).encode()


def _pdf(finished: FinishedAd, pictures: Pictures, packet: str) -> bytes:
    from admanager.creative import render

    content, used = render.scene_of(finished.layout, photo=pictures.photo, logos=pictures.logos)
    return render.pdf_bytes(content, used, title=finished.layout.brand.name, metadata=packet.encode())


def _stills(finished: FinishedAd, pictures: Pictures) -> list[tuple[State, Any]]:
    from admanager.creative import render

    return [
        (
            state,
            render.draw(finished.layout, photo=pictures.photo, logos=pictures.logos, hidden=state.hidden)
            if state.hidden
            else finished.image,
        )
        for state in states(finished.layout)
    ]


def _gifs(finished: FinishedAd, pictures: Pictures) -> Iterator[bytes]:
    stills = [(state, _pillow(image)) for state, image in _stills(finished, pictures)]
    comment = IPTC + source_of(finished, pictures)
    for colours in GIF_COLOURS:
        frames = _indexed([image for _, image in stills], colours)
        buffer = io.BytesIO()
        frames[0].save(
            buffer,
            "GIF",
            save_all=True,
            append_images=frames[1:],
            duration=[round(1000 * state.seconds) for state, _ in stills],
            # A GIF counts the repetitions after the first showing.
            loop=LOOPS - 1,
            optimize=False,
            comment=comment.encode(),
        )
        yield buffer.getvalue()


def _apngs(finished: FinishedAd, pictures: Pictures, packet: str) -> Iterator[bytes]:
    stills = [(state, _pillow(image)) for state, image in _stills(finished, pictures)]
    for colours in (None, *GIF_COLOURS):
        images = [image for _, image in stills]
        frames = images if colours is None else _indexed(images, colours)
        buffer = io.BytesIO()
        frames[0].save(
            buffer,
            "PNG",
            save_all=True,
            append_images=frames[1:],
            duration=[round(1000 * state.seconds) for state, _ in stills],
            loop=LOOPS,
            optimize=True,
        )
        yield with_xmp(buffer.getvalue(), packet)


def _indexed(images: list[Any], colours: int) -> list[Any]:
    """Return the stills with one palette, that of the last; what does not change is dithered once, so that it stands still."""
    from PIL import Image

    last = images[-1].quantize(colours, method=Image.Quantize.MEDIANCUT)
    whole, settled = np.asarray(images[-1]), np.asarray(images[-1].quantize(palette=last))
    frames = []
    for image in images[:-1]:
        changed = (np.asarray(image) != whole).any(axis=2)
        indices = np.where(changed, np.asarray(image.quantize(palette=last)), settled)
        frame = Image.fromarray(indices.astype(np.uint8), "P")
        frame.putpalette(last.getpalette())
        frames.append(frame)
    final = Image.fromarray(settled, "P")
    final.putpalette(last.getpalette())
    return [*frames, final]


def _pillow(image: Any) -> Any:
    from PIL import Image

    from admanager.creative import render

    return Image.fromarray(render.pixels(image), "RGB")


# --- where an ad is from ---------------------------------------------------------------------------------


def with_xmp(png: bytes, packet: str) -> bytes:
    """Return the PNG with an XMP packet, as an uncompressed iTXt chunk after the header (PNG 3rd ed., 11.3.3.4)."""
    if not png.startswith(PNG_SIGNATURE):
        raise ValueError("not a PNG file")
    body = b"iTXt" + b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + packet.encode()
    chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return png[:HEADER_END] + chunk + png[HEADER_END:]


def source_of(finished: FinishedAd, pictures: Pictures) -> str:
    """Return IPTC's digital source type of an ad; see `source_type`."""
    has_photo = pictures.photo is not None
    return source_type(finished.design, has_photo, art_shown(finished.layout, has_photo))


def source_type(design: Design, uses_photo: bool, uses_art: bool = False) -> str:
    """Return IPTC's digital source type: made by rules, by a trained model (or with its picture), or with a real photo in it."""
    if design.generator == GRAMMAR and not uses_art:
        return "compositeCapture" if uses_photo else "algorithmicMedia"
    return "compositeWithTrainedAlgorithmicMedia" if uses_photo else "trainedAlgorithmicMedia"


def packet_of(kind: str) -> str:
    """Return the XMP packet for one of IPTC's digital source types; no time in it, so that equal ads have equal bytes."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        f'Iptc4xmpExt:DigitalSourceType="{IPTC}{kind}" '
        f'xmp:CreatorTool="AdManager {__version__}"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
