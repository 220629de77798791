"""What was changed, on whatever page: taken back and done again, the newest first."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.shell.actions import bind
from acting_mirror.gui.shell.messages import Message, Messages

_KEPT: Final = 100
"""Changes that can be taken back."""


class History(QObject):
    """One stack for all pages; a text field that has the focus keeps its own."""

    def __init__(self, messages: Messages) -> None:
        """Nothing was changed yet; what is undone is told, as it may be on another page."""
        super().__init__(messages)
        self._messages = messages
        self._told: Message | None = None
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(_KEPT)
        self._stack.indexChanged.connect(self._withdraw)

    def bind_keys(self, window: QWidget) -> None:
        """Undo and redo by their keys in a window or dialog."""
        bind(window, {"undo": lambda _: self.undo(), "redo": lambda _: self.redo()})

    def did(
        self,
        what: str,
        undo: Callable[[], object],
        redo: Callable[[], object],
        told: str = "",
        still: Callable[[], bool] = lambda: True,
    ) -> None:
        """Keep a change that was just made.

        Args:
            what: Was changed, such as "the name of Monday".
            undo: Takes it back.
            redo: Makes it again.
            told: What is told of it, with a button that takes it back; "" for nothing.
            still: Whether what was changed is still there; else it is passed over.
        """
        self._stack.push(_Change(what, undo, redo, still))
        if told:
            self._told = self._messages.tell(told, (tr("Undo"), self.undo))

    def undo(self) -> None:
        """Take the newest change back."""
        self._go(
            lambda: self._stack.undoText(), self._stack.undo, marked("Undone: {what}."), tr("There is nothing to undo.")
        )

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._go(
            lambda: self._stack.redoText(),
            self._stack.redo,
            marked("Done again: {what}."),
            tr("There is nothing to redo."),
        )

    def _go(self, text: Callable[[], str], step: Callable[[], None], words: str, nothing: str) -> None:
        """One step; those whose object is gone are passed over."""
        while what := text():
            before = self._stack.count()
            step()
            if self._stack.count() == before:
                self._told = self._messages.tell(tr(words, what=what))
                return
        self._withdraw()
        self._told = self._messages.tell(nothing)

    def _withdraw(self) -> None:
        """What was told of the step before is no longer what Undo would take back."""
        if self._told is not None:
            self._told.withdraw()


class _Change(QUndoCommand):
    """Qt drops an obsolete one when it comes to it."""

    def __init__(
        self, what: str, undo: Callable[[], object], redo: Callable[[], object], still: Callable[[], bool]
    ) -> None:
        super().__init__(what)
        self._undo, self._redo, self._still = undo, redo, still
        self._new = True

    def undo(self) -> None:
        self._step(self._undo)

    def redo(self) -> None:
        """Qt calls it for a new one too, which is done already."""
        if self._new:
            self._new = False
        else:
            self._step(self._redo)

    def _step(self, step: Callable[[], object]) -> None:
        step() if self._still() else self.setObsolete(True)
