"""The panel under the picture: how it went."""

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from acting_mirror.core.language import marked, tr
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.curve_choice import CurveChoice
from acting_mirror.gui.widgets.curve_sets import EMOTION_CURVES, Kind, curve_set
from acting_mirror.gui.widgets.curves import NO_CURVES, Curves, between, clock
from acting_mirror.gui.widgets.legend import Legend
from acting_mirror.settings.schema import WindowSettings

if TYPE_CHECKING:
    from acting_mirror.gui.widgets.curve_plot import CurvePlot

SHOWN_S: Final = 30.0
"""So much is shown while following."""

_EMPTY: Final = Timeline()
_LEFT, _RIGHT = 10, 14
_SIDES: Final = _LEFT + _RIGHT
_MARGIN_S: Final = 1.0
_GROWN: Final = 0.005
"""A clip that is still being read is drawn again when it has grown by this share."""
_NAMES: Final[dict[Kind, str]] = {
    "emotions": marked("Curves of the emotions over time"),
    "movements": marked("Curves of the movements over time"),
    "head": marked("Curves of head and eyes over time"),
}
_PAUSE: Final = marked("Pause"), marked("Pause: curves"), marked("Freeze the curves (P)")
_FOLLOW: Final = marked("Follow"), marked("Follow: curves"), marked("Follow the newest moment again (P)")
_SHOW_ALL: Final = marked("Show all"), marked("Show all: curves"), marked("Show the curves of the whole clip (P)")
"""What the button says, its name and its tool tip."""


class OverTimePanel(QFrame):
    """Curves of one person: of the last half minute while live, of the whole clip otherwise.

    Signals:
        seek: A click in the curves of a clip asks for this time in seconds.
        following_changed: Whether the newest moment stays in view.

    Attributes:
        choice: Says which curves are shown; whoever owns it listens to what is wanted, and has it shown.
        set: Those.
    """

    seek = Signal(float)
    following_changed = Signal(bool)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Over time"))
        self.setMinimumHeight(110)
        self.legend, self.choice = Legend(), CurveChoice()
        self._plot: CurvePlot | None = None
        self.words, self.empty, self.hover = QLabel(), QLabel(), QLabel(self)
        self.follow = QPushButton()
        self.set = EMOTION_CURVES
        self._timeline: Timeline | None = None
        self._live, self._length_s, self._person = True, 0.0, 0
        self._origin_s = self._now_s = 0.0
        self._following, self._any = True, False
        self._curves: Curves = NO_CURVES
        self._drawn: tuple[int, ...] = ()
        self._rows_before = 0
        self._dressed: theme.Theme | None = None
        self._lay_out()
        self._connect()
        self._restyle()
        self.show_set("emotions", WindowSettings().curve_movements)
        self.set_timeline(None, True, None)

    @property
    def plot(self) -> "CurvePlot":
        """Where the curves are drawn; made when it is first asked for, as what draws them takes long to load."""
        if self._plot is None:
            from acting_mirror.gui.widgets.curve_plot import CurvePlot

            self._plot = plot = CurvePlot()
            self.legend.changed.connect(plot.show_only)
            plot.moved_by_hand.connect(self._moved)
            plot.clicked.connect(self._clicked)
            plot.reset_wanted.connect(lambda: self.set_following(True))
            plot.pointed.connect(self._show_hover)
            self._middle.addWidget(plot, 0, 0)
            self._show_emptiness()
            self._dress_plot()
            plot.show_span(self._now_s - SHOWN_S, self._now_s)
            self.set_following(self._following)
        return self._plot

    @property
    def following(self) -> bool:
        """Whether the newest moment stays in view, or, of a clip, the whole of it."""
        return self._following

    def set_timeline(self, timeline: Timeline | None, live: bool, length_s: float | None) -> None:
        """Show other data.

        Args:
            timeline: What is read; it may grow while it is shown.
            live: Whether the curves end now; otherwise they are those of a clip.
            length_s: Length of the clip in seconds; None if it is not known.
        """
        self._timeline, self._live, self._length_s = timeline, live, length_s or 0.0
        self._origin_s = self._now_s = 0.0
        self._forget()
        self.set_following(True)
        self._limit()

    def set_person(self, person: int) -> None:
        """Show the curves of another person."""
        if person != self._person:
            self._person = person
            self.empty.setText(self.set.promise(person))
            self._forget()
            self.refresh(self._now_s + self._origin_s)

    def show_set(self, kind: Kind, movements: Sequence[str]) -> None:
        """Show emotions, some movements, by their stored names, or head and eyes."""
        self.set = curve_set(kind, movements)
        self.choice.show_choice(kind, movements)
        self.legend.show_set(self.set)
        self._dress_plot()
        self.empty.setText(self.set.promise(self._person))
        self._fit()
        self._forget()
        self.refresh(self._now_s + self._origin_s)

    def show_anew(self) -> None:
        """Draw what was drawn already: the whole clip is read, and its movements are counted from another rest."""
        self._drawn = ()

    def set_following(self, on: bool) -> None:
        """Keep the newest moment in view, or stand still; of a clip, show all of it or the part chosen by hand."""
        changed, self._following = on != self._following, on
        if self._plot is not None:
            self._plot.thin_out(not (self._live and on))
        self._drawn = ()
        self._limit()
        self._say()
        self.refresh(self._now_s + self._origin_s)
        if changed:
            self.following_changed.emit(on)

    def set_legend_visible(self, on: bool) -> None:
        """Fold the legend away in a narrow window; hidden curves stay hidden."""
        self.legend.setVisible(on)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width at which the names of the curves have room."""
        words = 0 if self.words.isHidden() else self.words.sizeHint().width() + self._top.spacing()
        return super().minimumSizeHint() - QSize(words, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give up words where the names of the curves need their room."""
        super().resizeEvent(event)
        self._fit()

    def refresh(self, now_s: float) -> None:
        """Draw what is new; `now_s` is the time of the newest frame, or of the one shown, by the timeline's clock."""
        timeline = self._timeline or _EMPTY
        if self._live and len(timeline):
            self._origin_s = timeline.start_s or 0.0
        self._now_s = now_s - self._origin_s
        if self._plot is not None:
            self._place()
            self._draw(timeline)
            self._show_hover()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_dressed"):
            self._restyle()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """What lies above the curves goes with them."""
        super().hideEvent(event)
        self.hover.hide()

    def _fit(self) -> None:
        self.words.show()
        self._top.invalidate()  # which Qt would do only later, for a layout in a layout
        self.words.setVisible(self._top.minimumSize().width() <= self.contentsRect().width() - _SIDES)
        self._top.invalidate()

    def _dress_plot(self) -> None:
        """Have the plot draw the set that is chosen, from now on."""
        if self._plot is not None:
            self._plot.show_set(self.set)
            self._plot.show_only(self.legend.chosen)
            self._plot.setAccessibleName(tr(_NAMES[self.set.kind]))

    def _place(self) -> None:
        """Show the right stretch of time."""
        if self._live:
            self.plot.show_head(None)
            if self._following:
                self.plot.show_span(self._now_s - SHOWN_S, self._now_s)
            else:
                self._limit()
            return
        if self._following and self.plot.view != (0.0, self._end_s()):
            self._limit()
            self.plot.show_span(0.0, self._end_s())
        self.plot.show_head(self._now_s if self._timeline is not None else None)

    def _end_s(self) -> float:
        """The end of a clip, as far as it is known."""
        read_s = (self._timeline.end_s or 0.0) if self._timeline is not None else 0.0
        return max(self._length_s or read_s, 1.0)

    def _limit(self) -> None:
        if self._plot is None:
            return
        if self._live:
            self._plot.set_limits(-SHOWN_S, None if self._following else max(self._now_s, 1.0))
        else:
            self._plot.set_limits(0.0, self._end_s())

    def _draw(self, timeline: Timeline) -> None:
        times = self.set.times(timeline)
        first, last = self._wanted(times)
        if (first, last) == self._drawn or not self._worth_it(len(times), last):
            return
        self._drawn = (first, last)
        self._curves = self.set.cut(timeline, first, last, self._person, self._origin_s)
        self._any = self._any or bool(self._curves.read.any())
        self.plot.show_curves(self._curves)
        self._show_emptiness()
        self._show_leader()

    def _wanted(self, times: npt.NDArray[np.float64]) -> tuple[int, int]:
        """Which of the times to draw, from and to."""
        if not self._live:
            return 0, len(times)
        left, right = self.plot.view
        # Standing still, some more at both sides keeps dragging smooth.
        margin = _MARGIN_S if self._following else (right - left) / 2
        return between(times, left - margin + self._origin_s, right + margin + self._origin_s)

    def _worth_it(self, count: int, last: int) -> bool:
        """Whether a clip has grown by what can be seen, or has come to its end."""
        before, self._rows_before = self._rows_before, count
        return self._live or not self._drawn or count == before or last - self._drawn[1] > _GROWN * self._drawn[1]

    def _show_leader(self) -> None:
        left, right = self.plot.view
        newest, leads = self._curves.newest(left, right + 1e-6), self.set.leads
        leader, words = None, ""
        if newest is None:
            words = tr("No face read")
        elif leads is not None:
            leader = tuple(self.set.like)[int(newest.argmax())]
            words = leads(leader)
        self.plot.lead(leader)
        self.plot.setAccessibleDescription(words)

    def _show_emptiness(self) -> None:
        self.plot.setVisible(self._any)
        self.empty.setVisible(not self._any)

    def _forget(self) -> None:
        self._any, self._drawn, self._rows_before = False, (), 0

    def _moved(self) -> None:
        if self._following:
            self.set_following(False)
        else:
            self.refresh(self._now_s + self._origin_s)
        self._show_leader()

    def _clicked(self, t_s: float) -> None:
        if not self._live:
            self.seek.emit(min(max(t_s, 0.0), self._end_s()))

    def _show_hover(self) -> None:
        at, t_s = self.plot.pointer_at, self.plot.pointed_s
        self.plot.show_pointer(t_s)
        self.hover.setVisible(at is not None)
        if at is None or t_s is None:
            return
        self.hover.setText(self._reading(t_s))
        self.hover.adjustSize()
        self._put_hover(at)
        self.hover.raise_()

    def _put_hover(self, at: QPoint) -> None:
        """Above the curves, which it would hide where they are clicked."""
        window = self.window()
        if self.hover.parentWidget() is not window:
            self.hover.setParent(window)
            self.hover.show()
        size, at = self.hover.size(), self.plot.mapTo(window, at)
        x = min(max(at.x() - size.width() // 2, 6), max(window.width() - size.width() - 6, 0))
        above = self.mapTo(window, QPoint()).y() - size.height() - 4
        self.hover.move(x, max(above, 0))

    def _reading(self, t_s: float) -> str:
        """Time and values as rich text, in two columns so that it stays low."""
        values = self._curves.at(t_s)
        cells = [f"<b>{clock(t_s)}</b>"]
        if values is None:
            cells.append(tr("No face read"))
        else:
            chosen = self.legend.chosen
            cells += [
                self._cell(name, value)
                for name, value in zip(self.set.like, values.tolist(), strict=True)
                if name in chosen and not isnan(value)
            ]
        half = (len(cells) + 1) // 2
        columns = (cells[:half], cells[half:])
        return (
            "<table cellspacing=0><tr>"
            + "".join(f"<td style='padding-right: 14px'>{'<br>'.join(column)}</td>" for column in columns)
            + "</tr></table>"
        )

    def _cell(self, name: str, percent: float) -> str:
        colour = theme.emotion_colour(self.set.like[name], self.palette()).name()
        return f"<span style='color: {colour}'>●</span> {self.set.said(name, percent)}"

    def _say(self) -> None:
        """The words and the button at the right."""
        if self._live:
            following = tr("last {seconds:.0f} s · following", seconds=SHOWN_S)
            self.words.setText(following if self._following else tr("paused"))
        else:
            self.words.setText(tr("whole clip") if self._following else tr("part of the clip"))
        words, name, tip = _SHOW_ALL if not self._live else _PAUSE if self._following else _FOLLOW
        self.follow.setText(tr(words))
        self.follow.setAccessibleName(tr(name))
        self.follow.setToolTip(tr(tip))
        self.follow.setVisible(self._live or not self._following)
        self._fit()

    def _restyle(self) -> None:
        colours = theme.theme_of(self.palette())
        if colours is self._dressed:
            return
        self._dressed = colours
        self.hover.setStyleSheet(
            f"background: {colours.control}; color: {colours.text}; border-radius: 8px; padding: 5px 9px;"
            " font-size: 12px;"
        )

    def _connect(self) -> None:
        self.follow.clicked.connect(lambda: self.set_following(not self._following))

    def _lay_out(self) -> None:
        self.words.setProperty("role", "small")
        self.empty.setProperty("role", "quiet")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hover.hide()
        self.follow.setProperty("role", "link")
        self.follow.setStyleSheet("font-size: 12px;")
        self._top = top = QHBoxLayout()
        top.setContentsMargins(8, 0, 4, 0)
        top.addWidget(self.choice)
        top.addSpacing(8)
        top.addWidget(self.legend)
        top.addStretch(1)
        top.addWidget(self.words)
        top.addWidget(self.follow)
        self._middle = middle = QGridLayout()
        middle.addWidget(self.empty, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 6, _RIGHT, 6)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(middle, 1)
