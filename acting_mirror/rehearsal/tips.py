"""What happened in a line, and what to try next, in words an actor can play."""

from typing import Final

from acting_mirror.core.labels import SHOWN_NAMES
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.fit import CLEAR, TOLERANCE, strength_fit
from acting_mirror.rehearsal.scoring import GRACE_S, UNSTEADY_COST

SPEAKING: Final = "Speaking bends the face: an open mouth can look surprised. Take a score as a hint, not as a mark."
"""To be shown beside every score."""
UNSCORED: Final = "Too little of your face could be seen in this line to score it: face the camera and try again."
"""What to say of a line that has a target and no score."""

_HIDDEN: Final = "Keep your face to the camera, and script and hands below the chin."
_GOOD: Final = "Nothing to fix: keep it, and play the next thought."

_NOTHING: Final = 0.05
"""A fault that costs less than five points is not spoken of."""
_NEARLY: Final = 25.0
"""What never quite led and yet scores so much is not missing but faint."""
_MOSTLY_READ: Final = 0.5
_WHOLLY_READ: Final = 0.9

TIPS: Final = {
    "happy": {
        "late": "Let the eyes smile before the mouth opens.",
        "weak": "Lift the corners of the mouth until the cheeks follow.",
        "strong": "Keep the smile in the corners of the mouth, and leave the cheeks be.",
        "unsteady": "Keep the corners of the mouth up between the words.",
    },
    "sad": {
        "late": "Draw the inner ends of the brows up on the breath before the line.",
        "weak": "Let the corners of the mouth sink and the inner ends of the brows rise.",
        "strong": "Leave it to the inner ends of the brows, and ease the corners of the mouth.",
        "unsteady": "Keep the inner ends of the brows up while the mouth speaks.",
    },
    "surprise": {
        "late": "Let the eyes open wide before the first word.",
        "weak": "Arch the brows, open the eyes wide and let the jaw drop a little.",
        "strong": "Leave it to the eyes, and keep the jaw closer.",
        "unsteady": "Keep the brows arched while the jaw is busy with the words.",
    },
    "fear": {
        "late": "Raise the brows and open the eyes before the first word.",
        "weak": "Raise the brows, open the eyes and let the mouth open a little.",
        "strong": "Leave it to the eyes, and let the brows and the mouth rest.",
        "unsteady": "Keep the brows raised and the eyes open to the end of the line.",
    },
    "disgust": {
        "late": "Wrinkle the bridge of the nose before the first word.",
        "weak": "Wrinkle the bridge of the nose, and raise the upper lip and the cheeks.",
        "strong": "A raised upper lip will do: let the nose and the cheeks rest.",
        "unsteady": "Keep the nose wrinkled while the lips form the words.",
    },
    "angry": {
        "late": "Lower the brows before the first word.",
        "weak": "Lower the brows, hold on with the eyes and press the lips between the words.",
        "strong": "Leave it to the lowered brows, and let the lips and the eyes rest.",
        "unsteady": "Keep the brows low while the mouth speaks.",
    },
    "neutral": {
        "late": "Let brows, eyes and mouth come to rest before the first word.",
        "weak": "Breathe out, and let brows, eyes and mouth rest.",
        "strong": "Breathe out, and let brows, eyes and mouth rest.",
        "unsteady": "Leave brows, eyes and cheeks alone while the mouth speaks.",
    },
}
"""What to do for each emotion and fault, by the motion cues of Ioannou (2023), table 1: happy raises the corners of the
mouth; sad lowers them and raises the inner portion of the brows; surprise arches the brows, opens the eyes wide and
drops the jaw slightly; fear raises the brows, opens the eyes and, slightly, the mouth; disgust raises the upper lip and
the cheeks and wrinkles the bridge of the nose; anger lowers the brows, presses the lips and bulges the eyes."""

LEAKS: Final = {
    "happy": "Let the corners of the mouth come down: lifted, they look happy.",
    "sad": "Lift the corners of the mouth a little: low, they look sad.",
    "surprise": "Keep the jaw closer: a dropped jaw looks surprised.",
    "fear": "Let the eyes soften: open wide, they look scared.",
    "disgust": "Let the nose and the upper lip go: wrinkled and raised, they look disgusted.",
    "angry": "Let the brows rise and the lips part: low and pressed, they look angry.",
}
"""What to let go of when another emotion leaks in, by the same cues."""
_FEAR_IN_SURPRISE: Final = "Arch the brows and let the jaw drop: a mouth that is hardly open looks scared."


def words_on(score: LineScore, target: Target) -> tuple[str, str]:
    """What happened in a line, and a tip for its worst fault; one short sentence each, and a note on unread time."""
    if score.readable < _MOSTLY_READ:
        return f"Only {score.readable:.0%} of the line could be read.", _HIDDEN
    fault = _fault(score, target)
    unread = "" if score.readable >= _WHOLLY_READ else f" {1 - score.readable:.0%} of the line could not be read."
    return _happened(score, target, fault) + unread, _tip(score, target, fault)


def _fault(score: LineScore, target: Target) -> str | None:
    """What cost most: "missing", "late", "leak", "weak", "strong" or "unsteady"; None if nothing much."""
    if score.onset_s is None:
        return "missing" if score.total < _NEARLY else "weak"
    wanted = target.strength
    wrong = (1 - float(strength_fit(score.strength, wanted))) / 2
    off, late = 1 - score.on_target, score.onset_s > GRACE_S
    leaked = score.leak_share if score.leak not in (None, "neutral") and not late else 0.0
    costs = {
        "late": off if late else 0.0,
        "leak": leaked,
        "strong": wrong if wanted is not None and score.strength > wanted + TOLERANCE else 0.0,
        "weak": wrong if score.strength < (CLEAR if wanted is None else wanted) else 0.0,
        "unsteady": max(UNSTEADY_COST * (1 - score.steadiness), 0.0 if late else off - leaked),
    }
    worst = max(costs, key=lambda name: costs[name])
    return worst if costs[worst] >= _NOTHING else None


def _happened(score: LineScore, target: Target, fault: str | None) -> str:
    instead = None if score.leak in (None, "neutral") else f"you look {_shown(score.leak)}"
    holds = "holds" if score.steadiness >= 0.7 else "comes and goes"
    if fault == "missing":
        return f"It does not show yet: {instead or 'your face stays at rest'}."
    if fault == "late":
        return f"It arrives {score.onset_s:.1f} s late, then {holds}."
    if fault == "leak":
        return f"For {score.leak_share:.0%} of the line {instead}."
    if fault == "strong":
        return f"It is there, at {score.strength:.0%} instead of {target.strength:.0%}."
    if fault == "weak":
        return f"It is there, but faint: {score.strength:.0%} of your range."
    if fault == "unsteady":
        return f"It shows for {score.on_target:.0%} of the line and {'then goes' if holds == 'holds' else holds}."
    return f"It is there from the start and {holds}."


def _tip(score: LineScore, target: Target, fault: str | None) -> str:
    if fault is None:
        return _GOOD
    emotion = _lacking(score, target, fault)
    leak = score.leak if fault in ("leak", "missing") and score.leak != emotion else None
    if leak is None or leak == "neutral":
        return TIPS[emotion]["weak" if fault in ("leak", "missing") else fault]
    return _FEAR_IN_SURPRISE if (emotion, leak) == ("surprise", "fear") else LEAKS[leak]


def _lacking(score: LineScore, target: Target, fault: str) -> str:
    """Which emotion of the target a tip is about: of one that turns, the second unless the first came late or not."""
    first = target.emotion or "neutral"
    came = fault not in ("late", "missing") and score.leak != target.then
    return target.then if target.then is not None and came else first


def _shown(emotion: str | None) -> str:
    return "disgusted" if emotion == "disgust" else SHOWN_NAMES[emotion or "neutral"].lower()
