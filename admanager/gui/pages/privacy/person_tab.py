"""One person: everything that is held about them, a copy for them, and their erasure."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.page import Page
from admanager.gui.pages.privacy.correct_dialog import CorrectDialog
from admanager.gui.pages.privacy.erase_dialog import EraseDialog
from admanager.gui.pages.privacy.layout import fill
from admanager.gui.pages.privacy.model import TABLE_NAMES, PersonModel
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, label, row
from admanager.gui.widgets.dialogs import confirm
from admanager.gui.widgets.table import DataTable

if TYPE_CHECKING:
    from admanager.privacy.erasure import Erasure
    from admanager.privacy.person import Person
    from admanager.project.file import ProjectFile
    from admanager.texts import AdManagerError


class PersonTab(QWidget):
    """Finds one person by a key of theirs, shows their rows, saves them for them, and erases them."""

    looked = Signal()
    """A person was looked at, which the audit log has noted."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._wanted_key = ""
        self.key = QLineEdit()
        self.key.setObjectName("personKey")
        self.key.setMaximumWidth(GRID * 40)
        self.key.returnPressed.connect(self.find_person)
        self._key_label = label("")
        self._key_label.setBuddy(self.key)
        find = button(
            tr("PrivacyPage", "Show their data"),
            self.find_person,
            kind="primary",
            icon="search",
            name="findPerson",
        )
        self._person = PersonModel()
        self.person = DataTable(
            self._person, name="person", title=tr("PrivacyPage", "Everything about this person")
        )
        self.person_note = label("", "muted", wrap=True, selectable=True)
        self.person_note.setObjectName("personNote")
        self.person_segments = label("", "muted", wrap=True, selectable=True)
        self.person_segments.hide()
        self.person.hide()
        self.save = button(
            tr("PrivacyPage", "Save a copy for them…"), self._choose_copy, icon="export", name="savePerson"
        )
        self.erase = button(
            tr("PrivacyPage", "Erase them…"), self.ask_erase, kind="danger", name="erasePerson"
        )
        self.contact = button(
            tr("PrivacyPage", "Do not contact them"), self.list_them, name="doNotContactPerson"
        )
        self.correct = button(tr("PrivacyPage", "Correct…"), self.ask_correct, name="correctPerson")
        self.person.row_selected.connect(lambda _row: self._follow_row())
        self.person.row_activated.connect(lambda _row: self.ask_correct())
        self._shown: tuple[Person, list[str]] | None = None
        fill(
            self,
            row(self._key_label, self.key, find, None, self.correct, self.contact, self.save, self.erase),
            self.person_note,
            self.person_segments,
            self.person,
        )

    def name_key(self, column: str | None) -> None:
        """Say what is typed: a value of the key column, or the number of a row where there is none."""
        self._key_label.setText(
            tr("PrivacyPage", "Value of {column}", column=column)
            if column
            else tr("PrivacyPage", "Number of the row")
        )
        self.key.setPlaceholderText("" if column else tr("PrivacyPage", "1, 2, 3, …"))

    # -- one person ------------------------------------------------------------------------------------

    def find_person(self) -> None:
        """Show everything about the person with the key that was typed."""
        key = self.key.text().strip()
        if not key:
            self.key.setFocus()
            return
        self._wanted_key = key
        self._page.run_quiet(
            partial(_person, self._page.project, key),
            on_done=lambda found: self._show_person(key, *found),
            on_failed=self._no_person,
        )

    def _show_person(self, key: str, person: Person, segments: list[str]) -> None:
        if key != self._wanted_key:
            return
        self._shown = (person, segments)
        self._page.banner.hide()
        for each in (self.correct, self.contact, self.save, self.erase):
            each.show()
        self._show_listed(person.do_not_contact)
        self._person.show_person(person)
        self.person.show()
        self._follow_row()
        self.person_note.setText(
            tr_count(
                "PrivacyPage",
                "{count} row is held about {key}. This look was noted in the audit log.",
                "{count:,} rows are held about {key}. This look was noted in the audit log.",
                count=person.row_count,
                key=key,
            )
        )
        named = tr(
            "PrivacyPage", "In the segments {names}.", names=fmt.listed(f"“{name}”" for name in segments)
        )
        self.person_segments.setText(named if segments else tr("PrivacyPage", "In no segment."))
        self.person_segments.setVisible(bool(person.profile_ids))
        self.looked.emit()

    def _no_person(self, error: AdManagerError) -> None:
        self._clear()
        self.person_note.setText(translate_sentence(error.message))

    def show_nobody(self) -> None:
        """Forget who was shown."""
        self.key.clear()
        self._clear()

    def _clear(self) -> None:
        self._wanted_key = ""
        self._shown = None
        for each in (self.correct, self.contact, self.save, self.erase):
            each.hide()
        self._person.show_person(None)
        self.person.hide()
        self.person_segments.hide()
        self.person_note.setText(
            tr("PrivacyPage", "Shows every row about one person in people, events and impressions.")
        )

    def _choose_copy(self) -> None:
        dialog = QFileDialog(self, tr("PrivacyPage", "Save a copy for them"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [tr("PrivacyPage", "Readable page (*.html)"), tr("PrivacyPage", "JSON for programs (*.json)")]
        )
        dialog.setDefaultSuffix("html")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_copy(Path(name)))
        dialog.open()

    def save_copy(self, path: Path) -> None:
        """Write everything about the person who is shown, as JSON or as a readable page by the file's ending."""
        if self._shown is None:
            return
        self._page.run_quiet(
            partial(_save_copy, *self._shown, path),
            on_done=lambda _none: self._page.context.show_message(
                tr("PrivacyPage", "Saved to {file}.", file=path.name)
            ),
        )

    def _chosen(self) -> tuple[str, str | None] | None:
        """Return the column and the value that are chosen, where they are of the person's own row."""
        place = self.person.currentIndex().row()
        if self._shown is None or not 0 <= place < len(self._person.rows):
            return None
        table, _number, column, value = self._person.rows[place]
        return (column, value) if table == str(TABLE_NAMES["profiles"]) else None

    def _follow_row(self) -> None:
        self.correct.setEnabled(self._chosen() is not None)

    def ask_correct(self) -> CorrectDialog | None:
        """Ask what stands in place of the value that is chosen."""
        chosen = self._chosen()
        if self._shown is None or chosen is None:
            return None
        key, column = self._shown[0].key, chosen[0]
        dialog = CorrectDialog(self, *chosen)
        dialog.confirmed.connect(lambda text: self._correct(dialog, key, column, text))
        dialog.open()
        return dialog

    def _correct(self, dialog: CorrectDialog, key: str, column: str, text: str) -> None:
        def done(_rows: int) -> None:
            dialog.accept()
            place = self.person.currentIndex().row()

            def show(found: tuple[Person, list[str]]) -> None:
                self._show_person(key, *found)
                self.person.selectRow(place)

            self._page.run_quiet(partial(_person, self._page.project, key), on_done=show)

        self._page.run_quiet(
            partial(_correct, self._page.project, key, column, text),
            on_done=done,
            on_failed=dialog.show_failure,
        )

    def ask_erase(self) -> EraseDialog | None:
        """Ask for the key once more before the person who is shown is erased."""
        if self._shown is None:
            return None
        person = self._shown[0]
        dialog = EraseDialog(self, person.key, person.row_count)
        dialog.confirmed.connect(lambda delete_copies: self.erase_now(person.key, delete_copies))
        dialog.open()
        return dialog

    def erase_now(self, key: str, delete_copies: bool = False, *, refuse_later: bool = True) -> None:
        """Erase a person; where the key of the pseudonyms is missing, ask whether to do it without."""
        self.erase.setEnabled(False)

        def ended(done: Erasure) -> None:
            self.erase.setEnabled(True)
            self.show_nobody()
            self.person_note.setText(_erased_text(done))

        def failed(error: AdManagerError) -> None:
            from admanager.privacy.pseudonyms import KeyMissing

            self.erase.setEnabled(True)
            if isinstance(error, KeyMissing) and refuse_later:
                self._ask_without_key(key, delete_copies)
            else:
                self._page.show_failure(error)

        self._page.run_quiet(
            partial(_erase, self._page.project, key, delete_copies, refuse_later),
            on_done=ended,
            on_failed=failed,
        )

    def _ask_without_key(self, key: str, delete_copies: bool) -> None:
        confirm(
            self,
            tr("PrivacyPage", "Erase them without the key?"),
            tr(
                "PrivacyPage",
                "The key of this project's pseudonyms is not on this computer. They can be erased without it, but a later import would take them again. Load the key first if there is a copy of it.",
            ),
            tr("PrivacyPage", "Erase without the key"),
            partial(self.erase_now, key, delete_copies, refuse_later=False),
            dangerous=True,
        )

    def list_them(self) -> None:
        """Put the person who is shown on the do-not-contact list."""
        if self._shown is None:
            return
        person = self._shown[0]
        self._page.run_quiet(
            partial(_list, self._page.project, person.key), on_done=lambda _listed: self._show_listed(True)
        )

    def _show_listed(self, listed: bool | None) -> None:
        self.contact.setEnabled(listed is False)
        self.contact.setText(
            tr("PrivacyPage", "On the do-not-contact list")
            if listed
            else tr("PrivacyPage", "Do not contact them")
        )


def _person(project: ProjectFile, key: str) -> tuple[Person, list[str]]:
    from admanager.audience.segments import segments_of_person
    from admanager.privacy.person import find_person

    person = find_person(project, key)
    return person, sorted({name for row in person.profile_ids for name in segments_of_person(project, row)})


def _save_copy(person: Person, segments: list[str], path: Path) -> None:
    import json

    from admanager.privacy.person_page import person_as_json, person_html
    from admanager.project.unfinished import whole_file
    from admanager.texts import AdManagerError, sentence

    if path.suffix.lower() == ".json":
        text = json.dumps(person_as_json(person, segments), ensure_ascii=False, indent=2, default=str)
    else:
        text = person_html(person, segments, say=translate_sentence)
    try:
        with whole_file(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)
            )
        ) from error


def _list(project: ProjectFile, key: str) -> object:
    from admanager.privacy.suppression import add_do_not_contact

    return add_do_not_contact(project, [key])


def _correct(project: ProjectFile, key: str, column: str, text: str) -> int:
    from admanager.ingest.correction import correct_value

    return correct_value(project, key, column, text)


def _erase(project: ProjectFile, key: str, delete_copies: bool, refuse_later: bool) -> Erasure:
    from admanager.privacy.erasure import erase_person

    return erase_person(project, key, delete_copies=delete_copies, refuse_later=refuse_later)


def _erased_text(done: Erasure) -> str:
    parts = [
        tr_count(
            "PrivacyPage",
            "Erased: {count} row is gone.",
            "Erased: {count:,} rows are gone.",
            count=done.rows_removed,
        )
    ]
    if done.models:
        parts.append(
            tr(
                "PrivacyPage",
                "Train these models again, which learnt from them: {names}.",
                names=fmt.listed(done.models),
            )
        )
    if done.copies:
        parts.append(
            tr(
                "PrivacyPage",
                "Backups that still hold them: {names}.",
                names=fmt.listed(path.name for path in done.copies),
            )
        )
    return " ".join(parts)
