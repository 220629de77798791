from collections.abc import Callable

import pytest

from acting_mirror.rehearsal.prompter import Prompter, Span
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.voice import UNHEARD_S
from acting_mirror.settings.schema import RehearsalSettings

SPOKEN = (
    ("MARK", "You never answered me."),
    ("ANNA", "I did. Every single night, I did."),
    ("ANNA", "And now you are here!"),
    ("MARK", "I am. I came back."),
    ("ANNA", "Stay."),
)
LINES = [ScriptLine(at, "", who, text, "", at + 1, None, {}, None) for at, (who, text) in enumerate(SPOKEN)]


def prompter(advance: str, **settings: float) -> Prompter:
    """Anna's, at two words a second."""
    return Prompter(LINES, "ANNA", RehearsalSettings(advance=advance, words_a_minute=120, **settings))  # type: ignore[arg-type]


def run(
    of: Prompter, start_s: float, end_s: float, speech: Callable[[float], float | None] = lambda _: None
) -> list[Span]:
    """Let time pass; returns the spans of the lines that end by themselves."""
    ticks = [tick / 20 for tick in range(round(start_s * 20), round(end_s * 20))]
    return [span for t_s in ticks if (span := of.tick(t_s, speech(t_s))) is not None]


def test_by_key_nothing_passes_by_itself() -> None:
    by_key = prompter("key")
    assert by_key.at is None and by_key.line is None and by_key.next(0.0) is None and by_key.tick(0.0) is None
    by_key.go(10.0)
    run(by_key, 10, 40)
    assert by_key.at == 0 and not by_key.mine
    spans = [by_key.next(41.0)]
    assert spans == [Span(0, 10.0, 41.0, mine=False)]
    assert by_key.mine and by_key.line == LINES[1]
    spans += [by_key.next(t_s) for t_s in (42.0, 43.0, 44.0, 45.0)]
    assert by_key.ended and by_key.at is None
    assert by_key.next(46.0) is None and by_key.tick(47.0) is None
    assert [(span.index, span.end_s) for span in spans if span] == [(0, 41), (1, 42), (2, 43), (3, 44), (4, 45)]
    assert [span.mine for span in spans if span] == [False, True, True, False, True]


def test_by_pace_every_line_takes_the_time_of_its_words_and_at_least_a_second() -> None:
    by_pace = prompter("pace")
    by_pace.go(0.0)
    assert by_pace.length_s == 2.0 and by_pace.share(1.0) == 0.5
    lengths = [span.end_s - span.start_s for span in run(by_pace, 0, 20)]
    assert by_pace.ended
    assert lengths == pytest.approx([2.0, 3.5, 2.5, 2.5, 1.0], abs=0.06)


def test_by_voice_my_lines_end_when_i_stop_and_those_of_others_by_pace() -> None:
    by_voice = prompter("voice", pause_s=0.8)
    by_voice.go(0.0)
    spans = run(by_voice, 0, 5, lambda _: 0.1)
    assert by_voice.at == 1  # waits for me, however long
    spans += run(by_voice, 5, 12, lambda t_s: 0.9 if 6 <= t_s < 9 else 0.1)
    assert by_voice.at == 2
    span = spans[1]
    assert (span.index, span.mine) == (1, True)
    assert span.end_s == pytest.approx(9.0, abs=0.1)  # when speech stopped, not when the pause was over
    spans += run(by_voice, 12, 18, lambda t_s: 0.9 if t_s < 14 else 0.1)
    assert by_voice.at == 4 and spans[-1].end_s - spans[-1].start_s == pytest.approx(2.5, abs=0.1)
    spans += run(by_voice, 18, 22, lambda t_s: 0.9 if t_s < 19 else 0.1)
    assert by_voice.ended and len(spans) == 5


def test_without_a_voice_it_says_so_and_goes_on_by_key_or_by_pace() -> None:
    silent = prompter("voice")
    silent.go(0.0, at=1)
    run(silent, 0, UNHEARD_S - 1, lambda _: 0.0)
    assert not silent.unheard
    run(silent, UNHEARD_S - 1, UNHEARD_S + 1, lambda _: 0.0)
    assert silent.unheard and silent.at == 1
    silent.next(UNHEARD_S + 1)
    assert silent.at == 2 and not silent.unheard
    silent.change(RehearsalSettings(advance="pace"))
    run(silent, UNHEARD_S + 1, UNHEARD_S + 10, lambda _: 0.0)
    assert silent.ended
    deaf = prompter("voice")
    deaf.go(0.0, at=1)
    deaf.tick(0.1, None)
    assert deaf.unheard


def test_a_line_and_those_before_it_can_be_spoken_again() -> None:
    again = prompter("key")
    again.go(0.0)
    for t_s in (1.0, 2.0, 3.0):
        again.next(t_s)
    again.again(4.0)
    assert again.at == 3
    again.back(5.0)
    assert again.at == 2
    assert again.next(6.0) == Span(2, 5.0, 6.0, mine=True)
    again.go(7.0, 1)
    assert again.at == 1
    assert again.next(8.0) == Span(1, 7.0, 8.0, mine=True)
    for _ in range(5):
        again.back(9.0)
    assert again.at == 0


def test_after_the_end_the_last_line_can_be_spoken_again() -> None:
    ended = prompter("key")
    ended.back(0.0)
    assert ended.at is None
    ended.go(0.0, at=4)
    ended.next(1.0)
    ended.again(2.0)
    assert ended.at == 4 and not ended.ended


def test_it_starts_anywhere() -> None:
    anywhere = prompter("key")
    anywhere.go(0.0)
    anywhere.next(1.0)
    anywhere.go(5.0, at=3)
    assert anywhere.line == LINES[3]
    anywhere.go(0.0, at=5)
    assert anywhere.ended


def test_a_script_without_lines_ends_at_once() -> None:
    empty = Prompter([], "ANNA", RehearsalSettings())
    empty.go(0.0)
    assert empty.ended
    empty.again(1.0)
    assert empty.ended
