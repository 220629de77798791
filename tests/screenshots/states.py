"""Every state of the window, in the order in which one leads to the next."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea

from acting_mirror.core.errors import UserError
from acting_mirror.files import disk
from acting_mirror.gui.dialogs.guide import Guide
from acting_mirror.gui.dialogs.help import Help
from acting_mirror.gui.dialogs.link import LinkDialog
from acting_mirror.gui.dialogs.many_clips import share_words
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.pipeline import kept
from acting_mirror.pipeline.clip import analyse_clip
from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.vision.sources import FrameSource
from tests.fake_microphone import fake_sounddevice
from tests.screenshots import partner_states, practice_states, rehearsal_states, set_up_states, take_states
from tests.screenshots.stage import Stage, module

_CURVES_S = 39.5
"""After so long the curves are full, and the drawn actor is happy in its second round."""


def without_camera(stage: Stage) -> None:
    stage.photograph("looking")
    window = stage.window
    with patch("acting_mirror.gui.sessions.factory.list_cameras", list):
        window.begin()
        stage.instead("No camera found.")
    welcome = window.preferences.welcome_dialog
    assert welcome is not None
    stage.photograph("welcome")
    welcome.accept()
    stage.photograph("no-camera")


def updated(stage: Stage) -> None:
    window = stage.window
    window.preferences.change_window(welcomed=True, version="0.1.0")
    with patch("acting_mirror.gui.sessions.factory.list_cameras", list):
        window.begin()
        stage.instead("No camera found.")
    stage.photograph("updated")
    stage.click("What is new")
    stage.photograph("help-what-is-new")
    _help(stage).close()


def waiting(stage: Stage) -> None:
    came = threading.Event()

    def open_it() -> FrameSource:
        came.wait()
        return stage.material.empty_room()

    session = stage.camera(open_it)
    stage.photograph("waiting")
    came.set()
    stage.until(lambda: session.engine is not None, "waiting")


def no_face(stage: Stage) -> None:
    stage.live(stage.material.empty_room())
    stage.play(1.0)
    stage.photograph("no-face")


def too_dark(stage: Stage) -> None:
    session = stage.live(stage.material.dark_room())
    stage.until(lambda: any(face.reason for face in _faces(session.reading())), "can't read you")
    stage.photograph("too-dark")


def crowd(stage: Stage) -> None:
    session = stage.live(stage.material.crowd())
    stage.until(lambda: len(_faces(session.reading())) > 3, "several faces")
    stage.play(3.0)
    stage.page.follow(1)
    stage.photograph("five-faces")


def error(stage: Stage) -> None:
    def fail() -> NoReturn:
        raise UserError("HD Webcam can't be opened: close other programs that use it, or plug it in again.")

    stage.camera(fail)
    stage.instead("No picture")
    stage.photograph("error")


def live(stage: Stage) -> None:
    session = stage.demo()
    stage.until(lambda: session.now_s() > _CURVES_S, "live", 90)
    stage.photograph("live")
    bar = stage.page.bar
    bar.freeze.setChecked(True)
    stage.photograph("frozen")
    bar.freeze.setChecked(False)
    menu = bar.source.menu()
    stage.photograph("source-menu", _popped_up(menu))
    menu.hide()
    stage.window.mirror.view.double_clicked.emit()
    stage.play(0.5)
    stage.photograph("full-screen")
    stage.window.showFullScreen()  # resizing it ended that
    stage.window.mirror.view.double_clicked.emit()
    stage.until(lambda: stage.page.bar.isVisible(), "no full screen")


def what_the_face_does(stage: Stage) -> None:
    window, session = stage.window, stage.demo()
    window.preferences.change_window(face_unfolded=True)
    stage.until(lambda: _measured(session.reading()), "movements")
    stage.play(6.0)
    stage.photograph("face-unfolded")
    stage.page.follow(1)
    stage.photograph("face-of-another")
    stage.page.follow(0)
    window.preferences.change_window(face_unfolded=False, landmarks=True)
    stage.photograph("landmarks")
    window.preferences.change_window(landmarks=False, curves="movements")
    stage.photograph("curves-movements", _popped_up(stage.page.over_time.choice.menu()))
    stage.page.over_time.choice.menu().hide()
    window.preferences.change_window(curves="head")
    stage.photograph("curves-head")
    window.preferences.change_window(curves="emotions")
    window.eyeline.show()
    dialog = window.eyeline.dialog
    assert dialog is not None
    stage.until(lambda: dialog.view.footnote, "where the eyes look")
    stage.photograph("eyeline")
    dialog.start.click()
    stage.photograph("eyeline-counting")
    dialog.close()


def loading(stage: Stage) -> None:
    loaded, before = threading.Event(), stage.window.settings
    with patch.object(LiveEngine, "load", lambda *_: loaded.wait()):
        change = stage.window.preferences.change
        change(replace(before, analysis=replace(before.analysis, backend="keras")))
        stage.photograph("loading-model")
        change(replace(stage.window.settings, analysis=before.analysis))
        loaded.set()
        stage.until(lambda: not stage.window.notice.words, "loading a model")


def recordings(stage: Stage) -> None:
    session, page = stage.window.session, stage.page
    stage.window.preferences.change_window(countdown=True)

    def count_anew() -> None:
        page.record.cancel()
        page.main_action()

    stage.photograph("countdown", count_anew)
    page.record.cancel()
    stage.window.preferences.change_window(countdown=False)
    page.main_action()
    stage.until(lambda: getattr(session, "recorded_s", 0.0) > 3, "recording")
    stage.photograph("recording")
    page.main_action()
    stage.told("Saved {name}")
    stage.photograph("saved")
    with patch.object(disk, "free_bytes", lambda _: 320_000_000):
        page.main_action()
        stage.told("The disk is nearly full: {room} are left for the recording.")
        stage.photograph("disk-nearly-full")
        page.main_action()
        stage.told("Saved {name}")
    stage.window.notice.closed.emit()


def no_microphone(stage: Stage) -> None:
    window, rehearse = stage.window, stage.window.rehearse
    with module("sounddevice", fake_sounddevice(refuses=True)):
        stage.demo()
        window.preferences.change_window(sound=True)
        stage.until(lambda: rehearse.bar.no_sound.toolTip(), "no microphone")
        stage.photograph("no-microphone")
        window.turn_to(rehearse)
        stage.photograph("no-microphone-rehearse")
        window.preferences.change_window(sound=False)
        window.turn_to(stage.page)


def clip(stage: Stage) -> None:
    gate = threading.Event()
    with patch.object(kept, "analyse_clip", _held(analyse_clip, gate)):
        stage.window.current.open_files([stage.material.clip()])
        session = stage.window.session
        assert isinstance(session, ClipSession)
        stage.until(lambda: session.share_read > 0.3, "clip being read")
        session.toggle()
        session.seek(1.0)
        stage.window.notice.closed.emit()  # that there is no loudspeaker here
        stage.photograph("clip-reading")
        gate.set()
        stage.until(lambda: session.complete, "clip read", 120)
    session.seek((session.length_s or 0) * 0.4)
    session.toggle()
    stage.photograph("clip-playing", lambda: session.seek((session.length_s or 0) * 0.4))
    session.toggle()
    stage.photograph("clip-paused")
    page, plot = stage.page, stage.page.over_time.plot
    page.split.set_curves_height(240)
    stage.photograph("clip-curves-large")
    QTest.mouseMove(plot.viewport(), plot.viewport().rect().center())
    stage.photograph("clip-pointed")
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    page.split.set_curves_height(None)


def clip_without_a_face(stage: Stage) -> None:
    stage.window.current.open_files([stage.material.empty_clip()])
    session = stage.window.session
    assert isinstance(session, ClipSession)
    stage.until(lambda: session.complete and not session.playing, "clip without a face")
    stage.photograph("clip-no-face")


def exports(stage: Stage) -> None:
    stage.window.export()
    dialog = stage.window.exports.dialog
    assert dialog is not None
    stage.photograph("export")
    dialog.show_progress(312, 750)
    stage.photograph("export-running")
    dialog.show_done([stage.folder / "scene read annotated.mp4", stage.folder / "scene read.csv"])
    stage.photograph("export-done")
    dialog.close()


def links(stage: Stage) -> None:
    stage.window.dialogs.link()
    (link,) = stage.window.findChildren(LinkDialog)
    stage.photograph("link")
    link.field.setText("https://www.example.com/watch?v=a-scene")
    link.show_progress(12_300_000, 48_000_000)
    stage.photograph("link-fetching")
    link.show_error("www.example.com has no clip at this address: check it, or download the clip and open the file.")
    stage.photograph("link-failed")
    link.close()


def many_clips(stage: Stage) -> None:
    folder = Path("/home/anna/Videos/Self-tapes")
    stage.window.many.show(folder)
    dialog = stage.window.many.dialog
    assert dialog is not None
    stage.photograph("many-clips")
    clips = [folder / f"take {number}.mp4" for number in range(1, 31)]
    dialog._set_busy(True)
    dialog.show_clips(clips, dict.fromkeys(clips[:7], "Shown most: Happy"))
    dialog.say_of(clips[3], f"{clips[3]} can't be read as a video: choose another file, or convert it to MP4.")
    for clip, share in ((clips[7], 0.64), (clips[8], 0.08)):
        dialog.say_of(clip, share_words(share))
    dialog.show_share(7, 30, 0.25, 400.0)
    stage.photograph("many-clips-reading")
    dialog.show_end("29 clips are read. 1 can't be read.")
    stage.photograph("many-clips-read")
    dialog.close()


def photos(stage: Stage) -> None:
    stage.window.current.open_files(stage.material.photos())
    session = stage.window.session
    assert isinstance(session, PhotoSession)
    stage.until(lambda: session.complete, "photos")
    stage.photograph("photos")
    stage.page.strip.best_first.setChecked(True)
    stage.photograph("photos-ranked")
    stage.page.strip.best_first.setChecked(False)


def settings(stage: Stage) -> None:
    stage.window.preferences.show()
    dialog = stage.window.preferences.dialog
    assert dialog is not None
    bar = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
    stage.photograph("settings")
    stage.photograph("settings-end", lambda: bar.setValue(bar.maximum()))
    dialog.advanced.head.click()
    stage.photograph("settings-advanced")
    dialog.advanced.head.click()
    dialog.keeps.head.click()
    stage.photograph("settings-kept")
    dialog.keeps.head.click()
    dialog.close()


def helped(stage: Stage) -> None:
    stage.window.top.help.click()
    dialog = _help(stage)
    for row in range(dialog.topics.count()):
        dialog.topics.setCurrentRow(row)
        stage.photograph(f"help-{dialog.topics.item(row).text().lower().replace(' ', '-')}")
    (guide,) = dialog.findChildren(Guide)
    dialog.topics.setCurrentRow(4)
    guide.browser.setSource(QUrl("rehearse.md"))
    stage.photograph("help-guide-page")
    dialog.close()


def _help(stage: Stage) -> Help:
    (dialog,) = (each for each in stage.window.findChildren(Help) if each.isVisible())
    return dialog


def _faces(reading: Any) -> tuple[Any, ...]:  # noqa: ANN401 - None before the first
    return () if reading is None else tuple(reading.faces)


def _popped_up(menu: QMenu) -> Callable[[], None]:
    """Shows a menu anew."""

    def pop_up() -> None:
        button = menu.parentWidget()
        menu.hide()
        menu.popup(button.mapToGlobal(button.rect().topLeft()))

    return pop_up


def _measured(reading: Any) -> bool:  # noqa: ANN401 - None before the first
    return any(face.movements is not None for face in _faces(reading))


def _held(analyse: Callable[..., Any], gate: threading.Event) -> Callable[..., Any]:
    """Reads a third of a clip, then waits at a gate."""

    def held(source: Any, settings: Any, outputs: Any, progress: Any, *others: Any) -> Any:  # noqa: ANN401
        def tell(frames: int) -> None:
            progress(frames)
            if frames > 0.4 * (source.frame_count or 0):
                gate.wait()

        return analyse(source, settings, outputs, tell, *others)

    return held


ALL = (
    without_camera,
    updated,
    *set_up_states.ALL,
    waiting,
    no_face,
    too_dark,
    crowd,
    error,
    live,
    what_the_face_does,
    loading,
    recordings,
    no_microphone,
    clip,
    exports,
    clip_without_a_face,
    links,
    many_clips,
    photos,
    *rehearsal_states.ALL,
    *partner_states.ALL,
    *practice_states.ALL,
    *take_states.ALL,
    settings,
    helped,
)
