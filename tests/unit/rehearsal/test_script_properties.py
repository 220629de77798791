"""Scripts made by chance, written and read back: who speaks and every word are the same."""

from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from acting_mirror.core.target import Target
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.rehearsal.script_text import ScriptText
from tests.script_samples import LEXICON

ALWAYS_THE_SAME = settings(derandomize=True, max_examples=150, deadline=None, database=None)

Said = list[tuple[str, str]]

_STARTS = st.sampled_from(
    [
        *(
            "",
            ".",
            "..",
            "#",
            "=",
            "===",
            ">",
            "!",
            "@",
            "~",
            "(",
            ")",
            "^",
            "&",
            "<",
            "- ",
            "\N{BULLET}",
            "  ",
            "Title: ",
        ),
        *("INT. ", "EXT ", "EST. ", "I/E ", "FADE IN:", "CUT TO:", "MARK", "ANNA (V.O.)", "GET OUT."),
    ]
)
_REST = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="*_\\[") | st.just(" "), max_size=30)
_WORDS = st.builds(str.__add__, _STARTS, _REST).filter(
    lambda words: words.strip(" ~") and not words.strip().endswith(")")
)
_NO_DIRECTION = _WORDS.filter(lambda words: "(" not in words)
_TYPES = st.sampled_from(["Dialogue", "Lyrics", "Singing", "My own"])
_AMID = st.sampled_from(["", "[[why?\n\nnot]]\n", "/*\n\nMARK\nold\n\n*/\n", "[[a]] [[b\nc]]\n", "/* old */\n"])
_NAMES = st.sampled_from(["ANNA", "MARK", "ÉLODIE", "MR. SMITH #2", "R2D2"])
_ADDED = st.sampled_from(["", " (V.O.)", " (CONT'D)", " ^", " (on the radio) ^"])
_BETWEEN = st.sampled_from(
    [
        *("", "INT. HALL - DAY\n\n", "It rains.\nTHUNDER\n\n", "CUT TO:\n\n", "# Act\n\n"),
        *("[[why?]]\n\n", "/*\n\n*/\n\n", "> FADE\n"),
    ]
)


@st.composite
def fountain(draw: st.DrawFn) -> tuple[str, Said]:
    """A script, and who says what in it."""
    text, said = draw(st.sampled_from(["", "Title: A\n\n", "FADE IN:\n", "\n"])), []
    for _ in range(draw(st.integers(1, 4))):
        name, lines = draw(_NAMES), draw(st.lists(_WORDS, min_size=1, max_size=4))
        text += f"{draw(_BETWEEN)}{draw(st.sampled_from(['', '@']))}{name}{draw(_ADDED)}\n"
        text += "".join(f"{draw(_AMID)}{line}\n" for line in lines) + "\n"
        said.append((name, " ".join(" ".join(line.strip().removeprefix("~") for line in lines).split())))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))), said


@st.composite
def final_draft(draw: st.DrawFn) -> tuple[str, Said]:
    """A script, and who says what in it."""
    body, said = "", []
    for _ in range(draw(st.integers(1, 4))):
        name, lines = draw(_NAMES), draw(st.lists(_NO_DIRECTION, min_size=1, max_size=4))
        paragraphs = [("Action", "It rains."), ("Character", name), *((draw(_TYPES), line) for line in lines)]
        body += "".join(
            f'<Paragraph Type="{kind}"><Text>{escape(text)}</Text></Paragraph>\n' for kind, text in paragraphs
        )
        said.append((name, " ".join(" ".join(lines).split())))
    return f"<FinalDraft><Content>{body}</Content></FinalDraft>", said


def check(content: str, ending: str, said: Said) -> None:
    file = ScriptFile(Path(f"script{ending}"), ScriptText.decode(content.encode()), LEXICON, None)
    assert [(line.character, line.text) for line in file.script.lines] == said
    assert file.unspoken == ()
    assert file.content == content.encode()
    changed = file.with_targets({line.index: Target("sad", 0.4) for line in file.script.lines})
    assert [(line.character, line.text) for line in changed.script.lines] == said
    assert changed.with_targets({line.index: None for line in file.script.lines}).content == file.content


@ALWAYS_THE_SAME
@given(fountain())
def test_who_speaks_and_every_word_is_read_back_from_fountain(script: tuple[str, Said]) -> None:
    check(script[0], ".fountain", script[1])


@ALWAYS_THE_SAME
@given(final_draft())
def test_who_speaks_and_every_word_is_read_back_from_final_draft(script: tuple[str, Said]) -> None:
    check(script[0], ".fdx", script[1])
