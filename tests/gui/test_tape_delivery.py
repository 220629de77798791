"""A self-tape is delivered."""

from pathlib import Path

from acting_mirror.gui.takes.page import TakesPage
from tests.gui.driver import Driver
from tests.media import make_clip, steady
from tests.speech import room


def test_what_is_shown_over_the_sound_is_delivered(mirror: Driver, takes: TakesPage, tmp_path: Path) -> None:
    sound = room([(False, 2), (True, 1.5), (False, 2)], noise=0.001)
    clip = make_clip(tmp_path / "tape.mp4", steady(5.5, 4), sound=sound[None])
    takes.library.check.click()
    assert takes.checking is not None
    takes.checking.tape.field.setText(str(clip))
    takes.checking.deliver.click()
    dialog = takes.delivering
    assert dialog is not None
    assert dialog.take.path == clip
    mirror.until(lambda: len(dialog.wave.spans) == 1)
    (span,) = dialog.wave.spans
    assert abs(span.start_s - 1) < 0.2
    assert abs(span.end_s - 4.5) < 0.2
    assert not dialog.deliver.isEnabled()
    dialog.role.setText("Anna")
    dialog.name.setText("Zoë Low")
    dialog.folder.label.show_path(tmp_path / "send")
    dialog.deliver.click()
    mirror.until(lambda: "Saved as Anna-Zoe_Low-T1.mp4" in dialog._progress.words.text())
    assert (tmp_path / "send" / "Anna-Zoe_Low-T1.mp4").is_file()
    assert dialog.deliver.isEnabled()


def test_what_is_no_film_is_told_in_the_delivery_dialog(mirror: Driver, takes: TakesPage, tmp_path: Path) -> None:
    takes.deliver_tape(None)
    dialog = takes.delivering
    assert dialog is not None
    (tmp_path / "tape.mp4").write_bytes(b"no clip")
    dialog.take.field.setText(str(tmp_path / "tape.mp4"))
    mirror.until(lambda: "can't be" in dialog._progress.words.text())
    assert not dialog.deliver.isEnabled()
