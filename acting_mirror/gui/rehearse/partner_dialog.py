"""Who speaks the other parts, and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.gui.rehearse.cut_dialog import CutDialog
from acting_mirror.gui.rehearse.line_microphone import LineMicrophone
from acting_mirror.gui.rehearse.partner_voices import NO_VOICE, Cast, PartnerVoices
from acting_mirror.gui.rehearse.record_lines_dialog import RecordLinesDialog
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.form import Section, WheelToScroll, button, footer, label, page_of
from acting_mirror.record.partner_lines import PITCHES, RATES, Line, PartnerVoice
from acting_mirror.record.system_voices import SystemVoice

_ABOUT: Final = marked(
    "The other parts are spoken by your computer, or by whoever you record. All of it stays beside your script. It is "
    "an aid to rehearsal: a partner who is played back doesn't belong in a tape that you send."
)
_ALONE: Final = marked("Nobody but you speaks in this script.")
_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class _Row:
    """What is shown of a character."""

    voice: QComboBox
    rate: QSpinBox
    pitch: QSpinBox
    listen: QPushButton
    made: QLabel

    @property
    def chosen(self) -> PartnerVoice:
        return PartnerVoice(self.voice.currentData() or "", self.rate.value(), self.pitch.value())


class PartnerDialog(Dialog):
    """A row a character; what is changed is made anew at once.

    Attributes:
        rows: By character.
        language: What they speak.
        by_line: Opens the recording line by line.
        in_one: Opens the recording that is cut into the lines.
        microphone: Whom both listen to.
        record_dialog: The recording line by line.
        cut_dialog: The recording that is cut.
    """

    def __init__(
        self, voices: PartnerVoices, preferences: Preferences, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        """Show the script that lies open."""
        super().__init__(parent)
        self.setWindowTitle(tr("Partner's voices"))
        self._voices = voices
        self._wheel = WheelToScroll(self)
        self._names: tuple[str, ...] = ()
        self._shown: Cast | None = None
        self.rows: dict[str, _Row] = {}
        self.language = QComboBox()
        self.language.activated.connect(lambda: voices.make(language=self.language.currentData()))
        self._card = Section(tr("Who speaks how"))
        self._card.add_row(tr("Language"), self.language, tr("What is spoken in the script"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        inside = QWidget()
        inside.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._card.add_wide(inside)
        self.by_line = button(tr("Record line by line…"), tr("Speak the lines yourself, or have a friend speak them"))
        self.in_one = button(tr("Cut a recording…"), tr("Take the lines from one long recording"))
        self.microphone = LineMicrophone(jobs, lambda: preferences.settings.window.microphone, self)
        self.record_dialog = RecordLinesDialog(voices, self.microphone, self)
        self.cut_dialog = CutDialog(voices, self.microphone, jobs, self)
        self.by_line.clicked.connect(self.record_dialog.show)
        self.in_one.clicked.connect(self.cut_dialog.show)
        self._note = label("", "quiet")
        self._lay_out()
        voices.changed.connect(self._show)
        voices.told.connect(self._note.setText)

    @property
    def note(self) -> str:
        """What is said at the bottom."""
        return self._note.text()

    def close_down(self) -> None:
        """Listen and read no more."""
        self.microphone.close_down()
        self.cut_dialog.close_down()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to make what is missing: who opens this wants to hear it."""
        super().showEvent(event)
        self._names = ()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Be silent."""
        self._voices.hush()
        super().hideEvent(event)

    def _show(self) -> None:
        if not self.isVisible():
            return
        others = self._voices.others
        names = tuple(dict.fromkeys(character for character, _ in others))
        if names != self._names:
            self._names = names
            self._fill()
            self._voices.make()
        cast = self._voices.cast
        if cast is not self._shown or not self._voices.making:  # each line that is made is told
            self._shown = cast
            self._show_languages()
            for name, row in self.rows.items():
                self._show_row(row, cast.voices.get(name))
                row.made.setText(self._made([line for line in others if line[0] == name]))
        self.by_line.setEnabled(bool(names))
        self.in_one.setEnabled(bool(names))
        self._note.setText(self._state())

    def _state(self) -> str:
        others, voices = self._voices.others, self._voices
        if not others:
            return tr(_ALONE)
        if voices.making:
            made = sum(map(voices.has, others))
            return tr("Making the lines: {made} of {total}…", made=made, total=len(others))
        return "" if voices.cast.installed else tr(NO_VOICE)

    def _made(self, own: Sequence[Line]) -> str:
        lines = self._voices.lines
        recorded = sum(lines is not None and lines.is_recorded(*line) for line in own)
        if recorded:
            return tr("{recorded} of {total} recorded", recorded=recorded, total=len(own))
        return tr_count("{count} line", "{count} lines", len(own))

    def _show_languages(self) -> None:
        cast = self._voices.cast
        tags = list(dict.fromkeys(each.language for each in cast.installed))
        if self.language.count() != len(tags):
            self.language.clear()
            for name, tag in sorted((_language(tag), tag) for tag in tags):
                self.language.addItem(name, tag)
        self.language.setCurrentIndex(self.language.findData(cast.language))
        self.language.setEnabled(bool(tags))

    def _show_row(self, row: _Row, voice: PartnerVoice | None) -> None:
        cast = self._voices.cast
        for each in (row.voice, row.rate, row.pitch):
            each.blockSignals(True)
            each.setEnabled(voice is not None)
        spoken = [each for each in cast.installed if each.language == cast.language]
        if [row.voice.itemData(place) for place in range(row.voice.count())] != [each.name for each in spoken]:
            row.voice.clear()
            for title, name in _titled(spoken):
                row.voice.addItem(title, name)
        if voice is not None:
            row.voice.setCurrentIndex(row.voice.findData(voice.name))
            row.rate.setValue(voice.rate)
            row.pitch.setValue(voice.pitch)
        row.pitch.setEnabled(voice is not None and cast.engine is not None and cast.engine.pitched)
        for each in (row.voice, row.rate, row.pitch):
            each.blockSignals(False)

    def _changed(self, name: str) -> Callable[[], None]:
        def make() -> None:
            self._voices.make({**self._voices.cast.voices, name: self.rows[name].chosen})

        return make

    def _fill(self) -> None:
        """A row for each of the others."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.rows.clear()
        for column, words in enumerate(("", tr("Voice"), tr("Speed"), tr("Pitch"))):
            self._grid.addWidget(label(words, "small"), 0, column)
        for place, name in enumerate(self._names, 1):
            row = self.rows[name] = self._row(name)
            named = label(name)
            for column, widget in enumerate((named, row.voice, row.rate, row.pitch, row.listen, row.made)):
                self._grid.addWidget(widget, place, column, Qt.AlignmentFlag.AlignVCenter)

    def _row(self, name: str) -> _Row:
        voice, rate, pitch = QComboBox(), QSpinBox(suffix=" %"), QSpinBox(suffix=" %")
        voice.setAccessibleName(tr("Voice of {name}", name=name))
        rate.setAccessibleName(tr("Speed of {name}", name=name))
        pitch.setAccessibleName(tr("Pitch of {name}", name=name))
        voice.activated.connect(self._changed(name))
        for field, (low, high) in ((rate, RATES), (pitch, PITCHES)):
            field.setRange(low, high)
            field.setSingleStep(_STEP)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setKeyboardTracking(False)  # half a number is no wish
            field.valueChanged.connect(self._changed(name))
        for each in (voice, rate, pitch):
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            each.installEventFilter(self._wheel)
        listen = button(tr("Listen"), tr("Hear {name} say a line", name=name))
        listen.setAccessibleName(tr("Listen to {name}", name=name))
        listen.clicked.connect(lambda: self._voices.listen(name))
        made = label("", "quiet")
        made.setWordWrap(False)
        return _Row(voice, rate, pitch, listen, made)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.by_line)
        buttons.addWidget(self.in_one)
        buttons.addStretch(1)
        row = QWidget()
        row.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        own = Section(tr("Your own voice, or a friend's"))
        own.add_wide(label(tr("What a person recorded is heard instead of the computer's voice.")))
        own.add_wide(row)
        close = button(tr("Close"), tr("Close this (Esc)"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_of([label(tr(_ABOUT)), self._card, own]), 1)
        column.addWidget(footer(self._note, close))
        self.resize(760, 560)


def _language(tag: str) -> str:
    """A language as it calls itself, with its country; the tag where Qt does not know it."""
    locale = QLocale(tag)
    if locale.language() == QLocale.Language.C:
        return tag
    name, country = locale.nativeLanguageName(), locale.nativeTerritoryName()
    return f"{name} ({country}, {tag})" if "-" in tag and country else f"{name} ({tag})"


def _titled(voices: list[SystemVoice]) -> list[tuple[str, str]]:
    """What voices are called here, and by their program."""
    titled, women, men = [], count(1), count(1)
    for each in voices:
        if each.woman is None:
            title = each.name
        else:
            title = tr("Woman {number}", number=next(women)) if each.woman else tr("Man {number}", number=next(men))
        titled.append((title, each.name))
    return titled
