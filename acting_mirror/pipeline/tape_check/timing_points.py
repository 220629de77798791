"""How a tape begins and ends, and where the actor looks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from acting_mirror.core.eyeline import Eyeline, Look, shares
from acting_mirror.core.language import marked, tr
from acting_mirror.core.moved import EYES, settle
from acting_mirror.core.tape_point import Fault, Point, Rule, Verdict
from acting_mirror.pipeline.tape_check.pictures import Pictures
from acting_mirror.rehearsal.pauses import Stretch
from acting_mirror.settings.tape_profile import TapeProfile

_STILL_S: Final = 1.0
"""So long the actor should be still before the first word and after the last."""
_SLATE_S: Final = 25.0
"""A slate is so near to an end."""
_SLATE_LENS: Final = 0.6
"""And this share of it is said into the lens."""
_CUT: Final = marked("Begin to film earlier, end later, and be still for a second; trim no closer than that.")

_BEFORE: Final = Rule(
    "ends.before",
    "s",
    marked("There is {value:.1f} s before the first word."),
    (0.5, 6),
    (0.15, np.inf),
    Fault(marked("The first word comes after only {value:.1f} s."), _CUT),
    Fault(marked("It takes {value:.0f} s until the first word."), marked("Cut the beginning: a second is enough.")),
)
_AFTER: Final = Rule(
    "ends.after",
    "s",
    marked("There is {value:.1f} s after the last word."),
    (0.5, 6),
    (0.15, np.inf),
    Fault(marked("The tape ends only {value:.1f} s after the last word."), _CUT),
    Fault(
        marked("The tape goes on for {value:.0f} s after the last word."), marked("Cut the end: a second is enough.")
    ),
)
_STILL: Final = Rule(
    "ends.still",
    "heads/s",
    marked("You are still before the first word and after the last."),
    (0, 0.8),
    (0, 2),
    high=Fault(
        marked("You move before the first word or after the last, as if to switch the camera."),
        marked("Let somebody else switch it, or cut that off, and be still for a second."),
    ),
)
_SCRIPT: Final = Rule(
    "eyes.script",
    "%",
    marked("You look down for {value:.0f} % of the time."),
    (0, 50),
    (0, 75),
    high=Fault(
        marked("You look down for {value:.0f} % of the time, as if at the script."),
        marked("Learn the lines, or have the script beside the lens, at the height of your eyes."),
    ),
)
_LENS: Final = Rule(
    "eyes.lens",
    "%",
    marked("You look into the lens for {value:.0f} % of the time."),
    (0, 70),
    (0, 100),
    high=Fault(
        marked("You look into the lens for {value:.0f} % of the time."),
        marked("Look at your reader, a few inches beside the lens; into it only for the slate."),
    ),
)


def word_points(seen: Pictures, stretches: Sequence[Stretch], length_s: float) -> list[Point]:
    """How near the first word and the last are to the ends, and whether the actor is still there.

    Args:
        seen: The pictures.
        stretches: Where somebody speaks.
        length_s: How long the tape is.
    """
    if not stretches:
        sentence, advice = tr("Nobody is heard to speak."), tr("Check the microphone, and speak up.")
        return [Point("sound.speech", Verdict.WONT, None, "", None, sentence, advice)]
    first_s, last_s = stretches[0].start_s, stretches[-1].end_s
    found = [_BEFORE.judge(first_s, 0.0), _AFTER.judge(max(0.0, length_s - last_s), last_s)]
    speeds = [_speed(seen, first_s - _STILL_S, first_s), _speed(seen, last_s, last_s + _STILL_S)]
    known = [(speed, at) for speed, at in zip(speeds, (max(0.0, first_s - 0.5), last_s), strict=True) if speed >= 0]
    return [*found, _STILL.judge(*max(known))] if known else found


def eye_points(seen: Pictures, stretches: Sequence[Stretch], length_s: float, profile: TapeProfile) -> list[Point]:
    """Where the actor looks, and whether there is a slate; nothing where the eyes are hardly seen.

    Args:
        seen: The pictures.
        stretches: Where somebody speaks.
        length_s: How long the tape is.
        profile: What is asked.
    """
    times, looks = _looks(seen)
    share = shares(looks)
    if share is None:
        return []
    found = [_SCRIPT.judge(100 * share[Look.DOWN], _first(times, looks, Look.DOWN))]
    lens = 100 * share[Look.LENS]
    rule = _LENS if profile.eyes_in_lens is False else replace(_LENS, good=_LENS.bearable)
    found.append(rule.judge(lens, _first(times, looks, Look.LENS)))
    if profile.slate_wanted:
        found.append(_slate(times, looks, stretches, length_s))
    return found


def _speed(seen: Pictures, start_s: float, end_s: float) -> float:
    """How fast the head moves in a time, in heads a second; below 0 where it is not seen."""
    looks = [look for look in seen.faces if start_s <= look.t_s <= end_s]
    if len(looks) < 4:
        return -1.0
    places = np.array([(look.across, look.eyes) for look in looks])
    head = float(np.median([look.chin - look.crown for look in looks]))
    steps = np.hypot(*np.diff(places, axis=0).T) / np.diff([look.t_s for look in looks])
    return float(np.mean(steps)) / max(head, 0.01)


def _looks(seen: Pictures) -> tuple[list[float], list[Look | None]]:
    """Where the eyes look, and when."""
    faces = seen.faces
    times = [look.t_s for look in faces]
    if not faces:
        return times, []
    rows = np.array([look.moved for look in faces])
    settle(np.array(times), rows)
    return times, Eyeline().looks(times, rows[:, EYES])


def _first(times: list[float], looks: list[Look | None], wanted: Look) -> float | None:
    """When the longest look of a kind begins."""
    best: tuple[float, float] | None = None
    start: float | None = None
    for t_s, look in [*zip(times, looks, strict=True), (times[-1], None)]:
        if look is wanted and start is None:
            start = t_s
        elif look is not wanted and start is not None:
            best, start = max(best or (0.0, start), (t_s - start, start)), None
    return None if best is None else best[1]


def _slate(times: list[float], looks: list[Look | None], stretches: Sequence[Stretch], length_s: float) -> Point:
    """Whether somebody speaks into the lens near an end."""
    for stretch in stretches:
        near = stretch.start_s < _SLATE_S or stretch.end_s > length_s - _SLATE_S
        spoken = [look for t_s, look in zip(times, looks, strict=True) if stretch.start_s <= t_s <= stretch.end_s]
        if near and spoken and spoken.count(Look.LENS) >= _SLATE_LENS * len(spoken):
            return Point(
                "slate", Verdict.GOOD, None, "", stretch.start_s, tr("Somebody speaks into the lens: a slate.")
            )
    sentence = tr("No slate is seen: nobody speaks into the lens at the beginning or at the end.")
    return Point("slate", Verdict.LOOK, None, "", None, sentence, tr("Film a slate, and deliver the tape with it."))
