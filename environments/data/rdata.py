"""Reads data frames as R has saved them, without R: a package's lazy-load database (Rdata.rdx, Rdata.rdb) or a workspace (.rda). Used by rebuild.py."""
import bz2
import gzip
import lzma
import math
import struct
import zlib

# Types of R's serialization, as "R Internals" (1.8) numbers them; of the others, no data frame needs one.
SYMBOL, PAIRS, CHARACTERS, LOGICALS, INTEGERS, DOUBLES, STRINGS, LIST = 1, 2, 9, 10, 13, 14, 16, 19
ALTREP, PERSISTENT, GLOBAL, NIL, REFERENCE = 238, 247, 253, 254, 255
MISSING_INTEGER = -2 ** 31


class Vector:
    """A vector or a list: values and attributes by name. A missing value is None."""

    def __init__(self, values, attributes):
        self.values, self.attributes = values, attributes

    def get(self, name):
        return self.values[self.attributes["names"].values.index(name)]


class Serialization:
    """Big-endian binary form (XDR), versions 2 and 3."""

    def __init__(self, raw):
        assert raw[:2] == b"X\n"
        self.raw, self.at, self.references = raw, 2, []
        version = self.integer()
        self.at += 8
        if version == 3:
            encoding = self.integer()
            self.at += encoding

    def integer(self):
        self.at += 4
        return struct.unpack_from(">i", self.raw, self.at - 4)[0]

    def numbers(self, code, size):
        count = self.integer()
        self.at += count * size
        return struct.unpack_from(f">{count}{code}", self.raw, self.at - count * size)

    def item(self):
        flags = self.integer()
        kind, has_attributes, has_tag = flags & 255, flags & 0x200, flags & 0x400
        if kind in (NIL, GLOBAL):
            return None
        if kind == REFERENCE:
            return self.references[((flags >> 8) or self.integer()) - 1]
        if kind == SYMBOL:
            self.references.append(self.item())
            return self.references[-1]
        if kind == PERSISTENT:
            self.integer()
            self.references.append([self.item() for _ in range(self.integer())])
            return self.references[-1]
        if kind == CHARACTERS:
            length = self.integer()
            self.at += max(length, 0)
            return None if length < 0 else self.raw[self.at - length:self.at].decode("utf-8", "replace")
        if kind == PAIRS:
            if has_attributes:
                self.item()
            tag = self.item() if has_tag else None
            value = self.item()
            return {tag: value, **(self.item() or {})}
        if kind == ALTREP:
            return self.compact()
        if kind in (LOGICALS, INTEGERS):
            values = [None if value == MISSING_INTEGER else value for value in self.numbers("i", 4)]
        elif kind == DOUBLES:
            values = [None if math.isnan(value) else value for value in self.numbers("d", 8)]
        else:
            assert kind in (STRINGS, LIST), f"type {kind}"
            values = [self.item() for _ in range(self.integer())]
        return Vector(values, self.item() if has_attributes else {})

    def compact(self):
        """A range kept as count, first and step, or another vector in a wrapper."""
        self.item()
        state = self.item()
        self.item()
        if isinstance(state, Vector) and len(state.values) == 3:
            count, first, step = (int(value) for value in state.values)
            return Vector([first + i * step for i in range(count)], {})
        return state.values[0] if isinstance(state, Vector) else next(iter(state.values()))


def unpack(raw):
    """A file that may be compressed by gzip, bzip2, xz or zlib."""
    if raw[:2] == b"\x1f\x8b":
        return gzip.decompress(raw)
    if raw[:3] == b"BZh":
        return bz2.decompress(raw)
    return lzma.decompress(raw) if raw[:6] == b"\xfd7zXZ\x00" else zlib.decompress(raw) if raw[:1] == b"x" else raw


def unpack_chunk(chunk):
    """A value of a lazy-load database: its length, then zlib, or a letter and bzip2 or raw LZMA."""
    body = chunk[4:]
    if body[:1] == b"2":
        return bz2.decompress(body[1:])
    if body[:1] == b"Z":
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 6}]).decompress(body[1:])
    return zlib.decompress(body)


def load(path, name):
    """One variable of a file."""
    if path.suffix == ".rdb":
        place, length = Serialization(unpack(path.with_suffix(".rdx").read_bytes())).item().get("variables").get(name).values
        return Serialization(unpack_chunk(path.read_bytes()[place:place + length])).item()
    raw = unpack(path.read_bytes())
    assert raw[:5] in (b"RDX2\n", b"RDX3\n"), path
    return Serialization(raw[5:]).item()[name]


def cell(value, levels):
    """Seven digits, which every reader takes for the same 32-bit number; a missing value is an empty cell."""
    if value is None:
        return ""
    return levels[value - 1] if levels else f"{value:.7g}" if isinstance(value, float) else str(value)


def read_frame(path, name):
    """Names of the columns of a data frame and its rows as text; factors by their levels."""
    frame = load(path, name)
    names = frame.attributes["names"].values
    columns = []
    for column in frame.values:
        levels = column.attributes["levels"].values if "levels" in column.attributes else None
        columns.append([cell(value, levels) for value in column.values])
    rows = len(columns[0])
    return names, [list(row) for row in zip(*(column[:rows] for column in columns), strict=True)]
