"""What paragraphs of Final Draft, and of programs that export it, are read as."""

from pathlib import Path

import pytest

from acting_mirror.rehearsal.script import Script
from acting_mirror.rehearsal.script_file import ScriptFile
from tests.script_samples import opened


def paragraph(kind: str, text: str) -> str:
    return f'<Paragraph Type="{kind}"><Text>{text}</Text></Paragraph>\n'


def written(folder: Path, *body: str) -> ScriptFile:
    content = (
        f'<?xml version="1.0"?>\n<FinalDraft DocumentType="Script"><Content>\n{"".join(body)}</Content></FinalDraft>'
    )
    return opened(folder, content, ".fdx")


def said(script: Script) -> list[str]:
    return [f"{line.character}: {line.text}" for line in script.lines]


HEADING = paragraph("Scene Heading", "INT. HALL - DAY")
ANNA, MARK = paragraph("Character", "ANNA"), paragraph("Character", "MARK")
AFTER = ANNA + paragraph("Dialogue", "No. [[happy]]")


@pytest.mark.parametrize("kind", ["Lyrics", "Singing", "Verse", "DIALOGUE", "dialogue", "My own type", ""])
def test_words_of_any_type_below_a_name_are_spoken(tmp_path: Path, kind: str) -> None:
    sung = paragraph(kind, "La la, I am free")
    for body, words in (
        (sung, "La la, I am free"),
        (sung + sung, "La la, I am free La la, I am free"),
        (paragraph("Dialogue", "Stop.") + sung + paragraph("Dialogue", "Go on."), "Stop. La la, I am free Go on."),
        (sung + paragraph(kind, "") + paragraph("Dialogue", "Go on."), "La la, I am free Go on."),
    ):
        assert said(written(tmp_path, HEADING, MARK, body, AFTER).script) == [f"MARK: {words}", "ANNA: No."]


@pytest.mark.parametrize("kind", ["Action", "Transition", "General", "Shot", "Cast List", "New Act", "SCENE HEADING"])
def test_what_is_not_of_a_speech_ends_it(tmp_path: Path, kind: str) -> None:
    body = MARK + paragraph("Dialogue", "Stop.") + paragraph(kind, "It rains.") + paragraph("Lyrics", "Nobody sings.")
    assert said(written(tmp_path, HEADING, body, AFTER).script) == ["MARK: Stop.", "ANNA: No."]


@pytest.mark.parametrize(
    "between",
    [
        *(paragraph(kind, "Not it.") for kind in ("Note", "Outline 2", "Summary", "More")),
        *(paragraph(kind, mark) for kind in ("Parenthetical", "Dialogue") for mark in ("(MORE)", "(CONT'D)", "(more)")),
    ],
)
def test_a_speech_goes_on_behind_what_is_no_part_of_it(tmp_path: Path, between: str) -> None:
    body = paragraph("Dialogue", "Stop. [[sad]]") + between + paragraph("Dialogue", "Go on.")
    script = written(tmp_path, HEADING, MARK, body, AFTER).script
    assert said(script) == ["MARK: Stop. Go on.", "ANNA: No."]
    assert [str(line.target) for line in script.lines] == ["sad", "happy"] and not script.lines[0].parenthetical


@pytest.mark.parametrize(
    "cue", ["MARK (CONT'D)", "MARK (CONT\N{RIGHT SINGLE QUOTATION MARK}D)", "MARK (V.O.) (CONT'D)"]
)
def test_a_name_that_goes_on_is_the_same_one(tmp_path: Path, cue: str) -> None:
    body = paragraph("Dialogue", "Stop.") + paragraph("Parenthetical", "(MORE)") + paragraph("Character", cue)
    script = written(tmp_path, HEADING, MARK, body, paragraph("Dialogue", "Go on."), AFTER).script
    assert said(script) == ["MARK: Stop.", "MARK: Go on.", "ANNA: No."] and script.characters == ("MARK", "ANNA")


@pytest.mark.parametrize("around", ["<Paragraph>{}</Paragraph>", "{}", '<Paragraph Type="General">{}</Paragraph>'])
def test_two_who_speak_at_once_are_read_as_different_programs_write_them(tmp_path: Path, around: str) -> None:
    two = f"<DualDialogue>{MARK}{paragraph('Dialogue', 'Stop.')}{AFTER}</DualDialogue>"
    script = written(tmp_path, HEADING, around.format(two), paragraph("Action", "It rains."), AFTER).script
    assert said(script) == ["MARK: Stop.", "ANNA: No.", "ANNA: No."]


@pytest.mark.parametrize(
    "words", ["Stop.<LineBreak/>Go on.", "Stop.</Text><LineBreak/><Text>Go on.", "<Span>Stop.</Span><LineBreak/>Go on."]
)
def test_a_line_break_parts_words(tmp_path: Path, words: str) -> None:
    kinds = ("Character", "OLD<LineBreak/>MARK"), ("Parenthetical", "(to<LineBreak/>Anna)"), ("Dialogue", words)
    heading = paragraph("Scene Heading", "INT.<LineBreak/>HALL")
    file = written(tmp_path, heading, *(paragraph(kind, text) for kind, text in kinds), AFTER)
    first = file.script.lines[0]
    assert (first.scene, first.character, first.parenthetical) == ("INT. HALL", "OLD MARK", "to Anna")
    assert first.text == "Stop. Go on." and first.verses == ("Stop.", "Go on.")
    changed = file.with_targets({0: file.script.lines[1].target})
    assert changed.content == file.content.replace(b"Go on.", b"Go on. [[happy]]")
    assert changed.with_targets({0: None}).content == file.content


def test_a_target_with_a_line_break_in_it_is_read_and_goes(tmp_path: Path) -> None:
    file = written(tmp_path, MARK, paragraph("Dialogue", "Stop. [[sad<LineBreak/>40%]]<LineBreak/>Go on."), AFTER)
    assert str(file.script.lines[0].target) == "sad 40%"
    without = file.with_targets({0: None})
    assert without.script.lines[0].text == "Stop. Go on." and without.script.lines[0].target is None


@pytest.mark.parametrize("around", ["<Scene>{}</Scene>", "<Act><Scene>{}</Scene></Act>", "<Content>{}</Content>"])
def test_paragraphs_that_a_program_puts_into_scenes_of_its_own_are_read(tmp_path: Path, around: str) -> None:
    scene = HEADING + MARK + paragraph("Dialogue", "Stop. [[sad]]") + f"<DualDialogue>{AFTER}</DualDialogue>"
    script = written(tmp_path, around.format(scene), paragraph("Action", "It rains."), AFTER).script
    assert said(script) == ["MARK: Stop.", "ANNA: No.", "ANNA: No."] and str(script.lines[0].target) == "sad"
    assert {line.scene for line in script.lines} == {"INT. HALL - DAY"}


@pytest.mark.parametrize("holder", ["ScriptNote", "OmittedScene", "SceneProperties", "Summary"])
def test_what_is_not_printed_is_no_part_of_the_script(tmp_path: Path, holder: str) -> None:
    hidden = f"<{holder}>{ANNA}{paragraph('Dialogue', 'Never.')}</{holder}>"
    body = paragraph("Dialogue", "Stop.").replace("</Paragraph>", f"{hidden}</Paragraph>")
    file = written(tmp_path, HEADING, MARK, body, hidden, AFTER)
    assert said(file.script) == ["MARK: Stop.", "ANNA: No."] and file.unspoken == ()


def test_an_omitted_scene_is_not_spoken(tmp_path: Path) -> None:
    inside = f"<OmittedScene>{HEADING}{MARK}{paragraph('Dialogue', 'Never.')}</OmittedScene>"
    omitted = f'<Paragraph Number="2" Type="Scene Heading"><Text>OMITTED</Text>{inside}</Paragraph>'
    script = written(tmp_path, omitted, HEADING, AFTER).script
    assert said(script) == ["ANNA: No."] and script.lines[0].scene == "INT. HALL - DAY"


def test_a_target_is_saved_behind_what_is_sung(tmp_path: Path) -> None:
    file = written(tmp_path, MARK, paragraph("Lyrics", "La la"), AFTER)
    changed = file.with_targets({0: file.script.lines[1].target})
    assert changed.content == file.content.replace(b"La la<", b"La la [[happy]]<")
    assert changed.with_targets({0: None}).content == file.content
