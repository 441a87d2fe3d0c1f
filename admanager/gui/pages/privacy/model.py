"""What the tables of the page Privacy show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from admanager.gui import format as fmt
from admanager.gui.i18n import lazy, tr, translate_sentence
from admanager.gui.widgets.table import ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.privacy.audit import AuditEntry
    from admanager.privacy.person import Person
    from admanager.privacy.roles import PersonalColumn

TABLE_NAMES = {
    "profiles": lazy("PrivacyModel", "People"),
    "events": lazy("PrivacyModel", "Events"),
    "impressions": lazy("PrivacyModel", "Impressions"),
    "products": lazy("PrivacyModel", "Products"),
}
ROLE_NAMES = {
    "key": lazy("PrivacyModel", "Key"),
    "consent": lazy("PrivacyModel", "Consent"),
    "pii": lazy("PrivacyModel", "Personal"),
    "hash": lazy("PrivacyModel", "Pseudonym"),
    "identity": lazy("PrivacyModel", "Other key"),
}
KIND_NAMES = {
    "name": lazy("PrivacyModel", "names of people"),
    "email": lazy("PrivacyModel", "e-mail addresses"),
    "phone": lazy("PrivacyModel", "telephone numbers"),
    "national_id": lazy("PrivacyModel", "identity numbers"),
    "card": lazy("PrivacyModel", "card numbers"),
    "bank_account": lazy("PrivacyModel", "bank accounts"),
    "ip": lazy("PrivacyModel", "IP addresses"),
    "address": lazy("PrivacyModel", "postal addresses"),
}
DECISION_NAMES = {
    "drop": lazy("PrivacyModel", "Drop"),
    "hash": lazy("PrivacyModel", "Pseudonym"),
    "keep": lazy("PrivacyModel", "Keep"),
}
ACTION_NAMES = {
    "create project": lazy("PrivacyModel", "Made the project"),
    "import": lazy("PrivacyModel", "Imported data"),
    "undo import": lazy("PrivacyModel", "Took an import back"),
    "save rejects": lazy("PrivacyModel", "Saved what an import did not take"),
    "export people": lazy("PrivacyModel", "Exported people"),
    "export failed": lazy("PrivacyModel", "An export failed"),
    "export anonymous table": lazy("PrivacyModel", "Exported an anonymous table"),
    "read one person": lazy("PrivacyModel", "Looked at one person"),
    "correct a value": lazy("PrivacyModel", "Corrected a value"),
    "erase one person": lazy("PrivacyModel", "Erased one person"),
    "learn headline ideas": lazy("PrivacyModel", "Learned to make up headlines"),
    "do not contact": lazy("PrivacyModel", "Added to do-not-contact"),
    "contact again": lazy("PrivacyModel", "Took off do-not-contact"),
    "make pseudonyms": lazy("PrivacyModel", "Made pseudonyms"),
    "drop column": lazy("PrivacyModel", "Dropped a column"),
    "keep personal data": lazy("PrivacyModel", "Kept a column"),
    "find the log cut": lazy("PrivacyModel", "Found this log cut, or put back to an earlier copy"),
    "make pseudonym key": lazy("PrivacyModel", "Made the pseudonyms' key"),
    "save pseudonym key": lazy("PrivacyModel", "Saved the pseudonyms' key"),
    "set retention": lazy("PrivacyModel", "Set a retention rule"),
    "remove retention": lazy("PrivacyModel", "Removed a retention rule"),
    "sweep": lazy("PrivacyModel", "Removed rows that were due"),
    "count with noise": lazy("PrivacyModel", "Counted with noise"),
    "set privacy budget": lazy("PrivacyModel", "Set the privacy budget"),
    "settings": lazy("PrivacyModel", "Changed the settings"),
    "behaviour": lazy("PrivacyModel", "Added columns of behaviour"),
    "remove behaviour": lazy("PrivacyModel", "Removed columns of behaviour"),
    "make people": lazy("PrivacyModel", "Made profiles from events"),
    "train model": lazy("PrivacyModel", "Trained a model"),
    "load model": lazy("PrivacyModel", "Loaded a model"),
    "delete model": lazy("PrivacyModel", "Deleted a model"),
    "score profiles": lazy("PrivacyModel", "Scored people"),
    "write customer value": lazy("PrivacyModel", "Wrote what customers are worth"),
    "train headline model": lazy("PrivacyModel", "Learned from headlines"),
    "simulate": lazy("PrivacyModel", "Simulated a campaign"),
    "delete run": lazy("PrivacyModel", "Deleted a run"),
}


ACTOR_NAMES = {
    "program": lazy("AuditModel", "the program"),
    "user": lazy("AuditModel", "not named"),
}
OBJECT_NAMES = {
    "project": lazy("AuditModel", "the project"),
    "locale": lazy("AuditModel", "zone and currency"),
    "audit log": lazy("AuditModel", "the audit log"),
    "headlines": lazy("AuditModel", "headlines"),
    "nothing": lazy("AuditModel", "nothing"),
}


class PersonalColumnsModel(ListModel):
    """The columns whose role says that they are personal."""

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("PersonalColumnsModel", "Column"), width=170),
                TableColumn(tr("PersonalColumnsModel", "Table"), width=110),
                TableColumn(tr("PersonalColumnsModel", "Role"), width=100),
                TableColumn(tr("PersonalColumnsModel", "What that means"), width=420),
            ]
        )

    def show_columns(self, found: Sequence[PersonalColumn]) -> None:
        """Show these columns."""
        self.set_rows(
            [
                (
                    each.column.name,
                    str(TABLE_NAMES[each.table]),
                    str(ROLE_NAMES.get(each.column.role, each.column.role)),
                    translate_sentence(each.meaning),
                )
                for each in found
            ]
        )


# What the entries of the log count or name, as it is noted there.
DETAIL_NAMES = {
    "added": lazy("AuditDetail", "added"),
    "cells_reported": lazy("AuditDetail", "cells reported"),
    "changed": lazy("AuditDetail", "changed"),
    "columns": lazy("AuditDetail", "columns"),
    "currency": lazy("AuditDetail", "currency"),
    "days": lazy("AuditDetail", "days"),
    "do_not_contact": lazy("AuditDetail", "do not contact"),
    "duplicates": lazy("AuditDetail", "duplicates"),
    "entry": lazy("AuditDetail", "entry"),
    "epsilon": lazy("AuditDetail", "epsilon"),
    "events": lazy("AuditDetail", "events"),
    "export": lazy("AuditDetail", "export"),
    "feedback removed": lazy("AuditDetail", "feedback removed"),
    "headlines": lazy("AuditDetail", "headlines"),
    "held_out": lazy("AuditDetail", "held out"),
    "impressions": lazy("AuditDetail", "impressions"),
    "known": lazy("AuditDetail", "known"),
    "left_out": lazy("AuditDetail", "left out"),
    "left out without consent": lazy("AuditDetail", "left out without consent"),
    "models": lazy("AuditDetail", "models"),
    "people": lazy("AuditDetail", "people"),
    "platform": lazy("AuditDetail", "platform"),
    "producer": lazy("AuditDetail", "producer"),
    "products": lazy("AuditDetail", "products"),
    "profiles": lazy("AuditDetail", "people"),
    "removed": lazy("AuditDetail", "removed"),
    "rows": lazy("AuditDetail", "rows"),
    "rows_imported": lazy("AuditDetail", "rows imported"),
    "rows_read": lazy("AuditDetail", "rows read"),
    "rows_rejected": lazy("AuditDetail", "rows rejected"),
    "rows_removed": lazy("AuditDetail", "rows removed"),
    "rows_restored": lazy("AuditDetail", "rows restored"),
    "rows_suppressed": lazy("AuditDetail", "rows suppressed"),
    "rows_updated": lazy("AuditDetail", "rows updated"),
    "table": lazy("AuditDetail", "table"),
    "target": lazy("AuditDetail", "target"),
    "tests": lazy("AuditDetail", "tests"),
    "unmatched": lazy("AuditDetail", "unmatched"),
    "zone": lazy("AuditDetail", "zone"),
}


class PersonModel(ListModel):
    """Everything about one person, a line for each value."""

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("PersonModel", "Table"), width=110),
                TableColumn(tr("PersonModel", "Row"), "integer", 56),
                TableColumn(tr("PersonModel", "Column"), width=190),
                TableColumn(tr("PersonModel", "Value"), width=320),
            ]
        )

    def show_person(self, person: Person | None) -> None:
        """Show one person, or nobody."""
        if person is None:
            self.set_rows([])
            return
        self.set_rows(
            [
                (str(TABLE_NAMES[table.table]), number, name, None if value is None else _plain(value))
                for table in person.tables
                for number, row in enumerate(table.rows, 1)
                for name, value in zip(table.columns, row, strict=True)
            ]
        )


class AuditModel(ListModel):
    """The audit log, newest entry first."""

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("AuditModel", "When"), "time", 130),
                TableColumn(tr("AuditModel", "Who"), width=90),
                TableColumn(tr("AuditModel", "What"), width=176),
                TableColumn(tr("AuditModel", "On"), width=150),
                TableColumn(tr("AuditModel", "Chain"), width=80),
                TableColumn(tr("AuditModel", "Details"), width=420),
            ]
        )

    def show_entries(self, entries: Sequence[AuditEntry]) -> None:
        """Show these entries."""
        self.set_rows(
            [
                (
                    entry.time,
                    str(ACTOR_NAMES.get(entry.actor, entry.actor)),
                    str(ACTION_NAMES.get(entry.action, entry.action)),
                    object_text(entry.object),
                    tr("AuditModel", "whole") if entry.intact else tr("AuditModel", "broken"),
                    details_text(entry.detail),
                )
                for entry in entries
            ]
        )


def object_text(name: str) -> str:
    """Return what an entry is about in the window's words; the names of columns and models as they are."""
    kind, _, number = name.partition(" ")
    if number.isdigit() and kind == "batch":
        return tr("AuditModel", "import {number}", number=int(number))
    if number.isdigit() and kind == "run":
        return tr("AuditModel", "run {number}", number=int(number))
    if name in OBJECT_NAMES:
        return str(OBJECT_NAMES[name])
    parts = []
    for part in name.split(", "):
        table, dot, column = part.partition(".")
        parts.append(f"{TABLE_NAMES[table]}{dot}{column}" if table in TABLE_NAMES else part)
    return ", ".join(parts)


def details_text(detail: Mapping[str, Any]) -> str:
    """Return the details of an entry in a line; counts of nothing are left out."""
    parts = []
    for name, value in detail.items():
        if isinstance(value, Mapping):
            parts.append(tr("AuditDetail", "{name}: {value}", name=_named(name), value=details_text(value)))
        elif isinstance(value, list):
            several = fmt.listed(str(each) for each in value)
            parts.append(tr("AuditDetail", "{name}: {value}", name=_named(name), value=several))
        elif value not in (0, None, ""):
            shown = fmt.number(value) if isinstance(value, int) else TABLE_NAMES.get(value, value)
            parts.append(f"{_named(name)} {shown}")
    return "  ·  ".join(parts)


def _named(name: str) -> str:
    plain = name.replace("_", " ")
    return str(DETAIL_NAMES.get(name) or DETAIL_NAMES.get(name.replace(" ", "_")) or plain)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return tr("PersonModel", "Yes") if value else tr("PersonModel", "No")
    return str(value)
