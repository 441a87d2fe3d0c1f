"""Nothing is learnt from people who did not consent, and how many they are is told; and how many must not be reached."""

from __future__ import annotations

import numpy as np
import pytest

from admanager.jobs import Job
from admanager.learning.dataset import listed_people, load_dataset
from admanager.learning.request import TrainRequest
from admanager.learning.sequences import load_sequences
from admanager.privacy import pseudonyms
from admanager.privacy.suppression import add_do_not_contact
from admanager.project.file import ProjectFile
from admanager.project.identity import rebuild
from admanager.project.tables import Column
from admanager.texts import sentence
from tests.audience.conftest import fill_table

PEOPLE = [
    Column("id", "text", "key"),
    Column("age", "integer", "number"),
    Column("ok", "boolean", "consent"),
    Column("bought", "boolean", "label"),
]
SHOWN = [
    Column("id", "text", "key"),
    Column("placement", "text", "placement"),
    Column("clicked", "boolean", "clicked"),
]


def filled(project: ProjectFile) -> ProjectFile:
    consents = (1, 1, 1, 0, None)
    fill_table(project, PEOPLE, [(f"c{n}", n % 70, consents[n % 5], n % 2) for n in range(500)])
    shown = [(f"c{n % 600}", "top", n % 2) for n in range(1200)]
    fill_table(project, SHOWN, shown, "impressions")
    return project


def test_people_without_consent_are_left_out_of_a_model(project: ProjectFile) -> None:
    found = load_dataset(filled(project).read(), TrainRequest(name="m", target="bought"))
    assert (len(found.labels), found.without_consent) == (300, 200)


def test_what_they_saw_is_left_out_and_so_is_what_nobody_known_saw(project: ProjectFile) -> None:
    found = load_dataset(
        filled(project).read(), TrainRequest(name="m", target="clicked", table="impressions")
    )
    assert (len(found.labels), found.without_consent) == (600, 600)


def test_a_person_under_another_key_is_the_one_who_consented(project: ProjectFile) -> None:
    people = [*PEOPLE, Column("cookie", "text", "identity")]
    fill_table(project, people, [(f"c{n}", 30, n % 2, n % 2, f"k{n}") for n in range(400)])
    fill_table(project, SHOWN, [(f"k{n}", "top", n // 2 % 2) for n in range(800)], "impressions")
    with project.change(sentence("Join"), undoable=False) as change:
        rebuild(change)
    found = load_dataset(project.read(), TrainRequest(name="m", target="clicked", table="impressions"))
    assert (len(found.labels), found.without_consent) == (200, 600)


def test_what_they_did_is_left_out_of_a_model_of_behaviour(project: ProjectFile) -> None:
    filled(project)
    events = [Column("id", "text", "key"), Column("step", "integer", "time"), Column("kind", "text", "kind")]
    fill_table(project, events, [(f"c{n // 4}", n % 4, "view") for n in range(2400)], "events")
    request = TrainRequest(name="m", target="next:kind", table="events", family="sequence")
    found = load_sequences(project.read(), request)
    assert (len(found.lengths), len(found.frame), found.without_consent) == (300, 1200, 1200)


def test_rows_of_people_not_to_be_contacted_are_learnt_from_and_counted(project: ProjectFile) -> None:
    filled(project)
    # c3 gave no consent, so nothing of theirs is learnt from; nobody is called c599 among the people.
    assert add_do_not_contact(project, ["c0", "c1", "c3", "c599"]).people == 3
    listed = listed_people(project, Job())
    assert listed is not None
    people = load_dataset(project.read(), TrainRequest(name="m", target="bought"), listed=listed)
    assert (len(people.labels), people.do_not_contact) == (300, 2)
    assert people.take(np.arange(300) > 0).do_not_contact == 1
    shown = TrainRequest(name="m", target="clicked", table="impressions")
    assert load_dataset(project.read(), shown, listed=listed).do_not_contact == 4
    assert load_dataset(project.read(), shown).do_not_contact is None


def test_a_person_not_to_be_contacted_is_known_under_another_key(project: ProjectFile) -> None:
    people = [*PEOPLE, Column("cookie", "text", "identity")]
    fill_table(project, people, [(f"c{n}", 30, 1, n % 2, f"k{n}") for n in range(400)])
    fill_table(project, SHOWN, [(f"k{n % 400}", "top", n // 2 % 2) for n in range(800)], "impressions")
    with project.change(sentence("Join"), undoable=False) as change:
        rebuild(change)
    add_do_not_contact(project, ["c5"])
    shown = TrainRequest(name="m", target="clicked", table="impressions")
    found = load_dataset(project.read(), shown, listed=listed_people(project, Job()))
    assert found.do_not_contact == 2


def test_events_of_people_not_to_be_contacted_are_counted_in_a_model_of_behaviour(
    project: ProjectFile,
) -> None:
    filled(project)
    events = [Column("id", "text", "key"), Column("step", "integer", "time"), Column("kind", "text", "kind")]
    fill_table(project, events, [(f"c{n // 4}", n % 4, "view") for n in range(2400)], "events")
    add_do_not_contact(project, ["c0", "c3"])
    request = TrainRequest(name="m", target="next:kind", table="events", family="sequence")
    found = load_sequences(project.read(), request, listed=listed_people(project, Job()))
    assert (len(found.frame), found.do_not_contact) == (1200, 4)


def test_without_the_key_of_the_list_its_people_are_not_known_and_learning_goes_on(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(project)
    add_do_not_contact(project, ["c0"])
    monkeypatch.setattr(pseudonyms, "_from_keyring", lambda name: None)
    monkeypatch.setattr(pseudonyms, "_from_file", lambda name: None)
    with ProjectFile.open(project.path) as again:
        listed = listed_people(again, Job())
        found = load_dataset(again.read(), TrainRequest(name="m", target="bought"), listed=listed)
    assert listed is None
    assert found.do_not_contact is None


def test_without_a_consent_column_all_are_learnt_from(project: ProjectFile) -> None:
    fill_table(project, [PEOPLE[1], PEOPLE[3]], [(n % 70, n % 2) for n in range(500)])
    found = load_dataset(project.read(), TrainRequest(name="m", target="bought"))
    assert (len(found.labels), found.without_consent) == (500, 0)


def test_who_was_treated_stays_with_the_row_when_others_are_left_out(project: ProjectFile) -> None:
    columns = [*PEOPLE, Column("arm", "text", "text")]
    rows = [(f"c{n}", n % 70, n % 3 != 0, n % 2, "ad" if n % 2 else "none") for n in range(600)]
    fill_table(project, columns, rows)
    found = load_dataset(project.read(), TrainRequest(name="m", target="bought", treatment="arm"))
    assert found.treatment is not None
    assert len(found.treatment) == len(found.labels) == 400
    assert ((found.treatment == "ad") == (found.labels == 1)).all()
