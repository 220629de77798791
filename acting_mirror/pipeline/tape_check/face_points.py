"""How the actor is framed and lit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from acting_mirror.core.language import marked
from acting_mirror.core.moved import HEAD
from acting_mirror.core.tape_point import ANY, ORDER, Fault, Point, Rule
from acting_mirror.pipeline.tape_check.face_light import FaceLight
from acting_mirror.pipeline.tape_check.pictures import Look, Pictures
from acting_mirror.settings.tape_profile import TapeProfile

_FAR: Final = 0.7
_NEAR: Final = 1.6
"""Of what is asked for, a head that is so small or large may still do."""
_ANOTHER: Final = 0.4
"""Who is smaller than this, of the actor's face, is no second person: Haar takes folds for small faces."""
_AHEAD_DEG: Final = 25.0
"""Of a head that is turned further one half is seen less."""

_SEEN: Final = Rule(
    "framing.face",
    "%",
    marked("Your face is seen for {value:.0f} % of the tape."),
    (70, 100),
    (30, 100),
    low=Fault(
        marked("Your face is seen for only {value:.0f} % of the tape."),
        marked("Face the camera, with light on your face, and stay in the picture."),
    ),
)
_SIZE: Final = Rule(
    "framing.size",
    "%",
    marked("Your head takes {value:.0f} % of the picture's height, a medium close-up."),
    ANY,
    ANY,
    Fault(
        marked("You are small: your head takes {value:.0f} % of the picture's height."),
        marked("Come closer, until the picture reaches from the middle of your chest to just above your head."),
    ),
    Fault(
        marked("You are very close: your head takes {value:.0f} % of the picture's height."),
        marked("Move back, until the picture reaches from the middle of your chest to just above your head."),
    ),
)
_HEAD_ROOM: Final = Rule(
    "framing.head_room",
    "%",
    marked("The room above your head is right."),
    (-8, 22),
    (-16, 32),
    Fault(marked("The top of your head is cut off."), marked("Tilt the camera up a little, or move back.")),
    Fault(
        marked("There is much room above your head: {value:.0f} % of the picture's height."),
        marked("Tilt the camera down a little, or come closer."),
    ),
)
_CENTRED: Final = Rule(
    "framing.centred",
    "%",
    marked("You are in the middle of the picture."),
    (0, 12),
    (0, 24),
    high=Fault(
        marked("You are beside the middle of the picture, by {value:.0f} % of its width."),
        marked("Move to the middle, or turn the camera."),
    ),
)
_EYE_HEIGHT: Final = Rule(
    "framing.eye_height",
    "deg",
    marked("The camera is at the height of your eyes."),
    (-14, 14),
    (-22, 22),
    Fault(
        marked("The camera looks down at you, by {value:.0f} degrees."),
        marked("Put it lower, at the height of your eyes."),
    ),
    Fault(
        marked("The camera looks up at you, by {value:.0f} degrees."),
        marked("Put it higher, at the height of your eyes."),
    ),
)
_LEVEL: Final = Rule(
    "framing.level",
    "deg",
    marked("The camera stands level."),
    (0, 9),
    (0, 16),
    high=Fault(marked("The picture is tilted by {value:.0f} degrees."), marked("Set the camera level.")),
)
_STILL_CAMERA: Final = Rule(
    "framing.steady",
    "%",
    marked("The camera stands still."),
    (0, 0.25),
    (0, 0.6),
    high=Fault(
        marked("The camera shakes: the picture moves by {value:.1f} % of its width ten times a second."),
        marked("Put the camera on a tripod, or on a shelf."),
    ),
)
_ALONE: Final = Rule(
    "framing.alone",
    "%",
    marked("Nobody else is in the picture."),
    (0, 8),
    (0, 25),
    high=Fault(
        marked("Somebody else is in the picture for {value:.0f} % of the tape."),
        marked("Have your reader stand beside the camera, and take pictures of people off the wall."),
    ),
)
_DARK: Final = Rule(
    "light.dark",
    "",
    marked("Your face is bright enough."),
    (64, 255),
    (40, 255),
    low=Fault(marked("Your face is dark."), marked("Have a lamp or a window in front of you, not behind you.")),
)
_BURNT: Final = Rule(
    "light.burnt",
    "%",
    marked("No part of your face is burnt out."),
    (0, 5),
    (0, 15),
    high=Fault(
        marked("{value:.0f} % of your face is burnt out."), marked("Turn the lamp away a little, or move back from it.")
    ),
)
_EVEN: Final = Rule(
    "light.even",
    "stops",
    marked("Both halves of your face are lit alike."),
    (0, 0.8),
    (0, 1.3),
    high=Fault(
        marked("One half of your face is much darker than the other, by {value:.1f} stops."),
        marked("Turn towards the light, or put a second lamp or a white sheet on the dark side."),
    ),
)
_BEHIND: Final = Rule(
    "light.behind",
    "%",
    marked("Nothing behind you outshines your face."),
    (0, 4),
    (0, 10),
    high=Fault(
        marked("Behind you it is white, in {value:.0f} % of the background: a window, or a lamp."),
        marked("Turn around, so that the window is in front of you, or draw the curtain."),
    ),
)
_WHITE_BALANCE: Final = marked("Set the camera's white balance, and light yourself with lamps of one colour.")
_CAST: Final = Rule(
    "light.cast",
    "deg",
    marked("The colours of your face are natural."),
    (0, 28),
    (0, 42),
    high=Fault(
        marked("The picture has a colour cast: your skin is off its colour by {value:.0f} degrees."), _WHITE_BALANCE
    ),
)
_WARM: Final = Rule(
    "light.cast",
    "",
    marked("The colours of your face are natural."),
    (0, 43),
    (0, 55),
    high=Fault(marked("The picture has a strong warm cast: your face is orange."), _WHITE_BALANCE),
)
_FOCUS: Final = Rule(
    "light.focus",
    "%",
    marked("Your face is in focus."),
    (4.5, 100),
    (2.5, 100),
    low=Fault(marked("Your face is out of focus."), marked("Tap on your face to focus, lock it, and wipe the lens.")),
)
_NOISE: Final = Rule(
    "light.noise",
    "",
    marked("The picture has little noise."),
    (0, 4),
    (0, 8),
    high=Fault(marked("The picture is noisy."), marked("Use more light, so that the camera amplifies less.")),
)
_SKIN_DEG: Final = 52.0
"""The usual angle of skin's colour, of anyone, see `FaceLight`."""
_COLOURLESS, _COLOURFUL = 4.0, 14.0
"""What has less chroma is grey, and up to the second one its hue counts less, as little changes it."""


def face_points(seen: Pictures, profile: TapeProfile) -> list[Point]:
    """Each point that can be told; without a face, that it is missing."""
    faces = seen.faces
    found = [_SEEN.judge(100 * len(faces) / max(1, len(seen.looks)))]
    if not faces:
        return found
    return [*found, *_framing(seen, faces, profile), *_light(faces)]


def _framing(seen: Pictures, faces: list[Look], profile: TapeProfile) -> list[Point]:
    found = []
    if profile.head_share is not None:
        least, most = (100 * share for share in profile.head_share)
        rule = replace(_SIZE, good=(least, most), bearable=(least * _FAR, most * _NEAR))
        found.append(_usual(rule, faces, lambda look: 100 * (look.chin - look.crown)))
    found.append(_usual(_HEAD_ROOM, faces, lambda look: 100 * look.crown))
    found.append(_usual(_CENTRED, faces, lambda look: 100 * abs(look.across - 0.5)))
    heads = np.array([look.moved[HEAD] for look in faces if look.moved is not None])
    _, pitch, roll = np.median(heads, axis=0).tolist()
    found += [_EYE_HEIGHT.judge(pitch), _LEVEL.judge(abs(roll))]
    shakes = [look.shake for look in seen.looks if not np.isnan(look.shake)]
    if len(shakes) >= 0.3 * len(seen.looks):
        found.append(_STILL_CAMERA.judge(100 * float(np.mean(np.minimum(shakes, 0.02)))))
    others = [look for look in seen.looks if look.others > _ANOTHER]
    share = 100 * len(others) / len(seen.looks)
    found.append(_ALONE.judge(share, max(others, key=lambda look: look.others).t_s if others else None))
    return found


def _usual(rule: Rule, faces: list[Look], value: Callable[[Look], float]) -> Point:
    """The usual value, and the moment that shows it."""
    values = np.array([value(look) for look in faces])
    usual = float(np.median(values))
    return rule.judge(usual, faces[int(np.abs(values - usual).argmin())].t_s)


def _light(faces: list[Look]) -> list[Point]:
    lit = [(look, look.light) for look in faces if look.light is not None]
    if not lit:
        return []
    looks, lights = zip(*lit, strict=True)
    ahead = [light for look, light in lit if look.moved is not None and abs(look.moved[0]) < _AHEAD_DEG] or lights
    found = [
        _judged(_DARK, looks, lights, lambda light: light.luma, np.argmin),
        _judged(_BURNT, looks, lights, lambda light: 100 * light.burnt, np.argmax),
        _EVEN.judge(abs(float(np.median([light.uneven for light in ahead])))),
        _judged(_BEHIND, looks, lights, lambda light: 100 * light.white_behind, np.argmax),
        _judged(_FOCUS, looks, lights, lambda light: 100 * light.focus, np.argmin),
        _judged(_NOISE, looks, lights, lambda light: light.noise, np.argmax),
    ]
    if np.median([light.chroma for light in lights]) > _COLOURLESS:
        casts = [
            _judged(_CAST, looks, lights, _off_skin, np.argmax),
            _judged(_WARM, looks, lights, lambda light: light.chroma, np.argmax),
        ]
        found.append(min(casts, key=lambda point: ORDER.index(point.verdict)))
    return found


def _off_skin(light: FaceLight) -> float:
    """How many degrees a face's colour is off that of skin, less where there is little colour."""
    off = abs(light.hue_deg - _SKIN_DEG) % 360
    return min(off, 360 - off) * min(1.0, light.chroma / _COLOURFUL)


def _judged(
    rule: Rule,
    looks: Sequence[Look],
    lights: Sequence[FaceLight],
    value: Callable[[FaceLight], float],
    worst: Callable[[list[float]], np.intp],
) -> Point:
    """The usual value, and the moment of the worst."""
    values = [value(light) for light in lights]
    return rule.judge(float(np.median(values)), looks[int(worst(values))].t_s)
