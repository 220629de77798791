from pathlib import Path

import cv2

from acting_mirror.core.frame import Image
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.e2e.conftest import Run
from tests.e2e.test_bad_input import refused


def test_a_folder_is_ranked_and_its_sheet_written(run: Run, tmp_path: Path, astronaut: Image) -> None:
    folder = tmp_path / "headshots"
    folder.mkdir()
    actor = SyntheticActor((640, 360))
    for name, t_s in (("angry", 13.5), ("rest", 1.5)):
        cv2.imwrite(str(folder / f"{name}.png"), actor.frame(round(t_s * 30)).bgr)
    cv2.imwrite(str(folder / "smile.jpg"), astronaut[:300, 50:400])
    cv2.imwrite(str(folder / "dark.jpg"), astronaut[:300, 50:400] // 8)
    done = run("photos", "headshots", "--rank", "--sheet", "sheet.html")
    assert done.returncode == 0, done.stderr
    places = [done.stdout.find(part) for part in ("Positive:", "smile.jpg", "(best smile)", "Neutral:", "rest.png")]
    places += [done.stdout.find(part) for part in ("Negative:", "angry.png", "Not everyone", "dark.jpg", "Written:")]
    assert -1 not in places, done.stdout
    assert places == sorted(places)
    assert (tmp_path / "sheet.html").read_text().count("data:image/jpeg") == 4


def test_a_sheet_of_another_kind_is_refused_before_photos_are_read(run: Run, tmp_path: Path) -> None:
    refused(run("photos", tmp_path, "--sheet", "sheet.gif"), "sheet.gif", ".png or .html")
