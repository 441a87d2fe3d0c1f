"""Local times of a source and UTC: `to_utc` for whole columns, `offset_at` for one time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# No zone of today changes its offset at another moment than a full quarter of an hour.
_STEP = 900
_EPOCH = datetime(1970, 1, 1)


def checked_zone(name: str) -> str:
    """Return the name of a time zone as the time zone database writes it.

    Raises AdManagerError when there is no zone of this name.
    """
    try:
        return ZoneInfo(name.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AdManagerError(
            sentence(
                "There is no time zone {name}; names look like Europe/Berlin, Asia/Shanghai or UTC.",
                name=name,
            )
        ) from None


@lru_cache(maxsize=262_144)
def offset_at(local_seconds: int, zone: str) -> int:
    """Return how many seconds the zone is ahead of UTC when its clocks show this time (seconds since 1970).

    Of a time that the clocks show twice, the first is meant; one that they skip counts as before the change.
    """
    try:
        local = _EPOCH + timedelta(seconds=local_seconds)
        offset = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except OverflowError:
        return 0
    return int(offset.total_seconds()) if offset is not None else 0


def to_utc(local_seconds: npt.NDArray[np.int64], zone: str) -> npt.NDArray[np.int64]:
    """Return the UTC seconds of local times."""
    import numpy as np  # here, since a preview does without it

    steps, places = np.unique(local_seconds // _STEP, return_inverse=True)
    offsets = np.array([offset_at(int(step) * _STEP, zone) for step in steps], dtype=np.int64)
    return local_seconds - offsets[places]


def is_utc(zone: str | None) -> bool:
    """Return whether times of this zone need no change."""
    return zone is None or zone in {"UTC", "Etc/UTC", UTC.tzname(None)}
