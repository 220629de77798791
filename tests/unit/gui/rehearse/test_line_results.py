from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.take import TakeLine
from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse.line_results import Spoken, _scored
from acting_mirror.rehearsal.prompter import Span
from tests.readings import doing, timeline_of


def test_a_score_says_what_the_face_did_unless_that_is_not_wanted() -> None:
    timeline = timeline_of(lambda _: {"happy": 0.9}, 3, move=lambda t_s: doing(mouth_corners_up=0.8 * (t_s > 1)))
    line = TakeLine(1, 0, "ANNA", "Good morning.", Target("happy"), 0.0, 3.0, None)
    about = Span(0, 0.0, 3.0, True), line.target, timeline, None, None, Eyeline()
    told, untold = (_scored(line, Spoken(*about, with_moves=wanted)).score for wanted in (True, False))  # type: ignore[arg-type]
    assert told is not None and untold is not None
    assert told.moves and not untold.moves
    assert told.total == untold.total
