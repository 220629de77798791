"""What the first picture does without: loaded and made behind it."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Final

from PySide6.QtCore import QObject, QTimer

from acting_mirror.gui.sessions.jobs import Jobs

_PAINTED_MS: Final = 50
"""Until then the picture that came is painted."""


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
            QTimer.singleShot(_PAINTED_MS, self, self._load)

    def close(self) -> None:
        """Load no more."""
        self._lane.close()

    def _load(self) -> None:
        for module, make in self._parts:
            self._load_part(module, make)

    def _load_part(self, module: str, make: Callable[[], object]) -> None:
        def loaded(_: ModuleType) -> None:
            make()

        self._lane.run(lambda _: import_module(module), loaded)
