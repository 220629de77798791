"""Words below names that were not taken as speech: how many, and where."""

from pathlib import Path

import pytest

from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.rehearsal.script_rows import Kind, Row, Rows
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.unspoken import doubt, find_unspoken
from tests.script_samples import FDX, FOUNTAIN, OWN, opened

SPOKEN = "ANNA\nHi there.\n\nMARK\nNo.\n\n"


def found(folder: Path, content: str, ending: str) -> list[tuple[int, int]]:
    """The line and the number of words of all that was found."""
    return [(each.line, each.words) for each in opened(folder, content, ending).unspoken]


def paragraphs(*each: tuple[str, str]) -> str:
    body = "".join(f'<Paragraph Type="{kind}"><Text>{text}</Text></Paragraph>\n' for kind, text in each)
    return f"<FinalDraft><Content>\n{body}</Content></FinalDraft>"


@pytest.mark.parametrize(
    ("block", "line", "words"),
    [
        ("Anna\nI waited.\nFor you.", 8, 4),
        ("It rains.\nANNA\nI waited.", 9, 2),
        ("It rains.\nANNE (V.O.)\nI waited.", 9, 2),
        ("It rains.\nMAN #2\nI waited.", 9, 2),
        ("ANNE (V.O.)\n\nI waited.\n\nShe goes.", 9, 2),
        ("McCOY\nI waited.", 8, 2),
        ("**ANNE**\nI waited.", 8, 2),
        ("ANNE:\nI waited.", 8, 2),
        ("ANNA\n\nI waited.\n\nShe goes.", 9, 2),
        ("anna (cont'd)\n\n\nI waited - for you.", 10, 4),
        ("@ANNA\n\nI waited.", 9, 2),
        (".ANNA\nI waited.", 8, 2),
        ("ANNA\n(softly)\n\nI waited.", 10, 2),
        ("Anna: I waited.", 7, 2),
        ("ANNA \uff08softly\uff09\uff1a I waited.", 7, 2),
        ("THE OLD MAN OF THE SEA: I waited.", 7, 2),
        ("She sings.\n\n~La la", 9, 2),
    ],
)
def test_words_below_what_looks_like_a_name_are_counted_in_fountain(
    tmp_path: Path, block: str, line: int, words: int
) -> None:
    counted = found(tmp_path, f"{SPOKEN}{block}\n\n{SPOKEN}", ".fountain")
    assert counted[0][0] == line and sum(each for _, each in counted) == words


@pytest.mark.parametrize(
    "block",
    [
        *("It rains.\n\nShe goes.", "A door\nopens.", "!THUNDER\nIt pours.", "1888\nIt pours.", "CUT TO:\nIt pours."),
        *("INT. HALL\nIt rains.", "# ACT ONE\nIt pours.", "SUPER: Paris.", "ANNA\n(softly)\n\nINT. HALL\n\nIt rains."),
        *("Anna\n(softly)", "Anna\n[[I waited.]]\n\nINT. X", "Anna\n/* I waited. */\n\nINT. X", "THUNDER\n\nIt pours."),
    ],
)
def test_action_directions_notes_and_what_is_cut_are_not_counted(tmp_path: Path, block: str) -> None:
    assert found(tmp_path, f"{SPOKEN}{block}\n\n{SPOKEN}", ".fountain") == []


def test_words_of_final_draft_that_are_typed_otherwise_or_have_no_name_are_counted(tmp_path: Path) -> None:
    spoken = ("Character", "ANNA"), ("Dialogue", "Hi there.")
    for lost, line, words in (
        ([("Character", "MARK"), ("Action", "I waited."), ("Action", "It rains.")], 5, 2),
        ([("Character", "MARK"), ("Parenthetical", "(softly)"), ("General", "I waited.")], 6, 2),
        ([("Action", "Anna"), ("Action", "I waited."), ("Action", "It rains.")], 5, 2),
        ([("Action", "It rains."), ("Lyrics", "La la")], 5, 2),
        ([("Action", "ANNA: I waited.")], 4, 2),
    ):
        assert found(tmp_path, paragraphs(*spoken, *lost, *spoken), ".fdx") == [(line, words)]
    for kind in ("Action", "Shot", "Note", "Transition"):
        body = *spoken, (kind, "LATER"), ("Action", "It rains."), ("Action", "BLACK"), ("Action", "It pours.")
        assert found(tmp_path, paragraphs(*body), ".fdx") == []


def test_lines_of_plain_text_that_go_on_or_have_names_that_are_none_are_counted(tmp_path: Path) -> None:
    text = "ANNA: I waited\nfor you.\n(She sits.)\n\nIt rains.\nanna: Go on.\nMARK:No.\nMARK: Yes.\nTIME: late\n"
    assert found(tmp_path, text, ".txt") == [(2, 2), (6, 2), (7, 1)]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_nothing_is_lost_of_the_scripts_that_come_with_the_program(path: Path) -> None:
    assert ScriptFile.open(path).unspoken == ()


def test_nothing_is_lost_of_the_samples(tmp_path: Path) -> None:
    assert opened(tmp_path, FOUNTAIN, ".fountain").unspoken == opened(tmp_path, FDX, ".fdx").unspoken == ()


def test_words_that_a_reader_found_and_that_did_not_come_out_are_counted() -> None:
    rows = Rows(
        "", (Row(Kind.CUE, "ANNA", 0, 4), Row(Kind.WORDS, "One.", 5, 9), Row(Kind.WORDS, "Two, three.", 10, 21))
    )
    source = ScriptText("ANNA\nOne.\nTwo, three.", "utf-8")
    assert [each.words for each in find_unspoken(rows, ["Two, three."], source)] == [1]
    assert [each.words for each in find_unspoken(rows, ["One."], source)] == [2]
    assert find_unspoken(rows, ["One.", "Two, three."], source) == ()


def test_a_sentence_says_how_many_where_and_what_to_do(tmp_path: Path) -> None:
    one = opened(tmp_path, f"{SPOKEN}Anna\nYes.\n", ".fountain")
    assert one.doubt.startswith(
        "1 word below a name was not taken as speech: look at line 8, and if that is spoken, write"
    )
    two = opened(tmp_path, "ANNA: One.\nTwo.\n\nAnna:Three, four.\n", ".txt")
    assert two.doubt == (
        "3 words below names were not taken as speech: look at lines 2 and 4, and if that is spoken, "
        "write each as NAME: words on a line of its own."
    )
    assert "look at lines 2, 2, 2 and 2 more," in doubt(5 * two.unspoken[:1], "")
    assert opened(tmp_path, SPOKEN, ".fountain").doubt == ""
