"""Reads the picture of a screen as Xvfb keeps it (X Window Dump): for looking at what the installed program paints."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

# Fields of the header, big-endian, four bytes each; a colour map of 12 bytes an entry follows it.
HEADER_SIZE, VERSION, WIDTH, HEIGHT, BYTE_ORDER, BITS_PER_PIXEL, BYTES_PER_LINE, COLOURS = (
    0,
    1,
    4,
    5,
    7,
    11,
    12,
    19,
)
FIELDS = 25


def read(path: Path) -> QImage:
    """Return the picture in an .xwd file of 32 bits a pixel, least significant byte first.

    Raises ValueError where the file is of another kind or cut off.
    """
    data = path.read_bytes()
    if len(data) < FIELDS * 4:
        raise ValueError(f"{path.name} is too short for a picture of a screen.")
    header = struct.unpack_from(f">{FIELDS}I", data)
    if (header[VERSION], header[BITS_PER_PIXEL], header[BYTE_ORDER]) != (7, 32, 0):
        raise ValueError(f"{path.name} is no picture of a screen with 32 bits a pixel.")
    begin = header[HEADER_SIZE] + 12 * header[COLOURS]
    width, height, stride = header[WIDTH], header[HEIGHT], header[BYTES_PER_LINE]
    if len(data) < begin + height * stride:
        raise ValueError(f"{path.name} is cut off.")
    picture = QImage(data[begin : begin + height * stride], width, height, stride, QImage.Format.Format_RGB32)
    return picture.copy()


def colours(picture: QImage) -> int:
    """Return how many different colours a picture has; a blank one has one."""
    rows = np.frombuffer(picture.constBits(), dtype=np.uint32).reshape(
        picture.height(), picture.bytesPerLine() // 4
    )
    return len(np.unique(rows[:, : picture.width()] & 0xFFFFFF))
