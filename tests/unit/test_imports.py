import subprocess
import sys

IMPORT_ALL = """
import importlib, pkgutil, sys
import acting_mirror
heavy = {"PySide6", "pyqtgraph", "tensorflow", "keras", "torch", "distributed"}
for module in pkgutil.walk_packages(acting_mirror.__path__, "acting_mirror."):
    if module.name.split(".")[1] in {"gui", "__main__"}:
        continue
    importlib.import_module(module.name)
    loaded = heavy & set(sys.modules)
    assert not loaded, f"{module.name} loads {loaded}"
print("fine")
"""

IMPORT_TOP = """
import sys
import acting_mirror
assert "numpy" not in sys.modules and "cv2" not in sys.modules
assert "analyse_video" in dir(acting_mirror)
acting_mirror.open_model
acting_mirror.AnalysisSettings
print("fine")
"""


IMPORT_WINDOW = """
import os, sys, tempfile
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from acting_mirror.gui.app import application
from acting_mirror.gui.main_window import MainWindow
from acting_mirror.settings.store import SettingsStore
app = application()
with tempfile.TemporaryDirectory() as folder:
    window = MainWindow(SettingsStore(Path(folder) / "settings.json"))
frameworks = ["tensorflow", "keras", "torch", "distributed"]
gui = [f"acting_mirror.gui.{name}" for name in ("rehearse.page", "practice.page", "takes", "dialogs.settings")]
pipeline = [f"acting_mirror.pipeline.{name}" for name in ("tape_check", "delivery", "stored_data")]
print([name for name in (*frameworks, "pyqtgraph", *gui, *pipeline) if name in sys.modules], flush=True)
os._exit(0)
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_module_outside_the_window_loads_qt_or_a_training_framework() -> None:
    assert run(IMPORT_ALL).strip() == "fine"


def test_the_window_loads_no_training_framework_and_before_its_first_picture_only_what_that_takes() -> None:
    assert run(IMPORT_WINDOW).splitlines()[-1] == "[]"


def test_the_package_itself_loads_nothing_until_a_name_is_used() -> None:
    assert run(IMPORT_TOP).strip() == "fine"


def test_help_loads_no_libraries_that_work_needs() -> None:
    code = (
        "import sys\nsys.argv = ['acting-mirror', 'analyse', '--help']\n"
        "from acting_mirror.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print({'numpy', 'cv2', 'av', 'ai_edge_litert', 'tensorflow'} & set(sys.modules))"
    )
    assert run(code).splitlines()[-1] == "set()"
