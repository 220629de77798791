"""A self-tape is delivered."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from acting_mirror.core.take import MEDIA_FILE
from acting_mirror.gui.takes.deliver_dialog import DeliverDialog
from acting_mirror.gui.takes.page import TakesPage
from tests.gui.driver import Driver
from tests.media import make_clip, steady
from tests.speech import room
from tests.takes import MADE, make_take, some_facts


def fill_in(dialog: DeliverDialog, folder: Path) -> None:
    dialog.role.setText("Anna")
    dialog.name.setText("Zoë Low")
    dialog.folder.label.show_path(folder)


def words_of(dialog: DeliverDialog) -> list[str]:
    return [dialog.clips.list.item(row).text() for row in range(dialog.clips.list.count())]


def test_what_is_shown_over_the_sound_is_delivered_with_words_by_script_and_times(
    mirror: Driver, takes: TakesPage, tmp_path: Path
) -> None:
    sound = room([(False, 2), (True, 1.5), (False, 2)], noise=0.001)
    clip = make_clip(tmp_path / "tape.mp4", steady(5.5, 4), sound=sound[None])
    takes.library.check.click()
    assert takes.checking is not None
    takes.checking.tape.field.setText(str(clip))
    takes.checking.deliver.click()
    dialog = takes.delivering
    assert dialog is not None
    assert dialog.clips.paths == [clip]
    mirror.until(lambda: len(dialog.clips.wave.spans) == 1)
    (span,) = dialog.clips.wave.spans
    assert abs(span.start_s - 1) < 0.2
    assert abs(span.end_s - 4.5) < 0.2
    assert not dialog.deliver.isEnabled()
    fill_in(dialog, tmp_path / "send")
    assert not dialog.times.isVisible()
    dialog.subtitles.setChecked(True)
    assert dialog.times.isVisible()
    for field, words in ((dialog.script.script, "ANNA\nStay.\n"), (dialog.times, "line,start_s,end_s\n1,2,3.5\n")):
        (tmp_path / f"{len(words)}.txt").write_text(words)
        field.field.setText(str(tmp_path / f"{len(words)}.txt"))
    mirror.until(lambda: dialog.script.character.currentText() == "ANNA")
    dialog.deliver.click()
    mirror.until(lambda: "Saved as Anna-Zoe_Low-T1.mp4" in dialog._progress.words.text())
    assert (tmp_path / "send" / "Anna-Zoe_Low-T1.mp4").is_file()
    assert " --> 00:00:02,484\nStay." in (tmp_path / "send" / "Anna-Zoe_Low-T1.srt").read_text()
    assert dialog.deliver.isEnabled()


def test_what_is_no_film_is_told_in_the_delivery_dialog(mirror: Driver, takes: TakesPage, tmp_path: Path) -> None:
    (tmp_path / "tape.mp4").write_bytes(b"no clip")
    takes.deliver_tape(tmp_path / "tape.mp4")
    dialog = takes.delivering
    assert dialog is not None
    fill_in(dialog, tmp_path)
    mirror.until(lambda: "can't be" in dialog._progress.words.text())
    assert not dialog.clips.paths
    assert not dialog.deliver.isEnabled()


def test_chosen_takes_are_sent_the_oldest_first_or_in_another_order_with_their_words(
    mirror: Driver, takes: TakesPage, takes_folder: Path, tmp_path: Path
) -> None:
    takes.library.list.selectAll()
    menu = takes.bar.more.menu()
    menu.aboutToShow.emit()
    assert takes.bar.more.isEnabled()
    next(action for action in menu.actions() if action.text() == "Deliver…").trigger()
    dialog = takes.delivering
    assert dialog is not None
    films = [takes_folder / name / MEDIA_FILE for name in ("monday", "tuesday", "wednesday")]
    assert dialog.clips.paths == films
    mirror.until(lambda: len(dialog.clips.parts) == 3)
    assert [words.split(":")[0] for words in words_of(dialog)] == ["monday", "tuesday", "wednesday"]
    dialog.clips.earlier.click()
    dialog.clips.earlier.click()
    assert not dialog.clips.earlier.isEnabled()
    dialog.clips.list.setCurrentRow(2)
    dialog.clips.leave_out.click()
    assert [part.path for part in dialog.clips.parts] == [films[2], films[0]]
    dialog.clips.wave.edited.emit((replace(dialog.clips.wave.spans[0], start_s=0.0, end_s=1.2),))
    assert words_of(dialog)[1] == "monday: 0.0 to 1.2 s"
    dialog.clips.list.setCurrentRow(0)
    dialog.clips.wave.edited.emit((replace(dialog.clips.wave.spans[0], start_s=0.3, end_s=0.5),))
    fill_in(dialog, tmp_path / "send")
    dialog.subtitles.setChecked(True)
    dialog.deliver.click()
    mirror.until(lambda: "Saved as" in dialog._progress.words.text())
    assert "00:00:00,600 --> 00:00:01,300\nIs it you?" in (tmp_path / "send" / "Anna-Zoe_Low-T1.srt").read_text()


def test_the_newest_slate_is_proposed_once(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    facts = replace(some_facts("slate", ()), made=MADE - timedelta(days=1), slate=True)
    slate = make_take(takes_folder, "slate", facts).media
    takes.deliver_tape(None)
    dialog = takes.delivering
    assert dialog is not None
    mirror.until(lambda: dialog.slate.path == slate)
    dialog.slate.field.clear()
    dialog.reject()
    takes.library.ask()
    takes.deliver_tape(None)
    mirror.until(lambda: len(takes.library.rows.takes) == 4)
    assert dialog.slate.path is None
