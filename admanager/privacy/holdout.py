"""The last gate of an audience export: do-not-contact, a randomised hold-out, and the lift read when results return.

A part of the audience, drawn at random from a seed, is kept out of the export and remembered with it. Whoever was
exported and whoever was held out differ by chance alone, so the difference of what they do afterwards is what the
contact did: lift = p(exported) - p(held out), with Newcombe's interval for a difference of proportions (1998, method 10,
without continuity correction), which is made of two Wilson intervals (1927).
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from admanager.jobs import Job
from admanager.privacy.suppression import blocked_profiles
from admanager.project.changes import Change, quote
from admanager.project.file import ProjectFile
from admanager.project.identity import person_expression
from admanager.project.members import packed_ids, unpacked_ids
from admanager.project.schema import BATCH
from admanager.project.tables import columns, table_exists
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]

DEFAULT_SHARE = 0.1
MAX_SHARE = 0.5
MIN_PEOPLE = 100
"""A smaller audience has no hold-out: a handful of people held out tells nothing."""
Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Release:
    """Who goes out of an audience of people who may be reached, ascending `_id`s; the others are counted."""

    ids: Ids
    held: Ids
    do_not_contact: int
    seed: int
    share: float


@dataclass(frozen=True)
class KeptExport:
    """An export that the project remembers; `time` is in UTC seconds, `file` the name of what was written, without its folder."""

    id: int
    name: str
    time: float
    seed: int
    share: float
    exported: int
    held: int
    file: str = ""


@dataclass(frozen=True)
class Lift:
    """What the contact did: rates of those exported and those held out, and their difference with a 95 % interval.

    `relative` is the difference as a share of the rate of those held out, None where that is 0. `verdict` is `more` or
    `less` where the interval leaves out 0, and `open` else.
    """

    export: KeptExport
    outcome: str
    exported_with: int
    held_with: int
    exported_rate: float
    held_rate: float
    difference: float
    low: float
    high: float
    relative: float | None
    verdict: Literal["more", "less", "open"]


def release(
    project: ProjectFile,
    ids: Ids,
    *,
    share: float | None = None,
    seed: int | None = None,
    job: Job | None = None,
) -> Release:
    """Return who of an audience goes out: nobody on the do-not-contact list, and a random share held out.

    `ids` are profiles that may be reached, ascending. `share` None means a tenth where the audience has at least a
    hundred people, and nobody else; 0 holds nobody out. The same seed holds the same people out of the same audience.
    """
    import numpy as np

    if share is not None and not 0 <= share <= MAX_SHARE:
        raise AdManagerError(sentence("A hold-out is between 0 and half of the audience."))
    blocked = blocked_profiles(project, job=job)
    allowed = np.setdiff1d(ids, blocked, assume_unique=True) if len(blocked) else np.asarray(ids, np.int64)
    chosen = share if share is not None else DEFAULT_SHARE if len(allowed) >= MIN_PEOPLE else 0.0
    used = int(time.time_ns() % 2**31) if seed is None else seed
    size = round(len(allowed) * chosen)
    drawn = np.random.default_rng(used).permutation(len(allowed))[:size]
    flags = np.zeros(len(allowed), bool)
    flags[drawn] = True
    return Release(allowed[~flags], allowed[flags], len(ids) - len(allowed), used, chosen)


def keep_release(change: Change, name: str, released: Release, file: str = "") -> int:
    """Remember an export into a file of this name within a change, and return its number."""
    change.touch("audience_export")
    cursor = change.connection.execute(
        "INSERT INTO audience_export (name, time, seed, share, treated, held, file) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            name,
            time.time(),
            released.seed,
            released.share,
            packed_ids(released.ids.astype("<i8").tobytes()),
            packed_ids(released.held.astype("<i8").tobytes()),
            file,
        ],
    )
    return int(cursor.lastrowid or 0)


def exports(project: ProjectFile) -> list[KeptExport]:
    """Return the exports that the project remembers, newest first."""
    rows = project.read().execute(
        "SELECT id, name, time, seed, share, treated, held, file FROM audience_export ORDER BY id DESC"
    )
    return [
        KeptExport(number, name, moment, seed, share, len(_ids(treated)), len(_ids(held)), file)
        for number, name, moment, seed, share, treated, held, file in rows
    ]


def _ids(packed: bytes) -> Ids:
    import numpy as np

    return np.frombuffer(unpacked_ids(packed), dtype="<i8").astype(np.int64)


def read_lift(
    project: ProjectFile, number: int, *, outcome: str = "purchase", days: int | None = None
) -> Lift:
    """Return the lift of an export: who did `outcome` after it, of those exported and of those held out.

    `outcome` is a kind of event, or `click` or `conversion` of impressions. `days` limits how long after the export
    things count. What a simulation made up does not count. People are found by all of their keys. Raises AdManagerError when there is no such export, it held
    nobody out, or nothing of the kind was imported.
    """
    import numpy as np

    export = next((each for each in exports(project) if each.id == number), None)
    if export is None:
        raise AdManagerError(sentence("There is no export {number} in this project.", number=number))
    if not export.held or not export.exported:
        raise AdManagerError(
            sentence("Export {number} held nobody out, so there is nothing to compare with.", number=number)
        )
    treated, held = (
        project.read().execute("SELECT treated, held FROM audience_export WHERE id = ?", [number]).fetchone()
    )
    end = None if days is None else export.time + days * 86_400
    did = _people_who(project, outcome, export.time, end)
    with_outcome = [int(np.isin(_ids(part), did).sum()) for part in (treated, held)]
    return _lift(export, outcome, *with_outcome)


def _people_who(project: ProjectFile, outcome: str, since: float, until: float | None) -> Ids:
    import numpy as np

    connection = project.read()
    # Simulated results say nothing about real people; where the people are made up, their results are as well.
    real = connection.execute(
        "SELECT 1 FROM import_batch WHERE table_name = 'profiles' AND generated = 0 AND undone = 0"
    ).fetchone()
    made_up = int(real is None)
    found: set[int] = set()
    looked = False
    for table, role in (
        ("events", "kind"),
        ("impressions", {"click": "clicked", "conversion": "converted"}.get(outcome)),
    ):
        if role is None or not table_exists(connection, table):
            continue
        named = {column.role: column for column in columns(connection, table)}
        person = person_expression(connection, table)
        if role not in named or "time" not in named or person is None:
            continue
        looked = True
        condition = f"{quote(named[role].name)} = ?"
        params: list[object] = [outcome if role == "kind" else 1, since]
        moment, ending = quote(named["time"].name), ""
        if until is not None:
            ending = f" AND {moment} < ?"
            params.append(until)
        params.append(made_up)
        rows = connection.execute(
            f"SELECT DISTINCT {person} FROM {quote(table)} WHERE {condition} AND {moment} >= ?{ending} "
            f"AND {quote(BATCH)} IN (SELECT id FROM import_batch WHERE generated <= ?)",
            params,
        )
        found.update(row[0] for row in rows if row[0] is not None)
    if not looked:
        raise AdManagerError(
            sentence(
                "Import what people did (events with a kind and a time, or impressions) before reading the lift."
            )
        )
    return np.array(sorted(found), dtype=np.int64)


def _lift(export: KeptExport, outcome: str, exported_with: int, held_with: int) -> Lift:
    first, second = exported_with / export.exported, held_with / export.held
    low, high = newcombe(exported_with, export.exported, held_with, export.held)
    verdict: Literal["more", "less", "open"] = "more" if low > 0 else "less" if high < 0 else "open"
    difference = first - second
    return Lift(
        export, outcome, exported_with, held_with, first, second, difference, low, high,
        difference / second if second else None, verdict,
    )  # fmt: skip


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a proportion."""
    rate, square = successes / trials, Z_95**2
    centre = (rate + square / (2 * trials)) / (1 + square / trials)
    half = Z_95 / (1 + square / trials) * math.sqrt(rate * (1 - rate) / trials + square / (4 * trials**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def newcombe(first: int, first_trials: int, second: int, second_trials: int) -> tuple[float, float]:
    """Return Newcombe's 95 % interval of the difference of two proportions."""
    one, two = first / first_trials, second / second_trials
    (low_1, high_1), (low_2, high_2) = wilson(first, first_trials), wilson(second, second_trials)
    difference = one - two
    return (
        difference - math.hypot(one - low_1, high_2 - two),
        difference + math.hypot(high_1 - one, two - low_2),
    )
