import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from acting_mirror.core.target import Target
from acting_mirror.rehearsal.lexicon import user_lexicon
from acting_mirror.rehearsal.script import Script
from acting_mirror.rehearsal.script_file import ScriptFile
from tests.script_samples import FDX, FOUNTAIN, LEXICON, OWN, PLAIN, opened

NormalForm = Literal["NFC", "NFD"]
LINE_ENDS = pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])


def said(script: Script) -> list[tuple[str, str, str]]:
    return [(line.character, line.parenthetical, line.text) for line in script.lines]


def targets(script: Script) -> list[str]:
    return [
        "; ".join([str(line.target), *(f"{who}: {target}" for who, target in line.listening.items())])
        for line in script.lines
    ]


@LINE_ENDS
def test_fountain_is_read(tmp_path: Path, line_end: str) -> None:
    script = opened(tmp_path, FOUNTAIN.replace("\n", line_end), ".fountain").script
    assert script.title == "The Key"
    assert script.characters == ("ANNA", "MARK", "ÉLODIE", "McAvoy")
    assert said(script) == [
        ("ANNA", "", "I waited."),
        ("MARK", "to himself", "And now you are here!"),
        ("ÉLODIE", "", "Who is there?"),
        ("ÉLODIE", "coldly", "Go away."),
        ("McAvoy", "", "La la la"),
    ]
    assert targets(script) == ["sad 40%; MARK: scared", "happy; ANNA: sad", "None", "scared -> angry", "None"]
    assert [line.source_line for line in script.lines] == [9, 14, 19, 22, 30]
    assert [line.index for line in script.lines] == [0, 1, 2, 3, 4]
    assert [line.scene for line in script.lines] == [*["INT. HALL - NIGHT"] * 4, "EXT. STREET - DAY"]
    assert script.lines[3].suggested == Target("angry", 0.4) and script.lines[1].suggested is None
    assert script.of("ÉLODIE") == script.lines[2:4]


@LINE_ENDS
def test_plain_text_is_read_and_all_that_is_not_spoken_is_direction(tmp_path: Path, line_end: str) -> None:
    script = opened(tmp_path, PLAIN.replace("\n", line_end), ".txt").script
    assert script.title == "The Key" and script.characters == ("Anna", "MARK", "Élodie")
    assert said(script) == [
        ("Anna", "", "I waited."),
        ("MARK", "to himself", "And now you are here!"),
        ("Élodie", "coldly", "Go away."),
    ]
    assert targets(script) == ["sad 40%; MARK: scared", "happy", "None"]
    assert {line.scene for line in script.lines} == {"SCENE 1"}
    assert [line.source_line for line in script.lines] == [6, 7, 10]


@LINE_ENDS
def test_final_draft_is_read_with_styles_entities_and_two_who_speak_at_once(tmp_path: Path, line_end: str) -> None:
    script = opened(tmp_path, FDX.replace("\n", line_end), ".fdx").script
    assert script.title == "The Key" and script.characters == ("Anna", "MARK")
    assert said(script) == [
        ("Anna", "", "I waited & waited."),
        ("MARK", "coldly", "Où étiez-vous\N{RIGHT SINGLE QUOTATION MARK}?"),
        ("Anna", "", "Here. Always."),
    ]
    assert targets(script) == ["sad 40%", "None", "None; MARK: scared -> angry"]
    assert {line.scene for line in script.lines} == {"INT. HALL - NIGHT"}
    assert [line.source_line for line in script.lines] == [12, 19, 21]


def test_fountain_in_a_text_file_is_read_as_fountain(tmp_path: Path) -> None:
    assert opened(tmp_path, FOUNTAIN, ".txt").script == opened(tmp_path, FOUNTAIN, ".fountain").script


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("content", "ending"), [(FOUNTAIN, ".fountain"), (PLAIN, ".txt")])
def test_any_of_the_usual_encodings_is_read(tmp_path: Path, encoding: str, content: str, ending: str) -> None:
    assert opened(tmp_path, content.encode(encoding), ending).script == opened(tmp_path, content, ending).script


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-15"])
def test_final_draft_is_read_in_the_encoding_it_declares(tmp_path: Path, encoding: str) -> None:
    content = FDX.replace("\N{RIGHT SINGLE QUOTATION MARK}", "").replace("&#233;", "é")
    written = content.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"').encode(encoding)
    assert opened(tmp_path, written, ".fdx").script == opened(tmp_path, content, ".fdx").script


@pytest.mark.parametrize(
    "block",
    [
        "ANNA [[sad]]\nI waited.\n",
        "ANNA\n[[sad]]\nI waited.\n",
        "ANNA\n(softly)\n[[sad]]\nI waited.\n",
        "ANNA\n(softly) [[sad]]\nI waited.\n",
        "ANNA\n[[sad]] I waited.\n",
        "ANNA\nI [[sad]] waited.\n",
        "ANNA\nI waited. [[ Sad ]]\n",
        "ANNA\nI waited.[[mine]][[sad]]\n",
        "ANNA\nI waited.\n[[sad]]\n",
        "ANNA\nI waited. [[\nsad\n]]\n",
        "ANNA\nI waited. [[ANNA: sad]]\n",
        "[[sad]]\nANNA\nI waited.\n",
        "[[sad]]\n\nANNA\nI waited.\n",
        "ANNA\nI waited.\n\n[[sad]]\n\nIt rains.\n",
        "/* cut */\n[[sad]]\nANNA\n/* [[happy]] */\nI waited.\n",
    ],
)
def test_a_target_may_stand_wherever_writers_put_notes(tmp_path: Path, block: str) -> None:
    script = opened(tmp_path, f"It rains.\n\n{block}\nMARK\nI know.\n", ".fountain").script
    assert [line.text for line in script.lines] == ["I waited.", "I know."]
    assert [line.target for line in script.lines] == [Target("sad"), None]


def test_between_two_speeches_a_target_is_of_the_one_it_touches_else_of_the_next(tmp_path: Path) -> None:
    script = opened(tmp_path, "ANNA\nOne.\n[[sad]]\n\n[[happy]]\n\nMARK\nTwo.\n", ".fountain").script
    assert targets(script) == ["sad", "happy"]


def test_a_parenthetical_amid_a_speech_begins_a_new_line(tmp_path: Path) -> None:
    script = opened(
        tmp_path, "ANNA\nOne. [[sad]]\n(beat)\n(angrily)\nTwo.\n(she goes)\n[[MARK: sad]]\n\nMARK\nYes.\n", ".fountain"
    ).script
    assert said(script) == [("ANNA", "", "One."), ("ANNA", "beat, angrily", "Two."), ("MARK", "", "Yes.")]
    assert targets(script) == ["sad", "None; MARK: sad", "None"] and script.lines[1].suggested == Target("angry")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        ("ANNA\n~To be, [[sad]]\n[[why?]]\n/* or\n\n*/ or *not* to be.\n\nMARK\nNo.\n", ".fountain"),
        (FDX.replace("Here. [[MARK: scared -&gt; angry]]\nAlways.", "To be,\nor not to be."), ".fdx"),
    ],
)
def test_verse_is_kept_line_by_line(tmp_path: Path, content: str, ending: str) -> None:
    lines = opened(tmp_path, content, ending).script.lines
    verse = next(line for line in lines if line.text == "To be, or not to be.")
    assert verse.verses == ("To be,", "or not to be.")
    assert all(line.verses == () for line in lines if line is not verse)


def test_notes_about_other_things_and_what_is_cut_are_left_alone(tmp_path: Path) -> None:
    script = opened(
        tmp_path, "[[sales rose by 40%]]\n\nANNA\nI waited. [[why?]] /* [[sad 900%]] */\n", ".fountain"
    ).script
    assert said(script) == [("ANNA", "", "I waited.")] and targets(script) == ["None"]


def test_a_script_without_a_title_has_its_files_name(tmp_path: Path) -> None:
    assert opened(tmp_path, "ANNA\nOne.\n", ".fountain").script.title == "script"


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_the_scripts_that_come_with_the_program_can_be_rehearsed(path: Path) -> None:
    script = ScriptFile.open(path, LEXICON).script
    assert script.title == path.stem and len(script.characters) == 2 and 15 <= len(script.lines) <= 40
    assert sum(line.target is not None for line in script.lines) >= 8
    assert sum(line.target is None and line.suggested is not None for line in script.lines) >= 4
    assert sum(bool(line.listening) for line in script.lines) >= 4
    assert any(line.target and line.target.then for line in script.lines)


def test_the_letter_has_the_lines_it_is_known_for() -> None:
    script = ScriptFile.open(next(path for path in OWN if path.stem == "The Letter"), LEXICON).script
    wanted = {line.text: str(line.target) for line in script.of("ANNA")}
    assert wanted["Who is there?"] == "scared" and wanted["And now you are here!"] == "happy"
    assert wanted["I did. Every night."] == "sad 70%" and wanted["No. Not again."] == "angry"


def test_the_users_own_lexicon_counts(tmp_path: Path) -> None:
    user_lexicon().parent.mkdir(parents=True, exist_ok=True)
    user_lexicon().write_text('"like a fox" = "happy 30%"', "utf-8")
    path = tmp_path / "script.fountain"
    path.write_text("ANNA\n(like a fox)\nOne.\n\nANNA\nTwo. [[like a fox 50%]]\n", "utf-8")
    lines = ScriptFile.open(path).script.lines
    assert (lines[0].suggested, lines[1].target) == (Target("happy", 0.3), Target("happy", 0.5))


@pytest.mark.parametrize("order", [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_a_name_in_whatever_encoding_is_one_character_shown_as_first_written(
    tmp_path: Path, order: tuple[NormalForm, NormalForm]
) -> None:
    one, other = (unicodedata.normalize(form, "ÉLODIE") for form in order)
    text = f"{one}\nI waited. [[sad]]\n\nMARK\nI know. [[{other.title()}: scared]]\n\n{other}\nAnd now? [[MARK: sad]]\n"
    script = opened(tmp_path, text, ".fountain").script
    assert script.characters == (one, "MARK")
    assert targets(script) == ["sad", f"None; {one}: scared", "None; MARK: sad"]
    for wanted in ("Élodie", unicodedata.normalize("NFD", " élodie "), "\uff25\N{COMBINING ACUTE ACCENT}LODIE"):
        assert script.named(wanted) == one
    assert script.named("ELODIE") is None


def test_plain_text_may_have_wide_colons(tmp_path: Path) -> None:
    text = "ANNA\N{FULLWIDTH COLON}I waited.\nMARK\N{NO-BREAK SPACE}: No. [[anna\N{FULLWIDTH COLON}sad]]\n"
    script = opened(tmp_path, text, ".txt").script
    assert said(script) == [("ANNA", "", "I waited."), ("MARK", "", "No.")]
    assert targets(script) == ["None", "None; ANNA: sad"]


def test_plain_text_may_have_wide_brackets(tmp_path: Path) -> None:
    text = "ANNA\uff08softly\uff09\N{FULLWIDTH COLON}I waited.\nMARK \uff08coldly\uff09: No.\n"
    script = opened(tmp_path, text, ".txt").script
    assert said(script) == [("ANNA", "softly", "I waited."), ("MARK", "coldly", "No.")]
