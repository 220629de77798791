"""Files and folders that the user throws away: in the system's bin, from where they come back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFile

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.files.bin import restore


class Binned:
    """What was thrown away at once; to be moved in a worker thread where it may be large."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Throw nothing away yet."""
        self._paths = paths
        self._places: dict[Path, Path] = {}

    @property
    def comes_back(self) -> bool:
        """Whether there is something in the bin, and the system tells where."""
        return bool(self._places)

    def move(self) -> None:
        """Move it to the bin; raises `UserError` at the first one that can't be."""
        self._places.clear()
        for path in self._paths:
            moved = QFile(str(path))
            if not moved.moveToTrash():
                raise UserError(tr("{name} can't be moved to the bin: delete it in its folder.", name=path.name))
            where = Path(moved.fileName())
            if where != path:
                self._places[path] = where

    def restore(self) -> None:
        """Move it back; raises `UserError` at the first one that can't be."""
        for path, where in self._places.items():
            restore(path, where)
