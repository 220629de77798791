"""Scripts set as PDF in the ways that writers, theatres and programs have, without any of their programs."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

_FONTS = {
    "mono": "Courier",
    "mono-bold": "Courier-Bold",
    "serif": "Times-Roman",
    "serif-bold": "Times-Bold",
    "serif-italic": "Times-Italic",
    "sans": "Helvetica",
    "sans-bold": "Helvetica-Bold",
    "sans-italic": "Helvetica-Oblique",
}
WIDTHS = {"mono": 0.6, "serif": 0.44, "sans": 0.5}
"""Of the size of a font: a letter, about."""


class Pdf:
    """A PDF in the making: words at places, in the fonts that every reader has."""

    def __init__(self, size: tuple[float, float] = (612, 792)) -> None:
        """Begin with a first, empty page."""
        self.size = size
        self._pages: list[list[str]] = [[]]

    def turn(self) -> None:
        """Begin another page."""
        self._pages.append([])

    def put(self, x: float, y: float, words: str, font: str = "mono", size: float = 12, **look: Any) -> None:  # noqa: ANN401 - grey or turn
        """Write words, `y` points from the top; `grey` is 0 to 1, `turn` the cosine and sine of a slope."""
        cos, sin = look.get("turn", (1, 0))
        coded = words.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        name = list(_FONTS).index(font)
        self._pages[-1].append(
            f"BT {look.get('grey', 0)} g /F{name} {size} Tf {cos} {sin} {-sin} {cos} {x} {self.size[1] - y} Tm "
            f"({coded.decode('latin-1')}) Tj ET"
        )

    def draw(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self._pages[-1].append(f"{x0} {self.size[1] - y0} m {x1} {self.size[1] - y1} l S")

    def content(self) -> bytes:
        """The file."""
        fonts = " ".join(f"/F{number} {number + 3} 0 R" for number in range(len(_FONTS)))
        first, (width, height) = len(_FONTS) + 3, self.size
        kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(self._pages)))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]/MediaBox[0 0 {width} {height}]>>".encode(),
            *(
                f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()
                for name in _FONTS.values()
            ),
        ]
        for number, page in enumerate(self._pages):
            drawn = "\n".join(page).encode("latin-1")
            place = first + 2 * number + 1
            objects.append(f"<</Type/Page/Parent 2 0 R/Resources<</Font<<{fonts}>>>>/Contents {place} 0 R>>".encode())
            objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        body, places = b"%PDF-1.4\n", []
        for number, each in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj%s endobj\n" % (number, each)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
        return body + head + table + end


Part = tuple[str, str]
"""What it is (heading, action, name, how, words, beside: a name who speaks at the same time), and what it says."""


@dataclass(frozen=True)
class Layout:
    """How a script is set.

    Attributes:
        font: Of its text.
        size: Of the font.
        left: Where each kind of part begins, in points.
        chars: How many letters fit on a line of each kind.
        pitch: The distance of lines in points, by kind; "" for all others.
        beside: What stands between a name and the words on its line; "" where the name has a line of its own.
        capitals: Whether names are in capitals.
        name_font: Of names, "" for that of the text.
        centred: Whether names are centred.
        italic: Whether directions lean, and are in brackets only amid words.
        gap: Between paragraphs, in lines.
        more: Whether (MORE) and (CONT'D) stand where a page breaks a speech.
        extras: Drawn on each page: watermark, header, marks, numbers.
    """

    font: str = "mono"
    size: float = 12
    left: dict[str, float] = field(
        default_factory=lambda: {"action": 108, "heading": 108, "name": 266, "how": 223, "words": 180}
    )
    chars: dict[str, int] = field(default_factory=lambda: {"action": 60, "heading": 60, "how": 25, "words": 35})
    pitch: dict[str, float] = field(default_factory=lambda: {"": 12})
    beside: str = ""
    capitals: bool = True
    name_font: str = ""
    centred: bool = False
    italic: bool = False
    gap: float = 1
    more: bool = True
    extras: tuple[str, ...] = ()


def set_script(parts: Sequence[Part], layout: Layout, lines: int = 54) -> bytes:
    """Set a script.

    Args:
        parts: What is in it.
        layout: How.
        lines: How many lines a page has, of the usual pitch.
    """
    return _Setter(layout, lines * layout.pitch[""]).set(parts)


class _Setter:
    def __init__(self, layout: Layout, height: float) -> None:
        self._layout, self._height = layout, height
        self._pdf, self._y, self._page, self._speaker, self._number = Pdf(), 0.0, 1, "", 0
        self._extras()

    def set(self, parts: Sequence[Part]) -> bytes:
        """Set all of it."""
        layout, above = self._layout, ""
        pending = how = ""
        for kind, text in parts:
            if kind in ("heading", "action", "name") and above:
                self._y += layout.gap * layout.pitch[""]
            if kind == "name":
                self._speaker = text
                keeps = layout.pitch[""] * 2
                if self._y + keeps > self._height:
                    self._turn(inside=False)
                if layout.beside:
                    pending = self._named(text)
                    above = kind
                    continue
            if kind == "how" and layout.beside:
                how = f"{text} " if "hang" in layout.left else ""
                pending = pending if how else f"{pending.rstrip('.:')} {text}{layout.beside}"
                continue
            self._paragraph(kind, how + text, pending)
            pending, how, above = "", "", kind
        return self._pdf.content()

    def _named(self, name: str) -> str:
        return (name.upper() if self._layout.capitals else name.title()) + self._layout.beside[:1]

    def _paragraph(self, kind: str, text: str, before: str) -> None:
        layout = self._layout
        font = layout.font
        left = layout.left.get(kind, layout.left["action"])
        if kind == "name":
            text, font = self._named(text), layout.name_font or font
            if layout.centred:
                left = 306 - WIDTHS[layout.font] * layout.size * len(text) / 2
        if kind == "heading":
            text = text.upper()
        if layout.italic and kind in ("how", "action"):
            font += "-italic"
        beside = before and "hang" in layout.left
        first = f"{before} {text}" if before and not beside else text
        if before and beside:
            self._room(kind)
            self._pdf.put(layout.left["name"], self._at, before, layout.name_font or font, layout.size)
            left = layout.left["hang"]
            self._y -= layout.pitch.get(kind, layout.pitch[""])
        for number, line in enumerate(wrap(first, layout.chars.get(kind, 60), break_on_hyphens=False)):
            self._room(kind)
            x = layout.left["name"] if before and not beside and not number else left
            self._pdf.put(x, self._at, line, font, layout.size)
            if "marks" in layout.extras and self._number % 5 == 0:
                self._pdf.put(550, self._at, "*", font, layout.size)
            if "numbers" in layout.extras and kind == "heading" and not number:
                self._pdf.put(60, self._at, f"{self._page}A", font, layout.size)
                self._pdf.put(540, self._at, f"{self._page}A", font, layout.size)

    @property
    def _at(self) -> float:
        return 80 + self._y

    def _room(self, kind: str) -> None:
        self._number += 1
        pitch = self._layout.pitch.get(kind, self._layout.pitch[""])
        if self._y + pitch > self._height:
            self._turn(inside=kind in ("words", "how"))
        self._y += pitch

    def _turn(self, inside: bool) -> None:
        layout = self._layout
        told = inside and layout.more and not layout.beside
        if told:
            self._pdf.put(layout.left["name"], 80 + self._y + layout.pitch[""], "(MORE)", layout.font, layout.size)
        self._pdf.turn()
        self._page += 1
        self._y = 0
        self._extras()
        if told:
            self._y += layout.pitch[""]
            name = f"{self._named(self._speaker)} (CONT'D)"
            self._pdf.put(layout.left["name"], self._at, name, layout.name_font or layout.font, layout.size)

    def _extras(self) -> None:
        font, extras = self._layout.font, self._layout.extras
        if "header" in extras:
            self._pdf.put(108, 40, f"The Last Train   Rev. 3/{self._page}", font, 10)
        if "page" in extras:
            self._pdf.put(520, 40, f"{self._page}.", font, 12)
        if "watermark" in extras:
            for y in (300, 500, 700):
                self._pdf.put(150, y, "JANE DOE 4711", font, 48, grey=0.8, turn=(0.8, 0.6))
        if "stamp" in extras:
            self._pdf.put(180, 400, "PROPERTY OF NORTH STUDIO", font, 22, grey=0.75)
        if "footer" in extras:
            self._pdf.put(200, 770, "Confidential - do not copy", font, 8)


_SENTENCES = (
    "I did. Every night. And nobody came.",
    "No.",
    "You can't be serious -- not now, not here, not with him.",
    "What time is it?",
    "It's a quarter past eleven, and the last train left an hour ago, as it does on every day of the week but Sunday.",
    "GET OUT!",
    'He said, "Wait for me," and so I waited.',
    "Well... I don't know.",
    "Half of what you say is true; the other half is well-meant.",
    "Mr. Miller has 44 of them (I counted) in his cellar.",
    "Anna, listen.",
    "Where were you when the lights went out, when the whole street stood there in the dark and looked at our window?",
    "Yes, yes. I heard you.",
    "Tell Mark that I'm not coming back.",
)
_DIRECTIONS = ("(coldly)", "(beat)", "(to MARK, without looking up from the letter)", "(laughs)")
_ACTIONS = (
    "Anna waits on the platform. The clock above her has stopped.",
    "A door slams.",
    "Mark puts down the suitcase, takes off his hat, and looks at her for a long while before he says anything at all.",
    "The phone rings. Nobody moves.",
)
_HEADINGS = ("INT. STATION - NIGHT", "EXT. STREET, IN THE RAIN - DAY", "INT. KITCHEN - LATER")


def make_parts(
    speeches: int, names: Sequence[str] = ("ANNA", "MARK", "OLD MAN", "DR. WEBER"), seed: int = 1
) -> list[Part]:
    """A script of so many speeches, always the same one."""
    chance = random.Random(seed)
    parts: list[Part] = [("heading", _HEADINGS[0]), ("action", _ACTIONS[0])]
    last = ""
    for number in range(speeches):
        if number % 25 == 24:
            parts += [("heading", chance.choice(_HEADINGS)), ("action", chance.choice(_ACTIONS))]
        elif chance.random() < 0.2:
            parts.append(("action", chance.choice(_ACTIONS)))
        last = chance.choice([name for name in names if name != last])
        parts.append(("name", last))
        if chance.random() < 0.2:
            parts.append(("how", chance.choice(_DIRECTIONS)))
        words = " ".join(chance.choices(_SENTENCES, k=chance.choice((1, 1, 2, 3, 6))))
        parts.append(("words", words))
    return parts


def spoken(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Who says which words."""
    name = ""
    for kind, text in parts:
        if kind == "name":
            name = text
        elif kind == "words":
            yield from ((name, word) for word in text.split())


LAYOUTS = {
    "screenplay": Layout(extras=("page",)),
    "screenplay with marks, numbers, watermark": Layout(
        extras=("page", "header", "watermark", "stamp", "marks", "numbers", "footer")
    ),
    "without (MORE)": Layout(more=False, extras=("page",)),
    "serif": Layout(font="serif", chars={"action": 80, "heading": 70, "how": 30, "words": 46}),
    "sans": Layout(
        font="sans", size=11, name_font="sans-bold", chars={"action": 70, "heading": 60, "how": 28, "words": 40}
    ),
    "sitcom": Layout(pitch={"": 12, "words": 24, "how": 24}, extras=("page", "header")),
    "other indents": Layout(
        left={"action": 72, "heading": 72, "name": 216, "how": 180, "words": 144},
        chars={"action": 66, "heading": 60, "how": 30, "words": 42},
    ),
    "names centred": Layout(centred=True),
    "stage, names centred, words at the left": Layout(
        font="serif",
        centred=True,
        italic=True,
        left={"action": 160, "heading": 108, "name": 0, "how": 200, "words": 108},
        chars={"action": 60, "heading": 60, "how": 60, "words": 84},
        more=False,
    ),
    "stage, names above": Layout(
        font="serif",
        italic=True,
        left={"action": 90, "heading": 90, "name": 90, "how": 90, "words": 90},
        chars={"action": 84, "heading": 60, "how": 80, "words": 84},
        more=False,
    ),
    "stage, names in the margin": Layout(
        font="serif",
        italic=True,
        beside=" ",
        left={"action": 180, "heading": 180, "name": 80, "how": 180, "words": 180, "hang": 180},
        chars={"action": 66, "heading": 60, "how": 60, "words": 66},
        gap=0.5,
        more=False,
    ),
    "stage, NAME.": Layout(
        font="serif",
        italic=True,
        beside=".",
        left={"action": 108, "heading": 90, "name": 90, "how": 108, "words": 108},
        chars={"action": 76, "heading": 60, "how": 60, "words": 76},
        gap=0.3,
        more=False,
        name_font="",
    ),
    "stage, Name:": Layout(
        size=10,
        beside=":",
        capitals=False,
        left={"action": 90, "heading": 90, "name": 90, "how": 90, "words": 90},
        chars={"action": 72, "heading": 60, "how": 60, "words": 72},
        gap=1,
        more=False,
    ),
}
"""By what they are."""
