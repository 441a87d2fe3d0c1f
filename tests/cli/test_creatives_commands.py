"""The commands about creatives, as a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import admanager
from admanager.__main__ import main
from admanager.creative import generator
from admanager.creative.library import list_creatives
from admanager.creative.pipeline import Request
from admanager.project.file import ProjectFile
from tests.creative.conftest import SHOP
from tests.creative.drawn_photos import draw_folder

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A project in a program without torch: training has its own tests."""
    monkeypatch.setattr(generator, "can_train", lambda: False)
    with ProjectFile.create(tmp_path / "shop.adm") as made:
        return str(made.path)


def test_design_writes_files_and_a_manifest(path: str, tmp_path: Path, capsys: Capture) -> None:
    words = ["creatives", path, "design", "--count", "2", "--seed", "4", "--sizes", "300x250,320x50"]
    assert main([*words, "-o", str(tmp_path / "ads"), "--json"]) == 0
    captured = capsys.readouterr()
    result = json.loads(captured.out)
    assert "rule grammar" in captured.err
    entries = json.loads(Path(result["manifest"]).read_text(encoding="utf-8"))
    assert [(entry["size"], entry["seed"]) for entry in entries] == [("300x250", 4), ("320x50", 4)] * 2
    assert all((tmp_path / "ads" / entry["file"]).is_file() for entry in entries)
    assert {entry["generator"] for entry in entries} == {"grammar"}


def test_a_brand_kit_is_stored_and_shown(path: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "brand.json"
    file.write_text(SHOP.model_dump_json(), encoding="utf-8")
    assert main(["creatives", path, "brand", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["promotion"]["discount_percent"] == 30
    file.write_text('{"name": "X", "primary": "red"}', encoding="utf-8")
    assert main(["creatives", path, "brand", str(file)]) == 1
    assert "primary" in capsys.readouterr().err


def test_an_unknown_size_ends_with_one_sentence(path: str, tmp_path: Path, capsys: Capture) -> None:
    assert main(["creatives", path, "design", "--sizes", "1x1", "-o", str(tmp_path / "ads")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["train", "nowhere", "--kind", "vae"], "There is no folder at"),
        (["evaluate", "."], "no image model of this kind"),
        (["evaluate", ".", "--name", "other"], "no image model “other”"),
    ],
)
def test_image_models_refuse_in_one_sentence(path: str, words: list[str], told: str, capsys: Capture) -> None:
    assert main(["creatives", path, *words]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


@pytest.mark.slow
def test_an_image_model_is_trained_and_evaluated_with_the_keys_of_the_contract(
    path: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = draw_folder(tmp_path / "photos", 44)
    assert main(["creatives", path, "train", str(folder), "--kind", "vae", "--minutes", "0.1", "--json"]) == 0
    trained = json.loads(capsys.readouterr().out)
    keys = {
        "frechet",
        "floor",
        "class_accuracy",
        "class_accuracy_real",
        "precision",
        "recall",
        "density",
        "coverage",
    }
    assert keys | {"memorised", "cpu_seconds"} <= set(trained)
    assert 0 < trained["cpu_seconds"] < 30
    assert main(["creatives", path, "evaluate", str(folder), "--kind", "vae", "--json"]) == 0
    output = capsys.readouterr()
    judged = json.loads(output.out)
    assert {name: judged[name] for name in keys} == {name: trained[name] for name in keys}
    assert "the model was trained on them" in output.err


def test_kept_designs_can_be_named_by_a_campaign(path: str, tmp_path: Path, capsys: Capture) -> None:
    words = ["creatives", path, "design", "--count", "2", "--sizes", "320x50", "-o", str(tmp_path / "ads")]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["creatives"] == []
    assert main([*words, "--keep", "--json"]) == 0
    names = json.loads(capsys.readouterr().out)["creatives"]
    with ProjectFile.open(path) as project:
        assert [creative.name for creative in list_creatives(project)] == sorted(names)
    assert len(set(names)) == 2


def test_past_ads_are_imported_and_listed(path: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "old.csv"
    file.write_text("name,flow\nAutumn,card\n", encoding="utf-8")
    assert main(["creatives", path, "past", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 1
    assert main(["creatives", path, "past", "--json"]) == 0
    assert [ad["name"] for ad in json.loads(capsys.readouterr().out)["past_ads"]] == ["Autumn"]
    file.write_text("name,flow\nAutumn,cards\n", encoding="utf-8")
    assert main(["creatives", path, "past", str(file)]) == 1
    assert "flow is “cards”" in capsys.readouterr().err


def test_what_is_clicked_is_learned_and_then_designs_are_chosen_by_it(
    path: str, tmp_path: Path, capsys: Capture
) -> None:
    assert main(["creatives", path, "learn"]) == 1
    assert "too little to learn from" in capsys.readouterr().err
    design = ["creatives", path, "design", "--sizes", "320x50", "-o", str(tmp_path / "ads"), "--json"]
    assert main([*design, "--count", "14", "--keep"]) == 0
    names = json.loads(capsys.readouterr().out)["creatives"]
    lines = [
        f'"{name}",top 300x250,{int(row < 4 + place)}'
        for place, name in enumerate(names)
        for row in range(200)
    ]
    log = tmp_path / "log.csv"
    log.write_text("creative,placement,clicked\n" + "\n".join(lines) + "\n", encoding="utf-8")
    roles = ["--role", "creative=creative", "--role", "placement=placement", "--role", "clicked=clicked"]
    assert main(["import", path, str(log), "--as", "impressions", *roles, "--json"]) == 0
    capsys.readouterr()
    assert main(["creatives", path, "learn", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["creatives"] == 14
    assert main([*design, "--count", "2"]) == 0
    result = json.loads(capsys.readouterr().out)
    entries = json.loads(Path(result["manifest"]).read_text(encoding="utf-8"))
    assert [entry["forecast"] for entry in entries] == result["forecasts"]
    assert all(0 < told["low"] <= told["ctr"] <= told["high"] < 1 for told in result["forecasts"])
    assert [set(sizes) for sizes in result["forecasts_by_size"]] == [{"300x250"}] * 2
    with admanager.open(path) as opened:
        (best, *_) = opened.design(Request(count=2))
        assert (
            opened.forecast_sizes(best)["300x250"].model_dump() == result["forecasts_by_size"][0]["300x250"]
        )
    assert main([*design, "--search", "gradient", "--count", "2"]) == 0
    searched = json.loads(capsys.readouterr().out)["forecasts"]
    assert searched[0]["ctr"] >= result["forecasts"][0]["ctr"]
    assert main([*design, "--count", "2", "--no-choose"]) == 0
    assert json.loads(capsys.readouterr().out)["forecasts"] == [None, None]
