"""Feedback of the moment."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse.coach import Coach
from acting_mirror.settings.schema import Settings
from tests.pseudo_language import said_otherwise, unmarked


@pytest.mark.parametrize("reason", list(Unreadable))
def test_why_a_face_cannot_be_read_is_said_in_the_language_that_is_spoken(
    qapp: QApplication, reason: Unreadable
) -> None:
    parent = QObject()  # which must live as long
    preferences, jobs = SimpleNamespace(settings=Settings()), SimpleNamespace(lane=lambda: None)
    coach = Coach(cast(Any, None), cast(Any, preferences), cast(Any, jobs), parent)
    reading = FrameAnalysis(0, 0.0, (TrackedFace(0, FaceBox(0, 0, 90, 90), reason),), 1.0)
    with said_otherwise():
        _, _, words = coach.gauge(reading, Target("sad"))
        assert words
        assert unmarked(words) == []
