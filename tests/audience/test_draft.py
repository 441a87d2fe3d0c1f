"""A rule while it is built: it stays the same rule, and edits do what a person means."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from admanager.audience import draft as drafts
from admanager.audience.draft import Condition, Group
from admanager.audience.preview import consider_draft, consider_text, preview, saved_counts
from admanager.audience.rules import parse, to_text
from admanager.audience.segments import delete, save
from admanager.audience.tree import Rule
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.audience.test_rules import rule_trees


@given(rule_trees)
@settings(max_examples=200, deadline=None)
def test_every_rule_can_be_shown_as_rows_and_read_back(rule: Rule) -> None:
    draft = drafts.from_rule(rule)
    assert drafts.to_rule(draft) == rule
    assert drafts.is_complete(draft)


def test_a_rule_as_rows() -> None:
    rule = parse("age >= 30 and not (housing = 'yes' or loan is missing) and not in_segment('a')")
    assert drafts.from_rule(rule) == Group(
        "all",
        (
            Condition("age", ">=", (30,)),
            Group("none", (Condition("housing", "=", ("yes",)), Condition("loan", "missing"))),
            Condition("", "not in segment", ("a",)),
        ),
    )


def test_rows_that_lack_a_value_are_left_out() -> None:
    draft = Group("all", (Condition("age", ">=", (30,)), Condition("job", "in"), Group("any", ())))
    rule = drafts.to_rule(draft)
    assert rule is not None
    assert to_text(rule) == "age >= 30"
    assert not drafts.is_complete(draft)
    assert drafts.to_rule(Group()) is None


def test_parts_are_added_replaced_and_removed_at_their_place() -> None:
    one, two, three = (Condition("a", "=", (number,)) for number in (1, 2, 3))
    draft = drafts.added(Group(), (), one)
    draft = drafts.added(draft, (), Group("any", (two,)))
    draft = drafts.added(draft, (1,), three)
    assert draft == Group("all", (one, Group("any", (two, three))))
    assert drafts.at(draft, (1, 1)) == three
    draft = drafts.replaced(draft, (1, 0), one)
    assert drafts.removed(draft, (1, 1)) == Group("all", (one, Group("any", (one,))))
    assert [place for place, _ in drafts.walk(draft)] == [(), (0,), (1,), (1, 0), (1, 1)]


def test_removing_the_last_row_of_a_group_removes_the_group() -> None:
    draft = Group(
        "all", (Condition("a", "=", (1,)), Group("any", (Group("none", (Condition("b", "missing"),)),)))
    )
    assert drafts.removed(draft, (1, 0, 0)) == Group("all", (Condition("a", "=", (1,)),))
    assert drafts.removed(Group("all", (Condition("a", "=", (1,)),)), (0,)) == Group("all", ())


@pytest.mark.parametrize(
    ("before", "operator", "values"),
    [
        ((5,), "between", (5, None)),
        ((5, 9), ">=", (5,)),
        ((5, 9), "in", (5, 9)),
        ((5,), "missing", ()),
        ((None,), "in", ()),
        ((), "=", (None,)),
    ],
)
def test_another_operator_keeps_the_values_that_it_takes(
    before: tuple[int | None, ...], operator: str, values: tuple[int | None, ...]
) -> None:
    assert drafts.with_operator(Condition("a", ">", before), operator) == Condition("a", operator, values)


def test_a_new_row_suits_its_column() -> None:
    assert drafts.new_condition("age", "integer") == Condition("age", ">=", (None,))
    assert drafts.new_condition("job", "text") == Condition("job", "in", ())
    assert drafts.new_condition("ok", "boolean") == Condition("ok", "=", (True,))
    assert drafts.new_condition("", "segment") == Condition("", "in segment", (None,))


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("integer", " 30 ", 30),
        ("integer", "2.5", 2.5),
        ("real", "−1.5", -1.5),
        ("real", "1e999", None),
        ("real", "abc", None),
        ("integer", "", None),
        ("text", " a ", " a "),
        ("date", " 2024-03-01 ", "2024-03-01"),
    ],
)
def test_what_is_typed_becomes_a_value_of_the_columns_type(type_: str, text: str, value: object) -> None:
    assert drafts.read_value(type_, text) == value


def test_a_preview_counts_each_part_and_shows_members(people: ProjectFile) -> None:
    rule = parse("age >= 30 and (housing = 'no' or job is missing)")
    found = preview(people, rule, drafts.from_rule(rule), rows=2)
    assert (found.count, found.consented, found.total) == (3, None, 5)
    assert found.part_counts == {(0,): 3, (1,): 3, (1, 0): 2, (1, 1): 1}
    assert found.sample_columns[:3] == ("id", "age", "job")
    assert [row[:3] for row in found.sample] == [("b", 35, "services"), ("c", 45, "admin.")]
    assert found.sample[0][6:9] == ("2024-03-02", "2024-03-02T00:00:00Z", False)


def test_a_preview_of_a_rule_that_does_not_fit_says_so(people: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="did you mean age"):
        preview(people, parse("agee > 3"))


def test_a_typed_rule_is_considered_as_far_as_it_is_understood(people: ProjectFile) -> None:
    good = consider_text(people, "age>=30")
    assert (good.problem, good.position) == ("", None)
    assert good.words == "age is at least 30"
    assert good.found is not None
    assert good.found.count == 3
    wrong = consider_text(people, "age >=")
    assert (wrong.problem, wrong.position) == ("At character 7: expected a value after “>=”.", 6)
    assert wrong.draft is None
    unknown = consider_text(people, "agee >= 30")
    assert unknown.problem == "There is no column agee; did you mean age?"
    assert unknown.draft == Group("all", (Condition("agee", ">=", (30,)),))
    assert unknown.found is None
    empty = consider_text(people, " ")
    assert (empty.rule, empty.draft, empty.problem) == (None, Group(), "")
    assert empty.found is not None
    assert (empty.found.count, len(empty.found.sample)) == (5, 5)


def test_an_unfinished_draft_is_counted_without_its_unfinished_rows(people: ProjectFile) -> None:
    draft = Group("all", (Condition("job", "in"), Condition("age", ">=", (30,))))
    considered = consider_draft(people, draft)
    assert considered.text == "age >= 30"
    assert considered.found is not None
    assert considered.found.count == 3
    assert considered.found.part_counts == {(1,): 3}
    nothing = consider_draft(people, Group("any", (Condition("job", "in"),)))
    assert nothing.rule is None
    assert nothing.found is not None
    assert nothing.found.count == 5


def test_saved_segments_come_with_their_counts_or_the_reason_for_none(people: ProjectFile) -> None:
    save(people, "a", "age >= 30")
    save(people, "b", "not in_segment('a')")
    delete(people, "a", even_if_used=True)
    save(people, "c", "age < 30", note="young")
    found = [(each.name, each.count, str(each.problem)) for each in saved_counts(people)]
    assert found == [("b", None, "There is no segment “a”."), ("c", 1, "")]
