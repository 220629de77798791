from acting_mirror.core.target import Target
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.rehearsal.understudy import Understudy


def line(index: int, scene: str, text: str, target: Target | None, character: str = "ANNA") -> ScriptLine:
    return ScriptLine(index, scene, character, text, "", index + 1, target, {}, None)


LINES = (
    line(0, "KITCHEN", "Who is there?", Target("fear", 0.4)),
    line(1, "KITCHEN", "It is only me, after all these years.", Target("happy"), "MARK"),
    line(2, "KITCHEN", "You are the last one I have been waiting for.", Target("angry")),
    line(3, "KITCHEN", "Come in, then.", Target("sad", then="happy")),
    line(4, "GARDEN", "How quiet it is out here.", Target("happy")),
)


def understudy(lines: tuple[ScriptLine, ...] = LINES) -> Understudy:
    return Understudy(lines, "ANNA")


def test_it_shows_what_each_line_wants_as_strong_as_it_wants_it() -> None:
    assert understudy().shows(0, 0.1) == ("fear", 0.4)
    assert understudy().shows(4, 0.1) == ("happy", None)
    assert [understudy().shows(3, share) for share in (0.4, 0.6)] == [("sad", None), ("happy", None)]


def test_it_rests_where_nothing_is_wanted() -> None:
    open_line = (line(0, "", "Hm.", Target(None)), line(1, "", "Yes.", None))
    assert understudy().shows(1, 0.5) == ("neutral", None)
    assert [understudy(open_line).shows(index, 0.5) for index in (0, 1)] == [("neutral", None)] * 2


def test_one_line_of_each_scene_with_several_comes_late() -> None:
    played = understudy()
    assert played.missed == {2}
    assert [played.shows(2, share) for share in (0.0, 0.4, 0.5, 1.0)] == [("neutral", None)] * 2 + [("angry", None)] * 2
