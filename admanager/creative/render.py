"""Paints scenes with Qt, so that preview and file are the same drawing; the fonts are in `typefaces`.

Painting happens on QImage and may run in any thread once a QGuiApplication exists; `ensure_application` makes
one without a display where the program has none. Glyphs are painted as outlines: they look the same on every
system, whatever its hinting, and the same design gives the same bytes.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QImageWriter,
    QLinearGradient,
    QPageLayout,
    QPageSize,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QRadialGradient,
)  # fmt: skip

from admanager.creative import scene as scenes
from admanager.creative.color import Colour
from admanager.creative.compose import compose
from admanager.creative.layout import Kind, Layout
from admanager.creative.subjects import Subject, find_subject
from admanager.creative.typefaces import MEASURED_AT, QtTypesetter, advance, ensure_application, glyphs
from admanager.texts import AdManagerError, sentence

# What the modules without Qt call a picture.
Picture = QImage

PHOTO = "photo"
# Photos are looked at for their subject at this size; so many answers are kept.
LOOKED_AT, MOST_SUBJECTS = 72, 64
# A CSS pixel is 1/96 inch, a point 1/72.
PIXELS_PER_INCH, POINTS_PER_PIXEL = 96, 0.75
# Pictures in vector files are kept at this many times the size that they are shown in.
VECTOR_PICTURE_SCALE = 2

# The dates in a PDF file, the moment and its zone apart.
_PDF_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}(?:Z|[+-](\d\d'\d\d'))\)")

_lock = threading.RLock()


def draw(
    layout: Layout,
    *,
    photo: QImage | None = None,
    logos: Mapping[str, QImage] | None = None,
    words: bool = True,
    hidden: Collection[Kind] = (),
) -> QImage:
    """Return a layout as a picture of exactly its size.

    `photo` replaces the drawn picture, `logos` are the brand's logos by asset name; without `words` the glyphs
    are left out, which is what the checks measure the ground on. `hidden` are kinds of elements to leave out.
    """
    return paint(*scene_of(layout, photo=photo, logos=logos, words=words, hidden=hidden))


def scene_of(
    layout: Layout,
    *,
    photo: QImage | None = None,
    logos: Mapping[str, QImage] | None = None,
    words: bool = True,
    hidden: Collection[Kind] = (),
) -> tuple[scenes.Scene, dict[str, QImage]]:
    """Return the scene of a layout and the pictures in it by key; see `draw`."""
    pictures = dict(logos or {})
    if photo is not None:
        pictures[PHOTO] = photo
    key = PHOTO if photo is not None else None
    return compose(layout, QtTypesetter(), photo=key, words=words, hidden=hidden), pictures


def paint(content: scenes.Scene, pictures: Mapping[str, QImage] | None = None, scale: float = 1.0) -> QImage:
    """Return a scene as pixels, RGB without transparency."""
    ensure_application()
    image = QImage(round(content.width * scale), round(content.height * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.scale(scale, scale)
        for item in content.items:
            _item(painter, item, pictures or {})
    finally:
        painter.end()
    return image


def pdf_bytes(content: scenes.Scene, pictures: Mapping[str, QImage], *, title: str, metadata: bytes) -> bytes:
    """Return a scene as a PDF page of its size: shapes and outlines stay vectors. `metadata` is an XMP packet.

    The same scene gives the same bytes: the dates in the file are the beginning of time.
    """
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PIXELS_PER_INCH)
    size = QSizeF(content.width * POINTS_PER_PIXEL, content.height * POINTS_PER_PIXEL)
    page = QPageSize(size, QPageSize.Unit.Point, "ad", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setTitle(title)
    writer.setDocumentXmpMetadata(QByteArray(metadata))
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), QByteArray(metadata)))
    painter = QPainter(writer)
    try:
        painter.setClipRect(QRectF(0, 0, content.width, content.height))
        for item in content.items:
            _item(painter, item, pictures)
    finally:
        painter.end()
    return _PDF_DATE.sub(_undated, bytes(buffer.data().data()))


def _undated(found: re.Match[bytes]) -> bytes:
    """Return a date of a PDF file as the beginning of time; as long as before, since the file counts its bytes."""
    return b"/%s (D:19700101000000%s)" % (found[1], b"Z" if found[2] is None else b"+00'00'")


def cut_pictures(
    content: scenes.Scene, pictures: Mapping[str, QImage]
) -> tuple[scenes.Scene, dict[str, bytes]]:
    """Return the scene with each picture cut to its frame under a key of its own, and those pictures as PNG."""
    files: dict[str, bytes] = {}

    def cut(item: scenes.Item) -> scenes.Item:
        if isinstance(item, scenes.Group):
            return replace(item, items=tuple(cut(each) for each in item.items))
        if not isinstance(item, scenes.Photo):
            return item
        image = pictures[item.key]
        key = f"{item.key}-{len(files)}"
        files[key] = png_bytes(_cut(item, image, VECTOR_PICTURE_SCALE) if item.cover else image)
        return replace(item, key=key)

    return replace(content, items=tuple(cut(item) for item in content.items)), files


def pixels(image: QImage) -> npt.NDArray[np.uint8]:
    """Return a copy of the picture as an array [height, width, 3] of red, green and blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(plain.constBits(), dtype=np.uint8)
    rows = flat.reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def png_bytes(image: QImage, *, smallest: bool = False) -> bytes:
    """Return the picture as PNG; the same pixels give the same bytes.

    `smallest` compresses as far as zlib goes, which takes four times as long for some six per cent.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(100 if smallest else 70)
    if not writer.write(image):
        raise AdManagerError(
            sentence("The picture could not be written as PNG: {why}.", why=writer.errorString())
        )
    buffer.close()
    return bytes(data.data())


def load_picture(data: bytes, name: str) -> QImage:
    """Return a picture from a file's bytes; raise AdManagerError when it is none that Qt reads."""
    ensure_application()
    image = QImage.fromData(data)
    if image.isNull():
        raise AdManagerError(
            sentence("{name} is not a picture that can be read; use PNG, JPEG or SVG.", name=name)
        )
    return image


_subjects: dict[int, Subject] = {}


def subject_of(photo: QImage) -> Subject:
    """Return what a photo shows and where; looked at once while the photo is held."""
    key = photo.cacheKey()
    with _lock:
        if key not in _subjects:
            if len(_subjects) >= MOST_SUBJECTS:
                _subjects.clear()
            small = photo.scaled(
                LOOKED_AT,
                LOOKED_AT,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            _subjects[key] = find_subject(pixels(small), photo.width() / max(1, photo.height()))
        return _subjects[key]


def fewer_colours(image: QImage) -> QImage:
    """Return the picture with at most 256 colours, dithered: a smaller PNG for heavy photos."""
    return image.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.DiffuseDither)


def _color(colour: Colour, opacity: float = 1.0) -> QColor:
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in colour)
    return QColor.fromRgbF(red, green, blue, opacity)


def _path(path: scenes.Path) -> QPainterPath:
    made = QPainterPath()
    for step in path:
        values = [float(value) for value in step[1:]]
        if step[0] == "M":
            made.moveTo(*values)
        elif step[0] == "L":
            made.lineTo(*values)
        elif step[0] == "C":
            made.cubicTo(*values)
        else:
            made.closeSubpath()
    return made


def _brush(fill: scenes.Fill) -> QBrush:
    if not isinstance(fill, scenes.Gradient):
        return QBrush(_color(fill))
    start, end = QPointF(*fill.start), QPointF(*fill.end)
    if fill.kind == "linear":
        gradient: QLinearGradient | QRadialGradient = QLinearGradient(start, end)
    else:
        away = end - start
        gradient = QRadialGradient(start, (away.x() ** 2 + away.y() ** 2) ** 0.5)
    for position, colour, opacity in fill.stops:
        gradient.setColorAt(position, _color(colour, opacity))
    return QBrush(gradient)


def _item(painter: QPainter, item: scenes.Item, pictures: Mapping[str, QImage]) -> None:
    if isinstance(item, scenes.Shape):
        _shape(painter, item)
    elif isinstance(item, scenes.TextLine):
        _text(painter, item)
    elif isinstance(item, scenes.Photo):
        _photo(painter, item, pictures[item.key])
    else:
        _group(painter, item, pictures)


def _shape(painter: QPainter, shape: scenes.Shape) -> None:
    painter.setOpacity(shape.opacity)
    painter.setBrush(Qt.BrushStyle.NoBrush if shape.fill is None else _brush(shape.fill))
    if shape.line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(_color(shape.line), shape.line_width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
    painter.drawPath(_path(shape.path))
    painter.setOpacity(1.0)


def _text(painter: QPainter, line: scenes.TextLine) -> None:
    style = line.style
    shown = line.text.upper() if style.upper else line.text
    painter.save()
    painter.translate(line.x, line.baseline)
    factor = style.size / MEASURED_AT
    painter.scale(factor, factor)
    painter.fillPath(glyphs(shown, style.face, style.tracking), _color(line.colour))
    painter.restore()
    if line.struck:
        width = advance(shown, style.face, style.tracking) * factor
        middle = line.baseline - 0.26 * style.size
        painter.setPen(QPen(_color(line.colour), max(1.0, 0.08 * style.size)))
        painter.drawLine(QPointF(line.x, middle), QPointF(line.x + width, middle))


def _photo(painter: QPainter, photo: scenes.Photo, image: QImage) -> None:
    target = QRectF(photo.x, photo.y, photo.width, photo.height)
    if not photo.cover:
        painter.drawImage(target, image, QRectF(image.rect()))
        return
    scale = VECTOR_PICTURE_SCALE if _is_paper(painter) else painter.transform().m11()
    part = _cut(photo, image, scale)
    painter.drawImage(target, part, QRectF(part.rect()))


def _cut(photo: scenes.Photo, image: QImage, scale: float) -> QImage:
    """Return the part of a picture that covers its frame, `scale` times as large as the frame."""
    factor = max(photo.width / image.width(), photo.height / image.height())
    width, height = photo.width / factor, photo.height / factor
    source = QRectF(
        (image.width() - width) * photo.focus[0], (image.height() - height) * photo.focus[1], width, height
    )
    # Shrunk in one careful step: the painter's own scaling skips pixels of large photos.
    return image.copy(source.toAlignedRect()).scaled(
        max(1, round(photo.width * scale)),
        max(1, round(photo.height * scale)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _is_paper(painter: QPainter) -> bool:
    return painter.paintEngine().type() == QPaintEngine.Type.Pdf


def _group(painter: QPainter, group: scenes.Group, pictures: Mapping[str, QImage]) -> None:
    """Paint the items on a layer of their own and cut it with an antialiased edge (a clip path has none)."""
    if _is_paper(painter):
        painter.save()
        painter.setClipPath(_path(group.clip), Qt.ClipOperation.IntersectClip)
        for item in group.items:
            _item(painter, item, pictures)
        painter.restore()
        return
    device = painter.device()
    layer = QImage(device.width(), device.height(), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    inner = QPainter(layer)
    try:
        inner.setRenderHints(painter.renderHints())
        inner.setTransform(painter.transform())
        for item in group.items:
            _item(inner, item, pictures)
    finally:
        inner.end()
    painter.save()
    brush = QBrush(layer)
    inverted, _ = painter.transform().inverted()
    brush.setTransform(inverted)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawPath(_path(group.clip))
    painter.restore()
