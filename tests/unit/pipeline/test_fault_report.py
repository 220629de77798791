"""A report of a problem says what helps, and nothing of whose computer it is."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from acting_mirror import log_setup
from acting_mirror.pipeline.fault_report import fault_report
from acting_mirror.settings.schema import (
    AnalysisSettings,
    PracticeSettings,
    RehearsalSettings,
    Settings,
    WindowSettings,
)
from acting_mirror.settings.store import SettingsStore
from tests.conftest import ROOT

_OURS = ("Rosamund", "Berliner", "Hamlet", "OPHELIA", "Webcam", "rosamund@example.org", "pike")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody with a name, who has set and played things with names."""
    home = tmp_path / "Rosamund Berliner"
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    script = str(home / "Hamlet.fountain")
    SettingsStore().save(
        Settings(
            AnalysisSettings(model=str(home / "my model of Rosamund"), smoothing_s=0.6, detector="yunet"),
            WindowSettings(camera="Rosamund's Webcam", microphone="pike", recordings=str(home), recent=(script,)),
            RehearsalSettings(profile="Rosamund", scripts=((script, "OPHELIA"),), advance="voice"),
            PracticeSettings(emotions=("fear", "sad"), level=3),
        )
    )
    return home


def _write_log(home: Path) -> None:
    log_setup.log_file().parent.mkdir(parents=True)
    handler = logging.FileHandler(log_setup.log_file())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log = logging.Logger("acting_mirror.gui.app")
    log.addHandler(handler)
    log.warning("%s/Hamlet.mp4 of OPHELIA can't be read by rosamund@example.org", home)
    try:
        raise LookupError(f"OPHELIA is not in {home}\nHamlet, nor in Webcam")
    except LookupError:
        log.exception("uncaught in Hamlet")
    handler.close()


def test_no_name_path_or_word_of_the_users_is_in_it(home: Path) -> None:
    _write_log(home)
    report = fault_report([(True, "Video codecs: all"), (False, f"Model: {home} of Hamlet is gone")])
    assert not [word for word in (*_OURS, str(home), Path.home().name + "/") if word in report]


def test_it_says_versions_settings_checks_and_where_it_failed(home: Path) -> None:
    _write_log(home)
    report = fault_report([(True, "Video codecs: all"), (False, f"Model: {home} of Hamlet is gone")])
    for words in (
        f"Python {sys.version.split()[0]}",
        "ok: Video codecs: all",
        "not here: Model",
        "analysis.smoothing_s: 0.6",
        "analysis.detector: yunet",
        "analysis.model: another",
        "window.camera: another",
        "rehearsal.advance: voice",
        "practice.emotions: ('fear', 'sad')",
        "WARNING acting_mirror.gui.app",
        "in _write_log",
        "LookupError",
    ):
        assert words in report, words
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ERROR acting_mirror.gui.app", report)


def test_where_nothing_failed_it_says_so() -> None:
    assert fault_report().endswith(
        "Settings that were changed\n  nothing\n\nWhat ended the program\n  nothing\n\nFaults in the log\n  nothing\n"
    )


def test_what_ended_the_program_is_in_it_and_is_told_once(home: Path) -> None:
    ended = "import os; from acting_mirror import log_setup; log_setup.set_up_logging(); os.abort()"
    done = subprocess.run([sys.executable, "-c", ended], cwd=ROOT, check=False, capture_output=True)
    assert done.returncode != 0
    assert log_setup.tell_crash()
    assert not log_setup.tell_crash()
    report = fault_report()
    assert "Fatal Python error: Aborted" in report
    assert "elsewhere:1 in <module>" in report


def test_a_program_that_ends_well_leaves_nothing_to_tell(home: Path) -> None:
    well = "from acting_mirror import log_setup; log_setup.set_up_logging()"
    subprocess.run([sys.executable, "-c", well], cwd=ROOT, check=True)
    assert not log_setup.tell_crash()
