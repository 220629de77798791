"""A self-tape is checked before it is sent."""

from pathlib import Path

from acting_mirror.gui.takes.page import TakesPage
from tests.gui.driver import Driver
from tests.media import make_clip, steady


def test_what_is_found_is_listed_the_worst_first_with_stills(mirror: Driver, takes: TakesPage, tmp_path: Path) -> None:
    takes.library.check.click()
    dialog = takes.checking
    assert dialog is not None
    assert not dialog.check.isEnabled()
    dialog.tape.field.setText(str(make_clip(tmp_path / "tape.mkv", [*steady(0.4), 1.9])))
    dialog.profile.setCurrentIndex(dialog.profile.findData("spotlight"))
    dialog.check.click()
    mirror.until(lambda: dialog.points.count() > 0)
    said = [dialog.points.item(row).text() for row in range(dialog.points.count())]
    assert any(words.startswith("Won't do\nThe tape has no sound.") for words in said)
    assert [words.split("\n")[0].split("  ")[0] for words in said] == sorted(
        (words.split("\n")[0].split("  ")[0] for words in said), key=["Won't do", "Look at this", "Good"].index
    )
    still = next(row for row, words in enumerate(said) if "stands still" in words)
    assert not dialog.points.item(still).icon().isNull()


def test_what_is_no_film_is_told_in_the_dialog(mirror: Driver, takes: TakesPage, tmp_path: Path) -> None:
    takes.check_tape()
    dialog = takes.checking
    assert dialog is not None
    (tmp_path / "tape.mp4").write_bytes(b"no clip")
    dialog.tape.field.setText(str(tmp_path / "tape.mp4"))
    dialog.check.click()
    mirror.until(lambda: "can't be" in dialog._progress.words.text())
    assert dialog.check.isEnabled()
