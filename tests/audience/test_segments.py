"""Segments: saving, counting, renaming, deleting, what refers to them, and undo of it all."""

from __future__ import annotations

import json

import numpy as np
import pytest

from admanager.audience import segments
from admanager.audience.columns import ColumnStore
from admanager.audience.sql import compile_rule
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.audience.conftest import Fill


def names(project: ProjectFile) -> list[str]:
    return [segment.name for segment in segments.list_segments(project)]


def add_campaign(project: ProjectFile, plan: str) -> None:
    with project.change(sentence("Plan")) as change:
        change.insert("campaign", {"name": "Spring", "plan": plan, "changed": 0.0})


def test_a_saved_segment_has_the_members_of_its_rule(people: ProjectFile) -> None:
    saved = segments.save(people, " grown up ", "age>=30")
    assert (saved.name, saved.rule, saved.kind) == ("grown up", "age >= 30", "live")
    assert segments.members(people, "grown up").tolist() == [2, 3, 5]
    assert segments.members(people, "age >= 30").tolist() == [2, 3, 5]
    assert segments.members(people, "in_segment('grown up') and housing = 'no'").tolist() == [2, 3]


def test_saving_again_under_the_same_name_replaces_the_rule_and_undo_brings_it_back(
    people: ProjectFile,
) -> None:
    segments.save(people, "x", "age >= 30")
    segments.save(people, "x", "age >= 40", note="older")
    assert [(s.rule, s.note) for s in segments.list_segments(people)] == [("age >= 40", "older")]
    undone = people.undo()
    assert undone is not None
    assert undone.text == "Save the segment “x”"
    assert segments.get(people, "x").rule == "age >= 30"
    people.undo()
    assert names(people) == []


def test_segments_are_listed_by_name_whatever_the_capitals(people: ProjectFile) -> None:
    for name in ("beta", "Alpha", "alpha 2"):
        segments.save(people, name, "age > 0")
    assert names(people) == ["Alpha", "alpha 2", "beta"]


def test_a_live_segment_follows_its_rule_and_a_static_one_keeps_its_members(people: ProjectFile) -> None:
    segments.save(people, "live", "age >= 30")
    segments.save(people, "static", "age >= 30", kind="static")
    with people.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"age": 70})
        change.update("profiles", 5, {"age": 20})
        change.delete("profiles", 3)
    assert segments.members(people, "live").tolist() == [1, 2]
    assert segments.members(people, "static").tolist() == [2, 5]
    where, params = compile_rule("not in_segment('static')", people)
    found = people.read().execute(f"SELECT _id FROM profiles WHERE {where} ORDER BY _id", params)
    assert (
        [row[0] for row in found] == [1, 4] == segments.members(people, "not in_segment('static')").tolist()
    )


def test_undo_of_deleting_a_static_segment_brings_its_members_back(people: ProjectFile) -> None:
    segments.save(people, "static", "age >= 30", kind="static")
    segments.delete(people, "static")
    assert names(people) == []
    people.undo()
    assert segments.members(people, "static").tolist() == [2, 3, 5]
    people.redo()
    assert names(people) == []


def test_an_empty_static_segment_has_no_members(people: ProjectFile) -> None:
    segments.save(people, "nobody", "age > 200", kind="static")
    assert segments.members(people, "nobody").tolist() == []


def test_a_count_tells_the_consented_and_the_total(project: ProjectFile, fill: Fill) -> None:
    columns = [Column("age", "integer", "number"), Column("ok", "boolean", "consent")]
    fill(project, columns, [(20, 1), (30, 1), (40, 0), (50, None), (60, 1)])
    counted = segments.count(project, "age >= 30")
    assert (counted.count, counted.consented, counted.total, counted.warnings) == (4, 2, 5, ())
    assert counted.rule == "age >= 30"
    assert counted.milliseconds > 0


@pytest.mark.parametrize(
    ("stored", "consents"),
    [
        ("Yes", True),
        (" y ", True),
        ("opt-in", True),
        ("no", False),
        ("", False),
        (None, False),
        ("perhaps", False),
    ],
)
def test_consent_in_words_is_read_as_consent_only_when_it_says_so(
    project: ProjectFile, fill: Fill, stored: str | None, consents: bool
) -> None:
    from admanager.privacy.consent import consent_condition

    fill(project, [Column("age", "integer", "number"), Column("ok", "text", "consent")], [(30, stored)])
    assert segments.count(project, "age = 30").consented == int(consents)
    condition = consent_condition(project.read())
    assert condition is not None
    found = project.read().execute(f"SELECT COUNT(*) FROM profiles WHERE {condition[0]}", condition[1])
    assert found.fetchone()[0] == int(consents)


def test_with_two_consent_columns_both_are_needed(project: ProjectFile, fill: Fill) -> None:
    columns = [Column("mail", "boolean", "consent"), Column("ads", "text", "consent")]
    fill(project, columns, [(1, "yes"), (1, "no"), (0, "yes"), (None, "yes")])
    assert segments.count(project, "mail is not missing or mail is missing").consented == 1


def test_without_a_consent_column_everyone_counts_and_a_warning_says_so(people: ProjectFile) -> None:
    counted = segments.count(people, "age >= 30")
    assert counted.consented == counted.count == 3
    assert [warning.template for warning in counted.warnings] == [segments.no_consent_warning().template]


def test_the_count_of_a_saved_segment_tells_its_rule(people: ProjectFile) -> None:
    segments.save(people, "x", "age >= 30")
    assert segments.count(people, "x").rule == "age >= 30"
    assert segments.count(people, "x").count == segments.count(people, "in_segment('x')").count == 3


def test_a_segment_cannot_contain_itself(people: ProjectFile) -> None:
    segments.save(people, "a", "age >= 30")
    segments.save(people, "b", "in_segment('a') and housing = 'no'")
    with pytest.raises(AdManagerError, match="The segment “c” contains itself"):
        segments.save(people, "c", "not in_segment('c')")
    segments.save(people, "c", "in_segment('b')")
    with pytest.raises(AdManagerError, match="The segment “a” contains itself, by way of “b”"):
        segments.save(people, "a", "in_segment('c')")
    assert segments.get(people, "a").rule == "age >= 30"


def test_a_rule_that_does_not_fit_is_not_saved(people: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="did you mean age"):
        segments.save(people, "x", "agee > 3")
    with pytest.raises(AdManagerError, match="There is no segment “gone”"):
        segments.save(people, "x", "in_segment('gone')")
    assert names(people) == []


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 121])
def test_a_name_has_to_fit_in_a_line(people: ProjectFile, name: str) -> None:
    with pytest.raises(AdManagerError, match="1 to 120 characters"):
        segments.save(people, name, "age > 3")


def test_a_segment_in_use_is_deleted_only_when_asked_twice(people: ProjectFile) -> None:
    segments.save(people, "a", "age >= 30")
    segments.save(people, "b", "not (in_segment('a') or age is missing)")
    add_campaign(people, json.dumps({"ad_groups": [{"include": ["a"], "exclude": ["in_segment('b')"]}]}))
    assert segments.used_in(people, "a") == [segments.Use("segment", "b"), segments.Use("campaign", "Spring")]
    assert segments.used_in(people, "b") == [segments.Use("campaign", "Spring")]
    with pytest.raises(AdManagerError, match="is used in “b”, “Spring”"):
        segments.delete(people, "a")
    segments.delete(people, "a", even_if_used=True)
    assert names(people) == ["b"]
    with pytest.raises(AdManagerError, match="There is no segment “a”"):
        segments.members(people, "b")


def test_a_campaign_written_as_toml_is_understood(people: ProjectFile) -> None:
    segments.save(people, "a", "age >= 30")
    add_campaign(people, '[[ad_groups]]\nname = "g"\ninclude = ["a"]\n')
    assert segments.used_in(people, "a") == [segments.Use("campaign", "Spring")]


def test_renaming_reaches_the_rules_of_other_segments_and_is_one_step_of_undo(people: ProjectFile) -> None:
    segments.save(people, "a", "age >= 30")
    segments.save(people, "b", "in_segment('a') and not (in_segment('a') and age < 40 or age = 3)")
    segments.rename(people, "a", "adults")
    assert segments.get(people, "b").rule == (
        "in_segment('adults') and not (in_segment('adults') and age < 40 or age = 3)"
    )
    assert segments.members(people, "b").tolist() == [3, 5]
    people.undo()
    assert names(people) == ["a", "b"]
    assert "in_segment('a')" in segments.get(people, "b").rule


def test_a_name_that_is_taken_or_used_by_a_campaign_is_not_renamed(people: ProjectFile) -> None:
    segments.save(people, "a", "age >= 30")
    segments.save(people, "b", "age >= 40")
    with pytest.raises(AdManagerError, match="There is a segment “b” already"):
        segments.rename(people, "a", "b")
    add_campaign(people, json.dumps({"ad_groups": [{"include": ["a"]}]}))
    with pytest.raises(AdManagerError, match="used in the campaign “Spring”"):
        segments.rename(people, "a", "c")


def test_the_segments_of_one_person(people: ProjectFile) -> None:
    segments.save(people, "adults", "age >= 30")
    segments.save(people, "owners", "housing = 'yes'")
    segments.save(people, "kept", "job = 'services'", kind="static")
    assert segments.segments_of_person(people, 2) == ["adults", "kept"]
    assert segments.segments_of_person(people, 5) == ["adults", "owners"]


def test_segments_are_seen_by_the_shared_store_at_once(people: ProjectFile) -> None:
    store = ColumnStore.of(people)
    segments.save(people, "x", "age >= 30")
    assert store.count("in_segment('x')") == 3
    segments.save(people, "x", "age >= 40")
    assert store.count("in_segment('x')") == 2


def test_saving_instead_of_a_segment_renames_it_in_the_same_step(people: ProjectFile) -> None:
    segments.save(people, "a", "age >= 30")
    segments.save(people, "b", "not in_segment('a')")
    segments.save(people, "adults", "age >= 40", instead_of="a")
    assert names(people) == ["adults", "b"]
    assert segments.get(people, "adults").rule == "age >= 40"
    assert segments.get(people, "b").rule == "not in_segment('adults')"
    with pytest.raises(AdManagerError, match="There is a segment “b” already"):
        segments.save(people, "b", "age >= 40", instead_of="adults")
    people.undo()
    assert [(s.name, s.rule) for s in segments.list_segments(people)] == [
        ("a", "age >= 30"),
        ("b", "not in_segment('a')"),
    ]


def test_a_segment_is_kept_as_it_is_and_let_live_again(people: ProjectFile) -> None:
    segments.save(people, "adults", "age >= 30")
    assert segments.set_kind(people, "adults", "static").kind == "static"
    with people.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"age": 70})
    assert segments.count(people, "adults").count == 3
    assert segments.set_kind(people, "adults", "live").rule == "age >= 30"
    assert segments.count(people, "adults").count == 4
    people.undo()
    assert segments.count(people, "adults").count == 3


def test_members_without_a_rule_are_a_static_segment_that_cannot_live(people: ProjectFile) -> None:
    saved = segments.save_members(people, "picked", np.array([2, 5]), note="by hand")
    assert (saved.kind, saved.note) == ("static", "by hand")
    assert segments.members(people, "picked").tolist() == [2, 5]
    assert segments.members(people, "in_segment('picked') and age < 50").tolist() == [2]
    segments.rename(people, "picked", "chosen")
    assert segments.get(people, "chosen").rule == "in_segment('chosen')"
    with pytest.raises(AdManagerError, match="No rule describes the segment “chosen”"):
        segments.set_kind(people, "chosen", "live")
    segments.save_members(people, "chosen", np.array([1]))
    assert segments.members(people, "chosen").tolist() == [1]


def test_a_creative_remembers_its_segment_and_does_not_hold_it(people: ProjectFile) -> None:
    segments.save(people, "adults", "age >= 30")
    spec = json.dumps({"segment": "adults"})
    with people.change(sentence("Keep")) as change:
        change.insert("creative", {"name": "ad", "spec": spec, "seed": 0, "generator": "", "created": 0.0})
    assert segments.used_in(people, "adults") == [segments.Use("creative", "ad")]
    segments.delete(people, "adults")


def test_a_mistyped_kind_of_event_is_warned_of(people: ProjectFile, fill: Fill) -> None:
    events = (Column("who", "text", "key"), Column("what", "text", "kind"))
    fill(people, events, [("a", "purchase"), ("b", "view")], "events")
    found = segments.count(people, "not did('purchse') or did('view')")
    assert found.count == 5
    assert found.warnings[1:] == ("No event is of the kind “purchse”; the kinds are purchase, view.",)
