import os
import random
import sys
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.lexicon import user_lexicon
from acting_mirror.rehearsal.script_file import LARGEST_BYTES, ScriptFile
from tests.script_samples import FDX, FOUNTAIN, LEXICON, PLAIN, opened


def fault(folder: Path, content: str | bytes, ending: str) -> str:
    with pytest.raises(UserError) as error:
        opened(folder, content, ending)
    words = str(error.value)
    assert "\n" not in words and words.endswith((".", "?"))
    return words


@pytest.mark.parametrize(
    ("block", "place", "why"),
    [
        ("ANNA\nOne. [[sad\n\nMARK\nTwo.", "line 2, column 6", "this note is not closed; write ]]"),
        ("ANNA\nOne. [[sad [[happy]]", "line 2, column 6", "this note is not closed; write ]]"),
        ("ANNA\rOne. /* cut", "line 2, column 6", "this /* is not closed; write */"),
        ("ANNA\r\nÖne. [[sad 140%]]", "line 2, column 6", "write [[sad 100%]]"),
        ("ANNA\n[[scared -> ]]\nOne.", "line 2, column 1", "[[scared -> angry]]"),
        ("ANNA\nOne. [[sadd 40%]]", "line 2, column 6", "\"sadd\" isn't an emotion: write \"sad\" if you mean that"),
        ("ANNA\nOne. [[BOB: sad]]", "line 2, column 6", "nobody who speaks is called BOB: write one of ANNA"),
        ("ANNA\nOne. [[ANNA: sad 0%]]", "line 2, column 6", "write [[sad 1%]]"),
        ("ANNA\nOne. [[sad]]\n[[happy 30%]]", "line 3, column 1", "or write [[sad -> happy 30%]]"),
        ("ANNA\nOne. [[sad]] [[ANNA: open]]", "line 2, column 14", "this line has the target sad already"),
        ("ANNA\nOne. [[MARK: sad]] [[MARK: happy]]\n\nMARK\nTwo.", "line 2, column 20", "MARK has the target sad"),
        ("It rains. [[sad]]\n\nANNA\nOne.", "line 1, column 11", "this target stands at no spoken line"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_fountain_is_told_with_line_and_column(
    tmp_path: Path, block: str, place: str, why: str
) -> None:
    words = fault(tmp_path, block, ".fountain")
    assert f"script.fountain, {place}: " in words and why in words


@pytest.mark.parametrize(
    ("old", "new", "place", "why"),
    [
        ("</Text><Text Style", "<Text Style", "line 15, column 7", "mismatched tag"),
        ("It rains.", "It & rains.", "line 9, column 40", "not well-formed"),
        ("[[sad<", "[[sad 140<", "line 13, column 75", "this note is not closed"),
        ("<FinalDraft ", "<Draft ", "line 1, column 1", "this isn't a Final Draft script"),
        ("-&gt; angry", "-&gt; angy", "line 21, column 46", 'write "angry" if you mean that'),
        ("<FinalDraft ", '<!DOCTYPE a [<!ENTITY b "c">]>\n<FinalDraft ', "line 2, column 25", "entities of its own"),
    ],
)
def test_what_is_wrong_in_final_draft_is_told_with_line_and_column(
    tmp_path: Path, old: str, new: str, place: str, why: str
) -> None:
    content = FDX.replace(old, new, 1)
    if "140" in new:
        content = content.replace("40%]]</Text>", "</Text>")
    words = fault(tmp_path, content, ".fdx")
    assert place in words and why in words


def test_what_is_wrong_in_plain_text_is_told_with_line_and_column(tmp_path: Path) -> None:
    words = fault(tmp_path, PLAIN.replace("sad", "sadd"), ".txt")
    assert words.endswith('line 6, column 17: "sadd" isn\'t an emotion: write "sad" if you mean that.')


@pytest.mark.parametrize("broken", ["[[sadd 40%]]", "[[sad 140%]]", "[[BOB: sad]]", "[[sad", "[[scared -> ]]"])
@pytest.mark.parametrize(
    ("content", "ending", "row"),
    [
        ("ANNA\nOne. NOTE\n\nMARK\nTwo. [[happy]]\n\nANNA\nThree.\n", ".fountain", 1),
        ("ANNA: One. NOTE\nMARK: Two. [[happy]]\nANNA: Three.\n", ".txt", 1),
        (FDX.replace('[[sad</Text><Text Style="Italic"> 40%]]', "</Text><Text>NOTE"), ".fdx", 3),
    ],
)
def test_a_script_with_a_mistyped_note_opens_and_tells_where(
    tmp_path: Path, content: str, ending: str, row: int, broken: str
) -> None:
    note = broken.replace(">", "&gt;") if ending == ".fdx" else broken
    file = opened(tmp_path, content.replace("NOTE", note), ending, forgiving=True)
    without = opened(tmp_path, content.replace("NOTE", ""), ending).script.lines
    assert [(line.text, line.target) for line in file.script.lines] == [(line.text, line.target) for line in without]
    ((place, words),) = file.faults
    assert place == row and words.startswith("Line ") and words.endswith("Until then this note sets no target.")
    changed = file.with_targets({0: Target("angry")})
    assert changed.faults and changed.script.lines[0].target == Target("angry")
    assert note.encode() in changed.content


def test_all_mistyped_notes_are_told_in_their_order(tmp_path: Path) -> None:
    content = "It rains. [[sad]]\n\nANNA\nOne. [[happy]] [[ANNA: open]]\n[[scred 10%]]\n[[sad [[surprised\n\nMARK\nTwo."
    file = opened(tmp_path, content, ".fountain", forgiving=True)
    assert [row for row, _ in file.faults] == [0, 3, 4, 5, 5]
    assert [line.text for line in file.script.lines] == ["One.", "Two."]
    assert file.script.lines[0].target == Target("happy")


@pytest.mark.parametrize(
    ("content", "ending", "why"),
    [
        (b"", ".fountain", "is empty"),
        (b" \r\n\n", ".txt", "is empty"),
        (b"It rains.\n", ".fountain", "no spoken line: write each name in capitals"),
        (b"It rains.\n", ".txt", "no spoken line: write each as NAME: words"),
        (b"<FinalDraft/>", ".fdx", "no spoken line: in Final Draft"),
        (b"\xff\xfe", ".fountain", "no spoken line"),
        (b"ANNA\nOne.\0\n", ".fountain", "line 2, column 5: this isn't text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x01\x02", ".txt", "line 3, column 1: this isn't text"),
        (b"ANNA\nOne\x81\xff\n", ".fountain", "line 2, column 4: this isn't text"),
        (b"\xef\xbb\xbfANNA\n\xff\n", ".fountain", "this isn't text"),
        (b"ANNA\nOne.\n", ".jpg", "isn't a script that can be read: choose a file that ends in .fountain, .fdx, .txt"),
        (b"PK\x03\x04\0", ".docx", "open it in Word, export it as text (.txt), and choose that file"),
        (b"%PDF-1.7", ".pdf", "open it on the page Rehearse, look it through, save it as Fountain"),
        (b"PK\x03\x04\0", ".highland", "open it in Highland, export it as Fountain (.fountain), and choose that file"),
        (b"PK\x03\x04\0", ".FadeIn", "open it in Fade In, export it as Final Draft (.fdx), and choose that file"),
        (b"PK\x03\x04\0", ".fdx", "is an archive: open it in the program that wrote it, export it as Fountain or"),
        (b"PK\x03\x04\0", ".fountain", "is an archive: open it in the program that wrote it"),
    ],
)
def test_what_is_no_script_is_told(tmp_path: Path, content: bytes, ending: str, why: str) -> None:
    assert why in fault(tmp_path, content, ending)


def test_what_can_not_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.fountain").mkdir()
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    for path, why in (
        (tmp_path, "is a folder: choose a script in it"),
        (tmp_path / "folder.fountain", "is a folder: choose a script in it"),
        (tmp_path / "none.fdx", "There is no file"),
        (large, "larger than 10 MB"),
        (tmp_path / ("long" * 100 + ".txt"), "can't be read"),
        (tmp_path / "a\0b.txt", "can't be read"),
    ):
        with pytest.raises(UserError, match=why):
            ScriptFile.open(path, LEXICON)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_file_that_would_never_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UserError, match="isn't a plain file"):
        ScriptFile.open(tmp_path / "pipe.txt", LEXICON)


def test_a_broken_lexicon_of_the_user_is_told_when_a_script_is_opened(tmp_path: Path) -> None:
    user_lexicon().parent.mkdir(parents=True, exist_ok=True)
    user_lexicon().write_text('"a" = sad', "utf-8")
    path = tmp_path / "script.fountain"
    path.write_text(FOUNTAIN, "utf-8")
    with pytest.raises(UserError, match="line 1, column 7"):
        ScriptFile.open(path)


@pytest.mark.parametrize(("content", "ending"), [(FOUNTAIN, ".fountain"), (PLAIN, ".txt"), (FDX, ".fdx")])
def test_whatever_a_file_holds_is_read_or_told(tmp_path: Path, content: str, ending: str) -> None:
    chance = random.Random(5)
    pieces = [b"[[", b"]]", b"/*", b"*/", b"\n\n", b"(", b"^", b"&", b"<Text>", b"]]>", b"\0", b"\xff", b":", b"%"]
    for _ in range(60):
        broken = bytearray(content.encode(chance.choice(["utf-8", "utf-16"])))
        place = chance.randrange(len(broken))
        broken[place : place + chance.randrange(20)] = chance.choice(pieces)
        if chance.random() < 0.3:
            del broken[chance.randrange(len(broken)) :]
        try:
            assert opened(tmp_path, bytes(broken), ending, forgiving=True).content == broken
        except UserError as error:
            assert "\n" not in str(error)
