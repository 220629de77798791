from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from acting_mirror.core.tape_point import Point, Verdict
from acting_mirror.pipeline.tape_check.container_points import TapeFile, container_points
from acting_mirror.pipeline.tape_check.picture_points import picture_points
from acting_mirror.pipeline.tape_check.pictures import SMALL, Pictures
from acting_mirror.settings.tape_profile import load

FILE = TapeFile("Hermione-Alix-T1", ".mp4", (".mp4", ".mov"), "h264", "aac", (1920, 1080), 25.0, 60.0, 50_000_000)
GOOD, LOOK, WONT = Verdict.GOOD, Verdict.LOOK, Verdict.WONT


def pictures(changes: Sequence[float], times: Sequence[float] = (), lightness: Sequence[float] = ()) -> Pictures:
    """As they are seen of a picture that is light all over."""
    return Pictures(
        times=list(times) or [index / 25 for index in range(len(changes))],
        changes=list(changes),
        lightness=list(lightness) or [100.0] * len(changes),
        brightest=np.full(SMALL[::-1], 200, np.uint8),
    )


def verdicts(points: Sequence[Point]) -> dict[str, Verdict]:
    return {point.point: point.verdict for point in points}


def moving(count: int = 100) -> list[float]:
    """Changes of one who moves, and is filmed by a camera with a little noise."""
    return np.random.default_rng(0).uniform(3, 8, count).tolist()


def test_one_who_moves_is_filmed_steadily() -> None:
    assert set(verdicts(picture_points(pictures(moving()))).values()) == {GOOD}


@pytest.mark.parametrize(("every", "verdict"), [(50, LOOK), (6, WONT), (2, WONT)])
def test_pictures_that_are_shown_twice_are_counted(every: int, verdict: Verdict) -> None:
    changes = [0.0 if index % every == 1 else change for index, change in enumerate(moving())]
    assert verdicts(picture_points(pictures(changes)))["format.steady"] is verdict


def test_pictures_that_are_shown_twice_are_counted_where_compression_changes_them() -> None:
    changes = [1.2 if index % 7 == 1 else 4 * change for index, change in enumerate(moving())]
    assert verdicts(picture_points(pictures(changes)))["format.steady"] is WONT


def test_pictures_that_are_missing_by_their_times_are_counted() -> None:
    times = [index / 25 for index in range(120) if index % 6]
    assert verdicts(picture_points(pictures(moving(), times)))["format.steady"] is WONT


def test_one_who_does_not_move_is_not_doubled() -> None:
    changes = np.random.default_rng(0).uniform(0.25, 0.9, 100).tolist()
    assert verdicts(picture_points(pictures(changes)))["format.steady"] is GOOD


def test_ends_that_are_black_or_stand_still_are_found_where_they_are() -> None:
    found = {
        point.point: point for point in picture_points(pictures(moving(70) + [0.0] * 30, (), [90.0] * 70 + [9.0] * 30))
    }
    assert found["ends.frozen"].verdict is WONT
    assert found["ends.frozen"].t_s == pytest.approx(69 / 25)
    assert found["ends.black"].verdict is WONT
    assert found["ends.black"].value == pytest.approx(30 / 25)


def test_bars_are_counted_and_a_dark_wall_is_none() -> None:
    seen = pictures(moving())
    seen.brightest[:11] = seen.brightest[-11:] = 2
    (bars,) = [point for point in picture_points(seen) if point.point == "format.bars"]
    assert bars.value == pytest.approx(100 * 22 / 90)
    seen.brightest[:11] = 40
    seen.brightest[-11:] = 40
    assert verdicts(picture_points(seen))["format.bars"] is GOOD


@pytest.mark.parametrize(
    ("change", "point", "verdict"),
    [
        ({}, "format.container", GOOD),
        ({"ending": ".mov"}, "format.container", LOOK),
        ({"ending": ".mp4", "endings": (".mkv", ".webm")}, "format.container", WONT),
        ({"ending": ".mkv", "endings": (".mkv", ".webm")}, "format.container", WONT),
        ({"video_codec": "hevc"}, "format.video", WONT),
        ({"size": (1080, 1920)}, "format.landscape", WONT),
        ({"size": (640, 360)}, "format.size", WONT),
        ({"size": (3840, 2160)}, "format.size", LOOK),
        ({"rate": 59.94}, "format.rate", WONT),
        ({"rate": 24000 / 1001}, "format.rate", GOOD),
        ({"bytes": 600_000_000}, "format.bytes", WONT),
        ({}, "format.name", GOOD),
        ({"name": "Lady_Macbeth-Zoe_Los-T12"}, "format.name", GOOD),
        ({"name": "IMG_0042"}, "format.name", LOOK),
        ({"name": "Hermione-Zoë Łoś-T1"}, "format.name", LOOK),
    ],
)
def test_a_file_is_held_against_the_profile(change: dict[str, object], point: str, verdict: Verdict) -> None:
    tape = replace(FILE, **change)  # type: ignore[arg-type]
    assert verdicts(container_points(tape, load("eco-cast")))[point] is verdict


def test_what_a_profile_does_not_say_is_not_checked() -> None:
    assert "format.bytes" not in verdicts(container_points(FILE, load("general")))
    assert "format.audio" not in verdicts(container_points(replace(FILE, audio_codec=None), load("general")))


def test_a_name_is_held_against_a_pattern_of_ones_own() -> None:
    own = replace(load("general"), file_name="{name} as {role}")
    names = {
        name: verdicts(container_points(replace(FILE, name=name), own))["format.name"] for name in ("A_as_B-2", "A")
    }
    assert names == {"A_as_B-2": GOOD, "A": LOOK}
    (point,) = [each for each in container_points(FILE, own) if each.point == "format.name"]
    assert "Hermione-Alix-T1; asked for is a name such as Name_as_Role" in point.sentence
