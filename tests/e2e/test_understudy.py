"""The drawn actor in the place of the user, from a sample scene or a round of practice to its scores."""

import pytest

from acting_mirror.core.frame import Frame
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.rehearse.open_script import samples
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.rehearsal.practice import PracticeRound
from acting_mirror.rehearsal.practice_plan import plan
from acting_mirror.rehearsal.prompter import Prompter
from acting_mirror.rehearsal.scoring import score_line, total_of
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.rehearsal.tips import TIPS, words_on
from acting_mirror.rehearsal.understudy import RoundUnderstudy, Understudy
from acting_mirror.settings.schema import AnalysisSettings, RehearsalSettings
from acting_mirror.vision.sources.live_actor import LiveActor

RATE = 10.0


def test_the_understudy_plays_a_sample_scene_well_and_shows_a_tip_for_one_line_a_scene() -> None:
    (path,) = (path for path in samples() if path.stem == "The Letter")
    script, character = ScriptFile.open(path).script, "ANNA"
    prompter = Prompter(script.lines, character, RehearsalSettings(advance="pace"))
    understudy, actor = Understudy(script.lines, character), LiveActor((320, 240), RATE)
    analyser, timeline, spans = Analyser.open(AnalysisSettings()), Timeline(), []
    prompter.go(0.0)
    for number in range(int(600 * RATE)):
        t_s = number / RATE
        if (span := prompter.tick(t_s)) is not None:
            spans.append(span)
        if prompter.at is None:
            break
        actor.act(*understudy.shows(prompter.at, prompter.share(t_s)))
        timeline.append(analyser.analyse(Frame(number, t_s, actor.picture(t_s))))
    wanted = [(span, script.lines[span.index].target_for(character)) for span in spans]
    played = [
        (span.index, target, score_line(timeline, target, span.start_s, span.end_s))
        for span, target in wanted
        if target is not None
    ]
    total = total_of(score for _, _, score in played)
    assert total is not None and total > 85
    assert len(understudy.missed) == len({line.scene for line in script.lines}) == 2
    tips = {tip for each in TIPS.values() for tip in each.values()}
    for index, target, score in played:
        assert score is not None
        assert score.total < 60 if index in understudy.missed else score.total > 80
        if index in understudy.missed:
            assert words_on(score, target)[1] in tips


@pytest.mark.parametrize("level", [1, 3])
def test_the_understudy_holds_every_task_of_a_round_and_comes_late_for_one(level: int) -> None:
    tasks = plan(EMOTIONS, level, seed=level)
    practice, understudy, actor = PracticeRound(tasks), RoundUnderstudy(tasks), LiveActor((320, 240), RATE)
    analyser = Analyser.open(AnalysisSettings())
    for number in range(int(60 * RATE)):
        t_s = number / RATE
        actor.act(*understudy.shows(practice.standing))
        practice.feed(analyser.analyse(Frame(number, t_s, actor.picture(t_s))))
        if practice.over:
            break
    assert practice.best_streak == len(tasks)
    for number, result in enumerate(practice.results, 1):
        assert result.points < 95 if number == understudy.missed else result.points > 95
