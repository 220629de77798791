"""The word beside its bar, over curves of real and drawn faces."""

import threading
from pathlib import Path

import numpy as np

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.smoothing import CLOSE
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources import FrameSource
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.synthetic import SyntheticActor


def readings_of(source: FrameSource) -> Timeline:
    with source:
        return analyse_clip(source, AnalysisSettings(), Outputs(), lambda _: None, threading.Event()).timeline


def check_labels(timeline: Timeline) -> None:
    """No word has a bar far below another one, and it changes no more than once a second all the same."""
    rows = timeline.of(0)
    rows = rows[rows["label"] >= 0]
    named = rows["smoothed"][np.arange(len(rows)), rows["label"]]
    assert len({EMOTIONS[label] for label in rows["label"]}) >= 3
    assert (rows["smoothed"].max(axis=1) - named).max() <= CLOSE + 1e-6
    assert np.count_nonzero(np.diff(rows["label"])) <= rows["t_s"][-1] - rows["t_s"][0]


def test_the_word_is_never_far_below_another_bar_of_the_drawn_actor() -> None:
    check_labels(readings_of(SyntheticActor((320, 240), 10.0)))


def test_the_word_is_never_far_below_another_bar_of_an_actress(thinned_actress: Path) -> None:
    check_labels(readings_of(ClipFile(thinned_actress)))
