"""Damage to files, as discs, editors, uploads and other programs do it."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 2**63 - 1, 2**64 - 1)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NUMBERS = (b"-1", b"0", b"1e999", b"nan", b"-0.0", b"99999999999999999999", b"1,5", b"\xc2\xbd", b"0x10", b"")
_TOKENS = (
    *(b"[[", b"]]", b"/*", b"*/", b"[[sad 40%]]", b"[[sda]]", b"[[ANNA: sad]]", b"(", b")", b"@", b"~", b":", b"^"),
    *(b"\n", b"\n\n", b"\r", b"\r\n", b"\n  \n", b"\x0c", b"\x0b", b"\xc2\x85", b"\xe2\x80\xa8", b"\t", b"\0"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xf0\x9f\x8e\xad", b"e\xcc\x81", b"\xef\xbc\x9a"),
    *(b'"', b"'", b";", b",", b"|", b"sep=;\n", b"{", b"}", b"[", b"]", b"[" * 3000, b"null", b"NaN", b"true"),
    *(b"<", b">", b"&", b"&amp;", b"&#0;", b"&x;", b"<!DOCTYPE a [", b"<Paragraph>", b"</Text>", b"]]>", b"<a>" * 3000),
    *(b"A" * 9000, b"ANNA\n" * 300, b"*" * 900, b"(" * 900, b"1" * 5000),
)
_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**63, 2**70, 1e308, -1e308, 0.5, float("nan"), float("inf"), "", "\ud800", "\0", "a\nb"),
    *("A" * 9000, "../../x", "/", "CON", "1970-01-01T00:00:00", "9999-12-31T23:59:59+00:00", [], {}, [[]], [None] * 50),
)


def mutated(content: bytes, other: bytes, random: Random) -> bytes:
    """A file with one to five kinds of damage; now and then the file as it is, or another one."""
    if random.random() < 0.02:
        return random.choice((content, other, b""))
    if content[:1] in b"{[" and random.random() < 0.6:
        content = _other_value(content, random)
        if random.random() < 0.7:
            return content
    for _ in range(random.randint(1, 5)):
        content = random.choice(_WAYS)(content, other, random)
    return content


def _other_value(content: bytes, random: Random) -> bytes:
    """JSON of which one value is another one, gone, or there twice."""
    try:
        root = json.loads(content)
    except ValueError:
        return content
    places = list(_places(root))
    if not places:
        return content
    holder, name = random.choice(places)
    way = random.random()
    if way < 0.15:
        del holder[name]
    elif way < 0.25 and isinstance(holder, list):
        holder.append(holder[name])
    else:
        holder[name] = random.choice((*_VALUES, root)) if way < 0.95 else [holder[name]]
    try:
        return json.dumps(root).encode()
    except ValueError:  # it holds itself
        return content


def _places(node: object) -> Iterator[tuple[Any, Any]]:
    """All values in a tree, each by what holds it and its name or number there."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in pairs:
        yield node, name
        yield from _places(value)


def _span(content: bytes, random: Random, longest: int = 400) -> tuple[int, int]:
    start = random.randint(0, len(content))
    return start, min(len(content), start + random.randint(1, longest))


def _flip_bits(content: bytes, _: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _flip in range(random.choice((1, 1, 2, 8, 64)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _write_extreme(content: bytes, _: bytes, random: Random) -> bytes:
    size = random.choice((1, 2, 4, 8))
    value = (random.choice(_EXTREMES) & (1 << 8 * size) - 1).to_bytes(size, random.choice(("big", "little")))
    start = random.randint(0, min(len(content), random.choice((64, 2000, len(content)))))
    return content[:start] + value + content[start + size :]


def _write_noise(content: bytes, _: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:start] + random.randbytes(end - start) + content[end:]


def _blank(content: bytes, _: bytes, random: Random) -> bytes:
    start, end = _span(content, random, 4000)
    return content[:start] + bytes(end - start) + content[end:]


def _cut_out(content: bytes, _: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:start] + content[end:]


def _break_off(content: bytes, _: bytes, random: Random) -> bytes:
    return content[: random.randint(0, len(content))]


def _repeat(content: bytes, _: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:end] + content[start:end] * random.choice((1, 1, 2, 20)) + content[end:]


def _swap(content: bytes, _: bytes, random: Random) -> bytes:
    (a, b), (c, d) = sorted((_span(content, random), _span(content, random)))
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:] if b <= c else content


def _splice(content: bytes, other: bytes, random: Random) -> bytes:
    start, end = _span(other, random, 2000)
    at = random.randint(0, len(content))
    return content[:at] + other[start:end] + content[at:]


def _insert_token(content: bytes, _: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    return content[:at] + random.choice(_TOKENS) + content[at:]


def _change_number(content: bytes, _: bytes, random: Random) -> bytes:
    found = list(_NUMBER.finditer(content[:20_000]))
    if not found:
        return content
    number = random.choice(found)
    return content[: number.start()] + random.choice(_NUMBERS) + content[number.end() :]


_WAYS: Sequence[Callable[[bytes, bytes, Random], bytes]] = (
    *(_flip_bits, _write_extreme, _write_noise, _blank, _cut_out, _break_off, _repeat, _swap, _splice),
    *(_insert_token, _insert_token, _change_number),
)
