"""Exports leave out who must not be contacted and a random part, and the lift is read from what people do then."""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import pytest

from admanager.audience.export import export_people
from admanager.ingest.load import import_file, store_rows
from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.jobs import Job
from admanager.privacy.applying import apply_role
from admanager.privacy.erasure import erase_person
from admanager.privacy.holdout import exports, newcombe, read_lift, release, wilson
from admanager.privacy.suppression import (
    add_do_not_contact,
    blocked_profiles,
    read_list,
    remove_do_not_contact,
)
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Cancelled, sentence
from tests.audience.conftest import fill_table

PEOPLE = [Column("id", "text", "key"), Column("email", "text", "text"), Column("age", "integer", "number")]
EVENTS = [Column("id", "text", "key"), Column("kind", "text", "kind"), Column("time", "datetime", "time")]


@pytest.fixture
def crowd(project: ProjectFile) -> ProjectFile:
    """A thousand people with an e-mail address each."""
    fill_table(project, PEOPLE, [(f"c{n}", f"P{n}@mail.org", n % 50) for n in range(1000)])
    return project


def test_people_on_the_list_are_found_by_any_spelling_of_any_key(crowd: ProjectFile) -> None:
    listed = add_do_not_contact(crowd, ["C5", " p7@mail.ORG ", "nobody@x.org", "c5"])
    assert (listed.added, listed.known, listed.people) == (3, 0, 2)
    assert blocked_profiles(crowd).tolist() == [6, 8]
    again = add_do_not_contact(crowd, ["c5", "c9"])
    assert (again.added, again.known, again.people) == (1, 1, 3)
    assert remove_do_not_contact(crowd, ["p7@mail.org"]) == 1
    assert blocked_profiles(crowd).tolist() == [6, 10]
    assert b"nobody@x.org" not in crowd.path.read_bytes()


def test_who_is_on_the_list_is_kept_in_a_large_project_until_people_or_list_change(
    crowd: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admanager.privacy.suppression.MANY_PEOPLE", 1000)
    kept = "SELECT data FROM column_cache WHERE table_name = 'suppressed'"
    add_do_not_contact(crowd, ["c5"])
    (data,) = crowd.read().execute(kept).fetchone()
    assert np.frombuffer(data, "<i8").tolist() == [6]
    # What is read again is what was kept, so another number shows.
    other = np.array([77], "<i8").tobytes()
    crowd.read().execute("UPDATE column_cache SET data = ? WHERE table_name = 'suppressed'", [other])
    with ProjectFile.open(crowd.path) as again:
        assert blocked_profiles(again).tolist() == [77]
        remove_do_not_contact(again, ["c5"])
        add_do_not_contact(again, ["c9"])
        assert blocked_profiles(again).tolist() == [10]
    with ProjectFile.open(crowd.path) as again:
        assert blocked_profiles(again).tolist() == [10]
        erase_person(again, "c9")
        assert blocked_profiles(again).tolist() == []


def test_looking_for_the_people_of_the_list_can_be_cancelled(crowd: ProjectFile) -> None:
    class Asked(Job):
        def check_cancelled(self) -> None:
            raise Cancelled

    add_do_not_contact(crowd, ["c5"])
    with ProjectFile.open(crowd.path) as again, pytest.raises(Cancelled):
        release(again, np.arange(1, 1001), job=Asked())


def test_they_stay_out_of_an_export_after_a_new_import_too(project: ProjectFile, tmp_path: Path) -> None:
    add_do_not_contact(project, ["late@mail.org"])
    source = tmp_path / "people.csv"
    source.write_text("customer_id,email,age\n1,early@mail.org,30\n2,late@mail.org,40\n")
    assert import_file(project, source).do_not_contact == 1
    written = export_people(project, "age > 0", tmp_path / "out.csv")
    assert (written.rows, written.do_not_contact, written.held_out) == (1, 1, 0)
    assert "late@" not in (tmp_path / "out.csv").read_text()


def test_a_list_is_read_from_lines_or_from_a_table(tmp_path: Path) -> None:
    for text, found in (
        ("a@b.org\n\nc5\n", ["a@b.org", "c5"]),
        ("c5\nc6\n", ["c5", "c6"]),
        ("name;email\nAnna;a@b.org\nBert;b@b.org\n", ["a@b.org", "b@b.org"]),
        ("email,phone,day\na@b.org,0170 1234567,20240101\n,0171 7654321,20240102\n",
         ["a@b.org", "0170 1234567", "0171 7654321"]),
        ("1234567\n7654321\n", ["1234567", "7654321"]),
        ("Telefon\n+49 170 1234567\n", ["+49 170 1234567"]),
        ("", []),
    ):  # fmt: skip
        for encoding in ("utf-8", "utf-16"):
            path = tmp_path / "list.csv"
            path.write_text(text, encoding=encoding)
            assert read_list(path) == found
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(AdManagerError, match="no text; save the list as CSV"):
        read_list(tmp_path / "list.xlsx")
    with pytest.raises(AdManagerError, match="no file"):
        read_list(tmp_path / "gone.csv")


def test_people_are_found_by_their_telephone_in_any_spelling(project: ProjectFile, tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text("customer_id,phone\n1,+49 170 1234567\n2,0049 171 1111111\n3,138 1234 5678\n")
    import_file(project, source)
    assert add_do_not_contact(project, ["customer_id", "00491701234567", "+86 13812345678"]).added == 2
    assert blocked_profiles(project).tolist() == [1, 3]
    more = tmp_path / "more.csv"
    more.write_text("customer_id,phone\n4,+49 (170) 123-4567\n5,+49 172 2222222\n")
    assert import_file(project, more).do_not_contact == 1
    roles = ImportOptions(columns=(ColumnOptions(source_name="phone", personal="hash"),))
    with pytest.raises(AdManagerError, match="make pseudonyms of those first"):
        import_file(project, more, options=roles)
    apply_role(project, "profiles", "phone", "hash")
    assert blocked_profiles(project).tolist() == [1, 3, 4]


def test_a_hold_out_is_random_of_its_size_and_drawn_again_from_its_seed(crowd: ProjectFile) -> None:
    everyone = np.arange(1, 1001)
    first, again = release(crowd, everyone, seed=7), release(crowd, everyone, seed=7)
    assert (len(first.ids), len(first.held)) == (900, 100)
    assert first.held.tolist() == again.held.tolist()
    assert first.held.tolist() != release(crowd, everyone, seed=8).held.tolist()
    assert sorted([*first.ids, *first.held]) == everyone.tolist()
    # Drawn over everybody, not from one end: the mean of 100 of 1,000 numbers has a standard error of 27.4.
    assert abs(first.held.mean() - 500.5) < 5 * 27.4
    assert len(release(crowd, everyone[:99]).held) == 0
    assert len(release(crowd, everyone, share=0).held) == 0
    with pytest.raises(AdManagerError, match="between 0 and half"):
        release(crowd, everyone, share=0.7)


def test_an_export_is_written_without_the_held_out_and_remembered(crowd: ProjectFile, tmp_path: Path) -> None:
    add_do_not_contact(crowd, ["c0"])
    written = export_people(crowd, "age >= 0", tmp_path / "out.csv", holdout=0.2, seed=5)
    assert (written.rows, written.held_out, written.do_not_contact) == (799, 200, 1)
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 800
    (kept,) = exports(crowd)
    assert (kept.id, kept.name, kept.seed, kept.share, kept.exported, kept.held) == (
        1,
        "age >= 0",
        5,
        0.2,
        799,
        200,
    )


def test_the_lift_is_the_difference_of_what_people_did_afterwards(crowd: ProjectFile, tmp_path: Path) -> None:
    export_people(crowd, "age >= 0", tmp_path / "out.csv", holdout=0.2, seed=5)
    exported = {line.split(",")[0] for line in (tmp_path / "out.csv").read_text().splitlines()[1:]}
    held = [f"c{n}" for n in range(1000) if f"c{n}" not in exported]
    now = int(time.time())
    bought = [(key, "purchase", now + 60) for key in [*sorted(exported)[:160], *held[:10]]]
    others = [
        (held[50], "view", now + 60),
        (held[51], "purchase", now - 86_400),
        ("stranger", "purchase", now + 60),
    ]
    twice = [(held[0], "purchase", now + 120)]
    late = [(held[52], "purchase", now + 40 * 86_400)]
    fill_table(crowd, EVENTS, [*bought, *others, *twice, *late], "events")
    lift = read_lift(crowd, 1, days=30)
    assert (lift.exported_with, lift.held_with) == (160, 10)
    assert lift.difference == pytest.approx(160 / 800 - 10 / 200)
    assert lift.relative == pytest.approx(3.0)
    assert 0 < lift.low < lift.difference < lift.high
    assert lift.verdict == "more"
    assert read_lift(crowd, 1).held_with == 11


def test_what_a_simulation_made_up_is_no_result(crowd: ProjectFile, tmp_path: Path) -> None:
    export_people(crowd, "age >= 0", tmp_path / "out.csv", holdout=0.2, seed=5)
    rows = [(f"c{n}", "purchase", int(time.time()) + 60) for n in range(1000)]
    with crowd.change(sentence("Play"), undoable=False) as change:
        store_rows(change, "events", EVENTS, rows, source="a run", generated=True)
    lift = read_lift(crowd, 1)
    assert (lift.exported_with, lift.held_with) == (0, 0)


def test_without_results_or_hold_out_there_is_no_lift(crowd: ProjectFile, tmp_path: Path) -> None:
    export_people(crowd, "age >= 0", tmp_path / "one.csv")
    export_people(crowd, "age >= 0", tmp_path / "two.csv", holdout=0)
    for number, reason in ((1, "Import what people did"), (2, "held nobody out"), (3, "no export 3")):
        with pytest.raises(AdManagerError, match=reason):
            read_lift(crowd, number)


def test_the_interval_is_newcombes() -> None:
    # Newcombe (1998), table II, rows (a) and (c), method 10.
    assert newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    assert newcombe(9, 10, 3, 10) == pytest.approx((0.1705, 0.8090), abs=1e-4)
    low, high = wilson(0, 20)
    assert low == 0
    assert math.isclose(high, 0.1611, abs_tol=1e-4)
