import pytest

from acting_mirror.rehearsal.cue_timing import Cues, Pace, silence_wanted
from acting_mirror.rehearsal.line_length import syllables
from acting_mirror.rehearsal.prompter import Prompter, Span
from acting_mirror.rehearsal.run import RehearsalRun
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.settings.schema import RehearsalSettings

LONG = "You told me that you would be here at nine. And nobody answered the door when I knocked."
STOPS_LATE = "You told me that you would be here at nine, and nobody answered. Liar."
TICK_S = 0.04
SOUND_S = 1.6
SOON_S = (0.15, 0.35)
"""With what hearing and a loudspeaker add, 0.2 to 0.6 s."""


def line(index: int, who: str, text: str, beat_s: float | None = None) -> ScriptLine:
    return ScriptLine(index, "", who, text, "", index + 1, None, {}, None, beat_s=beat_s)


def scene(text: str, beat_s: float | None = None) -> tuple[ScriptLine, ...]:
    return line(0, "ANNA", text, beat_s), line(1, "MARK", "I was there."), line(2, "ANNA", "No.")


def answered(
    text: str,
    table: list[tuple[bool, float]],
    pace: Pace | None = None,
    beat_s: float | None = None,
    sound_s: float | None = SOUND_S,
    syllables_a_second: float = 0.0,
) -> tuple[list[Span], float | None, float]:
    """Anna says a line as a table of speech and silence tells: the spans, when Mark answers, when she was silent."""
    cues = Cues(lambda _: sound_s, pace or Pace())
    prompter = Prompter(scene(text, beat_s), "ANNA", RehearsalSettings(advance="voice"), cues)
    prompter.go(0.0)
    end_s = sum(seconds for _, seconds in table)
    table = [*table, (False, 8.0)]
    spans, answer_s, t_s, until_s, heard = [], None, 0.0, 0.0, 0.0
    for speaks, seconds in table:
        until_s += seconds
        while t_s < until_s and prompter.at != 2:
            heard += speaks * syllables_a_second * TICK_S
            span = prompter.tick(t_s, 0.9 if speaks else 0.1, int(heard))
            spans += [span] if span is not None else []
            answer_s = t_s if answer_s is None and prompter.answers(t_s) else answer_s
            t_s += TICK_S
    return spans, answer_s, end_s


def known(text: str, seconds: float) -> Pace:
    pace = Pace()
    pace.learn(text, seconds, None)
    return pace


@pytest.mark.parametrize("rate", [0.8, 1.0, 1.25])
@pytest.mark.parametrize("text", [LONG, "Stay.", "I did. Every single night, I did."])
def test_the_partner_answers_soon_after_a_line_that_was_spoken_at_a_usual_rate(text: str, rate: float) -> None:
    seconds = Pace().expected(text).seconds
    spans, answer_s, end_s = answered(text, [(False, 1), (True, seconds * rate)], known(text, seconds * rate))
    assert answer_s is not None and SOON_S[0] <= answer_s - end_s <= SOON_S[1]
    assert spans[0].end_s == pytest.approx(end_s, abs=0.1)
    assert spans[0].spoken_s == pytest.approx(seconds * rate, abs=0.15)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.6])
@pytest.mark.parametrize("rate", [0.85, 1.0, 1.2])
def test_nobody_comes_in_during_a_pause_within_a_line_of_an_actor_who_is_not_known(share: float, rate: float) -> None:
    whole_s = Pace().expected(LONG).seconds * rate
    spans, answer_s, end_s = answered(LONG, [(True, whole_s * share), (False, 1.5), (True, whole_s * (1 - share))])
    assert answer_s is not None and answer_s >= end_s
    assert [span.index for span in spans] == [0, 1]
    assert spans[0].spoken_s == pytest.approx(whole_s, abs=0.25)


@pytest.mark.parametrize("rate", [0.7, 0.85, 1.0, 1.2, 1.4])
def test_the_syllables_tell_how_quickly_an_actor_speaks_who_is_not_known(rate: float) -> None:
    whole_s = Pace().expected(LONG).seconds * rate
    table = [(False, 1), (True, whole_s * 0.7), (False, 1.5), (True, whole_s * 0.3)]
    _, answer_s, end_s = answered(LONG, table, syllables_a_second=syllables(LONG) / whole_s)
    assert answer_s is not None and SOON_S[0] <= answer_s - end_s <= SOON_S[1]


def test_syllables_that_do_not_fit_a_line_at_all_tell_nothing() -> None:
    usual = Pace().expected(LONG)
    assert Pace().expected(LONG, 2.0, 100) == usual == Pace().expected(LONG, 2.0, 1)
    for other in ("Где ты был вчера вечером, я тебя ждала", "你昨天晚上在哪里", "?!"):
        assert Pace().expected(other, 3.0, 12) == Pace().expected(other)


def test_a_pause_before_the_last_sentence_is_none_of_the_line_s_end() -> None:
    whole_s = 4.0
    table = [(True, 3.6), (False, 1.5), (True, 0.4)]
    _, answer_s, end_s = answered(STOPS_LATE, table, known(STOPS_LATE, whole_s))
    assert answer_s is not None and SOON_S[0] <= answer_s - end_s <= SOON_S[1]


def test_the_silence_that_is_waited_for_falls_with_what_was_spoken() -> None:
    expected = known(LONG, 5.0).expected(LONG)
    silences = [silence_wanted(LONG, 5.0 * share, expected) for share in (0.0, 0.2, 0.5, 0.8, 1.0, 1.3)]
    assert silences == sorted(silences, reverse=True)
    assert silences[0] == 5.8 and silences[3] > 1.5 and silences[-2:] == [0.25, 0.25]


def test_a_line_without_blanks_between_its_words_is_waited_for_too() -> None:
    text = (
        "\u3042\u306a\u305f\u306f\u4e5d\u6642\u306b\u3053\u3053\u306b\u3044\u308b\u3068\u8a00\u3044\u307e\u3057\u305f"
        * 3
    )
    expected = Pace().expected(text)
    assert silence_wanted(text, expected.seconds / 2, expected) > 1.5


def test_how_quickly_the_actor_speaks_is_learnt_by_their_lines() -> None:
    pace, usual = Pace(), Pace()
    before = pace.expected(LONG)
    for text in ("You never told me about the letter.", "Where have you been all the time?", STOPS_LATE):
        pace.learn(text, usual.expected(text).seconds * 1.3, None)
    after = pace.expected(LONG)
    assert after.seconds == pytest.approx(before.seconds * 1.25, rel=0.06)
    pace.learn(LONG, 0.3, None)  # broken off
    assert pace.expected(LONG) == after
    pace.learn(LONG, before.seconds, None)
    assert pace.expected(LONG).seconds == pytest.approx(before.seconds)


@pytest.mark.parametrize(("beat_s", "seconds"), [(0.8, 0.65), (0.0, 0.25), (None, 0.25)])
def test_a_beat_is_kept_behind_a_line(beat_s: float | None, seconds: float) -> None:
    _, answer_s, end_s = answered("Stay.", [(True, 0.8)], beat_s=beat_s)
    assert answer_s is not None and answer_s - end_s == pytest.approx(seconds, abs=0.09)


def test_a_beat_is_learnt_from_what_the_actor_leaves_before_the_key() -> None:
    pace = Pace()
    for beat_s in (0.9, 1.1, 1.0, 30.0):
        pace.learn("Stay.", 0.6, beat_s)
    _, answer_s, end_s = answered("Stay.", [(True, 0.6)], pace)
    assert answer_s is not None and answer_s - end_s == pytest.approx(1.0 - 0.15, abs=0.09)
    assert Cues(pace=pace).beat_s(line(0, "ANNA", "Stay.", 2.0)) == 2.0  # what the script sets goes before


def test_by_key_the_partner_answers_at_once_and_its_line_lasts_as_long_as_its_sound() -> None:
    prompter = Prompter(scene("Stay.", 0.5), "ANNA", RehearsalSettings(advance="key"), Cues(lambda _: SOUND_S))
    prompter.go(0.0)
    for tick in range(25):
        prompter.tick(tick * TICK_S, 0.9 if 5 < tick < 20 else 0.0)
    span = prompter.next(1.0)
    assert span is not None and span.beat_s == pytest.approx(0.24) and span.end_s == 1.0
    assert not prompter.answers(1.05) and prompter.answers(1.15) and prompter.sound_s == SOUND_S
    assert prompter.share(1.11) == 0.0 and 0 < prompter.share(1.5) < 1
    ends = [t_s / 100 for t_s in range(110, 400) if prompter.tick(t_s / 100, 0.0) is not None]
    assert ends == [pytest.approx(1.11 + SOUND_S, abs=0.02)] and prompter.mine


def test_who_goes_back_was_interrupted_and_is_waited_for_from_then_on() -> None:
    cues = Cues(lambda _: SOUND_S, known(LONG, 3.0))
    run = RehearsalRun(RehearsalSettings(advance="voice"), cues)
    run.load(scene(LONG), "ANNA")
    run.start(0.0)
    for tick in range(90):  # at twice the pace of before, after 3 s, a pause is its end
        run.tick(tick * TICK_S, 0.9 if tick < 75 else 0.1)
    assert run.answers(89 * TICK_S)
    run.again(90 * TICK_S)
    assert run.index == 0 and cues.pace.expected(LONG).seconds == pytest.approx(3.0 * 1.25, abs=0.1)
    for tick in range(90, 180):
        run.tick(tick * TICK_S, 0.9 if tick < 165 else 0.1)
    assert run.index == 0
    run.go_on(7.2)
    run.go_on(9.0)
    assert cues.pace.expected(LONG).seconds == pytest.approx(3.0, abs=0.1)  # so long it was after all


def test_who_speaks_on_while_the_partner_answers_had_not_ended() -> None:
    cues = Cues(lambda _: SOUND_S, known(LONG, 3.0))
    run = RehearsalRun(RehearsalSettings(advance="voice"), cues)
    run.load(scene(LONG), "ANNA")
    run.start(0.0)
    for tick in range(140):
        run.tick(tick * TICK_S, 0.1 if 75 <= tick < 85 else 0.9)
    assert run.index == 2
    assert cues.pace.expected(LONG).seconds == pytest.approx((3.0 + 3.0 + SOUND_S) / 2, abs=0.3)


def test_without_a_sound_lines_end_as_they_did() -> None:
    spans, answer_s, end_s = answered(LONG, [(True, 1.0)], sound_s=None)
    assert answer_s is None and spans[0].end_s == pytest.approx(end_s, abs=0.05)  # after the pause that is set


def test_the_pace_of_other_scripts_counts_until_this_one_is_known() -> None:
    other, usual = "I never saw the letters that you wrote.", Pace()
    pace = Pace()
    pace.know([(other, usual.expected(other).seconds * 1.3), (other, 0.01)])  # the second was broken off
    assert pace.expected(LONG).seconds == pytest.approx(usual.expected(LONG).seconds * 1.3, rel=0.1)
    pace.learn(LONG, 4.0, None)
    assert pace.expected(LONG).seconds == 4.0
    pace.know([])
    assert pace.expected(STOPS_LATE).seconds < usual.expected(STOPS_LATE).seconds
