"""How directions were followed, and what to try next, in words an actor can play."""

from typing import Final

from acting_mirror.core.direction import (
    DIRECTIONS,
    DOWN,
    LENS,
    NOD,
    PARTNER,
    SHAKE,
    STILL,
    DirectionScore,
    words_of,
)
from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.core.take import TakeLine
from acting_mirror.rehearsal.scoring import LEAST_READABLE
from acting_mirror.rehearsal.tips import GOOD, UNSCORED, words_on

NOT_MEASURED: Final = marked(
    "Directions are told by what your face does, which wasn't measured here: read the clip, or play the line, again."
)
UNSEEN: Final = marked(
    "Your eyes or head were seen too little to tell your directions: face the camera, in good light."
)
NO_MARK: Final = marked(
    "Where your partner is isn't known: show it by Eyeline… before you play, or look at one point well beside the lens."
)
_WELL: Final = 85.0
"""From here on there is nothing to fix."""

_LOOKED: Final = {
    LENS: marked("You looked into the lens for {share:.0%} of the line."),
    PARTNER: marked("You looked at your partner for {share:.0%} of the line."),
    DOWN: marked("You looked down for {share:.0%} of the line."),
}
_LOOK_THERE: Final = {
    LENS: marked("Choose the lens before the first word, and stay with it to the last."),
    PARTNER: marked("Choose your partner's mark before the first word, and speak to it."),
    DOWN: marked("Choose a point on the page, and rest your eyes on it."),
}
_INSTEAD: Final = {
    (LENS, "down"): marked("You looked down for {share:.0%} of the line: learn it, or lift the page to the lens."),
    (LENS, "partner"): marked("You looked at your partner for {share:.0%} of the line: this one is for the lens."),
    (LENS, "away"): marked("You looked away for {share:.0%} of the line: this one is for the lens."),
    (PARTNER, "down"): marked("You looked down for {share:.0%} of the line: learn it, or put the page at the mark."),
    (PARTNER, "lens"): marked("You looked into the lens for {share:.0%} of the line: speak to your partner's mark."),
    (PARTNER, "away"): marked("You looked away for {share:.0%} of the line: speak to your partner's mark."),
    (DOWN, "lens"): marked("You looked into the lens for {share:.0%} of the line: leave your eyes on the page."),
    (DOWN, "partner"): marked("You looked at your partner for {share:.0%} of the line: leave your eyes on the page."),
    (DOWN, "away"): marked("You looked up for {share:.0%} of the line: leave your eyes on the page."),
}
"""What to say of a look by where the eyes were instead."""
_BLINK_BEFORE: Final = marked("Blink before the line begins, and rest your eyes on one point.")
_BE_STILL: Final = marked("Let the head rest, and leave it to eyes and voice.")
_NOD_SO: Final = marked("Nod so that it is seen: down and up again, on a word.")
_SHAKE_SO: Final = marked("Shake your head so that it is seen: to both sides, more than once.")


def feedback_on(line: TakeLine) -> tuple[str, str]:
    """What happened in a line, and a tip for what went worst; "" where there is nothing to say."""
    target = line.target
    if target is None or target.open:
        return "", ""
    told = [(direction.total, *words_on_direction(direction)) for direction in line.directions]
    if target.emotion is not None or not told:
        emotion = (tr(UNSCORED), "") if line.score is None else words_on(line.score, target)
        told.insert(0, (line.score.total if line.score is not None else None, *emotion))
    happened = dict.fromkeys(words for _, words, _ in told)
    tips = [(total, tip) for total, _, tip in told if total is not None]
    return " ".join(happened), min(tips)[1] if tips else ""


def words_on_direction(score: DirectionScore) -> tuple[str, str]:
    """What came of a direction, and a tip; one short sentence each, and no tip where it could not be told."""
    if score.total is None:
        if score.seen is None:
            return tr(NOT_MEASURED), ""
        return tr(NO_MARK if score.name == PARTNER and score.seen >= LEAST_READABLE else UNSEEN), ""
    return _happened(score), tr(GOOD) if score.total >= _WELL else _tip(score)


def _happened(score: DirectionScore) -> str:
    name, amount = score.name, score.amount
    if name in _LOOKED:
        return tr(_LOOKED[name], share=amount)
    if name == STILL:
        return tr("Your head was still for {share:.0%} of the line.", share=amount)
    if name == NOD:
        return tr("You nodded.") if amount else tr("You did not nod.")
    if name == SHAKE:
        return tr("You shook your head.") if amount else tr("You did not shake your head.")
    if DIRECTIONS[name].part == "blinks":
        times = tr_count("You blinked {count} time.", "You blinked {count} times.", round(amount))
        return times if amount else tr("You did not blink.")
    return tr("{direction}: about {strength:.0%} of your range.", direction=words_of(name), strength=amount)


def _tip(score: DirectionScore) -> str:
    name = score.name
    if name in _LOOKED:
        said = _INSTEAD.get((name, score.instead))
        return tr(_LOOK_THERE[name]) if said is None else tr(said, share=score.instead_share)
    if DIRECTIONS[name].part == "blinks":
        return tr(_BLINK_BEFORE)
    if DIRECTIONS[name].part == "head":
        return tr({STILL: _BE_STILL, NOD: _NOD_SO, SHAKE: _SHAKE_SO}[name])
    return tr("{direction}: begin before the first word, and hold it to the last.", direction=words_of(name))
