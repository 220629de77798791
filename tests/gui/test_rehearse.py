"""Rehearsing a script with the drawn actor, by key and by pace, with a recording and without."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from acting_mirror.core.take import FACTS_FILE, MEDIA_FILE, TIMELINE_FILE
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.record.take_facts import read_facts
from acting_mirror.record.timeline_file import load_timeline
from acting_mirror.rehearsal import run
from acting_mirror.vision.sources.live_actor import LiveActor
from tests.fake_camera import drawn
from tests.gui.conftest import Cameras, OpenWindow
from tests.gui.driver import Driver
from tests.gui.rehearsing import QUICK, SCRIPT, rehearse, speak, take_of
from tests.media import length_of, pictures_of
from tests.takes import a_line

pytestmark = pytest.mark.usefixtures("quick")

SHORT = SCRIPT[: SCRIPT.index("ANNA\n(sadly)")]
"""Without Anna's second line."""


def pixels_of(widget: QWidget) -> np.ndarray:
    """As it is painted, grey, int (height, width)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(int)


def test_without_a_script_the_page_says_what_rehearsing_is_and_offers_the_samples(mirror: Driver) -> None:
    mirror.press("Ctrl+2", mirror.window)
    page = mirror.window.rehearse
    assert "Speak your lines to the mirror" in page.card.empty_words
    assert [each.text() for each in page.card.buttons] == [
        *(path.stem for path in samples()),
        "Open a script…",
        "Paste a script",
    ]
    assert "demo actor" in page.state.words
    page.card.buttons[0].setFocus()
    page.card.buttons[0].click()
    mirror.until(lambda: page.script.script is not None)
    assert not page.card.empty_words and page.card.view.isVisible() and page.view.hasFocus()
    assert not page.bar.main.isEnabled()
    next(each for each in page.state.buttons if each.text() == "Demo actor").click()
    mirror.until(lambda: page.bar.main.isEnabled())
    assert not page.state.words


def test_the_actor_plays_who_has_most_lines_until_another_is_chosen_which_is_remembered(
    mirror: Driver, page: RehearsePage, script_file: Path
) -> None:
    assert page.script.character == "ANNA"
    assert [card.text for card in page.cards.cards] == ["It is only me, and I have come back.", "You are not glad."]
    assert [card.wants for card in page.cards.cards] == ["Happy", "Sad"]
    assert [card.suggested for card in page.cards.cards] == [False, True]
    page.card._play.menu().actions()[0].trigger()
    assert [card.text for card in page.cards.cards] == ["Who is there?"]
    page.script.open(samples()[0])
    mirror.until(lambda: page.script.script is not None and page.script.script.title != "The Door")
    written_anew = script_file.read_text().replace("MARK", "M\N{ZERO WIDTH SPACE}ARK")
    script_file.write_text(written_anew)
    page.script.open(script_file, dict(mirror.window.settings.rehearsal.scripts).get)
    mirror.until(lambda: page.script.script is not None and page.script.script.title == "The Door")
    assert page.script.character == "M\N{ZERO WIDTH SPACE}ARK"


def test_verse_stands_in_one_row_on_a_card(mirror: Driver, page: RehearsePage, tmp_path: Path) -> None:
    (tmp_path / "verse.fountain").write_text("ANNA\nTo be,\nor not to be.\n")
    page.script.open(tmp_path / "verse.fountain")
    mirror.until(lambda: [card.text for card in page.cards.cards] == ["To be, / or not to be."])


def test_arrows_clicks_and_cards_choose_where_to_start(mirror: Driver, page: RehearsePage) -> None:
    mirror.press("Right", mirror.window)
    mirror.press("Right", mirror.window)
    mirror.press("Left", mirror.window)
    assert page.run.index == page.card.view.current == 1
    assert page.cards.list.selectionModel().selectedIndexes()[0].row() == 0
    place = page.card.view.place_of(2).toRect().center()
    QTest.mouseClick(page.card.view, Qt.MouseButton.LeftButton, pos=QPoint(40, place.y()))
    assert page.run.index == 2
    row = page.cards.list.visualRect(page.cards.list.model().index(0, 0)).center()
    QTest.mouseClick(page.cards.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert page.run.index == 1
    mirror.press("Right", page.cards.list)  # the list keeps no arrow for itself
    assert page.run.index == 2


def test_by_key_a_line_is_scored_when_the_next_one_is_called_and_again_says_it_anew(
    mirror: Driver, script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_LEAST_S", 1.6)  # on a busy computer a key may come a second late
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    page.run.go_to(1)
    mirror.press("Return", page.view)
    assert page.run.running and not mirror.live.recording
    started_s = mirror.live.now_s()
    mirror.until(lambda: mirror.live.now_s() > started_s + 0.4)
    mirror.press("Left", mirror.window)
    assert page.run.index == 1 and not page.run.results.scores
    began_s = page.run._run.line_s
    mirror.until(lambda: page.run._clock() > began_s + 1.7)
    mirror.press("Right", mirror.window)
    assert page.run.index == 2
    mirror.until(lambda: page.cards.cards[0].score is not None)
    assert page.this_line.score == f"{page.cards.cards[0].score:.0f}"
    assert page.this_line._caption.text() == "LINE 1"
    assert "Speaking bends the face" in page.this_line.bends.text()
    assert "·" in page.card.view._cues[1].words
    mirror.until(lambda: page.run._clock() - page.run._run.line_s > run._AGAIN_S)
    mirror.press("Left", mirror.window)
    assert page.run.index == 2
    mirror.press("Left", mirror.window)  # a line that has only begun: the one before it is meant
    assert page.run.index == 1
    mirror.press("Return", page.view)
    assert not page.run.running
    page.run.results.scores.update({0: a_line(score=None), 2: a_line(score=None)})
    assert page.run.results.summary()[1].startswith("1 line was too short"), "one of the actor's own"


def test_a_take_is_recorded_hands_free_from_the_countdown_to_its_end(mirror: Driver, script_file: Path) -> None:
    script_file.write_text(SHORT)
    page = rehearse(mirror, script_file, advance="pace", words_a_minute=2000, countdown_s=2)
    page.script.play("ANNA")
    page.run._countdown.timer.setInterval(50)
    mirror.press("Space", mirror.window)
    assert page.run.count == "2" and not mirror.live.recording
    mirror.until(lambda: page.run.recording and page.run.running)
    mirror.until(lambda: page.view.badge.words == "Take 1" and page.bar.main.accessibleName() == "Stop recording")
    folder = take_of(mirror)
    assert not mirror.live.recording and not page.run.running
    names = {FACTS_FILE, MEDIA_FILE, TIMELINE_FILE, "script.fountain"}
    assert {path.name for path in folder.iterdir()} == names
    facts = read_facts(folder)
    assert (facts.script, facts.character, facts.name) == ("The Door", "ANNA", "The Door, take 1")
    assert [(line.number, line.index, line.listening) for line in facts.lines] == [
        (0, 0, True),
        (1, 1, False),
    ]
    assert [str(line.target) for line in facts.lines] == ["scared", "happy"]
    assert all(line.score is not None for line in facts.lines)
    assert abs(length_of(folder / MEDIA_FILE) - facts.length_s) < 0.2
    assert len(pictures_of(folder / MEDIA_FILE)[0]) > 15
    timeline = load_timeline(folder / TIMELINE_FILE)
    assert timeline.frames > 10 and facts.lines[-1].end_s < facts.length_s
    assert (folder / "script.fountain").read_text() == SHORT
    assert page.this_line._caption.text() == "ALL LINES"
    assert facts.total is not None and page.this_line.score == f"{facts.total:.0f}"
    assert f"{facts.total:.0f} of 100" in mirror.notice
    assert [card.score is not None for card in page.cards.cards] == [True]


def test_the_demo_actor_plays_the_lines_and_goes_back_to_its_own_performance(
    mirror: Driver, script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[object, ...]] = [()]
    monkeypatch.setattr(LiveActor, "act", lambda _, *part: told.append(part))
    page = rehearse(mirror, script_file, advance="key", **QUICK)
    mirror.press("Return", page.view)
    mirror.until(lambda: told[-1] == ("fear", None))
    mirror.press("Right", mirror.window)
    mirror.until(lambda: told[-1] == ("neutral", None))
    mirror.until(lambda: told[-1] == ("happy", None))  # the longest line of the scene comes late
    mirror.press("Right", mirror.window)
    mirror.until(lambda: told[-1] == ("sad", None))
    mirror.press("Return", page.view)
    assert told[-1] == (None, None)


def test_space_calls_the_countdown_off_and_turning_the_page_too(mirror: Driver, page: RehearsePage) -> None:
    mirror.window.preferences.change_rehearsal(countdown_s=3)
    mirror.press("Space", mirror.window)
    assert page.run.count == "3" and page.bar.rehearse.text() == "Rehearse"  # Record has the word for both
    mirror.press("Space", mirror.window)
    assert not page.run.count
    mirror.press("Space", mirror.window)
    mirror.press("Ctrl+1", mirror.window)
    assert not page.run.count and not mirror.live.recording
    assert not mirror.recordings.exists()


def test_a_recording_of_the_mirror_is_shown_and_stopped_here_and_never_doubled(
    mirror: Driver, page: RehearsePage
) -> None:
    mirror.press("Ctrl+1", mirror.window)
    mirror.record()
    mirror.press("Ctrl+2", mirror.window)
    mirror.until(lambda: page.view.badge.words.startswith("Recording 0:0"))
    mirror.press("Space", mirror.window)
    mirror.until(lambda: mirror.notice.startswith("Saved "))
    assert [path.suffix for path in mirror.recordings.iterdir()] == [".avi"]


def test_stopping_in_the_middle_keeps_the_line_that_was_spoken(mirror: Driver, script_file: Path) -> None:
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    page.run.go_to(1)
    mirror.press("Space", mirror.window)
    speak(mirror, page)
    mirror.press("Space", mirror.window)
    facts = read_facts(take_of(mirror))
    assert [line.index for line in facts.lines] == [1]


def test_a_take_after_a_stop_begins_at_the_top_with_empty_cards_and_says_of_how_many_lines_it_is(
    mirror: Driver, script_file: Path
) -> None:
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    page.run.go_to(1)
    mirror.press("Return", page.view)
    mirror.until(lambda: page.run._clock() - page.run._run.line_s > 0.8)
    mirror.press("Right", mirror.window)
    mirror.press("Return", page.view)  # at once: a line that has lasted for a while would count
    mirror.until(lambda: page.this_line._caption.text() == "1 OF 2 LINES")
    assert page.cards.cards[0].score is not None
    mirror.press("Space", mirror.window)
    speak(mirror, page, 0.9)
    assert page.run.index == 0
    assert [card.score for card in page.cards.cards] == [None, None]
    mirror.press("Right", mirror.window)
    speak(mirror, page, 0.9)
    mirror.press("Space", mirror.window)
    facts = read_facts(take_of(mirror))
    assert [(line.name, line.index) for line in facts.lines] == [("Listening", 0), ("Line 1", 1)]
    assert facts.total is not None and (facts.share, facts.scorable) == ("1 of 2 lines", 2)
    said = f"{facts.total:.0f} of 100 · 1 of 2 lines"
    assert mirror.notice == f"Saved The Door, take 1 · {said}"
    assert page.cards._caption.text() == f"YOUR LINES · {said}"
    assert (page.this_line.score, page.this_line._caption.text()) == (f"{facts.total:.0f}", "1 OF 2 LINES")


def test_a_take_that_begins_at_a_chosen_line_says_so_and_can_begin_at_the_top(
    mirror: Driver, page: RehearsePage
) -> None:
    mirror.window.preferences.change_rehearsal(countdown_s=3)
    page.run.go_to(2)
    mirror.press("Space", mirror.window)
    assert "begins at the line that you chose" in mirror.notice
    mirror.click("From the top")
    assert page.run.count == "3" and page.run.index == page.card.view.current == 0
    mirror.press("Space", mirror.window)
    page.run.go_to(1)
    mirror.press("Space", mirror.window)
    assert "begins at the line that you chose" in mirror.notice
    mirror.press("Space", mirror.window)
    assert not mirror.notice


def test_a_camera_that_is_pulled_out_ends_the_take_which_is_saved_as_far_as_it_went(
    open_window: OpenWindow, cameras: Cameras, script_file: Path
) -> None:
    pulled: list[bool] = []

    def until_pulled() -> Iterator[object]:
        for number in range(3000):
            if pulled:
                return
            yield still[number % len(still)]

    still = drawn((320, 240), seconds=1.0)
    cameras(until_pulled, None)
    mirror = open_window()
    mirror.camera()
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    page.run.go_to(1)
    mirror.press("Space", mirror.window)
    speak(mirror, page)
    mirror.press("Right", mirror.window)
    mirror.until(lambda: 1 in page.run.results.scores)
    pulled.append(True)
    mirror.until(lambda: mirror.window.session is None)
    assert not page.run.running
    folder = next((mirror.recordings / "Takes").iterdir())
    assert (folder / MEDIA_FILE).exists() and (folder / TIMELINE_FILE).exists()
    assert [line.index for line in read_facts(folder).lines] == [1]
    assert "No camera" in page.state.words


def test_closing_the_window_in_the_middle_of_a_take_finishes_it(mirror: Driver, script_file: Path) -> None:
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    page.run.go_to(1)
    mirror.press("Space", mirror.window)
    speak(mirror, page)
    mirror.close()
    (folder,) = (mirror.recordings / "Takes").iterdir()
    assert {path.name for path in folder.iterdir()} == {FACTS_FILE, MEDIA_FILE, TIMELINE_FILE, "script.fountain"}
    stored = json.loads((folder / FACTS_FILE).read_text())
    assert stored["length_s"] > 0.3 and [line["index"] for line in stored["lines"]] == [1]


@pytest.mark.logs("recording:", "finishing a take:")
def test_a_disk_that_fills_up_ends_the_take_and_says_so(
    open_window: OpenWindow, small_disk: Path, script_file: Path
) -> None:
    (small_disk / "filler").write_bytes(bytes(950_000))
    mirror = open_window(recordings=str(small_disk))
    page = rehearse(mirror, script_file, advance="key", countdown_s=0)
    mirror.press("Space", mirror.window)
    mirror.until(lambda: "disk is full" in mirror.notice)
    mirror.until(lambda: not page.run.running and not mirror.live.recording)


def test_on_a_full_screen_the_prompter_is_huge_and_can_be_mirrored(mirror: Driver, page: RehearsePage) -> None:
    size = page.card.view.line_size
    assert size >= 32
    mirror.press("F", mirror.window)
    mirror.until(lambda: not page.bar.isVisible())
    assert page.card.view.line_size == 2 * size
    assert page.card.view.width() > 1.5 * page.view.width()
    plain = pixels_of(page.card.view)
    mirror.window.preferences.change_rehearsal(mirrored_text=True)
    flipped = pixels_of(page.card.view)[:, ::-1]
    assert np.abs(flipped - plain).mean() < np.abs(flipped[:, ::-1] - plain).mean() / 5
    mirror.press("Esc", mirror.window)
    mirror.until(lambda: page.bar.isVisible() and page.cards.isVisible())


def test_stage_directions_are_switched_in_the_prompters_menu(mirror: Driver, page: RehearsePage) -> None:
    menu, high = page.bar.prompter.menu(), page.card.view.place_of(2).height()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Stage directions").trigger()
    assert not mirror.window.settings.rehearsal.directions
    assert page.card.view.place_of(2).height() < high
