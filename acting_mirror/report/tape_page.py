"""A tape's points for programs, as JSON, and for people, as one HTML page with stills."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr
from acting_mirror.core.purpose import PURPOSE
from acting_mirror.core.tape_point import ORDER, VERDICTS, Point, Verdict
from acting_mirror.core.text import printable
from acting_mirror.report.contact_sheet import data_uri
from acting_mirror.report.moments import in_minutes
from acting_mirror.report.templates import template
from acting_mirror.settings.tape_profile import TapeProfile


def tape_json(profile: TapeProfile, points: Sequence[Point]) -> str:
    """All points and for whom they were checked."""
    content = {
        "profile": profile.name,
        "profile_date": profile.oldest.isoformat() if profile.oldest is not None else None,
        "points": [{name: _rounded(value) for name, value in asdict(point).items()} for point in points],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def tape_page(
    name: str, profile: TapeProfile, points: Sequence[Point], stills: Mapping[float, Image], today: date
) -> str:
    """The page; its pictures are in it, and nothing is fetched.

    Args:
        name: The tape's.
        profile: What was asked of it.
        points: What was found.
        stills: Pictures of the moments that points name.
        today: By which the profile's age is told.
    """
    return template("tape.html").render(
        title=printable(name),
        profile=profile.title,
        age=profile.age(today),
        purpose=PURPOSE,
        sections=[
            {"title": tr(VERDICTS[verdict]), "verdict": verdict.value, "points": _shown(points, verdict, stills)}
            for verdict in ORDER
        ],
    )


def _shown(points: Sequence[Point], verdict: Verdict, stills: Mapping[float, Image]) -> list[dict[str, Any]]:
    shown = []
    for point in points:
        if point.verdict is verdict:
            faulty = verdict is not Verdict.GOOD and point.t_s is not None
            still = stills.get(point.t_s) if faulty and point.t_s is not None else None
            shown.append(
                {
                    "words": point.sentence,
                    "advice": point.advice,
                    "at": in_minutes(point.t_s) if faulty and point.t_s is not None else "",
                    "uri": data_uri(still) if still is not None else "",
                }
            )
    return shown


def _rounded(value: object) -> object:
    """JSON knows no infinity."""
    if not isinstance(value, float):
        return value
    return round(value, 3) if math.isfinite(value) else None
