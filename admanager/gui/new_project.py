"""Asks what a new project starts with: nothing, or the brand kit and the draft of an industry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.theme import GRID
from admanager.gui.widgets import Dialog
from admanager.gui.widgets.basics import label
from admanager.simulation.templates import BLANK, TEMPLATES


def ask_template(parent: QWidget, chosen: Callable[[str], object]) -> Dialog:
    """Ask for a template and give its name to `chosen`."""
    dialog = Dialog(parent, tr("NewProject", "What does the project start with?"), width=600)
    dialog.setObjectName("newProjectDialog")
    group = QButtonGroup(dialog)
    offered = [
        (BLANK, tr("NewProject", "Blank"), tr("NewProject", "An empty project.")),
        *(
            (template.name, translate_sentence(template.title), translate_sentence(template.about))
            for template in TEMPLATES
        ),
    ]
    names = []
    for name, title, about in offered:
        button = QRadioButton(title)
        button.setObjectName(f"template-{name}")
        button.setAccessibleDescription(about)
        group.addButton(button, len(names))
        names.append(name)
        below = label(about, "caption")
        below.setContentsMargins(GRID * 3, 0, 0, 0)
        below.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        entry = QVBoxLayout()
        entry.setSpacing(2)
        entry.addWidget(button)
        entry.addWidget(below)
        dialog.body.addLayout(entry)
    group.button(0).setChecked(True)
    dialog.body.addWidget(
        label(
            tr("NewProject", "A template brings a brand kit and a draft of a campaign, and no data."),
            "caption",
            wrap=True,
        )
    )

    def go_on() -> None:
        name = names[group.checkedId()]
        dialog.accept()
        chosen(name)

    dialog.add_button(tr("NewProject", "Cancel"), dialog.reject)
    dialog.add_button(tr("NewProject", "Choose a name…"), go_on, kind="primary", name="chooseName")
    dialog.open()
    group.button(0).setFocus()
    return dialog
