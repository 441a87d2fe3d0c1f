"""What a choice of creatives by the person looks at: a few numbers for each person, from the columns of profiles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from admanager.project.file import ProjectFile
from admanager.project.tables import columns, iter_frames
from admanager.simulation.arrays import FEATURES
from admanager.simulation.draws import name_number
from admanager.simulation.population import Population

_USED = frozenset({"number", "category", "flag", "tags"})


def contexts_of(project: ProjectFile, people: Population) -> NDArray[np.float32]:
    """Return [N, FEATURES] features: a constant, and the profiles' columns hashed into the others with signs.

    Numbers are standardised; a category counts as the feature of its value (feature hashing, Weinberger et al.
    2009). Each person's features but the constant have length 1 at most.
    """
    result = np.zeros((people.size, FEATURES), dtype=np.float64)
    used = [column for column in columns(project.read(), "profiles") if column.role in _USED]
    for frame in iter_frames(project.read(), "profiles", [column.name for column in used]):
        chosen = frame[np.isin(frame.index.to_numpy(), people.ids, assume_unique=True)]
        places = np.searchsorted(people.ids, chosen.index.to_numpy())
        for column in used:
            values = chosen[column.name]
            if column.type in {"integer", "real"}:
                numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
                spread = np.nanstd(numbers) if np.isfinite(numbers).any() else 0.0
                if spread > 0:
                    place, sign = _hashed(column.name)
                    result[places, place] += sign * np.nan_to_num((numbers - np.nanmean(numbers)) / spread)
                continue
            texts = values.astype("string").fillna("")
            for text in texts.unique():
                place, sign = _hashed(f"{column.name}={text}")
                result[places[(texts == text).to_numpy()], place] += sign
    length = np.sqrt((result**2).sum(axis=1, keepdims=True))
    result /= np.maximum(length, 1.0)
    result[:, 0] = 1.0
    return result.astype(np.float32)


def _hashed(name: str) -> tuple[int, float]:
    number = name_number(name)
    return 1 + number % (FEATURES - 1), 1.0 if (number >> 40) & 1 else -1.0
