"""Run first in the built program: pyqtgraph imports Qt's OpenGL, 10 MB, and uses it only where it is asked to."""

import sys
from types import ModuleType
from typing import Any


class _Standin(ModuleType):
    """A module whose every name is an empty class, enough to derive from and to compare with."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - PEP 562
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


for _name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
    sys.modules[_name] = _Standin(_name)
