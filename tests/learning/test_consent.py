"""Nothing is learnt from people who did not consent, and how many they are is told."""

from __future__ import annotations

from admanager.learning.dataset import load_dataset
from admanager.learning.request import TrainRequest
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
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


def test_without_a_consent_column_all_are_learnt_from(project: ProjectFile) -> None:
    fill_table(project, [PEOPLE[1], PEOPLE[3]], [(n % 70, n % 2) for n in range(500)])
    found = load_dataset(project.read(), TrainRequest(name="m", target="bought"))
    assert (len(found.labels), found.without_consent) == (500, 0)
