"""Every state of the Practice page, in the order in which one leads to the next."""

import random
from datetime import datetime, timedelta

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.gui.practice.page import PracticePage
from acting_mirror.rehearsal.practice_plan import plan
from tests.screenshots.stage import Stage


def practice_empty(stage: Stage) -> None:
    page = stage.window.practice
    stage.window.turn_to(page)
    if stage.window.session is None:
        stage.until(lambda: page.faces.pictures, "the cues")
        stage.photograph("practice-no-camera")
    page = _page(stage)
    stage.photograph("practice-first-time")


def practice_round(stage: Stage) -> None:
    page = _page(stage)
    stage.window.preferences.change_practice(level=2)
    page.run.seed = lambda: _seed_of("happy", "surprise")
    page.main_action()
    stage.until(lambda: _held(page) > 0.5, "a hold")
    _stand_still(page)
    stage.photograph("practice-hold")
    page.back()
    page.run.seed = lambda: _seed_of("sad")
    page.main_action()
    page.run._understudy.missed = 1
    stage.play(1.0)
    _stand_still(page)
    stage.photograph("practice-wait")
    page.pause()
    stage.photograph("practice-paused")
    page.pause()
    stage.window.mirror.view.double_clicked.emit()
    stage.play(0.5)
    stage.photograph("practice-full-screen", lambda: page.set_full_screen(True))
    stage.window.showFullScreen()  # resizing it ended that
    stage.window.mirror.view.double_clicked.emit()
    page.back()


def practice_turn(stage: Stage) -> None:
    page = _page(stage)
    stage.window.preferences.change_practice(level=5)
    page.run.seed = lambda: next(seed for seed in range(999) if _turns(seed) == ("surprise", "disgust"))
    page.main_action()
    stage.until(lambda: _held(page) > 0.2, "the first half of a turn")
    _stand_still(page)
    stage.photograph("practice-turn")
    page.back()
    stage.window.preferences.change_practice(level=2)


def practice_over(stage: Stage) -> None:
    page = _page(stage)
    page.main_action()
    stage.until(lambda: page.run.round and len(page.run.round.results) > 1, "some tasks", 60)
    for _ in range(6):
        page.step(1)
    stage.until(lambda: not page.run.running, "the end")
    stage.photograph("practice-over-early")
    page.run.by_demo = False  # as before a camera
    page._on_ended(_made(datetime.now().astimezone(), 0.95, random.Random(3)))
    stage.photograph("practice-over")
    page.back()
    stage.photograph("practice-first-progress")
    rng, now = random.Random(2), datetime.now().astimezone()
    days = sorted(rng.sample(range(1, 60), 18), reverse=True)
    page.past.rounds = tuple(_made(now - timedelta(days=day), 1 - day / 130, rng) for day in days)
    page.past.changed.emit()
    stage.photograph("practice-progress")
    page.start._views[1].click()
    stage.window.preferences.change_practice(emotions=("fear", "happy", "sad"))
    stage.photograph("practice-seconds")
    page.start._views[0].click()
    stage.window.preferences.change_practice(emotions=())


def practice_no_face(stage: Stage) -> None:
    page = stage.window.practice
    stage.window.turn_to(page)
    session = stage.camera(stage.material.empty_room)
    stage.until(lambda: session.picture() is not None and page.view.frame is not None, "an empty room")
    page.main_action()
    stage.photograph("practice-no-face")
    page.back()
    session = stage.camera(stage.material.dark_room)
    stage.until(lambda: (reading := session.reading()) and any(face.reason for face in reading.faces), "a dark room")
    page.main_action()
    stage.photograph("practice-too-dark")
    page.back()
    stage.window.turn_to(stage.page)


def _page(stage: Stage) -> PracticePage:
    """The page with the demo actor, whatever was before."""
    page = stage.window.practice
    if stage.window.session is None:
        stage.demo()
    stage.window.turn_to(page)
    stage.until(lambda: page.view.frame is not None and page.faces.pictures, "demo actor and cues")
    return page


def _seed_of(*emotions: str) -> int:
    """A number for a round that begins with one of these."""
    return next(seed for seed in range(999) if plan(EMOTIONS, 2, seed)[0].emotion in emotions)


def _turns(seed: int) -> tuple[str, str | None]:
    first = plan(EMOTIONS, 5, seed)[0]
    return first.emotion, first.turns_into


def _held(page: PracticePage) -> float:
    return page.run.round.standing.held if page.run.round is not None else 0.0


def _stand_still(page: PracticePage) -> None:
    """Let the round stay as it is, whatever is read."""
    assert page.run.round is not None
    page.run.round.feed = lambda *_: False  # type: ignore[method-assign]


def _made(made: datetime, skill: float, rng: random.Random) -> RoundResult:
    tasks = []
    for each in plan(EMOTIONS, 2, rng.randrange(999)):
        ease = skill - 0.2 * (each.emotion in ("fear", "disgust")) + rng.uniform(-0.08, 0.08)
        match_s = max(0.3, 6 * (1 - ease))
        points = min(100.0, 50 + 60 * ease)
        tasks.append(TaskResult(each.emotion, each.turns_from, match_s, each.hold_s, each.hold_s, points))
    return RoundResult(made, 2, "", 5, tuple(tasks))


ALL = (practice_empty, practice_round, practice_turn, practice_over, practice_no_face)
