"""Credits by rule add up and are what the rules say; true effects are those of a run without a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation.attribution import (
    RULES,
    Touches,
    credit,
    paths_of,
    place_name,
    read_touches,
    removal_effects,
)
from admanager.simulation.incrementality import attribution, keep_effects, switched_off
from admanager.simulation.runs import get_run
from admanager.simulation.trials import measure
from admanager.simulation.world import prepare
from admanager.texts import AdManagerError, Cancelled
from tests.audience.conftest import fill_table
from tests.report import kept
from tests.simulation.worlds import plan_of, setting_of

DAY = 86_400.0


def touches_of(*rows: tuple[int, float, str, bool]) -> Touches:
    """Impressions as (person, day, item, converted)."""
    items = tuple(sorted({item for _, _, item, _ in rows}))
    return Touches(
        items,
        np.array([person for person, *_ in rows], dtype=np.int64),
        np.array([day * DAY for _, day, *_ in rows]),
        np.array([items.index(item) for _, _, item, _ in rows], dtype=np.int64),
        np.array([converted for *_, converted in rows], dtype=bool),
    )


def by_item(touches: Touches, rule: str, **settings: float) -> dict[str, float]:
    found = credit(touches, **settings)
    return dict(zip(found.items, found.by_rule[rule].tolist(), strict=True))  # type: ignore[index]


# -- the rules -----------------------------------------------------------------------------------------------

THREE = touches_of((1, 0, "A", False), (1, 7, "B", False), (1, 14, "C", True), (2, 3, "B", False))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("last", {"A": 0.0, "B": 0.0, "C": 1.0}),
        ("first", {"A": 1.0, "B": 0.0, "C": 0.0}),
        ("linear", {"A": 1 / 3, "B": 1 / 3, "C": 1 / 3}),
        # With a half-life of a week the weights are 1/4, 1/2 and 1.
        ("decay", {"A": 1 / 7, "B": 2 / 7, "C": 4 / 7}),
        ("position", {"A": 0.4, "B": 0.2, "C": 0.4}),
    ],
)
def test_each_rule_shares_a_conversion_as_it_says(rule: str, expected: dict[str, float]) -> None:
    assert by_item(THREE, rule) == pytest.approx(expected)


def test_by_position_two_share_evenly_and_one_gets_all() -> None:
    assert by_item(touches_of((1, 0, "A", False), (1, 1, "B", True)), "position") == {"A": 0.5, "B": 0.5}
    assert by_item(touches_of((1, 0, "A", True)), "position") == {"A": 1.0}


def test_markov_credits_are_the_removal_effects_of_the_chain() -> None:
    # A, B and then a conversion; A and then none; B and a conversion. 2/3 convert; without A 1/3, without B none do.
    touches = touches_of((1, 0, "A", False), (1, 1, "B", True), (2, 0, "A", False), (3, 0, "B", True))
    assert removal_effects(paths_of(touches, 30), 2) == pytest.approx([0.5, 1.0])
    assert by_item(touches, "markov") == pytest.approx({"A": 2 / 3, "B": 4 / 3})


def test_a_conversion_ends_a_path_and_the_next_one_begins_anew() -> None:
    touches = touches_of((1, 0, "A", True), (1, 1, "B", False), (1, 2, "B", True), (1, 3, "A", False))
    paths = paths_of(touches, 30)
    assert paths.path.tolist() == [0, 1, 1, 2]
    assert paths.converted.tolist() == [True, True, False]
    assert by_item(touches, "first") == {"A": 1.0, "B": 1.0}


def test_what_was_seen_before_the_window_does_not_count() -> None:
    assert by_item(THREE, "first", window_days=10) == {"A": 0.0, "B": 1.0, "C": 0.0}
    assert by_item(THREE, "linear", window_days=10) == {"A": 0.0, "B": 0.5, "C": 0.5}


def test_without_conversions_nothing_is_credited() -> None:
    found = credit(touches_of((1, 0, "A", False), (1, 1, "B", False)))
    assert (found.conversions, found.paths) == (0, 1)
    assert all(not found.by_rule[rule].any() for rule in RULES)


logs = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 60), st.sampled_from("ABCDE"), st.booleans()),
    min_size=1,
    max_size=40,
    unique_by=lambda row: row[:2],
)


@given(logs, st.sampled_from([3.0, 30.0]))
def test_every_rule_gives_each_conversion_away_once(
    rows: list[tuple[int, float, str, bool]], window: float
) -> None:
    touches = touches_of(*rows)
    found = credit(touches, window_days=window)
    assert found.conversions == sum(row[3] for row in rows)
    for rule in RULES:
        assert found.by_rule[rule].sum() == pytest.approx(found.conversions)
        assert (found.by_rule[rule] >= 0).all()


@given(logs, st.randoms())
def test_the_order_of_the_rows_makes_no_difference(
    rows: list[tuple[int, float, str, bool]], random: st.DataObject
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = credit(touches_of(*rows)), credit(touches_of(*shuffled))
    for rule in RULES:
        assert first.by_rule[rule] == pytest.approx(second.by_rule[rule])


@given(logs)
def test_removal_effects_are_what_the_chain_without_the_item_loses(
    rows: list[tuple[int, float, str, bool]],
) -> None:
    touches = touches_of(*rows)
    paths, size = paths_of(touches, 1000), len(touches.items)
    if not paths.converted.any():
        assert not removal_effects(paths, size).any()
        return
    whole = _chance(touches, size, None)
    lost = [1.0 - _chance(touches, size, item) / whole for item in range(size)]
    assert removal_effects(paths, size) == pytest.approx(lost, abs=1e-9)


def _chance(touches: Touches, size: int, removed: int | None) -> float:
    """Return the chain's chance to convert, walked path by path; whoever comes to the removed item is lost."""
    start, converts, steps, left = np.zeros(size), np.zeros(size), np.zeros((size, size)), np.zeros(size)
    paths = 0
    for walk, converted in _walks(touches):
        paths += 1
        start[walk[0]] += 1
        for here, there in pairwise(walk):
            steps[here, there] += 1
            left[here] += 1
        left[walk[-1]] += 1
        converts[walk[-1]] += converted
    start, left = start / paths, np.maximum(left, 1)
    steps, converts = steps / left[:, None], converts / left
    if removed is not None:
        start[removed] = converts[removed] = 0
        steps[removed], steps[:, removed] = 0, 0
    return float(start @ np.linalg.solve(np.eye(size) - steps, converts))


def _walks(touches: Touches) -> Iterator[tuple[list[int], bool]]:
    for person in np.unique(touches.person):
        rows = np.flatnonzero(touches.person == person)
        walk: list[int] = []
        for row in rows[np.argsort(touches.time[rows])]:
            walk.append(int(touches.item[row]))
            if touches.converted[row]:
                yield walk, True
                walk = []
        if walk:
            yield walk, False


# -- switching parts off -------------------------------------------------------------------------------------


def _mask(off: list[int]) -> NDArray[np.bool_]:
    plan = plan_of()
    allowed = np.ones((len(plan.creative_names), len(plan.traffic.slots)), dtype=bool)
    allowed[off] = False
    return allowed


def test_with_all_creatives_off_nothing_is_shown_and_nobody_converts() -> None:
    plan = plan_of()
    setting = setting_of(plan)
    off = measure(setting, plan, 3, allowed=_mask([0, 1, 2, 3]))
    assert (off.impressions, off.clicks, off.conversions, off.spend) == (0, 0, 0, 0)
    assert off.opportunities == measure(setting, plan, 3).opportunities


def test_with_nothing_off_a_run_is_the_run_itself() -> None:
    plan = plan_of()
    setting = setting_of(plan)
    assert measure(setting, plan, 3, allowed=_mask([])) == measure(setting, plan, 3)


def test_what_may_be_shown_leaves_out_one_creative_or_place_each() -> None:
    plan = plan_of()
    creatives, places = switched_off(plan, "creative"), switched_off(plan, "placement")
    assert list(creatives) == list(plan.creative_names)
    assert not creatives["B"][1].any()
    assert creatives["B"][[0, 2, 3]].all()
    assert list(places) == [place_name(slot.placement, slot.position) for slot in plan.traffic.slots]
    assert not places["page · 2"][:, 1].any()
    assert places["page · 2"][:, [0, 2]].all()


# -- of a project --------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    with ProjectFile.open(kept.copy_to(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize("by", ["creative", "placement"])
def test_credits_of_a_run_are_its_conversions(project: ProjectFile, by: str) -> None:
    run = get_run(project, 1)
    found = attribution(project, run, by=by, seeds=0)  # type: ignore[arg-type]
    conversions = run.outcome.totals.conversions
    assert run.summary.weight == 1
    assert found.credits.conversions == conversions > 20
    parts = run.outcome.by_creative() if by == "creative" else run.outcome.by_place()
    names = parts if by == "creative" else [place_name(*place) for place in parts]  # type: ignore[misc]
    last = dict(zip(found.credits.items, found.credits.by_rule["last"], strict=True))
    expected = {name: part.conversions for name, part in zip(names, parts.values(), strict=True)}
    assert last == {name: count for name, count in expected.items() if name in last}
    assert sum(expected.values()) == conversions
    assert found.effects == {}


def test_true_effects_are_what_the_run_loses_without_each_part(project: ProjectFile) -> None:
    run = get_run(project, 1)
    found = attribution(project, run, seeds=3)
    conversions = run.outcome.totals.conversions
    assert found.campaign is not None
    assert found.campaign.here == conversions
    setting, masks = prepare(project, run.plan), switched_off(run.plan, "creative")
    name = run.plan.creative_names[0]
    lost = [
        measure(setting, run.plan, seed).conversions
        - measure(setting, run.plan, seed, allowed=masks[name]).conversions
        for seed in (7, 8, 9)
    ]
    assert found.effects[name].here == lost[0]
    usual = found.effects[name].usual
    assert usual.value == pytest.approx(np.mean(lost))
    assert usual.low < usual.value < usual.high
    assert set(found.effects) == set(run.plan.creative_names)
    keep_effects(project, run, found)
    again = attribution(project, run, seeds=0)
    assert (again.effects, again.campaign, again.seeds, again.notes) == (
        found.effects,
        found.campaign,
        3,
        found.notes,
    )
    assert attribution(project, run, by="placement", seeds=0).effects == {}


def test_a_project_that_has_changed_is_told(project: ProjectFile) -> None:
    with project.change(kept.plan().name, undoable=False) as change:  # type: ignore[arg-type]
        change.connection.execute("DELETE FROM profiles WHERE id % 2 = 0")
        change.touch("profiles")
    notes = attribution(project, get_run(project, 1), seeds=1).notes
    assert any(note.startswith("The project or the program has changed since the run") for note in notes)


def test_a_run_without_kept_impressions_is_refused(project: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="are not kept"):
        attribution(project, get_run(project, 2))


def test_true_effects_can_be_cancelled(project: ProjectFile) -> None:
    class Impatient(Job):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        attribution(project, get_run(project, 1), job=Impatient())


def test_an_imported_log_is_credited_without_true_effects(project: ProjectFile) -> None:
    columns = (
        Column("who", "text", "key"),
        Column("at", "datetime", "time"),
        Column("ad", "text", "creative"),
        Column("bought", "boolean", "converted"),
    )
    rows = [
        ("p", 0, "A", 0),
        ("p", DAY, "B", 1),
        (None, 0, "A", 1),
        (None, DAY, None, 0),
        ("q", None, "B", 1),
    ]
    fill_table(project, columns, rows, "impressions")
    found = attribution(project)
    assert found.credits.items == ("", "A", "B")
    # Rows without a person or a time are paths of their own.
    assert (found.credits.conversions, found.credits.paths) == (3, 4)
    assert found.credits.by_rule["first"].tolist() == [0.0, 2.0, 1.0]
    assert found.campaign is None
    assert "not known of an imported log" in found.notes[-1]


def test_what_a_log_lacks_is_named(project: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="no imported impressions"):
        read_touches(project, "creative")
    fill_table(project, (Column("ad", "text", "creative"),), [("A",)], "impressions")
    with pytest.raises(AdManagerError, match="has the role “converted”"):
        read_touches(project, "creative")
    with (
        ProjectFile.create(tmp_path / "empty.adm") as empty,
        pytest.raises(AdManagerError, match="no impressions"),
    ):
        read_touches(empty, "creative")
