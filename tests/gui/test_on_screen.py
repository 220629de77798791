"""Where the window opens."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.gui.screens import screens_file


def test_window_and_its_main_button_are_on_the_screen_at_every_size_and_scale(tmp_path: Path) -> None:
    places = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens_file(tmp_path)}", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.gui.screens"]
    done = subprocess.run(command, env=os.environ | places, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
