"""Linked histograms: each column's counts are those of a plain recount, whatever was brushed before."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.audience import columns
from admanager.audience.bins import bins_of, brush_rule
from admanager.audience.columns import ColumnStore
from admanager.audience.linked import LinkedHistograms, first_look, prepare, shown_at_first, warm_up
from admanager.audience.rules import to_text
from admanager.ingest.locale import change_locale
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Cancelled, sentence
from tests.audience.conftest import DAY, MARCH_1, Fill

COLUMNS = (
    Column("n", "integer", "number"),
    Column("x", "real", "number"),
    Column("word", "text", "category"),
    Column("day", "date", "date"),
    Column("at", "datetime", "date"),
    Column("ok", "boolean", "flag"),
    Column("consent", "boolean", "consent"),
)
NAMES = ["n", "x", "word", "day", "at", "ok"]


def crowd(people: int = 500) -> list[tuple[Any, ...]]:
    rng = np.random.default_rng(3)

    def some(values: Any) -> list[Any]:
        return [
            None if gap else value
            for gap, value in zip(rng.random(people) < 0.1, values.tolist(), strict=True)
        ]

    return list(
        zip(
            some(rng.integers(-5, 200, people)),
            some(np.where(rng.random(people) < 0.01, np.inf, rng.normal(0, 10, people))),
            some(np.array([f"w{n}" for n in rng.zipf(1.4, people) % 60])),
            some(MARCH_1 + DAY * rng.integers(0, 100, people)),
            some(MARCH_1 + rng.integers(0, 100 * DAY, people)),
            some(rng.integers(0, 2, people)),
            some(rng.integers(0, 2, people)),
            strict=True,
        )
    )


@pytest.fixture
def linked(project: ProjectFile, fill: Fill) -> LinkedHistograms:
    fill(project, COLUMNS, crowd())
    return LinkedHistograms(project, NAMES)


def recount(project: ProjectFile, linked: LinkedHistograms, column: str, *, own: bool) -> tuple[int, ...]:
    """Return the counts of a column by asking the rule engine for each bin."""
    store = ColumnStore.of(project)
    passing = np.ones(store.total(), dtype=np.bool_)
    for axis in linked.axes:
        bins = linked.chosen(axis.column)
        if bins and (own or axis.column != column):
            passing &= store.flags(brush_rule(axis, bins))
    axis = next(axis for axis in linked.axes if axis.column == column)
    of_bin = (store.flags(brush_rule(axis, [number])) for number in range(axis.bins + 1))
    return tuple(int(np.count_nonzero(passing & flags)) for flags in of_bin)


brushes = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sets(st.integers(0, 40), max_size=6)), min_size=1, max_size=6
)


@pytest.mark.slow
@given(brushes)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_those_of_a_plain_recount(
    project: ProjectFile, fill: Fill, brushes: list[tuple[str, set[int]]]
) -> None:
    if not ColumnStore.of(project).total():
        fill(project, COLUMNS, crowd())
    linked = LinkedHistograms(project, NAMES)
    for column, wanted in brushes:
        axis = next(axis for axis in linked.axes if axis.column == column)
        found = linked.brush(column, {number % (axis.bins + 1) for number in wanted})
    assert found == linked.current()
    for name in NAMES:
        assert found.counts[name] == recount(project, linked, name, own=False), name
        assert found.selected_counts[name] == recount(project, linked, name, own=True), name
        assert sum(found.selected_counts[name]) == found.selected
    rule = linked.rule()
    store = ColumnStore.of(project)
    assert store.count_consented(rule) == (found.selected, found.consented)
    assert linked.clear().selected == found.total == 500


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Chatham"])
def test_a_bin_of_times_holds_whole_days_of_the_projects_zone_as_its_rule_does(
    project: ProjectFile, fill: Fill, zone: str
) -> None:
    change_locale(project, zone=zone)
    fill(project, COLUMNS, crowd())
    linked = LinkedHistograms(project, ["at"])
    (axis,) = linked.axes
    for edge in axis.edges:
        assert dt.datetime.fromtimestamp(edge, ZoneInfo(zone)).time() == dt.time(0)
    assert linked.current().counts["at"] == recount(project, linked, "at", own=False)
    day = dt.datetime.fromtimestamp(axis.edges[2], ZoneInfo(zone)).date()
    assert to_text(brush_rule(axis, range(2))) == f"at < '{day}'"


def test_a_base_rule_restricts_everything(project: ProjectFile, fill: Fill) -> None:
    fill(project, COLUMNS, crowd())
    linked = LinkedHistograms(project, ["n", "ok"], "word in ('w1', 'w2')")
    store = ColumnStore.of(project)
    found = linked.brush("ok", [1])
    assert found.total == store.count("word in ('w1', 'w2')")
    assert found.selected == store.count("word in ('w1', 'w2') and ok = true")
    assert to_text(linked.rule()) == "word in ('w1', 'w2') and ok = true"  # type: ignore[arg-type]
    assert sum(found.counts["ok"]) == found.total


def test_brushes_as_rules(linked: LinkedHistograms) -> None:
    axes = {axis.column: axis for axis in linked.axes}
    n = axes["n"]
    low, high = f"{n.edges[1]:.0f}", f"{n.edges[3]:.0f}"
    assert to_text(brush_rule(n, [1, 2])) == f"n >= {low} and n < {high}"
    assert to_text(brush_rule(n, [0, 2])) == f"n < {low} or n >= {n.edges[2]:.0f} and n < {high}"
    assert to_text(brush_rule(n, range(n.bins))) == "n is not missing"
    assert to_text(brush_rule(n, [n.bins])) == "n is missing"
    assert to_text(brush_rule(axes["ok"], [1])) == "ok = true"
    word = axes["word"]
    assert word.others
    assert to_text(brush_rule(word, [0, len(word.labels)])).startswith("word not in (")
    assert len(linked.axes[2].labels) == 24


def test_histograms_know_when_they_are_out_of_date(project: ProjectFile, linked: LinkedHistograms) -> None:
    warm_up()
    assert not linked.stale
    with project.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"n": 7})
    assert linked.stale


ends = st.floats(-1e9, 1e9) | st.sampled_from([0.0, 1e15, -1e15, 1e-9])


@given(
    ends,
    st.sampled_from([1e-6, 0.1, 0.3, 1.0, 50.0, 86_400.0]),
    st.integers(0, 60),
    st.lists(st.integers(-3, 70) | st.floats(-3, 70) | st.sampled_from([np.inf, -np.inf]), max_size=40),
)
def test_values_are_put_into_the_bins_whose_edges_they_have_reached(
    low: float, step: float, edges: int, places: list[float]
) -> None:
    inner = low + step * np.arange(edges, dtype=np.float64)
    values = np.array([low + step * place for place in places], dtype=np.float64)
    near = np.concatenate([values, np.nextafter(values, np.inf), np.nextafter(values, -np.inf)])
    assert bins_of(near, inner).tolist() == np.searchsorted(inner, near, side="right").tolist()


def test_edges_that_are_not_a_step_apart_have_their_bins_too() -> None:
    inner = np.array([-1e300, 0.0, 1.0, 1e308])
    values = np.array([-np.inf, -1e301, -1e300, -1.0, 0.5, 1.0, 1e308, np.inf])
    assert bins_of(values, inner).tolist() == np.searchsorted(inner, values, side="right").tolist()


def test_no_columns_cannot_be_linked(project: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="Between 1 and 30 columns"):
        LinkedHistograms(project, [])


def test_a_heavy_tail_does_not_squeeze_all_others_into_a_few_bins(project: ProjectFile, fill: Fill) -> None:
    rng = np.random.default_rng(8)
    spend = np.concatenate([rng.normal(100, 20, 2_000), [9e5, 1e6, -4e4, 5e5]])
    seen = np.concatenate([MARCH_1 + DAY * rng.integers(0, 90, 2_003), [MARCH_1 - 40_000 * DAY]])
    plain = rng.integers(18, 80, 2_004)
    columns = (
        Column("spend", "real", "number"),
        Column("seen", "date", "date"),
        Column("age", "integer", "number"),
    )
    fill(project, columns, list(zip(spend.tolist(), seen.tolist(), plain.tolist(), strict=True)))
    linked = LinkedHistograms(project, ["spend", "seen", "age"])
    spend_axis, seen_axis, age_axis = linked.axes
    assert (spend_axis.open_low, spend_axis.open_high) == (True, True)
    assert (seen_axis.open_low, seen_axis.open_high) == (True, False)
    assert (age_axis.open_low, age_axis.open_high) == (False, False)
    counts = linked.current().counts["spend"]
    assert sum(counts) == 2_004
    assert max(counts) < 500
    outside = int(np.sum(spend >= spend_axis.edges[-2]))
    assert counts[spend_axis.bins - 1] == outside
    found = linked.brush("spend", [spend_axis.bins - 1])
    rule = linked.rule()
    assert rule is not None
    assert to_text(rule) == f"spend >= {spend_axis.edges[-2]:g}"
    assert found.selected == outside == ColumnStore.of(project).count(rule)


def test_a_first_look_at_few_people_is_the_same_as_reading_all(
    linked: LinkedHistograms, project: ProjectFile
) -> None:
    look = first_look(project, NAMES, people=10_000)
    assert look.axes == linked.axes
    assert look.counts.counts == linked.current().counts
    assert look.counts.total == 500


def test_a_first_look_takes_people_from_all_over_the_table(project: ProjectFile, fill: Fill) -> None:
    fill(project, (Column("n", "integer", "number"),), [(number,) for number in range(4_000)])
    look = first_look(project, ["n"], people=400)
    assert look.counts.total == 400
    (axis,) = look.axes
    assert axis.edges[0] <= 0
    assert axis.edges[-1] >= 3_900
    assert min(look.counts.counts["n"][:-1]) > 0


def test_a_first_look_at_nobody_is_empty(project: ProjectFile, fill: Fill) -> None:
    fill(project, COLUMNS, [])
    look = first_look(project, NAMES)
    assert look.counts.total == 0
    assert all(sum(counts) == 0 for counts in look.counts.counts.values())


def test_a_first_look_that_was_prepared_reads_no_rows(
    project: ProjectFile, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(project, COLUMNS, crowd())
    assert prepare(project) == ("n", "x", "word", "day", "at", "ok", "consent")
    expected = LinkedHistograms(project, NAMES).current()

    def never(*_: object) -> None:
        raise AssertionError("the rows were read")

    monkeypatch.setattr(columns, "read_columns", never)
    assert LinkedHistograms(project, NAMES).current() == expected
    assert expected.consented is not None


def test_people_of_whom_nothing_can_be_counted_need_no_preparation(project: ProjectFile, fill: Fill) -> None:
    fill(project, [Column("id", "integer", "key")], [(1,), (2,)])
    assert prepare(project) == ()


def test_free_text_and_what_tells_people_apart_come_last_or_never() -> None:
    described = [
        Column("id", "integer", "key"),
        Column("note", "text", "text"),
        Column("mail", "text", "pii"),
        *(Column(f"n{place}", "integer", "number") for place in range(11)),
        Column("more", "text", "text"),
    ]
    assert shown_at_first(described) == (*(f"n{place}" for place in range(11)), "note")


def test_who_waits_for_another_reader_can_stop_waiting(project: ProjectFile, fill: Fill) -> None:
    class Impatient(Job):
        def check_cancelled(self) -> None:
            raise Cancelled

    fill(project, COLUMNS, crowd())
    store = ColumnStore.of(project)
    held, done = threading.Event(), threading.Event()

    def read() -> None:
        with store._current():
            held.set()
            done.wait(30)

    reader = threading.Thread(target=read)
    reader.start()
    held.wait(30)
    try:
        with pytest.raises(Cancelled):
            store.load(NAMES, job=Impatient())
    finally:
        done.set()
        reader.join()
    store.load(NAMES)
    assert store.at_hand(NAMES)
