from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse.line_results import Spoken, _score
from acting_mirror.rehearsal.prompter import Span
from tests.readings import doing, timeline_of


def test_a_score_says_what_the_face_did_unless_that_is_not_wanted() -> None:
    timeline = timeline_of(lambda _: {"happy": 0.9}, 3, move=lambda t_s: doing(mouth_corners_up=0.8 * (t_s > 1)))
    line = Span(0, 0.0, 3.0, True), Target("happy"), timeline, None, None
    told, untold = (_score(Spoken(*line, with_moves=wanted)) for wanted in (True, False))  # type: ignore[arg-type]
    assert told is not None and untold is not None
    assert told.moves and not untold.moves
    assert told.total == untold.total
