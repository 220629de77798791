import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.move import Move
from acting_mirror.core.movements import GENERAL, NAMES, Movements, OwnRange
from acting_mirror.core.target import Target
from acting_mirror.paths import docs_dir
from acting_mirror.rehearsal.expressions import expected, load_expressions, shipped_expressions, user_expressions
from acting_mirror.rehearsal.move_words import what_came, what_did_not
from acting_mirror.rehearsal.moves import moves_in
from acting_mirror.rehearsal.scoring import score_line
from acting_mirror.rehearsal.tips import words_on
from tests.readings import RESTS, Shown, doing, probs_of, timeline_of

CORNERS, BROWS = "mouth_corners_down", "inner_brows_up"
SAD, REST = {"sad": 0.8}, {"sad": 0.1}


def seen(
    move: Callable[[float], Movements | None],
    emotion: str = "sad",
    own: OwnRange | None = None,
    show: Callable[[float], Shown] = lambda _: SAD,
) -> dict[str, float | None]:
    """When each movement of an emotion came in a line from 2 to 6 s, before which the face rests."""
    timeline = timeline_of(show, 6, move=lambda t_s: doing() if t_s < 2 else move(t_s - 2))
    return {move.movement: move.came_s for move in moves_in(timeline, emotion, 2, 6, own)}


def sinking(t_s: float) -> Movements:
    return doing(mouth_corners_down=min(t_s / 2, 0.9))


def test_what_came_has_its_time_and_what_did_not_has_none() -> None:
    assert seen(sinking) == {CORNERS: pytest.approx(0.8, abs=0.07), BROWS: None}


@pytest.mark.parametrize("strength", [0.25, 0.35])
def test_nothing_is_said_of_what_may_have_come(strength: float) -> None:
    assert seen(lambda _: doing(mouth_corners_down=strength)) == {BROWS: None}


def test_a_moment_is_too_short_to_have_come_and_enough_to_be_in_doubt() -> None:
    assert seen(lambda t_s: doing(inner_brows_up=0.8 if 1 < t_s < 1.25 else 0)) == {CORNERS: None}


def test_what_goes_astray_where_the_head_is_turned_is_not_spoken_of() -> None:
    assert seen(lambda _: doing(pitch_deg=-14, mouth_corners_down=0.7)) == {}
    assert seen(lambda _: doing(pitch_deg=-14, mouth_corners_up=0.7), "happy") == {"mouth_corners_up": 0.0}
    assert seen(lambda _: doing(yaw_deg=24, mouth_corners_up=0.7), "happy") == {}
    halfway = seen(lambda t_s: doing(pitch_deg=-14 if t_s > 1.5 else 0, mouth_corners_down=0.7))
    assert halfway == {CORNERS: 0.0}


def test_a_head_that_is_held_otherwise_all_the_time_rests_so() -> None:
    timeline = timeline_of(lambda _: SAD, 4, move=lambda _: doing(pitch_deg=-14, mouth_corners_down=0.7))
    assert Move(CORNERS, "sad", 0.0) in moves_in(timeline, "sad", 0, 4)
    assert moves_in(timeline, "sad", 0, 4, OwnRange(RESTS, GENERAL.strongest)) == ()


def test_a_mouth_is_not_spoken_of_while_the_jaw_moves() -> None:
    def speaking(t_s: float) -> Movements:
        return doing(jaw_open=0.3 + 0.2 * np.sin(20 * t_s), mouth_corners_down=0.7, inner_brows_up=0.7)

    assert seen(speaking) == {BROWS: 0.0}
    assert seen(speaking, "happy") == {} and seen(speaking, "surprise") == {"brows_up": None, "eyes_wide": None}
    assert seen(lambda t_s: speaking(t_s) if t_s < 2 else doing(mouth_corners_down=0.7))[CORNERS] == 0.0


def test_lips_that_are_hidden_are_not_spoken_of() -> None:
    assert seen(lambda _: doing(contrast=0.02)) == {BROWS: None}
    assert seen(lambda _: doing(contrast=0.02, mouth_corners_up=0.7), "happy") == {}
    assert seen(lambda _: doing(contrast=np.nan))[CORNERS] is None  # of an older take that is not known


def test_neither_a_blink_nor_a_look_down_narrows_the_eyes() -> None:
    def blinking(t_s: float) -> Movements:
        return doing(eyes_narrowed=1.0 if 1.2 < t_s % 2 < 1.45 else 0.0)

    assert seen(blinking, "disgust")["eyes_narrowed"] is None
    assert seen(blinking, "surprise")["eyes_wide"] is None
    assert seen(lambda _: doing(eyes_narrowed=0.7), "disgust")["eyes_narrowed"] == 0.0
    assert "eyes_narrowed" not in seen(lambda _: doing(eyes_narrowed=0.7, gaze_pitch_deg=-20), "disgust")


def test_a_face_that_cannot_be_read_is_not_spoken_of() -> None:
    assert seen(sinking, show=lambda _: None) == {}
    assert seen(lambda _: None) == {}
    assert moves_in(timeline_of(lambda _: SAD, 4), "sad", 0, 4) == ()


def test_nothing_is_known_before_the_actors_rest_is() -> None:
    assert seen(lambda _: doing(GENERAL.rest, mouth_corners_down=0.8)) == {}


def test_a_face_that_never_rested_is_in_doubt() -> None:
    smiling = RESTS.copy()
    at = NAMES.index("mouth_corners_up")
    smiling[at] = smiling[NAMES.index(CORNERS)] = GENERAL.strongest[at]
    timeline = timeline_of(lambda _: {"happy": 0.9}, 4, move=lambda _: doing(smiling))
    assert moves_in(timeline, "happy", 0, 4) == ()
    relaxing = timeline_of(lambda _: REST, 4, move=lambda _: doing(smiling, mouth_corners_down=0.7))
    assert CORNERS not in [move.movement for move in moves_in(relaxing, "sad", 0, 4) if move.came_s is not None]


def test_a_measured_rest_and_range_are_believed() -> None:
    drooping = OwnRange.of({CORNERS: -0.05, "mouth_corners_up": -0.05}, {CORNERS: -0.07})
    move = lambda _: doing(drooping.rest, mouth_corners_down=0.5)  # noqa: E731
    assert seen(move, own=drooping)[CORNERS] == 0.0
    assert seen(lambda _: doing(drooping.rest), own=drooping)[CORNERS] is None


def test_a_line_that_turns_is_seen_before_and_after_the_turn() -> None:
    def move(t_s: float) -> Movements:
        return doing(mouth_corners_down=0.8 * (t_s < 2), mouth_corners_up=0.8 * (t_s > 2.5))

    timeline = timeline_of(lambda t_s: SAD if t_s < 2 else {"happy": 0.9}, 4, move=move)
    score = score_line(timeline, Target("sad", then="happy"), 0, 4)
    assert score is not None
    assert score.moves[0] == Move(CORNERS, "sad", 0.0)
    assert score.moves[-1].movement == "mouth_corners_up" and score.moves[-1].came_s == pytest.approx(2.5, abs=0.1)


def test_a_score_is_the_readings_whatever_the_face_did() -> None:
    totals = set()
    for move in (lambda _: None, sinking, lambda _: doing()):
        score = score_line(timeline_of(lambda _: SAD, 4, move=move), Target("sad"), 0, 4)
        totals.add(score and score.total)
    assert len(totals) == 1


def words(moves: tuple[Move, ...], on_target: float = 1.0, onset_s: float | None = 0.0, leak: str | None = None) -> str:
    score = LineScore(10, on_target, onset_s, 0.2 + on_target, 0.9, leak, 1.0 - on_target, 1.0, moves)
    return words_on(score, Target("sad"))[1]


def test_a_tip_says_what_came_and_what_did_not() -> None:
    moves = (Move(CORNERS, "sad", 1.24), Move(BROWS, "sad", None))
    assert words(moves, 0.0, None) == (
        "The corners of your mouth sank at 1.2 s. The inner ends of your brows stayed level."
    )
    assert words((Move(CORNERS, "sad", 0.1),)) == (
        "The corners of your mouth were down from the start. Nothing to fix: keep it, and play the next thought."
    )
    assert words(moves[1:]) == "Nothing to fix: keep it, and play the next thought."
    assert words(moves[1:], 0.0, None) == "The inner ends of your brows stayed level."
    assert words(moves, 0.0, None, "happy").startswith("The inner ends of your brows stayed level. Let the corners")
    assert words(moves, 0.5, 0.0, "happy").startswith("The corners of your mouth sank at 1.2 s. Let the corners")
    assert words((Move("ears_up", "sad", None), Move(CORNERS, "happy", 1.0))) == words(())


def test_there_is_a_short_sentence_for_every_movement() -> None:
    for name in NAMES:
        for came_s in (0.0, 1.0):
            assert 0 < len(what_came([Move(name, "sad", came_s)], "sad")) <= 60
        assert 0 < len(what_did_not([Move(name, "sad", None)], "sad")) <= 60


def test_each_emotion_but_neutral_is_expected_to_move_the_face() -> None:
    shipped = shipped_expressions()
    assert set(shipped) == set(EMOTIONS) - {"neutral"} and expected("neutral") == ()
    assert all(shipped.values())


def test_the_guide_shows_the_table_of_the_program() -> None:
    rows = re.findall(r"^\| (\w+) \| ((?:`\w+`(?:, )?)+) \|$", (docs_dir() / "movements.md").read_text("utf-8"), re.M)
    assert {emotion: tuple(re.findall(r"\w+", names)) for emotion, names in rows} == shipped_expressions()


def test_the_users_own_table_overrules_emotion_by_emotion(user_folders: Path) -> None:
    user_expressions().parent.mkdir(parents=True)
    user_expressions().write_text('scared = ["jaw_open"]\nsad = []\n', "utf-8-sig")
    assert user_expressions().is_relative_to(user_folders)
    assert (expected("fear"), expected("sad"), expected("happy")) == (("jaw_open",), (), ("mouth_corners_up",))
    user_expressions().write_text("sad = 3")
    assert expected("sad") == (CORNERS, BROWS)


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ('sad = ["ears_up"]\n', "line 1, column 7", "sad is a list of movements: write some of inner_brows_up"),
        ('\nsad = "jaw_open"\n', "line 2, column 7", "a list of movements"),
        ('sad = []\nbored = ["jaw_open"]\n', "line 2, column 1", "bored is no emotion: write one of angry"),
        ('sad = ["jaw_open"\n', "line 1", ""),
    ],
)
def test_a_broken_table_says_where(tmp_path: Path, text: str, place: str, why: str) -> None:
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(UserError, match="correct it, or delete the file") as error:
        load_expressions(tmp_path / "own.toml")
    assert f"own.toml, {place}" in str(error.value) and why in str(error.value)


def test_movements_count_on_the_profiles_range() -> None:
    own = OwnRange.of({CORNERS: -0.02}, {CORNERS: -0.04})
    measures = own.rest.copy()
    measures[NAMES.index(CORNERS)] = -0.03
    assert own.strengths(measures)[NAMES.index(CORNERS)] == pytest.approx(0.5)
    assert Profile("", probs_of(REST), np.ones(7), movements=own).movements is own
