"""New rows judge models of every task: events, what comes next, the whole funnel, uplift; and say why not otherwise."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import admanager
from admanager.jobs import Job
from admanager.learning import judging, models
from admanager.learning.card import ModelCard
from admanager.learning.drift import Drift, judge_next_drift, judge_uplift_drift
from admanager.learning.families import Trained
from admanager.learning.models import train
from admanager.learning.request import TrainRequest
from admanager.learning.training import funnel_run, sequence_run, uplift_run
from admanager.learning.uplift import Uplift
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.learning.behaviour_worlds import write_patience, write_two_back
from tests.learning.funnel_worlds import made_funnel, store_funnel
from tests.learning.test_uplift import write_experiment

Way = Callable[..., Trained]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "run_in_child", lambda function, *args, job: function(*args, job=job))


def _with_model(path: Path, request: TrainRequest, way: Way) -> ModelCard:
    """Train a model and keep it in the project as made a minute ago."""
    trained = way(path, request, job=Job())
    with ProjectFile.open(path) as project, pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "run_in_child", lambda *_args, **_named: trained)
        train(project, request)
    return trained.card


def _judged(path: Path) -> Drift:
    with ProjectFile.open(path) as project:
        return judging.check_drift(project, "m")


def _events(folder: Path) -> Path:
    with admanager.create(folder / "shop.adm") as project:
        project.import_file(
            write_two_back(folder / "old.csv"), table="events", key="who", roles={"step": "time"}
        )
    return folder / "shop.adm"


def _more_events(path: Path, file: Path, *, prefix: str) -> None:
    """Import the events of a file as those of other people."""
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    head, rest = rows[0], rows[1:]
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, *([prefix + row[0], *row[1:]] for row in rest)])
    with admanager.open(path) as project:
        project.import_file(file, table="events", key="who", roles={head[1]: "time"})


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ModelCard]:
    """A project of events and a model of what comes next; not to be changed."""
    path = _events(tmp_path_factory.mktemp("shop"))
    request = TrainRequest(name="m", target="next:item", table="events", family="gru")
    return path, _with_model(path, request, sequence_run.train_from_project)


def test_what_comes_next_is_judged_at_the_new_events(shop: tuple[Path, ModelCard], tmp_path: Path) -> None:
    path = Path(shutil.copy(shop[0], tmp_path / "same.adm"))
    assert _judged(path).verdict == "unknown"
    _more_events(path, write_two_back(tmp_path / "new.csv", people=100, seed=5), prefix="n")
    found = _judged(path)
    assert (found.verdict, found.rows, found.labelled) == ("holds", 900, 800)
    assert found.reached is not None
    assert found.reached.measure == "hit_at_10"
    assert found.reached.trained == shop[1].figures["hit_at_10"]
    assert {entry.column for entry in found.columns} == {"item", "colour"}


def test_items_that_come_in_another_order_break_it() -> None:
    figures = {"cases": 900.0, "hit_at_10": 0.31, "hit_at_10_low": 0.28, "hit_at_10_high": 0.34}
    assert judge_next_drift([], 900, figures, 0.36).verdict == "broken"
    assert judge_next_drift([], 900, figures, 0.33).verdict == "holds"
    assert judge_next_drift([], 90, figures | {"cases": 60.0}, 0.36).verdict == "unknown"


def test_trained_anew_what_comes_next_is_asked_again(shop: tuple[Path, ModelCard]) -> None:
    again = judging.same_again(shop[1], "m")
    assert (again.target, again.family, again.table) == ("next:item", "gru", "events")


def test_a_yes_is_judged_by_people_who_could_not_be_asked_about_before(tmp_path: Path) -> None:
    with admanager.create(tmp_path / "p.adm") as project:
        old = write_patience(tmp_path / "old.csv", people=400)
        project.import_file(old, table="events", key="who", roles={"time": "time", "kind": "kind"})
    path = tmp_path / "p.adm"
    request = TrainRequest(name="m", target="kind", positive="purchase", table="events", family="gru")
    card = _with_model(path, request, sequence_run.train_from_project)
    _more_events(path, write_patience(tmp_path / "new.csv", people=300, seed=4), prefix="n")
    found = _judged(path)
    assert (found.verdict, found.rows, found.labelled) == ("holds", 1_200, 300)
    assert found.reached is not None
    assert found.reached.low < card.measured().auc
    # The same people once more, from whom nothing is bought any longer.
    none = write_patience(tmp_path / "none.csv", people=300, seed=6)
    bought, lines = 0, []
    for line in none.read_text(encoding="utf-8").splitlines():
        bought += "purchase" in line
        lines.append(line.replace("purchase", "purchase" if bought % 10 == 0 else "view"))
    none.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _more_events(path, none, prefix="m")
    found = _judged(path)
    assert (found.verdict, found.labelled) == ("broken", 600)
    assert found.predicted is not None
    assert found.observed is not None
    assert found.high is not None
    assert found.predicted > found.high > found.observed


def test_a_model_of_the_funnel_is_judged_by_click_and_conversion_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "shop.adm"
    with ProjectFile.create(path) as project:
        store_funnel(project, made_funnel(6_000))
    request = TrainRequest(name="m", target="converted", table="impressions", family="esmm", seed=1)
    card = _with_model(path, request, funnel_run.train_from_project)
    with ProjectFile.open(path) as project:
        store_funnel(project, made_funnel(4_000, seed=3))
    found = _judged(path)
    assert (found.verdict, found.rows, found.labelled) == ("holds", 4_000, 4_000)
    assert found.predicted == pytest.approx(card.measured().base_rate, abs=0.01)


def test_uplift_is_judged_where_the_new_rows_say_who_was_treated(tmp_path: Path) -> None:
    with admanager.create(tmp_path / "p.adm") as project:
        project.import_file(write_experiment(tmp_path / "old.csv", persuades_some=True, rows=3_000))
    path = tmp_path / "p.adm"
    request = TrainRequest(
        name="m", target="bought", treatment="segment", control="no e-mail", family="uplift"
    )
    _with_model(path, request, uplift_run.train_from_project)
    new = write_experiment(tmp_path / "new.csv", persuades_some=True, rows=3_000, seed=3)
    new.write_text(new.read_text(encoding="utf-8").replace("\nc", "\nnew"), encoding="utf-8")
    with admanager.open(path) as project:
        project.import_file(new)
    found = _judged(path)
    assert (found.verdict, found.labelled) == ("holds", 3_000)
    assert found.reached is not None
    assert found.reached.measure == "qini"
    assert found.reached.low > 0
    assert found.observed == pytest.approx(0.2 * 0.353, abs=0.04)


def test_a_ranking_by_uplift_that_is_worth_little_breaks_the_model() -> None:
    def worth(qini: float, uplift: float) -> Uplift:
        return Uplift(
            qini, qini - 0.004, qini + 0.004, uplift, uplift - 0.02, uplift + 0.02, 0.1, 2_000, 900, []
        )

    assert judge_uplift_drift([], 2_000, 0.06, worth(0.02, 0.06), 0.02).verdict == "holds"
    assert judge_uplift_drift([], 2_000, 0.06, worth(0.001, 0.06), 0.02).verdict == "broken"
    assert judge_uplift_drift([], 2_000, 0.06, worth(0.02, 0.0), 0.02).verdict == "broken"


def test_of_a_file_from_elsewhere_it_is_said_why_not(customers: ProjectFile, trained: Trained) -> None:
    import onnx
    from onnx import helper

    model = onnx.load_model_from_string(trained.onnx)
    helper.set_model_props(model, {})
    with customers.change(admanager.texts.sentence("Load")) as change:
        models._put(change, "foreign", "onnx", "", models._Stored(), model.SerializeToString())
    with pytest.raises(AdManagerError, match="does not say what it predicts"):
        judging.check_drift(customers, "foreign")
    assert judging.batches_since(customers) == {}
