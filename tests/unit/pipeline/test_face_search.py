from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
import skimage.data

from acting_mirror.core.face_mesh import FaceMesh
from acting_mirror.core.faces import FaceBox, Unreadable
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.tracking import Track
from acting_mirror.pipeline import second_look
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.face_follower import FaceFollower
from acting_mirror.pipeline.face_search import FaceSearch
from acting_mirror.pipeline.second_look import SecondLook
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import open_classifier
from acting_mirror.vision.detectors import FaceDetector, open_detector
from acting_mirror.vision.landmarks.face_box import box_like
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from acting_mirror.vision.model_bundle import load_bundle
from tests.faces import turned

FACE = FaceBox(177, 66, 95, 95)
"""Where Haar finds the astronaut's."""
RATE = 12
PARTS = [0.0] * 6 + [0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 1.0]
"""How far a head is turned, from picture to picture."""


class Detector:
    """Sees what it is told to, and notes where it looked."""

    name = "haar"

    def __init__(self, faces: Sequence[FaceBox]) -> None:
        self.faces = list(faces)
        self.scanned: list[Image] = []
        self.looked: list[FaceBox] = []

    def find(self, bgr: Image) -> list[FaceBox]:
        self.scanned.append(bgr)
        return [face for face in self.faces if bgr[int(face.centre[1]), int(face.centre[0])].tolist() != [127] * 3]

    def find_near(self, bgr: Image, expected: Sequence[FaceBox]) -> list[FaceBox]:
        self.looked += expected
        return [face for face in self.faces if any(face.iou(place) > 0.2 for place in expected)]


class Film:
    """Pictures that follow each other, searched."""

    def __init__(self, landmarker: FaceLandmarker, faces: Sequence[FaceBox] = (FACE,)) -> None:
        self.detector = Detector(faces)
        self.follower = FaceFollower(landmarker)
        self.search = FaceSearch(self.detector, AnalysisSettings(), SecondLook("haar", landmarker))
        self._next = 0

    def show(self, pictures: Iterable[Image]) -> list[tuple[list[Track], FaceMesh | None]]:
        """The faces of each picture, and the landmarks of the first."""
        seen = []
        for picture in pictures:
            frame = Frame(self._next, self._next / RATE, picture)
            tracks = [replace(track) for track in self.search.find(frame, self.follower)]
            seen.append((tracks, self.follower.find(frame, tracks[0]) if tracks else None))
            self._next += 1
        return seen


@pytest.fixture(scope="module")
def landmarker() -> FaceLandmarker:
    return FaceLandmarker()


@pytest.fixture
def film(landmarker: FaceLandmarker, astronaut: Image) -> Film:
    """The astronaut's face is followed."""
    film = Film(landmarker)
    assert film.show([astronaut] * 5)[-1][1] is not None
    return film


def test_a_face_stays_followed_where_the_detector_loses_it(landmarker: FaceLandmarker, astronaut: Image) -> None:
    mesh = landmarker.find(astronaut, FACE)
    assert mesh is not None
    turning = [turned(astronaut, mesh.points, landmarker.canonical, (yaw, 0, 0)) for yaw in (0, 16, 32, 46)]
    film = Film(landmarker, [FaceBox(90, 70, 330, 330)])
    straight = film.show(turning[:1] * 5)[-1][0][0].box
    film.detector.faces = []
    for tracks, seen in film.show(turning):
        assert seen is not None
        assert tracks[0].box.centre == pytest.approx((255, 240), abs=25)
        assert tracks[0].box.width == pytest.approx(straight.width, rel=0.12)


def test_a_followed_face_is_left_out_but_for_a_look_at_each_scan(film: Film, astronaut: Image) -> None:
    film.detector.scanned.clear()
    film.detector.looked.clear()
    film.show([astronaut] * 12)
    assert 3 <= len(film.detector.scanned) == len(film.detector.looked) <= 4
    assert all((picture[100:140, 200:250] == 127).all() for picture in film.detector.scanned)
    assert [track.person for track in film.search.tracker.tracks] == [0]


def test_known_faces_are_left_out_where_new_ones_are_searched(landmarker: FaceLandmarker, astronaut: Image) -> None:
    film = Film(landmarker, [FACE, FaceBox(350, 350, 80, 80)])
    for number in range(9):
        tracks = film.search.find(Frame(number, number / RATE, astronaut), None)
    assert len(tracks) == 2
    assert all(
        (film.detector.scanned[-1][int(y), int(x)] == 127).all() for x, y in (each.box.centre for each in tracks)
    )


def elsewhere(astronaut: Image) -> Image:
    return np.asarray(np.roll(astronaut, (200, 150), axis=(0, 1)))


@pytest.mark.parametrize("scene", [np.zeros_like, elsewhere, lambda _: cv2.resize(skimage.data.coffee(), (512, 512))])
def test_a_face_that_is_gone_is_not_followed(film: Film, astronaut: Image, scene: Callable[[Image], Image]) -> None:
    film.detector.faces = []
    seen = film.show([scene(astronaut)] * 5)
    assert all(mesh is None for _, mesh in seen)
    assert not seen[-1][0]


def test_a_hand_before_a_face_is_soon_no_face(film: Film, astronaut: Image) -> None:
    film.detector.faces = []
    hidden = astronaut.copy()
    cv2.ellipse(hidden, (224, 115), (60, 77), 0, 0, 360, (120, 140, 190), -1)
    seen = film.show([hidden] * 14)
    assert all(mesh is None for _, mesh in seen[-5:])
    assert not seen[-1][0]


def test_a_face_that_leaves_the_picture_is_gone_with_it(film: Film, astronaut: Image) -> None:
    film.detector.faces = []
    leaving = [np.hstack([astronaut[:, step:], np.full_like(astronaut[:, :step], 90)]) for step in range(15, 330, 15)]
    seen = film.show([*leaving, *leaving[-1:] * 4])
    assert seen[8][1] is not None
    assert not seen[-1][0]


def test_the_detector_looks_at_once_where_landmarks_are_lost(film: Film, astronaut: Image) -> None:
    film.detector.faces = [FaceBox(227, 66, 95, 95)]
    ((tracks, mesh),) = film.show([np.roll(astronaut, 60, axis=1)])
    assert tracks[0].seen_s == tracks[0].updated_s
    assert mesh is not None


def test_a_face_that_the_detector_should_see_and_does_not_is_soon_not_believed(film: Film, astronaut: Image) -> None:
    film.detector.faces = []
    seen = film.show([astronaut] * 21)
    assert seen[5][1] is not None
    assert not seen[-1][0]
    film.detector.faces = [FACE]
    assert film.show([astronaut])[-1][1] is not None


def test_landmarks_that_are_unsure_of_a_face_ahead_are_not_believed(
    film: Film, astronaut: Image, monkeypatch: pytest.MonkeyPatch, landmarker: FaceLandmarker
) -> None:
    follow = landmarker.follow
    film.detector.faces = []

    def unsure(bgr: Image, before: FaceMesh) -> FaceMesh | None:
        mesh = follow(bgr, before)
        return None if mesh is None else replace(mesh, presence=0.9)

    monkeypatch.setattr(landmarker, "follow", unsure)
    assert all(mesh is None for _, mesh in film.show([astronaut] * 3))


def test_landmarks_that_leap_are_of_another_face(
    film: Film, astronaut: Image, monkeypatch: pytest.MonkeyPatch, landmarker: FaceLandmarker
) -> None:
    film.detector.faces = []
    follow = landmarker.follow

    def leaping(bgr: Image, before: FaceMesh) -> FaceMesh | None:
        mesh = follow(bgr, before)
        return None if mesh is None else replace(mesh, points=mesh.points + np.array([50, 0, 0]))

    monkeypatch.setattr(landmarker, "follow", leaping)
    assert film.show([astronaut])[-1][1] is None


def test_landmarks_on_the_face_of_another_are_not_believed(landmarker: FaceLandmarker, astronaut: Image) -> None:
    film = Film(landmarker, [FACE, FaceBox(350, 350, 80, 80)])
    film.show([astronaut] * 5)
    film.search.tracker.tracks[1].box = FACE.moved(10, 10)
    film.detector.faces = []
    assert film.show([astronaut])[-1][1] is None


@pytest.mark.parametrize(("detector", "expected"), [("haar", FACE), ("yunet", FaceBox(178, 63, 90, 113))])
def test_boxes_are_like_the_detectors(
    landmarker: FaceLandmarker, astronaut: Image, detector: str, expected: FaceBox
) -> None:
    mesh = landmarker.find(astronaut, FACE)
    assert mesh is not None
    assert box_like(detector, mesh).iou(expected) > 0.65


def tilted(picture: Image, degrees: float) -> Image:
    matrix = cv2.getRotationMatrix2D(FACE.centre, degrees, 1)
    return np.asarray(cv2.warpAffine(picture, matrix, (512, 512), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def tracks_of(pictures: Iterable[Image], detector: FaceDetector) -> list[list[Track]]:
    """The faces of each picture, without a follower."""
    search = FaceSearch(detector, AnalysisSettings(), SecondLook(detector.name))
    frames = (Frame(number, number / RATE, picture) for number, picture in enumerate(pictures))
    return [[replace(track) for track in search.find(frame, None)] for frame in frames]


def test_a_head_that_tilts_further_and_further_stays_found(astronaut: Image) -> None:
    """The cascade loses it at 20 degrees."""
    tilting = [astronaut] * 5 + [tilted(astronaut, degrees) for degrees in range(4, 53, 4)]
    for (track,) in tracks_of(tilting, open_detector("haar", 240))[5:]:
        assert track.person == 0
        assert track.box.iou(FACE) > 0.5


def test_a_head_that_is_tilted_from_the_beginning_is_found(astronaut: Image) -> None:
    (track,) = tracks_of([tilted(astronaut, 40)] * 6, open_detector("haar", 240))[-1]
    assert track.box.iou(FACE) > 0.5


def test_a_dark_face_is_found_and_said_to_be_too_dark(astronaut: Image) -> None:
    analyser = Analyser.open(AnalysisSettings(model="mini_xception"))
    dark = (0.12 * astronaut).astype(np.uint8)
    analyses = [analyser.analyse(Frame(number, number / RATE, dark)) for number in range(6)]
    assert [face.reason for face in analyses[-1].faces] == [Unreadable.TOO_DARK]


def lit_from_one_side(picture: Image) -> Image:
    dark = np.arange(picture.shape[1])[:, None] > FACE.centre[0]
    return np.where(dark, 0.2 * picture, picture).astype(np.uint8)


def pale(picture: Image) -> Image:
    return (100 + 0.1 * picture).astype(np.uint8)


@pytest.mark.parametrize("lit", [lit_from_one_side, pale])
def test_a_face_that_detectors_miss_for_its_light_is_read(astronaut: Image, lit: Callable[[Image], Image]) -> None:
    analyser = Analyser(Detector([]), open_classifier(load_bundle("mini_xception")), AnalysisSettings())
    seen = [analyser.analyse(Frame(number, number / RATE, lit(astronaut))).faces for number in range(6)]
    ((face,),) = seen[-1:]
    assert face.box.iou(FACE) > 0.5 and face.reason is None


def test_a_face_in_bad_light_that_something_seems_to_hide_is_not_believed(
    landmarker: FaceLandmarker, astronaut: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, second = landmarker.find, SecondLook("haar", landmarker)
    assert second.find_near(pale(astronaut), [FACE])

    def unsure(bgr: Image, box: FaceBox) -> FaceMesh | None:
        mesh = find(bgr, box)
        return None if mesh is None else replace(mesh, presence=0.999)

    monkeypatch.setattr(landmarker, "find", unsure)
    assert not second.find_near(pale(astronaut), [FACE])


def test_what_looks_ahead_in_good_light_and_no_detector_sees_is_not_believed(astronaut: Image) -> None:
    """It is often a hand before a face."""
    assert not any(tracks_of([astronaut] * 6, Detector([])))
    gone = tracks_of([tilted(astronaut, 40)] * 6 + [astronaut] * 6, Detector([]))
    assert gone[5] and not gone[-1]


def test_only_one_second_look_is_taken_in_a_picture(
    landmarker: FaceLandmarker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cut to another scene leaves many faces that are nowhere."""
    asked: list[FaceBox] = []
    monkeypatch.setattr(FaceLandmarker, "find", lambda _, bgr, box: asked.append(box))
    detector = Detector([FaceBox(x, y, 60, 60) for x in (20, 120, 220) for y in (20, 120, 220)])
    search, empty = (
        FaceSearch(detector, AnalysisSettings(), SecondLook("haar", landmarker)),
        np.full((400, 400, 3), 60, np.uint8),
    )
    for number in range(6):
        search.find(Frame(number, number / RATE, empty), None)
    detector.faces = []
    asked.clear()
    search.find(Frame(6, 6 / RATE, empty), None)
    assert len(asked) == 1


def test_without_the_landmarker_detectors_do_alone(astronaut: Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_look, "open_landmarker", lambda: None)
    assert [bool(tracks) for tracks in tracks_of([astronaut] * 6, open_detector("haar", 240))][-1]
    assert not any(tracks_of([tilted(astronaut, 40)] * 6, open_detector("haar", 240)))


@pytest.mark.parametrize("turns", [(52, 0, 0), (0, 40, 0), (0, -36, 0)])
def test_a_face_that_is_turned_raised_or_bowed_too_far_is_found_and_said_to_be_turned_away(
    landmarker: FaceLandmarker, astronaut: Image, turns: tuple[float, float, float]
) -> None:
    mesh = landmarker.find(astronaut, FACE)
    assert mesh is not None
    detector, classifier = Detector([FaceBox(90, 70, 330, 330)]), open_classifier(load_bundle("mini_xception"))
    analyser = Analyser(detector, classifier, AnalysisSettings())
    reasons = []
    for number, part in enumerate(PARTS):
        picture = turned(astronaut, mesh.points, landmarker.canonical, tuple(each * part for each in turns))
        if part:
            detector.faces = []
        reasons.append([face.reason for face in analyser.analyse(Frame(number, number / RATE, picture)).faces])
    assert reasons[PARTS.index(0.6)] == [None]
    assert reasons[-1] == [Unreadable.TURNED_AWAY]
