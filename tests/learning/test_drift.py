"""New rows tell whether a model still holds: moved columns, wrong rates, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from admanager.demo.generator import write_customers
from admanager.ingest.options import ImportOptions
from admanager.learning import examining, judging, models
from admanager.learning.card import CardInput
from admanager.learning.drift import column_drifts, judge_drift, reference_of, stability_index
from admanager.learning.families import Trained
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame
from admanager.texts import AdManagerError
from tests.learning.conftest import CONSENTED, REQUEST, import_here

rng = np.random.default_rng(2)


@pytest.fixture
def with_model(customers: ProjectFile, trained: Trained, monkeypatch: pytest.MonkeyPatch) -> ProjectFile:
    monkeypatch.setattr(models, "run_in_child", lambda function, *args, job: trained)
    for module in (examining, judging):
        monkeypatch.setattr(module, "run_in_child", lambda function, *args, job: function(*args, job=job))
    models.train(customers, REQUEST)
    return customers


def _add(project: ProjectFile, folder: Path, change: dict[str, object]) -> None:
    """Import 1,500 new people, with some columns changed."""
    frame = pd.read_csv(write_customers(folder / "new.csv", seed=9, people=1_500))
    frame["customer_id"] = "new-" + frame["customer_id"].astype(str)
    for name, value in change.items():
        frame[name] = value
    frame.to_csv(folder / "new.csv", index=False)
    import_here(project, folder / "new.csv", ImportOptions(table="profiles"))


def test_the_stability_index_is_the_textbooks() -> None:
    assert stability_index([0.5, 0.5], [0.5, 0.5]) == 0
    assert stability_index([0.5, 0.5], [0.6, 0.4]) == pytest.approx(0.1 * np.log(1.2) - 0.1 * np.log(0.8))
    assert np.isfinite(stability_index([1.0, 0.0], [0.0, 1.0]))


def test_only_the_column_that_moved_is_told() -> None:
    before = pd.DataFrame(
        {"age": rng.normal(40, 10, 5_000), "city": pd.Categorical(rng.choice(["a", "b", None], 5_000))}
    )
    inputs = [
        CardInput(name="age", kind="number", reference=reference_of(before["age"])),
        CardInput(name="city", kind="text", reference=reference_of(before["city"])),
    ]
    after = before.sample(2_000, random_state=1).assign(age=lambda frame: frame["age"] + 8)
    found = {entry.column: entry.psi for entry in column_drifts(inputs, after)}
    assert found["age"] > 0.25
    assert found["city"] < 0.01


def test_rates_that_are_off_break_a_model_even_where_the_columns_stayed() -> None:
    p = rng.uniform(0.05, 0.3, 4_000)
    labels = (rng.random(4_000) < p).astype(float)
    assert judge_drift([], 4_000, labels, p, 0.6).verdict == "holds"
    assert judge_drift([], 4_000, labels, p * 1.6, 0.6).verdict == "broken"
    assert judge_drift([], 4_000, labels, rng.permutation(p), 0.64).verdict == "broken"
    assert judge_drift([], 50, labels[:50], p[:50], 0.6).verdict == "unknown"


def test_the_same_kind_of_people_let_the_model_hold(with_model: ProjectFile, tmp_path: Path) -> None:
    assert judging.check_drift(with_model, "response").verdict == "unknown"
    _add(with_model, tmp_path, {})
    found = judging.check_drift(with_model, "response")
    assert (found.verdict, found.rows, found.labelled) == ("holds", 1_381, 1_381)
    assert found.low is not None
    assert found.predicted is not None
    assert found.observed is not None
    assert max(entry.psi for entry in found.columns) < 0.1


def test_other_people_are_noticed_without_knowing_what_they_did(
    with_model: ProjectFile, tmp_path: Path
) -> None:
    _add(with_model, tmp_path, {"responded": None, "age": 19, "device": "television"})
    found = judging.check_drift(with_model, "response")
    assert (found.verdict, found.labelled) == ("moved", 0)
    assert {entry.column for entry in found.columns if entry.psi > 0.25} == {"age", "device"}


def test_a_model_is_explained_on_the_rows_that_it_was_judged_on(with_model: ProjectFile) -> None:
    found = examining.explain_model(with_model, "response")
    assert found.held_out
    assert found.rows == pytest.approx(0.3 * CONSENTED, abs=1)
    named = [name for entry in found.importance for name in entry.columns]
    assert len(named) == len(set(named)) >= 8
    assert found.importance[0].auc_drop > found.importance[-1].auc_drop
    assert sum(group.rows for group in found.groups) > 750
    assert {"orders_12m", "visits_90d"} & set(found.dependence)


def test_one_person_is_explained_and_asked_what_if(with_model: ProjectFile) -> None:
    (key,) = with_model.read().execute("SELECT customer_id FROM profiles LIMIT 1").fetchone()
    asked = examining.explain_one(with_model, "response", key)
    found = asked.explanation
    assert found.average + sum(entry.change for entry in found.contributions) == pytest.approx(
        found.probability, abs=1e-6
    )
    orders = asked.frame["orders_12m"].iloc[0]
    same = examining.ask_what_if(with_model, "response", asked, "orders_12m", f"{orders:g}")
    assert same == pytest.approx(found.probability)
    for column, text in (("orders_12m", "12"), ("device", "")):
        assert examining.ask_what_if(with_model, "response", asked, column, text) != pytest.approx(same)
    with pytest.raises(AdManagerError, match="nobody with the key nobody"):
        examining.explain_one(with_model, "response", "nobody")


def test_a_person_is_set_beside_an_average_of_all_and_not_of_the_first_rows(
    customers_csv: Path, trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows mostly come in the order of time, so that the first ones are unlike the rest."""
    monkeypatch.setattr(models, "run_in_child", lambda function, *args, job: trained)
    with ProjectFile.create(tmp_path / "p.adm") as project:
        import_here(project, customers_csv, ImportOptions(table="profiles"))
        models.train(project, REQUEST)
        scores = models.get_scorer(project, "response").score(read_frame(project.read(), "profiles"))
    order = np.argsort(scores)
    frame = pd.read_csv(customers_csv).iloc[order]
    frame.to_csv(tmp_path / "sorted.csv", index=False)
    with ProjectFile.create(tmp_path / "sorted.adm") as project:
        import_here(project, tmp_path / "sorted.csv", ImportOptions(table="profiles"))
        models.train(project, REQUEST)
        found = examining.explain_one(project, "response", str(frame["customer_id"].iloc[0]))
    assert scores[order[:1000]].mean() < scores.mean() - 0.02
    assert found.explanation.average == pytest.approx(scores.mean(), abs=0.005)


def test_without_a_key_a_person_is_named_by_the_number_of_their_row(
    customers_csv: Path, trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "run_in_child", lambda function, *args, job: trained)
    frame = pd.read_csv(customers_csv).drop(columns="customer_id")
    frame.to_csv(tmp_path / "nobody.csv", index=False)
    with ProjectFile.create(tmp_path / "p.adm") as project:
        import_here(project, tmp_path / "nobody.csv", ImportOptions(table="profiles"))
        models.train(project, REQUEST)
        assert examining.explain_one(project, "response", "3").frame["age"].tolist() == [frame["age"][2]]
        with pytest.raises(AdManagerError, match="by the number of their row, from 1 to 2,500"):
            examining.explain_one(project, "response", "2501")
