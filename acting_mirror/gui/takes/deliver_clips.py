"""What is delivered, in its order: clips, each cut over its sound."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import tr
from acting_mirror.core.text import printable
from acting_mirror.gui.sessions.jobs import Job, Lane
from acting_mirror.gui.takes.clip_work import CLIPS
from acting_mirror.gui.widgets.form import button
from acting_mirror.gui.widgets.progress import Progress
from acting_mirror.gui.widgets.wave_spans import WaveSpan
from acting_mirror.gui.widgets.waveform import Waveform
from acting_mirror.pipeline.delivery.part import Part, proposal, whole_part
from acting_mirror.vision.sources.sound_peaks import Peaks, peaks_of

_PATH: Final = Qt.ItemDataRole.UserRole
_NAME: Final = Qt.ItemDataRole.UserRole + 1
_HIGH: Final = 84
"""Of the list, in pixels: three clips are seen at once."""
_SOUND_HIGH: Final = 130


@dataclass(frozen=True, slots=True)
class _Heard:
    """A clip that was listened to.

    Attributes:
        whole: All of it.
        part: What is sent of it.
        peaks: Its sound.
    """

    whole: Part
    part: Part
    peaks: Peaks


class DeliverClips(QWidget):
    """A list whose order is that of the tape, and the sound of the chosen clip with what is sent of it.

    Attributes:
        list: The clips.
        wave: The sound of the chosen one.
        add: Asks for more.
        leave_out: Takes the chosen one out.
        earlier: Puts it before the one above.
        later: Puts it after the one below.
    """

    changed = Signal()
    """There are others, or more is known of them."""

    def __init__(self, lane: Lane, progress: Progress) -> None:
        """List none yet; they are listened to in a lane, and how far that is, is shown."""
        super().__init__()
        self._lane, self._progress = lane, progress
        self._heard: dict[Path, _Heard] = {}
        self._refused = ""
        self.list, self.wave = QListWidget(), Waveform(tr("Sound of the clip"))
        self.add = button(tr("Add…"), tr("Choose more clips to send"))
        self.leave_out = button(tr("Leave out"), tr("Send it without this clip"))
        self.earlier = button(tr("Earlier"), tr("Put this clip before the one above it"))
        self.later = button(tr("Later"), tr("Put this clip after the one below it"))
        self._lay_out()
        self._connect()
        self._on_chosen()

    @property
    def paths(self) -> list[Path]:
        """The clips, in their order."""
        return [item.data(_PATH) for item in self._items]

    @property
    def parts(self) -> list[Part]:
        """What is sent of each, in their order; none while some have not been listened to."""
        paths = self.paths
        return [self._heard[path].part for path in paths] if all(path in self._heard for path in paths) else []

    def offer(self, clips: Mapping[Path, str]) -> None:
        """List other clips, by their names."""
        self.list.clear()
        self.take_in(clips)

    def take_in(self, clips: Mapping[Path, str]) -> None:
        """List more clips, by their names; one that is there already is only chosen."""
        self._refused = ""
        for path, name in clips.items():
            if path not in self.paths:
                item = QListWidgetItem(printable(name), self.list)
                item.setData(_PATH, path)
                item.setData(_NAME, item.text())
                self._listen(path)
            self.list.setCurrentRow(self.paths.index(path))
        self.changed.emit()

    def _listen(self, path: Path) -> None:
        """Find out what to propose of a clip."""

        def work(job: Job) -> _Heard:
            whole = whole_part(path)
            peaks = peaks_of(path, job.stop) if whole.sounds else np.zeros(0, np.float32)
            return _Heard(whole, proposal(whole, job.stop), peaks)

        failed = partial(self._on_failed, path)
        self._lane.run(work, partial(self._on_heard, path), failed, self._progress.show_share)
        self._progress.show_share(0, None, tr("Listening to the tape…"))

    def _on_heard(self, path: Path, heard: _Heard) -> None:
        if path in self.paths:  # it may have been left out meanwhile
            self._heard[path] = heard
            self._end()

    def _on_failed(self, path: Path, words: str) -> None:
        if path in self.paths:
            self.list.takeItem(self.paths.index(path))
            self._refused = words
            self._end()

    def _end(self) -> None:
        """Say what can be done, once all have been listened to."""
        if self._refused:
            self._progress.say(self._refused, "warning")
        elif self.parts:
            tip = tr("Drag the ends of what you send, if a second of air around your words is not right.")
            self._progress.say(tip)
        self._on_chosen()
        self.changed.emit()

    def _show_list(self) -> None:
        """Say of each clip what is sent of it."""
        for item in self._items:
            if (heard := self._heard.get(item.data(_PATH))) is not None:
                name, part = item.data(_NAME), heard.part
                item.setText(tr("{name}: {start:.1f} to {end:.1f} s", name=name, start=part.start_s, end=part.end_s))
        row = self.list.currentRow()
        self.leave_out.setEnabled(row >= 0)
        self.earlier.setEnabled(row > 0)
        self.later.setEnabled(0 <= row < self.list.count() - 1)

    def _show_sound(self) -> None:
        """Show the chosen clip."""
        item = self.list.currentItem()
        heard = self._heard.get(item.data(_PATH)) if item is not None else None
        self.wave.setVisible(heard is not None)
        if heard is not None:
            self.wave.show_length(heard.whole.end_s)
            self.wave.show_peaks(heard.peaks)
            self.wave.show_spans([WaveSpan(0, tr("What you send"), heard.part.start_s, heard.part.end_s)])

    def _on_edited(self, spans: tuple[WaveSpan, ...]) -> None:
        path = self.list.currentItem().data(_PATH)
        heard = self._heard[path]
        self._heard[path] = replace(heard, part=replace(heard.part, start_s=spans[0].start_s, end_s=spans[0].end_s))
        self.wave.show_spans(spans)
        self._show_list()

    def _leave_out(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self._on_chosen()
        self.changed.emit()

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentItem(item)

    def _on_chosen(self) -> None:
        self._show_list()
        self._show_sound()

    def _ask(self) -> None:
        kinds = tr("Clips ({endings});;All (*)", endings=CLIPS)
        before = str(self.paths[-1].parent) if self.paths else ""
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Choose the clips"), before, kinds)
        self.take_in({path: path.name for path in map(Path, chosen)})

    @property
    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._on_chosen())
        self.list.model().rowsMoved.connect(lambda *_: self._show_list())
        self.wave.edited.connect(self._on_edited)
        self.add.clicked.connect(self._ask)
        self.leave_out.clicked.connect(self._leave_out)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))

    def _lay_out(self) -> None:
        self.list.setAccessibleName(tr("Clips"))
        self.list.setToolTip(tr("What you send, in this order; drag clips to change it"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(_HIGH)
        self.wave.setFixedHeight(_SOUND_HIGH)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.add, self.leave_out, self.earlier, self.later):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addLayout(buttons)
        column.addWidget(self.wave)
