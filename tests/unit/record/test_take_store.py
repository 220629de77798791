import json
import logging
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.eyeline import Eyeline
from acting_mirror.core.take import Marker, PartnerLine, weakest
from acting_mirror.record.take_facts import change_facts, read_facts
from acting_mirror.record.take_index import TakeOrder
from acting_mirror.record.take_store import Lack, NoTimelineError, TakeStore
from tests.takes import MADE, SCORE, a_line, make_take, some_facts


@pytest.fixture
def store(tmp_path: Path) -> TakeStore:
    return TakeStore(tmp_path / "Takes", tmp_path / "index" / "takes.sqlite")


def names(store: TakeStore, search: str = "", order: TakeOrder = TakeOrder.NEWEST) -> list[str]:
    return [take.name for take in store.list(search, order)]


def test_a_take_comes_back_as_it_was_written(store: TakeStore) -> None:
    written = make_take(store.folder)
    take = store.open(written.folder)
    assert take == written
    assert store.lacks(take) == ()
    assert store.timeline(take).frames == 60
    (listed,) = store.list()
    assert (listed.folder, listed.made, listed.total, listed.problem) == (take.folder, MADE, 80.0, "")


def test_no_folder_is_no_takes(store: TakeStore) -> None:
    assert store.list() == []
    assert not store.folder.exists()


def test_takes_are_listed_in_each_order_and_found_by_any_of_their_words(store: TakeStore) -> None:
    kinds = [("Álpha", 1, 50.0, 9.0), ("beta", 2, 90.0, 5.0), ("gamma", 3, None, 7.0)]
    for name, day, total, length_s in kinds:
        facts = some_facts(name, [a_line(text=f"These are the words of {name}.")])
        made = MADE + timedelta(days=day)
        make_take(store.folder, name, replace(facts, made=made, total=total, length_s=length_s, notes=f"N{day}"))
    assert names(store) == ["gamma", "beta", "Álpha"]
    assert names(store, order=TakeOrder.BEST) == ["beta", "Álpha", "gamma"]
    assert names(store, order=TakeOrder.NAME) == ["beta", "gamma", "Álpha"]
    assert names(store, order=TakeOrder.LONGEST) == ["Álpha", "gamma", "beta"]
    assert names(store, "WORDS OF álpha") == ["Álpha"]
    assert names(store, "the door anna n2") == ["beta"]
    assert names(store, "% _ '") == []


def test_a_take_of_few_lines_is_ranked_behind_those_of_most(store: TakeStore) -> None:
    for name, total, scored in (("whole", 40.0, 4), ("most", 50.0, 3), ("one", 99.0, 1)):
        lines = [a_line(number, f"Line {number}.") for number in range(1, scored + 1)]
        make_take(store.folder, name, replace(some_facts(name, lines), total=total, scorable=4))
    found = store.list(order=TakeOrder.BEST)
    assert [take.name for take in found] == ["most", "whole", "one"]
    assert found[2].said == ("line 1.",) and [take.share for take in found] == [
        *("3 of 4 lines", "all lines", "1 of 4 lines")
    ]


def test_a_slate_is_listed_as_one(store: TakeStore) -> None:
    make_take(store.folder, "slate", replace(some_facts("slate", ()), slate=True))
    make_take(store.folder, "scene", some_facts("scene"))
    for _ in ("read", "known"):
        assert {take.name: take.slate for take in store.list()} == {"slate": True, "scene": False}


def test_what_is_changed_is_in_the_folder_and_in_the_list(store: TakeStore) -> None:
    take = make_take(store.folder)
    assert names(store) == ["one"]
    take = store.rename(take, " Two ")
    take = store.set_star(take, True)
    take = store.set_notes(take, "Slower.")
    take = store.set_markers(take, [Marker(3, "late"), Marker(1, "early")])
    take = change_facts(take, lines=(a_line(1), a_line(2)), total=70.0)
    assert take == store.open(take.folder)
    assert [marker.words for marker in take.facts.markers] == ["early", "late"]
    assert [line.number for line in take.facts.lines] == [1, 2]
    (listed,) = store.list("SLOWER\N{NO-BREAK SPACE}")
    assert (listed.name, listed.star, listed.total) == ("Two", True, 70.0)
    with pytest.raises(UserError, match="needs a name"):
        store.rename(take, "  ")


def test_a_take_that_knows_its_eyeline_and_its_partners_lines_can_be_changed(store: TakeStore) -> None:
    heard = PartnerLine(1, "MARK", "You never changed the lock.", 0.5, 2.0)
    facts = replace(some_facts(), eyeline=Eyeline((0.0, 1.0), (12.0, 1.0)), partner=(heard,))
    take = make_take(store.folder, facts=facts)

    changed = change_facts(take, notes="Slower.")

    assert read_facts(take.folder) == changed.facts == replace(facts, notes="Slower.")


def test_the_folder_is_the_truth(store: TakeStore) -> None:
    one, two = make_take(store.folder, "one"), make_take(store.folder, "two")
    assert len(store.list()) == 2
    make_take(store.folder, "three")
    facts = one.folder / "take.json"
    facts.write_text(facts.read_text().replace('"one"', '"by hand"'))
    shutil.rmtree(two.folder)
    assert sorted(names(store)) == ["by hand", "three"]


def test_the_takes_of_another_folder_stay_in_the_index(store: TakeStore, tmp_path: Path) -> None:
    make_take(store.folder, "one")
    other = TakeStore(tmp_path / "Others", tmp_path / "index" / "takes.sqlite")
    make_take(other.folder, "two")
    assert (names(store), names(other), names(store)) == (["one"], ["two"], ["one"])


def test_a_damaged_take_hides_no_other_and_is_not_touched(store: TakeStore) -> None:
    make_take(store.folder, "good")
    damage = {
        "torn": b'{"version": 1, "na',
        "no facts": b"[]",
        "newer": b'{"version": 2, "name": "from the future"}',
        "wrong": (make_take(store.folder, "x").folder / "take.json").read_bytes().replace(b"sad", b"mad"),
        "no emotion": (make_take(store.folder, "y").folder / "take.json")
        .read_bytes()
        .replace(b'"leak": "sad"', b'"leak": "/"'),
        "no file": b'{"version": 1, "made": "2026-11-24T09:30:12Z", "name": "a", "script_file": "a\\u0000"}',
        "elsewhere": b'{"version": 1, "made": "2026-11-24T09:30:12Z", "name": "a", "script_file": "../a.fountain"}',
        "not text": b"\xff\xfe",
        "deep": b"[" * 100_000,
        "half a letter": b'{"version": 1, "made": "0001-01-01T00:00:00+14:00", "name": "\\ud800"}',
    }
    for name in ("x", "y"):
        shutil.rmtree(store.folder / name)
    for name, content in damage.items():
        take = make_take(store.folder, name)
        (take.folder / "take.json").write_bytes(content)
    (make_take(store.folder, "without").folder / "take.json").unlink()
    (store.folder / "holiday").mkdir()
    (store.folder / "readme.txt").write_text("mine")
    listed = {take.name: take.problem for take in store.list()}
    assert listed.keys() == {"good", "without", *damage}
    assert [name for name, problem in listed.items() if not problem] == ["good"]
    assert "newer Acting Mirror" in listed["newer"]
    assert "is missing" in listed["without"]
    for name, content in damage.items():
        with pytest.raises(UserError):
            store.open(store.folder / name)
        with pytest.raises(UserError):
            store.set_star(replace(make_take(store.folder / "spare", name), folder=store.folder / name), True)
        assert (store.folder / name / "take.json").read_bytes() == content


def test_the_oldest_moment_and_odd_names_can_be_listed(store: TakeStore) -> None:
    make_take(store.folder, "old", replace(some_facts("old"), made=MADE.replace(year=1, month=1, day=1)))
    os.mkdir(os.fsencode(store.folder) + b"/\xff")
    assert names(store) == ["old"]


def test_what_a_newer_program_noted_is_kept(store: TakeStore) -> None:
    take = make_take(store.folder, facts=some_facts("one", [a_line(1), a_line(2)]))
    path = take.folder / "take.json"
    content = json.loads(path.read_text())
    content["weather"] = "rain"
    content["lines"][1]["breath"] = 3
    content["lines"][1]["score"]["gaze"] = 0.5
    path.write_text(json.dumps(content))
    change_facts(store.set_star(take, True), lines=(a_line(2),), total=None)
    after = json.loads(path.read_text())
    assert (after["weather"], after["star"], after["version"]) == ("rain", True, 1)
    assert (after["lines"][0]["breath"], after["lines"][0]["score"]["gaze"]) == (3, 0.5)


@pytest.mark.parametrize("entry", [b'"\xff": 1', b'"weather": "\xff"'])
def test_a_take_with_a_damaged_entry_that_is_not_ours_opens_and_is_not_changed(store: TakeStore, entry: bytes) -> None:
    take = make_take(store.folder)
    path = take.folder / "take.json"
    path.write_bytes(b"{" + entry + b"," + path.read_bytes().lstrip(b"{"))
    content = path.read_bytes()
    assert store.open(take.folder) == take
    with pytest.raises(UserError, match="is damaged"):
        store.set_star(take, True)
    assert path.read_bytes() == content


def test_what_a_take_lacks_is_said_and_the_rest_opens(store: TakeStore) -> None:
    take = make_take(store.folder)
    take.media.unlink()
    assert store.lacks(take) == (Lack.MEDIA,)
    assert store.open(take.folder).facts.total == 80
    take.timeline_file.write_bytes(take.timeline_file.read_bytes()[:500])
    with pytest.raises(NoTimelineError, match="read again"):
        store.timeline(take)
    take.timeline_file.unlink()
    assert store.lacks(take) == (Lack.MEDIA, Lack.READINGS)
    whole = store.open_whole(take.folder)
    assert (whole.take, whole.timeline, whole.lacks) == (take, None, (Lack.MEDIA, Lack.READINGS))
    with pytest.raises(NoTimelineError):
        store.timeline(take)
    (take.folder / "media.mp4.part.mkv").touch()
    assert store.lacks(take) == (Lack.END, Lack.READINGS)


def set_table(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(statement)


@pytest.mark.parametrize(
    "fault", ["text", "torn", "torn words", "other program", "other version", "other columns", "folder"]
)
def test_an_index_that_is_not_ours_any_more_is_made_anew(
    store: TakeStore, tmp_path: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    make_take(store.folder)
    index = tmp_path / "index" / "takes.sqlite"
    assert names(store) == ["one"]
    if fault == "text":
        index.write_text("my shopping list, which is long enough to be looked at as a database" * 100)
    elif fault == "torn":
        index.write_bytes(index.read_bytes()[:4096] + b"\xff" * 4096)
    elif fault == "torn words":
        index.write_bytes(index.read_bytes().replace(b"PRIMARY KEY", b"PRIMARY \x87EY"))
    elif fault == "folder":
        index.unlink()
        index.mkdir()
    elif fault == "other columns":
        set_table(index, "DROP TABLE takes; CREATE TABLE takes (root TEXT, mine TEXT)")
    elif fault == "other version":
        set_table(index, "PRAGMA user_version = 99")
    else:
        index.unlink()
        set_table(index, "CREATE TABLE mine (words TEXT); INSERT INTO mine VALUES ('dear')")
    with caplog.at_level(logging.WARNING):
        assert names(store) == ["one"]
    assert "takes.sqlite" in caplog.text
    assert names(store, "is it you") == ["one"]
    if fault == "other program":
        with closing(sqlite3.connect(f"{index}.bad")) as connection:
            assert connection.execute("SELECT words FROM mine").fetchall() == [("dear",)]


def test_a_locked_or_lost_index_is_done_without(store: TakeStore, tmp_path: Path) -> None:
    make_take(store.folder)
    assert names(store) == ["one"]
    index = tmp_path / "index" / "takes.sqlite"
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        make_take(store.folder, "two")
        assert sorted(names(store)) == ["one", "two"]
    shutil.rmtree(index.parent)
    assert sorted(names(store)) == ["one", "two"]
    nowhere = TakeStore(store.folder, tmp_path / "Takes" / "one" / "take.json" / "takes.sqlite")
    assert sorted(names(nowhere)) == ["one", "two"]


def test_a_folder_that_vanishes_while_it_is_listed_is_left_out(
    store: TakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_take(store.folder, "one")
    make_take(store.folder, "two")
    stated = TakeStore._stated

    def slow(self: TakeStore, folders: list[str]) -> list[tuple[str, tuple[int, int, int]]]:
        states = list(stated(self, folders))
        shutil.rmtree(self.folder / "two")
        return states

    monkeypatch.setattr(TakeStore, "_stated", slow)
    assert {take.name: bool(take.problem) for take in store.list()} == {"one": False, "two": True}
    monkeypatch.undo()
    assert names(store) == ["one"]


def test_what_cannot_be_written_is_said_and_the_old_stays(small_disk: Path) -> None:
    store = TakeStore(small_disk / "Takes", small_disk / "takes.sqlite")
    take = make_take(store.folder)
    room = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(room))
    for change in (lambda: store.set_notes(take, "x" * 5000), lambda: store.rename(take, "y" * 5000)):
        with pytest.raises(UserError, match="disk is full"):
            change()
    assert store.open(take.folder) == take
    assert names(store) == ["one"]
    assert sorted(path.name for path in take.folder.iterdir()) == [
        "media.mp4",
        "script.fountain",
        "take.json",
        "timeline.npz",
    ]


def test_a_folder_that_may_only_be_read_is_listed_and_changes_are_refused(small_disk: Path) -> None:
    store = TakeStore(small_disk / "Takes", small_disk / "takes.sqlite")
    take = make_take(store.folder)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert names(store) == ["one"]
    with pytest.raises(UserError, match="may not write there"):
        store.set_star(take, True)
    assert store.timeline(take).frames == 60


def test_a_take_deleted_meanwhile_cannot_be_changed_and_does_not_come_back(store: TakeStore) -> None:
    take = make_take(store.folder)
    shutil.rmtree(take.folder)
    with pytest.raises(UserError, match="There is no take in"):
        store.set_star(take, True)
    assert not take.folder.exists()
    with pytest.raises(UserError):
        read_facts(take.folder)


def test_the_weakest_line_is_the_first_of_the_lowest_scores() -> None:
    low = replace(SCORE, total=12.0)
    lines = [a_line(1), a_line(2, score=None), a_line(3, score=low), a_line(4, score=low)]
    assert weakest(lines) == lines[2]
    assert weakest(lines[1:2]) is None
