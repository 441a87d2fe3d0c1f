"""Commands about the program itself: the demo, the self-test and the benchmarks."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from admanager.cli import output, paths
from admanager.texts import AdManagerError, sentence

BENCHMARKS = Path(__file__).resolve().parents[2] / "tests" / "benchmarks"


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("demo")(demo)
    app.command("self-test")(self_test)
    app.command("bench")(bench)


def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Run without a window.")] = False,
    out: Annotated[
        Path, paths.option(help_text="The folder for the project, the report and the pictures.")
    ] = Path("demo"),
    seed: Annotated[int, typer.Option(help="The seed of the generated people and of everything after.")] = 7,
) -> None:
    """Run the whole loop on generated people: import, segments, model, creatives, campaign, report."""
    from admanager.demo.story import run_demo

    with output.TerminalJob() as job:
        result = run_demo(out, seed, job=job)
    output.emit(result.as_dict(), result.in_words())


def self_test() -> None:
    """Run every part of the program once, in a temporary folder, and say what works."""
    from admanager.demo.selftest import run_self_test

    with output.TerminalJob() as job:
        result = run_self_test(job=job)
    output.emit(result.as_dict(), result.in_words())
    if not result.ok:
        raise AdManagerError(sentence("The self-test failed at: {steps}.", steps=", ".join(result.failed)))


def bench(
    name: Annotated[str, typer.Argument(help="The benchmark, such as import, count or simulation.")],
) -> None:
    """Run one benchmark beside its peer; needs a checkout of the source."""
    if not BENCHMARKS.is_dir():
        raise AdManagerError(
            sentence(
                "Benchmarks come with the source, not with the installed program; run this in a checkout."
            )
        )
    known = sorted(
        path.stem.removeprefix("bench_").replace("_", "-") for path in BENCHMARKS.glob("bench_*.py")
    )
    if name not in known:
        raise AdManagerError(
            sentence("There is no benchmark {name}; there are: {known}.", name=name, known=", ".join(known))
        )
    result = _load(BENCHMARKS / f"bench_{name.replace('-', '_')}.py").run()
    ratio = "-" if result["ratio"] is None else f"{result['ratio']:.3g}"
    output.emit(
        result,
        f"{result['name']}: {result['value']:,.4g} {result['unit']} (peer {result['peer']}, ratio {ratio})",
    )


def _load(path: Path) -> Any:
    """Import a benchmark from its file, with the checkout's root importable as the tests have it."""
    sys.path.insert(0, str(BENCHMARKS.parents[1]))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise AdManagerError(sentence("The benchmark {path} cannot be read.", path=str(path)))
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # so that functions of it can be sent to child processes
    spec.loader.exec_module(module)
    return module
