"""The notebook's calls: the same functions as the command line's and the window's."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import admanager
from admanager.demo.generator import generate_customers
from admanager.demo.story import keep_campaign
from admanager.jobs import Job
from admanager.texts import AdManagerError


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    generate_customers(1, 1500).to_csv(path, index=False)
    return path


def test_a_notebook_imports_counts_simulates_and_reports(tmp_path: Path, customers: Path) -> None:
    with admanager.create(tmp_path / "shop.adm") as project:
        imported = project.import_file(customers, key="customer_id", roles={"consent": "consent"})
        assert imported.rows_imported == 1500
        frame = project.frame()
        expected = int((frame["orders_12m"] >= 2).sum())
        assert project.segment("orders_12m >= 2").count == expected
        saved = project.save_segment("Regulars", "orders_12m >= 2 and days_since_visit < 60")
        assert 0 < saved.consented < saved.count < saved.total == 1500
        project.save_segment("Quiet since summer", "days_since_visit >= 60 and newsletter_opens >= 2")
        ages = project.describe(column="age")[0]
        assert ages.missing == int(frame["age"].isna().sum())
        assert project.check() == []
        assert project.undo() is not None
        assert project.undo_import(imported.batch or 0).rows_removed == 1500


def test_a_notebook_imports_an_archive_of_several_files_or_nothing_of_it(tmp_path: Path) -> None:
    packed = tmp_path / "months.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("m-1.csv", "id,n\n1,5\n2,6\n")
        archive.writestr("m-2.csv", "id,n\n3,7\n")
    with admanager.create(tmp_path / "shop.adm") as project:
        imported = project.import_file(packed, key="id")
        assert (imported.rows_imported, [each.rows_imported for each in imported.files]) == (3, [2, 1])
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr("m-1b.csv", "id,n\n9,9\n")
            archive.writestr("m-3.csv", "who,n\n4,8\n")
        with pytest.raises(AdManagerError, match="no column id"):
            project.import_file(packed, key="id")
        assert sorted(project.frame()["id"]) == [1, 2, 3]
        assert [project.undo_import(each.batch or 0).rows_removed for each in imported.files] == [2, 1]
        assert project.check() == []


def test_a_simulated_run_is_kept_and_reported(tmp_path: Path, customers: Path) -> None:
    from admanager.creative.library import add_creatives
    from admanager.creative.pipeline import Request, make_designs

    with admanager.create(tmp_path / "shop.adm") as project:
        project.import_file(customers, key="customer_id", roles={"consent": "consent"})
        project.save_segment("Regulars", "orders_12m >= 2 and days_since_visit < 60")
        project.save_segment("Quiet since summer", "days_since_visit >= 60 and newsletter_opens >= 2")
        designs = make_designs(project.file, Request(count=3, seed=1), job=Job())
        names = [kept.name for kept in add_creatives(project.file, designs)]
        keep_campaign(project.file, tmp_path, names, None)
        first = project.simulate(tmp_path / "campaign.toml", seed=5)
        again = project.simulate(tmp_path / "campaign.toml", seed=5)
        assert again.run.outcome.totals == first.run.outcome.totals
        rows = project.frame("impressions")
        assert len(rows) == 2 * first.run.outcome.totals.impressions
        report = project.report(first.run.info.name, tmp_path / "report.html")
        assert first.run.info.name in report.read_text(encoding="utf-8")
        assert project.check() == []


def test_a_notebook_protects_people(tmp_path: Path, customers: Path) -> None:
    with admanager.create(tmp_path / "shop.adm") as project:
        roles = {"consent": "consent", "customer_id": "hash"}
        project.import_file(customers, key="customer_id", roles=roles)
        key = customers.read_text().splitlines()[7].split(",")[0]
        assert project.privacy.person(key)["count"] == 1
        assert project.privacy.correct(key, "age", "33") == 1
        assert project.privacy.do_not_contact([key]).people == 1
        written = project.export_segment("age >= 0", tmp_path / "out.csv", seed=1)
        (kept,) = project.privacy.exports()
        assert (kept.exported, kept.held) == (written.rows, written.held_out)
        assert written.rows + written.held_out + written.left_out + written.do_not_contact == (
            project.segment("age >= 0").count
        )
        assert project.privacy.erase(key).rows == {"profiles": 1}
        before = project.privacy.anonymity("", ["age"], k=5)
        made = project.privacy.export_anonymous("", tmp_path / "hidden.csv", ["age"], k=max(50, before.k + 1))
        assert made.made.after.k >= 50
        assert project.privacy.noisy_count("age >= 0", epsilon=0.5).budget.left == 0.5
        assert project.privacy.noisy_histogram("", "age", width=100, epsilon=0.5).budget.left == 0
        project.privacy.keep_for("profiles", 30)
        assert [each.rows for each in project.privacy.due()] == [0]
        assert project.privacy.sweep() == {}
        assert project.privacy.decide("age", "drop") > 0
        assert project.privacy.scan() == []
        assert project.privacy.audit(limit=1).entries[0].action == "drop column"
        assert project.check() == []


def test_a_missing_project_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="no project file"):
        admanager.open(tmp_path / "none.adm")


SCRIPT = """
import sys
import admanager

project = admanager.create(sys.argv[1])
result = project.import_file(sys.argv[2], key="id")
print(result.rows_imported, project.segment("age >= 30").count)
project.close()
"""


def test_a_plain_script_imports_and_prints_once(tmp_path: Path) -> None:
    """The script has no `if __name__ == "__main__"`, and the child that reads the file must not run it again."""
    script, source = tmp_path / "script.py", tmp_path / "people.csv"
    script.write_text(SCRIPT)
    source.write_text("id,age\n" + "".join(f"p{number},{number}\n" for number in range(20, 40)))
    ended = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "new.adm"), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "20 10\n", "")


def test_a_value_that_is_none_is_told_in_a_sentence(tmp_path: Path, customers: Path) -> None:
    with admanager.create(tmp_path / "shop.adm") as project:
        with pytest.raises(AdManagerError, match="'people' cannot be used as table"):
            project.import_file(customers, table="people")
        with pytest.raises(AdManagerError, match="There is no model family magic"):
            project.train("M", "responded", family="magic")
