"""Makes pictures from a stored image model: ONNX Runtime only, the same seed gives the same pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.creative.image_codes import Codes, Floats, Whole
from admanager.creative.image_graph import CLASS, COLOUR, FEATURES, LATENT, PICTURE, SCORES
from admanager.learning.scoring import open_session

Pixels = npt.NDArray[np.uint8]

AT_ONCE = 64


class ImageServer:
    """A generator ready to make pictures from the codes that it was trained with."""

    def __init__(self, onnx_bytes: bytes, codes: Codes) -> None:
        self._session = open_session(onnx_bytes)
        self._codes = codes

    def make(
        self,
        labels: Whole,
        tints: Whole,
        rng: np.random.Generator,
        truncation: float = 1.0,
        *,
        at_once: int = AT_ONCE,
    ) -> Pixels:
        """Return a picture for each class and colour group, [n, size, size, 3] of 0..255.

        The first pictures are the same however many follow; to the last bit only where `at_once` is 1.
        """
        latent = self._codes.draw(labels, tints, truncation, rng)
        parts = []
        for start in range(0, len(labels), at_once):
            rows = slice(start, start + at_once)
            feed = {LATENT: latent[rows].astype(np.float32), CLASS: labels[rows], COLOUR: tints[rows]}
            parts.append(as_pixels(self._session.run([PICTURE], feed)[0]))
        return np.concatenate(parts)


class Judge:
    """A classifier of 32-pixel pictures that a generator has never seen."""

    def __init__(self, onnx_bytes: bytes) -> None:
        self._session = open_session(onnx_bytes)
        self._size = int(self._session.get_inputs()[0].shape[2])

    def look(self, pixels: Pixels) -> tuple[Floats, Whole]:
        """Return features [n, d] and the likeliest class [n] of pictures [n, size, size, 3]."""
        features, classes = [], []
        for start in range(0, len(pixels), AT_ONCE):
            pictures = self._pictures(pixels[start : start + AT_ONCE])
            found: list[Any] = self._session.run([FEATURES, SCORES], {PICTURE: pictures})
            features.append(found[0].astype(np.float64))
            classes.append(found[1].argmax(axis=1))
        return np.concatenate(features), np.concatenate(classes)

    def _pictures(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        pictures = pixels.astype(np.float32).transpose(0, 3, 1, 2) / 127.5 - 1
        factor = pictures.shape[-1] // self._size
        if factor > 1:
            count, channels = pictures.shape[:2]
            pictures = pictures.reshape(count, channels, self._size, factor, self._size, factor).mean(
                axis=(3, 5)
            )
        return np.ascontiguousarray(pictures, dtype=np.float32)


def as_pixels(pictures: npt.NDArray[np.float32]) -> Pixels:
    """Return pictures in -1..1 [n, 3, h, w] as pixels [n, h, w, 3] of 0..255."""
    scaled = np.rint((pictures.transpose(0, 2, 3, 1) + 1) * 127.5)
    return np.ascontiguousarray(np.clip(scaled, 0, 255).astype(np.uint8))
