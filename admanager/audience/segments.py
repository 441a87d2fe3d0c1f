"""Saved segments: rules under names, who is in them, and what depends on them."""

from __future__ import annotations

import json
import sqlite3
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from admanager.audience import tree
from admanager.audience.binding import SavedRule, Surroundings, bind, saved_rule
from admanager.audience.columns import ColumnStore
from admanager.audience.events import event_kinds
from admanager.audience.rules import RuleError, parse, segments_named, to_text
from admanager.audience.words import ANY_EVENT
from admanager.jobs import Job
from admanager.privacy.special import caution
from admanager.project import tables
from admanager.project.changes import Change
from admanager.project.file import ProjectFile
from admanager.project.members import packed_ids
from admanager.texts import AdManagerError, Sentence, sentence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Kind = Literal["live", "static"]
MAX_NAME = 120


@dataclass(frozen=True)
class Segment:
    """A saved segment; a static one keeps the members that it had at `changed` (UTC seconds)."""

    id: int
    name: str
    rule: str
    kind: Kind
    note: str
    changed: float


@dataclass(frozen=True)
class SegmentCount:
    """How many people a rule finds.

    `consented` is how many of them may be reached: those with consent, or all where no column holds consent, which
    `warnings` then says. `milliseconds` covers everything from the text to the count, reading columns included.
    """

    rule: str
    count: int
    consented: int
    total: int
    milliseconds: float
    warnings: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Use:
    """Something that refers to a segment, by its name: another segment, a campaign, or a creative made for it."""

    kind: Literal["segment", "campaign", "creative"]
    name: str


# -- reading -------------------------------------------------------------------------------------------------


def list_segments(project: ProjectFile) -> list[Segment]:
    """Return all segments by name."""
    rows = project.read().execute(f"{_SELECT} ORDER BY name COLLATE NOCASE, name")
    return [Segment(*row) for row in rows]


def get(project: ProjectFile, name: str) -> Segment:
    """Return the segment of this name; raise AdManagerError when there is none."""
    found = _find(project.read(), name)
    if found is None:
        known = [segment.name for segment in list_segments(project)]
        if known:
            raise AdManagerError(
                sentence(
                    "There is no segment “{name}”; the segments are {known}.",
                    name=name,
                    known=", ".join(known[:20]),
                )
            )
        raise AdManagerError(
            sentence("There is no segment “{name}”; no segment has been saved yet.", name=name)
        )
    return found


def rule_of(project: ProjectFile, name_or_rule: str) -> tree.Rule:
    """Return the rule that stands for a segment's name, or else the rule that the text itself is."""
    if _find(project.read(), name_or_rule) is not None:
        return tree.InSegment(name=name_or_rule)
    try:
        return parse(name_or_rule)
    except RuleError:
        if _is_like_a_name(project, name_or_rule):
            get(project, name_or_rule)
        raise


def _is_like_a_name(project: ProjectFile, text: str) -> bool:
    """Return whether a text that is no rule was meant as a segment's name: no sign of a rule, and no column first."""
    words = text.split()
    columns = {column.name.casefold() for column in tables.columns(project.read(), "profiles")}
    return bool(words) and not set(text) & set("<>=!'\"`()") and words[0].casefold() not in columns


def members(project: ProjectFile, name_or_rule: str, *, job: Job | None = None) -> npt.NDArray[np.int64]:
    """Return the `_id`s of the profiles in a segment or of a rule, ascending, whether they consented or not."""
    return ColumnStore.of(project).members(rule_of(project, name_or_rule), job=job)


def count(project: ProjectFile, name_or_rule: str | tree.Rule, *, job: Job | None = None) -> SegmentCount:
    """Count the members of a segment or a rule, and those of them who consented."""
    began = time.perf_counter()
    rule = rule_of(project, name_or_rule) if isinstance(name_or_rule, str) else name_or_rule
    store = ColumnStore.of(project)
    found, consented = store.count_consented(rule, job=job)
    shown = get(project, rule.name).rule if isinstance(rule, tree.InSegment) else to_text(rule)
    warnings = () if consented is not None else (no_consent_warning(),)
    return SegmentCount(
        shown,
        found,
        found if consented is None else consented,
        store.total(),
        (time.perf_counter() - began) * 1000,
        (*warnings, *unknown_kinds(project, rule), *cautions(project, rule)),
    )


def cautions(project: ProjectFile, rule: tree.Rule) -> tuple[Sentence, ...]:
    """Return what to think of before people are targeted by this rule: columns of special categories of data."""
    told = (caution(column) for column in ColumnStore.of(project).columns_of(rule))
    return tuple(each for each in told if each is not None)


def unknown_kinds(project: ProjectFile, rule: tree.Rule) -> tuple[Sentence, ...]:
    """Return a warning for each kind of event that the rule asks for and no event has, such as a mistyped one."""
    asked = [node.event for node in tree.walk(rule) if isinstance(node, tree.Did) and node.event != ANY_EVENT]
    if not asked:
        return ()
    kinds = [kind for kind, _ in event_kinds(project)]
    return tuple(
        sentence(
            "No event is of the kind “{event}”; the kinds are {kinds}.",
            event=event,
            kinds=", ".join(kinds[:12]),
        )
        for event in dict.fromkeys(asked)
        if event not in kinds
    )


def everyone(project: ProjectFile) -> int:
    """Return the number of profiles."""
    return ColumnStore.of(project).total()


def no_consent_warning() -> Sentence:
    """Return the sentence for a project in which no column holds consent."""
    return sentence(
        "No column holds consent, so everyone counts as consenting; mark the column at import if there is one."
    )


def segments_of_person(project: ProjectFile, person_id: int) -> list[str]:
    """Return the names of the segments that a profile is in; segments that cannot be evaluated are left out."""
    store = ColumnStore.of(project)
    names = []
    for segment in list_segments(project):
        try:
            ids = store.members(tree.InSegment(name=segment.name))
        except AdManagerError:
            continue
        place = ids.searchsorted(person_id)
        if place < len(ids) and ids[place] == person_id:
            names.append(segment.name)
    return names


def used_in(project: ProjectFile, name: str) -> list[Use]:
    """Return the segments, campaigns and creatives that refer to this segment."""
    connection = project.read()
    uses = [
        Use("segment", other.name)
        for other in list_segments(project)
        if other.name != name and name in _named_in(other.rule)
    ]
    for campaign, plan in connection.execute("SELECT name, plan FROM campaign ORDER BY name"):
        if any(target == name or name in _named_in(target) for target in _targets(plan)):
            uses.append(Use("campaign", campaign))
    made_for = "SELECT name FROM creative WHERE json_extract(spec, '$.segment') = ? ORDER BY name"
    uses += [Use("creative", row[0]) for row in connection.execute(made_for, [name])]
    return uses


# -- changing ------------------------------------------------------------------------------------------------


def save(
    project: ProjectFile,
    name: str,
    rule_text: str,
    *,
    kind: Kind = "live",
    note: str = "",
    instead_of: str | None = None,
) -> Segment:
    """Save a rule under a name, in the place of a segment that has it already, and return it.

    With `instead_of` the segment of that name becomes this one, name included; see `rename`. Raises RuleError or
    AdManagerError when the rule is wrong, does not fit the profiles, or would make the segment contain itself.
    """
    name = _checked_name(name)
    rule = parse(rule_text)
    _check(project, instead_of or name, rule)
    if instead_of is not None and instead_of != name:
        _check_rename(project, instead_of, name)
    packed = None
    if kind == "static":
        packed = packed_ids(ColumnStore.of(project).members(rule).astype("<i8").tobytes())
    values = {"name": name, "rule": to_text(rule), "kind": kind, "note": note, "changed": time.time()}
    with project.change(sentence("Save the segment “{name}”", name=name)) as change:
        existing = _find(change.connection, instead_of or name)
        if existing is None:
            change.insert("segment", {**values, "members": packed})
        else:
            change.update("segment", existing.id, {**values, "members": packed})
            _rename_in_rules(change, existing.name, name)
    return get(project, name)


def save_members(project: ProjectFile, name: str, ids: npt.NDArray[np.int64], *, note: str = "") -> Segment:
    """Save these profiles, by their ascending `_id`s, as a static segment, in the place of one that has the name.

    A segment that no rule describes has the rule `in_segment` of itself, which only names it.
    """
    name = _checked_name(name)
    members_blob = packed_ids(ids.astype("<i8").tobytes())
    rule = to_text(tree.InSegment(name=name))
    values = {"name": name, "rule": rule, "kind": "static", "note": note, "changed": time.time()}
    with project.change(sentence("Save the segment “{name}”", name=name)) as change:
        existing = _find(change.connection, name)
        if existing is None:
            change.insert("segment", {**values, "members": members_blob})
        else:
            change.update("segment", existing.id, {**values, "members": members_blob})
    return get(project, name)


def set_kind(project: ProjectFile, name: str, kind: Kind) -> Segment:
    """Make a segment static, with the members of the moment, or live again, and return it.

    Raises AdManagerError for a static segment that no rule describes, such as the people of a cluster: it cannot live.
    """
    segment = get(project, name)
    if segment.kind == kind:
        return segment
    packed = None
    if kind == "static":
        members_now = ColumnStore.of(project).members(tree.InSegment(name=name))
        packed = packed_ids(members_now.astype("<i8").tobytes())
    elif name in _named_in(segment.rule):
        raise AdManagerError(
            sentence(
                "No rule describes the segment “{name}”, so it keeps the members that it has.", name=name
            )
        )
    else:
        _check(project, name, parse(segment.rule))
    if kind == "static":
        text = sentence("Keep the members of “{name}” as they are", name=name)
    else:
        text = sentence("Let “{name}” follow its rule", name=name)
    with project.change(text) as change:
        change.update("segment", segment.id, {"kind": kind, "members": packed, "changed": time.time()})
    return get(project, name)


def rename(project: ProjectFile, name: str, new_name: str) -> None:
    """Give a segment another name, in the rules of other segments too.

    Raises AdManagerError when the new name is taken, or a campaign refers to the old one.
    """
    new_name = _checked_name(new_name)
    segment = get(project, name)
    if new_name == name:
        return
    _check_rename(project, name, new_name)
    with project.change(
        sentence("Rename the segment “{name}” to “{new_name}”", name=name, new_name=new_name)
    ) as change:
        change.update("segment", segment.id, {"name": new_name, "changed": time.time()})
        _rename_in_rules(change, name, new_name)


def _check_rename(project: ProjectFile, name: str, new_name: str) -> None:
    if _find(project.read(), new_name) is not None:
        raise AdManagerError(
            sentence("There is a segment “{name}” already; choose another name.", name=new_name)
        )
    campaigns = [use.name for use in used_in(project, name) if use.kind == "campaign"]
    if campaigns:
        raise AdManagerError(
            sentence(
                "The segment “{name}” is used in the campaign “{campaign}”; choose another segment there first.",
                name=name,
                campaign=campaigns[0],
            )
        )


def _rename_in_rules(change: Change, name: str, new_name: str) -> None:
    if name == new_name:
        return
    for number, text in change.connection.execute("SELECT id, rule FROM segment").fetchall():
        if name in _named_in(text):
            change.update("segment", number, {"rule": to_text(_renamed(parse(text), name, new_name))})


def _renamed(rule: tree.Rule, name: str, new_name: str) -> tree.Rule:
    match rule:
        case tree.InSegment() if rule.name == name:
            return tree.InSegment(name=new_name)
        case tree.Not():
            return tree.Not(rule=_renamed(rule.rule, name, new_name))
        case tree.And():
            return tree.And(rules=tuple(_renamed(part, name, new_name) for part in rule.rules))
        case tree.Or():
            return tree.Or(rules=tuple(_renamed(part, name, new_name) for part in rule.rules))
        case _:
            return rule


def delete(project: ProjectFile, name: str, *, even_if_used: bool = False) -> None:
    """Delete a segment; raise AdManagerError when a segment or a campaign refers to it, unless `even_if_used`.

    A creative only remembers whom it was made for.
    """
    segment = get(project, name)
    uses = [use for use in used_in(project, name) if use.kind != "creative"]
    if uses and not even_if_used:
        raise AdManagerError(
            sentence(
                "The segment “{name}” is used in {uses}; remove it there first.",
                name=name,
                uses=", ".join(f"“{use.name}”" for use in uses),
            )
        )
    with project.change(sentence("Delete the segment “{name}”", name=name)) as change:
        change.delete("segment", segment.id)


# -- within --------------------------------------------------------------------------------------------------

_SELECT = "SELECT id, name, rule, kind, note, changed FROM segment"


def _find(connection: sqlite3.Connection, name: str) -> Segment | None:
    row = connection.execute(f"{_SELECT} WHERE name = ?", [name]).fetchone()
    return Segment(*row) if row else None


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise AdManagerError(
            sentence("A segment's name has 1 to {limit} characters in one line.", limit=MAX_NAME)
        )
    return name


def _check(project: ProjectFile, name: str, rule: tree.Rule) -> None:
    """Bind the rule as if it were saved, so that a segment that contains itself is found before it exists."""
    text = to_text(rule)
    connection = project.read()

    def as_saved(other: str) -> SavedRule | None:
        return SavedRule(text) if other == name else saved_rule(connection, other)

    around = Surroundings.of(project, as_saved)
    bind(tree.InSegment(name=name), tables.columns(connection, "profiles"), around)


def _named_in(text: str) -> list[str]:
    """Return the segments that a rule names; none for a text that is no rule, such as a segment's own name."""
    try:
        return segments_named(parse(text))
    except AdManagerError:
        return []


def _targets(plan: str) -> Iterator[str]:
    """Yield what the ad groups of a stored campaign plan include and exclude."""
    stored: dict[str, Any] = json.loads(plan) if plan.lstrip().startswith("{") else tomllib.loads(plan)
    for group in stored.get("ad_groups", ()):
        yield from group.get("include", ())
        yield from group.get("exclude", ())
