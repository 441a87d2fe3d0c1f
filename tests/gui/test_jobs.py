"""The job runner: progress, results, cancel, failure, waiting writers, closing."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from admanager.gui.jobs import JobRecord, JobState
from admanager.gui.page import PageContext
from admanager.jobs import Job, run_in_child
from admanager.texts import AdManagerError, Cancelled, sentence
from tests.gui import job_functions


def in_child(function: object, *args: object) -> object:
    """Return a job function that runs `function` in a child process."""

    def run(*, job: Job) -> object:
        return run_in_child(function, *args, job=job)  # type: ignore[arg-type]

    return run


def wait_until_over(qtbot: QtBot, record: JobRecord) -> None:
    qtbot.waitUntil(lambda: record.finished)


def until_cancelled(*, job: Job) -> None:
    """Run until somebody cancels."""
    while True:
        job.check_cancelled()
        time.sleep(0.005)


def test_result_and_progress_come_back_in_the_windows_thread(qtbot: QtBot, page_context: PageContext) -> None:
    threads: list[int] = []
    results: list[int] = []

    def work(*, job: Job) -> int:
        job.progress(1, 4, sentence("Reading"))
        return 42

    record = page_context.run_job(
        "Read", work, on_done=results.append, on_progress=lambda _: threads.append(threading.get_ident())
    )
    wait_until_over(qtbot, record)
    assert results == [42]
    assert record.result == 42
    assert (record.done, record.total, record.text) == (1, 4, "Reading")
    assert set(threads) == {threading.get_ident()}


def test_job_in_a_child_process_reports_through_to_the_window(
    qtbot: QtBot, page_context: PageContext
) -> None:
    record = page_context.run_job("Count", in_child(job_functions.count_slowly, 30))
    wait_until_over(qtbot, record)
    assert record.state is JobState.DONE
    assert record.result == 30
    assert record.total == 30
    assert record.text.startswith("Step ")


def test_every_partial_result_arrives_in_order(qtbot: QtBot, page_context: PageContext) -> None:
    got: list[int] = []
    record = page_context.run_job(
        "Send", in_child(job_functions.send_partials, 500), on_partial=lambda item: got.append(item["number"])
    )
    wait_until_over(qtbot, record)
    assert got == list(range(500))


def test_partials_so_far_are_replayed_to_a_page_built_anew(qtbot: QtBot, page_context: PageContext) -> None:
    got: list[object] = []
    go_on = threading.Event()

    def work(*, job: Job) -> None:
        job.partial("first")
        go_on.wait(10)
        job.partial("second")

    record = page_context.run_job("Train", work, key="models.train")
    qtbot.waitUntil(lambda: len(record.partials) == 1)
    found = page_context.job("models.train")
    assert found is record
    found.listen(on_partial=got.append, replay=True)
    go_on.set()
    wait_until_over(qtbot, record)
    assert got == ["first", "second"]


def test_cancel_ends_a_child_within_half_a_second(qtbot: QtBot, page_context: PageContext) -> None:
    failures: list[AdManagerError] = []
    record = page_context.run_job(
        "Count", in_child(job_functions.count_slowly, 10_000), on_failed=failures.append
    )
    qtbot.waitUntil(lambda: record.done > 0)
    asked = time.monotonic()
    record.cancel()
    assert record.state is JobState.CANCELLING
    wait_until_over(qtbot, record)
    assert record.state is JobState.CANCELLED
    assert [type(failure) for failure in failures] == [Cancelled]
    assert record.ended - asked < 0.75  # 0.5 s to answer, and a quarter for a machine that is busy otherwise


def test_failure_without_a_listener_is_shown_by_the_window(qtbot: QtBot, page_context: PageContext) -> None:
    def work(*, job: Job) -> None:
        raise AdManagerError(sentence("The file {name} is gone.", name="a.csv"))

    with qtbot.waitSignal(page_context.runner.fault_found) as caught:
        record = page_context.run_job("Import", work)
    assert str(caught.args[0]) == "The file a.csv is gone."
    assert record.state is JobState.FAILED


def test_failure_with_a_listener_is_not_shown_twice(qtbot: QtBot, page_context: PageContext) -> None:
    shown: list[object] = []
    failures: list[AdManagerError] = []
    page_context.runner.fault_found.connect(shown.append)

    def work(*, job: Job) -> None:
        raise AdManagerError(sentence("No."))

    record = page_context.run_job("Import", work, on_failed=failures.append)
    wait_until_over(qtbot, record)
    assert [str(failure) for failure in failures] == ["No."]
    assert shown == []


def test_fault_of_the_program_reaches_both_the_page_and_the_error_dialog(
    qtbot: QtBot, page_context: PageContext
) -> None:
    shown: list[BaseException] = []
    failures: list[AdManagerError] = []
    page_context.runner.fault_found.connect(shown.append)

    def work(*, job: Job) -> None:
        raise KeyError("nothing")

    record = page_context.run_job("Import", work, on_failed=failures.append)
    wait_until_over(qtbot, record)
    assert [type(error) for error in shown] == [KeyError]
    assert "KeyError" in str(failures[0])


def test_crash_of_a_child_is_a_sentence(qtbot: QtBot, page_context: PageContext) -> None:
    failures: list[AdManagerError] = []
    record = page_context.run_job("Die", in_child(job_functions.die), on_failed=failures.append)
    wait_until_over(qtbot, record)
    assert str(failures[0]) == "The worker process ended unexpectedly (exit code 13); nothing was changed."


def test_full_disk_is_told_as_what_the_system_refused(qtbot: QtBot, page_context: PageContext) -> None:
    failures: list[AdManagerError] = []

    def work(*, job: Job) -> None:
        raise OSError(28, "No space left on device", "/data/out.png")

    record = page_context.run_job("Export", work, on_failed=failures.append)
    wait_until_over(qtbot, record)
    assert str(failures[0]) == "The disk is full: make room for /data/out.png and try again."


def test_second_writer_waits_for_the_first(qtbot: QtBot, page_context: PageContext) -> None:
    order: list[str] = []
    release = threading.Event()

    def write(name: str, *, job: Job) -> None:
        order.append(f"{name} begins")
        release.wait(10)
        order.append(f"{name} ends")

    first = page_context.run_job("First", partial(write, "first"), writes=True)
    second = page_context.run_job("Second", partial(write, "second"), writes=True)
    qtbot.waitUntil(lambda: order == ["first begins"])
    assert second.state is JobState.WAITING
    release.set()
    wait_until_over(qtbot, first)
    wait_until_over(qtbot, second)
    assert order == ["first begins", "first ends", "second begins", "second ends"]


def test_waiting_writer_can_be_cancelled_before_it_begins(qtbot: QtBot, page_context: PageContext) -> None:
    ran: list[str] = []
    first = page_context.run_job("First", until_cancelled, writes=True)
    second = page_context.run_job("Second", lambda job: ran.append("second"), writes=True)
    second.cancel()
    wait_until_over(qtbot, second)
    assert second.state is JobState.CANCELLED
    first.cancel()
    wait_until_over(qtbot, first)
    assert ran == []


def test_readers_run_beside_a_writer(qtbot: QtBot, page_context: PageContext) -> None:
    writer = page_context.run_job("Write", until_cancelled, writes=True)
    reader = page_context.run_job("Read", lambda job: "read")
    wait_until_over(qtbot, reader)
    assert reader.result == "read"
    writer.cancel()
    wait_until_over(qtbot, writer)


def test_commands_reach_the_job(qtbot: QtBot, page_context: PageContext) -> None:
    def work(*, job: Job) -> list[object]:
        found: list[object] = []
        while "stop" not in found:
            found += job.commands()
        return found

    record = page_context.run_job("Simulate", work)
    for command in ("pause", "resume", "stop"):
        record.send(command)
    wait_until_over(qtbot, record)
    assert record.result == ["pause", "resume", "stop"]


def test_callbacks_of_a_deleted_owner_are_dropped(qtbot: QtBot, page_context: PageContext) -> None:
    got: list[object] = []
    release = threading.Event()
    owner = QObject()

    def work(*, job: Job) -> str:
        release.wait(10)
        return "late"

    record = page_context.run_job("Work", work, on_done=got.append, owner=owner)
    task = page_context.run_quiet(lambda: release.wait(10), on_done=got.append, owner=owner)
    shiboken6.delete(owner)
    release.set()
    wait_until_over(qtbot, record)
    qtbot.waitUntil(lambda: not page_context.runner.busy())
    assert got == []
    assert not task.wanted


def test_forgotten_task_does_not_answer(qtbot: QtBot, page_context: PageContext) -> None:
    got: list[object] = []
    task = page_context.run_quiet(lambda: "old", on_done=got.append)
    task.forget()
    page_context.run_quiet(lambda: "new", on_done=got.append)
    qtbot.waitUntil(lambda: got == ["new"])
    qtbot.waitUntil(lambda: not page_context.runner.busy())
    assert got == ["new"]


def test_timer_rests_when_nothing_runs(qtbot: QtBot, page_context: PageContext) -> None:
    record = page_context.run_job("Short", lambda job: None)
    wait_until_over(qtbot, record)
    qtbot.waitUntil(lambda: not page_context.runner.busy())


def test_time_left_is_estimated_from_the_pace(page_context: PageContext) -> None:
    record = JobRecord("Import", until_cancelled, key="", writes=False)
    assert record.seconds_left() is None
    record.state, record.started = JobState.RUNNING, time.monotonic() - 10
    record.done, record.total = 25, 100
    assert record.seconds_left() == pytest.approx(30, rel=0.05)


def test_closing_cancels_what_runs(qtbot: QtBot, page_context: PageContext) -> None:
    record = page_context.run_job("Forever", until_cancelled)
    qtbot.waitUntil(lambda: record.started > 0)
    assert page_context.runner.close(5.0)


def test_small_change_is_one_operation_with_undo(qtbot: QtBot, page_context: PageContext) -> None:
    done: list[int] = []
    page_context.change(
        sentence("Save the segment “{name}”", name="loyal"),
        lambda change: change.insert("segment", {"name": "loyal", "rule": "age > 40", "changed": 0.0}),
        on_done=done.append,
    )
    qtbot.waitUntil(lambda: done == [1])
    messages: list[str] = []
    page_context.message_posted.connect(lambda text, _: messages.append(text))
    page_context.undo()
    qtbot.waitUntil(lambda: messages == ["Undone: Save the segment “loyal”"])
    assert page_context.project is not None
    assert page_context.project.read().execute("SELECT COUNT(*) FROM segment").fetchone() == (0,)
    page_context.redo()
    qtbot.waitUntil(lambda: messages[1:] == ["Done again: Save the segment “loyal”"])
