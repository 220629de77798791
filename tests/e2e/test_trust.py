"""The program keeps what it does to itself: nothing leaves the computer, and all that it writes is known."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from acting_mirror.cli.main import app
from acting_mirror.pipeline.stored_data import stored_data
from tests.main_flows import ASKED

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a user's folders can't be lent")

_ROOT: Final = Path(__file__).parents[2]
_OF_THE_SYSTEM: Final = (".cache/fontconfig", ".cache/mesa_shader_cache", ".config/pulse")
"""What libraries of the system keep for all programs, of fonts, graphics and sound."""


@dataclass(frozen=True)
class Flows:
    """A user's fresh folders, and what was told while all was done in them once."""

    home: Path
    temporary: Path
    cut_off: bool
    ended: Mapping[str, Any]
    addresses: list[tuple[str, str]]


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Flows:
    folder = tmp_path_factory.mktemp("flows")
    home, temporary, work = (folder / name for name in ("home", "tmp", "work"))
    for each in (home, temporary, work):
        each.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": str(_ROOT)}
    without_network = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    cut_off = not subprocess.run([*without_network, "true"], check=False, capture_output=True).returncode
    command = [*(without_network if cut_off else []), sys.executable, "-m", "tests.main_flows"]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    return Flows(home, temporary, cut_off, told["ended"], told["addresses"])


@pytest.fixture
def at_home(flows: Flows, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The test looks with the eyes of that user."""
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(flows.home))
    monkeypatch.setattr(tempfile, "tempdir", str(flows.temporary))
    yield flows.home / "Videos" / "Acting Mirror"


def written(flows: Flows) -> set[Path]:
    """All files there are in the user's folders, but for the system's."""
    foreign = tuple(str(flows.home / name) for name in _OF_THE_SYSTEM)
    found = (path for folder in (flows.home, flows.temporary) for path in folder.rglob("*") if not path.is_dir())
    return {path for path in found if not str(path).startswith(foreign)}


def test_all_works_without_a_network(flows: Flows) -> None:
    if not flows.cut_off:
        pytest.skip("a network of one's own is not allowed here")
    commands = {command.callback.__name__ for command in app.registered_commands if command.callback is not None}
    assert commands - flows.ended.keys() == {"gui"}, "the window is passed through by itself"
    assert {name: end for name, end in flows.ended.items() if name not in ASKED and end != 0} == {}
    assert "can't be fetched" in flows.ended["download"] and "can't be fetched" in flows.ended["a link"]


def test_no_address_is_asked_for_but_what_the_user_asks_for(flows: Flows) -> None:
    assert {flow for flow, _ in flows.addresses} == ASKED, flows.addresses


def test_all_that_is_written_is_in_the_table(flows: Flows, at_home: Path) -> None:
    kept = stored_data(at_home)
    known = {path for each in kept for path in each.files}
    assert {path for path in written(flows) if not known & {path, *path.parents}} == set()
    none = {each.name for each in kept if not each.files}
    assert none == {"links", "yunet", "lexicon", "expressions", "tape-profiles", "help", "partner"}, (
        "what was done has left a trace of every other kind"
    )


def test_nothing_is_left_when_all_of_it_is_forgotten(flows: Flows, at_home: Path) -> None:
    for each in stored_data(at_home):
        each.delete()
    assert written(flows) == set()
