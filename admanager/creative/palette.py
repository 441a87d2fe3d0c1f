"""From the brand's colours and a design's offsets to the colours of every part of an ad."""

from __future__ import annotations

from dataclasses import dataclass

from admanager.creative.brand import BrandKit
from admanager.creative.color import (
    BLACK,
    WHITE,
    Colour,
    chroma,
    contrast,
    from_hex,
    mixed,
    readable_on,
    shifted,
    to_oklab,
    with_lightness,
)  # fmt: skip
from admanager.creative.spec import DesignSpec

# A little above WCAG's 4.5 and 3, since the drawn ground varies around its colour.
TEXT_CONTRAST = 5.2
SHAPE_CONTRAST = 3.2
QUIET_CONTRAST = 4.7


@dataclass(frozen=True)
class Surface:
    """A ground that text stands on, with the colours of what stands there.

    `button` and `on_button` are the call to action; `outline` says that the button is drawn as a line.
    """

    fill: Colour
    text: Colour
    muted: Colour
    button: Colour
    on_button: Colour
    outline: bool


@dataclass(frozen=True)
class Palette:
    """All colours of one design in one brand.

    `art` are the colours of drawn pictures: ground, main, second, light, deep, pop.
    """

    ground: Surface
    card: Surface
    band: Surface
    scrim: Surface
    second_ground: Colour
    texture: Colour
    art: tuple[Colour, Colour, Colour, Colour, Colour, Colour]
    badge: Colour
    on_badge: Colour
    mark: Colour


def make_palette(spec: DesignSpec, brand: BrandKit) -> Palette:
    """Return the design's colours in this brand; text and buttons contrast enough with their flat ground."""
    primary, accent, ink, paper = _brand_colours(spec, brand)
    ground = ground_colour(spec, brand)
    dark = to_oklab(ground)[0] < 0.62
    if dark:
        second = with_lightness(mixed(ground, primary, 0.35), max(0.12, to_oklab(ground)[0] - 0.08))
    else:
        second = mixed(with_lightness(ground, min(0.985, to_oklab(ground)[0] + 0.03)), primary, 0.05)
    card_fill = paper if spec.scheme in {"paper", "tint", "accent", "primary"} else ink
    band_fill = _band(ground, primary, accent, ink)
    scrim_fill = mixed(ink, primary, 0.18) if dark or spec.scheme in {"accent", "primary"} else paper
    candidates = (accent, primary, ink, paper)
    surface = _surface(ground, spec, candidates, ink, paper)
    return Palette(
        ground=surface,
        card=_surface(card_fill, spec, candidates, ink, paper),
        band=_surface(band_fill, spec, (accent, paper, ink, primary), ink, paper),
        scrim=_surface(scrim_fill, spec, candidates, ink, paper),
        second_ground=_quiet(second, surface),
        texture=_quiet(_texture(ground, primary, accent, dark), surface),
        art=_art(spec, ground, primary, accent, ink, paper),
        badge=_badge(ground, accent, primary),
        on_badge=_on(_badge(ground, accent, primary), ink, paper, TEXT_CONTRAST),
        mark=next((c for c in (accent, primary) if contrast(c, ground) >= 2.2), _on(ground, ink, paper, 3.0)),
    )


def ground_colour(spec: DesignSpec, brand: BrandKit) -> Colour:
    """Return the colour of the ad's ground."""
    return shifted(
        scheme_grounds(*_brand_colours(spec, brand))[spec.scheme],
        0.4 * spec.ground_l,
        0.22 * spec.ground_a,
        0.22 * spec.ground_b,
    )


def _brand_colours(spec: DesignSpec, brand: BrandKit) -> tuple[Colour, Colour, Colour, Colour]:
    """Return primary, accent (as the design shifts it), ink and paper."""
    # Little hue: an amber shifted far is mud, and no longer the brand's.
    accent = shifted(from_hex(brand.accent), 0.6 * spec.accent_l, 0.3 * spec.accent_a, 0.3 * spec.accent_b)
    return from_hex(brand.primary), accent, from_hex(brand.ink), from_hex(brand.paper)


def scheme_grounds(primary: Colour, accent: Colour, ink: Colour, paper: Colour) -> dict[str, Colour]:
    """Return the ground that each scheme has in a brand's colours, before a design's offsets."""
    lightness = to_oklab(primary)[0]
    return {
        "paper": paper,
        "tint": with_lightness(primary, 0.93, 0.28),
        "primary": primary,
        "deep": with_lightness(primary, min(0.31, max(0.22, lightness - 0.18)), 0.75),
        "ink": mixed(ink, primary, 0.06),
        "accent": accent,
    }


def _on(fill: Colour, ink: Colour, paper: Colour, wanted: float) -> Colour:
    """Return the brand's ink or paper, whichever reads on the fill; pure black or white when neither does."""
    first, second = (paper, ink) if contrast(paper, fill) >= contrast(ink, fill) else (ink, paper)
    # Light text on a strong colour looks right well before it is the one with the highest contrast.
    if contrast(paper, fill) >= wanted and chroma(fill) > 0.09:
        return paper
    for colour in (first, second, WHITE, BLACK):
        if contrast(colour, fill) >= wanted:
            return colour
    return max((BLACK, WHITE), key=lambda end: contrast(end, fill))


def _surface(
    fill: Colour, spec: DesignSpec, candidates: tuple[Colour, ...], ink: Colour, paper: Colour
) -> Surface:
    text = _on(fill, ink, paper, TEXT_CONTRAST)
    muted = readable_on(mixed(text, fill, 0.24), fill, TEXT_CONTRAST)
    if spec.button_fill == "outline":
        return Surface(fill, text, muted, text, text, True)
    order = (ink, paper, *candidates) if spec.button_fill == "contrast" else candidates
    button = next((c for c in order if contrast(c, fill) >= SHAPE_CONTRAST), None)
    if button is None:
        button = readable_on(candidates[0], fill, SHAPE_CONTRAST)
    label = _on(button, ink, paper, TEXT_CONTRAST)
    if contrast(label, button) < TEXT_CONTRAST:
        label = WHITE if contrast(WHITE, button) >= contrast(BLACK, button) else BLACK
        moved = _moved_from(button, label, fill)
        if moved is None:
            button = BLACK if contrast(BLACK, fill) >= SHAPE_CONTRAST else WHITE
            label = WHITE if button == BLACK else BLACK
        else:
            button = moved
    return Surface(fill, text, muted, button, label, False)


def _quiet(colour: Colour, surface: Surface) -> Colour:
    """Return the colour, brought as near to the ground as texts on it need."""
    for step in range(11):
        nearer = mixed(colour, surface.fill, step / 10)
        if min(contrast(surface.text, nearer), contrast(surface.muted, nearer)) >= QUIET_CONTRAST:
            return nearer
    return surface.fill


def _moved_from(button: Colour, label: Colour, fill: Colour) -> Colour | None:
    """Return the button's colour moved from its label until label and shape both contrast enough, if that can be."""
    step = -0.02 if label == WHITE else 0.02
    lightness = to_oklab(button)[0]
    for count in range(1, 40):
        moved = with_lightness(button, min(1.0, max(0.0, lightness + step * count)))
        if contrast(moved, label) >= TEXT_CONTRAST and contrast(moved, fill) >= SHAPE_CONTRAST:
            return moved
    return None


def _band(ground: Colour, primary: Colour, accent: Colour, ink: Colour) -> Colour:
    """The ground of the footer band: a brand colour that stands off the ad's ground."""
    options = [c for c in (primary, ink, accent) if contrast(c, ground) >= 1.6]
    return options[0] if options else with_lightness(primary, 0.9, 0.3)


def _badge(ground: Colour, accent: Colour, primary: Colour) -> Colour:
    for colour in (accent, primary, with_lightness(accent, 0.88, 0.7), with_lightness(primary, 0.3)):
        if contrast(colour, ground) >= 1.7:
            return colour
    return readable_on(accent, ground, 3.0)


def _texture(ground: Colour, primary: Colour, accent: Colour, dark: bool) -> Colour:
    if dark:
        return with_lightness(
            mixed(ground, accent if chroma(ground) < 0.03 else primary, 0.25),
            min(0.9, to_oklab(ground)[0] + 0.12),
        )
    return with_lightness(mixed(ground, primary, 0.4), to_oklab(ground)[0] - 0.07)


def _art(
    spec: DesignSpec, ground: Colour, primary: Colour, accent: Colour, ink: Colour, paper: Colour
) -> tuple[Colour, Colour, Colour, Colour, Colour, Colour]:
    light = with_lightness(primary, 0.86, 0.45)
    deep = with_lightness(primary, 0.34, 0.85)
    backs = {
        "paper": with_lightness(primary, 0.9, 0.38),
        "tint": primary,
        "primary": with_lightness(primary, 0.9, 0.38),
        "deep": with_lightness(primary, 0.42, 0.9),
        "ink": deep,
        "accent": with_lightness(accent, 0.92, 0.4),
    }
    back = backs[spec.scheme]
    if contrast(back, ground) < 1.12:
        back = shifted(back, -0.07 if to_oklab(back)[0] > 0.5 else 0.07)
    main = (
        primary
        if contrast(primary, back) >= 1.5
        else with_lightness(primary, 0.8 if to_oklab(back)[0] < 0.62 else 0.42)
    )
    return (
        back,
        main,
        accent,
        light if contrast(light, back) > 1.2 else paper,
        deep if contrast(deep, back) > 1.2 else ink,
        paper,
    )
