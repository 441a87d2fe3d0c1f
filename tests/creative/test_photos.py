"""Folders of photos: what is read, what is left out and told, and how they are divided."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from admanager.creative import photos
from admanager.creative.colour_groups import COLOUR_GROUPS, colour_groups, palette_of
from admanager.texts import AdManagerError
from tests.creative.drawn_photos import SHAPES, draw_folder, draw_photo


def _bomb(path: Path, side: int) -> None:
    """Write a PNG that claims side x side pixels in a few bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


def test_a_subfolder_is_a_class_and_pictures_become_squares(tmp_path: Path) -> None:
    found = photos.read_photos(draw_folder(tmp_path / "p", 10), 32)
    assert found.classes == SHAPES
    assert found.pixels.shape == (30, 32, 32, 3)
    assert np.bincount(found.labels).tolist() == [10, 10, 10]
    assert found.aspect == pytest.approx(36 / 48)
    assert not found.skipped


def test_photos_without_subfolders_are_classed_by_colour(tmp_path: Path) -> None:
    for number, ink in enumerate(["red", "blue"] * 10):
        image = Image.new("RGB", (40, 40), "white")
        image.paste(ink, (8 + number // 2, 8, 30, 30))
        image.save(tmp_path / f"{number}.png")
    found = photos.read_photos(tmp_path, 32)
    assert found.classes == ("blue", "red")
    assert np.bincount(found.labels).tolist() == [10, 10]


def test_what_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    folder = draw_folder(tmp_path / "p", 9)
    (folder / "disc" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    (folder / "disc" / "empty.png").write_bytes(b"")
    whole = (folder / "bar" / "000.png").read_bytes()
    draw_photo("bar", np.random.default_rng(98), (300, 400)).save(folder / "bar" / "cut.jpg")
    content = (folder / "bar" / "cut.jpg").read_bytes()
    (folder / "bar" / "cut.jpg").write_bytes(content[: len(content) // 2])
    (folder / "bar" / "again.png").write_bytes(whole)
    _bomb(folder / "cross" / "bomb.png", 50_000)
    _bomb(folder / "cross" / "large.png", 9_900)
    Image.new("RGB", (4, 4)).save(folder / "cross" / "dot.png")
    (folder / "few").mkdir()
    draw_photo("disc", np.random.default_rng(99)).save(folder / "few" / "one.png")
    found = photos.read_photos(folder, 32)
    assert len(found) == 27
    reasons = {item.name: str(item.reason) for item in found.skipped}
    assert reasons["disc/broken.jpg"] == reasons["disc/empty.png"] == "it is not a picture that can be read"
    assert reasons["bar/cut.jpg"] == "it is damaged"
    assert reasons["bar/again.png" if "bar/again.png" in reasons else "bar/000.png"].startswith(
        "it is the same"
    )
    assert reasons["cross/bomb.png"] == reasons["cross/large.png"] == "it has too many pixels"
    assert reasons["cross/dot.png"] == "it is smaller than 8 pixels"
    assert "too few" in reasons["few/one.png"]


@pytest.mark.parametrize(("make", "words"), [(False, "no folder"), (True, "no photo that can be read")])
def test_a_folder_without_photos_is_refused_in_a_sentence(tmp_path: Path, make: bool, words: str) -> None:
    folder = tmp_path / "nothing"
    if make:
        folder.mkdir()
        (folder / "notes.txt").write_text("no photo")
    with pytest.raises(AdManagerError, match=words):
        photos.read_photos(folder, 32)


def test_turned_transparent_and_grey_pictures_are_read_as_seen(tmp_path: Path) -> None:
    turned = Image.new("RGB", (60, 30), "white")
    turned.paste((250, 0, 0), (0, 0, 30, 30))
    exif = turned.getexif()
    exif[0x0112] = 6  # a camera held upright: the left half is at the top
    turned.save(tmp_path / "a.png", exif=exif)
    Image.new("RGBA", (30, 60), (0, 0, 0, 0)).save(tmp_path / "b.png")
    Image.new("L", (30, 60), 128).save(tmp_path / "c.png")
    read = [photos._square(tmp_path / f"{name}.png", 8, 0.5) for name in "abc"]
    first, second, third = (np.asarray(item) for item in read)
    assert first[0, 4].tolist() == [250, 0, 0]
    assert first[7, 4].tolist() == [255, 255, 255]
    assert second.min() == 255
    assert np.unique(third).tolist() == [128]
    assert photos._shape(tmp_path / "a.png") == (30, 60)


def test_every_class_is_divided_alike_and_the_seed_decides(tmp_path: Path) -> None:
    found = photos.read_photos(draw_folder(tmp_path / "p", 60), 32)
    parts = photos.split(found, 1)
    counts = np.array([np.bincount(parts[found.labels == label], minlength=3) for label in range(3)])
    assert (counts == counts[0]).all()
    assert counts[0].sum() == 60
    assert counts[0][photos.SCORED_PART] == 11
    assert abs(int(counts[0][0]) - int(counts[0][1])) <= 1
    assert np.array_equal(parts, photos.split(found, 1))
    assert not np.array_equal(parts, photos.split(found, 2))


def test_too_few_photos_are_refused(tmp_path: Path) -> None:
    found = photos.read_photos(draw_folder(tmp_path / "p", 10), 32)
    with pytest.raises(AdManagerError, match="at least 120 photos"):
        photos.split(found, 0)


@pytest.mark.parametrize(
    ("colour", "group"),
    [
        ((10, 10, 12), "black"), ((130, 130, 130), "grey"), ((250, 250, 250), "white"), ((200, 20, 30), "red"),
        ((20, 60, 200), "blue"), ((30, 130, 50), "green"), ((110, 70, 30), "brown"), ((250, 220, 40), "yellow"),
        ((250, 150, 180), "pink"), ((120, 40, 160), "purple"), ((20, 150, 150), "teal"), ((245, 140, 20), "orange"),
    ],
)  # fmt: skip
def test_the_subjects_colour_group_is_the_one_that_people_name(
    colour: tuple[int, int, int], group: str
) -> None:
    picture = np.full((1, 32, 32, 3), 255, dtype=np.uint8)
    picture[0, 8:24, 8:24] = colour
    assert COLOUR_GROUPS[int(colour_groups(picture)[0])] == group


def test_a_palette_names_the_colours_by_how_much_they_cover() -> None:
    picture = np.full((20, 20, 3), 255, dtype=np.uint8)
    picture[:5] = (200, 0, 0)
    picture[18:] = (0, 0, 120)
    assert palette_of(picture, 3) == ["#ffffff", "#c80000", "#000078"]
    assert palette_of(picture[:5], 3) == ["#c80000"]
