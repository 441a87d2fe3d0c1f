"""Design generators of a project: training one, keeping it, and drawing designs from it (or from the grammar)."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import time
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from admanager.creative.brand import BrandKit
from admanager.creative.choosing import scorer_bytes
from admanager.creative.condition import Condition, condition_vector
from admanager.creative.copy import Ranker, write_copy
from admanager.creative.decoder import DesignDecoder, OutdatedModel
from admanager.creative.design import GRAMMAR, Design
from admanager.creative.latent import maker_of
from admanager.creative.past import list_past_ads
from admanager.creative.spec import DesignSpec, from_parts
from admanager.jobs import Job, run_in_child
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

DEFAULT_NAME = "design"
KINDS = ("design-vae", "design-gan")
# Drawings that show what only some industries sell; a generator draws them rarely elsewhere, but does.
MOTIFS_OF = {
    "cards": ("finance",),
    "chart": ("finance",),
    "gift": ("general", "e-commerce", "entertainment"),
    "bag": ("general", "e-commerce"),
    "bottle": ("general", "e-commerce", "healthcare"),
    "play": ("entertainment", "social"),
}
FREE_MOTIFS = ("tiles", "arcs", "orbit", "hills", "petals")


@dataclass(frozen=True)
class GeneratorInfo:
    """A stored generator without its weights."""

    id: int
    name: str
    kind: str
    created: float
    sha256: str
    card: dict[str, Any]


@dataclass(frozen=True)
class Source:
    """Where designs are drawn from: a decoder's file, or the grammar when `onnx` is None."""

    name: str = GRAMMAR
    sha256: str = ""
    onnx: bytes | None = None


def can_train() -> bool:
    """Return whether torch is installed here; looking does not import it."""
    return importlib.util.find_spec("torch") is not None


def train_generator(
    project: ProjectFile,
    *,
    name: str = DEFAULT_NAME,
    kind: Literal["vae", "gan"] = "vae",
    seed: int = 0,
    epochs: int | None = None,
    feedback: bool = True,
    job: Job | None = None,
) -> GeneratorInfo:
    """Train a design model, VAE or GAN, in a child process and store it; one of the same name is replaced.

    With `feedback` it learns from the project's past ads and from what its scorer says is clicked, besides the grammar.
    `job.partial` gets an `EpochRecord` after each epoch. Raises AdManagerError without torch, Cancelled when
    the user stops it; nothing is stored then.
    """
    if not can_train():
        raise AdManagerError(
            sentence(
                "Training needs PyTorch, which is not installed here; designs come from the rule grammar."
            )
        )
    from admanager.creative.training.corpus import TrainSettings
    from admanager.creative.training.design import train_design_model

    job = job or Job()
    settings = TrainSettings(seed=seed, epochs=epochs, kind=kind)
    if feedback:
        past = tuple((ad.spec, ad.condition) for ad in list_past_ads(project))
        settings = replace(settings, scorer=scorer_bytes(project), past=past)
    trained = run_in_child(train_design_model, settings, job=job)
    return store_generator(project, name, trained.onnx, trained.card)


def store_generator(
    project: ProjectFile, name: str, onnx_bytes: bytes, card: dict[str, Any]
) -> GeneratorInfo:
    """Store a decoder after a trial load; one of the same name is replaced."""
    DesignDecoder(onnx_bytes)
    row = project.read().execute("SELECT id FROM generator WHERE name = ?", [name]).fetchone()
    values = {
        "name": name,
        "kind": card.get("kind", KINDS[0]),
        "created": time.time(),
        "card": json.dumps(card),
        "sha256": hashlib.sha256(onnx_bytes).hexdigest(),
        "onnx": onnx_bytes,
    }
    with project.change(sentence("Train the design model “{name}”", name=name)) as change:
        if row is None:
            change.insert("generator", values)
        else:
            change.update("generator", int(row[0]), values)
    return next(info for info in list_generators(project) if info.name == name)


def list_generators(project: ProjectFile) -> list[GeneratorInfo]:
    """Return the stored design generators, the newest first."""
    rows = project.read().execute(
        "SELECT id, name, kind, created, sha256, card FROM generator WHERE kind IN (?, ?) ORDER BY created DESC",
        KINDS,
    )
    return [
        GeneratorInfo(number, name, kind, created, sha256, json.loads(card))
        for number, name, kind, created, sha256, card in rows
    ]


def is_outdated(project: ProjectFile) -> bool:
    """Return whether the newest design model was trained by a version of the program whose designs were others."""
    try:
        maker_of(load_source(project).onnx)
    except OutdatedModel:
        return True
    return False


def load_source(project: ProjectFile, name: str | None = None) -> Source:
    """Return the named generator, by default the newest; the grammar when the project has none.

    Raises AdManagerError for a name that is not there.
    """
    found = list_generators(project)
    if name == GRAMMAR or (name is None and not found):
        return Source()
    info = found[0] if name is None else next((item for item in found if item.name == name), None)
    if info is None:
        raise AdManagerError(
            sentence("There is no design generator “{name}” in the project.", name=name or "")
        )
    onnx_bytes = project.read().execute("SELECT onnx FROM generator WHERE id = ?", [info.id]).fetchone()[0]
    return Source(info.name, info.sha256, bytes(onnx_bytes))


def generate(
    source: Source,
    brand: BrandKit,
    condition: Condition,
    *,
    count: int,
    seed: int,
    segment: str = "",
    first: int = 0,
    ranker: Ranker | None = None,
) -> list[Design]:
    """Return designs number `first` to `first + count - 1` of this seed, with their words.

    Design `i` depends on the source, the condition, the brand kit, the seed and `i` alone, so that asking for
    more of them repeats those already seen. A `ranker` of headlines makes the likelier ones more frequent.
    """
    vector = condition_vector(condition)
    maker = maker_of(source.onnx)
    designs = []
    for number in range(first, first + count):
        rng = np.random.default_rng([seed, number])
        noise = maker.draw(rng)
        numbers, choices = maker.decode(
            noise.z[np.newaxis], vector[np.newaxis], noise.gumbel[np.newaxis], noise.normal[np.newaxis]
        )
        spec = within_brand(from_parts(numbers[0], choices[0], condition.place), brand, rng)
        designs.append(
            Design(
                spec=spec,
                copy_text=write_copy(spec, brand, rng, ranker=ranker),
                condition=condition,
                segment=segment,
                seed=seed,
                number=number,
                generator=source.name,
                generator_sha256=source.sha256,
            )
        )
    return designs


def within_brand(spec: DesignSpec, brand: BrandKit, rng: np.random.Generator) -> DesignSpec:
    """Return the spec with a type style, a voice and a drawing that suit the brand; a wrong one is replaced by chance."""
    allowed: dict[str, str] = {}
    if brand.font_roles and spec.font_role not in brand.font_roles:
        allowed["font_role"] = brand.font_roles[int(rng.integers(len(brand.font_roles)))]
    if brand.tones and spec.tone not in brand.tones:
        allowed["tone"] = brand.tones[int(rng.integers(len(brand.tones)))]
    if spec.motif in MOTIFS_OF and brand.industry not in MOTIFS_OF[spec.motif]:
        allowed["motif"] = FREE_MOTIFS[int(rng.integers(len(FREE_MOTIFS)))]
    return spec.model_copy(update=allowed) if allowed else spec
