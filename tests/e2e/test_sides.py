"""Who speaks in a script, and the scenes of one, as a user types it."""

from pathlib import Path

from tests.e2e.conftest import Run
from tests.sides_pdf import LAYOUTS, make_parts, set_script


def test_a_pdf_becomes_the_sides_of_one_character(run: Run, tmp_path: Path) -> None:
    (tmp_path / "play.pdf").write_bytes(set_script(make_parts(8), LAYOUTS["screenplay"]))
    taken = run("sides", "play.pdf", "--character", "anna", "--cues", "-o", "anna.fountain")
    assert taken.stdout == "Written: anna.fountain\n"
    listed = run("sides", "anna.fountain")
    assert listed.stdout.count("ANNA") == 1 and listed.returncode == 0
    again = run("sides", "anna.fountain", "-o", "anna.fountain", "--force")
    assert again.returncode == 2 and "anna.fountain" in again.stderr


def test_what_contradicts_itself_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ANNA. One.\nMARK. Two.\nANNA. Three.\n")
    assert "add -o FILE.fountain" in run("sides", "a.txt", "--character", "ANNA").stderr
    assert "add --character NAME" in run("sides", "a.txt", "--cues", "-o", "b.fountain").stderr
    assert "must end in .fountain" in run("sides", "a.txt", "-o", "b.txt").stderr
