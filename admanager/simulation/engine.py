"""Playing a plan in chunks of minutes, in a child process, with a hand on it: pause, step, speed, stop.

The engine reads the project and never writes it; `runs` stores what it returns.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.simulation.arrays import Counter, State, new_state
from admanager.simulation.campaign import CampaignPlan, micros
from admanager.simulation.events import events_of
from admanager.simulation.fraud import judged
from admanager.simulation.metrics import MOST_FREQUENCY, Outcome, Place, Series
from admanager.simulation.played import Command, Options, Played, RunState, Snapshot, shown_bucket
from admanager.simulation.policies import arms
from admanager.simulation.scalar_draws import COMPILED
from admanager.simulation.world import Setting, build, prepare
from admanager.texts import Cancelled, sentence

SNAPSHOTS_PER_SECOND = 25
CHUNK_SECONDS = 0.02
WAIT_SECONDS = 0.02
STEP_MINUTES = 60
MOST_CELLS = 1_000_000
BUCKETS = (1, 5, 15, 60)


class _Hand:
    """What the user wants now: running or paused, at what speed, and whether to stop."""

    def __init__(self, options: Options) -> None:
        self.paused, self.stopped, self.speed = options.paused, False, options.speed
        self._steps = 0
        self._anchor: tuple[float, int] | None = None

    def obey(self, commands: Iterable[Command]) -> None:
        """Take in commands; one that is not known is a fault of the program."""
        for command in commands:
            self._anchor = None
            match command:
                case "pause":
                    self.paused, self._steps = True, 0
                case "resume":
                    self.paused = False
                case "step":
                    self.paused, self._steps = True, STEP_MINUTES
                case "stop":
                    self.stopped = True
                case ("speed", (int() | float() | None) as speed):
                    self.speed = speed
                case _:
                    raise ValueError(f"unknown command {command!r}")

    def playable(self, minute: int) -> int | None:
        """Return how many minutes may be played now; None when there is no limit."""
        if self.paused:
            return self._steps
        if self.speed is None:
            return None
        now = time.monotonic()
        if self._anchor is None:
            self._anchor = (now, minute)
        began, at = self._anchor
        return max(int((now - began) * self.speed * 60) - (minute - at), 0)

    def played(self, minutes: int) -> None:
        """Take played minutes off a step."""
        self._steps = max(self._steps - minutes, 0)


def play(
    path: Path, plan: CampaignPlan, seeds: Sequence[int], options: Options, *, job: Job, whole: bool = True
) -> list[Played]:
    """Play a plan once per seed and return what came of each; the function that runs in the child process.

    Commands of the job steer it (see `Command`). "stop" ends the present seed where it is and leaves the
    others out. Only the first seed, and only if it is to be kept `whole`, comes in fine buckets and with single
    impressions; the others come in hourly buckets without. Raises AdManagerError when the project lacks what the
    plan needs, and Cancelled when it is stopped before anything was played.
    """
    job.progress(0, 0, sentence("Looking up people and models"))
    with ProjectFile.open(path) as project:
        setting = prepare(project, plan)
    job.progress(0, 0, sentence("Preparing the simulator, for about half a minute the first time"))
    hand = _Hand(options)
    played = []
    for number, seed in enumerate(seeds):
        run = _Run(setting, seed, options, job, hand, (number, len(seeds)), whole and number == 0)
        if (one := run.play()) is not None:
            played.append(replace(one, events=tuple(events_of(plan, one))))
        if hand.stopped:
            break
    if not played:
        raise Cancelled(sentence("The simulation was stopped before it began; nothing was kept."))
    return played


class _Run:
    """One seed under way."""

    def __init__(
        self,
        setting: Setting,
        seed: int,
        options: Options,
        job: Job,
        hand: _Hand,
        part: tuple[int, int],
        whole: bool,
    ) -> None:
        from admanager.simulation import playing

        self.setting, self.seed, self.options, self.job, self.hand = setting, seed, options, job, hand
        self.part = part
        self.world, self.policy = build(setting, seed)
        cells = setting.days.minutes * len(self.policy.arms)
        bucket, records = BUCKETS[-1], 1
        if whole:
            bucket = next((width for width in BUCKETS if cells // width <= MOST_CELLS), BUCKETS[-1])
            records = max(options.records, 1)
        self.state = new_state(self.world, self.policy, bucket, records)
        self.minute = 0
        self._last_snapshot = 0.0
        self._told: tuple[RunState, int] | None = None
        self._busy_seconds = 0.0
        self._kernel = playing.run_minutes
        self._kernel(self.world, self.policy, self.state, 0, 0)

    def play(self) -> Played | None:
        """Play to the end, or until stopped; None when stopped before the first minute."""
        minutes = self.setting.days.minutes
        began, cpu_began = time.monotonic(), time.process_time()
        chunk = 60
        while self.minute < minutes:
            self.hand.obey(self.job.commands())
            self.job.check_cancelled()
            if self.hand.stopped:
                break
            playable = self.hand.playable(self.minute)
            self._report("paused" if self.hand.paused and not playable else "running")
            if playable == 0:
                time.sleep(WAIT_SECONDS)
                continue
            step = min(chunk, minutes - self.minute, playable or minutes)
            chunk = self._advance(step, chunk)
        if self.minute == 0:
            return None
        state: RunState = "finished" if self.minute == minutes else "stopped"
        self._report(state, last=True)
        return self._played(state, time.monotonic() - began, time.process_time() - cpu_began)

    def _advance(self, step: int, chunk: int) -> int:
        """Play some minutes and return how many to take at once next, so that a call takes 20 ms."""
        began = time.monotonic()
        self._kernel(self.world, self.policy, self.state, self.minute, self.minute + step)
        took = time.monotonic() - began
        self.minute += step
        self._busy_seconds += took
        self.hand.played(step)
        wanted = step * CHUNK_SECONDS / max(took, 1e-6)
        return int(min(max(wanted, chunk / 4, 1), chunk * 4, 1440 * 7))

    def _report(self, state: RunState, *, last: bool = False) -> None:
        now = time.monotonic()
        too_soon = now - self._last_snapshot < 1 / SNAPSHOTS_PER_SECOND
        if not last and (too_soon or self._told == (state, self.minute)):
            return
        self._last_snapshot, self._told = now, (state, self.minute)
        minutes = self.setting.days.minutes
        number, seeds = self.part
        done = number * minutes + self.minute
        text = sentence("Simulating day {day} of {days}", day=self._day(), days=self.setting.days.days)
        if not COMPILED:
            text = sentence(
                "Simulating day {day} of {days} with NumPy; the library numba is missing, which is 30 to 130 times as fast",
                **text.params,
            )
        self.job.progress(done, seeds * minutes, text)
        if self.options.live:
            rate = self.state.counters[Counter.OPPORTUNITIES] / max(self._busy_seconds, 1e-9)
            outcome = outcome_of(self.setting, self.state, self.minute, shown=True, ended=last)
            self.job.partial(Snapshot(self.seed, self.minute, minutes, state, float(rate), outcome))

    def _day(self) -> int:
        return int(self.setting.days.day[min(self.minute, self.setting.days.minutes - 1)]) + 1

    def _played(self, state: RunState, seconds: float, cpu_seconds: float) -> Played:
        setting, counters = self.setting, self.state.counters
        records = self.state.records[: counters[Counter.RECORDS]]
        scores = {"click": setting.clicks, "conversion": setting.conversions}
        known = records["person"] < setting.people.size
        ids = np.full(len(records), -1, dtype=np.int64)
        ids[known] = setting.people.ids[records["person"][known]]
        ids[~known] = setting.people.size - 1 - records["person"][~known]
        names = [group.name for group in setting.plan.ad_groups]
        return Played(
            seed=self.seed,
            state=state,
            minutes=self.minute,
            start_utc=setting.days.start_utc,
            outcome=outcome_of(setting, self.state, self.minute, shown=False, ended=True),
            records=records,
            person_ids=ids,
            weight=2 ** int(counters[Counter.THINNING]),
            people=setting.people.size,
            group_sizes=dict(zip(names, setting.people.group_sizes, strict=True)),
            without_consent=setting.people.without_consent,
            do_not_contact=setting.people.do_not_contact,
            generated=setting.people.generated,
            methods=setting.methods,
            models={what: score.model for what, score in scores.items() if score.model is not None},
            seconds=seconds,
            cpu_seconds=cpu_seconds,
            decisions=self.state.decisions[: min(counters[Counter.DECISIONS], len(self.state.decisions))],
            fraud=judged(self.state, setting.people.size) if self.policy.detect else None,
        )


def outcome_of(setting: Setting, state: State, minute: int, *, shown: bool, ended: bool) -> Outcome:
    """Return the numbers of a run's first `minute` minutes, in the buckets for charts or as they are kept.

    While a run is under way, conversions that have not happened yet are not known; once it has ended, those
    of its clicks that come later are counted as late.
    """
    plan = setting.plan
    buckets = -(-minute // state.bucket_minutes)
    cells = state.series[:buckets]
    series = Series(
        state.bucket_minutes,
        cells["impressions"].astype(np.int64),
        cells["clicks"].astype(np.int64),
        state.conversions[:buckets].astype(np.int64),
        cells["spend"].copy(),
        cells["satisfaction"].copy(),
        cells["auctions"].astype(np.int64),
        cells["invalid"].astype(np.int64),
        cells["media"].copy(),
    )
    if shown:
        series = series.coarser(shown_bucket(setting.days.minutes, state.bucket_minutes))
    late = state.arms["conversions"] - series.conversions.sum(axis=0)
    names = [group.name for group in plan.ad_groups]
    seen = np.minimum(state.people["in_flight"], MOST_FREQUENCY)
    counters = {counter.name: int(state.counters[counter]) for counter in Counter}
    late_spend = state.arms["late_spend"] if ended else np.zeros_like(late)
    if ended:
        counters["SPENT"] = int(series.spend.sum() + late_spend.sum())
    return Outcome(
        arms=tuple((names[arm.group], plan.creative_names[arm.creative]) for arm in arms(plan)),
        series=series,
        late_conversions=late if ended else np.zeros_like(late),
        counters=counters,
        arm_reach=tuple(state.arms["reach"].tolist()),
        group_reach=dict(zip(names, state.groups["reach"].tolist(), strict=True)),
        creative_reach=dict(zip(plan.creative_names, state.creative_reach.tolist(), strict=True)),
        satisfaction_squares=tuple(state.arms["satisfaction_squares"].tolist()),
        frequency=tuple(np.bincount(seen, minlength=MOST_FREQUENCY + 1).tolist()),
        revenue_per_conversion=micros(plan.response.revenue_per_conversion),
        late_spend=tuple(late_spend.tolist()),
        places=_places(plan, state),
    )


def _places(plan: CampaignPlan, state: State) -> tuple[Place, ...]:
    counted = ("auctions", "impressions", "clicks", "invalid", "spend", "media")
    return tuple(
        Place(
            placement=slot.placement,
            position=slot.position,
            conversions=int(state.place_conversions[number].sum()),
            satisfaction=float(state.places["satisfaction"][number].sum()),
            **{name: int(state.places[name][number].sum()) for name in counted},
        )
        for number, slot in enumerate(plan.traffic.slots)
    )
