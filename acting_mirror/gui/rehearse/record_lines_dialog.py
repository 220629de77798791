"""The other parts, recorded line by line in one sitting: each is shown, spoken, played back, and kept at once."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.rehearse.line_microphone import LineMicrophone
from acting_mirror.gui.rehearse.partner_voices import PartnerVoices
from acting_mirror.gui.rehearse.whose_lines import WhoseLines
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import button, footer, label
from acting_mirror.gui.widgets.level_meter import LevelMeter
from acting_mirror.record.partner_lines import Line
from acting_mirror.rehearsal.script import ScriptLine

_HINT: Final = marked("Space begins, Space ends; then you hear it. Space again goes on to the next line.")


class Stage(Enum):
    """How far the line of now is."""

    WAITS = auto()
    RECORDS = auto()
    PLAYS = auto()


class RecordLinesDialog(Dialog):
    """One line at a time; it begins with the first that nobody recorded.

    Attributes:
        who: Whose lines; the first choice is all of them.
        stage: How far the line of now is.
    """

    def __init__(self, voices: PartnerVoices, microphone: LineMicrophone, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setWindowTitle(tr("Record the lines"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._voices, self._microphone = voices, microphone
        self._lines: list[ScriptLine] = []
        self._at = 0
        self._refused = ""
        self.stage = Stage.WAITS
        self.who = WhoseLines()
        self.who.activated.connect(self._choose)
        self._count, self._character = label("", "quiet"), label("", "caption")
        self._cue, self._how, self._words = label("", "quiet"), label("", "small"), label("", "heading")
        self._meter = LevelMeter()
        self.back = button(tr("Back"), tr("Go to the line before"))
        self.speak = button("", tr("Begin to speak, or end (Space)"), "primary")
        self.again = button(tr("Again"), tr("Record this line once more"))
        self.next = button(tr("Next"), tr("Go to the next line"))
        self.listen = button(tr("Listen"), tr("Hear this line"))
        self.drop = button(tr("Delete"), tr("Delete this recording: the computer's voice takes over"))
        self._note = label(tr(_HINT), "quiet")
        self._lay_out()
        self._connect()

    @property
    def note(self) -> str:
        """What is said at the bottom."""
        return self._note.text()

    @property
    def line(self) -> ScriptLine | None:
        """The line of now."""
        return self._lines[self._at] if self._lines else None

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the first line that is missing."""
        super().showEvent(event)
        self._microphone.open()
        self.who.offer(self._voices.spoken)
        self._choose()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Listen no more; what was being recorded is given up, all before is kept."""
        self._microphone.close()
        self._voices.hush()
        self.stage = Stage.WAITS
        super().hideEvent(event)

    # What the user does

    def _choose(self) -> None:
        name = self.who.currentData()
        once = {(line.character, line.text): line for line in reversed(self._voices.spoken)}
        self._lines = [line for line in reversed(once.values()) if name in (None, line.character)]
        missing = (place for place, line in enumerate(self._lines) if not self._recorded(line))
        self._go_to(next(missing, 0))

    def _go_to(self, place: int) -> None:
        self._voices.hush()
        self.stage, self._at = Stage.WAITS, place
        self._say(self._refused)
        self._show()
        self.speak.setFocus()

    def _press(self) -> None:
        """Begin, or end."""
        line = self.line
        if line is None:
            return
        if self.stage is not Stage.RECORDS:
            self._voices.hush()
            self._microphone.begin()
            self.stage = Stage.RECORDS
            self._say(tr("Speak now."))
        else:
            sound, rate = self._microphone.end(), self._microphone.rate
            self.stage = Stage.WAITS
            self._voices.keep_spoken(_key(line), sound, rate, lambda: self._on_kept(line))
        self._show()

    def _on_kept(self, line: ScriptLine) -> None:
        if line != self.line or not self.isVisible():
            return
        self.stage = Stage.PLAYS
        last = self._at + 1 == len(self._lines)
        self._say(tr("That was the last line.") if last else "")
        self._show()
        (self.again if last else self.next).setFocus()
        self._voices.play(_key(line))

    # What it shows

    def _on_ready(self, refused: str) -> None:
        self._refused = refused
        self._say(refused)
        self._show()
        self.speak.setFocus()

    def _say(self, words: str = "") -> None:
        self._note.setText(words or tr(_HINT))

    def _recorded(self, line: ScriptLine) -> bool:
        return self._voices.lines is not None and self._voices.lines.is_recorded(*_key(line))

    def _show(self) -> None:
        line = self.line
        if line is None or not self.isVisible():
            return
        recorded, records = self._recorded(line), self.stage is Stage.RECORDS
        count = sum(map(self._recorded, self._lines))
        self._count.setText(
            tr(
                "Line {number} of {total}, {recorded} recorded",
                number=self._at + 1,
                total=len(self._lines),
                recorded=count,
            )
        )
        script, how = self._voices.script, line.parenthetical
        before = script.lines[line.index - 1] if script is not None and line.index else None
        self._cue.setText(f"{before.character}: {before.text}" if before is not None else "")
        self._character.setText(line.character)
        self._how.setText(f"({how})" if how else "")
        self._how.setVisible(bool(how))
        self._words.setText(line.text)
        self.speak.setText(tr("Stop") if records else tr("Speak"))
        self.speak.setAccessibleName(self.speak.text())
        self.speak.setVisible(not recorded or records)
        self.speak.setEnabled(bool(self._microphone.rate))
        self.again.setVisible(recorded and not records)
        self.again.setEnabled(bool(self._microphone.rate))
        self.drop.setVisible(recorded and not records)
        self.listen.setVisible(recorded and not records)
        self.back.setEnabled(self._at > 0 and not records)
        self.next.setEnabled(self._at + 1 < len(self._lines) and not records)
        self.who.setEnabled(not records)

    # Putting it together

    def _connect(self) -> None:
        self.speak.clicked.connect(self._press)
        self.again.clicked.connect(self._once_more)
        self.back.clicked.connect(lambda: self._go_to(self._at - 1))
        self.next.clicked.connect(lambda: self._go_to(self._at + 1))
        self.drop.clicked.connect(self._drop)
        self.listen.clicked.connect(self._listen)
        self._microphone.heard.connect(self._meter.show_level)
        self._microphone.ready.connect(self._on_ready)
        self._voices.changed.connect(self._show)
        self._voices.told.connect(self._say)

    def _once_more(self) -> None:
        self._press()
        self.speak.setFocus()

    def _listen(self) -> None:
        if self.line is not None:
            self._voices.play(_key(self.line))

    def _drop(self) -> None:
        if self.line is not None:
            self._voices.drop(_key(self.line))
            self.speak.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.who)
        top.addStretch(1)
        top.addWidget(self._count)
        self._count.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch(1)
        for press in (self.drop, self.listen, self.again, self.speak, self.next):
            row.addWidget(press)
        inside, column = QVBoxLayout(), QVBoxLayout(self)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(8)
        inside.addLayout(top)
        inside.addStretch(1)
        for each in (self._cue, self._character, self._how, self._words):
            inside.addWidget(each)
        inside.addStretch(2)
        inside.addLayout(row)
        close = button(tr("Close"), tr("Close this (Esc); what was recorded is kept"))
        close.clicked.connect(self.close)
        bar = footer(self._note, close)
        layout = bar.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(0, self._meter)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inside, 1)
        column.addWidget(bar)
        self.resize(640, 420)


def _key(line: ScriptLine) -> Line:
    return line.character, line.text
