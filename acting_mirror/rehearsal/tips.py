"""What happened in a line, and what to try next, in words an actor can play."""

from collections.abc import Sequence
from typing import Final

from acting_mirror.core.labels import looks
from acting_mirror.core.language import marked, tr
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.move import Move
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.fit import CLEAR, TOLERANCE, strength_fit
from acting_mirror.rehearsal.move_words import what_came, what_did_not
from acting_mirror.rehearsal.scoring import GRACE_S, UNSTEADY_COST

SPEAKING: Final = marked(
    "Speaking bends the face: an open mouth can look surprised. Take a score as a hint, not as a mark."
)
"""To be shown beside every score."""
UNSCORED: Final = marked(
    "This line was too short, or your face too hard to see, to be scored: face the camera and take your time."
)
"""What to say of a line that has a target and no score."""

_HIDDEN: Final = marked("Keep your face to the camera, and script and hands below the chin.")
GOOD: Final = marked("Nothing to fix: keep it, and play the next thought.")
"""A tip where nothing cost much."""

_NOTHING: Final = 0.05
"""A fault that costs less than five points is not spoken of."""
_NEARLY: Final = 25.0
"""What never quite led and yet scores so much is not missing but faint."""
_STEADY: Final = 0.7
_MOSTLY_READ: Final = 0.5
_WHOLLY_READ: Final = 0.9

TIPS: Final = {
    "happy": {
        "late": marked("Let the eyes smile before the mouth opens."),
        "weak": marked("Lift the corners of the mouth until the cheeks follow."),
        "strong": marked("Keep the smile in the corners of the mouth, and leave the cheeks be."),
        "unsteady": marked("Keep the corners of the mouth up between the words."),
    },
    "sad": {
        "late": marked("Draw the inner ends of the brows up on the breath before the line."),
        "weak": marked("Let the corners of the mouth sink and the inner ends of the brows rise."),
        "strong": marked("Leave it to the inner ends of the brows, and ease the corners of the mouth."),
        "unsteady": marked("Keep the inner ends of the brows up while the mouth speaks."),
    },
    "surprise": {
        "late": marked("Let the eyes open wide before the first word."),
        "weak": marked("Arch the brows, open the eyes wide and let the jaw drop a little."),
        "strong": marked("Leave it to the eyes, and keep the jaw closer."),
        "unsteady": marked("Keep the brows arched while the jaw is busy with the words."),
    },
    "fear": {
        "late": marked("Raise the brows and open the eyes before the first word."),
        "weak": marked("Raise the brows, open the eyes and let the mouth open a little."),
        "strong": marked("Leave it to the eyes, and let the brows and the mouth rest."),
        "unsteady": marked("Keep the brows raised and the eyes open to the end of the line."),
    },
    "disgust": {
        "late": marked("Wrinkle the bridge of the nose before the first word."),
        "weak": marked("Wrinkle the bridge of the nose, and raise the upper lip and the cheeks."),
        "strong": marked("A raised upper lip will do: let the nose and the cheeks rest."),
        "unsteady": marked("Keep the nose wrinkled while the lips form the words."),
    },
    "angry": {
        "late": marked("Lower the brows before the first word."),
        "weak": marked("Lower the brows, hold on with the eyes and press the lips between the words."),
        "strong": marked("Leave it to the lowered brows, and let the lips and the eyes rest."),
        "unsteady": marked("Keep the brows low while the mouth speaks."),
    },
    "neutral": {
        "late": marked("Let brows, eyes and mouth come to rest before the first word."),
        "weak": marked("Breathe out, and let brows, eyes and mouth rest."),
        "strong": marked("Breathe out, and let brows, eyes and mouth rest."),
        "unsteady": marked("Leave brows, eyes and cheeks alone while the mouth speaks."),
    },
}
"""What to do for each emotion and fault, by the motion cues of Ioannou (2023), table 1: happy raises the corners of the
mouth; sad lowers them and raises the inner portion of the brows; surprise arches the brows, opens the eyes wide and
drops the jaw slightly; fear raises the brows, opens the eyes and, slightly, the mouth; disgust raises the upper lip and
the cheeks and wrinkles the bridge of the nose; anger lowers the brows, presses the lips and bulges the eyes."""

LEAKS: Final = {
    "happy": marked("Let the corners of the mouth come down: lifted, they look happy."),
    "sad": marked("Lift the corners of the mouth a little: low, they look sad."),
    "surprise": marked("Keep the jaw closer: a dropped jaw looks surprised."),
    "fear": marked("Let the eyes soften: open wide, they look scared."),
    "disgust": marked("Let the nose and the upper lip go: wrinkled and raised, they look disgusted."),
    "angry": marked("Let the brows rise and the lips part: low and pressed, they look angry."),
}
"""What to let go of when another emotion leaks in, by the same cues."""
_FEAR_IN_SURPRISE: Final = marked("Arch the brows and let the jaw drop: a mouth that is hardly open looks scared.")


def words_on(score: LineScore, target: Target) -> tuple[str, str]:
    """What happened in a line, and a tip for its worst fault; a short sentence or two each.

    The tip begins with what the face did, where that is sure: what came and when; of an emotion that was missing, what
    did not. What did not come takes the place of what to do about an emotion that hardly showed.
    """
    if score.readable < _MOSTLY_READ:
        return tr("Only {share:.0%} of the line could be read.", share=score.readable), tr(_HIDDEN)
    fault = _fault(score, target)
    happened = _happened(score, target, fault)
    if score.readable < _WHOLLY_READ:
        happened += " " + tr("{share:.0%} of the line could not be read.", share=1 - score.readable)
    emotion, tip = _lacking(score, target, fault), _tip(score, target, fault)
    if tip == TIPS[emotion]["weak"]:
        return happened, what_to_do(emotion, score.moves)
    came, missed = what_came(score.moves, emotion), what_did_not(score.moves, emotion)
    did = missed or came if fault == "missing" else came
    return happened, f"{did} {tr(tip)}".lstrip()


def what_to_do(emotion: str, moves: Sequence[Move]) -> str:
    """What to do about an emotion that hardly showed, by what the face did where that is known."""
    came, missed = what_came(moves, emotion), what_did_not(moves, emotion)
    return f"{came} {missed or tr(TIPS[emotion]['weak'])}".lstrip()


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
    instead = None if score.leak is None or score.leak == "neutral" else looks(score.leak)
    if fault == "missing":
        if instead is None:
            return tr("It does not show yet: your face stays at rest.")
        return tr("It does not show yet: you look {emotion}.", emotion=instead)
    if fault == "leak":
        return tr("For {share:.0%} of the line you look {emotion}.", share=score.leak_share, emotion=instead)
    if fault == "strong":
        shown, wanted = score.strength, target.strength
        return tr("It is there, at {shown:.0%} instead of {wanted:.0%}.", shown=shown, wanted=wanted)
    if fault == "weak":
        return tr("It is there, but faint: {strength:.0%} of your range.", strength=score.strength)
    return _held(score, fault)


def _held(score: LineScore, fault: str | None) -> str:
    """What happened where it showed, as it should or almost: whether it holds, or comes and goes."""
    holds = score.steadiness >= _STEADY
    if fault == "late" and holds:
        return tr("It arrives {seconds:.1f} s late, then holds.", seconds=score.onset_s)
    if fault == "late":
        return tr("It arrives {seconds:.1f} s late, then comes and goes.", seconds=score.onset_s)
    if fault == "unsteady" and holds:
        return tr("It shows for {share:.0%} of the line and then goes.", share=score.on_target)
    if fault == "unsteady":
        return tr("It shows for {share:.0%} of the line and comes and goes.", share=score.on_target)
    return (
        tr("It is there from the start and holds.") if holds else tr("It is there from the start and comes and goes.")
    )


def _tip(score: LineScore, target: Target, fault: str | None) -> str:
    if fault is None:
        return GOOD
    emotion = _lacking(score, target, fault)
    leak = score.leak if fault in ("leak", "missing") and score.leak != emotion else None
    if leak is None or leak == "neutral":
        return TIPS[emotion]["weak" if fault in ("leak", "missing") else fault]
    return _FEAR_IN_SURPRISE if (emotion, leak) == ("surprise", "fear") else LEAKS[leak]


def _lacking(score: LineScore, target: Target, fault: str | None) -> str:
    """Which emotion of the target a tip is about: of one that turns, the second unless the first came late or not."""
    first = target.emotion or "neutral"
    came = fault not in ("late", "missing") and score.leak != target.then
    return target.then if target.then is not None and came else first
