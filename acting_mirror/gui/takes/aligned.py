"""Two takes played line by line: each line begins in both at once, and who is through with it waits for the other."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from acting_mirror.gui.sessions.player import ClipPlayer

Span = tuple[float, float]
"""From when to when, in seconds."""


class Aligned(QObject):
    """Leads the players of two takes; one of them may be missing.

    Attributes:
        row: The number of the line of now, from 0.
        playing: Whether it plays.
    """

    moved = Signal(int)
    """Another line is the line of now."""
    changed = Signal()
    """It plays, or plays no more."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Play nothing yet."""
        super().__init__(parent)
        self.row, self.playing = 0, False
        self._players: tuple[ClipPlayer | None, ClipPlayer | None] = (None, None)
        self._spans: Sequence[tuple[Span, Span]] = ()

    def set_players(
        self, players: tuple[ClipPlayer | None, ClipPlayer | None], spans: Sequence[tuple[Span, Span]]
    ) -> None:
        """Lead other players through other lines, from the first one on."""
        self.pause()
        self._players, self._spans, self.row = players, spans, 0
        if spans:
            self.go_to(0)

    def go_to(self, row: int, play: bool | None = None) -> None:
        """Go to a line; `play` says whether to play from there, None to go on as before."""
        if not 0 <= row < len(self._spans):
            return
        self.row = row
        for player, (start_s, _) in zip(self._players, self._spans[row], strict=True):
            if player is not None:
                player.seek(start_s)
        if play is not None:
            self.playing = play
        self._set_playing(self.playing)
        self.moved.emit(row)
        self.changed.emit()

    def toggle(self) -> None:
        """Play, or pause; after the last line, play from the first."""
        if self.playing:
            self.pause()
        elif self._spans and any(self._players):
            last = self.row == len(self._spans) - 1
            if last and not any(self._under_way()):
                self.go_to(0, play=True)
            else:
                self.playing = True
                self._set_playing(True)
                self.changed.emit()

    def pause(self) -> None:
        """Stand still."""
        was, self.playing = self.playing, False
        self._set_playing(False)
        if was:
            self.changed.emit()

    def look(self) -> None:
        """Let one wait for the other, and go on to the next line; to be called often."""
        if not self.playing:
            return
        under_way = self._under_way()
        for player, goes_on in zip(self._players, under_way, strict=True):
            if player is not None and not goes_on and player.clock.playing:
                player.toggle()
        if not any(under_way):
            self.go_to(self.row + 1) if self.row + 1 < len(self._spans) else self.pause()

    def _under_way(self) -> list[bool]:
        """Of each take, whether the line is not over."""
        spans = self._spans[self.row]
        return [
            player is not None and player.now_s() < min(end_s, player.length_s or end_s)
            for player, (_, end_s) in zip(self._players, spans, strict=True)
        ]

    def _set_playing(self, on: bool) -> None:
        under_way = self._under_way() if on else [False, False]
        for player, goes_on in zip(self._players, under_way, strict=True):
            if player is not None and player.clock.playing != goes_on:
                player.toggle()
