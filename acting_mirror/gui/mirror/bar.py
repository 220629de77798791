"""The bar under the page: where the picture comes from, the one button, what to keep of it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.gui.shell.actions import tip
from acting_mirror.gui.widgets.bottom_bar import Bar
from acting_mirror.gui.widgets.icons import icon
from acting_mirror.gui.widgets.level_meter import LevelMeter
from acting_mirror.gui.widgets.main_button import MainButton
from acting_mirror.gui.widgets.source_button import SourceButton

_ICON = QSize(18, 18)


class MirrorBar(Bar):
    """Buttons only; whoever owns it connects them.

    Attributes:
        source: Its menu chooses the source.
        open: Its menu opens files and links.
        freeze: Holds the live picture still.
        main: Record, or Play.
        microphone: Whether recordings have sound; its menu chooses the microphone.
        meter: How loud it hears.
        snapshot: Keeps the picture.
        export: Saves the numbers and the annotated clip.
    """

    LEVELS = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay them out."""
        super().__init__(parent)
        self.source = SourceButton(tr("No source"))
        self.source.setObjectName("source")
        self.open = QPushButton(tr("Open…"))
        self.freeze = QPushButton(tr("Pause"))
        self.freeze.setCheckable(True)
        self.main = MainButton()
        self.microphone = QToolButton()
        self.microphone.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.meter = LevelMeter()
        self.snapshot = QPushButton(tr("Snapshot"))
        self.export = QPushButton(tr("Export…"))
        for button in (self.source, self.microphone, self.open):
            button.setMenu(QMenu(button))
        self._source_name = self.source.text()
        self._name_all()
        self.narrow(0)
        self.place(
            (self.source, self.open, self.freeze),
            (self.main,),
            (self.meter, self.microphone, self.snapshot, self.export),
        )

    def show_source(self, name: str) -> None:
        """Say what is looked at, shortened where there is no room; the tip has it whole."""
        self._source_name = name
        self.source.show_name(name)
        self.source.setToolTip(tr("{name}: choose a camera, the demo actor, or what was opened before", name=name))

    def show_sound(self, on: bool, missing: str) -> None:
        """Say whether recordings have sound; `missing` is why they don't though they should, "" where they do."""
        if missing:
            words = name = missing
        elif on:
            words, name = tr("Recordings have sound: choose the microphone"), tr("Microphone: Recordings have sound")
        else:
            words = tr("Recordings have no sound: choose the microphone")
            name = tr("Microphone: Recordings have no sound")
        self._heard = on and not missing
        self._paint_icons()
        self.microphone.setToolTip(words)
        self.microphone.setAccessibleName(name)

    def narrow(self, level: int) -> None:
        """Give up the length of names, then the name of the key."""
        self.source.setFixedWidth((196, 150, 112)[level])
        self.source.show_name(self._source_name)
        self.meter.setFixedWidth(32 if level else 48)
        self.main.show_key(level < self.LEVELS)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_icons()
        super().changeEvent(event)

    def _name_all(self) -> None:
        tips = {
            self.source: tr("Choose a camera, the demo actor, or what was opened before"),
            self.open: tip("open"),
            self.freeze: tr("Freeze the picture; recording continues"),
            self.main: tip("main", "Mirror"),
            self.snapshot: tip("snapshot"),
            self.export: tip("export"),
        }
        for button, words in tips.items():
            button.setToolTip(words)
        self.source.setAccessibleName(tr("Source"))
        self._heard = True
        self._paint_icons()

    def _paint_icons(self) -> None:
        self.microphone.setIconSize(_ICON)
        self.microphone.setIcon(icon("microphone" if self._heard else "microphone_off", self.palette()))
