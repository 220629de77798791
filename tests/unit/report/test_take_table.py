import csv
import io
import json
from dataclasses import replace

from acting_mirror.core.direction import DirectionScore
from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.target import Target
from acting_mirror.report.take_table import take_csv, take_json
from tests.takes import a_line, some_facts, some_timeline


def test_the_lines_of_a_take_have_a_row_each_with_the_score_and_its_parts() -> None:
    text = take_csv(some_facts(lines=[a_line(1, "Well, “you”?"), a_line(2, score=None)]))
    assert text.splitlines()[0] == (
        "number,character,text,target,listening,start_s,end_s,score,"
        "on_target,onset_s,strength,steadiness,leak,leak_share,readable,directions,"
        "words_a_minute,pauses,paused_s,loudness"
    )
    one, two = csv.DictReader(io.StringIO(text))
    assert (one["text"], one["target"], one["start_s"], one["score"]) == ("Well, “you”?", "sad 40%", "0.000", "80.0")
    assert (one["onset_s"], one["leak"], one["readable"]) == ("0.400", "sad", "1.000")
    assert {two["score"], two["on_target"], two["leak"]} == {""}


def test_directions_have_a_column_with_their_own_scores_and_alone_are_the_lines_score() -> None:
    directions = (DirectionScore("look: lens", 60.0, 0.6, 1.0), DirectionScore("still", None))
    line = replace(a_line(score=None), target=Target(None, directions=("look: lens", "still")), directions=directions)
    (row,) = csv.DictReader(io.StringIO(take_csv(some_facts(lines=[line]))))
    assert (row["target"], row["score"], row["on_target"]) == ("look: lens, still", "60.0", "")
    assert row["directions"] == "look: lens 60; still"


def test_how_a_line_was_spoken_has_columns_which_are_empty_where_that_is_not_known() -> None:
    voices = LineVoice(142.25, 0, 0.0, -23.5), LineVoice(), None
    lines = [replace(a_line(), voice=voice) for voice in voices]
    rows = list(csv.DictReader(io.StringIO(take_csv(some_facts(lines=lines)))))
    said = [[row[name] for name in ("words_a_minute", "pauses", "paused_s", "loudness")] for row in rows]
    assert said == [["142.250", "0", "0.000", "-23.500"], ["", "0", "0.000", ""], ["", "", "", ""]]


def test_the_json_of_a_take_has_its_facts_and_its_readings_in_short() -> None:
    content = json.loads(take_json(some_facts(), some_timeline()))
    assert content["take"]["made"] == "2026-11-24T09:30:12+01:00"
    assert content["take"]["lines"][0]["score"]["total"] == 80
    assert content["people"][0]["label"] == "happy"
    assert json.loads(take_json(some_facts(), None))["people"] == []
