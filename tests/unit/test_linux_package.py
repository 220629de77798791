"""What the package for Debian says of the program; the package itself is built and looked into by `.ci/package`."""

import hashlib
import os
import re
import runpy
import shutil
import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from acting_mirror import paths
from acting_mirror.rehearsal.script_file import FORMATS

ROOT = paths.notice_file().parent
TEXTS = ROOT / "packaging" / "linux"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SCRIPT = runpy.run_path(str(ROOT / ".ci" / "package"))
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The package's files, of a program of one file."""
    (tmp_path / SCRIPT["HOME"]).mkdir(parents=True)
    program = b"\x7fELF\0GLIBC_2.17\0GLIBC_2.34\0GLIBC_2.4\0" + bytes(1500)
    (tmp_path / SCRIPT["HOME"] / "Acting Mirror").write_bytes(program)
    SCRIPT["write_texts"](tmp_path, {"version": VERSION, "date": "2026-01-02"})
    SCRIPT["write_control"](tmp_path, "amd64")
    return tmp_path


def desktop() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.read(TEXTS / "acting-mirror.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


def endings() -> dict[str, str]:
    """What the package says of files, by their ending: their type."""
    types = ElementTree.parse(TEXTS / "acting-mirror.mime.xml").getroot().iter(f"{MIME}mime-type")
    return {glob.attrib["pattern"]: kind.attrib["type"] for kind in types for glob in kind.iter(f"{MIME}glob")}


def checked(*command: object) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"there is no {command[0]}")
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_desktop_file_is_valid() -> None:
    checked("desktop-file-validate", TEXTS / "acting-mirror.desktop")


def test_what_shops_show_is_valid(root: Path) -> None:
    checked("appstreamcli", "validate", "--no-net", root / "usr/share/metainfo" / SCRIPT["COMPONENT"])


def test_both_kinds_of_script_that_no_desktop_knows_have_a_type_and_open_with_the_program(root: Path) -> None:
    assert set(endings()) == {f"*{ending}" for ending in FORMATS if ending != ".txt"}
    opened = set(desktop()["mimetype"].strip(";").split(";"))
    shown = ElementTree.parse(root / "usr/share/metainfo" / SCRIPT["COMPONENT"]).getroot().iter("mediatype")
    assert set(endings().values()) == {kind.text for kind in shown} <= opened


def test_names_and_versions_agree_in_all_that_the_package_says(root: Path) -> None:
    component = ElementTree.parse(root / "usr/share/metainfo" / SCRIPT["COMPONENT"]).getroot()
    release = component.find("releases/release")
    assert component.findtext("id") == SCRIPT["COMPONENT"].removesuffix(".metainfo.xml")
    assert component.findtext("launchable") == "acting-mirror.desktop"
    assert release is not None and release.attrib == {"version": VERSION, "date": "2026-01-02"}
    assert desktop()["icon"] == desktop()["startupwmclass"] == component.findtext("provides/binary") == "acting-mirror"
    assert f"\nVersion: {VERSION}\n" in (root / "DEBIAN/control").read_text(encoding="utf-8")


def test_the_control_file_is_complete(root: Path) -> None:
    control = (root / "DEBIAN/control").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^([\w-]+): (.+)$", control, re.MULTILINE))
    assert "$" not in control and control.endswith("\n")
    assert set(fields) == {
        *("Package", "Version", "Architecture", "Maintainer", "Installed-Size", "Section", "Priority"),
        *("Depends", "Recommends", "Description"),
    }
    assert (fields["Package"], fields["Architecture"]) == ("acting-mirror", "amd64")
    assert "libc6 (>= 2.34)" in fields["Depends"].split(", ")  # the newest that the program asks for
    files = [path for path in root.rglob("*") if path.is_file() and "DEBIAN" not in path.parts]
    assert int(fields["Installed-Size"]) >= sum(path.stat().st_size for path in files) / 1024


def test_the_sums_are_those_of_all_files(root: Path) -> None:
    lines = (root / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines()
    files = [path for path in root.rglob("*") if path.is_file() and "DEBIAN" not in path.parts]
    sums = {f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}" for path in files}
    assert set(lines) == sums


def test_whose_work_it_is_comes_along(root: Path) -> None:
    words = (root / "usr/share/doc/acting-mirror/copyright").read_text(encoding="utf-8")
    assert "GNU GPL, version 3" in words and "MIT License" in words and "/opt/acting-mirror/_internal" in words


@pytest.mark.parametrize("before", [None, "/usr/local/lib"])
def test_what_the_program_starts_finds_the_systems_libraries(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/acting-mirror/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)  # as PyInstaller's loader keeps it
    runpy.run_path(str(ROOT / ".ci" / "own_libraries.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == before
