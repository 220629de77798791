"""How many words of scripts that are set as PDF are found, and given to who speaks them.

    python -m tests.bench.sides [FOLDER]

Scripts are set in all ways of `tests/sides_pdf.py`, and by the tools of others that are found: `screenplain`, LaTeX's
classes (`texlive-publishers`, `texlive-humanities`, `texlive-fonts-recommended`) and LibreOffice (`soffice`). They are
kept in the folder.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

from acting_mirror.core.errors import UserError
from acting_mirror.rehearsal.draft import Draft, read_pdf
from acting_mirror.rehearsal.script_rows import Kind
from acting_mirror.rehearsal.speeches import name_of
from tests.sides_pdf import LAYOUTS, Part, make_parts, set_script, spoken

_PARTS = make_parts(120)
_WATERMARK = (
    r"\usepackage{graphicx,eso-pic,color}\AddToShipoutPictureBG{\AtPageCenter{\makebox(0,0){\rotatebox{45}{"
    r"\textcolor[gray]{0.8}{\fontsize{60}{60}\selectfont JANE DOE 4711}}}}}"
)
_LATEX_FONTS = {"courier": "pcr", "typewriter": "cmtt", "times": "ptm", "sans": "phv"}
_FONTS = {"mono": "Liberation Mono", "serif": "Liberation Serif", "sans": "Liberation Sans"}
_STYLES = {
    "indented": {"name": "margin-left:2.2in;margin-top:12pt", "how": "margin-left:1.6in", "words": "margin:0 1in"},
    "centred": {"name": "text-align:center;margin-top:12pt", "how": "text-align:center", "words": "margin:0 0.7in"},
    "at the left": {"name": "margin-top:12pt;font-weight:bold", "how": "font-style:italic", "words": ""},
}
_ALIKE = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


def share_right(parts: Sequence[Part], draft: Draft) -> tuple[float, int]:
    """How many of the spoken words are found with who speaks them, 0 to 1, and how many are spoken by mistake."""
    wanted, found = (_plain(words) for words in (spoken(parts), _said(draft)))
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    right = sum(block.size for block in blocks)
    return right / len(wanted), len(found) - right


def _plain(words: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name.upper(), word.translate(_ALIKE).replace("--", "-")) for name, word in words]


def _said(draft: Draft) -> Iterator[tuple[str, str]]:
    name = ""
    for each in draft.paragraphs:
        if each.kind is Kind.CUE:
            name = name_of(each.text)
        elif each.kind is Kind.WORDS:
            yield from ((name, word) for word in each.text.split())


def _ours(folder: Path) -> None:
    for name, layout in LAYOUTS.items():
        (folder / f"{name.replace('/', '-')}.pdf").write_bytes(set_script(_PARTS, layout))


def _screenplain(folder: Path) -> None:
    lines = ["Title: The Last Train"]
    for kind, text in _PARTS:
        lines += ["", text] if kind in ("name", "heading", "action") else [text]
    (folder / "a.fountain").write_text("\n".join([*lines, ""]))
    for name, options in (("prime", []), ("courier", ["--standard-font"]), ("strong", ["--strong"])):
        _run(folder, "screenplain", *options, "-f", "pdf", "a.fountain", f"screenplain {name}.pdf")


def _latex(folder: Path) -> None:
    for font, family in _LATEX_FONTS.items():
        head = rf"\documentclass{{screenplay}}\usepackage[T1]{{fontenc}}\renewcommand{{\ttdefault}}{{{family}}}"
        head += _WATERMARK if font in ("typewriter", "sans") else ""
        title = r"\title{The Last Train}\author{Somebody}"
        _run_latex(folder, f"latex screenplay {font}", head + title, _SCREENPLAY)
    _run_latex(folder, "latex sides", r"\documentclass{sides}\usepackage[T1]{fontenc}\usepackage{times}", _SIDES)
    _run_latex(folder, "latex dramatist", r"\documentclass{article}\usepackage{dramatist,times}", _DRAMATIST)


def _tex(text: str) -> str:
    return re.sub(r'"([^"]*)"', r"``\1''", re.sub(r"([&%$#_{}])", r"\\\1", text))


_SCREENPLAY = {
    "heading": lambda text: rf"\intslug{{{_tex(text.split('. ', 1)[1])}}}",
    "action": lambda text: f"{_tex(text)}\n",
    "name": lambda text: rf"\begin{{dialogue}}{{{_tex(text)}}}",
    "how": lambda text: rf"\paren{{{_tex(text[1:-1])}}}",
    "words": lambda text: rf"{_tex(text)}\end{{dialogue}}",
}
_SIDES = {
    "heading": lambda text: rf"\newscenenamed{{{_tex(text)}}}",
    "action": lambda text: rf"\stagedir{{{_tex(text)}}}",
    "name": lambda text: rf"\repl{{{_tex(text)}}}",
    "how": lambda text: rf"\paren{{{_tex(text[1:-1])}}}",
    "words": lambda text: f"{_tex(text)}\n",
}
_DRAMATIST = {
    "heading": lambda text: rf"\end{{drama}}\section*{{{_tex(text)}}}\begin{{drama}}",
    "action": lambda text: rf"\StageDir{{{_tex(text)}}}",
    "name": lambda text: rf"\speaker{{{_tex(text)}}}",
    "how": lambda text: rf"\direct{{{_tex(text[1:-1])}}}",
    "words": lambda text: f"{_tex(text)}\n",
}


def _run_latex(folder: Path, name: str, head: str, ways: dict[str, object]) -> None:
    body = "\n".join(ways[kind](text) for kind, text in _PARTS)  # type: ignore[operator]
    if ways is _DRAMATIST:
        body = rf"\begin{{drama}}{body}\end{{drama}}"
    (folder / f"{name}.tex").write_text(rf"{head}\begin{{document}}{body}\end{{document}}")
    _run(folder, "pdflatex", "-interaction=nonstopmode", f"{name}.tex")


def _libreoffice(folder: Path) -> None:
    for style, css in _STYLES.items():
        for name, font in _FONTS.items():
            body = "".join(
                f'<p style="margin:0;{css.get(kind, "margin-top:12pt")}">'
                f"{escape(text.upper() if kind == 'name' else text)}</p>"
                for kind, text in _PARTS
            )
            path = folder / f"libreoffice {style} {name}.html"
            path.write_text(f'<meta charset="utf-8"><body style="font-family:{font};font-size:12pt">{body}</body>')
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            reads = "--infilter=HTML (StarWriter)"
            _run(folder, "soffice", profile, "--headless", "--convert-to", "pdf:writer_pdf_Export", reads, path.name)


def _run(folder: Path, *command: str) -> None:
    if shutil.which(command[0]):
        subprocess.run(command, cwd=folder, capture_output=True, check=False)


def main(folder: Path) -> None:
    """Set all scripts, and read them."""
    for make in (_ours, _screenplain, _latex, _libreoffice):
        make(folder)
    for path in sorted(folder.glob("*.pdf")):
        began = time.perf_counter()
        try:
            draft = read_pdf(path)
        except UserError as error:
            print(error)
            continue
        took = time.perf_counter() - began
        right, more = share_right(_PARTS, draft)
        unsure = f"{draft.unsure} of {len(draft.paragraphs)} unsure"
        print(f"{right:7.2%} right, {more} spoken by mistake, {unsure}, {took:.1f} s: {path.stem}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        work = Path(*sys.argv[1:2] or [made])
        work.mkdir(exist_ok=True)
        main(work)
