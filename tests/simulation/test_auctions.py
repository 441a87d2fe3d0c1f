from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from admanager.simulation import auctions
from admanager.simulation.auction_bidders import play_ratio
from admanager.simulation.auctions import (
    STRATEGIES,
    AuctionLog,
    TrainInfo,
    default_b0,
    episode_budget,
    read_log,
    read_train_info,
    replay_auctions,
)
from admanager.texts import AdManagerError
from tests.simulation.auction_logs import (
    Protocol,
    gamma_prices,
    generated_log,
    mobile_prices,
    spiky_prices,
)

FRACTIONS = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2)
SHARES_OF_ORACLE = (0.96, 0.975, 0.985, 0.99, 0.985)


@st.composite
def small_logs(draw: st.DrawFn) -> tuple[AuctionLog, TrainInfo]:
    size = draw(st.integers(1, 40))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scale = draw(st.sampled_from([3, 20, 60]))
    price = random.integers(0, scale + 1, size)
    pctr = random.lognormal(-5, draw(st.sampled_from([0.1, 1.0])), size).clip(0, 1)
    counts = np.bincount(random.integers(0, scale + 1, 500), minlength=301)
    cost = int(counts @ np.arange(301))
    info = TrainInfo(
        imp_train=500,
        cost_train=max(cost, 1),
        clk_train=int(random.integers(1, 20)),
        price_counter_train=tuple(counts.tolist()),
    )
    return AuctionLog(random.random(size) < 0.2, price, pctr), info


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(
    drawn=small_logs(),
    episode=st.integers(1, 15),
    fraction=st.sampled_from([1 / 16, 1 / 4, 1 / 2, 1.0]),
    strategy=st.sampled_from(["mcpc", "linear", "ss_mdp", "rlb"]),
    table_bytes=st.sampled_from([auctions.TABLE_BYTES, 0]),
)
def test_every_strategy_wins_what_the_protocol_wins_word_by_word(
    drawn: tuple[AuctionLog, TrainInfo], episode: int, fraction: float, strategy: str, table_bytes: int
) -> None:
    log, info = drawn
    protocol = Protocol(log, info, episode, fraction)
    if not 1 <= protocol.budget <= 400:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auctions, "TABLE_BYTES", table_bytes)
        result = replay_auctions(log, info, strategy=strategy, episode=episode, fraction=fraction, b0=40)
    expected = protocol.replay(strategy, 40)
    assert (result.clicks, result.impressions, result.cost) == (
        expected["clicks"],
        expected["impressions"],
        expected["cost"],
    )
    assert result.value == pytest.approx(expected["value"], rel=1e-12)
    assert result.oracle_value == pytest.approx(protocol.oracle(), rel=1e-12)
    assert result.budget == protocol.budget


@settings(max_examples=30, deadline=None)
@given(drawn=small_logs(), episode=st.integers(1, 25), fraction=st.sampled_from([1 / 8, 1 / 2, 2.0]))
def test_no_strategy_spends_more_than_the_budget_of_an_episode(
    drawn: tuple[AuctionLog, TrainInfo], episode: int, fraction: float
) -> None:
    log, info = drawn
    budget = episode_budget(info, fraction, episode)
    if budget < 1:
        return
    for strategy in STRATEGIES:
        won = auctions._won(log, info, strategy, episode, budget, 30, auctions.Job())
        for start in range(0, len(log), episode):
            here = slice(start, start + episode)
            assert log.price[here][won[here]].sum() <= budget


@pytest.mark.parametrize(
    ("counts", "seed", "options"),
    [
        (mobile_prices(), 1, {}),
        (mobile_prices(), 2, {"drift": 0.5}),
        (spiky_prices(), 3, {"spread": 1.2, "dependence": 0.2, "mean_ctr": 0.0008}),
        (spiky_prices(), 4, {"spread": 0.7}),
        (gamma_prices(), 5, {"spread": 1.0, "dependence": 0.1}),
        (mobile_prices(), 10, {"jumps": 6}),
        (gamma_prices(), 11, {"jumps": 3, "dependence": -0.3}),
        (spiky_prices(), 23, {"jumps": 3}),
    ],
    ids=[
        "mobile",
        "mobile with strong drift",
        "spiky, rare clicks",
        "spiky",
        "gamma",
        "mobile that jumps",
        "jumps",
        "spiky that jumps",
    ],
)
def test_the_default_bidder_nears_the_oracle_and_beats_rlb(
    counts: np.ndarray, seed: int, options: dict[str, float]
) -> None:
    log, info = generated_log(counts, seed, **options)
    for fraction, share in zip(FRACTIONS, SHARES_OF_ORACLE, strict=True):
        auto = replay_auctions(log, info, strategy="auto", episode=1000, fraction=fraction)
        assert auto.value >= share * auto.oracle_value
        if fraction <= 1 / 8:  # the value table of a larger budget takes its time
            rlb = replay_auctions(log, info, strategy="rlb", episode=1000, fraction=fraction)
            assert auto.value > rlb.value


@pytest.mark.parametrize(("seed", "options"), [(6, {}), (2, {"drift": 0.5}), (12, {"jumps": 2})])
def test_the_default_bidder_holds_in_long_episodes(seed: int, options: dict[str, float]) -> None:
    log, info = generated_log(mobile_prices(), seed, **options)
    for fraction, share in zip(FRACTIONS, SHARES_OF_ORACLE, strict=True):
        for episode in (5_000, 10_000, 30_000):
            result = replay_auctions(log, info, strategy="auto", episode=episode, fraction=fraction)
            assert result.value >= share * result.oracle_value


def test_the_default_bidder_sees_where_a_market_changes_for_good_and_only_there() -> None:
    random = np.random.default_rng(3)
    calm = random.integers(0, 60, 6000)
    drifting = np.minimum(calm * np.linspace(1.0, 3.0, 6000), 300).astype(np.int64)
    doubled = np.where(np.arange(6000) < 3000, calm, 2 * calm + 40)
    pctr = random.lognormal(-6, 0.5, 6000)
    pctr[1:] = np.where(random.random(5999) < 0.2, pctr[:-1], pctr[1:])
    info = generated_log(gamma_prices(), 9, auctions=1000)[1]
    costs, unit = auctions._prior(info)
    for price, expected in ((calm, 0), (drifting, 0), (doubled, 1)):
        won = np.zeros(6000, dtype=np.bool_)
        seen = play_ratio(pctr, price, 1000, 5000, costs, 100.0, unit, 400.0, 0.35, 20_000.0, won)
        assert seen == expected


def test_the_default_bidder_does_not_look_ahead() -> None:
    log, info = generated_log(mobile_prices(), 7, auctions=4000)
    changed = AuctionLog(log.click, log.price.copy(), log.pctr.copy())
    changed.price[2500:], changed.pctr[2500:] = 7, 0.5
    first, second = (
        auctions._won(one, info, "auto", 1000, 2000, None, auctions.Job()) for one in (log, changed)
    )
    assert (first[:2500] == second[:2500]).all()


def test_the_default_b0_spends_about_the_budget_on_the_training_prices() -> None:
    info = generated_log(gamma_prices(), 8, auctions=20_000)[1]
    b0 = default_b0(info, 0.25)
    spent = [sum(price * info.price_chance[price] for price in range(bid + 1)) for bid in (b0, b0 + 1)]
    assert spent[0] <= info.mean_price / 4 < spent[1]


def test_a_log_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("0 70 0.0021143609192222357\n1\t6  3.3e-3\n\n0 0 0\r\n")
    log = read_log(path)
    assert log.click.tolist() == [False, True, False]
    assert log.price.tolist() == [70, 6, 0]
    assert log.pctr.tolist() == [0.0021143609192222357, 0.0033, 0.0]
    (tmp_path / "log.txt.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert read_log(tmp_path / "log.txt.gz").price.tolist() == [70, 6, 0]


@pytest.mark.parametrize(
    "line", ["0 70", "2 70 0.1", "0 7.5 0.1", "0 -1 0.1", "0 7 1.5", "0 seven 0.1", "0 7 nan"]
)
def test_a_line_that_is_no_auction_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "log.txt"
    path.write_text(f"0 70 0.002\n{line}\n0 6 0.003\n")
    with pytest.raises(AdManagerError, match=f"Line 2 of .*“{line}”"):
        read_log(path)


def test_an_empty_log_is_refused(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    path = tmp_path / "log.txt"
    path.write_text("\n")
    with pytest.raises(AdManagerError, match="has no auctions"):
        read_log(path)
    assert not recwarn.list


def test_training_info_that_lacks_something_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "info.json"
    whole = {"imp_train": 10, "cost_train": 100, "clk_train": 1, "price_counter_train": [1] * 301}
    path.write_text(json.dumps(whole))
    assert read_train_info(path).mean_price == 10
    for change, said in (
        ({"clk_train": 0}, "clk_train"),
        ({"price_counter_train": [1] * 300}, "price_counter_train"),
        ({"price_counter_train": [0] * 301}, "at least one above 0"),
    ):
        path.write_text(json.dumps(whole | change))
        with pytest.raises(AdManagerError, match=said):
            read_train_info(path)
    path.write_text("nothing")
    with pytest.raises(AdManagerError, match="is not JSON"):
        read_train_info(path)


def test_a_budget_of_nothing_is_refused() -> None:
    log, info = generated_log(gamma_prices(), 9, auctions=1000)
    with pytest.raises(AdManagerError, match="less than one unit of money"):
        replay_auctions(log, info, strategy="rlb", episode=10, fraction=1e-6)
