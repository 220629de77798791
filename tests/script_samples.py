"""Scripts that tests read: small ones of each format, and the program's own."""

from pathlib import Path

from acting_mirror import paths
from acting_mirror.rehearsal.lexicon import Lexicon
from acting_mirror.rehearsal.script_file import ScriptFile

OWN = sorted((paths.resources_dir() / "scripts").iterdir())
LEXICON = Lexicon.load(Path("there is none"))

FOUNTAIN = """\
Title: _**The Key**_
Author: Somebody

INT. HALL - NIGHT

It rains. [[check the weather]]

ANNA (V.O.)
I waited. [[sad 40%]] [[MARK: scared]]

[[happy]]
MARK
(to himself)
*And now*
you are _here_!
[[anna: sad]]

ÉLODIE (CONT'D) ^
Who [[a note, no target]] is there?
(coldly)
[[scared -> angry]]
Go away. /* cut
over lines */

> CUT TO:

EXT. STREET - DAY #2#

@McAvoy
~La la la
"""

PLAIN = """\
Title: The Key

SCENE 1

It rains: nobody is here.
Anna: I waited. [[sad 40%]] [[Mark: scared]]
MARK (to himself): And now you are here!
[[happy]]
  He turns round.
Élodie: (coldly) Go away.
"""

FDX = """\
<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="1" Type="Scene Heading">
      <SceneProperties Length="1/8" Page="1" Title=""><Summary><Paragraph><Text>Not it.</Text></Paragraph></Summary>
      </SceneProperties>
      <Text>INT. HALL - NIGHT</Text>
    </Paragraph>
    <Paragraph Type="Action"><Text>It rains.</Text></Paragraph>
    <Paragraph Type="Character"><Text AdornmentStyle="0" Style="AllCaps">Anna</Text><Text> (V.O.)</Text></Paragraph>
    <Paragraph Type="Dialogue">
      <Text>I </Text>
      <Text RevisionID="1" Style="Bold">waited &amp; wai</Text><Text>ted. [[sad</Text><Text Style="Italic"> 40%]]</Text>
      <ScriptNote ID="1"><Paragraph><Text>[[happy]]</Text></Paragraph></ScriptNote>
    </Paragraph>
    <Paragraph><DualDialogue>
      <Paragraph Type="Character"><Text>MARK</Text></Paragraph>
      <Paragraph Type="Parenthetical"><Text>(coldly)</Text></Paragraph>
      <Paragraph Type="Dialogue"><Text>Où &#233;tiez-vous\N{RIGHT SINGLE QUOTATION MARK}?</Text></Paragraph>
      <Paragraph Type="Character"><Text>ANNA</Text></Paragraph>
      <Paragraph Type="Dialogue"><Text>Here. [[MARK: scared -&gt; angry]]
Always.</Text></Paragraph>
    </DualDialogue></Paragraph>
  </Content>
  <TitlePage><Content><Paragraph><Text/></Paragraph><Paragraph><Text>The </Text><Text>Key</Text></Paragraph></Content>
  </TitlePage>
</FinalDraft>
"""


def opened(folder: Path, content: str | bytes, ending: str, forgiving: bool = False) -> ScriptFile:
    """A script of this content, in a file."""
    path = folder / f"script{ending}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return ScriptFile.open(path, LEXICON, forgiving)
