"""Image models on drawn photos: training, judging, keeping, stopping and going on, and what they are used for."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from admanager.creative import image_concepts, image_models, image_store, photos
from admanager.creative.colour_groups import COLOUR_GROUPS
from admanager.creative.training import image_run
from admanager.creative.training.image_run import (
    ImageRecord,
    ImageSettings,
    TrainedImageModel,
    TrainingPhotos,
    train_image_model,
)
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Cancelled
from tests.creative.drawn_photos import SHAPES, draw_folder

KEYS = {
    "frechet", "floor", "class_accuracy", "class_accuracy_real", "precision", "recall", "density", "coverage",
    "memorised",
}  # fmt: skip
EACH = 46


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Checkpoints of the tests' own; child processes see it too."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("cache")
    patch.setenv("XDG_CACHE_HOME", str(folder))
    yield folder
    patch.undo()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_folder(tmp_path_factory.mktemp("photos") / "p", EACH)


@pytest.fixture(scope="module")
def given(folder: Path) -> TrainingPhotos:
    found = photos.read_photos(folder, 32)
    return TrainingPhotos(
        found.pixels,
        found.labels,
        found.tints,
        photos.split(found, 0),
        len(found.classes),
        len(COLOUR_GROUPS),
    )


class Watching(Job):
    """Keeps the records, and stops the training after the given number of them."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.records: list[ImageRecord] = []
        self._stop_after = stop_after

    def partial(self, result: object) -> None:
        assert isinstance(result, ImageRecord)
        self.records.append(result)

    def check_cancelled(self) -> None:
        if self._stop_after is not None and len(self.records) >= self._stop_after:
            raise Cancelled


@pytest.fixture(scope="module", params=["vae", "gan"])
def trained(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[ProjectFile, image_store.ImageModelInfo, Watching]]:
    """A project with one model of each kind in turn, trained for a few steps; the command's test uses a child process."""
    path = tmp_path_factory.mktemp("project") / "p.adm"
    patch = pytest.MonkeyPatch()
    patch.setattr(image_models, "run_in_child", lambda function, *given, job: function(*given, job=job))
    patch.setattr(image_run, "REPORTS", 6)
    with ProjectFile.create(path) as project:
        job = Watching()
        info = image_models.train_image_model(project, folder, request.param, minutes=0.2, steps=12, job=job)
        patch.undo()
        yield project, info, job


Trained = tuple[ProjectFile, image_store.ImageModelInfo, Watching]


@pytest.mark.slow
def test_a_model_is_kept_with_all_figures_and_equals_its_trainer(trained: Trained) -> None:
    project, info, _ = trained
    assert set(info.card["quality"]) >= KEYS
    figures = info.card["quality"]
    assert figures["frechet"] > 0
    assert figures["floor"] > 0
    assert all(0 <= figures[name] <= 1 for name in KEYS - {"frechet", "floor", "density"})
    # The judge knows drawn shapes when it sees them; a model is not far from photos from its first steps on.
    assert figures["class_accuracy_real"] > 0.6
    assert figures["frechet"] < 4 * figures["floor"]
    assert info.card["onnx_difference"] <= 1e-4
    assert info.card["steps"] == 12
    assert info.card["cpu_seconds"] > 0
    assert info.classes == SHAPES
    assert [item.name for item in image_store.list_image_models(project)] == [info.name]


@pytest.mark.slow
def test_the_training_shows_losses_and_a_grid_while_it_runs(trained: Trained) -> None:
    records = trained[2].records
    assert len(records) == 6
    assert [record.share for record in records] == sorted(record.share for record in records)
    assert records[-1].share == 1
    assert records[-1].grid.shape == (6, 3, 32, 32, 3)
    assert np.isfinite([record.generator_loss for record in records]).all()
    if trained[1].kind == "image-gan":
        phases = [record.phase for record in records]
        assert phases == sorted(phases)
        assert set(phases) == {"beginning", "gan"}
        assert len({record.generator_loss for record in records if record.phase == "beginning"}) > 1
    assert not np.array_equal(records[0].grid, records[-1].grid)


@pytest.mark.slow
def test_made_pictures_follow_seed_class_and_number(trained: Trained) -> None:
    project, info, _ = trained
    first = image_concepts.sample_images(project, class_name="disc", count=3, seed=5)
    assert first.shape == (3, 32, 24, 3)
    assert np.array_equal(
        first[:2], image_concepts.sample_images(project, class_name="disc", count=2, seed=5)
    )
    assert not np.array_equal(
        first, image_concepts.sample_images(project, class_name="disc", count=3, seed=6)
    )
    assert not np.array_equal(first, image_concepts.sample_images(project, class_name="bar", count=3, seed=5))
    typical = image_concepts.sample_images(project, class_name="disc", colour="red", count=3, truncation=0.0)
    assert np.ptp(typical.astype(int), axis=0).max() <= np.ptp(first.astype(int), axis=0).max()
    with pytest.raises(AdManagerError, match="knows no “hat”; it knows bar, cross, disc"):
        image_concepts.sample_images(project, class_name="hat")
    assert info.aspect == 0.75


@pytest.mark.slow
def test_the_nearest_photo_of_a_photo_is_that_photo(trained: Trained, folder: Path) -> None:
    project, info, _ = trained
    read = photos.read_photos(folder, 32)
    near = image_concepts.nearest_photos(project, read.pixels[70], count=3)
    assert near[0].name == read.names[70]
    assert near[0].class_name == info.classes[read.labels[70]]
    assert near[0].distance < 0.01
    assert near[0].distance <= near[1].distance <= near[2].distance
    assert np.abs(near[0].pixels.astype(int).mean(axis=(0, 1)) - read.pixels[70].mean(axis=(0, 1))).max() < 6


@pytest.mark.slow
def test_concepts_come_with_palettes_and_photos_on_a_sheet_that_says_what_made_them(trained: Trained) -> None:
    made = image_concepts.make_concepts(trained[0], count=7, seed=1)
    assert [concept.number for concept in made] == list(range(7))
    assert all(1 <= len(concept.palette) <= 5 and len(concept.nearest) == 3 for concept in made)
    sheet = image_concepts.concept_sheet(made)
    with Image.open(io.BytesIO(sheet)) as image:
        assert image.size == (6 * (24 * 5 + 8) + 8, 2 * (32 * 5 + 8) + 8)
        assert np.asarray(image.convert("RGB"))[0, 0].tolist() == [255, 255, 255]
    assert b"trainedAlgorithmicMedia" in sheet
    assert sheet == image_concepts.concept_sheet(image_concepts.make_concepts(trained[0], count=7, seed=1))


@pytest.mark.slow
def test_photos_that_were_trained_on_are_not_scored(trained: Trained, folder: Path, tmp_path: Path) -> None:
    project, info, _ = trained
    own = image_models.evaluate_image_model(project, folder)
    assert own.left_out == info.card["trained_photos"]
    assert own.scored == info.card["scored_photos"]
    assert own.as_dict() == info.card["quality"]
    other = image_models.evaluate_image_model(project, draw_folder(tmp_path / "q", 15, seed=3))
    assert (other.scored, other.left_out) == (45, 0)
    with pytest.raises(AdManagerError, match="no image model of this kind"):
        image_models.evaluate_image_model(project, folder, kind="gan" if info.kind == "image-vae" else "vae")


@pytest.mark.slow
def test_a_model_of_the_same_name_is_replaced_and_the_change_undone(trained: Trained) -> None:
    project, info, _ = trained
    row = project.read().execute("SELECT judge, photos FROM image_model").fetchone()
    onnx = project.read().execute("SELECT onnx FROM generator").fetchone()[0]
    again = image_store.store_model(project, info.name, onnx, row[0], row[1], info.card | {"seed": 9})
    assert (again.id, again.card["seed"]) == (info.id, 9)
    project.undo()
    assert image_store.find_image_model(project).card["seed"] == info.card["seed"]
    assert project.check() == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "stopped", "begun"), [("vae", 5, 4), ("gan", 5, 4), ("gan", 7, 7)])
def test_a_stopped_training_goes_on_to_the_same_model(
    given: TrainingPhotos, kind: image_store.Kind, stopped: int, begun: int
) -> None:
    """A GAN goes on where its encoder and decoder still learn, and where its heads have begun to."""
    settings = ImageSettings(
        kind,
        seconds=10.0,
        steps=8,
        features=16,
        judge_epochs=1,
        guide_epochs=1,
        judge_width=8,
        guide_width=8,
        checkpoint_steps=3,
    )
    straight = train_image_model(settings, given, job=Job())
    with pytest.raises(Cancelled):
        train_image_model(settings, given, job=Watching(stop_after=stopped))
    resumed = Watching()
    later = train_image_model(settings, given, job=resumed)
    assert resumed.records[0].step == begun
    assert _same(straight, later)
    assert later.facts["history"] == straight.facts["history"]


def _same(first: TrainedImageModel, second: TrainedImageModel) -> bool:
    return (first.onnx, first.judge) == (second.onnx, second.judge)


def test_64_pixels_and_a_bad_size(project: ProjectFile, folder: Path) -> None:
    import torch

    from admanager.creative.training.image_networks import Encoder, FeatureNet, Generator

    with torch.no_grad():
        made = Generator(3, 12, 64, 8)(torch.zeros(2, 8), torch.tensor([0, 1]), torch.tensor([0, 1]))
        assert made.shape == (2, 3, 64, 64)
        assert Encoder(64, 8)(made)[0].shape == (2, 8)
        assert FeatureNet(3, 4, 16)(made).shape == (2, 3)
    with pytest.raises(AdManagerError, match="32 or 64"):
        image_models.train_image_model(project, folder, "vae", size=48)


def test_the_pull_of_a_guide_is_the_gradient_of_the_frechet_distance() -> None:
    """Where the running moments are those of one batch, the pull's gradient is that of the distance itself."""
    import torch

    from admanager.creative.training.image_features import Guide
    from admanager.creative.training.image_networks import FeatureNet

    torch.manual_seed(0)
    real = torch.randn(400, 4).double()
    guide = Guide(FeatureNet(2, 2, 4), real, torch.arange(400))
    made = (1.5 * torch.randn(300, 4) + 0.4).requires_grad_(True)
    pulled = guide.pull(made.double())
    (given,) = torch.autograd.grad(pulled, made)
    before = guide.distance()
    with torch.no_grad():
        step = made - 20 * given
    moved = Guide(FeatureNet(2, 2, 4), real, torch.arange(400))
    moved.pull(step.double())
    predicted = float((given.double() ** 2).sum()) * 20
    assert moved.distance() < before
    assert before - moved.distance() == pytest.approx(predicted, rel=0.25)


def test_a_classifier_keeps_to_its_seconds() -> None:
    """Of 40 steps there is time for 7, where each takes a second of the clock."""
    import torch

    from admanager.creative.training.image_features import ClassifierPlan, train_classifier
    from admanager.creative.training.image_pace import ImagePace

    class Slow(ImagePace):
        looks = 0

        @property
        def spent(self) -> float:
            return float(self.looks)

        def look(self) -> None:
            self.looks += 1

    torch.manual_seed(0)
    pictures, labels = torch.rand(40, 3, 32, 32), torch.arange(40) % 2
    paces = [Slow(Job(), 100.0, None), Slow(Job(), 100.0, None)]
    for pace, seconds in zip(paces, (None, 7.0), strict=True):
        plan = ClassifierPlan(4, 8, epochs=4, batch=4, seconds=seconds)
        train_classifier(pictures, labels, 2, plan, pace)
    assert [pace.looks for pace in paces] == [40, 7]


def test_a_training_in_minutes_is_kept_by_time_and_not_by_steps(
    given: TrainingPhotos, monkeypatch: pytest.MonkeyPatch
) -> None:
    from admanager.learning.training.checkpoint import Checkpoints

    monkeypatch.setattr(image_run, "CHECKPOINT_SECONDS", 0.0)
    saved: list[str] = []
    save = Checkpoints.save
    monkeypatch.setattr(
        Checkpoints, "save", lambda self, name, state: (saved.append(name), save(self, name, state))[1]
    )
    settings = ImageSettings(
        "vae",
        seconds=4.0,
        features=16,
        judge_epochs=1,
        guide_epochs=1,
        judge_width=8,
        guide_width=8,
        guides=1,
    )
    done = train_image_model(settings, given, job=Job())
    assert saved.count("generator") >= done.facts["steps"] - 1 > 0


def test_the_card_is_json(trained: Trained) -> None:
    assert json.loads(json.dumps(trained[1].card)) == trained[1].card
