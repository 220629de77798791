"""Practising with the drawn actor, who plays the tasks, and what happens when something fails."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.gui.practice import run as practice_run
from acting_mirror.gui.practice import task_card as cue_faces
from acting_mirror.gui.practice.page import PracticePage
from acting_mirror.gui.practice.words import hint_of
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.rehearsal.practice import PracticeRound
from acting_mirror.rehearsal.practice_plan import TASKS, Task
from acting_mirror.rehearsal.tips import TIPS
from acting_mirror.vision.sources.live_actor import LiveActor
from tests.fake_camera import drawn, for_ever
from tests.gui.conftest import Cameras, OpenWindow
from tests.gui.driver import Driver
from tests.gui.rehearsing import QUICK, SCRIPT, rehearse
from tests.readings import timeline_of

Ask = Callable[..., None]


@pytest.fixture(scope="module")
def faces() -> dict[str, QImage]:
    return cue_faces.portraits()


@pytest.fixture(autouse=True)
def small_actor(monkeypatch: pytest.MonkeyPatch, faces: dict[str, QImage]) -> None:
    """The drawn actor plays in small pictures; cues are drawn once."""
    monkeypatch.setattr(LiveActor.__init__, "__defaults__", ((320, 240), 12.0))
    monkeypatch.setattr(cue_faces, "portraits", lambda: faces)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Decides what the next rounds ask for, each to be held for a moment."""

    def asked(*emotions: str, hold_s: float = 0.2) -> None:
        tasks = tuple(Task(emotion, 0.3, hold_s, 5.0) for emotion in emotions)
        monkeypatch.setattr(practice_run, "plan", lambda *_: tasks)

    return asked


@pytest.fixture
def page(mirror: Driver) -> PracticePage:
    """The page with the drawn actor."""
    mirror.demo()
    return turn(mirror)


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawn actor stands for somebody before a camera, whose rounds count."""
    monkeypatch.setattr(LiveSession, "is_demo", False)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the drawn actor is told to show."""
    parts: list[tuple[object, ...]] = [()]
    monkeypatch.setattr(LiveActor, "act", lambda _, *part: parts.append(part))
    return parts


def turn(mirror: Driver) -> PracticePage:
    mirror.press("Ctrl+3", mirror.window)
    page = mirror.window.practice
    mirror.until(lambda: page.past.rounds is not None and page.faces.pictures)
    return page


def in_round(page: PracticePage) -> bool:
    return page.run.running and page.task.isVisible()


def test_a_round_ends_with_its_result_which_is_kept(mirror: Driver, page: PracticePage, ask: Ask, user: None) -> None:
    mirror.until(lambda: page.bar.main.isEnabled())
    assert page.start.isVisible() and "hold it" in page.start.words
    ask("disgust", "happy")
    mirror.press("Space")
    assert in_round(page)
    mirror.until(lambda: page.task.view.hint == "Hold it")
    mirror.until(lambda: not page.run.running)
    assert page.result.isVisible() and "points" in page.result.words
    page.past._lane.close(finish=True)
    (kept,) = PracticeLog().load()
    assert [(task.emotion, task.held) for task in kept.tasks] == [("disgust", True), ("happy", True)]
    assert page.start.chart.rounds == (kept,)
    assert not mirror.live.recording


def test_a_round_of_the_drawn_actor_is_shown_and_neither_kept_nor_makes_the_next_one_harder(
    mirror: Driver, page: PracticePage, ask: Ask
) -> None:
    mirror.until(lambda: page.bar.main.isEnabled())
    ask("disgust")
    mirror.press("Space")
    mirror.until(lambda: page.result.isVisible())
    assert "points" in page.result.words and "demo actor played this round" in page.result.words
    done = TaskResult("sad", None, 1.0, 1.5, 1.5, 100.0)
    page.run.ended.emit(RoundResult(datetime(2026, 11, 24, tzinfo=UTC), 1, "", 8, (done,) * TASKS))
    page.past._lane.close(finish=True)
    assert page.past.rounds == () == PracticeLog().load()
    assert mirror.window.settings.practice.level == 1


def test_the_drawn_actor_plays_a_round_and_goes_back_to_its_own_performance(
    mirror: Driver, page: PracticePage, ask: Ask, told: list[tuple[object, ...]]
) -> None:
    mirror.until(lambda: page.bar.main.isEnabled())
    ask("sad", "fear", hold_s=60)
    mirror.press("Space")
    mirror.until(lambda: told[-1] == ("sad", None))
    mirror.press("P")
    assert told[-1] == (None, None)
    mirror.press("P")
    mirror.press("Right")
    mirror.until(lambda: told[-1] == ("fear", None))
    mirror.press("Space")
    assert told[-1] == (None, None)


def test_a_rehearsal_that_goes_on_elsewhere_leaves_the_drawn_actor_to_the_round(
    mirror: Driver, page: PracticePage, ask: Ask, told: list[tuple[object, ...]], tmp_path: Path
) -> None:
    script = tmp_path / "door.fountain"
    script.write_text(SCRIPT)
    rehearsal = rehearse(mirror, script, advance="key", **QUICK)
    mirror.press("Return", rehearsal.view)
    mirror.until(lambda: told[-1] == ("fear", None))
    turn(mirror)
    ask("sad", hold_s=60)
    mirror.until(lambda: page.bar.main.isEnabled())
    mirror.press("Space")
    mirror.until(lambda: told[-1] == ("sad", None))
    played = len(told)
    mirror.until(lambda: len(told) > played + 5)
    assert rehearsal.run.running and set(told[played:]) == {("sad", None)}


def test_a_round_is_played_by_keys_alone(mirror: Driver, page: PracticePage, user: None) -> None:
    mirror.until(lambda: page.bar.main.isEnabled())
    for keys in ("1", "2", "3"):
        mirror.press(keys)
    mirror.press("Right")
    practice = mirror.window.settings.practice
    assert (practice.emotions, practice.level) == (EMOTIONS[3:], 2)
    mirror.press("0")
    assert not mirror.window.settings.practice.emotions  # all of them
    mirror.press("Return")
    assert in_round(page)
    mirror.press("P")
    assert page.run.paused and page.bar.pause.text() == "Resume"
    mirror.until(lambda: page.task.view.hint.startswith("Paused"))
    mirror.press("P")
    for _ in range(TASKS):
        assert in_round(page)
        mirror.press("Right")
    assert page.result.isVisible()
    mirror.press("Esc")
    assert page.start.isVisible() and page.start.words.startswith("Last round: ")
    for keys in "1234567":
        mirror.press(keys)
    assert mirror.window.settings.practice.emotions == ("neutral",), "one at least stays chosen"


def test_a_round_that_is_stopped_keeps_what_was_done_and_nothing_of_an_empty_one(
    mirror: Driver, page: PracticePage, ask: Ask, user: None
) -> None:
    mirror.until(lambda: page.bar.main.isEnabled())
    ended: list[RoundResult | None] = []
    page.run.ended.connect(ended.append)
    ask("sad", "fear", hold_s=60)
    mirror.press("Space")
    mirror.press("Space")
    assert ended == [None] and page.start.isVisible()
    mirror.press("Space")
    mirror.press("Right")
    mirror.press("Space")
    assert ended[1] is not None and len(ended[1].tasks) == 1
    assert page.past.rounds == (ended[1],)


def test_a_round_that_went_well_makes_the_next_one_harder(mirror: Driver) -> None:
    page = mirror.window.practice
    done = TaskResult("sad", None, 1.0, 1.5, 1.5, 100.0)
    page.run.ended.emit(RoundResult(datetime(2026, 11, 24, tzinfo=UTC), 1, "", 8, (done,) * TASKS))
    assert mirror.window.settings.practice.level == 2 and "level 2 from now on" in page.result.words


def test_another_page_lets_the_round_wait_and_the_recording_go_on(mirror: Driver, page: PracticePage, ask: Ask) -> None:
    mirror.press("Ctrl+1", mirror.window)
    mirror.record()
    mirror.press("Ctrl+3", mirror.window)
    mirror.until(lambda: page.view.badge.words.startswith("Recording"))
    ask("sad", hold_s=60)
    mirror.press("Space")
    assert in_round(page) and mirror.live.recording
    mirror.press("Ctrl+1", mirror.window)
    assert page.run.paused
    mirror.press("Ctrl+3", mirror.window)
    assert page.run.paused and in_round(page)
    mirror.press("Space")
    assert not page.run.running and mirror.live.recording


def test_a_lost_camera_lets_the_round_wait_for_another(mirror: Driver, cameras: Cameras, ask: Ask) -> None:
    cameras(for_ever(*drawn((320, 240), seconds=0.5)))
    mirror.camera()
    page = turn(mirror)
    mirror.until(lambda: page.bar.main.isEnabled())
    ask("fear", hold_s=60)
    mirror.press("Space")
    mirror.window.current._on_failed(mirror.live, "Studio is gone.")
    assert page.run.paused and page.state.words.startswith("No camera")
    mirror.press("P")
    assert page.run.paused
    next(each for each in page.state.buttons if each.text() == "Demo actor").click()
    mirror.until(lambda: page.view.frame is not None and not page.state.words)
    mirror.press("P")
    mirror.until(lambda: page.run.round is not None and page.run.round.standing.near is not None)
    assert not page.run.paused


def test_without_a_camera_no_round_begins(mirror: Driver) -> None:
    mirror.window.begin()
    page = turn(mirror)
    assert page.state.words.startswith("No camera")
    mirror.press("Space")
    assert not page.run.running and not page.bar.main.isEnabled()


def test_it_says_what_to_do_before_what_to_show(mirror: Driver) -> None:
    run = mirror.window.practice.run
    run.round = PracticeRound([Task("happy", 0.3, 1.0, 2.0)])
    said = {}
    for shown in ({"happy": 0.9}, {"sad": 0.9}, None):
        run.reading = timeline_of(lambda _, shown=shown: shown, 0.1).reading_at(0.0)  # type: ignore[misc]
        assert run.reading is not None
        run.round.feed(run.reading)
        said[str(shown)] = hint_of(run)
    assert list(said.values()) == [
        ("Hold it", False),
        (TIPS["happy"]["weak"], False),
        ("Turned away: face the camera", True),
    ]
    run.reading = FrameAnalysis(0, 0.0, (), 0.0)
    assert hint_of(run) == ("Step into the picture", True)
    run.pause(True)
    assert hint_of(run) == ("Paused: press P to resume", True)


def test_rounds_that_cannot_be_kept_are_told(
    mirror: Driver, page: PracticePage, ask: Ask, tmp_path: Path, user: None
) -> None:
    page.past.log = PracticeLog(tmp_path / "file" / "practice.jsonl")
    (tmp_path / "file").write_text("")
    mirror.until(lambda: page.bar.main.isEnabled())
    ask("sad", "fear")
    mirror.press("Space")
    mirror.press("Right")
    mirror.press("Right")
    mirror.until(lambda: "can't be kept" in mirror.notice)
    assert page.result.isVisible() and len(page.past.rounds or ()) == 1


def test_closing_the_window_keeps_a_round_that_runs(open_window: OpenWindow, ask: Ask, user: None) -> None:
    mirror = open_window()
    mirror.demo()
    page = turn(mirror)
    mirror.until(lambda: page.bar.main.isEnabled())
    ask("sad", "fear", hold_s=60)
    mirror.press("Space")
    mirror.press("Right")
    mirror.close()
    assert len(PracticeLog().load()) == 1


def clipped(page: QWidget) -> Iterator[str]:
    for each in page.findChildren(QWidget):
        if each.isVisible() and isinstance(each, QLabel | QAbstractButton):
            least = each.minimumSizeHint()
            wrapped = isinstance(each, QLabel) and each.wordWrap()
            needs = each.heightForWidth(each.width()) if wrapped else least.height()
            area = each.rect().translated(each.mapTo(page, each.rect().topLeft()))
            if each.width() < least.width() or each.height() < needs or not page.rect().contains(area):
                yield f"{type(each).__name__} {each.accessibleName() or getattr(each, 'text', str)()}"


def test_nothing_is_clipped_and_all_can_be_reached_and_named(mirror: Driver, page: PracticePage, ask: Ask) -> None:
    ask("sad", "fear")
    for size in ((900, 600), (1280, 800)):
        mirror.window.resize(*size)
        for keys in ("Esc", "Space", "Right", "Right"):
            mirror.until(lambda: page.bar.main.isEnabled())
            mirror.press(keys)
            QApplication.processEvents()
            assert not list(clipped(page)), (keys, size)
            buttons = [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
            assert not [each for each in buttons if not (each.toolTip() and (each.accessibleName() or each.text()))]
    assert {button.text() for button in page.findChildren(QPushButton)} >= {"Pause", "Skip", "Points", "Seconds"}
