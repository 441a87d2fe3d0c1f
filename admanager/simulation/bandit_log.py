"""A log of choices with their propensities, as the Open Bandit data have it, and the policies to judge on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from admanager.texts import AdManagerError, sentence

Policy = Literal["random", "bts", "log"]
COLUMNS = ("item_id", "position", "click", "propensity_score")
DRAWS = 100_000
MOST_QUOTED = 200

# What the Bernoulli Thompson sampling that served ZOZOTOWN's campaign for men believed at the start of the log: clicks
# and non-clicks of each of the 34 items, from st-tech/zr-obp, obp/policy/conf/prior_bts.yaml (Apache License 2.0).
PRIOR_CLICKS = (
    47, 8, 62, 142, 3, 6, 100, 48, 23, 71, 61, 13, 16, 518, 30, 7, 4, 23, 8, 10, 11, 11, 18, 121, 11, 4, 32, 30, 9, 22,
    6, 23, 5, 54,
)  # fmt: skip
PRIOR_PASSES = (
    12198, 3566, 15993, 35522, 2367, 3100, 24665, 13210, 7061, 18061, 17449, 5644, 6787, 111326, 8776, 3334, 2271, 7389,
    2659, 3665, 4724, 3561, 5085, 27407, 4601, 2923, 8897, 8654, 4000, 6580, 3174, 6766, 2602, 14506,
)  # fmt: skip


@dataclass(frozen=True)
class BanditLog:
    """Rounds of a policy that chose one of `actions` items for one of `positions` places.

    Arrays [n]: `action` and `position` count from 0, `reward` is 1 for a click, `propensity` is the chance with
    which the logging policy chose what it chose.
    """

    action: NDArray[np.int64]
    position: NDArray[np.int64]
    reward: NDArray[np.float64]
    propensity: NDArray[np.float64]
    actions: int
    positions: int

    def __len__(self) -> int:
        return len(self.action)


def read_bandit_log(path: Path) -> BanditLog:
    """Read a CSV file with the columns item_id, position, click and propensity_score; others may stand beside.

    Columns `user-item_affinity_N` say how many items there are; without them the highest item_id does. Raises
    AdManagerError that names the column or the line which does not fit.
    """
    columns, names = _columns(path)
    action, position, click, propensity = (columns[name] for name in COLUMNS)
    _whole(path, "item_id", action, 0)
    _whole(path, "position", position, 0)
    _all(path, "click", click, (click == 0) | (click == 1), "0 or 1")
    _all(path, "propensity_score", propensity, (propensity > 0) & (propensity <= 1), "above 0 and at most 1")
    places = np.unique(position)
    actions = sum(name.startswith("user-item_affinity_") for name in names)
    return BanditLog(
        action=action.astype(np.int64),
        position=np.searchsorted(places, position),
        reward=click,
        propensity=propensity,
        actions=max(actions, int(action.max()) + 1),
        positions=len(places),
    )


def _columns(path: Path) -> tuple[dict[str, NDArray[np.float64]], list[str]]:
    import pyarrow as pa
    from pyarrow import csv

    try:
        with csv.open_csv(path) as reader:
            names = list(reader.schema.names)
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise AdManagerError(
                sentence(
                    "{path} has no column {columns}; a log of choices has item_id, position, click and propensity_score.",
                    path=str(path),
                    columns=", ".join(missing),
                )
            )
        options = csv.ConvertOptions(
            include_columns=list(COLUMNS), column_types={name: pa.float64() for name in COLUMNS}
        )
        table: Any = csv.read_csv(path, convert_options=options)
    except FileNotFoundError:
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path))) from None
    except pa.ArrowInvalid as error:
        # What the reader quotes of the file may hold any character, and line ends.
        said = "".join(sign if sign.isprintable() else " " for sign in str(error))[:MOST_QUOTED]
        raise AdManagerError(
            sentence("{path} cannot be read as a table: {reason}", path=str(path), reason=said)
        ) from error
    if not table.num_rows:
        raise AdManagerError(sentence("The log {path} has no rows.", path=str(path)))
    return {name: table[name].to_numpy() for name in COLUMNS}, names


def _whole(path: Path, name: str, values: NDArray[np.float64], least: int) -> None:
    fits = (values >= least) & (values < 100_000) & (values == np.floor(values))
    _all(path, name, values, fits, "a whole number from 0 to 99,999")


def _all(path: Path, name: str, values: NDArray[np.float64], fits: NDArray[np.bool_], expected: str) -> None:
    if fits.all():
        return
    row = int(np.argmin(fits))
    raise AdManagerError(
        sentence(
            "In row {row:,} of {path} the column {column} holds {found}; it must be {expected}.",
            row=row + 1,
            path=str(path),
            column=name,
            found=f"{values[row]:g}",
            expected=expected,
        )
    )


def target_chances(policy: Policy, log: BanditLog) -> NDArray[np.float64] | None:
    """Return the chance with which a policy chooses each action in each position, [positions, actions].

    None for the logging policy itself, whose chances are known only for what it chose.
    """
    if policy == "log":
        return None
    if policy == "random":
        return np.full((log.positions, log.actions), 1.0 / log.actions)
    if log.actions != len(PRIOR_CLICKS):
        raise AdManagerError(
            sentence(
                "The policy bts is known for the {known} items of Open Bandit's campaign for men; this log has {actions}.",
                known=len(PRIOR_CLICKS),
                actions=log.actions,
            )
        )
    return thompson_chances(PRIOR_CLICKS, PRIOR_PASSES, log.positions)


@cache
def thompson_chances(
    clicks: tuple[int, ...], passes: tuple[int, ...], positions: int, draws: int = DRAWS
) -> NDArray[np.float64]:
    """Return how often each action comes at each position when Beta draws are sorted, over `draws` draws."""
    random = np.random.default_rng(12345)
    counts = np.zeros((positions, len(clicks)))
    for start in range(0, draws, 10_000):
        size = min(10_000, draws - start)
        rates = random.beta(clicks, passes, size=(size, len(clicks)))
        best = np.argsort(-rates, axis=1)[:, :positions]
        for position in range(positions):
            counts[position] += np.bincount(best[:, position], minlength=len(clicks))
    chances: NDArray[np.float64] = counts / draws
    chances.setflags(write=False)
    return chances
