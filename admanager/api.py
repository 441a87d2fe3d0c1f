"""The same calls for a notebook, the command line and the window's jobs: `admanager.open(path)`.

import admanager

project = admanager.create("spring.adm")
project.import_file("customers.csv", key="customer_id")
project.segment("age >= 30 and region = 'North'").count
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from admanager.api_campaigns import CampaignCalls
from admanager.api_creatives import CreativeCalls
from admanager.api_privacy import PrivacyCalls
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    from pydantic import BaseModel

    from admanager.audience.behaviour import BehaviourResult
    from admanager.audience.clusters import Clustering, Method
    from admanager.audience.comparison import Against, Comparison
    from admanager.audience.export import SegmentExport
    from admanager.audience.lookalikes import Lookalike
    from admanager.audience.overlap import Overlap
    from admanager.audience.person import Card
    from admanager.audience.rfm import Rfm, RfmSettings
    from admanager.audience.rhythm import Rhythm
    from admanager.audience.statistics import ColumnStatistics
    from admanager.ingest.load import ImportResult, UndoResult
    from admanager.ingest.rejects import Reject
    from admanager.learning.customer_value import CustomerValue
    from admanager.learning.models import ModelInfo, TrainedModel


Options = TypeVar("Options", bound="BaseModel")


@dataclass(frozen=True)
class SegmentView:
    """A segment, saved or only asked for.

    `count` is the number of members, `consented` of those who may be contacted (all of them when the
    people have no consent column), `total` of all people.
    """

    rule: str
    count: int
    consented: int
    total: int


class Project(CreativeCalls, CampaignCalls):
    """An open project; use it as a context manager, or call `close`."""

    def __init__(self, file: ProjectFile) -> None:
        self.file = file

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the project file."""
        self.file.close()

    @property
    def path(self) -> Path:
        """Where the project file lies."""
        return self.file.path

    def import_file(
        self,
        path: Path | str,
        *,
        table: str = "profiles",
        key: str | None = None,
        roles: Mapping[str, str] | None = None,
        on_duplicate: str | None = None,
        part: str | Sequence[str] | None = None,
        zone: str | None = None,
        currency: str | None = None,
        job: Job | None = None,
    ) -> ImportResult:
        """Import a file as one batch, all of it or nothing; `roles` maps column names to roles, or to hash or keep.

        A folder, a zip archive of several files and the address of a running store can be given too. Of several files each
        becomes a batch, or none does; the result has their sums, and each file's own under `files`.

        `part` names the sheet of a workbook, the table of a database or the list of a JSON file, or several of them, each
        of which becomes a batch; `zone` and
        `currency` are those of times and amounts that name none. Raises AdManagerError when the file cannot be read as asked; the project is then as it was.
        """
        from admanager.audience.imports import import_sources, together
        from admanager.ingest.options import ColumnOptions, ImportOptions
        from admanager.ingest.sources import opened_sources

        columns = [
            _validated(
                ColumnOptions, {"source_name": name, "personal" if role in {"hash", "keep"} else "role": role}
            )
            for name, role in (roles or {}).items()
        ]
        given = {"table": table, "key": key, "columns": columns, "on_duplicate": on_duplicate}
        given |= {"zone": zone, "currency": currency}
        chosen = {name: value for name, value in given.items() if value is not None}
        parts = [part] if part is None or isinstance(part, str) else list(part)
        options = [_validated(ImportOptions, {**chosen, "part": each}) for each in parts]
        job = job or Job()
        with opened_sources([str(path)], job) as sources:
            return together(import_sources(self.file, sources, options, job))

    def rejects(self, batch: int, limit: int = 1000) -> list[Reject]:
        """Return the first rows and cells that an import did not take as they stood, with what was expected."""
        from admanager.ingest.browse import list_rejects, require_import

        require_import(self.file, batch)
        return list_rejects(self.file, batch, limit)

    def save_rejects(self, batch: int, path: str | Path, job: Job | None = None) -> int:
        """Save all that an import did not take as a .csv or .xlsx file, and return how many rows and cells that is."""
        from admanager.report.rejects import save_rejects

        return save_rejects(self.file, batch, Path(path), job=job)

    def undo_import(self, batch: int) -> UndoResult:
        """Take an import back, with what it had overwritten."""
        from admanager.audience.imports import undo_import

        return undo_import(self.file, batch)

    def frame(self, table: str = "profiles") -> pd.DataFrame:
        """Return a data table; missing numbers are NaN, missing texts None, times UTC seconds."""
        from admanager.project.tables import read_frame

        return read_frame(self.file.read(), table)

    def describe(self, table: str = "profiles", column: str | None = None) -> list[ColumnStatistics]:
        """Return statistics and distribution of one column, or of all."""
        from admanager.audience.statistics import describe

        return describe(self.file, table, column)

    def segment(self, name_or_rule: str) -> SegmentView:
        """Count the members of a saved segment or of a rule."""
        from admanager.audience import segments

        counted = segments.count(self.file, name_or_rule)
        return SegmentView(name_or_rule, counted.count, counted.consented, counted.total)

    def save_segment(self, name: str, rule: str) -> SegmentView:
        """Save a rule as a segment and count it."""
        from admanager.audience import segments

        segments.save(self.file, name, rule)
        return self.segment(name)

    def export_segment(
        self,
        segment: str,
        path: Path | str,
        *,
        holdout: float | None = None,
        seed: int | None = None,
        platform: str | None = None,
        calling_code: str = "",
        job: Job | None = None,
    ) -> SegmentExport:
        """Write a segment's members who may be reached; see `audience.export.export_people`.

        A `holdout` share is drawn at random from `seed` and stays out, so that `privacy.lift` can tell later what the
        contact did. `platform` (google, meta or microsoft) writes that platform's hashed list of customers.
        """
        from admanager.audience.export import export_people

        return export_people(
            self.file,
            segment,
            Path(path),
            holdout=holdout,
            seed=seed,
            platform=platform,
            calling_code=calling_code,
            job=job,
        )

    @property
    def privacy(self) -> PrivacyCalls:
        """What may be asked and done about people's privacy."""
        return PrivacyCalls(self.file)

    def add_behaviour(
        self, *, half_life_days: float = 30.0, create_people: bool = False, job: Job | None = None
    ) -> BehaviourResult:
        """Add what people's events say about them to the profiles as columns, kept fresh after each import.

        `create_people` gives everyone in the events a profile. Raises AdManagerError without events or keys.
        """
        from admanager.audience.behaviour import build

        return build(self.file, half_life_days=half_life_days, create_people=create_people, job=job)

    def rfm(self, settings: RfmSettings | None = None, *, job: Job | None = None) -> Rfm:
        """Return the customers by recency, frequency and value, as their events tell; see `audience.rfm`."""
        from admanager.audience.rfm import rfm

        return rfm(self.file, settings, job=job)

    def clusters(
        self,
        *,
        columns: Sequence[str] | None = None,
        rule: str | None = None,
        k: int | None = None,
        method: Method = "kmeans",
        seed: int = 0,
        job: Job | None = None,
    ) -> Clustering:
        """Find clusters of similar people, as many as stand apart best unless `k` is given; see `audience.clusters`."""
        from admanager.audience.clusters import clusters

        return clusters(self.file, columns=columns, rule=rule, k=k, method=method, seed=seed, job=job)

    def lookalike(
        self,
        segment: str,
        *,
        size: float = 0.05,
        columns: Sequence[str] | None = None,
        include_seed: bool = False,
        seed: int = 0,
        job: Job | None = None,
    ) -> Lookalike:
        """Find the share `size` of the others who resemble a segment or rule most; see `audience.lookalikes`."""
        from admanager.audience.lookalikes import lookalike

        return lookalike(
            self.file, segment, size=size, columns=columns, include_seed=include_seed, seed=seed, job=job
        )

    def overlap(self, *segments: str) -> Overlap:
        """Return how two to eight segments or rules overlap."""
        from admanager.audience.overlap import overlap

        return overlap(self.file, segments)

    def compare(
        self, segment: str, *, columns: Sequence[str] | None = None, against: Against = "everyone"
    ) -> Comparison:
        """Return what sets a segment or rule apart from everyone, or from the others: lifts with 95 % intervals."""
        from admanager.audience.comparison import compare

        return compare(self.file, segment, columns=columns, against=against)

    def rhythm(self, *, segment: str | None = None, kind: str | None = None) -> Rhythm:
        """Count events by hour and weekday in the project's zone: everyone's, or those of a segment."""
        from admanager.audience.rhythm import rhythm

        return rhythm(self.file, segment=segment, kind=kind)

    def person(self, key: str | int) -> Card:
        """Return one person's card and timeline; the look is noted in the audit log."""
        from admanager.audience.person import card

        return card(self.file, key=key)

    def train(
        self,
        name: str,
        target: str,
        *,
        positive: str | None = None,
        table: str | None = None,
        family: str = "auto",
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        treatment: str | None = None,
        control: str | None = None,
        clicked: str | None = None,
        seed: int = 0,
        job: Job | None = None,
    ) -> TrainedModel:
        """Train a model in a child process and keep it; needs torch (`admanager[train]`).

        `positive` is the target's value that counts as a yes, as the source writes it. Columns that know
        the future are left out unless `include` names them; the card says which and why. For `family` uplift,
        `treatment` is the column that says who was treated and `control` its value for those who were not. For `family`
        esmm and mmoe, `target` is the conversion and `clicked` the column of the click before it (by default the
        one with the role clicked); the model answers for both.
        """
        from admanager.learning.models import train
        from admanager.learning.request import TrainRequest

        request = _validated(
            TrainRequest,
            {
                "name": name,
                "target": target,
                "positive": positive,
                "table": table,
                "family": family,
                "include": tuple(include),
                "exclude": tuple(exclude),
                "treatment": treatment,
                "control": control,
                "clicked": clicked,
                "seed": seed,
            },
        )
        return train(self.file, request, job=job)

    def customer_value(self, *, days: int = 90, job: Job | None = None) -> CustomerValue:
        """Return what to expect of each customer in the next `days`: P(alive), purchases, and their value."""
        from admanager.learning.customer_value import customer_value

        return customer_value(self.file, days=days, job=job)

    def models(self) -> list[ModelInfo]:
        """Return the models of the project."""
        from admanager.learning.models import list_models

        return list_models(self.file)

    def score(self, model: str, frame: pd.DataFrame) -> npt.NDArray[np.float64]:
        """Return the model's probability for each row of a frame with its raw columns, [rows]."""
        from admanager.learning.models import get_scorer

        return get_scorer(self.file, model).score(frame)

    def undo(self) -> str | None:
        """Take the last operation back and return its name, or None when there is none."""
        from admanager.audience.imports import undo

        operation = undo(self.file)
        return operation.text if operation else None

    def check(self) -> list[str]:
        """Return what is wrong with the file, as sentences; an empty list when it is sound."""
        return self.file.check()


def _validated(kind: type[Options], values: Mapping[str, object]) -> Options:
    """Return the values as options; raise AdManagerError, as everything here does, for one that is none."""
    from pydantic import ValidationError

    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise AdManagerError(
            sentence(
                "{value} cannot be used as {name}: {reason}.",
                value=repr(first["input"]),
                name=".".join(str(part) for part in first["loc"]),
                reason=first["msg"],
            ),
            details=str(error),
        ) from error


def open(path: Path | str) -> Project:
    """Open an existing project."""
    return Project(ProjectFile.open(path))


def create(path: Path | str, *, name: str = "") -> Project:
    """Make a new, empty project."""
    return Project(ProjectFile.create(path, name=name))
