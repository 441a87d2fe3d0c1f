"""The overview of a project: its counts, its next step, and who changed what."""

from __future__ import annotations

import dataclasses
import json

import pytest

from admanager.project.file import ProjectFile
from admanager.project.overview import Overview, Step, next_step, overview, standing
from admanager.texts import sentence

EMPTY = Overview("x", 0, 0, 0, 0, 0, 0, 0, 0, None, False)


def test_empty_project_has_nothing_and_begins_with_import(project: ProjectFile) -> None:
    found = overview(project)
    assert found == dataclasses.replace(EMPTY, name="project")
    assert next_step(found) is Step.IMPORT


@pytest.mark.parametrize(
    ("has", "step"),
    [
        ({}, Step.IMPORT),
        ({"people": 5}, Step.SEGMENT),
        ({"people": 5, "segments": 1}, Step.TRAIN),
        ({"people": 5, "segments": 1, "models": 1}, Step.DESIGN),
        ({"people": 5, "segments": 1, "models": 1, "creatives": 3}, Step.PLAN),
        ({"people": 5, "segments": 1, "models": 1, "creatives": 3, "campaigns": 1}, Step.SIMULATE),
        ({"people": 5, "segments": 1, "models": 1, "creatives": 3, "campaigns": 1, "runs": 1}, Step.READ),
    ],
)
def test_next_step_is_the_first_that_is_missing(has: dict[str, int], step: Step) -> None:
    assert next_step(dataclasses.replace(EMPTY, **has)) is step


def test_last_run_is_the_newest(project: ProjectFile) -> None:
    with project.change(sentence("Runs")) as change:
        for name, started in (("first", 10.0), ("newest", 30.0), ("second", 20.0)):
            change.insert(
                "run",
                {
                    "name": name, "campaign": "c", "plan": "{}", "seed": 1, "started": started, "seconds": 1.0,
                    "state": "done", "models": "[]", "summary": json.dumps({"clicks": 3}), "generated": 1,
                },
            )  # fmt: skip
    found = overview(project)
    assert found.runs == 3
    assert found.last_run is not None
    assert (found.last_run.name, found.last_run.started, found.last_run.summary) == (
        "newest",
        30.0,
        {"clicks": 3},
    )
    assert found.last_run.generated


def test_standing_names_undo_and_redo(project: ProjectFile) -> None:
    with project.change(sentence("Save the segment “{name}”", name="a")) as change:
        change.insert("segment", {"name": "a", "rule": "x = 1", "changed": 0.0})
    assert standing(project).undo == "Save the segment “a”"
    assert standing(project).redo is None
    project.undo()
    assert standing(project).undo is None
    assert standing(project).redo == "Save the segment “a”"


def test_changed_since_lists_the_tables_that_were_written(project: ProjectFile) -> None:
    before = standing(project)
    with project.change(sentence("Both")) as change:
        change.insert("segment", {"name": "a", "rule": "x = 1", "changed": 0.0})
        change.insert("campaign", {"name": "c", "plan": "{}", "changed": 0.0})
    assert standing(project).changed_since(before) == {"segment", "campaign"}
    assert standing(project).changed_since(standing(project)) == frozenset()


def test_project_that_is_marked_as_generated_says_so(project: ProjectFile) -> None:
    assert not overview(project).generated
    with project.change(sentence("Mark the data as generated"), undoable=False) as change:
        project.set_meta(change, "generated", "seed 7")
    assert overview(project).generated
