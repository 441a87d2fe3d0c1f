"""How segments overlap: the people in each combination of them, and two or three as circles drawn to scale."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.audience.columns import ColumnStore
from admanager.audience.segments import rule_of
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

MAX_SETS = 8
_GRID = 400


@dataclass(frozen=True)
class Intersection:
    """The people who are in exactly the sets `members` (by number, ascending) of those compared."""

    members: tuple[int, ...]
    count: int
    consented: int | None


@dataclass(frozen=True)
class Circles:
    """Circles whose areas are as the sets' sizes, the largest with radius 1, and overlap as far as they can.

    Two circles are exact. `error` is the largest difference between a region's share of the drawn area and its share
    of the people: three circles cannot show every overlap.
    """

    centres: tuple[tuple[float, float], ...]
    radii: tuple[float, ...]
    error: float


@dataclass(frozen=True)
class Overlap:
    """Sizes of the sets and the combinations that anyone is in, largest first.

    `in_none` of the `total` people are in no set. `consented` is None where no column holds consent. `circles` is
    there for two or three sets that are not empty.
    """

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    consented: tuple[int | None, ...]
    intersections: tuple[Intersection, ...]
    in_none: int
    total: int
    circles: Circles | None


def overlap(project: ProjectFile, names: Sequence[str], *, job: Job | None = None) -> Overlap:
    """Compare two to eight segments or rules; raise AdManagerError for another number of them."""
    if not 2 <= len(names) <= MAX_SETS:
        raise AdManagerError(sentence("Between 2 and {limit} segments can be compared.", limit=MAX_SETS))
    store = ColumnStore.of(project)
    flags = [store.flags(rule_of(project, name), job=job) for name in names]
    allowed = store.consented_flags(job=job)
    code = np.zeros(len(flags[0]), dtype=np.uint8)
    for number, inside in enumerate(flags):
        code |= inside.astype(np.uint8) << np.uint8(number)
    counts = np.bincount(code, minlength=1 << len(names))
    reached = None if allowed is None else np.bincount(code[allowed], minlength=1 << len(names))
    found = [
        Intersection(
            tuple(number for number in range(len(names)) if combination >> number & 1),
            int(counts[combination]),
            None if reached is None else int(reached[combination]),
        )
        for combination in range(1, len(counts))
        if counts[combination]
    ]
    found.sort(key=lambda each: (-each.count, len(each.members), each.members))
    sizes = tuple(int(np.count_nonzero(inside)) for inside in flags)
    return Overlap(
        tuple(names),
        sizes,
        tuple(None if allowed is None else int(np.count_nonzero(inside & allowed)) for inside in flags),
        tuple(found),
        int(counts[0]),
        len(code),
        circles(sizes, counts) if len(names) <= 3 and all(sizes) else None,
    )


# -- circles -------------------------------------------------------------------------------------------------


def circles(sizes: Sequence[int], counts: npt.NDArray[np.int64]) -> Circles:
    """Return circles for two or three sets; `counts` has the people of each combination, bit i for set i."""
    largest = max(sizes)
    radii = tuple(math.sqrt(size / largest) for size in sizes)
    unit = math.pi / largest
    pairs = list(itertools.combinations(range(len(sizes)), 2))
    wanted = []
    for first, second in pairs:
        both = sum(int(counts[c]) for c in range(len(counts)) if c >> first & 1 and c >> second & 1)
        wanted.append(_distance(radii[first], radii[second], both * unit))
    if len(sizes) == 2:
        return Circles(((0.0, 0.0), (wanted[0], 0.0)), radii, 0.0)
    centres = _triangle(*wanted)
    return Circles(centres, radii, _error(centres, radii, counts))


def lens(first: float, second: float, distance: float) -> float:
    """Return the area that two circles with these radii have in common at this distance of their centres."""
    if distance >= first + second:
        return 0.0
    small = min(first, second)
    if distance <= abs(first - second):
        return math.pi * small * small
    a = (distance * distance + first * first - second * second) / (2 * distance)
    b = distance - a
    height = math.sqrt(max(first * first - a * a, 0.0))
    return (
        first * first * math.acos(max(-1.0, min(1.0, a / first)))
        + second * second * math.acos(max(-1.0, min(1.0, b / second)))
        - distance * height
    )


def _distance(first: float, second: float, area: float) -> float:
    """Return the distance at which two circles have this area in common, found by halving."""
    low, high = abs(first - second), first + second
    if area <= 0:
        return high
    for _ in range(60):
        middle = (low + high) / 2
        if lens(first, second, middle) > area:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _triangle(ab: float, ac: float, bc: float) -> tuple[tuple[float, float], ...]:
    """Place three centres at these distances; where they make no triangle, the longest side gives way."""
    sides = sorted((ab, ac, bc))
    if sides[2] > sides[0] + sides[1]:
        longest = sides[0] + sides[1]
        ab, ac, bc = (min(side, longest) for side in (ab, ac, bc))
    x = (ab * ab + ac * ac - bc * bc) / (2 * ab) if ab > 0 else 0.0
    return (0.0, 0.0), (ab, 0.0), (x, math.sqrt(max(ac * ac - x * x, 0.0)))


def _error(
    centres: tuple[tuple[float, float], ...], radii: tuple[float, ...], counts: npt.NDArray[np.int64]
) -> float:
    """Measure the drawn regions on a grid, and return the largest difference from the people's shares."""
    edges = [
        (
            min(c[axis] - r for c, r in zip(centres, radii, strict=True)),
            max(c[axis] + r for c, r in zip(centres, radii, strict=True)),
        )
        for axis in (0, 1)
    ]
    x, y = np.meshgrid(*(np.linspace(low, high, _GRID) for low, high in edges))
    code = np.zeros(x.shape, dtype=np.int64)
    for number, ((cx, cy), radius) in enumerate(zip(centres, radii, strict=True)):
        code |= ((x - cx) ** 2 + (y - cy) ** 2 <= radius * radius).astype(np.int64) << number
    drawn = np.bincount(code.ravel(), minlength=len(counts))[1:].astype(np.float64)
    people = counts[1:].astype(np.float64)
    return float(np.abs(drawn / max(drawn.sum(), 1) - people / max(people.sum(), 1)).max())
