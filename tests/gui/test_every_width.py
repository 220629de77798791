"""Every page and dialog at every width that a window is given, in a language that is longer than English."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.tape_point import Verdict
from acting_mirror.gui.rehearse.lamp_row import Lamp
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.takes.page import TakesPage
from acting_mirror.pipeline.tape_check.live import PARTS
from tests.fake_camera import drawn
from tests.gui.driver import Driver
from tests.gui.screen_reader import out_of_reach, unsaid
from tests.gui.takes_driver import review
from tests.gui.walk import english, settle, unreadable, watched_painting
from tests.pseudo_language import said_otherwise

pytestmark = pytest.mark.usefixtures("made_behind")

_WIDTHS: Final = (894, *range(940, 1921, 40))
_SOME: Final = (894, 1060, 1240, 1920)
_HEIGHT: Final = 720


@pytest.fixture(autouse=True)
def pseudo() -> Iterator[None]:
    with said_otherwise():
        yield


class Walk:
    """Notes what can't be read, by where that is."""

    def __init__(self, window: QWidget) -> None:
        self.window, self.wrong = window, dict[str, list[int]]()

    def all_widths(self, what: str) -> None:
        """Look at the window at all of its widths."""
        for width in _WIDTHS:
            self._look(what, width)
        self._hear(what, self.window)

    def some_widths(self, what: str) -> None:
        """Look at the window at a few of them, for what changes little on a page that was seen at all."""
        for width in _SOME:
            self._look(what, width)
        self._hear(what, self.window)

    def dialog(self, what: str, dialog: QWidget) -> None:
        """Look at a dialog as it is."""
        self._see(what, dialog)
        self._hear(what, dialog)

    def _hear(self, what: str, root: QWidget) -> None:
        for words in (*unsaid(root), *out_of_reach(root), *english(root)):
            self._note(f"{what}: {words}")

    def _see(self, what: str, root: QWidget) -> None:
        settle(root)
        with watched_painting() as painted:
            root.grab()
        for words in (*unreadable(root), *painted):
            self._note(f"{what}: {words}")

    def _look(self, what: str, width: int) -> None:
        self.window.resize(width, _HEIGHT)
        self._see(what, self.window)
        if self.window.width() != width:
            self._note(f"{what}: the window is {self.window.width()} wide")

    def _note(self, words: str) -> None:
        self.wrong.setdefault(words, []).append(self.window.width())

    def __str__(self) -> str:
        return "\n".join(f"{words} ({widths[0]} to {widths[-1]})" for words, widths in self.wrong.items())


@pytest.fixture
def walk(mirror: Driver) -> Iterator[Walk]:
    walk = Walk(mirror.window)
    yield walk
    assert not walk.wrong, str(walk)


def test_mirror_live(mirror: Driver, walk: Walk) -> None:
    walk.some_widths("no camera")
    mirror.demo()
    mirror.until(lambda: mirror.page.view.reading is not None)
    walk.all_widths("live")
    mirror.page.face_card.head.click()
    mirror.record()
    mirror.until(lambda: mirror.live.settings.movements)
    walk.some_widths("recording, with what the face does")


def test_mirror_with_clips_and_photos(mirror: Driver, walk: Walk, clip_file: Path, tmp_path: Path) -> None:
    mirror.open(clip_file)
    mirror.until(lambda: mirror.clip.complete)
    walk.all_widths("a clip")
    photos = [tmp_path / f"face {number}.png" for number in (1, 2)]
    for path in photos:
        cv2.imwrite(str(path), drawn((320, 240), seconds=0.1)[0])
    mirror.open(*photos)
    mirror.until(lambda: mirror.photos.complete)
    walk.some_widths("photos")


def test_rehearse(mirror: Driver, page: RehearsePage, walk: Walk) -> None:
    verdicts = (Verdict.LOOK, Verdict.GOOD, None)
    page.lamps.row.show_lamps(
        [Lamp(tr(part), verdict, "") for part, verdict in zip(PARTS.values(), verdicts, strict=True)]
    )
    page.bar.show_partner(on=False, has_sound=True)
    walk.all_widths("a script")
    mirror.window.preferences.change_rehearsal(hidden="letters")
    page.run.toggle(record=False)
    mirror.until(lambda: page.run.running)
    walk.some_widths("rehearsing")
    mirror.until(lambda: not page.run.running and not page.run.results.waiting)
    walk.some_widths("rehearsed")
    mirror.window.preferences.change_rehearsal(slate=(("name", "ANNA"),))
    page.slate.ask()
    walk.some_widths("a slate")


def test_dialogs_of_rehearse(mirror: Driver, page: RehearsePage, walk: Walk) -> None:
    page.edit_targets()
    assert page.targets_dialog is not None
    walk.dialog("targets", page.targets_dialog)
    page.targets_dialog.close()
    page.calibrate()
    assert page.calibrate_dialog is not None
    walk.dialog("calibration", page.calibrate_dialog)
    page.calibrate_dialog.close()
    page.menu.show_voices()
    assert page.menu.partner_dialog is not None
    walk.dialog("partner's voices", page.menu.partner_dialog)
    page.menu.partner_dialog.by_line.click()
    walk.dialog("line by line", page.menu.partner_dialog.record_dialog)
    page.menu.partner_dialog.record_dialog.close()
    page.menu.partner_dialog.in_one.click()
    walk.dialog("a recording", page.menu.partner_dialog.cut_dialog)
    page.menu.partner_dialog.cut_dialog.close()
    page.menu.partner_dialog.close()
    page.slate.edit()
    assert page.slate.dialog is not None
    walk.dialog("who the actor is", page.slate.dialog)
    page.slate.dialog.close()
    page.menu.show_parts()
    assert page.menu.parts_dialog is not None
    walk.dialog("parts", page.menu.parts_dialog)
    page.menu.parts_dialog.close()
    QGuiApplication.clipboard().setText("ANNA. One.\nMARK. Two.\nANNA. Three.\n")
    page.menu.paste()
    mirror.until(lambda: page.menu.draft_dialog is not None and page.menu.draft_dialog.isVisible())
    assert page.menu.draft_dialog is not None
    walk.dialog("a pasted script", page.menu.draft_dialog)
    page.menu.draft_dialog.close()


def test_practice(mirror: Driver, walk: Walk) -> None:
    page = mirror.window.practice
    mirror.demo()
    mirror.window.turn_to(page)
    mirror.until(lambda: page.faces.pictures)
    walk.all_widths("before a round")
    page.main_action()
    walk.some_widths("a round")
    mirror.until(lambda: page.run.reading)
    while page.run.running:
        page.step(1)
    walk.some_widths("its result")


def test_takes(mirror: Driver, takes: TakesPage, takes_folder: Path, clip_file: Path, walk: Walk) -> None:
    walk.all_widths("takes")
    review(mirror, takes, takes_folder / "wednesday")
    walk.all_widths("review")
    takes.compare_chosen()
    mirror.until(lambda: all(side.view.frame is not None for side in takes.compare.sides))
    mirror.dismiss()
    walk.all_widths("comparison")
    takes.back()
    takes.back()
    takes.score_clip()
    assert takes.tape is not None
    walk.dialog("score a clip", takes.tape)
    takes.tape.reject()
    takes.check_tape()
    assert takes.checking is not None
    walk.dialog("check a tape", takes.checking)
    takes.checking.reject()
    takes.deliver_tape(clip_file)
    assert takes.delivering is not None
    takes.delivering.subtitles.setChecked(True)
    mirror.until(lambda: takes.delivering is not None and takes.delivering.clips.parts)
    takes.delivering.resize(680, 1000)  # where nothing has to be scrolled, Tab goes down only
    walk.dialog("deliver", takes.delivering)
    takes.delivering.reject()


def test_dialogs_of_the_window(mirror: Driver, walk: Walk) -> None:
    window = mirror.window
    window.preferences.show()
    assert window.preferences.dialog is not None
    walk.dialog("settings", window.preferences.dialog)
    window.preferences.dialog.keeps.head.click()
    mirror.until(lambda: window.preferences.dialog.kept.findChildren(QCheckBox))  # type: ignore[union-attr]
    walk.dialog("what is kept", window.preferences.dialog)
    window.preferences.dialog.close()
    window.top.help.click()
    assert window.help.dialog is not None
    walk.dialog("help", window.help.dialog)
    window.help.dialog.close()
    window.set_up.show()
    assert window.set_up.dialog is not None
    walk.dialog("set-up", window.set_up.dialog)
    window.set_up.dialog.close()
    window.eyeline.show()
    assert window.eyeline.dialog is not None
    walk.dialog("eyeline", window.eyeline.dialog)
    window.eyeline.dialog.close()
    window.dialogs.link()
    assert window.dialogs.link_dialog is not None
    walk.dialog("a link", window.dialogs.link_dialog)
    window.dialogs.link_dialog.close()
