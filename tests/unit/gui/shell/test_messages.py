"""What is told in passing: which message is shown, on which page, and for how long."""

import gc
import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell import messages as module
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.widgets.notice import Notice


@pytest.fixture
def notice(dark: QApplication, qtbot: QtBot) -> Notice:
    notice = Notice()
    qtbot.addWidget(notice)
    return notice


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def messages(notice: Notice, jobs: Jobs) -> Messages:
    return Messages(notice, jobs)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages that go after a moment."""
    monkeypatch.setattr(module, "_LEAST_MS", 1)
    monkeypatch.setattr(module, "_A_LETTER_MS", 0)


def test_the_newest_is_shown_and_the_one_before_comes_back(messages: Messages, notice: Notice) -> None:
    messages.tell("One.")
    second = messages.tell("Two.")
    assert notice.words == "Two."
    second.withdraw()
    assert notice.words == "One."


def test_names_that_are_no_text_are_told_all_the_same(messages: Messages, notice: Notice) -> None:
    messages.tell(f"Saved {os.fsdecode(bytes([0xE9]))}.csv.")
    assert notice.words == r"Saved \xe9.csv."


def test_one_that_is_withdrawn_twice_or_too_late_takes_no_other_with_it(messages: Messages, notice: Notice) -> None:
    first = messages.tell("One.")
    first.withdraw()
    messages.tell("Two.")
    first.withdraw()
    assert notice.words == "Two."


def test_it_goes_by_itself_unless_something_must_be_decided(
    messages: Messages, notice: Notice, short: None, qtbot: QtBot
) -> None:
    messages.tell("Whose?", ("Mine", lambda: None), stays=True)
    messages.tell("Saved.")
    qtbot.waitUntil(lambda: notice.words == "Whose?")
    qtbot.wait(5)
    assert notice.words == "Whose?"


def test_one_that_another_covers_at_once_is_still_seen_for_its_time(
    messages: Messages, notice: Notice, short: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LEAST_MS", 100)
    messages.tell("Saved.")
    messages.tell("No loudspeaker.")
    qtbot.waitUntil(lambda: notice.words == "Saved.")
    qtbot.waitUntil(lambda: notice.words == "")


def test_one_that_was_closed_before_its_time_does_no_harm(
    messages: Messages, notice: Notice, short: None, qtbot: QtBot
) -> None:
    messages.tell("Closed.")
    notice.closed.emit()
    gc.collect()
    messages.tell("Saved.")
    qtbot.waitUntil(lambda: notice.words == "")


def test_one_of_another_page_is_told_when_that_is_turned_to_and_not_before(
    messages: Messages, notice: Notice, short: None, qtbot: QtBot
) -> None:
    here, there = QWidget(), QWidget()
    messages.set_page(here)
    messages.tell("It is there.", on=there)
    qtbot.wait(5)
    assert notice.words == ""
    messages.set_page(there)
    assert notice.words == "It is there."
    qtbot.waitUntil(lambda: notice.words == "")


def test_a_choice_is_made_once_and_takes_the_message_with_it(messages: Messages, notice: Notice) -> None:
    chosen: list[str] = []
    messages.tell("Before.")
    messages.tell("Saved.", ("Show", lambda: chosen.append("shown")), stays=True)
    next(each for each in notice.findChildren(QPushButton) if each.text() == "Show").click()
    assert chosen == ["shown"]
    assert notice.words == "Before."


def test_what_every_clip_would_tell_again_is_told_once(messages: Messages, notice: Notice) -> None:
    messages.tell("No loudspeaker.", once=True).withdraw()
    messages.tell("No loudspeaker.", once=True)
    assert notice.words == ""


def test_the_same_words_do_not_pile_up(messages: Messages, notice: Notice) -> None:
    for _ in range(3):
        messages.tell("The disk is full.")
    notice.closed.emit()
    assert notice.words == ""


def test_what_fails_in_a_worker_thread_is_told(messages: Messages, notice: Notice, jobs: Jobs) -> None:
    jobs.failed.emit("It can't be read.")
    assert notice.words == "It can't be read."
