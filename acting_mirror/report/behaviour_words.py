"""What a face did, in sentences and as a table."""

from typing import Any, Final

import numpy as np

from acting_mirror.core.behaviour import Behaviour
from acting_mirror.core.eyeline import Look
from acting_mirror.core.language import number, tr, tr_count
from acting_mirror.core.moved import EYES, SHOWN
from acting_mirror.core.movement_words import shown_movement
from acting_mirror.core.movements import NAMES
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.moments import in_minutes

_STRONG: Final = 0.5
"""A movement is told of from half its strength on."""


def behaviour_words(did: Behaviour) -> list[str]:
    """What the face did with eyes and head, a sentence each; what was hardly seen is passed over."""
    words = []
    if did.looks is not None:
        lens, down = did.looks[Look.LENS], did.looks[Look.DOWN]
        words.append(
            tr(
                "The eyes looked into the lens for {lens:.0%} of the time, down for {down:.0%} and elsewhere for "
                "{away:.0%}.",
                lens=lens,
                down=down,
                away=1 - lens - down,
            )
        )
    if did.blinks is not None:
        words.append(tr_count("The eyes blinked {count} time.", "The eyes blinked {count} times.", len(did.blinks)))
    if did.blinks_per_minute is not None:
        words.append(tr("That is {rate:.0f} a minute.", rate=did.blinks_per_minute))
    if did.head.still is not None:
        words.append(tr("The head was held still for {still:.0%} of the time.", still=did.head.still))
    if did.head.nods:
        words.append(tr_count("It nodded {count} time.", "It nodded {count} times.", len(did.head.nods)))
    if did.head.shakes:
        words.append(tr_count("It was shaken {count} time.", "It was shaken {count} times.", len(did.head.shakes)))
    return words


def strong_movements(timeline: Timeline) -> list[dict[str, Any]]:
    """The movements that were strong, as the report shows them: which, when strongest, and how long strong."""
    moved = timeline.moved
    if moved is None:
        return []
    columns, rows = moved[:, EYES.stop : len(SHOWN)], []
    measured = np.isfinite(moved[:, 0]).sum()
    for name, strengths in zip(NAMES, columns.T, strict=True):
        strong = int((strengths >= _STRONG).sum())
        if strong:
            most = int(np.nanargmax(strengths))
            t_s = float(timeline.frame_times[most])
            row = {"name": shown_movement(name), "t_s": round(t_s, 3), "at": in_minutes(t_s)}
            rows.append(row | {"strength": number(float(strengths[most]), ".0%"), "share": strong / measured})
    return rows
