"""What a notebook calls about people's privacy: `project.privacy`.

project.privacy.scan()
project.privacy.erase("customer-0017")
project.privacy.lift(1, outcome="purchase", days=30).difference
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from admanager.audience.anonymous import AnonymousExport
    from admanager.jobs import Job
    from admanager.privacy.anonymity import Anonymity
    from admanager.privacy.audit import AuditLog
    from admanager.privacy.erasure import Erasure
    from admanager.privacy.findings import Finding
    from admanager.privacy.holdout import KeptExport, Lift
    from admanager.privacy.noise import NoisyCount, NoisyHistogram
    from admanager.privacy.retention import Due, RetentionRule
    from admanager.privacy.suppression import Listed


class PrivacyCalls:
    """The calls about people's privacy in an open project."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def scan(self) -> list[Finding]:
        """Return what personal data the tables seem to hold, each with the role that is proposed."""
        from admanager.privacy.findings import scan

        return scan(self._file)

    def decide(self, column: str, decision: str, *, table: str = "profiles", job: Job | None = None) -> int:
        """Drop a column, put pseudonyms in it (hash) or keep it; return the number of rows that changed."""
        from admanager.privacy.applying import apply_role

        return apply_role(self._file, table, column, decision, job=job)

    def person(self, key: str) -> dict[str, Any]:
        """Return everything that is held about one person, as plain JSON values; the look is noted in the audit log."""
        from admanager.audience.segments import segments_of_person
        from admanager.privacy.person import find_person
        from admanager.privacy.person_page import person_as_json

        found = find_person(self._file, key)
        names = {name for row in found.profile_ids for name in segments_of_person(self._file, row)}
        return person_as_json(found, sorted(names))

    def correct(self, key: str, column: str, value: str) -> int:
        """Put another value in a column of one person; see `ingest.correction.correct_value`."""
        from admanager.ingest.correction import correct_value

        return correct_value(self._file, key, column, value)

    def erase(self, key: str, *, delete_copies: bool = False, refuse_later: bool = True) -> Erasure:
        """Remove one person from everything and refuse them in later imports; see `privacy.erasure.erase_person`."""
        from admanager.privacy.erasure import erase_person

        return erase_person(self._file, key, delete_copies=delete_copies, refuse_later=refuse_later)

    def do_not_contact(self, values: Iterable[str]) -> Listed:
        """Put keys, e-mail addresses or telephones on the do-not-contact list."""
        from admanager.privacy.suppression import add_do_not_contact

        return add_do_not_contact(self._file, values)

    def contact_again(self, values: Iterable[str]) -> int:
        """Take identifiers off the do-not-contact list and return how many were on it."""
        from admanager.privacy.suppression import remove_do_not_contact

        return remove_do_not_contact(self._file, values)

    def exports(self) -> list[KeptExport]:
        """Return the audience exports that the project remembers, newest first."""
        from admanager.privacy.holdout import exports

        return exports(self._file)

    def lift(self, export: int, *, outcome: str = "purchase", days: int | None = None) -> Lift:
        """Return what an export did, against those who were held out of it, with a 95 % interval."""
        from admanager.privacy.holdout import read_lift

        return read_lift(self._file, export, outcome=outcome, days=days)

    def anonymity(
        self, segment: str, quasi: Sequence[str], *, sensitive: str | None = None, k: int = 10
    ) -> Anonymity:
        """Return how well the people of a segment ("" for everyone) are hidden from those who know `quasi` of them."""
        from admanager.audience.anonymous import Question, measure_people

        return measure_people(self._file, Question(segment, tuple(quasi), sensitive, k))[0]

    def export_anonymous(
        self,
        segment: str,
        path: Path | str,
        quasi: Sequence[str],
        *,
        sensitive: str | None = None,
        k: int = 10,
        l: int = 1,  # noqa: E741 - the name in the literature
        job: Job | None = None,
    ) -> AnonymousExport:
        """Write a table in which everyone is one of at least k, with l values of `sensitive` in each group."""
        from admanager.audience.anonymous import Question, export_anonymous

        asked = Question(segment, tuple(quasi), sensitive, k, l)
        return export_anonymous(self._file, asked, Path(path), job=job)

    def noisy_count(self, segment: str, *, epsilon: float = 0.1) -> NoisyCount:
        """Count people with noise that satisfies differential privacy, within the project's budget."""
        from admanager.audience.people_table import count_people
        from admanager.privacy.noise import noisy_count

        return noisy_count(self._file, segment or "everyone", count_people(self._file, segment), epsilon)

    def noisy_histogram(
        self, segment: str, column: str, *, width: float | None = None, epsilon: float = 0.1
    ) -> NoisyHistogram:
        """Count people by a column with noise; numbers in bands of `width`, dates by months."""
        from admanager.audience.people_table import grouped_counts
        from admanager.privacy.noise import noisy_histogram

        counts = grouped_counts(self._file, segment, column, width=width)
        return noisy_histogram(self._file, f"{segment or 'everyone'} by {column}", counts, epsilon)

    def keep_for(self, table: str, days: int, *, column: str = "", source: str = "") -> RetentionRule:
        """Keep rows of a table for so many days from a date column, or from their import."""
        from admanager.privacy.retention import set_rule

        return set_rule(self._file, table, days, column=column, source=source)

    def due(self) -> list[Due]:
        """Return what the retention rules would remove now."""
        from admanager.privacy.retention import due

        return due(self._file)

    def sweep(self, *, job: Job | None = None) -> dict[str, int]:
        """Remove what the retention rules say, for good; return the number of rows by table."""
        from admanager.audience.imports import sweep

        return sweep(self._file, job=job)

    def audit(self, *, limit: int | None = None) -> AuditLog:
        """Return the audit log, newest entry first, and whether its chain of hashes is whole."""
        from admanager.privacy.audit import read_log

        return read_log(self._file, limit=limit)
