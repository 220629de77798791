from dataclasses import replace
from pathlib import Path

import pytest
from pympi import Elan

from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.take import Marker, PartnerLine, TakeFacts, TakeLine
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.elan import BLINKS, HEAD_MOVES, LINES, LOOKS, MARKERS, PARTNER, READINGS, TARGETS, take_eaf
from tests.moving import acting, moving_timeline
from tests.readings import Shown, timeline_of
from tests.takes import a_line, some_facts


def shows(t_s: float) -> Shown:
    """Happy for a second, turned away for half of one, then sad until two seconds."""
    return {"happy": 0.8} if t_s < 0.99 else None if t_s < 1.49 else {"sad": 0.6}


def written(folder: Path, facts: TakeFacts, timeline: Timeline, media: Path | None = None) -> Elan.Eaf:
    """What the same library reads of the file."""
    file = folder / "take.eaf"
    file.write_bytes(take_eaf(facts, timeline, media or folder / "media.mp4", file))
    return Elan.Eaf(str(file))


def notes(eaf: Elan.Eaf, tier: str) -> list[tuple[int, int, str]]:
    return sorted(eaf.get_annotation_data_for_tier(tier))


def test_lines_targets_readings_and_markers_come_back_with_their_times(tmp_path: Path) -> None:
    facts = some_facts(lines=[a_line(1), replace(a_line(2, "Well, “you” & <I>?"), target=None)])
    eaf = written(tmp_path, facts, timeline_of(shows, 2.0))
    assert set(eaf.get_tier_names()) == {LINES, TARGETS, READINGS, MARKERS}
    assert notes(eaf, LINES) == [(0, 2000, "ANNA: Is it you?"), (2000, 4000, "ANNA: Well, “you” & <I>?")]
    assert notes(eaf, TARGETS) == [(0, 2000, "sad 40%")]
    assert notes(eaf, READINGS) == [(0, 1000, "Happy 80 %"), (1500, 2000, "Sad 60 %")]
    assert notes(eaf, MARKERS) == [(1500, 2000, "good")]
    assert eaf.adocument["DATE"] == "2026-11-24T09:30:12+01:00"


def test_a_partner_who_was_heard_has_a_tier(tmp_path: Path) -> None:
    facts = replace(some_facts(), partner=(PartnerLine(1, "MARK", "It is.", 2.1, 3.0, mixed=True),))
    assert notes(written(tmp_path, facts, Timeline()), PARTNER) == [(2100, 3000, "MARK: It is.")]


@pytest.mark.parametrize(
    ("media", "link", "kind"),
    [
        ("media.mp4", "./media.mp4", "video/mp4"),
        ("films/my tape.mov", "./films/my tape.mov", "video/quicktime"),
        ("../other/a.mkv", "../other/a.mkv", "video/*"),
    ],
)
def test_the_media_is_linked_by_its_place_beside_the_file(tmp_path: Path, media: str, link: str, kind: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    [linked] = written(folder, some_facts(), Timeline(), folder / media).get_linked_files()
    assert (linked["RELATIVE_MEDIA_URL"], linked["MEDIA_URL"], linked["MIME_TYPE"]) == (link, link, kind)


def test_notes_of_a_tier_never_overlap_and_have_a_length(tmp_path: Path) -> None:
    line = a_line(1)
    lines: list[TakeLine] = [line, replace(line, text="Yes.", start_s=1.5, end_s=1.5, target=Target("happy"))]
    markers = tuple(Marker(t_s, words) for t_s, words in ((1.0, "a"), (1.2, "b"), (1.2, "c")))
    eaf = written(tmp_path, replace(some_facts(lines=lines), markers=markers), Timeline())
    assert notes(eaf, LINES) == [(0, 1500, "ANNA: Is it you?"), (1500, 1501, "ANNA: Yes.")]
    assert notes(eaf, MARKERS) == [(1000, 1200, "a"), (1200, 1700, "b / c")]
    assert notes(eaf, READINGS) == []


def test_signs_that_xml_can_not_hold_are_left_out(tmp_path: Path) -> None:
    facts = some_facts(lines=[a_line(1, "Is\x0b it \ud800you\x00?")])
    assert notes(written(tmp_path, facts, Timeline()), LINES) == [(0, 2000, "ANNA: Is  it  you ?")]


def test_what_the_face_did_has_tiers_of_its_own_where_it_was_measured(tmp_path: Path) -> None:
    eaf = written(tmp_path, some_facts(lines=[]), moving_timeline(acting, 20))
    assert set(eaf.get_tier_names()) - {LINES, TARGETS, READINGS, MARKERS} == {
        *(LOOKS, BLINKS, HEAD_MOVES),
        "mouth_corners_up",
    }
    assert notes(eaf, LOOKS) == [(0, 4000, "lens"), (4000, 8000, "down"), (8000, 19000, "lens")]
    assert [words for *_, words in notes(eaf, BLINKS)] == ["blink", "blink"]
    assert [words for *_, words in notes(eaf, HEAD_MOVES)] == ["nod", "shake"]
    assert notes(eaf, "mouth_corners_up") == [(2000, 3000, "80 %")]


def test_a_take_has_looks_by_its_own_eyeline(tmp_path: Path) -> None:
    facts = replace(some_facts(lines=[]), eyeline=Eyeline((0.0, 0.0), (0.0, -20.0)))
    eaf = written(tmp_path, facts, moving_timeline(acting, 20))
    assert notes(eaf, LOOKS)[1] == (4000, 8000, "partner")
