"""Which columns of a project are personal, by the roles that they were given."""

from __future__ import annotations

from dataclasses import dataclass

from admanager.privacy.consent import CONSENT_ROLE
from admanager.project.file import ProjectFile
from admanager.project.schema import DATA_TABLES
from admanager.project.tables import Column, columns
from admanager.texts import Sentence, sentence

PERSONAL_ROLES = ("key", CONSENT_ROLE, "identity", "pii", "hash")


@dataclass(frozen=True)
class PersonalColumn:
    """A column that concerns one person's privacy, and why."""

    table: str
    column: Column
    meaning: Sentence


def personal_columns(project: ProjectFile) -> list[PersonalColumn]:
    """Return the columns of all tables whose role says that they are personal, in the order of the tables.

    A role says what a person decided at import; finding personal data by its content is another matter.
    """
    connection = project.read()
    return [
        PersonalColumn(table, column, _meaning(column.role))
        for table in DATA_TABLES
        for column in columns(connection, table)
        if column.role in PERSONAL_ROLES and not (table == "products" and column.role == "key")
    ]


def _meaning(role: str) -> Sentence:
    match role:
        case "key":
            return sentence("Says who a person is; rows of all tables are joined by it.")
        case "identity":
            return sentence("Another key of the same person; their rows are joined by it.")
        case "consent":
            return sentence("Only people with a yes here are targeted or exported; a missing value is a no.")
        case "pii":
            return sentence("Personal data, kept as it came.")
        case _:
            return sentence("Replaced by a pseudonym at import.")
