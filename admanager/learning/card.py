"""The model card: what a model's file says about itself, versioned, with a JSON schema that is shipped.

The card tells nothing about single people and no paths; what the model computes is in the graph alone.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from admanager.learning.evaluation import Curves, Metrics
from admanager.learning.findings import Finding
from admanager.texts import AdManagerError, Sentence, sentence

CARD_KEY = "admanager.card"
CARD_VERSION = 1
PROBABILITY = "probability"
# The outputs that a model of the funnel has beside the probability of click and conversion together.
HEADS = {"click": "click_probability", "conversion": "conversion_probability"}
# What each member of an ensemble of networks says by itself, [rows, members]: how far they differ tells how sure it is.
MEMBERS = "member_probabilities"
OUTPUTS = frozenset({PROBABILITY, MEMBERS, *HEADS.values()})
# Above it, a quick model tells the last rows from the first: the world has moved.
MOVED_AUC = 0.8

InputKind = Literal["number", "flag", "text", "date"]
# What a model answers: the chance of a yes, what comes next in a sequence, by how much an ad raises the chance,
# what a customer will be worth.
# "behaviour" is the chance of a yes as well, but of a sequence of events.
Task = Literal["response", "behaviour", "next", "uplift", "value"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reference(_Part):
    """The shares of an input's values in the training rows, to tell later whether new rows are like them.

    Numbers have bins between `edges`, texts the `words` and all others; the last share is that of no value.
    """

    edges: list[float] = []
    words: list[str] = []
    shares: list[float]


class CardInput(_Part):
    """One input of the graph, named as the table's column.

    A number or a date (UTC seconds) is a float with NaN where missing; a text or a flag (yes/no, true/false,
    1/0) is a string, "" where missing. `levels` counts the words that a text knows. `derived_from` names
    the time column that it is taken from (`hour`, `weekday`, in UTC); such an input may be missing.
    """

    name: str
    kind: InputKind
    levels: int = 0
    derived_from: str = ""
    reference: Reference | None = None


class SplitInfo(_Part):
    """How the rows were divided; a hold-out row was seen by nothing but the final evaluation."""

    kind: Literal["person", "time"]
    train: int
    early_stopping: int
    calibration: int
    holdout: int
    left_out: int = Field(
        default=0, description="Rows of people who would have stood on both sides of a split by time."
    )
    adversarial_auc: float | None = Field(
        default=None, description="How well the first 70 % of rows can be told from the last 30 %."
    )
    ordered_by: Literal["time", "file"] = "file"
    quick_auc_time: float | None = Field(
        default=None,
        description="AUC of a quick model on the split by time, to compare with quick_auc_random.",
    )
    quick_auc_random: float | None = None


class Calibration(_Part):
    """Calibration on rows of its own: p = sigmoid(slope * z + intercept), z the model's output.

    With `knots` (z, log-odds) it is isotonic: the line through them, going on with `slope` beyond.
    """

    method: Literal["platt", "isotonic", "none"]
    slope: float
    intercept: float
    rows: int
    knots: list[tuple[float, float]] = []


class Epoch(_Part):
    """One epoch of the training; `valid_auc` is None where there is no yes and no to rank.

    Of boosting it is the best of a few rounds, and `round` says which; 0 where there are epochs.
    """

    train_loss: float
    valid_loss: float
    valid_auc: float | None = None
    round: int = 0


class MemberInfo(_Part):
    """A family inside the model: its weight in the blend, and what it reaches alone on the hold-out rows.

    `best_epoch` counts from 1 and is the one that was kept; it is 0 where there are no epochs. `learned_kept` tells
    whether it learned in the end from the rows of early stopping and calibration, once both were decided.
    """

    family: str
    weight: float
    auc: float
    log_loss: float
    epochs: int = 0
    best_epoch: int = 0
    learned_kept: bool = False


class TrainingInfo(_Part):
    """How the model was trained; `best_epoch` counts from 1 and is the one that was kept.

    `epochs` are those of the last member. `batch`, `learning_rate` and
    `weight_decay` are 0 where there is no such thing. `versions` are those of the libraries that trained it.
    """

    epochs: list[Epoch]
    best_epoch: int
    batch: int = 0
    learning_rate: float = 0.0
    weight_decay: float = 0.0
    seconds: float
    torch: str = ""
    versions: dict[str, str] = {}
    members: list[MemberInfo] = []

    def best_round(self) -> int:
        """Return the boosting round that was kept; 0 where there are epochs, or neither."""
        return self.epochs[self.best_epoch - 1].round if self.epochs else 0


class DataInfo(_Part):
    """What the model was trained on; `fingerprint` is a SHA-256 of the rows used, `generated` marks made-up data.

    `only_where` names the yes/no column that had to be true for a row to count: a conversion rate looks at
    clicked impressions alone. `without_consent` counts rows that were left out since their people did not consent,
    `do_not_contact` rows that were learnt from though their people must not be reached; null where that is not known.
    """

    table: str
    only_where: str = ""
    rows: int
    positives: int
    fingerprint: str
    generated: bool
    without_consent: int = 0
    do_not_contact: int | None = None


class Head(_Part):
    """One outcome of a model of the funnel: its output is `HEADS[name]`, judged on the hold-out rows that it is about.

    The click is judged on all rows; the conversion on those that were clicked, since it is the chance after a click.
    """

    calibration: Calibration
    metrics: Metrics
    curves: Curves


class ModelCard(_Part):
    """What a model's file says about itself."""

    version: Literal[1] = Field(default=1, description="Version of this card's layout.")
    name: str
    family: str
    asked_family: str
    task: Task = "response"
    created: int = Field(description="UTC seconds.")
    program: str = Field(description="Program and version that made the file.")
    target: str
    positive: str
    treatment: str = Field(default="", description="For uplift: the column that says who was treated.")
    control: str = Field(default="", description="For uplift: its value for those who were not.")
    click: str = Field(
        default="", description="For a model of the funnel: the column of the click before the target."
    )
    inputs: list[CardInput]
    quotients: list[tuple[str, str]] = Field(
        default=[],
        description="Numbers among the inputs whose quotient, first by second, the model reads as well.",
    )
    output: str = PROBABILITY
    excluded: list[Finding]
    warnings: list[Finding]
    overruled: list[Finding] = Field(description="What the guard would have left out and the user kept.")
    data: DataInfo
    split: SplitInfo
    seed: int
    calibration: Calibration | None = None
    training: TrainingInfo
    metrics: Metrics | None = Field(
        default=None, description="On the hold-out rows, computed from this file by ONNX Runtime."
    )
    curves: Curves | None = None
    heads: dict[str, Head] = Field(
        default={},
        description="For a model of the funnel, click and conversion one by one; `metrics` are of both together.",
    )
    member_spread: float | None = Field(
        default=None,
        description="For an ensemble of networks: how far its members' probabilities lie from their mean (standard "
        "deviation), on average over the hold-out rows.",
    )
    figures: dict[str, float] = Field(
        default={}, description="Figures of other tasks by their name, such as hit_at_10 or qini."
    )
    lines: dict[str, list[tuple[float, float]]] = Field(
        default={}, description="Curves of other tasks by their name, such as qini; points x, y."
    )
    verdict: str = Field(default="", description="What the figures say, in one word of the task's own.")
    agreement: float = Field(description="Largest difference between trainer and ONNX Runtime.")

    def moved(self) -> Sentence | None:
        """Return a warning where the last rows are clearly others than the first, so that the model may not hold."""
        auc = self.split.adversarial_auc
        if auc is None or auc <= MOVED_AUC:
            return None
        if self.split.quick_auc_time is None or self.split.quick_auc_random is None:
            return sentence(
                "The last 30 % of the rows can be told from the first 70 % (adversarial AUC {auc:.2f}): the world has moved "
                "while they were collected, and what was learned may not hold next time.",
                auc=auc,
            )
        return sentence(
            "The last 30 % of the rows can be told from the first 70 % (adversarial AUC {auc:.2f}): the world has moved "
            "while they were collected. A quick model reaches an AUC of {drawn:.2f} on people drawn at random, but {late:.2f} "
            "on the last rows.",
            auc=auc,
            drawn=self.split.quick_auc_random,
            late=self.split.quick_auc_time,
        )

    def seems_trained_on(self, rows: int, positives: int) -> bool:
        """Return whether these seem to be the rows that the model was trained on, as far as their counts tell.

        Of sequences the rows are events; `positives` is 0 where what comes next is asked. A file has the rows as well that
        were left out without consent.
        """
        more, left_out = rows - self.data.rows, self.data.without_consent
        return more in {0, left_out} and 0 <= positives - self.data.positives <= more

    def measured(self) -> Metrics:
        """Return the figures of a yes or no; raise AdManagerError for a model that answers something else."""
        if self.metrics is None:
            raise AdManagerError(
                sentence("The model “{name}” does not answer with the chance of a yes.", name=self.name)
            )
        return self.metrics

    def drawn(self) -> Curves:
        """Return the curves of a yes or no; raise AdManagerError for a model that answers something else."""
        if self.curves is None:
            raise AdManagerError(
                sentence("The model “{name}” does not answer with the chance of a yes.", name=self.name)
            )
        return self.curves


def card_schema() -> dict[str, object]:
    """Return the JSON schema of the model card, as shipped in resources/schemas/model_card.schema.json."""
    return ModelCard.model_json_schema()
