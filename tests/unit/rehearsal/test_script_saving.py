import codecs
import os
import random
import re
import stat
import sys
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.script_file import ScriptChangedError, ScriptFile
from tests.script_samples import FDX, FOUNTAIN, OWN, PLAIN, opened

CHOICES = (None, Target("happy"), Target("sad", 0.4), Target("fear", 0.6, "angry", ("still", "nose up")), Target(None))
FOUNTAIN_CUT_OFF = FOUNTAIN[: FOUNTAIN.index(" /* cut")]
FILES = [
    *((FOUNTAIN.replace("\n", line_end).encode("utf-8-sig"), ".fountain") for line_end in ("\n", "\r\n", "\r")),
    (FOUNTAIN.replace("\n", "\r\n").encode("utf-16"), ".fountain"),
    (FOUNTAIN.encode("cp1252") + b"\r\n\n \t\n\n", ".fountain"),
    (FOUNTAIN_CUT_OFF.encode(), ".fountain"),
    (PLAIN.encode(), ".txt"),
    (PLAIN.rstrip("\n").replace("\n", "\r\n").encode("cp1252"), ".txt"),
    (FDX.encode(), ".fdx"),
    (FDX.replace("\n", "\r\n").encode("utf-16"), ".fdx"),
    *((path.read_bytes(), path.suffix) for path in OWN),
]
NOTE = r"\[\[[^\[\]]*\]\]"
EVERY_FILE = pytest.mark.parametrize(("content", "ending"), FILES, ids=range(len(FILES)))

Key = tuple[int, str]


def keys(file: ScriptFile) -> list[Key]:
    """Whose targets there can be: of each line, of who speaks ("") and of the others."""
    script = file.script
    others = [(line.index, who) for line in script.lines for who in script.characters if who != line.character]
    return [(line.index, "") for line in script.lines] + others


def set_target(file: ScriptFile, key: Key, target: Target | None) -> ScriptFile:
    return file.with_targets({key[0]: target}) if not key[1] else file.with_targets(None, {key: target})


def all_targets(file: ScriptFile) -> dict[Key, str]:
    lines = file.script.lines
    own = {(line.index, ""): str(line.target) for line in lines if line.target}
    return own | {(line.index, who): str(target) for line in lines for who, target in line.listening.items()}


def in_characters(content: bytes) -> str:
    """A content with all its bytes, so that what is the same here is the same there."""
    return content.decode("utf-16-le" if content.startswith(codecs.BOM_UTF16_LE) else "latin-1")


def with_a_note_more(old: str, new: str) -> bool:
    """Whether nothing but a blank and a note was added."""
    return any(new[: note.start()] + new[note.end() :] == old for note in re.finditer(rf" {NOTE}", new))


def with_another_note(old: str, new: str) -> bool:
    """Whether nothing but the words of a note are other ones; the markup that was amid them stands behind it."""
    pairs = ((was, re.compile(NOTE).match(new, was.start())) for was in re.finditer(NOTE, old))
    return any(now and old[: was.start()] + now[0] + markup(was[0]) + old[was.end() :] == new for was, now in pairs)


def with_a_note_less(old: str, new: str) -> bool:
    """Whether nothing but a note is gone, with a blank beside it or with its line if nothing else was there."""
    ways = (
        rf"[ \t]{NOTE}",
        rf"{NOTE}[ \t]",
        rf"(?<=[^ \t]){NOTE}(?=[^ \t])",
        rf"(?:\A|(?<=[\r\n]))[ \t]*{NOTE}[ \t]*(?:\r\n?|\n|\Z)",
    )
    notes = [note for way in ways for note in re.finditer(way, old)]
    return any(old[: note.start()] + markup(note[0]) + old[note.end() :] == new for note in notes)


def markup(note: str) -> str:
    return "".join(re.findall(r"<[^>]*>", note))


@EVERY_FILE
def test_what_is_not_changed_is_saved_as_it_was(tmp_path: Path, content: bytes, ending: str) -> None:
    file = opened(tmp_path, content, ending)
    same = file.with_targets({line.index: line.target for line in file.script.lines})
    assert same.content == content and not same.unsaved


@EVERY_FILE
def test_any_one_edit_changes_its_note_and_nothing_else(tmp_path: Path, content: bytes, ending: str) -> None:
    file = opened(tmp_path, content, ending)
    before = all_targets(file)
    chance = random.Random(len(content))
    for key in chance.sample(keys(file), min(12, len(keys(file)))):
        for target in CHOICES:
            made = set_target(file, key, target)
            wanted = {**before, key: str(target)} if target else {each: t for each, t in before.items() if each != key}
            assert all_targets(made) == wanted
            assert [line.text for line in made.script.lines] == [line.text for line in file.script.lines]
            old, new = in_characters(content), in_characters(made.content)
            if key in before:
                assert with_another_note(old, new) if target else with_a_note_less(old, new)
            else:
                assert with_a_note_more(old, new) if target else old == new
                assert set_target(made, key, None).content == content


@EVERY_FILE
def test_many_edits_at_once_are_the_same_as_one_by_one(tmp_path: Path, content: bytes, ending: str) -> None:
    file = opened(tmp_path, content, ending)
    chance = random.Random(len(content))
    for _ in range(6):
        edits = {key: chance.choice(CHOICES) for key in sorted(chance.sample(keys(file), min(6, len(keys(file)))))}
        at_once = file.with_targets(
            {index: target for (index, who), target in edits.items() if not who},
            {key: target for key, target in edits.items() if key[1]},
        )
        one_by_one = file
        for key, target in reversed(edits.items()):  # each is added in front of those that are there
            one_by_one = set_target(one_by_one, key, target)
        assert at_once.content == one_by_one.content


@pytest.mark.parametrize(
    ("block", "left"),
    [
        ("ANNA\nI waited. [[sad]]\n", "ANNA\nI waited.\n"),
        ("ANNA\n[[sad]] I waited.\n", "ANNA\nI waited.\n"),
        ("ANNA\n[[sad]]\nI waited.\n", "ANNA\nI waited.\n"),
        ("ANNA\nI waited.\n  [[sad]]", "ANNA\nI waited.\n"),
        ("ANNA\n[[sad\n40%]]\nI waited.\n", "ANNA\nI waited.\n"),
        ("ANNA\n[[sad]] [[why?]]\nI waited.\n", "ANNA\n[[why?]]\nI waited.\n"),
        ("ANNA\nI [[sad]] waited.\n", "ANNA\nI waited.\n"),
        ("ANNA\nI waited[[sad]].\n", "ANNA\nI waited.\n"),
    ],
)
def test_a_note_that_goes_leaves_no_trace(tmp_path: Path, block: str, left: str) -> None:
    assert opened(tmp_path, block, ".fountain").with_targets({0: None}).content == left.encode()


def test_two_notes_alone_on_a_line_take_the_line_with_them(tmp_path: Path) -> None:
    file = opened(tmp_path, "ANNA\r\n[[sad]] [[MARK: happy]]\r\nOne.\r\n\r\nMARK\r\nTwo.", ".fountain")
    assert file.with_targets({0: None}, {(0, "MARK"): None}).content == b"ANNA\r\nOne.\r\n\r\nMARK\r\nTwo."


def test_in_final_draft_a_name_is_written_as_xml_wants_it(tmp_path: Path) -> None:
    content = FDX.replace("<Text>MARK</Text>", "<Text>M &amp; J&#333;</Text>").replace(
        "[[MARK: scared -&gt; angry]]", ""
    )
    content = content.replace("UTF-8", "us-ascii").replace("ù", "u").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    file = opened(tmp_path, content, ".fdx").with_targets(None, {(2, "M & Jō"): Target("fear", None, "sad")})
    assert file.script.lines[2].listening == {"M & Jō": Target("fear", None, "sad")}
    assert b" [[M &amp; J&#333;: scared -&gt; sad]]</Text>" in file.content


def test_it_is_saved_as_a_whole_with_its_permissions(tmp_path: Path) -> None:
    file = opened(tmp_path, FOUNTAIN, ".fountain")
    file.path.chmod(0o640)
    changed = file.with_targets({4: Target("happy")})
    assert changed.unsaved and not file.unsaved and file.path.read_bytes() == FOUNTAIN.encode()
    assert changed.save() is None and not changed.unsaved and not changed.changed_outside()
    assert file.path.read_bytes() == changed.content and os.listdir(tmp_path) == ["script.fountain"]
    assert sys.platform == "win32" or stat.S_IMODE(file.path.stat().st_mode) == 0o640
    again = changed.with_targets({4: None})
    again.save()
    assert file.path.read_bytes() == FOUNTAIN.encode()


def test_a_script_that_was_edited_outside_is_not_saved_over(tmp_path: Path) -> None:
    file = opened(tmp_path, FOUNTAIN, ".fountain").with_targets({4: Target("happy")})
    theirs = FOUNTAIN.replace("It rains", "It snows")
    file.path.write_text(theirs, "utf-8")
    assert file.changed_outside()
    with pytest.raises(ScriptChangedError, match="edited outside meanwhile: keep yours, or open it again"):
        file.save()
    assert file.path.read_text("utf-8") == theirs


def test_keeping_ones_own_keeps_the_other_beside_it(tmp_path: Path) -> None:
    file = opened(tmp_path, FOUNTAIN, ".fountain").with_targets({4: Target("happy")})
    for name in ("script (edited outside).fountain", "script (edited outside)-2.fountain"):
        file.path.write_text(name, "utf-8")
        kept = file.save(replace=True)
        assert kept == tmp_path / name and kept.read_text("utf-8") == name
        assert file.path.read_bytes() == file.content and not file.unsaved


def test_a_script_that_was_deleted_meanwhile_is_told_and_can_be_written_again(tmp_path: Path) -> None:
    file = opened(tmp_path, FOUNTAIN, ".fountain")
    file.path.unlink()
    with pytest.raises(ScriptChangedError):
        file.save()
    assert file.save(replace=True) is None and file.path.read_bytes() == FOUNTAIN.encode()


def test_a_copy_is_saved_elsewhere_and_gone_on_with(tmp_path: Path) -> None:
    own = ScriptFile.open(OWN[0]).with_targets({1: Target("angry")})
    copy = own.save_as(tmp_path / OWN[0].name)
    assert copy.path.read_bytes() == own.content and not copy.unsaved and own.unsaved
    with pytest.raises(UserError, match=f"must end in {own.format}"):
        own.save_as(tmp_path / "other.doc")


def test_a_full_disk_is_told_and_leaves_the_old_script(small_disk: Path) -> None:
    file = opened(small_disk, FOUNTAIN, ".fountain").with_targets({4: Target("happy")})
    with pytest.raises(OSError, match="No space"):
        (small_disk / "filler").write_bytes(b"0" * 2_000_000)
    with pytest.raises(UserError, match="No space left"):
        file.save()
    assert file.path.read_text("utf-8") == FOUNTAIN and set(os.listdir(small_disk)) == {"script.fountain", "filler"}


def test_there_is_no_target_for_lines_and_characters_that_are_not_there(tmp_path: Path) -> None:
    file = opened(tmp_path, FOUNTAIN, ".fountain")
    for wrong in ({5: None}, {-1: None}):
        with pytest.raises(KeyError):
            file.with_targets(wrong)
    for key in ((0, "BOB"), (0, "ANNA")):
        with pytest.raises(KeyError):
            file.with_targets(None, {key: Target("sad")})
