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


def test_a_take_brings_its_own_script_and_character(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    folder = takes_folder / "monday"
    (folder / "script.fountain").write_text("ANNA\nIs it you? [[surprized]]\n\nMARK\nNo.\n\nMARK\nGo.\n")
    takes.library.select(folder)
    takes.bar.more.menu().aboutToShow.emit()
    (check,) = (each for each in takes.bar.more.menu().actions() if each.text() == "Check…")
    check.trigger()
    dialog = takes.checking
    assert dialog is not None
    mirror.until(dialog.character.isEnabled)
    assert dialog.character.currentText() == "ANNA" and dialog.script.path == folder / "script.fountain"
    dialog.check.click()
    mirror.until(lambda: dialog.points.count() > 0)
    said = [dialog.points.item(row).text() for row in range(dialog.points.count())]
    assert any("Compare the script with what you say." in words for words in said)
    dialog.tape.field.setText(str(takes_folder / "another.mp4"))
    assert dialog.script.path is None and not dialog.character.count()


def test_a_script_that_can_not_be_read_is_told_before_the_check(
    mirror: Driver, takes: TakesPage, clip_file: Path, tmp_path: Path
) -> None:
    takes.check_tape(clip_file)
    dialog = takes.checking
    assert dialog is not None and dialog.check.isEnabled()
    (tmp_path / "scene.fountain").write_text("It rains.\n")
    dialog.script.field.setText(str(tmp_path / "scene.fountain"))
    mirror.until(lambda: "has no spoken line" in dialog._progress.words.text())
    assert not dialog.check.isEnabled()
