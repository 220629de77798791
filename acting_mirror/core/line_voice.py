"""How a line was spoken, as far as a microphone can tell."""

from collections.abc import Iterator
from dataclasses import dataclass

from acting_mirror.core.language import tr, tr_count


@dataclass(frozen=True, slots=True)
class LineVoice:
    """How a line was spoken, from its first sound to its last.

    Attributes:
        words_a_minute: Its pace, pauses included; None where no voice was heard.
        pauses: How many pauses it had that one hears as such.
        paused_s: How long they were together, in seconds.
        loudness: Of its speech, in LUFS; None where no voice was heard.
    """

    words_a_minute: float | None = None
    pauses: int = 0
    paused_s: float = 0.0
    loudness: float | None = None

    @property
    def words(self) -> str:
        """All of it in words; "" where no voice was heard."""
        return " · ".join(self._parts())

    def beside(self, usual: "LineVoice | None") -> str:
        """The same, with how the line is usually spoken behind each, where that is known."""
        if usual is None or usual.words_a_minute is None:
            return self.words
        others = f"{usual.words_a_minute:.0f}", tr("{seconds:.1f} s", seconds=usual.paused_s), _rounded(usual.loudness)
        pairs = zip(self._parts(), others, strict=False)
        return " · ".join(tr("{words} (usually {usual})", words=words, usual=other) for words, other in pairs)

    def _parts(self) -> Iterator[str]:
        if self.words_a_minute is None:
            return
        yield tr("{count:.0f} words a minute", count=self.words_a_minute)
        if self.pauses:
            seconds = self.paused_s
            yield tr_count(
                "{count} pause of {seconds:.1f} s", "{count} pauses, {seconds:.1f} s", self.pauses, seconds=seconds
            )
        else:
            yield tr("no pause")
        if self.loudness is not None:
            yield tr("{loudness} LUFS", loudness=_rounded(self.loudness))


def _rounded(loudness: float | None) -> str:
    return "\N{EN DASH}" if loudness is None else f"{loudness:.0f}"
