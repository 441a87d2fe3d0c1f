"""The commands that replay logs, as a script calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from admanager.__main__ import main
from admanager.simulation.auctions import AuctionLog, TrainInfo
from tests.simulation.auction_logs import Protocol, generated_log, mobile_prices

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def fails(capsys: Capture, *words: str, status: int = 1) -> str:
    assert main([*words, "--json"]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.strip()


@pytest.fixture
def auction_files(tmp_path: Path) -> tuple[Path, Path, AuctionLog, TrainInfo]:
    log, info = generated_log(mobile_prices(), 3, auctions=450)
    path, info_path = tmp_path / "test.txt", tmp_path / "info.json"
    np.savetxt(path, np.column_stack([log.click, log.price, log.pctr]), fmt=["%d", "%d", "%.17g"])
    info_path.write_text(info.model_dump_json())
    return path, info_path, log, info


@pytest.mark.parametrize("strategy", ["mcpc", "linear", "ss_mdp", "rlb"])
def test_auctions_prints_the_integers_of_the_protocol(
    capsys: Capture, auction_files: tuple[Path, Path, AuctionLog, TrainInfo], strategy: str
) -> None:
    path, info_path, log, info = auction_files
    words = ("auctions", str(path), "--train-info", str(info_path), "--episode", "100")
    printed = run(capsys, *words, "--budget-fraction", "1/16", "--strategy", strategy, "--b0", "20")
    expected = Protocol(log, info, 100, 1 / 16).replay(strategy, 20)
    assert {key: printed[key] for key in expected} == pytest.approx(expected)
    assert printed["oracle_value"] >= printed["value"]


def test_auctions_refuses_a_share_that_is_none(
    capsys: Capture, auction_files: tuple[Path, Path, AuctionLog, TrainInfo]
) -> None:
    words = ("auctions", str(auction_files[0]), "--train-info", str(auction_files[1]), "--episode", "100")
    for share in ("0", "-1", "1/0", "nan", "much"):
        told = fails(capsys, *words, "--strategy", "rlb", f"--budget-fraction={share}", status=2)
        assert f"{share} is not a share above 0" in told


def test_replay_prints_every_estimator_with_its_interval(capsys: Capture, shared_data: Path) -> None:
    log, own = (str(shared_data / "open_bandit" / f"{name}_men.csv.gz") for name in ("random", "bts"))
    printed = run(capsys, "replay", log, "--policy", "bts", "--target", own)
    for name in ("ips", "snips", "dm", "dr", "switch_dr", "dros"):
        one = printed["estimators"][name]
        assert 0 < one["low"] < one["value"] < one["high"] < 0.02
    assert printed["refused"] is None
    assert printed["max_weight"] == pytest.approx(10.7, abs=0.3)
    assert printed["target"]["value"] == 0.0069


def test_replay_prints_no_figure_where_it_refuses(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = [f"{k % 2},1,{k % 3 == 0:d},0.5" for k in range(60)]
    path.write_text("\n".join(["item_id,position,click,propensity_score", *rows]))
    printed = run(capsys, "replay", str(path), "--policy", "random")
    assert "at least 100 are needed" in printed["refused"]
    assert {one["value"] for one in printed["estimators"].values()} == {None}
