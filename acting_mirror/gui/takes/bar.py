"""The bar under the Takes page: back, the one button, and what can be done with a take."""

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from acting_mirror.core.language import tr
from acting_mirror.core.take import ListedTake
from acting_mirror.gui.shell.actions import tip
from acting_mirror.gui.widgets.bottom_bar import Bar
from acting_mirror.gui.widgets.main_button import MainButton


class TakesBar(Bar):
    """Buttons only; whoever owns it connects them.

    Attributes:
        back: To the list of takes.
        compare: Shows two takes beside each other.
        weakest: Goes to the line with the lowest score.
        main: Plays and pauses.
        marker: Notes something at this moment.
        star: Gives or takes the star.
        more: Its menu has the rest.
    """

    LEVELS = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay them out."""
        super().__init__(parent)
        self.back, self.compare, self.weakest = QPushButton(tr("All takes")), QPushButton(tr("Compare")), QPushButton()
        self.main, self.marker, self.star = MainButton(), QPushButton(tr("Add marker")), QPushButton(tr("Star"))
        self.more = QPushButton(tr("More…"))
        self.more.setMenu(QMenu(self.more))
        self.star.setCheckable(True)
        tips = {
            self.back: tip("back", "Takes"),
            self.compare: tr("Play this take beside another one"),
            self.weakest: tr("Go to the line with the lowest score, and play it"),
            self.main: tip("main", "Takes"),
            self.marker: tip("marker", "Takes"),
            self.star: tr("Give it a star, or take it away"),
            self.more: tr("Rename, check, deliver, export, open its folder, delete"),
        }
        for button, words in tips.items():
            button.setToolTip(words)
        self.place((self.back, self.compare, self.weakest), (self.main,), (self.marker, self.star, self.more))
        self.narrow(0)

    def narrow(self, level: int) -> None:
        """Give up words, then the name of the key."""
        self.weakest.setText(tr("Weakest") if level else tr("Weakest line"))
        self.marker.setText(tr("Marker") if level else tr("Add marker"))
        self.main.show_key(level < self.LEVELS)

    def show_library(self, take: ListedTake | None, comparable: bool, several: bool) -> None:
        """Offer what can be done with the selected take; None where none or several are."""
        playable = take is not None and not take.problem
        self._show(library=True, review=False, take=take)
        self.compare.setEnabled(comparable)
        self.more.setEnabled(take is not None or several)
        self._show_main(playable, False)

    def show_review(self, take: ListedTake | None, playable: bool, has_scores: bool, playing: bool) -> None:
        """Offer what can be done with the take that is looked at."""
        self._show(library=False, review=True, take=take)
        self.compare.setEnabled(take is not None)
        self.weakest.setEnabled(has_scores)
        self._show_main(playable, playing)

    def show_compare(self, playing: bool) -> None:
        """Offer what can be done with two takes."""
        self._show(library=False, review=False, take=None)
        self._show_main(True, playing)

    def _show(self, library: bool, review: bool, take: ListedTake | None) -> None:
        self.back.setVisible(not library)
        for button in (self.compare, self.star, self.more):
            button.setVisible(library or review)
        for button in (self.weakest, self.marker):
            button.setVisible(review)
        usable = take is not None and take.whole
        self.star.setEnabled(usable)
        self.star.setChecked(usable and take is not None and take.star)
        self.more.setEnabled(take is not None)

    def _show_main(self, on: bool, playing: bool) -> None:
        self.main.setEnabled(on)
        self.main.show_as("play", "pause" if playing else "play", tr("Pause") if playing else tr("Play"))
