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


def run(of: Prompter, start_s: float, end_s: float, level: Callable[[float], float | None] = lambda _: None) -> None:
    for tick in range(round(start_s * 20), round(end_s * 20)):
        of.tick(tick / 20, level(tick / 20))


def test_by_key_nothing_passes_by_itself() -> None:
    by_key = prompter("key")
    assert by_key.at is None and by_key.line is None and by_key.next(0.0) is None and by_key.tick(0.0) is None
    by_key.start(10.0)
    run(by_key, 10, 40)
    assert by_key.at == 0 and not by_key.mine
    assert by_key.next(41.0) == Span(0, 10.0, 41.0, mine=False)
    assert by_key.mine and by_key.line == LINES[1]
    for t_s in (42.0, 43.0, 44.0, 45.0):
        by_key.next(t_s)
    assert by_key.ended and by_key.at is None
    assert by_key.next(46.0) is None and by_key.tick(47.0) is None
    assert [(span.index, span.end_s) for span in by_key.spans] == [(0, 41), (1, 42), (2, 43), (3, 44), (4, 45)]
    assert [span.mine for span in by_key.spans] == [False, True, True, False, True]


def test_by_pace_every_line_takes_the_time_of_its_words_and_at_least_a_second() -> None:
    by_pace = prompter("pace")
    by_pace.start(0.0)
    assert by_pace.length_s == 2.0 and by_pace.share(1.0) == 0.5
    run(by_pace, 0, 20)
    assert by_pace.ended
    lengths = [span.end_s - span.start_s for span in by_pace.spans]
    assert lengths == pytest.approx([2.0, 3.5, 2.5, 2.5, 1.0], abs=0.06)


def test_by_voice_my_lines_end_when_i_stop_and_those_of_others_by_pace() -> None:
    by_voice = prompter("voice", pause_s=0.8)
    by_voice.start(0.0)
    run(by_voice, 0, 5, lambda _: 0.001)
    assert by_voice.at == 1  # waits for me, however long
    run(by_voice, 5, 12, lambda t_s: 0.2 if 6 <= t_s < 9 else 0.001)
    assert by_voice.at == 2
    span = by_voice.spans[1]
    assert (span.index, span.mine) == (1, True)
    assert span.end_s == pytest.approx(9.0, abs=0.1)  # when speech stopped, not when the pause was over
    run(by_voice, 12, 18, lambda t_s: 0.2 if t_s < 14 else 0.001)
    assert by_voice.at == 4 and by_voice.spans[-1].end_s - by_voice.spans[-1].start_s == pytest.approx(2.5, abs=0.1)
    run(by_voice, 18, 22, lambda t_s: 0.2 if t_s < 19 else 0.001)
    assert by_voice.ended and len(by_voice.spans) == 5


def test_without_a_voice_it_says_so_and_goes_on_by_key_or_by_pace() -> None:
    silent = prompter("voice")
    silent.start(0.0, at=1)
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
    deaf.start(0.0, at=1)
    deaf.tick(0.1, None)
    assert deaf.unheard


def test_what_is_spoken_anew_loses_its_span() -> None:
    again = prompter("key")
    again.start(0.0)
    for t_s in (1.0, 2.0, 3.0):
        again.next(t_s)
    again.again(4.0)
    assert again.at == 3 and [span.index for span in again.spans] == [0, 1, 2]
    again.back(5.0)
    assert again.at == 2 and [span.index for span in again.spans] == [0, 1]
    again.next(6.0)
    assert again.spans[-1] == Span(2, 5.0, 6.0, mine=True)
    again.go(7.0, 1)
    assert [span.index for span in again.spans] == [0]
    for _ in range(5):
        again.back(8.0)
    assert again.at == 0 and again.spans == ()


def test_after_the_end_the_last_line_can_be_spoken_again() -> None:
    ended = prompter("key")
    ended.back(0.0)
    assert ended.at is None
    ended.start(0.0, at=4)
    ended.next(1.0)
    ended.again(2.0)
    assert ended.at == 4 and not ended.ended and ended.spans == ()


def test_it_starts_anywhere_and_a_new_start_forgets_the_old_spans() -> None:
    anywhere = prompter("key")
    anywhere.start(0.0)
    anywhere.next(1.0)
    anywhere.start(5.0, at=3)
    assert anywhere.spans == () and anywhere.line == LINES[3]
    anywhere.stop()
    assert anywhere.at is None and not anywhere.ended
    anywhere.start(0.0, at=5)
    assert anywhere.ended


def test_a_start_in_the_future_is_counted_down_and_can_be_begun_at_once() -> None:
    counted = prompter("pace")
    counted.start(3.0)
    run(counted, 0, 3)
    assert counted.at == 0 and counted.starts_in(1.0) == 2.0 and counted.share(1.0) == 0.0
    assert counted.next(1.5) is None
    assert counted.at == 0 and counted.starts_in(1.5) == 0.0
    run(counted, 1, 3.4)
    assert counted.at == 0
    run(counted, 3.4, 3.6)
    assert counted.spans == (Span(0, 1.5, 3.5, mine=False),)


def test_a_script_without_lines_ends_at_once() -> None:
    empty = Prompter([], "ANNA", RehearsalSettings())
    empty.start(0.0)
    assert empty.ended
    empty.again(1.0)
    assert empty.ended and empty.spans == ()
