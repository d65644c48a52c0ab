"""The bundled digits as pictures of 32 x 32: python3 digits.py digits.csv FOLDER, which then holds digits.csv and its PNG files"""

import csv
import gzip
import pathlib
import struct
import sys
import zlib

SCALE = 4


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(rows):
    size = len(rows)
    lines = b"".join(b"\0" + bytes(row) for row in rows)
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def main():
    source, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with (gzip.open if source.endswith(".gz") else open)(source, "rt", newline="") as file:
        header, *rows = csv.reader(file)
    with open(folder / "digits.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["picture", "label"])
        for number, row in enumerate(rows):
            pixels = [min(255, int(float(value) * 255 / 16)) for value in row[:64]]
            large = [[pixels[y // SCALE * 8 + x // SCALE] for x in range(8 * SCALE)] for y in range(8 * SCALE)]
            (folder / f"{number}.png").write_bytes(png(large))
            table.writerow([f"{number}.png", row[64]])


main()
