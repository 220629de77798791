import math

from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.eyes import Eyes
from acting_mirror.core.head_pose import HeadPose
from acting_mirror.core.movements import Movements
from acting_mirror.rehearsal.directing_now import DirectingNow
from tests.readings import looking

ASKED = ["look: lens", "look: partner", "still", "brows up", "blink: few", "nod"]


def told(now: DirectingNow, since_s: float, does: Movements, seconds: float = 1.2) -> dict[str, bool]:
    """What is told after a face has done something for a while."""
    found: dict[str, bool] = {}
    for number in range(round(seconds * 30)):
        found = now.update(since_s + number / 30, does, ASKED)
    return found


def test_what_can_be_known_before_the_line_ends_is_told_at_once() -> None:
    now = DirectingNow()
    assert told(now, 0.0, looking()) == {"look: lens": True, "still": True, "brows up": False}
    assert told(now, 2.0, looking(Eyes(0.0, -20.0, 0.0), brows_up=0.6), 0.1)["look: lens"] is False
    assert now.update(2.2, looking(brows_up=0.6), ["brows up"]) == {"brows up": True}
    assert now.update(2.3, None, ASKED) == {}


def test_a_blink_is_no_look_and_shut_eyes_are() -> None:
    now, shut = DirectingNow(), looking(Eyes(math.nan, -20.0, 1.0))
    told(now, 0.0, looking())
    assert told(now, 1.2, shut, 0.3)["look: lens"] is True
    assert told(now, 1.5, shut, 0.4)["look: lens"] is False


def test_a_partner_is_told_where_their_mark_is_known() -> None:
    now = DirectingNow()
    now.looking.eyeline = Eyeline(partner=(20.0, 0.0))
    assert told(now, 0.0, looking(Eyes(20.0, 0.0, 0.0)))["look: partner"] is True


def test_a_head_that_turns_is_not_still_and_is_again_a_second_later() -> None:
    now = DirectingNow()
    for number in range(40):
        turned = now.update(number / 30, looking(head=HeadPose(15 * math.sin(number / 5), 0.0, 0.0)), ["still"])
    assert turned == {"still": False}
    assert told(now, 2.0, looking())["still"] is True
