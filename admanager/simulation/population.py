"""Who the campaign can reach: the members of its ad groups' segments, those without consent or on the do-not-contact list left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from admanager.privacy.consent import consent_columns
from admanager.privacy.suppression import blocked_profiles
from admanager.project.file import ProjectFile
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import row_count
from admanager.simulation.campaign import AdGroup, CampaignPlan
from admanager.texts import AdManagerError, sentence


@dataclass(frozen=True)
class Population:
    """People and their ad groups.

    `ids` are the `_id`s of the profiles, ascending. The ad groups of person i are
    `groups[group_start[i]:group_start[i + 1]]`. `without_consent` counts members who are left out because
    their consent is missing or refused; it is None where the project has no consent column. `do_not_contact` are those
    on that list.
    """

    ids: NDArray[np.int64]
    group_start: NDArray[np.int64]
    groups: NDArray[np.int32]
    group_sizes: tuple[int, ...]
    without_consent: int | None
    generated: bool
    do_not_contact: int = 0

    @property
    def size(self) -> int:
        """Number of people."""
        return len(self.ids)


def find_population(project: ProjectFile, plan: CampaignPlan) -> Population:
    """Look up the members of every ad group.

    Raises AdManagerError when there are no profiles, a segment or rule is wrong, or nobody is left.
    """
    if not row_count(project.read(), "profiles"):
        raise AdManagerError(
            sentence("The project has no profiles yet; import people before simulating a campaign.")
        )
    blocked = blocked_profiles(project)
    in_groups = [group_members(project, group) for group in plan.ad_groups]
    members = [np.setdiff1d(ids, blocked, assume_unique=True) for ids in in_groups]
    do_not_contact = len(_union(in_groups)) - len(_union(members))
    allowed = consenting(project)
    without_consent: int | None = None
    if allowed is not None:
        everyone = _union(members)
        without_consent = len(everyone) - len(np.intersect1d(everyone, allowed, assume_unique=True))
        members = [np.intersect1d(ids, allowed, assume_unique=True) for ids in members]
    if not any(len(ids) for ids in members):
        raise AdManagerError(
            sentence("Nobody is in the campaign's segments (or nobody there consented); widen a segment.")
        )
    return replace(from_members(members, without_consent, _generated(project)), do_not_contact=do_not_contact)


def from_members(
    members: list[NDArray[np.int64]], without_consent: int | None, generated: bool
) -> Population:
    """Build the population from one ascending array of ids per ad group."""
    ids = _union(members)
    people = np.concatenate([np.searchsorted(ids, part) for part in members])
    numbers = np.repeat(np.arange(len(members), dtype=np.int32), [len(part) for part in members])
    order = np.argsort(people, kind="stable")
    start = np.zeros(len(ids) + 1, dtype=np.int64)
    np.cumsum(np.bincount(people, minlength=len(ids)), out=start[1:])
    return Population(
        ids, start, numbers[order], tuple(len(part) for part in members), without_consent, generated
    )


def group_members(project: ProjectFile, group: AdGroup) -> NDArray[np.int64]:
    """Return the ids of an ad group's people, ascending: in any included segment and in no excluded one."""
    from admanager.audience import segments

    if group.include:
        included = _union([segments.members(project, name) for name in group.include])
    else:
        rows = project.read().execute(f"SELECT {ROW_ID} FROM profiles ORDER BY {ROW_ID}")
        included = np.fromiter((row[0] for row in rows), dtype=np.int64)
    excluded = _union([segments.members(project, name) for name in group.exclude])
    return np.setdiff1d(included, excluded, assume_unique=True)


def consenting(project: ProjectFile) -> NDArray[np.int64] | None:
    """Return the ids of the people who consented, ascending; None when no column has the role consent."""
    from admanager.audience.columns import ColumnStore

    if not consent_columns(project.read(), "profiles"):
        return None
    allowed, _ = ColumnStore.of(project).consented_members(None)
    return allowed


def _union(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.unique(np.concatenate([np.asarray(part, dtype=np.int64) for part in [*parts, []]]))


def _generated(project: ProjectFile) -> bool:
    """Say whether the people, or some of them, were made by the program itself."""
    if project.meta("generated") is not None:
        return True
    row = project.read().execute(
        f"SELECT EXISTS (SELECT 1 FROM import_batch WHERE generated = 1 AND undone = 0 AND table_name = 'profiles' "
        f"AND EXISTS (SELECT 1 FROM profiles WHERE profiles.{BATCH} = import_batch.id))"
    )
    return bool(row.fetchone()[0])
