"""The design model: what it learned, what its ONNX file says, and how it is stopped."""

from __future__ import annotations

import numpy as np
import pytest

from admanager.creative import generator
from admanager.creative.brand import BrandKit
from admanager.creative.condition import CONDITION_SIZE, Condition
from admanager.creative.decoder import DesignDecoder
from admanager.creative.export_graph import DecoderWeights, build_decoder
from admanager.creative.fidelity import compare
from admanager.creative.generator import Source
from admanager.creative.grammar import make_corpus
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS, VECTOR_SIZE
from admanager.creative.training.corpus import EpochRecord
from admanager.creative.training.design import TrainedDecoder
from admanager.creative.training.design_gan import DesignGan
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Cancelled, sentence

Training = tuple[TrainedDecoder, list[EpochRecord]]


def test_generated_designs_are_distributed_as_the_corpus(training: Training) -> None:
    found = compare(training[0].onnx, make_corpus(4_000, seed=99), seed=5)
    assert found.total_variation_mean <= 0.06
    assert found.total_variation_max <= 0.12
    assert found.kolmogorov_smirnov_max <= 0.12
    assert min(found.control.values()) >= 0.6


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_gans_designs_are_distributed_as_the_corpus_too(project: ProjectFile) -> None:
    records: list[EpochRecord] = []

    class Watching(Job):
        def partial(self, result: object) -> None:
            assert isinstance(result, EpochRecord)
            records.append(result)

    info = generator.train_generator(project, name="rivals", kind="gan", epochs=10, job=Watching())
    assert (info.kind, info.card["kind"]) == ("design-gan", "design-gan")
    source = generator.load_source(project, "rivals")
    assert source.onnx is not None
    found = compare(source.onnx, make_corpus(4_000, seed=99), seed=5)
    assert found.total_variation_mean <= 0.06
    assert found.total_variation_max <= 0.12
    assert found.kolmogorov_smirnov_max <= 0.12
    assert info.card["onnx_difference"] <= 1e-4
    # Once the critic has learned to tell real from generated, it does so less and less well.
    assert records[-1].loss < 0.8 * max(record.loss for record in records)


def test_the_penalty_is_on_each_designs_own_gradient() -> None:
    """A linear critic has the norm of its weights as gradient, for every design (a common public bug sums wrongly)."""
    import torch

    network = DesignGan()
    linear = torch.nn.Linear(VECTOR_SIZE + CONDITION_SIZE, 1)
    network.critic = torch.nn.Sequential(linear)
    norm = float(linear.weight[0, :VECTOR_SIZE].detach().norm())
    penalty = network.penalty(torch.randn(7, VECTOR_SIZE), torch.randn(7, CONDITION_SIZE))
    assert float(penalty.detach()) == pytest.approx((norm - 1) ** 2, rel=1e-4)


def test_the_file_answers_as_the_trainer_did(training: Training) -> None:
    assert training[0].card["onnx_difference"] <= 1e-5
    assert training[0].card["cpu_seconds"] < 30


def test_the_loss_falls_and_beta_rises(training: Training) -> None:
    records = training[1]
    assert [record.epoch for record in records] == list(range(1, 13))
    assert records[-1].loss < records[0].loss - 5
    assert records[0].beta == pytest.approx(0.1)
    assert records[-1].beta == 1.0


def test_the_graph_samples_by_gumbel_max_and_takes_all_noise_from_outside() -> None:
    scores = np.zeros(VECTOR_SIZE, dtype=np.float32)
    scores[: len(CONTINUOUS)] = 0.25
    layer = (np.zeros((VECTOR_SIZE, 2 + CONDITION_SIZE), dtype=np.float32), scores)
    decoder = DesignDecoder(build_decoder(DecoderWeights([layer], np.full(len(CONTINUOUS), 0.5), 2), {}))
    gumbel = np.random.default_rng(0).gumbel(size=(1, CATEGORY_WIDTH)).astype(np.float32)
    noise = np.linspace(-3, 3, len(CONTINUOUS), dtype=np.float32)[np.newaxis]
    numbers, choices = decoder.decode(
        np.zeros((1, 2), np.float32), np.zeros((1, CONDITION_SIZE), np.float32), gumbel, noise
    )
    assert numbers[0] == pytest.approx(np.clip(0.25 + 0.5 * noise[0], -1, 1), abs=1e-6)
    offset = len(CONTINUOUS)
    for position, field in enumerate(CATEGORICAL):
        part = gumbel[0, field.start - offset : field.start - offset + len(field.levels)]
        assert choices[0, position] == np.argmax(part)


def test_a_seed_gives_the_same_designs_and_more_of_them_repeat_the_first(training: Training) -> None:
    source = Source("design", "", training[0].onnx)
    brand, condition = BrandKit(), Condition(objective="traffic")
    three = generator.generate(source, brand, condition, count=3, seed=8)
    five = generator.generate(source, brand, condition, count=5, seed=8)
    other = generator.generate(source, brand, condition, count=3, seed=9)
    assert five[:3] == three
    assert other[0].spec != three[0].spec
    assert generator.generate(source, brand, condition, count=2, seed=8, first=3) == five[3:]


def test_a_generator_is_stored_listed_and_read_back(project: ProjectFile, training: Training) -> None:
    assert generator.load_source(project) == Source()
    info = generator.store_generator(project, "design", training[0].onnx, training[0].card)
    assert generator.load_source(project) == Source("design", info.sha256, training[0].onnx)
    assert generator.list_generators(project)[0].card["corpus"]["designs"] == 24_000
    generator.store_generator(project, "design", training[0].onnx, training[0].card)
    assert len(generator.list_generators(project)) == 1
    with pytest.raises(AdManagerError, match="no design generator"):
        generator.load_source(project, "other")


def test_a_foreign_onnx_file_is_refused(project: ProjectFile) -> None:
    from admanager.learning.onnx_graph import GraphBuilder

    graph = GraphBuilder("other")
    graph.output("y", graph.relu(graph.input("x", "float32", [1])), "float32", [1])
    with pytest.raises(AdManagerError, match="not a design generator"):
        generator.store_generator(project, "other", graph.build(), {})


def test_a_design_model_of_another_version_says_that_it_must_be_trained_again(project: ProjectFile) -> None:
    from admanager.creative.decoder import INPUTS, OutdatedModel
    from admanager.learning.onnx_graph import ROWS, GraphBuilder

    graph = GraphBuilder("design")
    for name, width in {"z": 16, **INPUTS, "condition": CONDITION_SIZE - 9}.items():
        given = graph.input(name, "float32", [ROWS, width])
        if name in {"z", "gumbel", "noise"}:
            shown = {"z": "numbers", "gumbel": "scores", "noise": "choices"}[name]
            graph.output(shown, graph.relu(given), "float32", [ROWS, width])
    assert not generator.is_outdated(project)
    with project.change(sentence("Keep an old model")) as change:
        change.insert(
            "generator",
            {"name": "old", "kind": "design-vae", "created": 1.0, "card": "{}", "sha256": "00", "onnx": graph.build()},
        )  # fmt: skip
    assert generator.is_outdated(project)
    with pytest.raises(OutdatedModel, match="another version of AdManager"):
        generator.generate(generator.load_source(project), BrandKit(), Condition(), count=1, seed=0)


class ImpatientJob(Job):
    """Cancels as soon as the first epoch has come."""

    stopping = False

    def partial(self, result: object) -> None:
        self.stopping = True

    def check_cancelled(self) -> None:
        if self.stopping:
            raise Cancelled


def test_cancelled_training_stores_nothing(project: ProjectFile) -> None:
    with pytest.raises(Cancelled):
        generator.train_generator(project, job=ImpatientJob())
    assert generator.list_generators(project) == []


def test_without_torch_the_grammar_designs_and_says_so(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator, "can_train", lambda: False)
    with pytest.raises(AdManagerError, match="PyTorch"):
        generator.train_generator(project)
    designs = generator.generate(generator.load_source(project), BrandKit(), Condition(), count=2, seed=0)
    assert {design.generator for design in designs} == {"grammar"}
    assert designs[0].spec != designs[1].spec
