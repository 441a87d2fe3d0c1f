"""What a person sees of a rule while they build it: counts of the whole and of each part, and some members."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from admanager.audience import draft as drafts
from admanager.audience.columns import ColumnStore
from admanager.audience.rules import RuleError, in_words, parse, to_text
from admanager.audience.segments import cautions, list_segments
from admanager.audience.tree import InSegment, Rule
from admanager.jobs import Job
from admanager.privacy.person import readable
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.texts import AdManagerError, Sentence

SAMPLE_ROWS = 50


@dataclass(frozen=True)
class Preview:
    """The people that a rule finds.

    `consented` is None where no column holds consent. `part_counts` has a count for each part of the draft that could
    be counted, by its place. `sample` holds rows of readable values, in the order of `sample_columns`.
    """

    count: int
    consented: int | None
    total: int
    milliseconds: float
    part_counts: dict[drafts.Place, int] = field(default_factory=dict)
    sample_columns: tuple[str, ...] = ()
    sample: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True)
class SavedCount:
    """A saved segment with its count, or with the reason why it cannot be counted."""

    name: str
    rule: str
    kind: str
    note: str
    changed: float
    count: int | None
    consented: int | None
    problem: str = ""


@dataclass(frozen=True)
class People:
    """What can be asked of the profiles: how many there are, and their columns."""

    rows: int
    columns: tuple[tables.Column, ...]


@dataclass(frozen=True)
class Considered:
    """A rule that is being built, as far as it can be understood.

    `rule`, `draft` and `words` are None where the text is no rule; `found` is None where it cannot be counted, for
    the reason `problem`. `position` is the place of a mistake in the text, counted from 0. `cautions` are what to think
    of before these people are targeted.
    """

    text: str
    rule: Rule | None = None
    draft: drafts.Group | None = None
    words: Sentence | None = None
    found: Preview | None = None
    problem: str = ""
    position: int | None = None
    cautions: tuple[Sentence, ...] = ()


def people(project: ProjectFile) -> People:
    """Return what can be asked of the profiles."""
    connection = project.read()
    return People(tables.rows_of(project, "profiles"), tuple(tables.columns(connection, "profiles")))


def consider_text(project: ProjectFile, text: str) -> Considered:
    """Read and count a rule that a person has typed; an empty text is no rule and no mistake."""
    if not text.strip():
        return Considered(text, draft=drafts.Group(), found=preview(project, None))
    try:
        rule = parse(text)
    except RuleError as error:
        return Considered(text, problem=error.message, position=error.position)
    return _considered(project, text, rule, drafts.from_rule(rule))


def consider_draft(project: ProjectFile, draft: drafts.Group) -> Considered:
    """Write and count the rule of a draft, rows that lack a value left out."""
    rule = drafts.to_rule(draft)
    if rule is None:
        return Considered("", draft=draft, found=preview(project, None))
    return _considered(project, to_text(rule), rule, draft)


def _considered(project: ProjectFile, text: str, rule: Rule, draft: drafts.Group) -> Considered:
    known = Considered(text, rule, draft, in_words(rule, _dates(project)))
    try:
        return replace(known, found=preview(project, rule, draft), cautions=cautions(project, rule))
    except AdManagerError as error:
        return replace(known, problem=error.message)


def _dates(project: ProjectFile) -> frozenset[str]:
    columns = tables.columns(project.read(), "profiles")
    return frozenset(each.name for each in columns if each.type in {"date", "datetime"})


def preview(
    project: ProjectFile,
    rule: Rule | None,
    draft: drafts.Group | None = None,
    *,
    rows: int = SAMPLE_ROWS,
    job: Job | None = None,
) -> Preview:
    """Count a rule (None: everyone) and the parts of its draft, and take the first members as a sample.

    Raises AdManagerError when the rule does not fit the profiles.
    """
    store = ColumnStore.of(project)
    began = time.perf_counter()
    count, consented = store.count_consented(rule, job=job)
    milliseconds = (time.perf_counter() - began) * 1000
    parts: dict[drafts.Place, int] = {}
    for place, part in drafts.walk(draft) if draft is not None else ():
        part_rule = drafts.to_rule(part)
        if part_rule is not None and place:
            parts[place] = store.count(part_rule, job=job)
    ids = store.first_members(rule, rows, job=job).tolist()
    names, sample = sample_rows(project, ids)
    return Preview(count, consented, store.total(), milliseconds, parts, names, sample)


def sample_rows(
    project: ProjectFile, ids: Sequence[int]
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Return the names of the columns of profiles and the readable rows with these ids."""
    connection = project.read()
    columns = tables.columns(connection, "profiles")
    names = ", ".join(quote(column.name) for column in columns)
    marks = ", ".join("?" * len(ids))
    found = connection.execute(
        f"SELECT {names} FROM profiles WHERE {quote(ROW_ID)} IN ({marks}) ORDER BY {quote(ROW_ID)}", list(ids)
    ).fetchall()
    rows = tuple(
        tuple(readable(column, cell) for column, cell in zip(columns, row, strict=True)) for row in found
    )
    return tuple(column.name for column in columns), rows


def saved_counts(project: ProjectFile, *, job: Job | None = None) -> list[SavedCount]:
    """Return all saved segments with their counts; one that cannot be counted says why."""
    store = ColumnStore.of(project)
    result = []
    for segment in list_segments(project):
        count, consented, problem = None, None, ""
        try:
            count, consented = store.count_consented(InSegment(name=segment.name), job=job)
        except AdManagerError as error:
            problem = error.message
        result.append(
            SavedCount(
                segment.name,
                segment.rule,
                segment.kind,
                segment.note,
                segment.changed,
                count,
                consented,
                problem,
            )
        )
    return result
