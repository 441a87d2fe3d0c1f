"""Jobs in child processes: results, progress, commands, cancelling, errors and crashes."""

from __future__ import annotations

import os
import time

import pytest

from admanager.jobs import Child, Job, run_in_child
from admanager.texts import AdManagerError, Cancelled, sentence


class RecordingJob(Job):
    def __init__(self, *, cancel_after_partials: int | None = None, send: tuple[object, ...] = ()) -> None:
        self.reports: list[tuple[float, float, str]] = []
        self.partials: list[object] = []
        self.cancel_after_partials = cancel_after_partials
        self.to_send = list(send)

    def progress(self, done: float, total: float, text: str) -> None:
        self.reports.append((done, total, text))

    def partial(self, result: object) -> None:
        self.partials.append(result)

    def check_cancelled(self) -> None:
        if self.cancel_after_partials is not None and len(self.partials) >= self.cancel_after_partials:
            raise Cancelled

    def commands(self) -> list[object]:
        sent, self.to_send = self.to_send, []
        return sent


def add(a: int, b: int, *, job: Job) -> int:
    job.progress(1, 2, sentence("Added {count} of {total}.", count=1, total=2))
    job.partial({"so far": a})
    job.progress(2, 2, sentence("Added {count} of {total}.", count=2, total=2))
    return a + b


def wait_for_a_command(*, job: Job) -> list[object]:
    job.partial("ready")
    received: list[object] = []
    while not received:
        received = job.commands()
        time.sleep(0.01)
    return received


def run_for_ever(*, job: Job) -> None:
    job.partial(os.getpid())
    while True:
        time.sleep(0.05)


def refuse(*, job: Job) -> None:
    raise AdManagerError(sentence("Line {line} is broken.", line=3))


def stumble(*, job: Job) -> None:
    raise KeyError("a fault of ours")


def vanish(*, job: Job) -> None:
    os._exit(9)


def test_a_child_returns_its_result_and_its_reports() -> None:
    job = RecordingJob()
    assert run_in_child(add, 2, 3, job=job) == 5
    assert job.partials == [{"so far": 2}]
    assert job.reports[-1] == (2, 2, "Added 2 of 2.")


def test_sentences_stay_translatable_on_their_way() -> None:
    job = RecordingJob()
    run_in_child(add, 2, 3, job=job)
    text = job.reports[-1][2]
    assert text.template == "Added {count} of {total}."  # type: ignore[attr-defined]


def test_commands_reach_the_child() -> None:
    assert run_in_child(wait_for_a_command, job=RecordingJob(send=("pause",))) == ["pause"]


def test_cancelling_ends_the_child_at_once() -> None:
    job = RecordingJob(cancel_after_partials=1)
    with pytest.raises(Cancelled):
        run_in_child(run_for_ever, job=job)
    (pid,) = job.partials
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)  # type: ignore[call-overload]


def test_an_expected_error_arrives_as_it_is() -> None:
    with pytest.raises(AdManagerError, match="Line 3 is broken") as caught:
        run_in_child(refuse, job=Job())
    assert caught.value.message.params == {"line": 3}  # type: ignore[attr-defined]


def test_a_fault_becomes_one_sentence_with_the_trace_in_its_details() -> None:
    with pytest.raises(AdManagerError, match="failed") as caught:
        run_in_child(stumble, job=Job())
    assert "in stumble" in caught.value.details


def test_a_crash_is_an_error_and_not_a_hang() -> None:
    with pytest.raises(AdManagerError, match="exit code 9"):
        run_in_child(vanish, job=Job())


def own_pid(*, job: Job) -> int:
    job.partial("here")
    return os.getpid()


def lose_the_connection(*, job: Job) -> None:
    raise ConnectionError("the store went away")


def test_one_child_serves_call_after_call_and_ends_with_the_block() -> None:
    with Child() as child:
        pid = child.run(own_pid, job=Job())
        assert child.run(add, 2, 3, job=Job()) == 5
        with pytest.raises(AdManagerError, match="Line 3 is broken"):
            child.run(refuse, job=Job())
        assert pid != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_command_that_comes_too_late_is_no_call() -> None:
    with Child() as child:
        assert child.run(add, 2, 3, job=RecordingJob(send=("pause", "resume"))) == 5
        assert child.run(add, 4, 5, job=Job()) == 9


def test_a_child_that_is_not_wanted_or_died_is_followed_by_a_new_one() -> None:
    with Child() as child:
        job = RecordingJob(cancel_after_partials=1)
        with pytest.raises(Cancelled):
            child.run(run_for_ever, job=job)
        with pytest.raises(AdManagerError, match="exit code 9"):
            child.run(vanish, job=Job())
        assert child.run(add, 2, 3, job=Job()) == 5


def test_a_broken_connection_of_the_work_is_told_and_not_taken_for_the_end_of_the_parent() -> None:
    with pytest.raises(AdManagerError, match="the store went away"):
        run_in_child(lose_the_connection, job=Job())
