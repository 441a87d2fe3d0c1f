"""Trains an image model on photos, and a judge for it, and writes both as ONNX; runs in a child process."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from admanager import __version__
from admanager.creative.image_codes import LEAST_APART, CodeBank
from admanager.creative.image_graph import CLASS, COLOUR, LATENT, PICTURE, build_generator, build_judge
from admanager.creative.photos import JUDGE_PART, SCORED_PART
from admanager.jobs import Job
from admanager.texts import AdManagerError, Sentence, sentence

if TYPE_CHECKING:
    from admanager.creative.training.image_features import Guide
    from admanager.creative.training.image_gan import ImageGan
    from admanager.creative.training.image_networks import Generator
    from admanager.creative.training.image_pace import ImagePace
    from admanager.creative.training.image_photos import Photos
    from admanager.creative.training.image_standing import ImageLosses, Phase
    from admanager.creative.training.image_vae import ImageVae
    from admanager.learning.training.checkpoint import Checkpoints

Kind = Literal["vae", "gan"]

TOLERANCE = 1e-4
# The most that the guides may take of a training's seconds.
GUIDING_SHARE = 0.35
SAMPLES_COMPARED = 32
LATENCY_RUNS = 30
REPORTS = 40
GRID_ROWS, GRID_COLUMNS = 6, 10
# A training that is killed loses so many CPU seconds at most.
CHECKPOINT_SECONDS = 20.0


@dataclass(frozen=True)
class ImageSettings:
    """How to train. `seconds` are CPU seconds of the generator's training, all of it; with `steps` they are no limit, and a
    checkpoint is kept after each `checkpoint_steps`."""

    kind: Kind
    size: int = 32
    seconds: float = 300.0
    steps: int | None = None
    seed: int = 0
    latent: int = 800
    features: int = 128
    judge_width: int = 24
    judge_epochs: int = 40
    guide_width: int = 16
    guide_epochs: int = 14
    guides: int = 2
    checkpoint_steps: int = 150


@dataclass(frozen=True)
class TrainingPhotos:
    """What is learned from: pixels [n, size, size, 3], classes and colour groups by photo, and the part of each photo."""

    pixels: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.int64]
    tints: npt.NDArray[np.int64]
    parts: npt.NDArray[np.int64]
    classes: int
    colours: int


@dataclass(frozen=True)
class ImageRecord:
    """What is shown while training: mean losses since the last record, and made pictures [rows, columns, size, size, 3].

    What the losses are depends on the `phase` (`image_standing.ImageLosses`). `apart` is the distance of made and real features in the eyes of the generator's own classifiers, in shares of
    the photos' variance; the judge is asked at the end only.
    """

    step: int
    share: float
    cpu_seconds: float
    generator_loss: float
    other_loss: float
    apart: float | None
    grid: npt.NDArray[np.uint8]
    phase: Phase = "vae"


@dataclass(frozen=True)
class TrainedImageModel:
    """The result: generator and judge as ONNX, the training photos' codes, and the card's facts."""

    onnx: bytes
    judge: bytes
    codes: CodeBank
    facts: dict[str, Any]


def train_image_model(settings: ImageSettings, photos: TrainingPhotos, *, job: Job) -> TrainedImageModel:
    """Train judge and generator and return both as ONNX, accepted only if the generator equals the trainer's.

    Reports ImageRecords by `job.partial`. A checkpoint is kept now and then; the same call goes on from it. Call it
    through `run_in_child`: it sets torch to one thread for the whole process.
    """
    import torch

    from admanager.learning.training.checkpoint import Checkpoints

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    checkpoints = Checkpoints(_deciding(settings, photos))
    judge, judge_seconds = _judge(settings, photos, checkpoints, job)
    finished, codes, pace, history = _generator(settings, photos, checkpoints, job)
    job.progress(0, 0, sentence("Exporting the image model"))
    onnx_bytes, difference, milliseconds = _exported(finished, settings, photos)
    if difference > TOLERANCE:
        raise AdManagerError(
            sentence(
                "The exported image model differs from the trained one by {difference:.2g}; it was not stored.",
                difference=difference,
            )
        )
    checkpoints.remove()
    facts = {
        "steps": pace.step,
        "cpu_seconds": round(pace.spent, 2),
        "judge_cpu_seconds": round(judge_seconds, 2),
        "onnx_difference": difference,
        "milliseconds_each": round(milliseconds, 3),
        "history": history,
    }
    return TrainedImageModel(onnx_bytes, judge, codes, facts)


def _deciding(settings: ImageSettings, photos: TrainingPhotos) -> list[str]:
    digest = hashlib.sha256()
    for array in (photos.pixels, photos.labels, photos.tints, photos.parts):
        digest.update(np.ascontiguousarray(array).tobytes())
    return ["image", __version__, json.dumps(asdict(settings), sort_keys=True), digest.hexdigest()]


def _judge(
    settings: ImageSettings, photos: TrainingPhotos, checkpoints: Checkpoints, job: Job
) -> tuple[bytes, float]:
    """Return the judge as ONNX and the CPU seconds it took; it learns from one half of the training photos only."""
    import torch

    from admanager.creative.training.image_features import ClassifierPlan, train_classifier
    from admanager.creative.training.image_networks import FeatureNet
    from admanager.creative.training.image_pace import ImagePace
    from admanager.creative.training.image_photos import as_pictures
    from admanager.creative.training.image_weights import judge_weights

    kept = checkpoints.load("judge")
    if kept is not None:
        network = FeatureNet(photos.classes, settings.judge_width, settings.features)
        network.load_state_dict(kept["network"])
        return build_judge(judge_weights(network.eval())), float(kept["seconds"])
    job.progress(0, 0, sentence("Training the judge on half of the photos"))
    torch.manual_seed(settings.seed)
    pace = ImagePace(job, settings.seconds, None)
    rows = np.flatnonzero(photos.parts == JUDGE_PART)
    plan = ClassifierPlan(settings.judge_width, settings.features, settings.judge_epochs)
    network = train_classifier(
        as_pictures(photos.pixels[rows]), torch.from_numpy(photos.labels[rows]), photos.classes, plan, pace
    )
    checkpoints.save("judge", {"network": network.state_dict(), "seconds": pace.spent})
    return build_judge(judge_weights(network)), pace.spent


def _generator(
    settings: ImageSettings, photos: TrainingPhotos, checkpoints: Checkpoints, job: Job
) -> tuple[Generator, CodeBank, ImagePace, list[list[float | None]]]:
    """Return the trained generator, its codes, how long it took, and the losses as [share, generator, other, apart]."""
    import torch

    from admanager.creative.training.image_copies import Eye
    from admanager.creative.training.image_gan import ImageGan
    from admanager.creative.training.image_pace import ImagePace
    from admanager.creative.training.image_photos import Photos, as_pictures
    from admanager.creative.training.image_trying import tried_recipes
    from admanager.creative.training.image_vae import ImageVae

    kept = checkpoints.load("generator") or {}
    guided = checkpoints.load("guides") or {}
    spent = float(kept.get("seconds", guided.get("seconds", 0.0)))
    pace = ImagePace(job, settings.seconds, settings.steps, spent)
    rows = np.flatnonzero(photos.parts != SCORED_PART)
    pictures = as_pictures(photos.pixels[rows]).contiguous(memory_format=torch.channels_last)
    given = Photos(
        pictures,
        torch.from_numpy(photos.labels[rows]),
        torch.from_numpy(photos.tints[rows]),
        photos.classes,
        photos.colours,
    )
    guides = _guides(settings, given, guided, checkpoints, pace)
    torch.manual_seed(settings.seed + 2)
    eyes = [Eye(guide, given) for guide in guides]
    network: ImageGan | ImageVae = (
        ImageGan(given, eyes, settings.latent, pace)
        if settings.kind == "gan"
        else ImageVae(given, settings.latent, pace)
    )
    history: list[list[float | None]] = []
    if kept:
        network.restore(kept["networks"])
        for guide, state in zip(guides, kept["guides"], strict=True):
            guide.restore(state)
        pace.step, history = int(kept["step"]), [list(entry) for entry in kept["history"]]
        torch.set_rng_state(kept["random"])
    _run(settings, network, guides, pace, history, checkpoints)
    finished, bank = network.finished(), network.codes()
    start = network.start if isinstance(network, ImageGan) else network
    apart = LEAST_APART[settings.kind]
    recipes = tried_recipes(start, finished, eyes, torch.from_numpy(bank.mean), apart) if eyes else None
    return finished, replace(bank, recipes=recipes), pace, history


def _guides(
    settings: ImageSettings, given: Photos, kept: dict[str, Any], checkpoints: Checkpoints, pace: ImagePace
) -> list[Guide]:
    import torch

    from admanager.creative.training.image_features import ClassifierPlan, Guide, train_guides
    from admanager.creative.training.image_networks import FeatureNet, laid_out

    if kept:
        guides = []
        for entry in kept["guides"]:
            network = FeatureNet(given.classes, settings.guide_width, settings.features)
            network.load_state_dict(entry["network"])
            network = laid_out(network).eval().requires_grad_(False)
            guides.append(Guide(network, entry["seen"], entry["unknown"]))
        return guides
    pace.job.progress(0, 0, sentence("Training the classifiers that guide the image model"))
    torch.manual_seed(settings.seed + 1)
    seconds = settings.seconds * GUIDING_SHARE / max(1, settings.guides) if settings.steps is None else None
    plan = ClassifierPlan(
        settings.guide_width, settings.features, settings.guide_epochs, rate=4e-3, batch=32, seconds=seconds
    )
    guides = train_guides(given.pictures, given.labels, given.classes, settings.guides, plan, pace)
    checkpoints.save(
        "guides",
        {
            "guides": [
                {"network": guide.network.state_dict(), "seen": guide.seen, "unknown": guide.unknown}
                for guide in guides
            ],
            "seconds": pace.spent,
        },
    )
    return guides


def _run(
    settings: ImageSettings,
    network: ImageGan | ImageVae,
    guides: list[Guide],
    pace: ImagePace,
    history: list[list[float | None]],
    checkpoints: Checkpoints,
) -> None:
    import torch

    losses: list[ImageLosses] = []
    apart = history[-1][3] if history else None
    kept = pace.spent
    while pace.share < 1:
        pace.look()
        found = network.step()
        pace.step += 1
        if losses and losses[0].phase != found.phase:
            losses = []
        losses.append(found)
        apart = found.apart if found.apart is not None else apart
        share = pace.share
        pace.job.progress(share, 1, _named(found.phase))
        if share >= (len(history) + 1) / REPORTS or share >= 1:
            first = float(np.mean([each.generator for each in losses]))
            second = float(np.mean([each.other for each in losses]))
            losses = []
            history.append([round(share, 4), first, second, apart])
            grid = _grid(network)
            pace.job.partial(
                ImageRecord(pace.step, share, pace.spent, first, second, apart, grid, found.phase)
            )
        if settings.steps is None:
            due = pace.spent - kept >= CHECKPOINT_SECONDS
        else:
            due = pace.step % settings.checkpoint_steps == 0
        if due and share < 1:
            kept = pace.spent
            checkpoints.save(
                "generator",
                {
                    "networks": network.state(),
                    "guides": [guide.state() for guide in guides],
                    "step": pace.step,
                    "seconds": pace.spent,
                    "history": history,
                    "random": torch.get_rng_state(),
                },
            )


def _named(phase: Phase) -> Sentence:
    """Return what is said of a training while it is in this phase."""
    match phase:
        case "beginning":
            return sentence("Beginning the GAN as a VAE: encoder and decoder learn")
        case "gan":
            return sentence("Training the GAN: its generator and discriminator learn")
        case _:
            return sentence("Training the VAE: encoder and decoder learn")


def _grid(network: ImageGan | ImageVae) -> npt.NDArray[np.uint8]:
    """Return pictures of the averaged generator, a column for each of the first classes, the same codes each time."""
    import torch

    state = torch.get_rng_state()
    torch.manual_seed(0)
    columns = min(GRID_COLUMNS, network.photos.classes)
    classes = torch.arange(columns).repeat(GRID_ROWS)
    pictures = network.preview(classes)
    torch.set_rng_state(state)
    pixels = ((pictures + 1) * 127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
    grid: npt.NDArray[np.uint8] = pixels.reshape(GRID_ROWS, columns, *pixels.shape[1:])
    return grid


def _exported(
    finished: Generator, settings: ImageSettings, photos: TrainingPhotos
) -> tuple[bytes, float, float]:
    """Return the generator as ONNX, its largest difference from torch on 32 samples, and milliseconds for one picture."""
    import onnxruntime
    import torch

    from admanager.creative.training.image_weights import generator_weights

    onnx_bytes = build_generator(generator_weights(finished, settings.size), {})
    rng = np.random.default_rng(settings.seed)
    feed: dict[str, Any] = {
        LATENT: rng.normal(size=(SAMPLES_COMPARED, settings.latent)).astype(np.float32),
        CLASS: rng.integers(0, photos.classes, SAMPLES_COMPARED),
        COLOUR: rng.integers(0, photos.colours, SAMPLES_COMPARED),
    }
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(onnx_bytes, options, providers=["CPUExecutionProvider"])
    (made,) = session.run([PICTURE], feed)
    with torch.no_grad():
        wanted = finished(*(torch.from_numpy(feed[name]) for name in (LATENT, CLASS, COLOUR))).numpy()
    one = {name: value[:1] for name, value in feed.items()}
    times = []
    for _ in range(LATENCY_RUNS):
        start = time.perf_counter()
        session.run([PICTURE], one)
        times.append(time.perf_counter() - start)
    return onnx_bytes, float(np.abs(made - wanted).max()), 1000 * float(np.median(times))
