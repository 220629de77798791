from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.gui.practice.chart import PracticeChart

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def made(days: float, sad: float, match_s: float | None = 1.0) -> RoundResult:
    tasks = (TaskResult("sad", None, match_s, 1.0, 1.0, sad), TaskResult("fear", None, 3.0, 1.0, 1.0, 50.0))
    return RoundResult(NOON + timedelta(days=days), 1, "", 0, tasks)


@pytest.fixture
def chart(dark: QApplication, qtbot: QtBot) -> PracticeChart:
    chart = PracticeChart()
    qtbot.addWidget(chart)
    return chart


def test_rounds_of_a_day_are_one_dot_at_their_day(chart: PracticeChart) -> None:
    chart.show_rounds([made(0, 20), made(0.1, 40), made(14, 90)], ["sad"], seconds=False)
    assert chart.points_of("sad") == [(0, 30), (14, 90)]
    assert "Sad 90" in chart.accessibleDescription()


def test_rounds_of_the_only_day_are_a_dot_each(chart: PracticeChart) -> None:
    chart.show_rounds([made(0, 20), made(0.1, 40)], ["sad"], seconds=False)
    assert chart.points_of("sad") == [(0, 20), (1, 40)]


def test_seconds_leave_out_what_was_never_matched(chart: PracticeChart) -> None:
    chart.show_rounds([made(0, 20, None), made(1, 40, 2.5)], ["sad", "fear"], seconds=True)
    assert chart.points_of("sad") == [(1, 2.5)]
    assert [value for _, value in chart.points_of("fear")] == [3, 3]
    assert len(chart.plotItem.listDataItems()) == 2


def test_points_have_a_line_for_whole_rounds_beside_those_of_the_chosen_emotions(chart: PracticeChart) -> None:
    chart.show_rounds([made(0, 20), made(1, 40)], ["sad"], seconds=False)
    assert len(chart.plotItem.listDataItems()) == 2
    assert list(chart.plotItem.listDataItems()[-1].yData) == [35, 45]
