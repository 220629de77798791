"""The card of the prompter: which scene, whom the actor plays, and the lines; or why there are none."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.gui.rehearse.prompter_view import PrompterView
from acting_mirror.gui.shell.actions import tip
from acting_mirror.gui.widgets.fitted_text import FittedText
from acting_mirror.gui.widgets.form import label, remove
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.rehearsal.script import Script
from acting_mirror.settings.schema import RehearsalSettings

_WHAT: Final = marked(
    "Speak your lines to the mirror: the prompter shows them one by one, and each line is scored by how much "
    "of its target your face shows."
)
_A_ROW: Final = 3
"""Buttons beside each other."""


class PrompterCard(QFrame):
    """A row that says where we are, above the prompter; in its place a few words while there is no script.

    Attributes:
        view: The prompter.
        buttons: Those of the empty card.
        help: Shows hidden words; there while some are hidden.
    """

    character_chosen = Signal(str)
    """The character that the actor plays from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a script."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.view = PrompterView()
        self.buttons: list[QPushButton] = []
        self.help = QPushButton(tr("Help"))
        self.help.setProperty("role", "link")
        self.help.setToolTip(tip("prompt", "Rehearse"))
        self.help.hide()
        self._where = FittedText(12, 11, "quiet")
        self._play = QPushButton()
        self._play.setProperty("role", "link")
        self._play.setToolTip(tr("Choose who you play"))
        self._play.setMenu(QMenu(self._play))
        self._empty, self._heading, self._words = QWidget(), label("", "heading"), label("")
        self._actions = QGridLayout()
        self._lay_out()
        self._full = False

    @property
    def empty_words(self) -> str:
        """What is said in the prompter's place; "" while it is there."""
        return "" if self._empty.isHidden() else f"{self._heading.text()} {self._words.text()}"

    def say_empty(self, actions: Sequence[Choice], heading: str = "", words: str = "") -> None:
        """Say why there is no script, by default what one is for, and offer some."""
        self._heading.setText(heading or tr("Rehearse a scene"))
        self._words.setText(words or tr(_WHAT))
        remove(self._actions, self.buttons)
        self.buttons = [self._button(number, *action) for number, action in enumerate(actions)]
        self._show_script(False)

    def show_script(self, script: Script, character: str) -> None:
        """Show a script and whom the actor plays in it."""
        self._play.setText(tr("You play {character} ▾", character=character))
        menu = self._play.menu()
        menu.clear()
        for name in script.characters:
            lines = tr_count("{count} line", "{count} lines", len(script.of(name)))
            action = menu.addAction(f"{name} · {lines}")
            action.setCheckable(True)
            action.setChecked(name == character)
            action.triggered.connect(lambda _=False, name=name: self.character_chosen.emit(name))
        self.view.show_script(script, character)
        self.show_where(script)
        self._show_script(True)

    def show_where(self, script: Script) -> None:
        """Say in which scene the line of now is."""
        scene = script.lines[self.view.current].scene if script.lines else ""
        self._where.show_text(" · ".join(part for part in (script.title, scene) if part).upper())

    def set_look(self, size: int, settings: RehearsalSettings) -> None:
        """Change how the prompter looks, as `PrompterView.set_look` does, and offer help where words are hidden."""
        self.view.set_look(size, settings)
        self.help.setVisible(settings.hidden != "none")

    def set_full_screen(self, on: bool) -> None:
        """Leave the lines alone, or come back from that."""
        self._full = on
        self._head.setVisible(not on and self._empty.isHidden())

    def _show_script(self, on: bool) -> None:
        self._empty.setVisible(not on)
        self.view.setVisible(on)
        self._head.setVisible(on and not self._full)

    def _button(self, number: int, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        if number == 0:
            button.setProperty("role", "primary")
        button.clicked.connect(act)
        row, column = divmod(number, _A_ROW)
        self._actions.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeft)
        return button

    def _lay_out(self) -> None:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(24, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(self._where, 1)
        row.addWidget(self.help)
        row.addWidget(self._play)
        self._heading.setWordWrap(True)
        inside = QVBoxLayout(self._empty)
        inside.setContentsMargins(24, 4, 24, 8)
        inside.setSpacing(8)
        inside.addStretch(1)
        for each in (self._heading, self._words):
            inside.addWidget(each)
        inside.addSpacing(4)
        self._actions.setSpacing(8)
        self._actions.setColumnStretch(_A_ROW, 1)
        inside.addLayout(self._actions)
        inside.addStretch(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 12)
        column.setSpacing(4)
        for widget in (self._head, self.view, self._empty):
            column.addWidget(widget, 0 if widget is self._head else 1)
