"""Photos in ads: what a photo shows is found, and is seen in the frame that it gets."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.creative import render
from admanager.creative.condition import Condition
from admanager.creative.generator import Source, generate
from admanager.creative.pipeline import Pictures, finish
from admanager.creative.regions import frame_of, plan, showing
from admanager.creative.sizes import BY_KEY, SIZES, AdSize
from admanager.creative.subjects import Subject, find_subject
from tests.creative.conftest import SHOP

Pixels = npt.NDArray[np.uint8]


def pictured(
    height: int, width: int, box: tuple[int, int, int, int], ground: tuple[int, int, int] = (255, 255, 255)
) -> Pixels:
    """A blue thing in the box (left, top, right, bottom) of a photo of one colour."""
    picture = np.empty((height, width, 3), dtype=np.uint8)
    picture[:] = ground
    left, top, right, bottom = box
    picture[top:bottom, left:right] = (20, 60, 200)
    return picture


def photo_of(pixels: Pixels) -> render.Picture:
    header = b"P6 %d %d 255\n" % (pixels.shape[1], pixels.shape[0])
    return render.load_picture(header + pixels.tobytes(), "photo")


def test_a_thing_on_white_is_found_with_its_ground() -> None:
    subject = find_subject(pictured(100, 50, (10, 30, 40, 90)), 0.5)
    assert (subject.left, subject.right) == pytest.approx((0.2, 0.8), abs=0.03)
    assert (subject.top, subject.bottom) == pytest.approx((0.3, 0.9), abs=0.02)
    assert subject.ground == (1.0, 1.0, 1.0)


def test_a_thing_before_a_busy_ground_is_found_without_one() -> None:
    rng = np.random.default_rng(3)
    picture = rng.integers(90, 150, size=(60, 60, 3), dtype=np.uint8)
    picture[10:35, 20:40] = (250, 240, 20)
    subject = find_subject(picture, 1.0)
    assert subject.ground is None
    assert 0.2 < subject.left < 0.45
    assert 0.55 < subject.right < 0.8
    assert subject.bottom < 0.75


def test_a_photo_of_nothing_is_all_subject() -> None:
    assert find_subject(np.full((40, 40, 3), 200, dtype=np.uint8), 1.0) == Subject(1.0)


sides = st.floats(0.05, 0.95)
ratios = st.floats(0.2, 5.0)


@given(ratios, sides, sides, sides, sides, ratios)
def test_a_cut_stays_in_the_photo_and_keeps_what_fits(
    ratio: float, x: float, y: float, width: float, height: float, frame: float
) -> None:
    subject = Subject(
        ratio, x * (1 - width), y * (1 - height), x * (1 - width) + width, y * (1 - height) + height
    )
    across, down = subject.focus(100 * frame, 100)
    assert 0 <= across <= 1
    assert 0 <= down <= 1
    shown_wide, shown_high = (1.0, ratio / frame) if frame > ratio else (frame / ratio, 1.0)
    left, top = across * (1 - shown_wide), down * (1 - shown_high)
    if width <= shown_wide:
        assert left <= subject.left + 1e-6
        assert left + shown_wide >= subject.right - 1e-6
    if height <= shown_high:
        assert top <= subject.top + 1e-6
        assert top + shown_high >= subject.bottom - 1e-6


@given(ratios, sides, sides, sides, sides, ratios)
def test_a_thing_on_plain_ground_stands_whole_in_the_middle_of_its_frame(
    ratio: float, x: float, y: float, width: float, height: float, frame: float
) -> None:
    left, top = x * (1 - width), y * (1 - height)
    subject = Subject(ratio, left, top, left + width, top + height, (1.0, 1.0, 1.0))
    at_x, at_y, wide, high = subject.placed(100 * frame, 100)
    assert wide / high == pytest.approx(ratio)
    begin, end = at_x + left * wide, at_x + (left + width) * wide
    up, down = at_y + top * high, at_y + (top + height) * high
    assert begin + end == pytest.approx(100 * frame)
    assert up + down == pytest.approx(100)
    assert begin > 0
    assert up > 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_no_flow_cuts_a_high_product_away(size: AdSize) -> None:
    """A dress on its hanger: at least half of it is seen, in whichever frame a flow gives a photo."""
    subject = Subject(0.6, 0.25, 0.08, 0.75, 0.95)
    (design,) = generate(Source(), SHOP, Condition(), count=1, seed=1)
    flows = type(design.spec).model_fields["flow"].annotation
    for flow in flows.__args__:  # type: ignore[union-attr]
        shown = showing(flow, design.spec, size, subject)
        frame = frame_of(plan(shown, design.spec, size, subject), size)
        least = 0.3 if size.width > 2 * size.height else 0.5
        assert frame is None or subject.seen(frame.width, frame.height) >= least, (flow, shown)


def test_a_product_on_white_is_whole_in_the_drawn_ad() -> None:
    photo = photo_of(pictured(300, 600, (250, 60, 350, 240)))
    blue = np.array([20, 60, 200])
    for seed in range(6):
        (design,) = generate(Source(), SHOP, Condition(), count=1, seed=seed)
        for flow in ("hero_top", "float_left", "bleed_side", "bleed_bottom", "split_right", "diagonal"):
            spec = design.spec.model_copy(update={"flow": flow})
            ad = finish(
                design.model_copy(update={"spec": spec}), SHOP, BY_KEY["300x250"], Pictures(photo=photo)
            )
            near = np.abs(render.pixels(ad.image).astype(int) - blue).max(axis=2) < 12
            rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
            shape = (rows[-1] - rows[0] + 1) / (columns[-1] - columns[0] + 1)
            assert shape == pytest.approx(1.8, rel=0.06), (seed, flow, ad.layout.flow)


def test_the_part_that_a_size_was_given_by_hand_is_kept() -> None:
    picture = np.zeros((100, 400, 3), dtype=np.uint8)
    picture[:, :200], picture[:, 200:] = (200, 30, 30), (30, 30, 200)
    (design,) = generate(Source(), SHOP, Condition(), count=1, seed=2)
    from admanager.creative.spec import SizeOverride

    spec = design.spec.model_copy(update={"flow": "split_right"})
    for focus, colour in ((0.0, (200, 30, 30)), (1.0, (30, 30, 200))):
        own = spec.overridden(SizeOverride(size="300x250", flow="split_right", focus_x=focus))
        ad = finish(
            design.model_copy(update={"spec": own}),
            SHOP,
            BY_KEY["300x250"],
            Pictures(photo=photo_of(picture)),
        )
        assert ad.layout.flow == "split_right"
        assert np.abs(render.pixels(ad.image)[125, 280].astype(int) - colour).max() < 12
