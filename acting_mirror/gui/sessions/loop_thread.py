"""A loop of the live engine in a thread of Qt's."""

from collections.abc import Callable

from PySide6.QtCore import QThread


class LoopThread(QThread):
    """Runs a plain function; it ends when the function returns, never by force."""

    def __init__(self, name: str, loop: Callable[[], None]) -> None:
        """Take the function; `name` is what debuggers show."""
        super().__init__()
        self.setObjectName(name)
        self._loop = loop

    def run(self) -> None:
        """Qt's entry: the function."""
        self._loop()

    def join(self) -> None:
        """Wait until the function has returned."""
        self.wait()
