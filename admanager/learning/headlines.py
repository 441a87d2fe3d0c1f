"""Which headline will be clicked more: learned from one's own headline tests, always within a test.

Headlines of different tests were shown with different articles at different times, so that only those of one test
are compared. Headlines with the same text in a test are one. For a pair with clicks c and impressions n,
z = (c_a / n_a - c_b / n_b) / sqrt(p (1 - p) (1 / n_a + 1 / n_b)), p their common rate; a pair with |z| > 1.96 is
significant. The model is a pairwise logistic regression (Bradley & Terry 1952 with features): P(a beats b) =
sigmoid(w (x_a - x_b)), pairs weighted by |z|. It is judged on the significant pairs of tests held out.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.headline_features import Vocabulary, fit_vocabulary, word_parts
from admanager.learning.like_source import read_like
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.project.schema import DATA_TABLES
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

SIGNIFICANT = 1.959964
WORTH_LEARNING = 1.0
MOST_WEIGHT = 5.0
STRENGTH = 0.1
HOLDOUT_SHARE = 0.30
FEWEST_TESTS, FEWEST_PAIRS = 30, 50
DRAWS = 400
_ALIASES = {
    "test": ("clickability_test_id", "test_id", "test", "experiment_id", "experiment", "测试", "实验"),
    "headline": ("headline", "title", "text", "copy", "标题", "文案"),
    "impressions": ("impressions", "views", "shown", "展示", "展示量"),
    "clicks": ("clicks", "clicked", "点击", "点击量"),
}

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class HeadlineTests:
    """One row a headline of a test: the number of its test, the text, how often it was shown and clicked."""

    test: Numbers
    texts: tuple[str, ...]
    impressions: Floats
    clicks: Floats


@dataclass(frozen=True)
class Pairs:
    """Two headlines of one test each, as rows; `z` above 0 where the first was clicked more."""

    first: Numbers
    second: Numbers
    z: Floats
    test: Numbers


@dataclass(frozen=True)
class PairAccuracy:
    """The share of significant pairs whose better headline was told, with its 95 % interval (tests drawn anew)."""

    accuracy: float
    low: float
    high: float
    pairs: int
    tests: int


@dataclass(frozen=True)
class HeadlineModel:
    """A learned ranking of headlines; it holds words of the headlines learned from, and no one's data."""

    vocabulary: Vocabulary
    weights: Floats

    def scores(self, texts: Sequence[str]) -> Floats:
        """Return a score for each text; of two the higher is likelier to be clicked more."""
        return np.array(
            [float(self.weights[places] @ values) for places, values in self.vocabulary.rows(texts)]
        )

    def knows(self, text: str) -> bool:
        """Return whether any word of the text is one that was learned from."""
        return any(word in self.vocabulary.words for word in word_parts(text))

    def chance(self, first: str, second: str) -> float:
        """Return the chance that the first headline is clicked more than the second in a test of both."""
        one, two = self.scores([first, second])
        return float(1 / (1 + np.exp(two - one)))

    def to_bytes(self) -> bytes:
        """Return the model as compressed JSON."""
        content = {
            "vocabulary": asdict(self.vocabulary),
            "weights": [round(float(w), 6) for w in self.weights],
        }
        return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 9)

    @classmethod
    def from_bytes(cls, content: bytes) -> HeadlineModel:
        """Return the model that `to_bytes` wrote."""
        parsed = json.loads(zlib.decompress(content))
        known = parsed["vocabulary"]
        vocabulary = Vocabulary(
            known["words"], known["pieces"], tuple(known["form_mean"]), tuple(known["form_spread"])
        )
        return cls(vocabulary, np.array(parsed["weights"], dtype=np.float64))


def grouped_tests(
    test: Sequence[object], texts: Sequence[str | None], impressions: Floats, clicks: Floats
) -> HeadlineTests:
    """Return the tests of raw rows: equal texts of a test are one, rows without text or showing are left out."""
    known = ~np.isnan(impressions) & ~np.isnan(clicks) & (np.nan_to_num(impressions) > 0)
    numbers: dict[object, int] = {}
    places: dict[tuple[int, str], int] = {}
    shown: list[float] = []
    clicked: list[float] = []
    for row in np.flatnonzero(known).tolist():
        text = texts[row]
        if not text or test[row] is None:
            continue
        key = (numbers.setdefault(test[row], len(numbers)), text.strip())
        if key not in places:
            places[key] = len(shown)
            shown.append(0.0)
            clicked.append(0.0)
        shown[places[key]] += float(impressions[row])
        clicked[places[key]] += float(min(clicks[row], impressions[row]))
    return HeadlineTests(
        np.array([number for number, _ in places], dtype=np.int64),
        tuple(text for _, text in places),
        np.array(shown),
        np.array(clicked),
    )


def pairs_of(tests: HeadlineTests) -> Pairs:
    """Return all pairs of headlines within a test."""
    first: list[int] = []
    second: list[int] = []
    order = np.argsort(tests.test, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(tests.test[order])) + 1):
        for place, row in enumerate(rows):
            first += [int(row)] * (len(rows) - place - 1)
            second += [int(other) for other in rows[place + 1 :]]
    a, b = np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)
    n_a, n_b = tests.impressions[a], tests.impressions[b]
    common = (tests.clicks[a] + tests.clicks[b]) / (n_a + n_b)
    spread = np.sqrt(np.maximum(common * (1 - common) * (1 / n_a + 1 / n_b), 1e-18))
    z = (tests.clicks[a] / n_a - tests.clicks[b] / n_b) / spread
    return Pairs(a, b, z, tests.test[a])


def fit_headlines(tests: HeadlineTests, pairs: Pairs) -> HeadlineModel:
    """Learn from pairs of these tests that differ by more than chance commonly does."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    used = np.flatnonzero(np.abs(pairs.z) > WORTH_LEARNING)
    if len(used) < FEWEST_PAIRS:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {pairs:,} pairs of headlines differ enough within their tests; at least "
                "{least} are needed.",
                pairs=len(used),
                least=FEWEST_PAIRS,
            )
        )
    seen = np.unique(np.concatenate([pairs.first, pairs.second]))
    vocabulary = fit_vocabulary([tests.texts[row] for row in seen])
    rows = vocabulary.rows(tests.texts)
    lengths = [len(places) for places, _ in rows]
    design = sparse.csr_matrix(
        (
            np.concatenate([values for _, values in rows]),
            np.concatenate([places for places, _ in rows]),
            np.concatenate([[0], np.cumsum(lengths)]),
        ),
        shape=(len(rows), len(vocabulary.names)),
    )
    # Both orders of every pair, so that neither stands first more often.
    difference = design[pairs.first[used]] - design[pairs.second[used]]
    wins = pairs.z[used] > 0
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=300)
    weight = np.minimum(np.abs(pairs.z[used]), MOST_WEIGHT) / 2
    model.fit(
        sparse.vstack([difference, -difference]),
        np.concatenate([wins, ~wins]),
        sample_weight=np.concatenate([weight, weight]),
    )
    return HeadlineModel(vocabulary, np.asarray(model.coef_[0], dtype=np.float64))


def judge_headlines(
    model: HeadlineModel, tests: HeadlineTests, pairs: Pairs, *, seed: int = 0
) -> PairAccuracy:
    """Return how often the model tells the better headline of a significant pair; equal scores count half.

    Raises AdManagerError where no pair is significant.
    """
    clear = np.flatnonzero(np.abs(pairs.z) > SIGNIFICANT)
    if not len(clear):
        raise AdManagerError(
            sentence("No two headlines of a test differ significantly, so that nothing can be judged.")
        )
    scores = model.scores(tests.texts)
    gap = (scores[pairs.first[clear]] - scores[pairs.second[clear]]) * np.sign(pairs.z[clear])
    right = np.where(gap > 0, 1.0, np.where(gap == 0, 0.5, 0.0))
    _, test = np.unique(pairs.test[clear], return_inverse=True)
    counts, found = np.bincount(test).astype(float), np.bincount(test, weights=right)
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, len(counts), (DRAWS, len(counts)))
    low, high = np.quantile(found[drawn].sum(axis=1) / counts[drawn].sum(axis=1), [0.025, 0.975])
    return PairAccuracy(float(right.mean()), float(low), float(high), len(clear), len(counts))


def split_tests(pairs: Pairs, seed: int) -> tuple[Pairs, Pairs]:
    """Return the pairs to learn from and those of the 30 % of tests that are held out."""
    known = np.unique(pairs.test)
    held = np.random.default_rng(seed).permutation(known)[: round(HOLDOUT_SHARE * len(known))]
    out = np.isin(pairs.test, held)
    parts = [Pairs(pairs.first[p], pairs.second[p], pairs.z[p], pairs.test[p]) for p in (~out, out)]
    return parts[0], parts[1]


def train_headlines(
    project: ProjectFile,
    source: Path | str,
    *,
    columns: dict[str, str] | None = None,
    seed: int = 0,
    job: Job | None = None,
) -> dict[str, Any]:
    """Learn from headline tests, keep the model in the project, and return its figures.

    `source` is a file, or the name of a table of the project; see `read_tests` for what it has to hold. A model that is
    there is replaced, and undo brings it back.
    """
    started = time.monotonic()
    job = job or Job()
    tests = read_tests(project, source, columns or {}, job)
    pairs = pairs_of(tests)
    if len(np.unique(pairs.test)) < FEWEST_TESTS:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {tests:,} tests with two headlines or more; at least {least} are needed.",
                tests=len(np.unique(pairs.test)),
                least=FEWEST_TESTS,
            )
        )
    train, held = split_tests(pairs, seed)
    job.progress(1, 3, sentence("Learning from pairs of headlines"))
    model = fit_headlines(tests, train)
    job.check_cancelled()
    job.progress(2, 3, sentence("Judging on tests that were held out"))
    found = judge_headlines(model, tests, held, seed=seed)
    figures: dict[str, Any] = asdict(found) | {
        "tests_learned": len(np.unique(train.test)),
        "headlines": len(tests.texts),
        "seed": seed,
        "seconds": round(time.monotonic() - started, 3),
    }
    with project.change(sentence("Train the headline model")) as change:
        values = {"created": time.time(), "card": json.dumps(figures), "weights": model.to_bytes()}
        row = change.connection.execute("SELECT id FROM headline_model").fetchone()
        if row is None:
            change.insert("headline_model", values)
        else:
            change.update("headline_model", row[0], values)
        change.audit("train headline model", "headlines", {"tests": figures["tests_learned"]})
    return figures


def evaluate_headlines(
    project: ProjectFile,
    source: Path | str,
    *,
    columns: dict[str, str] | None = None,
    job: Job | None = None,
) -> PairAccuracy:
    """Return how often the project's model tells the better headline of the significant pairs of a file or a table."""
    tests = read_tests(project, source, columns or {}, job or Job())
    return judge_headlines(get_headline_model(project), tests, pairs_of(tests))


def find_headline_model(project: ProjectFile) -> HeadlineModel | None:
    """Return the headline model of a project, None where there is none."""
    row = project.read().execute("SELECT weights FROM headline_model").fetchone()
    return None if row is None else HeadlineModel.from_bytes(row[0])


def headline_figures(project: ProjectFile) -> dict[str, Any] | None:
    """Return the figures that `train_headlines` gave of the project's headline model, None where there is none."""
    row = project.read().execute("SELECT card FROM headline_model").fetchone()
    return None if row is None else dict(json.loads(row[0]))


def get_headline_model(project: ProjectFile) -> HeadlineModel:
    """Return the headline model of a project; raise AdManagerError where there is none."""
    model = find_headline_model(project)
    if model is None:
        raise AdManagerError(
            sentence("The project has no headline model yet; train one from your own headline tests.")
        )
    return model


def rank_headlines(project: ProjectFile, texts: Sequence[str]) -> list[tuple[str, float]]:
    """Return the texts with their scores, the one that is likeliest to be clicked first."""
    scores = get_headline_model(project).scores(texts)
    return [(texts[place], float(scores[place])) for place in np.argsort(-scores, kind="stable")]


def read_tests(project: ProjectFile, source: Path | str, columns: dict[str, str], job: Job) -> HeadlineTests:
    """Return the headline tests of a file, or of a table of the project where `source` is a table's name.

    `columns` names the columns for `test`, `headline`, `impressions` and `clicks`; usual names are found. A row is a
    headline of a test with its counts; without a column of impressions it is one showing, and its click 0 or 1.
    Raises AdManagerError where a column is not there.
    """
    if isinstance(source, Path):
        rows = read_like(project, "impressions", source, {}, job=job)
        found, frame = rows.columns, rows.frame
        names = {part: _column(found, part, columns.get(part, "")) for part in _ALIASES}
    else:
        found = tables.require_columns(project.read(), source, None)
        names = _names_in(found, columns)
        frame = tables.read_frame(project.read(), source, list(names.values()))
        job.check_cancelled()
    ones = np.ones(len(frame))
    return grouped_tests(
        _cells(frame[names["test"]]),
        _cells(frame[names["headline"]]),
        frame[names["impressions"]].to_numpy(dtype=np.float64) if "impressions" in names else ones,
        frame[names["clicks"]].to_numpy(dtype=np.float64),
    )


def tables_of_tests(project: ProjectFile) -> list[str]:
    """Return the tables of the project whose columns are those of headline tests."""
    return [table for table in DATA_TABLES if _has_tests(tables.columns(project.read(), table))]


def _has_tests(found: Sequence[Column]) -> bool:
    try:
        _names_in(found, {})
    except AdManagerError:
        return False
    return True


def _names_in(found: Sequence[Column], columns: dict[str, str]) -> dict[str, str]:
    """Return the column of each part; of the impressions only where there is one, since a row can be a showing."""
    names = {part: _column(found, part, columns.get(part, "")) for part in ("test", "headline", "clicks")}
    try:
        names["impressions"] = _column(found, "impressions", columns.get("impressions", ""))
    except AdManagerError:
        if columns.get("impressions"):
            raise
    return names


def read_headlines(
    project: ProjectFile, path: Path, *, column: str = "", job: Job | None = None
) -> list[str]:
    """Return the headlines of a file in its order: the lines of a .txt file, else a table's column of headlines.

    Raises AdManagerError where the file cannot be read, or has no such column (`column` "": one of a usual name).
    """
    if path.suffix.casefold() != ".txt":
        rows = read_like(project, "impressions", path, {}, job=job or Job())
        texts = _cells(rows.frame[_column(rows.columns, "headline", column)])
        return [text for text in texts if text]
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AdManagerError(
            sentence("“{file}” cannot be read as UTF-8 text: {reason}.", file=path.name, reason=str(error))
        ) from error
    return [line.strip() for line in lines if line.strip()]


def _column(columns: Sequence[Column], part: str, named: str) -> str:
    there = {column.source_name.casefold(): column.name for column in columns}
    there |= {column.name.casefold(): column.name for column in columns}
    wanted = (named,) if named else _ALIASES[part]
    found = next((there[name.casefold()] for name in wanted if name.casefold() in there), None)
    if found is None:
        raise AdManagerError(
            sentence(
                "There is no column for {part} ({wanted}); the columns are {columns}.",
                part=part,
                wanted=", ".join(wanted),
                columns=", ".join(column.name for column in columns),
            )
        )
    return found


def _cells(cells: Iterable[Any]) -> list[str | None]:
    return [None if cell is None or cell != cell else str(cell) for cell in cells]
