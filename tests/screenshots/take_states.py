"""Every state of the Takes page, on takes of one clip that are told apart by what their lines wanted."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from acting_mirror.core.language import tr
from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.take import Marker, PartnerLine, TakeFacts, TakeLine
from acting_mirror.core.target import Target
from acting_mirror.files.free_name import stamp
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.gui.takes.self_tape_dialog import SelfTapeDialog
from acting_mirror.gui.widgets.wave_spans import Grip
from acting_mirror.record.take_store import Lack
from tests.screenshots.stage import Stage, says
from tests.takes import make_real_take, read_film

_SCRIPT = (
    ("You never answered me. I waited for weeks, and I read your letter every night.", Target("sad"), 0.3, 5.8),
    ("Who is there?", Target("fear"), 6.4, 9.0),
    ("Is it you?", Target("surprise", then="happy"), 9.4, 12.6),
    ("And now you are here!", Target("happy", 0.8), 13.0, 16.2),
    ("Then stay, will you?", Target("happy"), 16.4, 18.8),
)
_NAMES = ("Cold read", "Slower", "Take 3", "With the coat", "Take 5", "After lunch", "Last one today")
_NOTES = ("", "Breathe before “Who is there?”", "", "The turn at line 3 works", "", "", "Best end so far")
_PART = 4
"""Of this take only the first line was played."""


def takes(stage: Stage) -> None:
    """The library, reviews and comparisons."""
    page, window = stage.window.takes, stage.window
    window.preferences.change_window(recordings=str(stage.folder / "Takes only"))  # other states have recorded some
    window.turn_to(page)
    stage.photograph("takes-empty")
    folder = page.take_actions.store.folder
    make_takes(stage, folder)
    recording = folder.parent / f"{stamp(datetime.now())}.mp4"
    shutil.copy(stage.material.clip(), recording)
    page.library.ask()
    stage.until(lambda: len(page.library.rows.takes) == len(_NAMES) + 2, "library")
    stage.play(1.0)
    stage.photograph("takes-library")
    page.library.select(recording)
    stage.photograph("takes-recording")
    recording.unlink()
    page.library.ask()
    stage.until(lambda: len(page.library.rows.takes) == len(_NAMES) + 1, "takes alone")
    _no_result(stage, page)
    _reviews(stage, page, folder)
    _comparison(stage, page, folder)
    page.score_clip()
    assert page.tape is not None
    page.tape.script.field.setText(str(samples()[0]))
    page.tape.video.field.setText(str(stage.material.clip()))
    stage.photograph("score-a-clip")
    _placing(stage, page.tape)
    page.tape.reject()
    _check(stage, page)
    window.turn_to(stage.page)


def make_takes(stage: Stage, folder: Path) -> None:
    """Some takes of a script over three weeks, and a damaged one."""
    clip = stage.material.clip()
    timeline, now = read_film(clip), datetime.now().astimezone()
    for number, (name, notes) in enumerate(zip(_NAMES, _NOTES, strict=True)):
        made = now - timedelta(days=19 - 3 * number, hours=number)
        late_s = 0.3 * (len(_NAMES) - 1 - number)  # who starts late has less of what is wanted
        lines = [
            replace(
                TakeLine(i + 1, i, "ANNA", text, target, start_s + late_s, end_s + late_s, None),
                voice=LineVoice(128 + 5 * number + 9 * i, (number + i) % 3, 0.7 * ((number + i) % 3), -26 + number),
            )
            for i, (text, target, start_s, end_s) in enumerate(_SCRIPT)
        ]
        markers = (Marker(5.1, "Here the eyes drop too early"), Marker(12.2, "The turn"), Marker(17.0, ""))
        about = (name, made, 20.0, "The Letter", "", "ANNA", "", "studio")
        said = tuple(lines[: 1 if number == _PART else None])
        partner = tuple(
            PartnerLine(5 + i, "MARK", words, line.end_s + 0.1, line.end_s + 0.1 + 0.2 * len(words.split()))
            for i, (line, words) in enumerate(zip(said, ("Anna, open.", "I am.", "Yes."), strict=False))
        )
        facts = TakeFacts(*about, said, markers, scorable=len(lines), partner=partner)
        make_real_take(
            folder, f"{made:%Y-%m-%d %H.%M.%S}", replace(facts, star=number in (3, 6), notes=notes), clip, timeline
        )
    damaged = folder / "2026-10-30 21.04.00"
    damaged.mkdir(exist_ok=True)
    (damaged / "take.json").write_text('{"version": 1, "name": "Half')


def _no_result(stage: Stage, page: TakesPage) -> None:
    page.library.search.setText("hamlet")
    stage.until(lambda: not page.library.rows.takes, "search without a result")
    stage.photograph("takes-no-result")
    page.library.search.clear()
    stage.until(lambda: page.library.rows.takes, "all again")


def _reviews(stage: Stage, page: TakesPage, folder: Path) -> None:
    review = page.review
    page.open_take(_newest(folder))
    stage.until(lambda: review.view.frame is not None, "review")
    stage.window.notice.closed.emit()  # that there is no loudspeaker here
    stage.photograph("review-playing", lambda: review.play_line(0))
    review.pause()
    review.seek(14.0)
    stage.window.notice.closed.emit()
    review.card.show_tab("Markers")
    review.card.markers.table.setCurrentCell(1, 1)
    stage.photograph("review-markers")
    review.card.show_tab("Notes")
    stage.photograph("review-notes")
    review.split.set_curves_height(280)
    stage.photograph("review-curves-large")
    review.split.set_curves_height(None)
    second = sorted(path for path in folder.iterdir() if (path / "media.mp4").exists())[-2]
    (second / "timeline.npz").rename(second / "kept.npz")
    page.open_take(second)
    stage.until(lambda: review.strip.isVisible() and review.view.frame is not None, "without readings")
    stage.photograph("review-without-readings")
    review.strip.begin()
    review.strip.show_share(120, 470)
    stage.photograph("review-reading")
    (second / "kept.npz").rename(second / "timeline.npz")
    third = shutil.move(second / "media.mp4", second / "kept.mp4").parent
    page.open_take(third)
    stage.until(lambda: says(review.view.state.words, Lack.MEDIA), "without media")
    stage.photograph("review-without-media")
    shutil.move(second / "kept.mp4", second / "media.mp4")


def _comparison(stage: Stage, page: TakesPage, folder: Path) -> None:
    page.open_take(_newest(folder))
    stage.until(lambda: page.review.view.frame is not None, "review")
    page.compare_chosen()
    stage.until(lambda: all(side.view.frame is not None for side in page.compare.sides), "comparison")
    page.compare.aligned.go_to(1)
    stage.window.notice.closed.emit()
    stage.photograph("compare", lambda: page.compare.aligned.go_to(2, play=True))
    page.compare.aligned.pause()
    (weeks,) = [tab for tab in page.compare.findChildren(QPushButton) if tab.text() == tr("Over the weeks")]
    weeks.click()
    stage.photograph("compare-progress")
    page.back()


def _placing(stage: Stage, tape: SelfTapeDialog) -> None:
    """Lines that are tapped, one of them just now, and corrected."""
    tape.video.field.setText(str(stage.material.spoken()))
    tape.place.setCurrentIndex(tape.place.findData("taps"))
    stage.until(tape.check.isEnabled, "script")
    tape.check.click()
    placing = tape.placing
    stage.until(lambda: placing.view.frame is not None and not placing.wave.words, "clip and its sound")
    for t_s in (1.0, 3.9, 5.0, 7.1, 8.5):
        placing.wave.sought.emit(t_s)
        placing.tap.click()
    placing.wave.sought.emit(9.6)
    placing.wave.setFocus()
    placing.wave.hold(Grip(1, "end"))
    stage.photograph("score-a-clip-tapping")
    tape.reject()


def _check(stage: Stage, page: TakesPage) -> None:
    """A self-tape with its script, before it is checked and afterwards."""
    page.check_tape(stage.material.spoken())
    dialog = page.checking
    assert dialog is not None
    dialog.script.field.setText(str(samples()[0]))
    stage.until(dialog.character.isEnabled, "script")
    stage.photograph("check-a-tape")
    dialog.check.click()
    stage.until(lambda: dialog.points.count() > 0, "what was found", 120)
    stage.photograph("check-a-tape-found")
    dialog.reject()


def _newest(folder: Path) -> Path:
    return max(path for path in folder.iterdir() if (path / "timeline.npz").exists())


def delivery(stage: Stage) -> None:
    """Takes and a slate that are delivered."""
    page, window = stage.window.takes, stage.window
    window.preferences.change_window(recordings=str(stage.folder / "Takes to send"))
    window.turn_to(page)
    folder = page.take_actions.store.folder
    make_takes(stage, folder)
    page.library.ask()
    stage.until(lambda: page.library.rows.takes, "takes")
    page.deliver_tape(None)
    dialog = page.delivering
    assert dialog is not None
    stage.photograph("deliver")
    page.deliver_takes([take for take in page.library.rows.takes if take.whole][:3])
    dialog.role.setText("Anna")
    dialog.name.setText("Zoë Low")
    stage.until(lambda: dialog.clips.parts, "sound of the takes")
    stage.photograph("deliver-takes")
    page.deliver_tape(stage.material.spoken())
    dialog.subtitles.setChecked(True)
    stage.until(lambda: dialog.clips.parts, "sound of the clip")
    stage.photograph("deliver-a-clip", lambda: dialog.times.field.setFocus())
    dialog.reject()


ALL = (takes, delivery)
