"""A take for ELAN, where films are annotated: its lines, targets, readings and markers as tiers."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree

import numpy as np
from pympi import Elan

from acting_mirror.core.blinks import blinks
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.head_motion import head_motion
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.core.moved import EYES, HEAD, SHOWN
from acting_mirror.core.movements import NAMES, Values
from acting_mirror.core.take import Marker, TakeFacts
from acting_mirror.core.timeline import STALE_S, Timeline

LINES, TARGETS, PARTNER, READINGS, MARKERS = "Lines", "Targets", "Partner", "Readings", "Markers"
LOOKS, BLINKS, HEAD_MOVES = "Looks", "Blinks", "Head"
"""The tiers; each movement has one of its own, by its name, as several go on at once."""
_MIMES: Final = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".mpg": "video/mpeg"}
"""Of what ELAN knows; other films are `video/*`."""
_STRONG: Final = 0.5
"""A movement is noted from half its strength on."""
_BRIEF_S: Final = 0.1
"""What lasts shorter is the measure's trembling."""
_MARKER_MS: Final = 500
"""How long a marker is shown: ELAN has no moments."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML can't hold at all."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in a tier.

    Attributes:
        start_ms: When it begins, in milliseconds of the media.
        end_ms: When it ends, later.
        words: What it says.
    """

    start_ms: int
    end_ms: int
    words: str


def take_eaf(facts: TakeFacts, timeline: Timeline, media: Path, file: Path) -> bytes:
    """A take, or a clip that was scored, as the content of an `.eaf` file.

    The tiers are `Lines` (who speaks and what), `Targets`, `Readings` (the label of person 0, with its mean share in
    percent, for as long as it stays) and `Markers`; `Partner` where one was heard; where movements were measured, also
    `Looks`, `Blinks`, `Head` (nods and shakes) and a tier for each movement that was strong. None of them overlaps
    itself, as ELAN demands. The media is linked by a path that is relative to the file.

    Args:
        facts: What is known of it.
        timeline: What was read, by the media's times.
        media: The film.
        file: Where the content is to be written.
    """
    eaf = Elan.Eaf(author="Acting Mirror")
    eaf.remove_tier("default")
    eaf.adocument["DATE"] = facts.made.isoformat(timespec="seconds")  # pympi 1.71 takes seconds for minutes of a zone
    link = _link(media, file)
    eaf.add_linked_file(link, relpath=link, mimetype=_MIMES.get(media.suffix.lower(), "video/*"))
    for tier, notes in _tiers(facts, timeline):
        eaf.add_tier(tier)
        for note in notes:
            eaf.add_annotation(tier, note.start_ms, note.end_ms, note.words)
    document = Elan.to_adocument(eaf)
    content: bytes = ElementTree.tostring(document, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def readings_of(timeline: Timeline, person: int = 0) -> Iterator[Note]:
    """What a person's label was, from when to when, with its mean share; where they can't be read there is nothing."""
    rows, times = timeline.of(person), timeline.frame_times
    if not len(rows):
        return
    after = np.append(times, times[-1] + _frame_s(times))[np.searchsorted(times, rows["t_s"], side="right")]
    ends_s = np.minimum(after, rows["t_s"] + STALE_S)
    changes = (np.diff(rows["label"]) != 0) | (rows["t_s"][1:] > ends_s[:-1] + 1e-6)
    for start, end in pairwise([0, *(np.flatnonzero(changes) + 1).tolist(), len(rows)]):
        label = int(rows["label"][start])
        if label >= 0:
            share = float(rows["smoothed"][start:end, label].mean())
            yield _note(rows["t_s"][start], ends_s[end - 1], f"{SHOWN_NAMES[EMOTIONS[label]]} {100 * share:.0f} %")


def _tiers(facts: TakeFacts, timeline: Timeline) -> Iterator[tuple[str, list[Note]]]:
    lines = [(line, (line.start_s, line.end_s)) for line in facts.lines]
    yield LINES, _apart(_note(*times, f"{line.character}: {line.text}") for line, times in lines)
    yield TARGETS, _apart(_note(*times, str(line.target)) for line, times in lines if line.target is not None)
    if facts.partner:
        yield (
            PARTNER,
            _apart(_note(each.start_s, each.end_s, f"{each.character}: {each.text}") for each in facts.partner),
        )
    yield READINGS, _apart(readings_of(timeline))
    yield MARKERS, _apart(_marker(marker) for marker in facts.markers)
    if timeline.moved is not None:
        yield from _moved_tiers(timeline, timeline.moved, facts.eyeline or Eyeline())


def _moved_tiers(timeline: Timeline, moved: Values, eyeline: Eyeline) -> Iterator[tuple[str, list[Note]]]:
    """What the face did; the last frame is shown as long as the others."""
    times = timeline.frame_times
    ends = np.append(times[1:], times[-1:] + _frame_s(times))
    looks = eyeline.looks(times, moved[:, EYES])
    seen = [_note(times[start], ends[end], looks[start] or "") for start, end in _runs(looks)]
    yield LOOKS, [note for note in seen if note.words]
    yield BLINKS, [_note(*span, "blink") for span in blinks(times, moved[:, EYES][:, -1])]
    motion = head_motion(times, moved[:, HEAD])
    gestures = [("nod", span) for span in motion.nods] + [("shake", span) for span in motion.shakes]
    yield HEAD_MOVES, _apart(_note(*span, words) for words, span in gestures)
    for name, strengths in zip(NAMES, moved[:, EYES.stop : len(SHOWN)].T, strict=True):
        strong = [run for run in _runs((strengths >= _STRONG).tolist()) if strengths[run[0]] >= _STRONG]
        lasting = [(start, end) for start, end in strong if ends[end] - times[start] >= _BRIEF_S]
        notes = [_note(times[a], ends[b], f"{100 * strengths[a : b + 1].max():.0f} %") for a, b in lasting]
        if notes:
            yield name, notes


def _runs(values: Sequence[object]) -> list[tuple[int, int]]:
    """The first and the last of each run of equal values."""
    changes = [number for number in range(1, len(values)) if values[number] != values[number - 1]]
    return [(start, end - 1) for start, end in pairwise([0, *changes, len(values)]) if end > start]


def _marker(marker: Marker) -> Note:
    start_ms = round(1000 * marker.t_s)
    return Note(start_ms, start_ms + _MARKER_MS, _allowed(marker.words))


def _note(start_s: float, end_s: float, words: str) -> Note:
    start_ms = round(1000 * float(start_s))
    return Note(start_ms, max(start_ms + 1, round(1000 * float(end_s))), _allowed(words))


def _allowed(words: str) -> str:
    return _NOT_XML.sub(" ", words)


def _apart(notes: Iterable[Note]) -> list[Note]:
    """The notes in order, each ended where the next begins; those that begin at once are one."""
    apart: list[Note] = []
    for note in sorted(notes, key=lambda note: note.start_ms):
        before = apart[-1] if apart else None
        if before is not None and before.start_ms == note.start_ms:
            apart[-1] = Note(before.start_ms, max(before.end_ms, note.end_ms), f"{before.words} / {note.words}")
            continue
        if before is not None and before.end_ms > note.start_ms:
            apart[-1] = Note(before.start_ms, note.start_ms, before.words)
        apart.append(note)
    return apart


def _frame_s(times: Any) -> float:  # noqa: ANN401 - an array
    """How long the last frame is shown: as long as the others mostly."""
    return float(np.median(np.diff(times))) if len(times) > 1 else 0.04


def _link(media: Path, file: Path) -> str:
    """The path of the media as ELAN writes it."""
    try:
        relative = Path(os.path.relpath(media.absolute(), file.absolute().parent)).as_posix()
    except ValueError:  # another drive of Windows
        return media.absolute().as_uri()
    link = relative if relative.startswith("../") else f"./{relative}"
    return _NOT_XML.sub(lambda found: quote(os.fsencode(found[0])), link)
