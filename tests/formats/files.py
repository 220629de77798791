"""Photos, scripts and tables of times as programs save them, and what the program says to each."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from acting_mirror.cli.remedies import sentence_of
from acting_mirror.core.errors import UserError
from acting_mirror.rehearsal.draft import PDF, read_pdf
from acting_mirror.rehearsal.placing import by_times
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.images import Photos
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.heif import make_heic
from tests.script_samples import FDX, FOUNTAIN, LEXICON, PLAIN, opened
from tests.sides_pdf import LAYOUTS, Pdf, make_parts, set_script

_PIXELS = SyntheticActor((160, 120), 10.0).frame(0).bgr
_ACTOR = Image.fromarray(_PIXELS[:, :, ::-1].copy())
_PLAY = "ANNA. One.\nMARK (coldly). Two.\nANNA. Three.\n"
_TIMES = "line,start_s,end_s\n1,0.7,2.2\n2,2.5,3\n"
_EUROPEAN = _TIMES.replace(",", ";").replace(".", ",")


def _photo(mode: str = "RGB", **options: Any) -> Callable[[Path], object]:  # noqa: ANN401 - Pillow's
    """Saves the drawn actor, in the format of the file's ending."""
    return lambda path: _ACTOR.convert(mode).save(path, **options)


def _animation(path: Path) -> None:
    pictures = [Image.fromarray(SyntheticActor((160, 120), 10.0).frame(number).bgr) for number in range(0, 40, 10)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=100)


def _archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{path.stem}/text", FOUNTAIN)


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


PHOTOS = (
    ("JPEG", "photo.jpg", _photo()),
    ("JPEG, progressive", "progressive.jpeg", _photo(progressive=True)),
    ("JPEG that a phone turned", "turned.jpg", _photo(exif=_turned())),
    ("JPEG for print (CMYK)", "print.jpg", _photo("CMYK")),
    ("PNG", "photo.png", _photo()),
    ("PNG, transparent", "transparent.png", _photo("RGBA")),
    ("PNG of few colours", "few.png", _photo("P")),
    ("PNG, grey in 16 bit", "deep.png", _photo("I;16")),
    ("WebP", "photo.webp", _photo()),
    ("TIFF", "photo.tif", _photo()),
    ("TIFF, compressed", "compressed.tiff", _photo(compression="tiff_lzw")),
    ("BMP", "photo.bmp", _photo()),
    ("AVIF", "photo.avif", _photo()),
    ("HEIC, of iPhones", "photo.heic", lambda path: make_heic(path, [_PIXELS])),
    ("JPEG 2000", "photo.jp2", _photo()),
    ("Photoshop", "photo.psd", b"8BPS\0\1" + bytes(64)),
    ("Raw, of cameras", "photo.dng", b"II*\0\x08\0\0\0" + bytes(64)),
)
"""A row each: what it is, the name of a file, and what is in it or writes it."""
ANIMATIONS = (
    ("Animated GIF", "a.gif", _animation),
    ("Animated WebP", "a.webp", _animation),
    ("Animated PNG", "a.png", _animation),
    ("Animated AVIF", "a.avif", _animation),
)
SCRIPTS = (
    ("Fountain", "a.fountain", FOUNTAIN.encode()),
    ("Fountain in UTF-16", "b.fountain", FOUNTAIN.encode("utf-16")),
    ("Fountain in Windows' own encoding (cp1252)", "c.fountain", FOUNTAIN.encode("cp1252")),
    ("Final Draft", "a.fdx", FDX.encode()),
    ("Final Draft in UTF-16", "b.fdx", FDX.replace("UTF-8", "UTF-16").encode("utf-16")),
    ("Text of lines `NAME: words`", "a.txt", PLAIN.encode()),
    ("Text that holds Fountain", "b.txt", FOUNTAIN.encode()),
    ("Highland", "a.highland", _archive),
    ("Fade In", "a.fadein", _archive),
    ("WriterDuet", "a.wdz", _archive),
    ("Trelby", "a.trelby", FOUNTAIN.encode()),
    ("Word", "a.docx", _archive),
    ("Text of a stage play, `NAME. words`", "c.txt", _PLAY.encode()),
    ("PDF, of screenplays and stage plays", "a.pdf", set_script(make_parts(4), LAYOUTS["screenplay"])),
    ("PDF, scanned", "b.pdf", Pdf().content()),
)
TIMES = (
    ("Cells parted by commas", "a.csv", _TIMES.encode()),
    ("By semicolons, decimals with commas", "b.csv", _EUROPEAN.encode("utf-8-sig")),
    ("By commas, decimals with commas in quotes", "c.csv", b'line,start_s,end_s\n1,"0,7","2,2"\n2,"2,5",3\n'),
    ("By tabs, in UTF-16 (Excel's “Unicode text”)", "d.txt", _TIMES.replace(",", "\t").encode("utf-16")),
    ("By bars", "e.csv", _TIMES.replace(",", "|").encode()),
    ("With Excel's first line `sep=;`", "f.csv", f"sep=;\n{_EUROPEAN}".encode("cp1252")),
    ("Excel", "a.xlsx", _archive),
)


def _read_clip(path: Path) -> None:
    with ClipFile(path) as clip:
        assert len(list(clip)) == 4


def _read_photo(path: Path) -> None:
    with Photos(path) as photos:
        assert len(list(photos)) == 1


def _read_script(path: Path) -> None:
    if path.suffix == PDF:
        assert not read_pdf(path).unsure
        return
    assert len(ScriptFile.open(path, LEXICON).script.lines) >= 3


def _read_times(path: Path) -> None:
    script = opened(path.parent, "ANNA\nOne.\n\nANNA\nTwo.\n", ".fountain").script
    spans = by_times(path, script.of("ANNA"), 10).spans
    assert [(span.start_s, span.end_s) for span in spans] == [(0.7, 2.2), (2.5, 3)]


KINDS = (
    ("Animations, which are clips", ANIMATIONS, _read_clip),
    ("Photos", PHOTOS, _read_photo),
    ("Scripts", SCRIPTS, _read_script),
    ("Tables of times", TIMES, _read_times),
)


@dataclass(frozen=True)
class FileRow:
    """A file, and what the program says to it.

    Attributes:
        kind: What it is used for.
        name: What it is.
        ending: Of its name.
        refused: The sentence for the user where it is not read, "" where it is.
    """

    kind: str
    name: str
    ending: str
    refused: str


def file_rows(folder: Path) -> Iterator[FileRow]:
    """Write a file of each kind, and read it."""
    for kind, files, read in KINDS:
        for name, file, make in files:
            path = folder / file
            path.write_bytes(make) if isinstance(make, bytes) else make(path)
            yield FileRow(kind, name, path.suffix, _refusal(read, path))


def _refusal(read: Callable[[Path], None], path: Path) -> str:
    try:
        read(path)
    except UserError as error:
        return sentence_of(error).replace(str(path), path.name)
    return ""
