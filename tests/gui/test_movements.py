"""What the face does, in the window: measured while somebody wants to know."""

from pathlib import Path

import pytest

from acting_mirror.core.eyeline import Eyeline
from acting_mirror.gui.shell import movement_wishes
from acting_mirror.vision.landmarks import landmarker
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.gui.driver import Driver
from tests.media import make_clip, steady


def traced(mirror: Driver) -> bool:
    """Whether the picture that is shown has the landmarks of its face."""
    reading = mirror.page.view.reading
    face = reading.person_0 if reading is not None else None
    return face is not None and face.movements is not None and face.movements.points is not None


def test_movements_are_measured_while_somebody_wants_them(mirror: Driver) -> None:
    wishes, session = mirror.window.current.movements, mirror.demo()
    mirror.until(lambda: session.reading() is not None)
    assert not session.settings.movements
    wishes.want("one", True)
    wishes.want("another", True)
    mirror.until(lambda: mirror.measured)
    wishes.want("one", False)
    assert wishes.granted
    wishes.want("another", False)
    mirror.until(lambda: not session.settings.movements)
    assert mirror.window.session is session
    assert not mirror.window.settings.analysis.movements  # it is no setting


def test_a_clip_is_read_anew_for_movements_and_traced_where_it_stands(mirror: Driver, tmp_path: Path) -> None:
    with SyntheticActor((320, 240), 15.0, 0.8) as actor:
        pictures = [frame.bgr for frame in actor]
    mirror.open(make_clip(tmp_path / "short.mp4", steady(0.8, 15), (320, 240), lambda t_s: pictures[round(t_s * 15)]))
    mirror.until(lambda: mirror.clip.complete)
    assert mirror.clip.timeline.moved is None
    mirror.window.preferences.change_window(landmarks=True)
    mirror.until(lambda: mirror.clip.complete and mirror.clip.timeline.moved is not None)
    mirror.until(lambda: not mirror.clip.playing)
    mirror.until(lambda: traced(mirror))
    mirror.window.preferences.change_window(landmarks=False)
    assert mirror.clip.complete
    assert mirror.clip.timeline.moved is not None
    mirror.until(lambda: not traced(mirror))


@pytest.mark.logs("face_landmarker.task")
def test_a_damaged_landmarker_is_told_once_and_the_mirror_goes_on(
    mirror: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "face_landmarker.task").write_bytes(b"damaged")
    monkeypatch.setattr(landmarker, "landmarker_file", lambda: tmp_path / "face_landmarker.task")
    wishes, session = mirror.window.current.movements, mirror.demo()
    wishes.want("one", True)
    mirror.until(lambda: "movements aren't measured" in mirror.notice)
    mirror.dismiss()
    monkeypatch.setattr(movement_wishes, "FaceLandmarker", lambda: pytest.fail("it was tried again"))
    wishes.want("another", True)
    mirror.until(lambda: session.reading() is not None)
    assert not wishes.granted
    assert not mirror.notice


def test_an_eyeline_is_measured_and_kept_for_the_camera(mirror: Driver) -> None:
    mirror.demo()
    menu = mirror.page.bar.source.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Eyeline…").trigger()
    dialog = mirror.window.eyeline.dialog
    assert dialog is not None
    mirror.until(lambda: dialog.view.footnote)
    dialog.measured.emit(Eyeline((0.0, 0.0), (20.0, 0.0)))
    assert mirror.page.face_card.looking.eyeline.partner == (20.0, 0.0)
    assert mirror.window.rehearse.run.coach.directing.looking.eyeline.partner == (20.0, 0.0)
    dialog.close()
    assert not mirror.window.current.movements.granted
