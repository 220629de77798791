"""What is written for machines that we don't have: nothing here runs it, so it holds together at least."""

import plistlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from acting_mirror import paths
from acting_mirror.rehearsal.script_file import ENDINGS

ROOT = paths.changelog_file().parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = re.compile(r"actions/(checkout|setup-python|upload-artifact|download-artifact)@v\d+")
FILES = re.compile(r"(?:\.ci|packaging)[/\\][\w./\\-]+")


def jobs_of(path: Path) -> dict[str, dict[str, Any]]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_each_job_is_plain_steps_and_official_actions_of_a_pinned_version(workflow: Path) -> None:
    for job in jobs_of(workflow).values():
        assert job["runs-on"] and set(job.get("needs", ())) <= set(jobs_of(workflow))
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            assert "run" in step or ACTIONS.fullmatch(step["uses"])


def test_what_the_steps_run_is_there(workflow: Path) -> None:
    commands = "\n".join(step.get("run", "") for job in jobs_of(workflow).values() for step in job["steps"])
    assert not [name for name in FILES.findall(commands) if not (ROOT / name.replace("\\", "/")).is_file()]


def test_each_says_that_it_never_ran(workflow: Path) -> None:
    assert workflow.read_text(encoding="utf-8").startswith("# Never run so far")


def test_the_tests_run_on_every_system_and_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pythons = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    (tests,) = jobs_of(ROOT / ".github" / "workflows" / "tests.yml").values()
    matrix = tests["strategy"]["matrix"]
    assert matrix["python"] == pythons
    assert [system.split("-")[0] for system in matrix["system"]] == ["ubuntu", "windows", "macos"]


def test_all_artefacts_are_in_the_list_of_hashes_and_published() -> None:
    jobs = jobs_of(ROOT / ".github" / "workflows" / "release.yml")
    kept = {step["with"]["name"] for job in jobs.values() for step in job["steps"] if "upload" in step.get("uses", "")}
    assert kept == set(jobs["publish"]["needs"]) == {"wheel", "linux", "windows", "macos"}
    assert any("sha256sum" in step.get("run", "") for step in jobs["publish"]["steps"])


def test_the_installers_know_the_program_as_it_is_built() -> None:
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    (name,) = re.findall(r'^NAME = "(.+)"$', spec, re.MULTILINE)
    assert f'#define Name "{name}"' in (ROOT / "packaging/windows/acting-mirror.iss").read_text(encoding="utf-8")
    assert f'name="{name}"' in (ROOT / "packaging/macos/make_dmg").read_text(encoding="utf-8")


def test_the_scripts_that_windows_offers_to_open_can_be_read() -> None:
    registry = (ROOT / "packaging/windows/acting-mirror.iss").read_text(encoding="utf-8")
    offered = set(re.findall(r"Classes\\(\.\w+)\\OpenWithProgids", registry))
    assert offered and offered <= set(ENDINGS)


def test_a_signed_program_may_ask_macos_for_all_that_it_says_it_uses() -> None:
    allowed = plistlib.loads((ROOT / "packaging/macos/entitlements.plist").read_bytes())
    said = re.findall(r"NS(\w+)UsageDescription", (ROOT / "build.spec").read_text(encoding="utf-8"))
    names = {"Camera": "device.camera", "Microphone": "device.audio-input"}
    assert said and all(allowed[f"com.apple.security.{names[each]}"] for each in said)
