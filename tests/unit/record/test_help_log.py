from datetime import UTC, datetime
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.line_help import LineHelp, RunHelp
from acting_mirror.record.help_log import HelpLog

RUN = RunHelp(datetime(2026, 11, 28, tzinfo=UTC), "the letter", "anna", (LineHelp("it is me.", True),))


def test_rehearsals_come_back_as_they_were_past_what_is_damaged(tmp_path: Path) -> None:
    log = HelpLog(tmp_path / "data" / "help.jsonl")
    assert log.load() == ()
    log.append(RUN)
    with log.path.open("a", encoding="utf-8") as file:
        file.write('{"version": 1, "made": "no\n')
    log.append(RUN)
    assert log.load() == (RUN, RUN)


def test_a_file_that_cannot_be_read_or_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    log = HelpLog(tmp_path)
    with pytest.raises(UserError, match="allow reading"):
        log.load()
    with pytest.raises(UserError, match="can't be kept"):
        log.append(RUN)


def test_a_time_without_a_zone_is_our_own_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        RunHelp(datetime(2026, 11, 28), "", "", ())
