"""The whole training of an uplift model, as the child process runs it; scikit-learn alone, no torch.

Three learners compete, and the one with the highest Qini on people that it did not see is taken (cross-fitted on
the training people, three folds): T (two logistic regressions, one an arm), X (Künzel et al. 2019, boosted
trees) and S (one boosted forest with the treatment as a column). The finished model is judged on people held out.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager import __version__
from admanager.jobs import Job, one_thread
from admanager.learning.card import CardInput, DataInfo, ModelCard, SplitInfo, TrainingInfo
from admanager.learning.dataset import Dataset, listed_people, load_dataset
from admanager.learning.drift import reference_of
from admanager.learning.export import require_agreement
from admanager.learning.families import Trained
from admanager.learning.features import Encoder, fit_encoder
from admanager.learning.findings import Finding
from admanager.learning.quick_model import binned, together_auc
from admanager.learning.request import Preparation, TrainRequest
from admanager.learning.selection import Selection, select_columns
from admanager.learning.targets import stored_positive, target_values
from admanager.learning.training.pausing import wait_while_paused
from admanager.learning.uplift import Uplift, choose_control, judge_uplift, qini, require_arms
from admanager.learning.uplift_export import (
    Forest,
    Line,
    Tree,
    UpliftParts,
    build_uplift,
    design_of,
)
from admanager.learning.uplift_files import uplift_scorer
from admanager.project.tables import require_columns
from admanager.texts import AdManagerError, sentence

HOLDOUT_SHARE = 0.40
"""More than for other models: an uplift is a small difference, and proving it takes people."""
_SPLIT_STREAM = 2
FOLDS = 3
LEARNERS = ("t", "x", "s")
TREES = 60
RATE = 0.05
LEAVES = 8
FEWEST_IN_LEAF = 100
RIDGE = 0.1

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class _Data:
    dataset: Dataset
    selection: Selection
    encoder: Encoder
    design: NDArray[np.float32]
    labels: Floats
    treated: Floats
    control: str
    assignment_auc: float


def train_from_project(path: Path, request: TrainRequest, *, job: Job) -> Trained:
    """Train on a project's rows, which are only read; return the model's file and card.

    Raises AdManagerError when the treatment or its control value is not told or not there, or an arm is too small.
    """
    from admanager.project.file import ProjectFile

    if not request.treatment:
        raise AdManagerError(
            sentence(
                "Say which column tells who was treated (--treatment); without others to compare, there is no uplift."
            )
        )
    job.progress(0, 0, sentence("Reading the rows"))
    with ProjectFile.open(path) as project:
        connection = project.read()
        dataset = load_dataset(connection, request, listed=listed_people(project, job))
        (column,) = require_columns(connection, dataset.table, [request.treatment])
        control = choose_control(column, target_values(connection, dataset.table, column), request.control)
    arm = dataset.treatment
    assert arm is not None, "the column was read with the rows"
    treated = (arm != stored_positive(column, control)).to_numpy().astype(np.float64)
    treated[arm.isna().to_numpy()] = np.nan
    return train_on(dataset, treated, control, request, job=job)


def train_on(dataset: Dataset, treated: Floats, control: str, request: TrainRequest, *, job: Job) -> Trained:
    """Train on rows in memory; `treated` is 1.0, 0.0 or NaN (left out) a row. Reports a `Preparation`."""
    started = time.monotonic()
    require_arms(treated[~np.isnan(treated)])
    train, holdout = _split(dataset.people, treated, request.seed)
    data = _prepare(dataset, treated, control, request, train, job)
    job.partial(Preparation(data.selection.features, len(train), 0, 0, len(holdout)))
    with one_thread():
        scores = _compete(data, train, request.seed, job)
        learner = max(LEARNERS, key=lambda name: scores[name])
        job.progress(FOLDS * len(LEARNERS), FOLDS * len(LEARNERS) + 2, sentence("Learning who is persuaded"))
        model = _learners(learner, data, train, request.seed)
    job.progress(0, 0, sentence("Calibrating, writing the file and checking it"))
    bare = build_uplift(data.encoder, model.parts(), card=None)
    scorer = uplift_scorer(bare)
    frame = dataset.frame.iloc[holdout]
    agreement = require_agreement(
        lambda rows: scorer.score_at_once(frame.iloc[rows]), model.uplift(data.design[holdout])
    )
    found = judge_uplift(scorer.score(frame), data.labels[holdout], data.treated[holdout], seed=request.seed)
    card = _card(data, request, found, scores, (train, holdout), agreement, started)
    return Trained(build_uplift(data.encoder, model.parts(), card=card), card)


def _split(people: NDArray[np.int64], treated: Floats, seed: int) -> tuple[Rows, Rows]:
    # A stream of its own: who was treated may well have been drawn by the same generator with the same seed.
    rng = np.random.default_rng([seed, _SPLIT_STREAM])
    _, person = np.unique(people, return_inverse=True)
    held = rng.random(int(person.max(initial=0)) + 1) < HOLDOUT_SHARE
    known = ~np.isnan(treated)
    return np.flatnonzero(known & ~held[person]), np.flatnonzero(known & held[person])


def _prepare(
    dataset: Dataset, treated: Floats, control: str, request: TrainRequest, train: Rows, job: Job
) -> _Data:
    selection = select_columns(dataset, request, job=job)
    features = tuple(name for name in selection.features if name != request.treatment)
    if not features:
        raise AdManagerError(
            sentence(
                "No column is left to learn from; keep at least one column of {table}.", table=dataset.table
            )
        )
    kinds = dataset.kinds()
    encoder = fit_encoder(
        dataset.frame.iloc[train],
        features,
        flags={name for name in features if kinds[name].kind == "flag"},
        missing_words={name: kinds[name].missing_words for name in features},
    )
    encoded = encoder.encode(dataset.frame)
    halves = np.random.default_rng(request.seed).random(len(train)) < 0.5
    bins = [binned(dataset.frame[name].iloc[train].reset_index(drop=True)) for name in features]
    return _Data(
        dataset=dataset,
        selection=Selection(features, selection.excluded, selection.warnings, selection.overruled),
        encoder=encoder,
        design=design_of(encoder, encoded.numbers, encoded.codes),
        labels=dataset.labels,
        treated=treated,
        control=control,
        assignment_auc=together_auc(bins, treated[train], halves),
    )


def _compete(data: _Data, train: Rows, seed: int, job: Job) -> dict[str, float]:
    """Return the Qini of each learner on training people that it did not see."""
    fold = np.random.default_rng([seed, 1]).permutation(len(train)) % FOLDS
    found = {}
    for number, name in enumerate(LEARNERS):
        scores = np.empty(len(train))
        for part in range(FOLDS):
            wait_while_paused(job)
            job.progress(
                number * FOLDS + part, FOLDS * len(LEARNERS) + 2, sentence("Learning who is persuaded")
            )
            model = _learners(name, data, train[fold != part], seed)
            scores[fold == part] = model.uplift(data.design[train[fold == part]])
        found[name] = qini(scores, data.labels[train], data.treated[train])
    return found


def _learners(name: str, data: _Data, rows: Rows, seed: int) -> _TwoLines | _Crossed | _Single:
    design, labels, treated = data.design[rows], data.labels[rows], data.treated[rows]
    if name == "t":
        return _TwoLines(design, labels, treated)
    return (_Crossed if name == "x" else _Single)(design, labels, treated, seed)


class _TwoLines:
    """T-learner: a logistic regression of those who were treated, and one of the others."""

    def __init__(self, design: NDArray[np.float32], labels: Floats, treated: Floats) -> None:
        self._models = [_logistic(design[treated == arm], labels[treated == arm]) for arm in (1.0, 0.0)]

    def uplift(self, design: NDArray[np.float32]) -> Floats:
        first, second = (_sigmoid(design @ line.weights + line.intercept) for line in self._models)
        return first - second

    def parts(self) -> UpliftParts:
        return UpliftParts("t", self._models[0], self._models[1])


class _Crossed:
    """X-learner: what each person's answer differs from what the other arm's model expects, learned by trees.

    tau_1 learns y - mu_0(x) from the treated, tau_0 learns mu_1(x) - y from the others; the uplift is
    e tau_0 + (1 - e) tau_1 with e the share of the treated.
    """

    def __init__(self, design: NDArray[np.float32], labels: Floats, treated: Floats, seed: int) -> None:
        is_treated = treated == 1
        of_arm = [_classifier(design[part], labels[part], seed) for part in (is_treated, ~is_treated)]
        self._answer = of_arm[0]
        gain_1 = labels[is_treated] - of_arm[1].predict_proba(design[is_treated])[:, 1]
        gain_0 = of_arm[0].predict_proba(design[~is_treated])[:, 1] - labels[~is_treated]
        self._gains = (
            _regressor(design[is_treated], gain_1, seed),
            _regressor(design[~is_treated], gain_0, seed),
        )
        self._share = float(is_treated.mean())

    def uplift(self, design: NDArray[np.float32]) -> Floats:
        first, second = (model.predict(design) for model in self._gains)
        mixed: Floats = (1 - self._share) * first + self._share * second
        return mixed

    def parts(self) -> UpliftParts:
        gains = (_forest(self._gains[0]), _forest(self._gains[1]))
        return UpliftParts("x", _forest(self._answer), gains=gains, mix=self._share)


class _Single:
    """S-learner: one model with the treatment as its last column, asked with a yes and with a no."""

    def __init__(self, design: NDArray[np.float32], labels: Floats, treated: Floats, seed: int) -> None:
        joined = np.column_stack([design, treated.astype(np.float32)])
        self._model = _classifier(joined, labels, seed)

    def uplift(self, design: NDArray[np.float32]) -> Floats:
        first, second = (
            self._model.predict_proba(np.column_stack([design, np.full(len(design), value, np.float32)]))[
                :, 1
            ]
            for value in (1.0, 0.0)
        )
        return np.asarray(first - second, dtype=np.float64)

    def parts(self) -> UpliftParts:
        return UpliftParts("s", _forest(self._model))


def _logistic(design: NDArray[np.float32], labels: Floats) -> Line:
    from sklearn.linear_model import LogisticRegression

    if labels.min() == labels.max():
        base = float(np.clip(labels.mean(), 1e-6, 1 - 1e-6))
        return Line(np.zeros(design.shape[1], np.float32), float(np.log(base / (1 - base))))
    model = LogisticRegression(C=RIDGE, max_iter=500).fit(design, labels)
    return Line(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def _classifier(design: NDArray[np.float32], labels: Floats, seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    if labels.min() == labels.max():
        raise AdManagerError(
            sentence(
                "Among the treated or among the others all have the same outcome, so that there is nothing to compare."
            )
        )
    return HistGradientBoostingClassifier(**_boosting(seed)).fit(design, labels)


def _regressor(design: NDArray[np.float32], values: Floats, seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingRegressor

    return HistGradientBoostingRegressor(**_boosting(seed)).fit(design, values)


def _boosting(seed: int) -> dict[str, Any]:
    return {
        "max_iter": TREES,
        "learning_rate": RATE,
        "max_leaf_nodes": LEAVES,
        "min_samples_leaf": FEWEST_IN_LEAF,
        "l2_regularization": 10.0,
        "early_stopping": False,
        "random_state": seed,
    }


def _forest(model: Any) -> Forest:
    """Return the trees of a fitted booster.

    The design is float32 and the thresholds are float64; rounded down to float32 they part the same rows.
    """
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        is_leaf = nodes["is_leaf"].astype(bool)
        near = nodes["num_threshold"].astype(np.float32)
        low = np.where(near > nodes["num_threshold"], np.nextafter(near, np.float32(-np.inf)), near)
        trees.append(
            Tree(
                feature=nodes["feature_idx"].astype(np.int64),
                threshold=low.astype(np.float32),
                left=np.where(is_leaf, -1, nodes["left"].astype(np.int64)),
                right=np.where(is_leaf, -1, nodes["right"].astype(np.int64)),
                value=nodes["value"].astype(np.float32),
            )
        )
    return Forest(float(np.ravel(model._baseline_prediction)[0]), tuple(trees))


def _sigmoid(values: NDArray[Any]) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values.astype(np.float64))), dtype=np.float64)


def _card(
    data: _Data,
    request: TrainRequest,
    found: Uplift,
    scores: dict[str, float],
    parts: tuple[Rows, Rows],
    agreement: float,
    started: float,
) -> ModelCard:
    dataset, (train, holdout) = data.dataset, parts
    kinds, learned_from = dataset.kinds(), dataset.frame.iloc[train]
    excluded = [*data.selection.excluded]
    if not any(finding.column == request.treatment for finding in excluded):
        excluded.append(
            Finding(column=request.treatment or "", cause="role", action="exclude", role="treatment")
        )
    return ModelCard(
        name=request.name,
        family=request.family,
        asked_family=request.family,
        task="uplift",
        created=int(time.time()),
        program=f"AdManager {__version__}",
        target=dataset.target.name,
        positive=dataset.positive,
        treatment=request.treatment or "",
        control=data.control,
        inputs=[
            CardInput(
                name=number.name,
                kind=kinds[number.name].kind,
                derived_from=kinds[number.name].derived_from,
                reference=reference_of(learned_from[number.name]),
            )
            for number in data.encoder.numbers
        ]
        + [
            CardInput(
                name=text.name,
                kind="text",
                levels=len(text.levels),
                reference=reference_of(learned_from[text.name]),
            )
            for text in data.encoder.texts
        ],
        excluded=excluded,
        warnings=list(data.selection.warnings),
        overruled=list(data.selection.overruled),
        data=DataInfo(
            table=dataset.table,
            only_where=dataset.only_where,
            without_consent=dataset.without_consent,
            do_not_contact=dataset.do_not_contact,
            rows=len(dataset.labels),
            positives=int(dataset.labels.sum()),
            fingerprint=dataset.fingerprint(data.selection.features),
            generated=dataset.generated,
        ),
        split=SplitInfo(
            kind="person", train=len(train), early_stopping=0, calibration=0, holdout=len(holdout)
        ),
        seed=request.seed,
        training=TrainingInfo(
            epochs=[],
            best_epoch=0,
            batch=0,
            learning_rate=RATE,
            weight_decay=0.0,
            seconds=round(time.monotonic() - started, 3),
            torch="",
        ),
        figures=found.figures()
        | {f"qini_{name}_learner": value for name, value in scores.items()}
        | {
            "assignment_auc": data.assignment_auc,
            "treated": float(found.treated),
            "rows_holdout": float(found.rows),
        },
        lines={"qini": found.curve},
        verdict=str(found.verdict),
        agreement=agreement,
    )
