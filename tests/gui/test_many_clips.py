from pathlib import Path

from acting_mirror.gui.dialogs.many_clips import ManyClipsDialog
from tests.gui.driver import Driver
from tests.many_clips import OddReader


def said(dialog: ManyClipsDialog) -> list[tuple[str, str]]:
    cells = [[dialog.table.item(row, column) for column in (0, 1)] for row in range(dialog.table.rowCount())]
    return [(name.text(), words.text()) for name, words in cells if name is not None and words is not None]


def test_clips_are_read_with_a_pause_and_the_window_closes_amid_them(mirror: Driver, tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    clips.mkdir()
    for name in ("hangs.mp4", "one.mp4"):
        (clips / name).touch()
    many = mirror.window.many
    many._open_reader, many._workers = OddReader, 2
    many.show(clips)
    dialog = many.dialog
    assert dialog is not None and dialog.results.folder == tmp_path / "clips read"
    mirror.press("Return", dialog.read)
    reading = [("hangs.mp4", "0 % read"), ("one.mp4", "No face could be read")]
    mirror.until(lambda: said(dialog) == reading)
    assert dialog.read.text() == "Pause" and "1 of 2 clips are read." in dialog._progress.words.text()
    mirror.press("Return", dialog.read)
    mirror.until(lambda: dialog.read.text() == "Read")
    assert dialog._progress.words.text() == "1 clip is read." and dialog._page.isVisible()
    assert (dialog.results.folder / "clips.html").exists()
    mirror.press("Return", dialog.read)
    mirror.until(lambda: said(dialog)[0] == reading[0])
    mirror.close()


def test_a_folder_without_clips_is_said(mirror: Driver, tmp_path: Path) -> None:
    mirror.window.many.show(tmp_path)
    dialog = mirror.window.many.dialog
    assert dialog is not None
    dialog.read.click()
    mirror.until(lambda: "There is no clip in" in dialog._progress.words.text())
    assert dialog.read.text() == "Read" and not dialog._page.isVisible()
