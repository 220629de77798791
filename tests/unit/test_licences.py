import re
import tomllib

from acting_mirror import paths

ROOT = paths.notice_file().parent
NOTICE = paths.notice_file().read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_notice_leads_to_each_licence_that_ships() -> None:
    shipped = {path.relative_to(ROOT).as_posix() for pattern in PROJECT["license-files"] for path in ROOT.glob(pattern)}
    assert set(re.findall(r"\]\(([^):]+)\)", NOTICE)) == shipped - {"NOTICE.md"}
    assert all((ROOT / name).stat().st_size for name in shipped)


def test_each_folder_with_the_work_of_others_has_a_licence() -> None:
    models = [card.parent for card in paths.models_dir().glob("*/card.json")]
    folders = [*models, paths.resources_dir() / "fonts", paths.resources_dir() / "report"]
    assert models and all(f"`{folder.relative_to(ROOT).as_posix()}`" in NOTICE for folder in folders)
    assert all([*folder.glob("*LICENSE.txt")] for folder in folders)


def test_each_package_that_is_installed_along_is_named() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = " ".join(["", *PROJECT["dependencies"], *extras["cluster"], *extras["keras"], *extras["youtube"]])
    names = set(re.findall(r" ([\w-]+)(?=[\[><!])", wanted))
    assert names and names <= set(re.split(r"[^\w-]+", NOTICE))
