"""Takes for tests, made quickly: folders as a recording leaves them."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.move import Move
from acting_mirror.core.scores import EmotionScores
from acting_mirror.core.take import MEDIA_FILE, TIMELINE_FILE, Marker, Take, TakeFacts, TakeLine
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.pipeline.take_mending import rescored
from acting_mirror.record.take_facts import change_facts, create_facts
from acting_mirror.record.timeline_file import save_timeline
from acting_mirror.rehearsal.scoring import total_of
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.file import ClipFile

MADE = datetime(2026, 11, 24, 9, 30, 12, tzinfo=timezone(timedelta(hours=1)))
SCORE = LineScore(80.0, 0.8, 0.4, 0.3, 0.9, "sad", 0.1, 1.0, (Move("mouth_corners_up", "happy", 0.4),))


def a_line(number: int = 1, text: str = "Is it you?", score: LineScore | None = SCORE) -> TakeLine:
    """A line of two seconds, one after the other."""
    start_s = 2.0 * (number - 1)
    return TakeLine(number, number - 1, "ANNA", text, Target("sad", 0.4), start_s, start_s + 2, score)


def some_facts(name: str = "Monday", lines: Sequence[TakeLine] = (a_line(),)) -> TakeFacts:
    """The facts of a take of six seconds."""
    about = {"script": "The Door", "script_file": "script.fountain", "character": "ANNA", "model": "mini_xception"}
    return TakeFacts(name, MADE, 6.0, **about, lines=tuple(lines), markers=(Marker(1.5, "good"),), total=80.0)


def some_timeline(frames: int = 60) -> Timeline:
    """One face that is happy, 30 frames a second."""
    probs = np.array([0, 0, 0, 0.75, 0.25, 0, 0], np.float32)
    face = TrackedFace(0, FaceBox(1, 2, 30, 40), None, EmotionScores(probs), EmotionScores(probs), "happy")
    timeline = Timeline()
    for number in range(frames):
        timeline.append(FrameAnalysis(number, number / 30, (face,), 1.0))
    return timeline


def make_take(takes: Path, folder: str = "one", facts: TakeFacts | None = None) -> Take:
    """A whole take; its media is no film."""
    path = takes / folder
    path.mkdir(parents=True)
    facts = replace(facts or some_facts(), name=facts.name if facts else folder)
    create_facts(path, facts)
    (path / MEDIA_FILE).write_bytes(b"a film")
    save_timeline(path / TIMELINE_FILE, some_timeline())
    (path / "script.fountain").write_bytes(b"ANNA\nIs it you?\n")
    return Take(path, facts)


def make_real_take(takes: Path, folder: str, facts: TakeFacts, media: Path, timeline: Timeline) -> Take:
    """A whole take of a film and what was read in it; its lines are scored by that."""
    take = make_take(takes, folder, facts)
    shutil.copyfile(media, take.media)
    save_timeline(take.timeline_file, timeline)
    lines = rescored(facts.lines, timeline, None)
    return change_facts(take, lines=lines, total=total_of(lines), length_s=timeline.end_s)


def read_film(media: Path) -> Timeline:
    """What is read in a film."""
    with ClipFile(media) as clip:
        return analyse_clip(clip, AnalysisSettings(), Outputs()).timeline
