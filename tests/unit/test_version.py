"""The version of the program stands in pyproject.toml; all others follow it."""

import re
import tomllib

from acting_mirror import paths
from acting_mirror.version import program_version

PROJECT = tomllib.loads(paths.changelog_file().with_name("pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_what_is_installed_calls_itself_as_the_project_does() -> None:
    assert program_version() == PROJECT["version"]


def test_the_newest_version_of_the_changelog_is_this_one_and_has_its_day() -> None:
    titles = re.findall(r"^## (.+)$", paths.changelog_file().read_text(encoding="utf-8"), re.MULTILINE)
    versions = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}", title) for title in titles]
    assert all(versions) and versions[0] is not None and versions[0][1] == PROJECT["version"]
