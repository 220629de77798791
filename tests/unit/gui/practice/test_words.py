from acting_mirror.core.move import Move
from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.gui.practice.words import advice_on
from tests.takes import MADE


def test_advice_says_what_the_face_did_where_that_is_sure() -> None:
    moves = Move("mouth_corners_down", "sad", 0.8), Move("inner_brows_up", "sad", None)
    for known, words in (
        (moves, "Sad: The corners of your mouth sank at 0.8 s. The inner ends of your brows stayed level."),
        (moves[:1], "Sad: The corners of your mouth sank at 0.8 s. Let the corners of the mouth sink"),
        ((), "Sad: Let the corners of the mouth sink and the inner ends of the brows rise."),
    ):
        result = RoundResult(MADE, 1, "", 0, (TaskResult("sad", None, None, 0.0, 1.0, 10.0, known),))
        assert advice_on(result).startswith(words)
