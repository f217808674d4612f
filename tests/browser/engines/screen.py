"""Is there anything on the screen? Looks at it dot by dot: at a picture (PNG, 8 bits a channel, not interlaced), or at
the memory of an X screen, which Xvfb keeps in a file in the form of xwd.
"""

import struct
import zlib
from collections.abc import Iterator

CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}  # colour type -> bytes a dot


def is_blank(png: bytes) -> bool:
    """Is every dot of the same colour?"""
    parts = dict(_parts(png))
    width, _height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (depth, interlaced) == (8, 0), "a kind of picture that no browser here takes"
    dot = CHANNELS[colours]
    rows = _rows(zlib.decompress(parts[b"IDAT"]), width * dot, dot)
    first = next(rows)
    return first == first[:dot] * width and all(row == first for row in rows)


def part_is_blank(memory: bytes, *, top: int, width: int, height: int) -> bool:
    """Is the left part of an X screen, this wide and from `top` to `height`, all of the same colour?"""
    head = struct.unpack_from(">25I", memory)
    colours, dots, row = head[19], head[11] // 8, head[12]
    start = head[0] + colours * 12
    rows = [memory[at : at + width * dots] for at in range(start + top * row, start + height * row, row)]
    return rows.count(rows[0][:dots] * width) == len(rows)


def _parts(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The header and the dots; a picture's dots may come in several parts."""
    at, dots = 8, b""
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        part = png[at + 8 : at + 8 + length]
        if name == b"IHDR":
            yield name, part
        elif name == b"IDAT":
            dots += part
        at += length + 12
    yield b"IDAT", dots


def _rows(raw: bytes, length: int, dot: int) -> Iterator[bytes]:
    """Each row says how it was written: as it is, or as the difference to what is left of it, above it, or both."""
    above = bytes(length)
    for at in range(0, len(raw), length + 1):
        way, row = raw[at], bytearray(raw[at + 1 : at + 1 + length])
        if way in (2, 4) and not any(row) and above == above[:dot] * (length // dot):
            yield above  # nothing differs from a row of one colour, and a blank picture has hundreds of these
            continue
        for i in range(length if way else 0):
            left, over, corner = (row[i - dot], above[i], above[i - dot]) if i >= dot else (0, above[i], 0)
            row[i] = (row[i] + (0, left, over, (left + over) // 2, _nearest(left, over, corner))[way]) & 255
        above = bytes(row)
        yield above


def _nearest(left: int, over: int, corner: int) -> int:
    guess = left + over - corner
    return min((left, over, corner), key=lambda each: abs(guess - each))
