from pathlib import Path

from tests.e2e.conftest import Run
from tests.takes import make_take


def test_takes_are_listed_and_one_is_written_as_numbers(run: Run, tmp_path: Path) -> None:
    make_take(tmp_path / "Takes", "Monday")
    broken = make_take(tmp_path / "Takes", "Tuesday")
    (broken.folder / "take.json").write_text("{")
    listed = run("takes", "--folder", str(tmp_path))
    assert listed.returncode == 0, listed.stderr
    assert "Monday" in listed.stdout
    assert "take.json is damaged" in listed.stderr
    files = [str(tmp_path / name) for name in ("lines.csv", "take.json", "readings.csv", "take.eaf")]
    options = [word for pair in zip(("--csv", "--json", "--readings", "--eaf"), files, strict=True) for word in pair]
    done = run("takes", "Monday", "--folder", str(tmp_path), *options)
    assert done.returncode == 0, done.stderr
    assert all(len(Path(file).read_text()) > 100 for file in files)


def test_not_even_force_replaces_the_takes_own_files(run: Run, tmp_path: Path) -> None:
    take = make_take(tmp_path / "Takes", "Monday")
    before = (take.folder / "take.json").read_bytes()
    own = str(take.folder / "take.json")
    done = run("takes", "Monday", "--folder", str(tmp_path), "--json", own, "--force")
    assert done.returncode == 2
    assert "own files" in done.stderr
    assert (take.folder / "take.json").read_bytes() == before
