"""Two takes beside each other."""

from pathlib import Path

import pytest

from acting_mirror.gui.takes.page import TakesPage
from tests.gui.driver import Driver
from tests.gui.takes_driver import LINES


def test_compared_lines_play_together_and_the_better_one_is_marked(
    mirror: Driver, takes: TakesPage, takes_folder: Path
) -> None:
    takes.open_take(takes_folder / "monday")
    mirror.until(lambda: takes.review.isVisible())
    takes.bar.compare.click()
    compare = takes.compare
    mirror.until(lambda: compare.isVisible() and all(side.view.frame is not None for side in compare.sides))
    left, right = compare.sides
    mirror.until(lambda: compare.table.rows.pairs)
    assert left.take is not None and right.take is not None
    assert (left.take.facts.name, right.take.facts.name) == ("monday", "wednesday")
    right.chosen.emit(takes_folder / "tuesday")
    mirror.until(lambda: right.take is not None and right.take.facts.name == "tuesday" and right.view.frame is not None)
    (first, second) = compare.table.rows.pairs
    assert first.left.score is not None and first.right.score is not None
    assert (first.better, second.better) == (0, 0)
    assert second.left.score is not None
    assert compare.table.rows.index(1, 3).data() == f"{second.left.score.total:.0f} ●"
    mirror.until(lambda: compare.table.rows.index(1, 5).data().endswith(("monday", "wednesday")))
    assert len(compare.curves.curves) == 2
    assert [take.name for take in compare.progress.takes] == ["monday", "tuesday", "wednesday"]
    mirror.press("PgDown", takes)
    assert [side.view.player.now_s() for side in compare.sides if side.view.player] == pytest.approx(
        [LINES[1].start_s] * 2
    )
    mirror.press("PgUp", takes)
    mirror.press("Space", takes)
    assert compare.aligned.playing
    mirror.until(lambda: compare.aligned.row == 1)
    mirror.until(lambda: not compare.aligned.playing)
    ends = [side.view.player.now_s() for side in compare.sides if side.view.player is not None]
    assert ends == pytest.approx([LINES[1].end_s] * 2, abs=0.3)
    right.hear.click()
    assert [side.view.player.clock.muted for side in compare.sides if side.view.player is not None] == [True, False]
    mirror.press("Esc", takes)
    assert takes.library.isVisible()
