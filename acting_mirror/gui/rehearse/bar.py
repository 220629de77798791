"""The bar under the rehearsal: which script, what it wants, the one button, and how the prompter goes on."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.rehearse.no_sound import NoSound
from acting_mirror.gui.shell.actions import tip
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.bottom_bar import Bar
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.main_button import MainButton
from acting_mirror.gui.widgets.source_button import SourceButton
from acting_mirror.report.moments import in_minutes

_WAYS: Final = (
    ("key", marked("By key")),
    ("pace", marked("At a pace")),
    ("voice", marked("When I stop speaking")),
)
_SHORT_WAYS: Final = {"key": marked("By key"), "pace": marked("By pace"), "voice": marked("By voice")}
_HIDDEN: Final = (
    ("none", marked("Show my words")),
    ("second", marked("Hide every second word")),
    ("letters", marked("Only first letters")),
    ("all", marked("Hide my words")),
    ("stalled", marked("Hide my words until I stall")),
    ("cues", marked("Cue lines only")),
)
CUES: Final = ("off", "tone")
"""What switches the cue off and on."""
_SIZE_STEP, _SMALLEST, _LARGEST = 4, 16, 160


class RehearseBar(Bar):
    """Buttons only; whoever owns it connects them.

    Attributes:
        script: Its menu opens scripts.
        targets: Opens the table of what the lines want.
        calibrate: Opens the calibration.
        rehearse: Starts and stops without recording.
        main: Record and stop.
        no_sound: Seen while takes have no sound though they should.
        partner: Whether the other parts' lines are heard; seen where they have a sound.
        cue: Whether a cue is heard.
        prompter: Its menu says how the prompter goes on and looks.
    """

    LEVELS = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay them out."""
        super().__init__(parent)
        self._script_name, self._way = tr("No script"), tr("By key")
        self._short = self._cue_on = self._has_partner = False
        self.script = SourceButton(self._script_name)
        self.script.setObjectName("source")
        self.script.setMenu(QMenu(self.script))
        self.script.setAccessibleName(tr("Script"))
        self.targets, self.calibrate = QPushButton(), QPushButton(tr("Calibrate…"))
        self.rehearse, self.main, self.cue = QPushButton(), MainButton(), QPushButton()
        self.partner, self.no_sound = QPushButton(), NoSound()
        for flat in (self.partner, self.cue):
            flat.setProperty("role", "flat")
        self.prompter = SourceButton(self._way)
        self.prompter.setObjectName("source")
        self.prompter.setMenu(QMenu(self.prompter))
        self.prompter.setAccessibleName(tr("Prompter"))
        self._keys = label(tr("Next line: →   Again: ←"), "quiet")
        self._keys.setWordWrap(False)
        self._name_all()
        self.place(
            (self.script, self.targets, self.calibrate),
            (self.rehearse, self.main, self.no_sound),
            (self._keys, self.partner, self.cue, self.prompter),
        )
        self.narrow(0)
        self.show_running(False)

    def show_script(self, name: str) -> None:
        """Say which script is open, shortened where there is no room; the tip has it whole."""
        self._script_name = name
        self.script.show_name(name)
        self.script.setToolTip(tr("{name}: open another script", name=name))

    def show_running(self, on: bool) -> None:
        """Say what the button beside Record does."""
        self.rehearse.setText(tr("Stop") if on else tr("Rehearse"))
        self.rehearse.setToolTip(tip("rehearse", "Rehearse", int(on)))

    def show_main(self, recorded_s: float | None, counts: bool) -> None:
        """Say what the one button does; `recorded_s` is how long a recording is, None for none."""
        if recorded_s is not None:
            self.main.show_as("recording", "stop", in_minutes(recorded_s))
        elif counts:
            self.main.show_as("recording", "stop", tr("Cancel"))
        else:
            self.main.show_as("record", "record", tr("Record"))

    def show_cue(self, on: bool) -> None:
        """Say whether a cue is heard."""
        self._cue_on = on
        if self._short:
            self.cue.setText(tr("Cue: on") if on else tr("Cue: off"))
        else:
            self.cue.setText(tr("Cue sound: on") if on else tr("Cue sound: off"))

    def show_partner(self, on: bool, has_sound: bool) -> None:
        """Say whether the other parts' lines are heard, where they could be."""
        self._has_partner = has_sound
        self.partner.setText(tr("Partner: on") if on else tr("Partner: off"))
        self.partner.setVisible(has_sound and not self._short)

    def show_way(self, advance: str) -> None:
        """Say how the prompter goes on, which is a setting."""
        self._way = tr(_SHORT_WAYS[advance])
        self.prompter.show_name(self._way)

    def narrow(self, level: int) -> None:
        """Give up the keys, then words, the length of names and the key of Record, and what the prompter's menu has."""
        self._keys.setVisible(not level)
        self._short = level > 1
        self.targets.setText(tr("Targets…") if self._short else tr("Edit targets…"))
        self.show_cue(self._cue_on)
        self.script.setFixedWidth((212, 212, 160, 112, 112)[level])
        self.script.show_name(self._script_name)
        self.prompter.setFixedWidth(128 if level < 3 else 112)
        self.prompter.show_name(self._way)
        self.main.show_key(level < 3)
        self.cue.setVisible(level < self.LEVELS)
        self.partner.setVisible(self._has_partner and not self._short)

    def _name_all(self) -> None:
        tips = {
            self.script: tr("Open a script"),
            self.targets: tr("What your face should show on each line"),
            self.calibrate: tr("Measure your own face at rest and at its strongest"),
            self.main: tip("main", "Rehearse"),
            self.partner: tr("Whether you hear the other parts' lines"),
            self.cue: tr("Whether a sound tells when you have been off for a while"),
            self.prompter: tr("How the prompter moves on, and how it looks"),
        }
        for button, words in tips.items():
            button.setToolTip(words)


def fill_prompter_menu(menu: QMenu, preferences: Preferences) -> None:
    """Fill the menu of the prompter: what ends a line, and how its text looks."""
    settings, change = preferences.settings.rehearsal, preferences.change_rehearsal
    menu.clear()
    menu.addAction(tr("My lines end")).setEnabled(False)
    _add_choice(menu, preferences, "advance", _WAYS)
    learn = menu.addMenu(tr("Learn my lines"))
    _add_choice(learn, preferences, "hidden", _HIDDEN)
    learn.addSeparator()
    _add_switch(learn, preferences, "weakest_first", tr("Weakest lines first"))
    menu.addSeparator()
    menu.addAction(tr("The other parts")).setEnabled(False)
    _add_switch(menu, preferences, "partner", tr("Hear my partner"))
    _add_switch(menu, preferences, "headphones", tr("I wear headphones"))
    in_take = _add_switch(menu, preferences, "partner_in_take", tr("My takes have the partner too"))
    in_take.setEnabled(settings.headphones)  # else the microphone hears them anyway
    menu.addSeparator()
    _add_switch(menu, preferences, "directions", tr("Stage directions"))
    _add_switch(menu, preferences, "mirrored_text", tr("Mirrored text"))
    _add_switch(menu, preferences, "cue", tr("Cue sound"), CUES)
    for words, step in ((tr("Larger type"), _SIZE_STEP), (tr("Smaller type"), -_SIZE_STEP)):
        size = min(max(settings.type_size + step, _SMALLEST), _LARGEST)
        menu.addAction(words).triggered.connect(_calling(partial(change, type_size=size)))
    menu.addSeparator()
    menu.addAction(tr("More in the settings…"), preferences.show)


def switch(preferences: Preferences, name: str, off_on: tuple[object, object] = (False, True)) -> None:
    """Switch a setting of rehearsals off, or on."""
    off = getattr(preferences.settings.rehearsal, name) == off_on[0]
    preferences.change_rehearsal(**{name: off_on[off]})


def _add_choice(menu: QMenu, preferences: Preferences, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Actions of which one is chosen, for a setting of rehearsals."""
    group = QActionGroup(menu)
    for value, words in choices:
        action = group.addAction(menu.addAction(tr(words)))
        action.setCheckable(True)
        action.setChecked(getattr(preferences.settings.rehearsal, name) == value)
        action.triggered.connect(_calling(partial(preferences.change_rehearsal, **{name: value})))


def _add_switch(
    menu: QMenu, preferences: Preferences, name: str, words: str, off_on: tuple[object, object] = (False, True)
) -> QAction:
    """An action that switches a setting of rehearsals off and on."""
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(getattr(preferences.settings.rehearsal, name) != off_on[0])
    action.triggered.connect(lambda: switch(preferences, name, off_on))
    return action


def _calling(act: Callable[[], None]) -> Callable[[bool], None]:
    """What an action triggers, which says whether it is checked."""
    return lambda _: act()
