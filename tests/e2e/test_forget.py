"""What the program keeps, listed and deleted by its command."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from acting_mirror.cli.forget import forget
from acting_mirror.core.errors import UserError
from acting_mirror.core.take import FACTS_FILE, TAKES
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.settings.schema import Settings, WindowSettings
from acting_mirror.settings.store import SettingsStore
from tests.e2e.conftest import Run

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def take(tmp_path: Path, user_folders: Path) -> Path:
    """A take, in a folder of the user's choice; there are settings and a round of practice too."""
    SettingsStore().save(Settings(window=WindowSettings(recordings=str(tmp_path / "mine"))))
    PracticeLog().path.write_text("a round\n")
    facts = tmp_path / "mine" / TAKES / "monday" / FACTS_FILE
    facts.parent.mkdir(parents=True)
    facts.write_text("{}")
    return facts.parent


def answer(monkeypatch: pytest.MonkeyPatch, words: str | type[BaseException]) -> None:
    """What the user types when asked, or that they can't or don't want to."""
    answers: Iterator[str] = iter([words] if isinstance(words, str) else [])

    def asked(_: str) -> str:
        if isinstance(words, type):
            raise words
        return next(answers)

    monkeypatch.setattr("builtins.input", asked)


def test_it_lists_all_with_place_and_size_and_deletes_nothing(run: Run, take: Path) -> None:
    done = run("forget")
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert "1 kB" in rows["practice"] and "1 kB" in rows["takes"] and "nothing" in rows["profiles"]
    assert PracticeLog().path.exists() and take.exists()


def test_the_command_deletes_what_is_named(run: Run, take: Path) -> None:
    done = run("forget", "practice", "takes", "--yes")
    assert done.returncode == 0 and "practice: 1 kB deleted." in done.stdout
    assert not PracticeLog().path.exists() and SettingsStore().path.exists() and not take.exists()


@pytest.mark.parametrize(("words", "goes"), [("no", False), ("", False), ("Yes ", True), ("y", True)])
def test_it_goes_only_once_the_user_says_yes(
    monkeypatch: pytest.MonkeyPatch, capsys: Said, words: str, goes: bool
) -> None:
    answer(monkeypatch, words)
    forget(["practice"])
    assert PracticeLog().path.exists() != goes
    assert ("Nothing was deleted." in capsys.readouterr().out) != goes


def test_all_does_not_mean_the_users_own_work(take: Path) -> None:
    forget(everything=True, yes=True)
    assert not SettingsStore().path.exists() and not PracticeLog().path.exists() and take.exists()


def test_own_work_goes_when_it_is_named_besides_all(take: Path) -> None:
    forget(["takes"], everything=True, yes=True)
    assert not SettingsStore().path.exists() and not take.exists()


def test_where_nobody_can_be_asked_nothing_goes(monkeypatch: pytest.MonkeyPatch, take: Path) -> None:
    answer(monkeypatch, EOFError)
    with pytest.raises(UserError, match="--yes"):
        forget(["takes"], everything=True)
    answer(monkeypatch, KeyboardInterrupt)
    with pytest.raises(typer.Exit):
        forget(["takes"], everything=True)
    assert take.exists() and SettingsStore().path.exists()


def test_a_name_that_is_none_is_told_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"“everything”.*takes and recordings"):
        forget(["settings", "everything"], yes=True)
    assert SettingsStore().path.exists()


def test_what_can_not_be_deleted_keeps_nothing_else_from_going(
    monkeypatch: pytest.MonkeyPatch, capsys: Said, take: Path
) -> None:
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path == SettingsStore().path:
            raise PermissionError(13, "Permission denied", str(path))
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(typer.Exit) as ended:
        forget(everything=True, yes=True)
    assert ended.value.exit_code == 2 and "can't be deleted" in capsys.readouterr().err
    assert SettingsStore().path.exists() and not PracticeLog().path.exists()


def test_what_is_not_there_is_said_to_be_so(capsys: Said) -> None:
    forget(["yunet", "profiles"], yes=True)
    assert "Nothing of that is there." in capsys.readouterr().out
