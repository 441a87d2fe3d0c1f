"""What a person asks of a training, and what it tells while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from admanager.texts import AdManagerError, sentence

Family = Literal["auto", "logistic", "gbdt", "dcn", "sequence", "uplift"]
TrainableFamily = Literal["logistic", "dcn"]
FAMILIES: tuple[Family, ...] = ("auto", "logistic", "gbdt", "dcn", "sequence", "uplift")
AVAILABLE_FAMILIES: tuple[Family, ...] = ("auto", "logistic", "dcn")
AUTO_FAMILY: TrainableFamily = "dcn"


class TrainRequest(BaseModel):
    """A model to train: what it predicts, from which table, and what the user decided about columns.

    `positive` is the value of the target that counts as a yes, as the source writes it; None takes the
    obvious one (true, 1, yes). `include` keeps columns that the leak guard would leave out, `exclude`
    leaves columns out. `seed` decides the split, the first weights and the order of the rows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=120)
    target: str
    positive: str | None = None
    table: str | None = None
    family: Family = "auto"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    seed: int = Field(default=0, ge=0, le=2**32 - 1)

    def trained_family(self) -> TrainableFamily:
        """Return the family that `family` stands for; raise AdManagerError for one of a later version."""
        if self.family == "auto":
            return AUTO_FAMILY
        if self.family == "logistic" or self.family == "dcn":
            return self.family
        raise AdManagerError(
            sentence(
                "The model family {family} is not part of this version yet; use auto, dcn or logistic.",
                family=self.family,
            )
        )


@dataclass(frozen=True)
class Preparation:
    """Told once before the first epoch: the columns that the model learns from and the rows in each part."""

    features: tuple[str, ...]
    rows_train: int
    rows_early_stopping: int
    rows_calibration: int
    rows_holdout: int


@dataclass(frozen=True)
class EpochReport:
    """Told after every pass over the training rows; losses are log losses in nats.

    `is_best` says that the validation loss is the lowest so far; these weights would be kept.
    """

    epoch: int
    train_loss: float
    valid_loss: float
    valid_auc: float
    is_best: bool
    seconds: float
