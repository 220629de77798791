"""The lines to be placed in a clip, in words: which have their place, and which is next."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from acting_mirror.core.language import tr
from acting_mirror.rehearsal.tapping import Taps
from acting_mirror.report.moments import in_minutes

_NEXT: Final = "\N{BLACK RIGHT-POINTING TRIANGLE}"


class PlacingList(QListWidget):
    """One row a line; a click or Enter chooses it, and Delete takes its place away."""

    chosen = Signal(int)
    """The number of a line, from 0."""
    unplaced = Signal(int)

    def __init__(self) -> None:
        """Show no line yet."""
        super().__init__()
        self.setAccessibleName(tr("Your lines"))
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))
        self.itemActivated.connect(lambda item: self.chosen.emit(self.row(item)))

    def show_taps(self, taps: Taps) -> None:
        """Show the lines with their places, and the next one to tap in view."""
        while self.count() > len(taps.lines):
            self.takeItem(self.count() - 1)
        for number in range(len(taps.lines)):
            if number == self.count():
                self.addItem(QListWidgetItem())
            self._show(self.item(number), taps, number)
        if taps.at is not None:
            self.scrollToItem(self.item(taps.at))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take a place away by key."""
        if event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.unplaced.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _show(self, item: QListWidgetItem, taps: Taps, number: int) -> None:
        span, is_next = taps.span_of(number), number == taps.at
        if span is not None:
            where = tr("{start} to {end}", start=in_minutes(span.start_s), end=in_minutes(span.end_s))
        elif is_next:
            where = tr("tap where it starts") if taps.begun_s is None else tr("tap where it ends")
        else:
            where = ""
        text = taps.lines[number].text
        item.setText(f"{f'{_NEXT} ' if is_next else ''}{number + 1}  {text}\n{where}".rstrip())
        place = where or tr("not placed yet")
        spoken = tr("Line {number}: {text} {place}", number=number + 1, text=text, place=place)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        font = item.font()
        font.setBold(is_next)
        item.setFont(font)
