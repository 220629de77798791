from dataclasses import replace

from acting_mirror.core.line_voice import LineVoice

VOICE = LineVoice(142.3, 2, 1.42, -23.4)


def test_how_a_line_was_spoken_is_said_in_words() -> None:
    assert VOICE.words == "142 words a minute · 2 pauses, 1.4 s · -23 LUFS"
    assert replace(VOICE, pauses=1, paused_s=0.6).words == "142 words a minute · 1 pause of 0.6 s · -23 LUFS"
    assert replace(VOICE, pauses=0, loudness=None).words == "142 words a minute · no pause"
    assert LineVoice().words == ""


def test_what_is_usual_stands_behind_each() -> None:
    usual = LineVoice(155, 1, 0.5, -20)
    beside = "142 words a minute (usually 155) · 2 pauses, 1.4 s (usually 0.5 s) · -23 LUFS (usually -20)"
    assert VOICE.beside(usual) == beside
    assert VOICE.beside(replace(usual, loudness=None)).endswith("-23 LUFS (usually –)")  # noqa: RUF001
    assert VOICE.beside(None) == VOICE.beside(LineVoice()) == VOICE.words
    assert LineVoice().beside(usual) == ""
