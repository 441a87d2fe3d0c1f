"""Why a column is left out of a model, or kept with a warning: the facts, and the sentence made of them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from admanager.texts import Sentence, sentence

Cause = Literal[
    "known_after",
    "copies_target",
    "filled_after",
    "suspicious",
    "moves_with_time",
    "identifier",
    "free_text",
    "constant",
    "role",
    "user",
]


class Finding(BaseModel):
    """One thing found about a column; `action` says what is done unless the user decides otherwise.

    `auc` is the AUC of the column alone (0.5 to 1), `auc_with` and `auc_without` those of a quick model
    with and without it. `role` is set where the column's role decided.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    cause: Cause
    action: Literal["exclude", "warn"]
    auc: float | None = None
    auc_with: float | None = None
    auc_without: float | None = None
    role: str = ""

    @property
    def reason(self) -> Sentence:
        """The finding in plain words: what was found and how, with the numbers."""
        return _ALONE[self.cause](self) if self.cause in _ALONE else _measured(self)


def _measured(finding: Finding) -> Sentence:
    shown = {
        "column": finding.column,
        "auc": finding.auc or 0.5,
        "with_it": finding.auc_with or 0.5,
        "without_it": finding.auc_without or 0.5,
    }
    match finding.cause:
        case "known_after":
            return sentence(
                "“{column}” knows the future: by its name it is only known afterwards, alone it ranks the people with an "
                "AUC of {auc:.2f}, and a quick model falls from {with_it:.2f} to {without_it:.2f} without it.",
                **shown,
            )
        case "copies_target":
            return sentence(
                "“{column}” nearly gives the answer away: alone it ranks the people with an AUC of {auc:.3f}.",
                **shown,
            )
        case "filled_after":
            return sentence(
                "“{column}” seems to be filled in only after the outcome: whether it is empty already ranks the people "
                "with an AUC of {auc:.2f}.",
                **shown,
            )
        case "suspicious":
            return sentence(
                "“{column}” decides much by itself (AUC {auc:.2f} alone; a quick model falls from {with_it:.2f} to "
                "{without_it:.2f} without it); make sure that it is known before the outcome.",
                **shown,
            )
        case _:
            return sentence(
                "“{column}” moves with time like a clock (AUC {auc:.2f} alone); it is kept, but what it teaches may not "
                "hold next season.",
                **shown,
            )


def _set_aside(finding: Finding) -> Sentence:
    match finding.role:
        case "key" | "identity" | "hash":
            return sentence(
                "“{column}” tells people apart and says nothing about new ones.", column=finding.column
            )
        case "consent":
            return sentence(
                "“{column}” says who consents; it is respected, and not learned from.", column=finding.column
            )
        case "label":
            return sentence(
                "“{column}” is something to predict, too; it is not known when the model is asked.",
                column=finding.column,
            )
        case _:
            return sentence(
                "“{column}” has the role {role}, which is not known, or not to be used, when the model is asked.",
                column=finding.column,
                role=finding.role,
            )


_ALONE = {
    "identifier": lambda finding: sentence(
        "“{column}” has a different value in nearly every row, like an identifier; it says nothing about new people.",
        column=finding.column,
    ),
    "free_text": lambda finding: sentence(
        "“{column}” is free text with hardly any repeated value; there is nothing in it to learn by.",
        column=finding.column,
    ),
    "constant": lambda finding: sentence(
        "“{column}” has the same value in every row.", column=finding.column
    ),
    "role": lambda finding: _set_aside(finding),
    "user": lambda finding: sentence("“{column}” was left out on request.", column=finding.column),
}
