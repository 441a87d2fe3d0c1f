"""Writes a scene as SVG: the same shapes as on the screen, texts as outlines, so that it looks the same everywhere.

No fonts, scripts or links are in the file; pictures are embedded. The SVG needs no program of ours.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from admanager.creative.color import Colour, to_hex
from admanager.creative.fonts import TextStyle
from admanager.creative.scene import Gradient, Group, Item, Path, Photo, Scene, Shape, TextLine

# Of a text and its style: its outline from the baseline's start, and its width, in pixels.
Outliner = Callable[[str, TextStyle], tuple[Path, float]]


def svg_text(
    scene: Scene, pictures: Mapping[str, bytes], outline: Outliner, *, title: str = "", metadata: str = ""
) -> str:
    """Return the scene as an SVG document; `pictures` are PNG files by their key, `metadata` an XMP packet."""
    writer = _Writer(pictures, outline)
    body = "".join(writer.item(item) for item in scene.items)
    size = f'width="{scene.width}" height="{scene.height}" viewBox="0 0 {scene.width} {scene.height}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
        + (f"<title>{escape(title)}</title>" if title else "")
        + (f"<metadata>{metadata}</metadata>" if metadata else "")
        + f"<defs>{''.join(writer.definitions)}</defs>{body}</svg>\n"
    )


class _Writer:
    """Collects the gradients and clips that the items refer to."""

    def __init__(self, pictures: Mapping[str, bytes], outline: Outliner) -> None:
        self.definitions: list[str] = []
        self._pictures = pictures
        self._outline = outline

    def item(self, item: Item) -> str:
        if isinstance(item, Shape):
            return self._shape(item)
        if isinstance(item, TextLine):
            return self._text(item)
        if isinstance(item, Photo):
            return self._photo(item)
        return self._group(item)

    def _defined(self, element: str, attributes: str, content: str) -> str:
        name = f"d{len(self.definitions)}"
        self.definitions.append(f'<{element} id="{name}" {attributes}>{content}</{element}>')
        return f"url(#{name})"

    def _shape(self, shape: Shape) -> str:
        paint = f'fill="{"none" if shape.fill is None else self._fill(shape.fill)}"'
        if shape.line is not None:
            paint += f' stroke="{_colour(shape.line)}" stroke-width="{_number(shape.line_width)}"'
            paint += ' stroke-linecap="round" stroke-linejoin="miter"'
        if shape.opacity < 1:
            paint += f' opacity="{_number(shape.opacity)}"'
        return f'<path d="{_path(shape.path)}" fill-rule="evenodd" {paint}/>'

    def _fill(self, fill: Colour | Gradient) -> str:
        if not isinstance(fill, Gradient):
            return _colour(fill)
        stops = "".join(
            f'<stop offset="{_number(position)}" stop-color="{_colour(colour)}" stop-opacity="{_number(opacity)}"/>'
            for position, colour, opacity in fill.stops
        )
        (x, y), (to_x, to_y) = fill.start, fill.end
        if fill.kind == "linear":
            where = f'x1="{_number(x)}" y1="{_number(y)}" x2="{_number(to_x)}" y2="{_number(to_y)}"'
            return self._defined("linearGradient", f'gradientUnits="userSpaceOnUse" {where}', stops)
        radius = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
        where = f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"'
        return self._defined("radialGradient", f'gradientUnits="userSpaceOnUse" {where}', stops)

    def _text(self, line: TextLine) -> str:
        outline, width = self._outline(line.text, line.style)
        name = quoteattr(line.text)
        drawn = (
            f'<path role="img" aria-label={name} d="{_path(outline)}" fill="{_colour(line.colour)}" '
            f'transform="translate({_number(line.x)} {_number(line.baseline)})"/>'
        )
        if not line.struck:
            return drawn
        middle = line.baseline - 0.26 * line.style.size
        return drawn + (
            f'<path d="M{_number(line.x)} {_number(middle)}H{_number(line.x + width)}" fill="none" '
            f'stroke="{_colour(line.colour)}" stroke-width="{_number(max(1.0, 0.08 * line.style.size))}"/>'
        )

    def _photo(self, photo: Photo) -> str:
        data = base64.b64encode(self._pictures[photo.key]).decode("ascii")
        where = f'x="{_number(photo.x)}" y="{_number(photo.y)}" width="{_number(photo.width)}" height="{_number(photo.height)}"'
        # A picture that covers was cut to its frame before, so that stretching keeps its proportions.
        return f'<image {where} preserveAspectRatio="none" xlink:href="data:image/png;base64,{data}"/>'

    def _group(self, group: Group) -> str:
        clip = self._defined("clipPath", "", f'<path d="{_path(group.clip)}"/>')
        return f'<g clip-path="{clip}">{"".join(self.item(item) for item in group.items)}</g>'


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _path(path: Path) -> str:
    return "".join(
        str(step[0]) + " ".join(_number(float(value)) for value in step[1:])
        if len(step) > 1
        else str(step[0])
        for step in path
    )


def _colour(colour: Colour) -> str:
    return to_hex(colour)
