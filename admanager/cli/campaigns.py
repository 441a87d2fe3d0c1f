"""Commands about campaigns: simulate, optimise, bulk-sheet, replay, auctions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from admanager.cli import output, paths
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.simulation.metrics import Estimate
    from admanager.simulation.off_policy import Evaluation
    from admanager.simulation.optimise import Optimised, Trial
    from admanager.simulation.runs import RunResult

Project = Annotated[Path, paths.argument("The project file (.adm).")]
Campaign = Annotated[Path, paths.argument("The campaign's plan (TOML).")]
MOST_SEEDS = 10_000
RATES = {"ctr": 2, "cvr": 1, "satisfaction": 1}
COUNTS = {"impressions", "clicks", "conversions", "reach"}


def _share(text: str | float) -> float:
    """Return a share that is written as a number or as a fraction such as 1/32; it is above 0 and finite."""
    try:
        share = float(text) if isinstance(text, float) else float(Fraction(text))
    except (ValueError, ZeroDivisionError, OverflowError):
        share = math.nan
    if not 0 < share < math.inf:
        raise typer.BadParameter(sentence("{text} is not a share above 0, such as 0.25 or 1/4.", text=text))
    return share


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("simulate")(simulate)
    app.command("optimise")(optimise)
    app.command("bulk-sheet")(bulk_sheet)
    app.command("replay")(replay)
    app.command("auctions")(auctions)


def simulate(
    project: Project,
    campaign: Campaign,
    seeds: Annotated[
        int, typer.Option(min=1, max=MOST_SEEDS, help="How many seeds to play, on every core.")
    ] = 1,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - MOST_SEEDS, help="The first seed.")] = 0,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A value over the plan's, such as budget.daily=20."),
    ] = None,
) -> None:
    """Simulate a campaign on the project's people; keep the runs, and the first one's impressions."""
    from admanager.project.file import ProjectFile
    from admanager.simulation.campaign_file import load
    from admanager.simulation.checks import check
    from admanager.simulation.metrics import over_seeds
    from admanager.simulation.runs import simulate_seeds

    plan = load(campaign, settings or [])
    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        # Once each, though several ad groups may share what is warned of.
        for text in dict.fromkeys(
            problem.text for problem in check(plan, opened) if problem.severity == "warning"
        ):
            output.warn(text)
        results = simulate_seeds(opened, plan, range(seed, seed + seeds), job=job)
    figures = over_seeds([result.figures for result in results])
    output.emit(_as_json(results, figures), _in_words(results, figures, plan.budget.currency))


def _as_json(results: Sequence[RunResult], figures: Mapping[str, Estimate]) -> dict[str, Any]:
    runs = [result.run for result in results]
    opportunities, impressions = _per_second(results)
    return {
        "campaign": runs[0].plan.name,
        "runs": {
            name: {"mean": figure.value, "low": figure.low, "high": figure.high}
            for name, figure in figures.items()
        },
        "impressions_per_second": impressions,
        "opportunities_per_second": opportunities,
        "names": [run.info.name for run in runs],
        "seeds": [run.info.seed for run in runs],
        "states": [run.info.state for run in runs],
        "people": runs[0].summary.people,
        "without_consent": runs[0].summary.without_consent,
        "do_not_contact": runs[0].summary.do_not_contact,
        "currency": runs[0].plan.budget.currency,
        "methods": runs[0].methods,
        "batch": runs[0].summary.batch,
        "generated": runs[0].info.generated,
    }


def _per_second(results: Sequence[RunResult]) -> tuple[float, float]:
    """Return opportunities and impressions per CPU second over all seeds."""
    cpu = max(sum(result.run.summary.cpu_seconds for result in results), 1e-9)
    counters = [result.run.outcome.counters for result in results]
    opportunities = sum(counter["OPPORTUNITIES"] for counter in counters)
    return opportunities / cpu, sum(counter["IMPRESSIONS"] for counter in counters) / cpu


def _in_words(results: Sequence[RunResult], figures: Mapping[str, Estimate], currency: str) -> str:
    names = [result.run.info.name for result in results]
    over = "" if len(names) == 1 else f", mean of {len(names)} seeds"
    generated = " (generated people)" if results[0].run.info.generated else ""
    lines = [f"{results[0].run.plan.name}: {results[0].run.summary.people:,} people{generated}{over}"]
    for name, figure in figures.items():
        value, low, high = (_cell(name, amount) for amount in (figure.value, figure.low, figure.high))
        interval = f"  ({low} to {high})" if figure.known and low != high else ""
        lines.append(f"  {name:<13} {value:>13}{interval}")
    lines.append(f"  money in {currency}; in brackets the 95 % interval")
    kept = names[0] if len(names) == 1 else f"{names[0]}” to “{names[-1]}"
    lines.append(f"{_per_second(results)[0]:,.0f} opportunities per CPU second. Kept as “{kept}”.")
    return "\n".join(lines)


def _cell(name: str, amount: float) -> str:
    if math.isnan(amount):
        return "-"
    if name in RATES:
        return f"{amount:.{RATES[name]}%}"
    return f"{amount:,.0f}" if name in COUNTS else f"{amount:,.2f}"


def optimise(
    project: Project,
    campaign: Campaign,
    goal: Annotated[Literal["cpa", "roas", "conversions"], typer.Option(help="What to improve.")],
    trials: Annotated[int, typer.Option(min=2, max=100_000, help="How many plans to try.")],
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask cluster to run them on.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**40, help="The same seed gives the same search.")] = 0,
    vary: Annotated[
        str, typer.Option(help="What may change: bids, caps, dayparts, budget, creatives; comma-separated.")
    ] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A value over the plan's, such as budget.daily=20."),
    ] = None,
    save: Annotated[
        Path | None, paths.option("-o", "--output", help_text="Write the best plan as a campaign file.")
    ] = None,
) -> None:
    """Look for a better plan: try many on the same people and prices, and check the best on fresh seeds."""
    from admanager.project.file import ProjectFile
    from admanager.simulation.campaign_file import load
    from admanager.simulation.optimise import LEVERS, Lever
    from admanager.simulation.optimise import optimise as search

    plan = load(campaign, settings or [])
    named = [part.strip() for part in vary.split(",") if part.strip()] or list(LEVERS)
    unknown = [part for part in named if part not in LEVERS]
    if unknown:
        raise AdManagerError(
            sentence(
                "“{name}” cannot be varied; choose from {names}.", name=unknown[0], names=", ".join(LEVERS)
            )
        )
    levers = cast(list[Lever], named)
    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        found = search(opened, plan, goal, trials, levers=levers, seed=seed, cluster=cluster, job=job)
    if save is not None:
        save.write_text(found.best.plan.to_toml(), encoding="utf-8")
    for note in found.notes:
        output.warn(note)
    output.emit(_search_as_json(found, save), _search_in_words(found, plan.budget.currency, save))


def _search_as_json(found: Optimised, save: Path | None) -> dict[str, Any]:
    return {
        "goal": found.goal,
        "best": {
            **_trial_as_json(found.best, found.baseline),
            "difference": found.difference.value,
            "low": found.difference.low,
            "high": found.difference.high,
            "better": found.better,
            "promised": found.promised,
        },
        "baseline": _trial_as_json(found.baseline, found.baseline),
        "trials": [_trial_as_json(trial, found.baseline) for trial in found.trials],
        "front": list(found.front),
        "notes": list(found.notes),
        "cpu_seconds": found.cpu_seconds,
        "opportunities": found.opportunities,
        "plan": str(save) if save is not None else None,
    }


def _trial_as_json(trial: Trial, baseline: Trial) -> dict[str, Any]:
    from admanager.simulation.optimise import settings_of

    return {
        "number": trial.number,
        "value": trial.value,
        "impressions": trial.impressions,
        "clicks": trial.clicks,
        "conversions": trial.conversions,
        "spend": trial.spend,
        "revenue": trial.revenue,
        "seeds": trial.seeds,
        "pruned": trial.pruned,
        "settings": settings_of(baseline.plan, trial.plan),
    }


def _search_in_words(found: Optimised, currency: str, save: Path | None) -> str:
    from admanager.simulation.optimise import settings_of

    units = {"cpa": f"{currency} a conversion", "roas": "revenue per spend", "conversions": "conversions"}
    gap = found.difference
    told = f"{gap.value:+,.4g} ({gap.low:+,.4g} to {gap.high:+,.4g})" if gap.known else "not enough data"
    lines = [
        f"{'your plan':<10} {_value(found.baseline)}  {units[found.goal]}",
        f"{'best':<10} {_value(found.best)}  difference {told}, on fresh seeds",
    ]
    changes = settings_of(found.baseline.plan, found.best.plan)
    lines += [f"  {key} = {value if value is not None else '(none)'}" for key, value in changes.items()]
    pruned = sum(trial.pruned for trial in found.trials)
    lines.append(
        f"{len(found.trials)} plans tried, {pruned} of them pruned early; {found.opportunities:,} opportunities in "
        f"{found.cpu_seconds:,.1f} CPU seconds."
    )
    if save is not None:
        lines.append(f"The best plan is in {save}.")
    return "\n".join(lines)


def _value(trial: Trial) -> str:
    value = "-" if trial.value is None else f"{trial.value:,.4g}"
    return f"{value:>12}  {trial.conversions:>10,.1f} conversions  {trial.spend:>12,.2f} spent"


def bulk_sheet(
    project: Project,
    campaign: Campaign,
    platform: Annotated[
        Literal["google", "microsoft", "meta"], typer.Option("--for", help="Whose sheet to write.")
    ],
    landing_page: Annotated[str, typer.Option(help="Where a click leads: https://…")],
    output_file: Annotated[
        Path, paths.option("-o", "--output", help_text="The sheet (.csv); the ads lie in a folder beside it.")
    ],
    locations: Annotated[
        list[str] | None,
        typer.Option("--location", help="A place to show ads in, as the platform writes it; repeat it."),
    ] = None,
) -> None:
    """Write a plan as the bulk-upload sheet of an ad platform, all of it paused; nothing is sent."""
    from admanager.project.file import ProjectFile
    from admanager.report.bulk.sheet import write_bulk_sheet
    from admanager.simulation.campaign_file import load

    plan = load(campaign, [])
    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        written = write_bulk_sheet(
            opened,
            plan,
            platform,
            output_file,
            landing_page=landing_page,
            locations=locations or [],
            job=job,
        )
    notes = [str(note) for note in written.sheet.notes]
    output.emit(
        {
            "path": str(written.path),
            "platform": platform,
            "rows": len(written.sheet.rows),
            "columns": list(written.sheet.columns),
            "folder": str(written.folder) if written.folder else None,
            "notes": notes,
        },
        "\n".join(
            [
                f"Wrote {len(written.sheet.rows)} lines to {written.path}. What is left to do there:",
                *(f"- {note}" for note in notes),
            ]
        ),
    )


def replay(
    log: Annotated[Path, paths.argument("The log, a CSV file with propensities.")],
    policy: Annotated[Literal["random", "bts", "log"], typer.Option(help="The policy to evaluate.")],
    target: Annotated[
        Path | None,
        paths.option(metavar="LOG2.csv", help_text="A log of the policy itself, to compare with."),
    ] = None,
) -> None:
    """Evaluate a policy on the log of another one: what it would have earned, with intervals."""
    from admanager.simulation.bandit_log import read_bandit_log, target_chances
    from admanager.simulation.off_policy import evaluate

    read = read_bandit_log(log)
    found = evaluate(read, target_chances(policy, read))
    own = None if target is None else evaluate(read_bandit_log(target), None, which=()).on_policy
    if found.refused is not None:
        output.warn(found.refused)
    output.emit(_evaluation_json(policy, found, own), _evaluation_words(policy, found, own))


def _evaluation_json(policy: str, found: Evaluation, own: Estimate | None) -> dict[str, Any]:
    return {
        "policy": policy,
        "estimators": {
            name: {
                **_ends(one.estimate),
                "bernstein_low": one.bernstein and one.bernstein[0],
                "bernstein_high": one.bernstein and one.bernstein[1],
                "parameter": one.parameter,
                "matched": one.matched,
                "refused": one.refused,
            }
            for name, one in found.estimators.items()
        },
        "rounds": found.rounds,
        "rewards": found.rewards,
        "effective_sample_size": found.effective_sample_size,
        "effective_rewards": found.effective_rewards,
        "max_weight": found.max_weight,
        "unsupported_share": found.unsupported_share,
        "refused": found.refused,
        "log_mean": _ends(found.on_policy),
        "target": None if own is None else _ends(own),
    }


def _ends(estimate: Estimate) -> dict[str, float]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _evaluation_words(policy: str, found: Evaluation, own: Estimate | None) -> str:
    lines = [f"{policy} on {found.rounds:,} rounds with {found.rewards:,.0f} clicks"]
    for name, one in found.estimators.items():
        if one.refused is not None:
            # What refuses them all is said once, on standard error.
            why = "" if one.refused == found.refused else f": {one.refused}"
            lines.append(f"  {name:<10} refused{why}")
            continue
        value, low, high = (f"{end:.3%}" for end in (one.estimate.value, one.estimate.low, one.estimate.high))
        lines.append(f"  {name:<10} {value:>8}  ({low} to {high})")
    lines.append(
        f"  effective sample size {found.effective_sample_size:,.0f}, largest weight {found.max_weight:,.1f}, "
        f"unsupported {found.unsupported_share:.1%}"
    )
    for name, mean in (("this log", found.on_policy), ("the policy's own log", own)):
        if mean is not None:
            lines.append(f"  mean of {name}: {mean.value:.3%} ({mean.low:.3%} to {mean.high:.3%})")
    return "\n".join(lines)


def auctions(
    log: Annotated[Path, paths.argument("The log of auctions.")],
    train_info: Annotated[
        Path, paths.option(metavar="FILE", help_text="What is known from the training days.")
    ],
    episode: Annotated[int, typer.Option(min=1, help="How many auctions an episode has.")],
    budget_fraction: Annotated[
        float,
        typer.Option(
            metavar="F", parser=_share, help="The budget as a share of what all auctions cost; 1/32 also."
        ),
    ],
    strategy: Annotated[
        Literal["mcpc", "linear", "ss_mdp", "rlb", "auto"], typer.Option(help="The bid strategy.")
    ],
    b0: Annotated[
        int | None,
        typer.Option(min=0, help="The base bid of linear bidding; tuned on the training prices if left out."),
    ] = None,
) -> None:
    """Replay a log of second-price auctions with a bid strategy and a budget per episode."""
    from admanager.simulation.auctions import read_log, read_train_info, replay_auctions

    info = read_train_info(train_info)
    with output.TerminalJob() as job:
        result = replay_auctions(
            read_log(log), info, strategy=strategy, episode=episode, fraction=budget_fraction, b0=b0, job=job
        )
    share = result.value / result.oracle_value if result.oracle_value else math.nan
    output.emit(
        {**asdict(result), "share_of_oracle": share},
        f"{strategy}: {result.impressions:,} of {result.auctions:,} auctions won in {result.episodes:,} episodes of "
        f"budget {result.budget:,}\n  clicks {result.clicks:,}, cost {result.cost:,}, predicted clicks "
        f"{result.value:,.2f} ({share:.2%} of what hindsight buys)",
    )
