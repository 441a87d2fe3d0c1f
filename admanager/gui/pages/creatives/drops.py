"""What files that are dropped on the page are to it; nothing is read but a folder's names."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from admanager.gui.i18n import lazy

DROPS = {
    "past": lazy("CreativesPage", "Drop to import past ads; the design model learns from them, too"),
    "generator": lazy("CreativesPage", "Drop to load this image generator; it is checked first"),
    "photos": lazy("CreativesPage", "Drop to train an image model on these photos"),
    "logo": lazy("CreativesPage", "Drop to have this picture as the logo"),
    "photo": lazy("CreativesPage", "Drop to have this picture as the photo"),
}


def dropped_kind(paths: Sequence[Path]) -> str:
    """Return what these files or this folder are to the page: `past`, `generator`, `photos`, or "" for nothing.

    Pictures that are dropped themselves are ads; a folder of pictures alone is photos, one of ads has a list of them.
    """
    from admanager.creative.photos import ENDINGS

    if not paths or any(path.is_dir() for path in paths):
        return _folder_kind(paths[0]) if len(paths) == 1 else ""
    kinds = {path.suffix.lower() for path in paths}
    if kinds <= {".json", *ENDINGS}:
        return "past"
    return "generator" if len(paths) == 1 and kinds == {".onnx"} else ""


def _folder_kind(folder: Path) -> str:
    from admanager.creative.photos import ENDINGS

    names = {item.suffix.lower() for item in itertools.islice(folder.iterdir(), 200) if item.is_file()}
    return "past" if names & {".json", ".csv"} and names <= {".json", ".csv", *ENDINGS} else "photos"
