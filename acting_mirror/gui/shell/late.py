"""What the first picture does without: loaded and made behind it."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Final

from PySide6.QtCore import QObject, QTimer

from acting_mirror.gui.sessions.jobs import Jobs

_PAUSE_MS: Final = 50
"""Before each part, for what else the window has to do: to paint the picture that came, above all."""


class Late(QObject):
    """Loads one module after the other in a worker thread, and makes in the GUI thread what needs it."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        """Load nothing yet."""
        super().__init__(parent)
        self._lane = jobs.lane()
        self._parts: list[tuple[str, Callable[[], object]]] = []
        self._begun = False

    def add(self, module: str, make: Callable[[], object] = lambda: None) -> None:
        """Take a module that takes long to load, and what makes something of it then."""
        self._parts.append((module, make))

    def begin(self) -> None:
        """Load them, once, when what happens now is painted."""
        if not self._begun:
            self._begun = True
            self._wait()

    def close(self) -> None:
        """Load no more."""
        self._lane.close()

    def _wait(self) -> None:
        if self._parts:
            QTimer.singleShot(_PAUSE_MS, self, self._load)

    def _load(self) -> None:
        module, make = self._parts.pop(0)

        def loaded(_: ModuleType) -> None:
            make()
            self._wait()

        self._lane.run(lambda _: import_module(module), loaded)
