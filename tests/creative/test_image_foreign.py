"""Image generators from elsewhere: which files are taken, how they are called, and which are refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from admanager.__main__ import main
from admanager.creative import image_concepts, image_models, image_store
from admanager.learning import gate
from admanager.learning.onnx_graph import ROWS, GraphBuilder
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError


def foreign_generator(
    latent: int = 4, *, squashed: str = "Tanh", rank: int = 2, layout: str = "NCHW", operator: str = ""
) -> bytes:
    """Return a generator of 16 x 8 pictures, by default as a DCGAN's: values in -1..1, channels first."""
    graph = GraphBuilder("elsewhere")
    value = graph.input("z", "float32", [ROWS, latent] if rank == 2 else [ROWS, latent, 1, 1])
    if rank == 4:
        value = graph.reshape(value, [0, latent])
    weight = np.random.default_rng(0).normal(size=(3 * 8 * 4, latent)).astype(np.float32)
    value = graph.reshape(graph.linear(value, weight, None), [0, 3, 8, 4])
    double = graph.constant(np.array([1, 1, 2, 2], dtype=np.float32))
    value = graph.node(squashed, [graph.node("Resize", [value, "", double], {"mode": "nearest"})])
    if operator:
        value = graph.node("Add", [value, graph.node(operator, [value])])
    shape: list[int | str | None] = [ROWS, 3, 16, 8]
    if layout == "NHWC":
        value, shape = graph.node("Transpose", [value], {"perm": [0, 2, 3, 1]}), [ROWS, 16, 8, 3]
    graph.output("image", value, "float32", shape)
    return graph.build()


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inspect here: what the child process adds has its own tests."""
    monkeypatch.setattr(gate, "run_in_child", lambda function, *given, job: function(*given, job=job))
    monkeypatch.setattr("admanager.creative.image_foreign.limit_memory", lambda: None)


def test_a_generator_is_loaded_mapped_and_makes_pictures_by_seed(
    project: ProjectFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dcgan.onnx"
    file.write_bytes(foreign_generator(rank=4))
    path = str(project.path)
    assert main(["creatives", path, "load", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["model"], told["latent"], told["width"], told["height"]) == ("dcgan", 4, 8, 16)
    assert (told["low"], told["high"], told["layout"]) == (-1, 1, "NCHW")
    made = image_concepts.sample_images(project, count=3, seed=2)
    assert made.shape == (3, 16, 8, 3)
    assert np.array_equal(made[:2], image_concepts.sample_images(project, count=2, seed=2))
    assert not np.array_equal(made, image_concepts.sample_images(project, count=3, seed=3))
    with pytest.raises(AdManagerError, match="no judge and no photos"):
        image_concepts.nearest_photos(project, made[0])


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("squashed", "layout", "low"), [("Sigmoid", "NCHW", 0), ("Tanh", "NHWC", -1), ("Sigmoid", "NHWC", 0)]
)
def test_range_and_layout_are_found(
    project: ProjectFile, tmp_path: Path, squashed: str, layout: str, low: float
) -> None:
    file = tmp_path / "g.onnx"
    file.write_bytes(foreign_generator(squashed=squashed, layout=layout))
    info = image_models.load_image_generator(project, file)
    assert info.card["mapping"]["layout"] == layout
    assert info.card["mapping"]["low"] == low
    # The middle of the range is where a code of nothing lands: grey for both.
    grey = image_concepts.sample_images(project, count=1, truncation=0.0)
    assert np.abs(grey.astype(int) - 128).max() <= 1


@pytest.mark.usefixtures("in_process")
def test_files_that_are_no_generators_are_refused_with_the_reason(
    project: ProjectFile, tmp_path: Path
) -> None:
    rows = GraphBuilder("rows")
    rows.output("y", rows.sigmoid(rows.input("x", "float32", [ROWS, 3])), "float32", [ROWS, 3])
    two = GraphBuilder("two")
    both = graph_sum(two)
    two.output("image", two.reshape(both, [0, 1, 2, 2]), "float32", [ROWS, 1, 2, 2])
    endless = GraphBuilder("nan")
    value = endless.node(
        "Log", [endless.node("Neg", [endless.node("Abs", [endless.input("z", "float32", [ROWS, 4])])])]
    )
    endless.output("image", endless.reshape(value, [0, 1, 2, 2]), "float32", [ROWS, 1, 2, 2])
    cases = {
        b"not a model": "not an ONNX model",
        rows.build(): "no single output that is a picture",
        two.build(): "no single number input",
        endless.build(): "not finite numbers",
        foreign_generator(operator="RandomNormalLike"): "uses the operator RandomNormalLike",
    }
    for content, reason in cases.items():
        file = tmp_path / "bad.onnx"
        file.write_bytes(content)
        with pytest.raises(AdManagerError, match=reason):
            image_models.load_image_generator(project, file)
    assert image_store.list_image_models(project) == []


def graph_sum(graph: GraphBuilder) -> str:
    """Return the sum of two inputs of a graph."""
    names = [graph.input(name, "float32", [ROWS, 4]) for name in ("first", "second")]
    return graph.node("Add", names)
