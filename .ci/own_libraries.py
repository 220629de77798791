"""Run first in the built program: what it starts, such as a player or a voice, takes the system's libraries, not ours.

PyInstaller's loader puts the program's folder into LD_LIBRARY_PATH; ours have been found by then. Where the program
starts itself, to read clips in several processes, the loader is to do so anew.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
