"""Click and conversion learned together: by the formula, judged on rows it has not seen, all three answers in one file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pandas as pd
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from admanager.__main__ import main
from admanager.ingest import load
from admanager.ingest.load import store_rows
from admanager.jobs import Job
from admanager.learning import examining, gate, models
from admanager.learning.calibration import Calibrator
from admanager.learning.card import CARD_KEY, HEADS, PROBABILITY
from admanager.learning.dataset import load_dataset
from admanager.learning.evaluation import roc_auc
from admanager.learning.families import Trained, train_family
from admanager.learning.features import Encoded, fit_encoder
from admanager.learning.funnel_export import build_funnel_onnx
from admanager.learning.models import get_scorer, load_onnx
from admanager.learning.request import TrainRequest
from admanager.learning.scoring import Scorer
from admanager.learning.selection import select_columns
from admanager.learning.training.fit import predict
from admanager.learning.training.funnel_network import FUNNEL_SHAPES, FunnelNetwork, log_odds_of_both
from admanager.learning.training.funnel_run import train_on
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame
from admanager.texts import AdManagerError, sentence
from tests.learning.funnel_worlds import COLUMNS, made_funnel, store_funnel

ROWS = 8_000
REQUEST = TrainRequest(name="funnel", target="converted", table="impressions", family="esmm", seed=1)
CLICK, CONVERSION = HEADS.values()


@pytest.fixture(autouse=True)
def _checkpoints_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with impressions; not to be changed."""
    path = tmp_path_factory.mktemp("funnel") / "shop.adm"
    with ProjectFile.create(path) as project:
        store_funnel(project, made_funnel(ROWS))
    return path


@pytest.fixture(scope="module")
def trained(shop: Path) -> Trained:
    return train_family(shop, REQUEST, job=Job())


@pytest.fixture
def opened(shop: Path, tmp_path: Path) -> Iterator[ProjectFile]:
    path = tmp_path / "shop.adm"
    path.write_bytes(shop.read_bytes())
    with ProjectFile.open(path) as project:
        yield project


def _network(family: str = "esmm") -> FunnelNetwork:
    frame = pd.DataFrame({"a": np.arange(40, dtype=np.float32), "b": pd.Categorical(list("xy") * 20)})
    torch.manual_seed(0)
    return FUNNEL_SHAPES[family].build(fit_encoder(frame, ["a", "b"]))


def _naive(a: float, b: float, clicked: float, converted: float) -> float:
    click, both = 1 / (1 + np.exp(-a)), 1 / (1 + np.exp(-a)) / (1 + np.exp(-b))
    return float(
        -(clicked * np.log(click) + (1 - clicked) * np.log1p(-click))
        - (converted * np.log(both) + (1 - converted) * np.log1p(-both))
    )


@settings(max_examples=60, deadline=None)
@given(
    a=st.floats(-12, 12),
    b=st.floats(-12, 12),
    outcome=st.sampled_from([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]),
)
def test_the_loss_is_that_of_the_click_and_of_the_conversion_over_all_rows(
    a: float, b: float, outcome: tuple[float, float]
) -> None:
    outputs = torch.tensor([[[a, b]]], dtype=torch.float64)
    loss = _network().loss(outputs, torch.tensor([outcome], dtype=torch.float64)).item()
    assert loss == pytest.approx(_naive(a, b, *outcome), rel=1e-6, abs=1e-9)
    both = log_odds_of_both(np.array([[a, b]], dtype=np.float32))[0]
    product = 1 / (1 + np.exp(-a)) / (1 + np.exp(-b))
    assert both == pytest.approx(np.log(product) - np.log1p(-product), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("outcome", [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
def test_the_loss_teaches_also_where_the_network_is_wrongly_certain(outcome: tuple[float, float]) -> None:
    outputs = torch.tensor([[[-80.0, 80.0]], [[80.0, 80.0]], [[80.0, -80.0]]], requires_grad=True)
    loss = _network().loss(outputs, torch.tensor([outcome] * 3))
    loss.backward()
    assert torch.isfinite(loss)
    assert outputs.grad is not None
    assert torch.isfinite(outputs.grad).all()


@pytest.mark.parametrize("family", ["esmm", "mmoe"])
@pytest.mark.parametrize("rows", [1, 2, 7, 1000])
def test_the_file_agrees_with_the_network_for_any_number_of_rows(family: str, rows: int) -> None:
    rng = np.random.default_rng(rows)
    frame = pd.DataFrame(
        {"a": rng.normal(size=1000).astype(np.float32), "b": pd.Categorical(rng.choice(list("xyz"), 1000))}
    )
    frame.loc[rng.random(1000) < 0.1, "a"] = np.nan
    frame["again"] = (np.arange(1000) % 20).astype(np.float32)
    encoder = fit_encoder(frame, ["a", "b", "again"], exact={"again"})
    torch.manual_seed(1)
    network = FUNNEL_SHAPES[family].build(encoder)
    for shares in network.gates:
        torch.nn.init.normal_(shares.weight)
    calibrators = (Calibrator(0.9, 0.2), Calibrator(1.1, -0.4))
    onnx = build_funnel_onnx(encoder, network.weights(), calibrators=calibrators, card=None)
    answers = predict(network, encoder.encode(frame.iloc[:rows])).astype(np.float64)
    click, conversion = (c.probabilities(answers[:, task]) for task, c in enumerate(calibrators))
    for output, expected in ((CLICK, click), (CONVERSION, conversion), (PROBABILITY, click * conversion)):
        found = Scorer(onnx, output=output).score_at_once(frame.iloc[:rows])
        np.testing.assert_allclose(found, expected, atol=1e-6)


def test_a_network_without_texts_or_without_numbers_is_a_network() -> None:
    frame = pd.DataFrame({"a": np.arange(40, dtype=np.float32), "b": pd.Categorical(list("xy") * 20)})
    for names in (["a"], ["b"]):
        encoder = fit_encoder(frame, names)
        network = FUNNEL_SHAPES["mmoe"].build(encoder)
        calibrators = (Calibrator(), Calibrator())
        onnx = build_funnel_onnx(encoder, network.weights(), calibrators=calibrators, card=None)
        expected = predict(network, encoder.encode(frame))[:, 0].astype(np.float64)
        np.testing.assert_allclose(
            Scorer(onnx, output=CLICK).score(frame), Calibrator().probabilities(expected), atol=1e-6
        )


def _fresh(tmp_path: Path) -> tuple[pd.DataFrame, NDArray[np.float64], NDArray[np.float64]]:
    """Return other impressions of the same world with their true chances of a click and a conversion."""
    world = made_funnel(20_000, seed=99)
    frame = pd.DataFrame(world.rows, columns=[column.name for column in COLUMNS])
    return frame, world.click, world.conversion


def test_one_model_answers_for_click_and_conversion_and_knows_both_of_new_people(
    trained: Trained, tmp_path: Path
) -> None:
    card = trained.card
    assert {finding.column for finding in card.excluded} >= {"clicked", "basket", "id"}
    assert (card.family, card.click, card.target) == ("esmm", "clicked", "converted")
    frame, click, conversion = _fresh(tmp_path)
    told = {
        output: Scorer(trained.onnx, output=output).score(frame)
        for output in (PROBABILITY, CLICK, CONVERSION)
    }
    np.testing.assert_allclose(told[PROBABILITY], told[CLICK] * told[CONVERSION], rtol=1e-5)
    clicked, converted = frame["clicked"].to_numpy(), frame["converted"].to_numpy()
    possible = roc_auc(converted, click * conversion)
    assert roc_auc(converted, told[PROBABILITY]) > possible - 0.1
    assert roc_auc(clicked, told[CLICK]) > roc_auc(clicked, click) - 0.07
    asked = clicked == 1
    assert (
        roc_auc(converted[asked], told[CONVERSION][asked])
        > roc_auc(converted[asked], conversion[asked]) - 0.08
    )
    # Not biased towards those who click, of whom more would convert than of all.
    assert abs(told[CONVERSION].mean() - conversion.mean()) < converted[asked].mean() - conversion.mean()
    assert told[CLICK].mean() == pytest.approx(click.mean(), rel=0.2)


def test_the_card_judges_the_click_on_all_rows_and_the_conversion_on_the_clicks(
    trained: Trained, shop: Path
) -> None:
    card = trained.card
    assert card.heads.keys() == {"click", "conversion"}
    click, conversion = card.heads["click"].metrics, card.heads["conversion"].metrics
    assert click.rows == card.measured().rows == card.split.holdout
    assert conversion.rows == click.positives
    assert conversion.positives == card.measured().positives
    assert card.measured().base_rate == pytest.approx(click.base_rate * conversion.base_rate)
    assert card.calibration is None
    assert (
        card.heads["conversion"].calibration.rows
        < card.heads["click"].calibration.rows
        == card.split.calibration
    )
    for metrics in (click, conversion, card.measured()):
        assert metrics.intervals["auc"][0] < metrics.auc < metrics.intervals["auc"][1]
    assert card.agreement <= 1e-6


def test_the_gated_family_is_trained_to_the_same_bits_again(project: ProjectFile) -> None:
    store_funnel(project, made_funnel(2_500))
    dataset = load_dataset(project.read(), request := REQUEST.model_copy(update={"family": "mmoe"}))
    first, again = (train_on(dataset, request, job=Job()) for _ in range(2))
    assert first.card.heads == again.card.heads
    assert first.card.measured().auc > 0.6


def test_who_did_not_click_counts_as_not_converted_and_a_click_without_outcome_not_at_all(
    project: ProjectFile,
) -> None:
    world = made_funnel(1_500, seed=3)
    clicked, converted = (COLUMNS.index(c) for c in COLUMNS if c.role in {"clicked", "converted"})
    rows = [list(row) for row in world.rows]
    quiet = [row for row in rows if not row[clicked]]
    quiet[0][converted], quiet[1][converted] = 1, None
    unknown = next(row for row in rows if row[clicked] and not row[converted])
    unknown[converted] = None
    conversions = sum(bool(row[clicked] and row[converted]) for row in rows)
    store_funnel(project, type(world)([tuple(row) for row in rows], world.click, world.conversion))
    dataset = load_dataset(project.read(), REQUEST)
    assert (len(dataset.labels), dataset.unlabelled) == (1_499, 1)
    assert dataset.labels.sum() == conversions
    assert dataset.clicks is not None
    assert (dataset.labels <= dataset.clicks).all()
    assert dataset.only_where == ""


def test_a_column_that_gives_away_the_click_is_left_out_although_the_target_is_the_conversion(
    opened: ProjectFile,
) -> None:
    dataset = load_dataset(opened.read(), REQUEST)
    excluded = {finding.column: finding.cause for finding in select_columns(dataset, REQUEST).excluded}
    assert excluded["basket"] == "filled_after"
    assert excluded["clicked"] == "role"


def test_without_a_click_the_funnel_is_refused(project: ProjectFile) -> None:
    columns = [column for column in COLUMNS if column.role != "clicked"]
    place = [column.role for column in COLUMNS].index("clicked")
    world = made_funnel(300)
    with project.change(sentence("Store rows")) as change:
        rows = [row[:place] + row[place + 1 :] for row in world.rows]
        store_rows(change, "impressions", columns, rows, source="test", generated=True)
    with pytest.raises(AdManagerError, match="no column that says who clicked"):
        load_dataset(project.read(), REQUEST)
    with pytest.raises(AdManagerError, match="no column nowhere"):
        load_dataset(project.read(), REQUEST.model_copy(update={"clicked": "nowhere"}))
    with pytest.raises(AdManagerError, match="given for both"):
        load_dataset(project.read(), REQUEST.model_copy(update={"clicked": "converted"}))


def test_a_funnel_is_judged_and_asked_about_a_file(
    opened: ProjectFile,
    trained: Trained,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (load, gate):
        monkeypatch.setattr(module, "run_in_child", lambda function, *args, job: function(*args, job=job))
    monkeypatch.setattr(gate, "limit_memory", lambda: None)
    model = tmp_path / "funnel.onnx"
    model.write_bytes(trained.onnx)
    load_onnx(opened, model, "funnel")
    np.testing.assert_array_equal(
        get_scorer(opened, "funnel", output=CLICK).score(_fresh(tmp_path)[0][:50]),
        Scorer(trained.onnx, output=CLICK).score(_fresh(tmp_path)[0][:50]),
    )
    file, out = tmp_path / "new.csv", tmp_path / "out.csv"
    frame = _fresh(tmp_path)[0][:4_000]
    frame.assign(**{name: frame[name].map({1: "yes", 0: "no"}) for name in ("clicked", "converted")}).to_csv(
        file, index=False
    )
    assert main(["evaluate", str(opened.path), "funnel", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rows"] == found["click"]["rows"] == 4_000
    assert found["conversion"]["rows"] == found["click"]["positives"]
    assert found["conversion"]["positives"] == found["positives"]
    assert found["auc"] > 0.7
    assert main(["score", str(opened.path), "funnel", str(file), "-o", str(out), "--json"]) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        told = list(csv.DictReader(lines))
    assert len(told) == 4_000
    assert float(told[0][PROBABILITY]) == pytest.approx(
        float(told[0][CLICK]) * float(told[0][CONVERSION]), rel=1e-5
    )


def test_a_person_is_explained_at_the_last_ad_shown_to_them(
    opened: ProjectFile, trained: Trained, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "run_in_child", lambda *_args, **_named: trained)
    models.train(opened, REQUEST)
    asked = examining.explain_one(opened, "funnel", "p100")
    assert asked.at_ad
    (place,) = (
        opened.read()
        .execute("SELECT placement FROM impressions WHERE id = 'p100' ORDER BY _id DESC LIMIT 1")
        .fetchone()
    )
    assert asked.frame["placement"].tolist() == [place]
    found = asked.explanation
    moved = sum(entry.change for entry in found.contributions)
    assert found.average + moved == pytest.approx(found.probability, abs=1e-6)
    elsewhere = examining.ask_what_if(opened, "funnel", asked, "placement", "place 0")
    assert 0 < elsewhere < 1
    with pytest.raises(AdManagerError, match="No ad was shown to anybody with the key nobody"):
        examining.explain_one(opened, "funnel", "nobody")


def test_everyone_is_scored_for_the_click_the_conversion_and_both(
    opened: ProjectFile,
    trained: Trained,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "run_in_child", lambda function, *args, job: function(*args, job=job))
    monkeypatch.setattr(gate, "limit_memory", lambda: None)
    about_people = json.loads(trained.card.model_dump_json())
    about_people["data"]["table"] = "profiles"
    file = onnx.load_from_string(trained.onnx)
    onnx.helper.set_model_props(file, {CARD_KEY: json.dumps(about_people)})
    model = tmp_path / "funnel.onnx"
    model.write_bytes(file.SerializeToString())
    load_onnx(opened, model, "funnel")
    world = made_funnel(300, seed=5)
    with opened.change(sentence("Store rows")) as change:
        people = [replace(column, role="key" if column.role == "key" else "ignored") for column in COLUMNS]
        store_rows(change, "profiles", people, world.rows, source="test", generated=True)
    assert main(["model", str(opened.path), "apply", "funnel", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {head: entry["column"] for head, entry in told["heads"].items()} == {
        "click": "funnel click score",
        "conversion": "funnel conversion score",
    }
    names = [told["column"], *(entry["column"] for entry in told["heads"].values())]
    both, click, conversion = (read_frame(opened.read(), "profiles", names)[name] for name in names)
    assert told["rows"] == both.count() == click.count() == 300
    np.testing.assert_allclose(both, click * conversion, rtol=1e-5)
    assert told["heads"]["click"]["mean"] == pytest.approx(click.mean())
    frame = read_frame(opened.read(), "profiles")
    np.testing.assert_allclose(click, Scorer(trained.onnx, output=CLICK).score(frame), atol=1e-6)


def test_encoded_rows_are_read_alike_by_both_tasks() -> None:
    network = _network()
    rows = Encoded(np.array([[3.0], [np.nan]], np.float32), np.array([[2], [0]]))
    assert predict(network, rows).shape == (2, 2)
