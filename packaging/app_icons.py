"""The icon of the program in the forms that systems want, drawn from resources/icons/admanager.svg.

ICO and ICNS are plain containers of PNG files, so nothing but Qt is needed to write them.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "icons" / "admanager.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = {b"ic07": 128, b"ic08": 256, b"ic09": 512}


def write(folder: Path) -> None:
    """Write `SIZE.png` for each size, `admanager.svg`, `admanager.ico` and `admanager.icns` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    drawing = SOURCE.read_text(encoding="utf-8")
    (folder / "admanager.svg").write_text(drawing, encoding="utf-8")
    pictures = {size: png(drawing, size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"{size}.png").write_bytes(picture)
    (folder / "admanager.ico").write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))
    (folder / "admanager.icns").write_bytes(icns({kind: pictures[size] for kind, size in ICNS_KINDS.items()}))


def png(drawing: str, size: int) -> bytes:
    """Return an SVG drawing as a square PNG picture with a transparent ground."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return a Windows icon of PNG pictures by size (at most 256 pixels)."""
    offset = 6 + 16 * len(pictures)
    entries = []
    for size, picture in pictures.items():
        entries.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset))
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + b"".join(entries) + b"".join(pictures.values())


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """Return a macOS icon of PNG pictures by their four-letter kind."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
