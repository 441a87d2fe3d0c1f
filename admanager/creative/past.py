"""The user's past ads as designs: kept in the project, and part of what a design model learns from.

What they are read from is said in `past_files`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from admanager.creative.brand import load_brand
from admanager.creative.condition import Condition
from admanager.creative.past_files import PastAd, read_past_ads
from admanager.creative.spec import DesignSpec
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import sentence


@dataclass(frozen=True)
class PastImport:
    """What an import did: how many ads are new, how many replaced one of the same name, and the columns not used."""

    added: int
    replaced: int
    unused: tuple[str, ...] = ()


def list_past_ads(project: ProjectFile) -> list[PastAd]:
    """Return the past ads of a project in the order in which they came."""
    rows = project.read().execute("SELECT name, spec, condition FROM past_ad ORDER BY id")
    return [
        PastAd(name, DesignSpec.model_validate_json(spec), Condition.model_validate_json(condition))
        for name, spec, condition in rows
    ]


def count_past_ads(project: ProjectFile) -> int:
    """Return how many past ads a project holds."""
    return int(project.read().execute("SELECT COUNT(*) FROM past_ad").fetchone()[0])


def import_past_ads(
    project: ProjectFile, paths: Path | Sequence[Path], *, job: Job | None = None
) -> PastImport:
    """Read past ads from folders or files and keep them, in one step that can be undone; all of them or none.

    Raises AdManagerError that says which file, line and field cannot be read, and what was expected there.
    """
    read = read_past_ads(paths, load_brand(project), job=job)
    ads = read.ads
    known = dict(project.read().execute("SELECT name, id FROM past_ad"))
    replaced = 0
    with project.change(sentence("Import {count} past ads", count=len(ads))) as change:
        for ad in ads:
            values = {
                "name": ad.name,
                "spec": ad.spec.model_dump_json(),
                "condition": ad.condition.model_dump_json(),
                "created": time.time(),
            }
            if ad.name in known:
                change.update("past_ad", int(known[ad.name]), values)
                replaced += 1
            else:
                change.insert("past_ad", values)
    return PastImport(len(ads) - replaced, replaced, read.unused)


def delete_past_ads(project: ProjectFile) -> int:
    """Take all past ads out of the project, in one step that can be undone; return how many there were."""
    rows = [int(row[0]) for row in project.read().execute("SELECT id FROM past_ad")]
    if rows:
        with project.change(sentence("Delete {count} past ads", count=len(rows))) as change:
            for row in rows:
                change.delete("past_ad", row)
    return len(rows)
