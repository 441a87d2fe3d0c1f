"""Training, exporting and asking models of behaviour, through the same files and calls that a user has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

import admanager
from admanager.jobs import Job
from admanager.learning.behaviour_export import LENGTH
from admanager.learning.export import TOLERANCE
from admanager.learning.families import Trained
from admanager.learning.gate import check_foreign
from admanager.learning.ranking import gain_interval
from admanager.learning.request import TrainRequest
from admanager.learning.sequence_files import evaluate_sequences, score_sequences
from admanager.learning.training import sequence_run
from admanager.texts import AdManagerError
from tests.learning.behaviour_worlds import ITEMS, write_patience, write_two_back


def imported(folder: Path, file: Path, roles: dict[str, str]) -> Path:
    with admanager.create(folder / "p.adm") as project:
        project.import_file(file, table="events", key="who", roles=roles)
    return folder / "p.adm"


def trained(project: Path, target: str, family: str = "sequence", positive: str | None = None) -> Trained:
    request = TrainRequest(name="m", target=target, positive=positive, table="events", family=family)
    return sequence_run.train_from_project(project, request, job=Job())


@pytest.fixture(scope="module")
def two_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two_back")
    return imported(folder, write_two_back(folder / "events.csv"), {"step": "time", "item": "item"})


@pytest.fixture(scope="module")
def next_item(two_back: Path) -> Trained:
    return trained(two_back, "next:item")


def test_the_network_beats_the_lookup_table_where_the_item_before_decides(next_item: Trained) -> None:
    figures = next_item.card.figures
    assert figures["markov_hit_at_1"] < 0.25
    assert figures["hit_at_1"] > 0.7
    assert figures["mrr_at_10"] > figures["markov_mrr_at_10"] + 0.3
    assert next_item.card.verdict == "beats_the_table" or figures["hit_at_10"] == 1.0


def test_the_same_seed_gives_the_same_file(two_back: Path) -> None:
    first, second = trained(two_back, "next:item", "cnn"), trained(two_back, "next:item", "cnn")
    assert first.card.figures == second.card.figures
    assert first.card.training.epochs == second.card.training.epochs


def test_a_killed_training_of_sequences_goes_on_to_the_same_bits(
    two_back: Path, next_item: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    script = (
        "import sys, os\n"
        "from pathlib import Path\n"
        "from admanager.jobs import Job\n"
        "from admanager.learning.request import TrainRequest\n"
        "from admanager.learning.training.sequence_run import train_from_project\n"
        "class Killer(Job):\n"
        "    def progress(self, done, total, text):\n"
        "        if done > 2.4:\n"
        "            os.kill(os.getpid(), 9)\n"
        "train_from_project(Path(sys.argv[1]), TrainRequest.model_validate_json(sys.argv[2]), job=Killer())\n"
    )
    request = TrainRequest(name="m", target="next:item", table="events", family="sequence")
    words = [sys.executable, "-c", script, str(two_back), request.model_dump_json()]
    assert subprocess.run(words, check=False).returncode == -9
    (kept,) = tmp_path.rglob("*.pt")
    begun: list[float] = []

    class Watcher(Job):
        def progress(self, done: float, total: float, text: str) -> None:
            begun.append(done)

    again = sequence_run.train_from_project(two_back, request, job=Watcher())
    # It went on with the third epoch: the first two were not trained again.
    assert min(done for done in begun if done) >= 2
    assert weights(again.onnx) == weights(next_item.onnx)
    assert again.card.figures == next_item.card.figures
    assert not kept.exists()


def weights(content: bytes) -> list[bytes]:
    return [tensor.raw_data for tensor in onnx.load_from_string(content).graph.initializer]


def test_a_training_of_sequences_stands_still_while_it_is_paused(two_back: Path, next_item: Trained) -> None:
    asked: list[str] = []
    while_paused: list[float] = []

    class Pauser(Job):
        def commands(self) -> list[object]:
            asked.append("")
            return {40: ["pause"], 44: ["resume"]}.get(len(asked), [])

        def progress(self, done: float, total: float, text: str) -> None:
            if 40 <= len(asked) < 44:
                while_paused.append(done)

    request = TrainRequest(name="m", target="next:item", table="events", family="sequence")
    again = sequence_run.train_from_project(two_back, request, job=Pauser())
    assert len(asked) > 44
    assert while_paused == []
    assert weights(again.onnx) == weights(next_item.onnx)


@pytest.mark.parametrize("family", ["gru", "cnn", "transformer"])
def test_every_encoder_is_exported_exactly(two_back: Path, family: str) -> None:
    found = trained(two_back, "next:item", family)
    assert 0 <= found.card.agreement < TOLERANCE
    assert found.card.figures["hit_at_1"] > found.card.figures["markov_hit_at_1"]


def test_what_stands_behind_the_last_event_is_not_looked_at(next_item: Trained) -> None:
    session = onnxruntime.InferenceSession(next_item.onnx, providers=["CPUExecutionProvider"])

    def asked(items: list[str], colours: list[float], length: int) -> list[np.ndarray]:
        feed = {
            "item": np.array([items], dtype=object),
            "colour": np.array([colours], dtype=np.float32),
            LENGTH: np.array([length]),
        }
        return session.run(["probability", "/item"], feed)

    short = asked([ITEMS[0], ITEMS[3]], [0, 1], 2)
    padded = asked([ITEMS[0], ITEMS[3], ITEMS[6], "never seen"], [0, 1, np.nan, 9], 2)
    np.testing.assert_allclose(padded[0], short[0], atol=1e-6)
    assert padded[1].tolist() == short[1].tolist()
    # Two back is A, so that B comes.
    assert short[1][0][0] == ITEMS[1]


def test_an_unknown_item_and_missing_cells_are_answered(next_item: Trained) -> None:
    session = onnxruntime.InferenceSession(next_item.onnx, providers=["CPUExecutionProvider"])
    feed = {
        "item": np.array([["never seen", ""]], dtype=object),
        "colour": np.array([[np.nan, 7]], dtype=np.float32),
        LENGTH: np.array([2]),
    }
    (found,) = session.run(["probability"], feed)
    assert np.isfinite(found).all()
    assert found.sum() == pytest.approx(1.0, abs=1e-5)


def test_the_file_passes_the_gate_for_files_from_elsewhere(next_item: Trained) -> None:
    report = check_foreign(next_item.onnx)
    assert report.card is not None
    assert report.card.task == "next"


def test_the_time_between_events_is_learned_and_calibrated(tmp_path: Path) -> None:
    file = write_patience(tmp_path / "events.csv")
    project = imported(tmp_path, file, {"time": "time", "kind": "kind", "item": "item"})
    card = trained(project, "kind", positive="purchase").card
    assert card.verdict == "ever"
    assert card.task == "behaviour"
    # The best that can be had: three of four against one of ten.
    assert card.measured().auc > 0.75
    assert card.measured().log_loss < 0.6


def test_a_file_is_evaluated_and_scored_by_the_command_keys(tmp_path: Path) -> None:
    file = write_two_back(tmp_path / "events.csv", people=200)
    other = write_two_back(tmp_path / "later.csv", people=60, seed=9)
    path = imported(tmp_path, file, {"step": "time", "item": "item"})
    with admanager.open(path) as project:
        project.train("m", "next:item", table="events", family="sequence")
        found = evaluate_sequences(project.file, "m", other)
        assert {"hit_at_1", "hit_at_10", "mrr_at_10", "markov_hit_at_10", "rows"} <= set(found)
        assert found["rows"] == 60 * 8
        assert not found["seems_trained_on"]
        assert evaluate_sequences(project.file, "m", file)["seems_trained_on"]
        assert found["hit_at_1"] > found["markov_hit_at_1"]
        score_sequences(project.file, "m", other, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 61
    assert lines[0].startswith("who,item_1,probability_1,item_2")


def test_events_without_an_order_are_refused_in_words(tmp_path: Path) -> None:
    file = write_two_back(tmp_path / "events.csv", people=80)
    path = imported(tmp_path, file, {"step": "number"})
    with pytest.raises(AdManagerError, match="role time"):
        trained(path, "next:item")


def test_a_column_that_is_not_there_is_named_with_those_that_are(two_back: Path) -> None:
    with pytest.raises(AdManagerError, match="has no column price; it has who, step, item, colour"):
        trained(two_back, "next:price")


def test_the_gain_over_another_ranking_has_an_interval_of_pairs() -> None:
    """Both find half of the cases, in the same places or not: the interval is of the differences."""
    rng = np.random.default_rng(0)
    people = np.repeat(np.arange(400), 5)
    found = np.where(rng.random(2_000) < 0.5, 0, 50)
    assert gain_interval(found, found, people) == (0.0, 0.0)
    better = np.where(rng.random(2_000) < 0.1, 0, found)
    low, high = gain_interval(better, found, people)
    assert 0.02 < low < (better < 10).mean() - (found < 10).mean() < high < 0.08
    assert gain_interval(found, better, people)[1] < 0
