"""What is written of a clip that was scored."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from acting_mirror.core.text import printable
from acting_mirror.files.whole_file import check_outputs, write_new
from acting_mirror.pipeline.self_tape import SelfTape
from acting_mirror.pipeline.take_report import report_files, write_report
from acting_mirror.rehearsal.direction_tips import feedback_on
from acting_mirror.report.elan import take_eaf
from acting_mirror.report.take_table import self_tape_json, take_csv


@dataclass(frozen=True, slots=True)
class TapeOutputs:
    """The files to write, each of them or none.

    Attributes:
        json: Total, lines, scores and words.
        csv: One row a line.
        eaf: Tiers for ELAN.
        report: A page to share with the film.
        blur: Whether that page plays a copy with all faces blurred.
        force: Whether files that exist are replaced.
    """

    json: Path | None = None
    csv: Path | None = None
    eaf: Path | None = None
    report: Path | None = None
    blur: bool = False
    force: bool = False

    def paths(self) -> list[Path]:
        """All files to write."""
        return [path for path in (self.json, self.csv, self.eaf, self.report) if path is not None]

    def check(self, inputs: Collection[Path]) -> None:
        """Find out early whether they can be written without replacing an input; raises `UserError` when one can't."""
        report = report_files(self.report, self.blur) if self.report is not None else []
        check_outputs([*filter(None, (self.json, self.csv, self.eaf)), *report], self.force, inputs)


def write_tape(
    tape: SelfTape,
    outputs: TapeOutputs,
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
) -> str:
    """Write of a scored clip what is asked for, the report last.

    Args:
        tape: What was scored.
        outputs: What to write.
        progress: Called while faces are blurred, as `write_report` says.
        stop: When set meanwhile, the report is not written.

    Returns:
        What the user should know of it, in a sentence; "" where there is nothing.

    Raises:
        UserError: A file can't be written, or would replace clip or script.
        CancelledError: `stop` was set while faces were blurred.
    """
    outputs.check([tape.video, tape.script.path])
    if outputs.json is not None:
        write_new(outputs.json, _json(tape).encode(), outputs.force)
    if outputs.csv is not None:
        write_new(outputs.csv, take_csv(tape.facts).encode(), outputs.force)
    if outputs.eaf is not None:
        write_new(outputs.eaf, take_eaf(tape.facts, tape.timeline, tape.video, outputs.eaf), outputs.force)
    if outputs.report is None:
        return ""
    return write_report(
        outputs.report, tape.facts, tape.timeline, tape.video, outputs.force, outputs.blur, progress, stop
    )


def _json(tape: SelfTape) -> str:
    placing = tape.placing
    about = {
        "video": printable(tape.video.name),
        "broke_at_s": tape.broke_at,
        "placed_by": placing.by,
        "placed": placing.words,
        "placed_sure": [round(sure, 3) for sure in placing.sure],
    }
    return self_tape_json(tape.facts, tape.timeline, about, [feedback_on(line) for line in tape.facts.lines])
