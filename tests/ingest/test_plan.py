"""What the import dialog decides, without a window."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from admanager.ingest import plan
from admanager.ingest.load import import_file, undo_import
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.ingest.conftest import WriteFile

pytestmark = pytest.mark.usefixtures("in_process")
PEOPLE = "customer_id,mail,born,visits\n" + "".join(
    f"c{number},p{number}@x.test,0{number % 9 + 1}/02/2024,{number}\n" for number in range(12)
)


@pytest.fixture
def people(write: WriteFile) -> Path:
    return write(PEOPLE, "people.csv")


def role_of(proposal: plan.Proposal, name: str) -> str:
    return next(column.role for column in proposal.columns if column.source_name == name)


def texts(proposal: plan.Proposal) -> list[str]:
    return [str(problem.text) for problem in proposal.problems]


def test_a_proposal_has_a_key_types_and_rows(project: ProjectFile, people: Path) -> None:
    found = plan.propose(project, people)
    assert found.key == "customer_id"
    assert [column.type for column in found.columns] == ["text", "text", "date", "integer"]
    assert len(found.preview.rows) == 12
    assert found.can_import


def test_a_doubtful_order_of_dates_is_a_problem_that_does_not_block(
    project: ProjectFile, people: Path
) -> None:
    found = plan.propose(project, people)
    assert [(problem.field, problem.blocks) for problem in found.problems] == [
        ("column:mail", False),
        ("column:born", False),
    ]
    settled = plan.propose(project, people, plan.with_column(found.wishes, "born", date_order="mdy"))
    assert settled.problems == found.problems[:1]
    assert settled.preview.values[1][2] == 1706832000


def test_a_file_in_which_people_stand_again_and_again_is_taken_for_what_they_did(
    project: ProjectFile, write: WriteFile
) -> None:
    rows = "".join(f"{place},1{place // 3},2024-03-{place + 1:02d} 10:00\n" for place in range(12))
    sold = write("InvoiceNo,CustomerID,InvoiceDate\n" + rows, "sold.csv")
    found = plan.propose(project, sold)
    assert (found.wishes.table, found.key, role_of(found, "InvoiceDate")) == ("events", "CustomerID", "time")
    assert "CustomerID repeats and InvoiceDate says when" in texts(found)[0]
    # What the user says holds.
    said = plan.propose(project, sold, plan.with_table(found.wishes, "profiles"))
    assert (said.wishes.table, said.key) == ("profiles", None)
    assert plan.propose(project, sold, ImportOptions(part=None)).wishes.table == "events", "detected anew"


def test_people_who_are_listed_twice_or_have_a_date_of_their_own_stay_people(
    project: ProjectFile, write: WriteFile
) -> None:
    rows = "".join(f"1{place // 2},2024-03-{place + 1:02d}\n" for place in range(12))
    twice = write("customer_id,member_since\n" + rows, "twice.csv")
    assert plan.propose(project, twice).wishes.table == "profiles"
    once = write("customer_id,date\n" + "".join(f"1{n},2024-03-{n + 1:02d}\n" for n in range(12)), "once.csv")
    assert plan.propose(project, once).wishes.table == "profiles"


def test_a_file_with_the_columns_of_an_import_before_means_the_same(
    project: ProjectFile, people: Path, write: WriteFile
) -> None:
    wishes = plan.with_column(
        ImportOptions(key="customer_id", on_duplicate="update"), "mail", personal="keep"
    )
    wishes = plan.with_column(plan.with_column(wishes, "born", date_order="mdy"), "visits", role="label")
    import_file(project, people, options=wishes)
    april = write("Customer_ID;born;mail;visits\nc99;03/04/2024;a@x.test;2.5\n", "april.csv")
    found = plan.propose(project, april)
    assert (found.remembered, found.key, found.wishes.on_duplicate) == (1, "Customer_ID", "update")
    assert found.preview.settled.options.delimiter == ";"
    assert [column.role for column in found.columns] == ["key", "date", "text", "label"]
    assert found.preview.values == [["c99", 1709596800 - 86400, "a@x.test", 2.5]]
    assert not [problem for problem in found.problems if problem.field]
    assert plan.propose(project, april, ImportOptions()).remembered is None
    other = write("customer_id,born\nc99,03/04/2024\n", "other.csv")
    assert plan.propose(project, other).remembered is None
    undo_import(project, 1)
    assert plan.propose(project, april).remembered is None


def test_one_column_is_the_key_at_most(project: ProjectFile, people: Path) -> None:
    wishes = plan.with_column(ImportOptions(), "mail", role="key")
    found = plan.propose(project, people, wishes)
    assert (found.key, role_of(found, "customer_id")) == ("mail", "text")
    found = plan.propose(project, people, plan.with_column(wishes, "customer_id", role="key"))
    assert (found.key, role_of(found, "mail")) == ("customer_id", "text")
    found = plan.propose(project, people, plan.with_column(found.wishes, "customer_id", role="text"))
    assert found.key is None


def test_a_guessed_key_can_be_declined(project: ProjectFile, people: Path) -> None:
    declined = plan.without_key(plan.propose(project, people))
    assert plan.propose(project, people, declined).key is None
    assert plan.without_key(plan.propose(project, people, declined)) == declined


def test_several_keys_are_refused(people: Path, project: ProjectFile) -> None:
    wishes = {"columns": ({"source_name": "mail", "role": "key"},), "key": "customer_id"}
    with pytest.raises(AdManagerError, match="one key, not several: customer_id, mail"):
        plan.propose(project, people, ImportOptions.model_validate(wishes))


def test_reading_in_another_way_forgets_what_was_said_of_columns(project: ProjectFile, people: Path) -> None:
    wishes = plan.with_column(ImportOptions(), "mail", role="drop")
    changed = plan.with_reading(wishes, delimiter=";")
    assert (changed.columns, changed.delimiter) == ((), ";")
    assert len(plan.propose(project, people, changed).columns) == 1
    assert len(plan.propose(project, people, plan.with_reading(changed, delimiter=None)).columns) == 4


def test_another_table_guesses_other_roles_and_keeps_types(project: ProjectFile, people: Path) -> None:
    wishes = plan.with_column(plan.with_column(ImportOptions(), "visits", type="text"), "mail", role="drop")
    found = plan.propose(project, people, plan.with_table(wishes, "events"))
    assert (role_of(found, "customer_id"), role_of(found, "born"), role_of(found, "mail")) == (
        "key",
        "time",
        "text",
    )
    assert found.columns[3].type == "text"


def test_leaving_out_every_column_blocks(project: ProjectFile, people: Path) -> None:
    wishes = ImportOptions()
    for name in ("customer_id", "mail", "born", "visits"):
        wishes = plan.with_column(wishes, name, role="drop")
    found = plan.propose(project, people, wishes)
    assert not found.can_import
    assert "All columns are left out" in texts(found)[0]


def test_an_empty_file_blocks(project: ProjectFile, write: WriteFile) -> None:
    found = plan.propose(project, write(""))
    assert (found.can_import, texts(found)) == (False, ["The file is empty."])


def test_a_file_without_rows_blocks_and_says_what_may_be_wrong(
    project: ProjectFile, write: WriteFile
) -> None:
    path = write("customer_id,paris\n")
    found = plan.propose(project, path)
    assert not found.can_import
    assert [problem.field for problem in found.problems] == ["header"]
    assert texts(found)[0].endswith("If its first row is data, choose that at “First row holds”.")
    assert plan.propose(project, path, ImportOptions(header=False)).can_import


def test_equal_names_block(project: ProjectFile, people: Path) -> None:
    found = plan.propose(project, people, plan.with_column(ImportOptions(), "mail", name="Visits"))
    assert not found.can_import
    assert {problem.field for problem in found.problems if problem.blocks} == {"column:mail", "column:visits"}


def test_a_file_that_mostly_does_not_fit_points_at_the_delimiter(
    project: ProjectFile, write: WriteFile
) -> None:
    path = write("id,name\n" + "1,a\n" * 3 + "1,b,c\n" * 3)
    wishes = ImportOptions(key="name")
    found = plan.propose(project, write("id,name\n" + "1,\n" * 6 + "2,x\n", "b.csv"), wishes)
    assert found.problems[0].field == "delimiter"
    assert plan.propose(project, path).can_import


def test_the_projects_own_key_is_asked_for(project: ProjectFile, people: Path, write: WriteFile) -> None:
    import_file(project, people)
    other = write("mail,plan\n" + "".join(f"q{number}@x.test,gold\n" for number in range(6)), "plans.csv")
    found = plan.propose(project, other)
    assert found.key is None or not found.can_import
    found = plan.propose(project, other, plan.with_key(ImportOptions(), "mail"))
    assert not found.can_import
    assert found.problems[0].field == "key"


def test_cells_that_do_not_go_with_the_project_are_counted(
    project: ProjectFile, people: Path, write: WriteFile
) -> None:
    import_file(project, people)
    other = write("customer_id,visits\n" + "".join(f"z{number},many\n" for number in range(5)), "more.csv")
    found = plan.propose(project, other)
    assert any(
        "In this project visits holds something else (integer), so 5 of the first 5" in text
        for text in texts(found)
    )


def test_a_file_of_the_same_name_and_size_is_recognised(project: ProjectFile, people: Path) -> None:
    assert not any("already" in text for text in texts(plan.propose(project, people)))
    import_file(project, people)
    assert any("as import 1" in text for text in texts(plan.propose(project, people)))


def test_each_sheet_of_a_workbook_is_remembered_for_itself(project: ProjectFile, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "People"
    for row in (["customer_id", "age"], ["a", 30], ["b", 40]):
        book.active.append(row)
    book.create_sheet("Orders")
    for row in (["customer_id", "when", "amount"], ["a", "2024-01-31", 5], ["a", "2024-02-01", 7]):
        book["Orders"].append(row)
    book.save(path)
    import_file(project, path)
    second = plan.propose(project, path, part="Orders")
    assert (second.part, second.parts, second.remembered) == ("Orders", ("People", "Orders"), None)
    assert not any("in the project already" in text for text in texts(second))
    result = import_file(project, path, options=plan.with_table(second.wishes, "events"))
    assert not any("imported before" in text or "more than" in text for text in result.warnings)
    again = plan.propose(project, path, part="People")
    assert (again.remembered, again.part, again.imported) == (1, "People", ("People", "Orders"))
    assert "as import 1" in " ".join(texts(again))
    assert plan.propose(project, path).part == "People"
    assert plan.propose(project, path, part="Orders").wishes.table == "events"


def test_the_policy_is_a_wish(project: ProjectFile, people: Path) -> None:
    wishes = plan.with_policy(ImportOptions(), "update")
    assert plan.propose(project, people, wishes).preview.settled.options.on_duplicate == "update"


def test_a_proposal_imports_as_it_was_shown(project: ProjectFile, people: Path) -> None:
    wishes = plan.with_column(plan.with_column(ImportOptions(), "visits", type="text"), "mail", role="drop")
    found = plan.propose(project, people, wishes)
    result = import_file(project, people, options=found.wishes)
    assert [(column.name, column.type, column.role) for column in result.columns] == [
        (column.name, column.type, column.role) for column in found.columns if column.role != "drop"
    ]


def test_personal_data_is_told_with_what_is_proposed_until_something_is_decided(
    project: ProjectFile, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    rows = [f"{n},anna{n}@mail.org,Main Street {n},{20 + n}" for n in range(30)]
    path.write_text("\n".join(["customer_id,email,address,age", *rows]) + "\n")
    found = plan.propose(project, path)
    assert {problem.field: str(problem.text) for problem in found.problems} == {
        "column:email": "email seems to hold personal data; a pseudonym in its place joins rows as well.",
        "column:address": "address seems to hold personal data; leave it out unless it is needed.",
    }
    assert found.can_import
    wishes = plan.with_column(found.wishes, "email", role="hash")
    wishes = plan.with_column(wishes, "address", role="drop")
    assert plan.propose(project, path, wishes).problems == ()
