"""The rounds of practice: a file beside the index of takes, one line a round.

It is no part of the index, which may be lost: rounds have no folder from which they could be had again.
"""

from dataclasses import asdict
from pathlib import Path

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.practice_result import RoundResult
from acting_mirror.record.json_lines import append_line, read_lines


class PracticeLog:
    """The file of rounds.

    Attributes:
        path: Where it is; it need not exist.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use a file; None for the one in the user's data folder."""
        self.path = path or paths.user_data_dir() / "practice.jsonl"

    def load(self) -> tuple[RoundResult, ...]:
        """All rounds, the oldest first.

        Raises:
            UserError: The file can't be read.
        """
        try:
            rounds = read_lines(self.path, RoundResult)
        except OSError as error:
            raise UserError(
                tr(
                    "Your practice rounds can't be read ({reason}): allow reading {path}.",
                    reason=error.strerror,
                    path=self.path,
                )
            ) from error
        return tuple(sorted(rounds, key=lambda each: each.made))

    def append(self, result: RoundResult) -> None:
        """Keep a round.

        Raises:
            UserError: It can't be written; the file is as it was.
        """
        try:
            append_line(self.path, {**asdict(result), "made": result.made.isoformat()})
        except OSError as error:
            where, why = self.path.parent, error.strerror or error
            raise UserError(
                tr(
                    "This round can't be kept in {folder} ({reason}): free some space there or allow writing.",
                    folder=where,
                    reason=why,
                )
            ) from error
