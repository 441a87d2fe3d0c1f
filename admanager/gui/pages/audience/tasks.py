"""What the page Audience asks of the core; all of it runs beside the window's thread.

The core is imported by the thread that needs it, so that the page itself opens at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from admanager.audience.behaviour import BehaviourResult
    from admanager.audience.clusters import Clustering
    from admanager.audience.comparison import Comparison
    from admanager.audience.draft import Group
    from admanager.audience.events import EventField
    from admanager.audience.export import Reach, SegmentExport
    from admanager.audience.linked import Linked, LinkedHistograms
    from admanager.audience.lookalikes import Lookalike
    from admanager.audience.overlap import Overlap
    from admanager.audience.person import Card
    from admanager.audience.preview import Considered, People, SavedCount
    from admanager.audience.rfm import Rfm, RfmColumns
    from admanager.audience.rhythm import Rhythm
    from admanager.audience.segments import Segment, Use
    from admanager.audience.statistics import ColumnStatistics, Levels
    from admanager.gui.pages.audience.export_dialog import ExportChoice
    from admanager.project.file import ProjectFile


@dataclass(frozen=True)
class Audience:
    """The people, and whether anything is known of what they did that their profiles do not tell yet.

    `currency` is the project's, empty where none was chosen.
    """

    people: People
    events: bool
    told: bool
    currency: str


def audience(project: ProjectFile) -> Audience:
    """Return how many people there are, their columns, and what else is known of them."""
    from admanager.audience import behaviour, preview, rules
    from admanager.ingest.locale import locale_of

    rules.parse("a = 1")  # makes the parser, which takes longer than a whole count
    told = behaviour.describe_state(project).built
    return Audience(preview.people(project), has_events(project), told, locale_of(project).currency or "")


def build_behaviour(project: ProjectFile, create_people: bool, job: Any = None) -> BehaviourResult:
    """Write what the events tell of people into their profiles, and make profiles of keys that have none."""
    from admanager.audience.behaviour import build

    return build(project, create_people=create_people, job=job)


def describe(project: ProjectFile, job: Any = None) -> list[ColumnStatistics]:
    """Return the statistics of every column."""
    from admanager.audience.statistics import describe as ask

    return ask(project, job=job)


def levels(project: ProjectFile, column: str) -> Levels | None:
    """Return the common values of a column."""
    from admanager.audience.statistics import levels as ask

    return ask(project, column)


def consider(project: ProjectFile, question: Group | str) -> Considered:
    """Read and count a rule, given as rows or as text."""
    from admanager.audience import preview

    if isinstance(question, str):
        return preview.consider_text(project, question)
    return preview.consider_draft(project, question)


def saved(project: ProjectFile) -> list[SavedCount]:
    """Return the saved segments with their counts."""
    from admanager.audience.preview import saved_counts

    return saved_counts(project)


def save_segment(project: ProjectFile, name: str, rule: str, static: bool, before: str) -> Segment:
    """Save a rule under a name; `before` is the name of the segment that this was."""
    from admanager.audience import segments

    return segments.save(project, name, rule, kind="static" if static else "live", instead_of=before or None)


def uses(project: ProjectFile, name: str) -> list[Use]:
    """Return what refers to a segment."""
    from admanager.audience import segments

    return segments.used_in(project, name)


def delete_segment(project: ProjectFile, name: str) -> None:
    """Delete a segment, whatever uses it."""
    from admanager.audience import segments

    segments.delete(project, name, even_if_used=True)


def reach(project: ProjectFile, what: str) -> Reach:
    """Return how many people an export of a segment or a rule reaches."""
    from admanager.audience.export import reach as reached

    return reached(project, what)


def export(project: ProjectFile, what: str, choice: ExportChoice, job: Any = None) -> SegmentExport:
    """Write the members of a segment or a rule into a file."""
    from admanager.audience.export import export_people

    return export_people(
        project,
        what,
        choice.path,
        holdout=choice.holdout,
        platform=choice.platform,
        calling_code=choice.calling_code,
        job=job,
    )


# -- explore -------------------------------------------------------------------------------------------------


def link(project: ProjectFile, names: Sequence[str], job: Any = None) -> tuple[LinkedHistograms, Linked]:
    """Return linked histograms of these columns, and the counts of everyone.

    A job is told a first look before, where the rows have to be read.
    """
    from admanager.audience.columns import ColumnStore
    from admanager.audience.linked import LinkedHistograms, first_look

    if job is not None and not ColumnStore.of(project).at_hand(names):
        job.partial(first_look(project, names))
    linked = LinkedHistograms(project, names, job=job)
    return linked, linked.current()


def prepare_to_brush() -> None:
    """Load what moves a brush, which takes longer than the counts of everyone; only a first brush would wait for it."""
    from admanager.audience.linked import warm_up

    warm_up()


def brush(linked: LinkedHistograms, chosen: Mapping[str, Sequence[int]]) -> Linked:
    """Choose bins in some columns and return the counts that follow."""
    counts = linked.current()
    for column, bins in chosen.items():
        counts = linked.brush(column, tuple(bins) or None)
    return counts


def linked_rule(linked: LinkedHistograms) -> tuple[str, Any]:
    """Return what is chosen as the text of a rule, and in plain words."""
    from admanager.audience.rules import in_words, to_text

    rule = linked.rule()
    assert rule is not None, "a rule is asked for only while something is chosen"
    dates = [axis.column for axis in linked.axes if axis.type in {"date", "datetime"}]
    return to_text(rule), in_words(rule, dates)


# -- RFM -----------------------------------------------------------------------------------------------------


def has_events(project: ProjectFile) -> bool:
    """Return whether anything is known of what people did."""
    from admanager.audience.events import has_events as ask

    return ask(project)


@dataclass(frozen=True)
class RfmOffer:
    """What purchases can be read from: kinds of events with their counts, columns, and the column of dates."""

    kinds: tuple[tuple[str, int], ...]
    columns: RfmColumns
    time: str


def rfm_offer(project: ProjectFile) -> RfmOffer | None:
    """Return what a person can choose for RFM; None where there are no events."""
    from admanager.audience import rfm as core
    from admanager.audience.clock import time_column
    from admanager.audience.events import event_kinds

    if not has_events(project):
        return None
    when = time_column(project)
    return RfmOffer(event_kinds(project), core.possible_columns(project), when.name if when else "")


def rfm(project: ProjectFile, chosen: dict[str, Any], job: Any = None) -> Rfm | None:
    """Return the RFM grid as chosen, and where nothing was as the events suggest; None where there are no events."""
    from dataclasses import replace

    from admanager.audience import rfm as core

    if not has_events(project):
        return None
    settings = core.suggested_settings(project)
    if "order" in chosen:
        settings = core.with_order(project, settings, chosen["order"])
    return core.rfm(project, replace(settings, **chosen), job=job)


def cell_people(project: ProjectFile, cell: str, found: Rfm) -> SomePeople:
    """Return the first people of a named cell."""
    from admanager.audience.preview import sample_rows
    from admanager.audience.rfm import cell_people as ask

    ids = ask(project, cell, found)
    first = ids[:MOST_LISTED].tolist()
    return SomePeople(len(ids), tuple(first), *sample_rows(project, first))


def save_cell(project: ProjectFile, name: str, cell: str, found: Rfm) -> Segment:
    """Save the people of a named cell as a static segment."""
    from admanager.audience.rfm import save_cell as ask

    return ask(project, name, cell, found)


# -- clusters ------------------------------------------------------------------------------------------------


def clusters(project: ProjectFile, k: int | None, method: str, job: Any = None) -> Clustering:
    """Return groups of people who are alike; `k` None chooses how many."""
    from admanager.audience.clusters import clusters as ask

    return ask(project, k=k, method=method, job=job)  # type: ignore[arg-type]


def save_cluster(project: ProjectFile, name: str, found: Clustering, number: int) -> Segment:
    """Save a cluster as a static segment."""
    from admanager.audience.clusters import save_cluster as ask

    return ask(project, name, found, number)


# -- lookalikes ----------------------------------------------------------------------------------------------


def lookalike(project: ProjectFile, segment: str, size: float, job: Any = None) -> Lookalike:
    """Return people who are like those of a segment."""
    from admanager.audience.lookalikes import lookalike as ask

    return ask(project, segment, size=size, job=job)


def save_lookalike(project: ProjectFile, name: str, found: Lookalike) -> Segment:
    """Save the people most alike as a static segment."""
    from admanager.audience.lookalikes import save

    return save(project, name, found)


# -- overlap, comparison, hours ------------------------------------------------------------------------------


def overlap(project: ProjectFile, names: Sequence[str]) -> Overlap:
    """Return how segments overlap."""
    from admanager.audience.overlap import overlap as ask

    return ask(project, names)


def compare(
    project: ProjectFile, what: str, against: str = "everyone", columns: Sequence[str] | None = None
) -> Comparison:
    """Return what sets a segment or a rule apart."""
    from admanager.audience.comparison import compare as ask

    return ask(project, what, columns=columns, against=against)  # type: ignore[arg-type]


def rhythm(project: ProjectFile, what: str | None, kind: str | None) -> Rhythm | None:
    """Return when people do something, by weekday and hour; None where there are no events."""
    from admanager.audience.rhythm import rhythm as ask

    return ask(project, segment=what, kind=kind) if has_events(project) else None


# -- events and persons --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Doings:
    """What `did(...)` can name: kinds of events with their counts, and the fields of events."""

    kinds: tuple[tuple[str, int], ...] = ()
    fields: tuple[EventField, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there are events at all; they need not tell their kind."""
        return bool(self.fields)


def doings(project: ProjectFile) -> Doings:
    """Return what conditions on events can name; nothing where there are no events."""
    from admanager.audience import events

    if not events.has_events(project):
        return Doings()
    return Doings(events.event_kinds(project), events.event_fields(project))


def card(project: ProjectFile, row: int) -> Card:
    """Return what is known of one person."""
    from admanager.audience.person import card as ask

    return ask(project, row)


def card_of(project: ProjectFile, key: str) -> Card:
    """Return what is known of the person with this key."""
    from admanager.audience.person import card as ask

    return ask(project, key=key)


MOST_LISTED = 200


@dataclass(frozen=True)
class SomePeople:
    """The first people of a segment: their rows in the profiles, and their readable values."""

    count: int
    ids: tuple[int, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def some_people(project: ProjectFile, what: str | None) -> SomePeople:
    """Return the first people of a segment or a rule, or of everyone."""
    from admanager.audience.columns import ColumnStore
    from admanager.audience.preview import sample_rows
    from admanager.audience.segments import rule_of

    store = ColumnStore.of(project)
    rule = rule_of(project, what) if what else None
    ids = store.first_members(rule, MOST_LISTED).tolist()
    names, rows = sample_rows(project, ids)
    return SomePeople(store.count(rule), tuple(ids), names, rows)


def member_at(project: ProjectFile, rule: str, number: int) -> int:
    """Return the row in the profiles of the member of a rule with this number, from 0; an empty rule is everyone."""
    from admanager.audience.columns import ColumnStore

    return int(ColumnStore.of(project).first_members(rule or None, number + 1)[number])
