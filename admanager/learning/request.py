"""What a person asks of a training, and what it tells while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

# Families that learn click and conversion together.
FUNNEL = frozenset({"esmm", "mmoe"})


class TrainRequest(BaseModel):
    """A model to train: what it predicts, from which table, and what the user decided about columns.

    `positive` is the value of the target that counts as a yes, as the source writes it; None takes the
    obvious one (true, 1, yes). `include` keeps columns that the leak guard would leave out, `exclude`
    leaves columns out. `family` is a name of `families.FAMILIES`. For uplift, `treatment` is the column that
    says who was treated and `control` its value for those who were not. For a family of `FUNNEL`, `target` is
    the conversion and `clicked` the column of the click before it; None takes the one with that role. `seed`
    decides the split, the first weights and the order of the rows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=120)
    target: str
    positive: str | None = None
    table: str | None = None
    family: str = Field(default="auto", max_length=40)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    treatment: str | None = None
    control: str | None = None
    clicked: str | None = None
    seed: int = Field(default=0, ge=0, le=2**32 - 1)


@dataclass(frozen=True)
class Preparation:
    """Told once before the first epoch: the columns that the model learns from and the rows in each part.

    For a model of sequences the counts are of people, each with all that they did; `unit` says so.
    """

    features: tuple[str, ...]
    rows_train: int
    rows_early_stopping: int
    rows_calibration: int
    rows_holdout: int
    unit: Literal["rows", "people"] = "rows"


@dataclass(frozen=True)
class EpochReport:
    """Told after every pass over the training rows; losses are log losses in nats.

    Boosting has no passes: it tells of a few rounds at once, as of the best among them, which is `round` (0 where there
    are epochs). `valid_auc` is None where there is no yes and no to rank.
    `is_best` says that the validation loss is the lowest so far; these weights would be kept.
    """

    epoch: int
    train_loss: float
    valid_loss: float
    valid_auc: float | None
    is_best: bool
    seconds: float
    round: int = 0
