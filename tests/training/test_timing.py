import importlib.util
import time
from pathlib import Path

import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from training import timing
from training.aside import answer_of

SHIPPED = paths.models_dir() / "mini_xception"


def test_a_call_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "_ROUND_S", 0.01)
    assert 0.002 <= timing.best_time(lambda: time.sleep(0.002)) < 0.02


def test_a_network_is_timed_for_one_face_and_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "_ROUND_S", 0.001)
    times = timing.measured("", str(SHIPPED / "model.tflite"))
    assert list(times) == ["tflite"]
    assert list(times["tflite"]) == ["1", "20"]
    assert all(0 < milliseconds < 100 for milliseconds in times["tflite"].values())


@pytest.mark.skipif(importlib.util.find_spec("tensorflow") is None, reason="without it there is another sentence")
def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(UserError, match=r"^owl\.tflite can't be timed: .*owl\.tflite"):
        timing.milliseconds_a_face(None, Path("owl.tflite"))


def test_a_missing_tensorflow_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UserError, match="needs TensorFlow"):
        answer_of("training.timing", failed="no")
