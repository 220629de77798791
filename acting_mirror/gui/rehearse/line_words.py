"""What stands beside the lines and on their cards: targets and scores in words."""

from collections.abc import Mapping

from acting_mirror.core.line_score import LineScore
from acting_mirror.gui.rehearse.line_cards import Card
from acting_mirror.gui.rehearse.prompter_paint import Cue
from acting_mirror.gui.rehearse.script_desk import ScriptDesk
from acting_mirror.gui.rehearse.target_words import in_words

Scores = Mapping[int, LineScore | None]


def cues_of(desk: ScriptDesk, scores: Scores) -> dict[int, Cue]:
    """What stands beside the lines, by their indices: what each wants of the actor, or its score."""
    cues = {}
    for line in desk.script.lines if desk.script is not None else ():
        target, score = desk.target_of(line), scores.get(line.index)
        if target is None:
            continue
        words = in_words(target)
        if score is not None:
            words = f"{words} · {score.total:.0f}"
        elif target.emotion is not None:
            words = f"wants {words}" if line.character == desk.character else f"listen: {words}"
        cues[line.index] = Cue(words, target.emotion)
    return cues


def cards_of(desk: ScriptDesk, scores: Scores) -> list[Card]:
    """The actor's own lines, numbered."""
    mine = desk.script.of(desk.character) if desk.script is not None else ()
    totals = {index: score.total for index, score in scores.items() if score is not None}
    return [
        Card(line.index, number, line.text, desk.target_of(line), line.target is None, totals.get(line.index))
        for number, line in enumerate(mine, 1)
    ]
