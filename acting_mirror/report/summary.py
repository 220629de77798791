"""Readings in short: what each person showed over a clip."""

import json
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import numpy as np

from acting_mirror.core.behaviour import Behaviour
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.moved import SHOWN
from acting_mirror.core.movements import Values
from acting_mirror.core.swings import Span
from acting_mirror.core.timeline import Timeline

_PACKAGES: Final = ("acting-mirror", "ai-edge-litert", "av", "numpy", "opencv-python-headless", "tensorflow")


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """What one person showed.

    Attributes:
        person: The person's number; 0 is the largest face.
        first_s: When the face was first seen, in seconds.
        last_s: When it was last seen.
        frames: In how many frames it was seen.
        readable: In which share of them it could be read, 0 to 1.
        label: The emotion that was named most often; None when the face could never be read.
        named: For each emotion the share of the readable frames in which it was named, 0 to 1.
        mean: For each emotion the mean probability, smoothed, 0 to 1.
    """

    person: int
    first_s: float
    last_s: float
    frames: int
    readable: float
    label: str | None
    named: dict[str, float]
    mean: dict[str, float]


def summarise(timeline: Timeline) -> list[PersonSummary]:
    """A summary for each person, in the order of their numbers."""
    return [_person(timeline, person) for person in timeline.persons]


def clip_json(timeline: Timeline, about: Mapping[str, Any]) -> str:
    """The summary of a clip.

    Args:
        timeline: What was read.
        about: What else belongs into it: source, model, settings, each as JSON takes it.
    """
    content = {
        **about,
        "versions": _versions(),
        "frames": timeline.frames,
        "start_s": timeline.start_s,
        "end_s": timeline.end_s,
        "people": [_as_dict(summary) for summary in summarise(timeline)],
        **({} if timeline.moved is None else {"movements": _movements(timeline.moved) | _behaviour(timeline)}),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _movements(moved: Values) -> dict[str, Any]:
    """What person 0's face did, over all frames in which it was measured."""
    measured = moved[~np.isnan(moved[:, 0]), : len(SHOWN)]
    if not len(measured):
        return {"person": 0, "frames": 0}
    columns = {name: values[~np.isnan(values)] for name, values in zip(SHOWN, measured.T, strict=True)}
    shown = {name: _mean_and_ends(values) for name, values in columns.items() if len(values)}
    return {"person": 0, "frames": len(measured), **shown}


def _behaviour(timeline: Timeline) -> dict[str, Any]:
    """What person 0 did with eyes and head; times in seconds, shares from 0 to 1, None where too little was seen."""
    did = Behaviour.of(timeline)
    if did is None:
        return {}
    return {
        "blinks": None if did.blinks is None else _spans(did.blinks),
        "blinks_per_minute": _rounded(did.blinks_per_minute),
        "looks": did.looks and {look.value: round(share, 4) for look, share in did.looks.items()},
        "head_speed_deg_s": _rounded(did.head.speed_deg_s),
        "still": _rounded(did.head.still),
        "nods": _spans(did.head.nods),
        "shakes": _spans(did.head.shakes),
    }


def _spans(spans: Sequence[Span]) -> list[dict[str, float]]:
    return [{"start_s": round(start, 3), "end_s": round(end, 3)} for start, end in spans]


def _mean_and_ends(values: Values) -> dict[str, float]:
    parts = {"mean": values.mean(), "least": values.min(), "most": values.max()}
    return {key: round(float(part), 4) for key, part in parts.items()}


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found


def _as_dict(summary: PersonSummary) -> dict[str, Any]:
    """Rounded to what is worth reading."""
    return {
        name: {key: round(part, 4) for key, part in value.items()} if isinstance(value, dict) else _rounded(value)
        for name, value in asdict(summary).items()
    }


def _rounded(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value


def _person(timeline: Timeline, person: int) -> PersonSummary:
    rows = timeline.of(person)
    read = rows[rows["label"] >= 0]
    counts = np.bincount(read["label"], minlength=len(EMOTIONS))
    shares = counts / max(1, len(read))
    means = read["smoothed"].mean(axis=0) if len(read) else np.zeros(len(EMOTIONS))
    return PersonSummary(
        person=person,
        first_s=float(rows["t_s"][0]),
        last_s=float(rows["t_s"][-1]),
        frames=len(rows),
        readable=len(read) / len(rows),
        label=EMOTIONS[int(counts.argmax())] if len(read) else None,
        named=dict(zip(EMOTIONS, shares.tolist(), strict=True)),
        mean=dict(zip(EMOTIONS, means.tolist(), strict=True)),
    )
