"""What is said while one sets up is what the check of a tape would say of it."""

import threading
from collections.abc import Callable, Sequence
from itertools import pairwise

import cv2
import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.tape_point import Verdict
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.tape_check.face_points import face_points
from acting_mirror.pipeline.tape_check.live import LiveCheck
from acting_mirror.pipeline.tape_check.pictures import look_at
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.settings.tape_profile import load
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.media import RATE, Samples
from tests.speech import room

SETTINGS = AnalysisSettings(movements=True)
PROFILE = load()


@pytest.fixture(scope="module")
def actor() -> list[Image]:
    """Ten pictures a second of an actor who is well framed and lit."""
    with SyntheticActor((640, 360), 10.0, 1.4) as drawn:
        return [smaller(frame.bgr) for frame in drawn]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.open(SETTINGS)


def smaller(bgr: Image) -> Image:
    """The same person from a bit further away."""
    around = cv2.resize(bgr[:1, :1], (640, 360))
    around[20:326, 48:592] = cv2.resize(bgr, (544, 306))
    return np.asarray(around, np.uint8)


def frames(pictures: list[Image]) -> list[Frame]:
    return [Frame(number, number / 10, bgr) for number, bgr in enumerate(pictures)]


def worst(check: LiveCheck) -> dict[str, tuple[str, Verdict]]:
    return {part: (point.point, point.verdict) for part, point in check.worst.items()}


def looked(pictures: list[Image], analyser: Analyser) -> LiveCheck:
    analyser.restart()
    check = LiveCheck(PROFILE)
    for frame in frames(pictures):
        check.look(frame, analyser.analyse(frame))
    return check


def test_who_is_well_framed_and_lit_is_told_so(actor: list[Image], analyser: Analyser) -> None:
    assert set(worst(looked(actor, analyser)).values()) == {
        ("framing.size", Verdict.GOOD),
        ("light.dark", Verdict.GOOD),
    }


@pytest.mark.parametrize(
    ("change", "point"),
    [
        (lambda bgr: np.roll(bgr, 170, axis=1), "framing.centred"),
        (lambda bgr: (bgr * 0.3).astype(np.uint8), "light.dark"),
        (lambda bgr: np.clip(bgr * [1.6, 0.8, 0.5], 0, 255).astype(np.uint8), "light.cast"),
    ],
)
def test_what_is_wrong_is_what_the_check_of_a_tape_says(
    change: Callable[[Image], Image], point: str, actor: list[Image], analyser: Analyser
) -> None:
    pictures = [change(bgr) for bgr in actor]
    part = point.split(".")[0]
    found = looked(pictures, analyser).worst[part]
    assert found.point == point and found.verdict is not Verdict.GOOD
    seen = look_at(frames(pictures), SETTINGS, threading.Event())
    checked = {each.point: each for each in face_points(seen, PROFILE)}
    assert checked[point].verdict is found.verdict and checked[point].advice == found.advice


@pytest.mark.parametrize(("grey", "dark"), [(90, False), (20, True)])
def test_without_a_face_it_says_so_and_of_its_light_only_that_it_is_dark(grey: int, dark: bool) -> None:
    check = LiveCheck(PROFILE)
    for frame in frames([np.full((360, 640, 3), grey, np.uint8)] * 12):
        check.look(frame, FrameAnalysis(frame.index, frame.t_s, (), 1.0))
    assert check.worst["framing"].sentence == "Your face is not seen."
    assert worst(check).get("light") == (("light.dark", Verdict.WONT) if dark else None)


def test_nothing_is_said_in_the_first_second(actor: list[Image], analyser: Analyser) -> None:
    assert not worst(looked(actor[:9], analyser))


def test_a_fault_is_told_when_it_has_lasted_for_a_second(actor: list[Image], analyser: Analyser) -> None:
    check, told = looked(actor, analyser), []
    for frame in frames([*actor, *[np.zeros((36, 64, 3), np.uint8)] * 40])[len(actor) :]:
        check.look(frame, FrameAnalysis(frame.index, frame.t_s, (), 1.0))
        told.append(worst(check)["framing"])
    changes = [told[0], *(now for before, now in pairwise(told) if now != before)]
    lost = [("framing.face", verdict) for verdict in (Verdict.LOOK, Verdict.WONT)]
    assert changes == [("framing.size", Verdict.GOOD), *lost]
    assert told.index(changes[1]) > 10


def said(stretches: Sequence[tuple[bool, float]], noise: float = 0.0003, loud: float = 0.7) -> Samples:
    """Speech whose peaks stand out no more than those of people."""
    return np.tanh(3 * room(stretches, noise, 0.8)) * np.float32(loud)


@pytest.mark.parametrize(
    ("loud", "noise", "wanted"),
    [
        (0.7, 0.0003, ("sound.loudness", Verdict.GOOD)),
        (0.07, 0.0003, ("sound.loudness", Verdict.WONT)),
        (0.7, 0.02, ("sound.noise", Verdict.WONT)),
    ],
)
def test_speech_is_judged_once_there_is_enough(loud: float, noise: float, wanted: tuple[str, Verdict]) -> None:
    check, told = LiveCheck(PROFILE), []
    for block in np.array_split(said([(False, 1.2), (True, 1.6), (False, 2.0)], noise, loud), 40):
        check.hear(block[None], RATE)
        told.append(worst(check).get("sound"))
    assert told[9] is None and told[-1] == wanted


def test_what_was_wrong_is_forgotten_after_some_sentences_and_silence_changes_nothing() -> None:
    check, line = LiveCheck(PROFILE), ((True, 1.6), (False, 0.9))
    quiet, loud, silence = said(line * 2, loud=0.07), said(line * 3), np.zeros(RATE, np.float32)
    for block in np.array_split(np.concatenate([quiet, loud, silence]), 44):
        check.hear(block[None], RATE)
    assert worst(check)["sound"] == ("sound.loudness", Verdict.GOOD)
