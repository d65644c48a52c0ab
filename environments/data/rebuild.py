#!/usr/bin/env python3
"""Writes the data sets of sources.json as .csv.gz with cards, catalog.json and README.md. See README.md; run by rebuild.sh."""
import gzip
import hashlib
import json
import shlex
import struct
import sys
import zlib
from pathlib import Path

from rdata import read_frame

HERE = Path(__file__).resolve().parent
SOURCES = json.loads((HERE / "sources.json").read_text(encoding="utf-8"))


def read_text(path):
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")


def read_arff(texts, source):
    """Names from the first file, rows of all; quotes as in a shell, ? is an empty cell."""
    names, rows = [], []
    for text in texts:
        header, data = [], False
        for line in text.splitlines():
            line = line.strip()
            if not line or line.startswith("%"):
                continue
            if data:
                cells = [cell.strip().strip("'\"") for cell in line.split(",")]
                rows.append(["" if cell == "?" else cell for cell in cells])
            elif line.lower().startswith("@attribute"):
                header.append(shlex.split(line.split("{")[0])[1])
            elif line.lower().startswith("@data"):
                data = True
        assert not names or names == header
        names = header
    return names, rows


def read_ddalpha(texts, source):
    """A header and cells between blanks; as in R, a cell more than names is the number of the row in front."""
    lines = [line.split() for line in texts[0].splitlines() if line.strip()]
    return lines[0], [[cell.strip('"') for cell in line[len(line) - len(lines[0]):]] for line in lines[1:]]


def read_fann(texts, source):
    """'rows inputs outputs', then pairs of lines; a class is the place of the largest output, numbers are as they stand."""
    regression, rows = task_of(source) == "regression", []
    for text in texts:
        numbers = text.split()
        count, inputs, outputs = (int(number) for number in numbers[:3])
        for i in range(count):
            start = 3 + i * (inputs + outputs)
            output = numbers[start + inputs:start + inputs + outputs]
            values = [float(number) for number in output]
            rows.append(numbers[start:start + inputs] + (output if regression else [str(values.index(max(values)))]))
    return numbered(inputs)[:-1] + source["outputs"] if regression else numbered(inputs), rows


def read_sklearn(texts, source):
    """'rows,features,class names...', then rows that end with the number of the class."""
    lines = [line.split(",") for line in texts[0].splitlines()]
    classes = lines[0][2:]
    return source["columns"] + ["class"], [line[:-1] + [classes[int(line[-1])]] for line in lines[1:]]


def read_columns(texts, source):
    """Cells between blanks without a header, the columns of one file beside those of the other; numpy's long notation of the target is written short."""
    left, right = ([line.split() for line in text.splitlines()] for text in texts)
    return source["columns"], [row + [str(float(target))] for row, (target,) in zip(left, right, strict=True)]


def read_csv(texts, source):
    """No header, the class last."""
    rows = [line.split(",") for line in texts[0].splitlines() if line]
    return numbered(len(rows[0]) - 1), rows


def read_digits(texts, source):
    """As read_csv, in numpy's notation: whole numbers are written short."""
    names, rows = read_csv(texts, source)
    return names, [[str(int(float(cell))) for cell in row] for row in rows]


def numbered(features):
    return [f"x{i}" for i in range(1, features + 1)] + ["class"]


READERS = {
    "arff": read_arff, "ddalpha": read_ddalpha, "fann": read_fann, "sklearn": read_sklearn, "columns": read_columns, "csv": read_csv,
    "digits": read_digits}


def task_of(source):
    return source.get("task", "classification")


def read(source, unpacked):
    paths = [unpacked / source["package"] / path for path in source["files"]]
    return read_frame(paths[0], source["frame"]) if source["format"] == "r" else READERS[source["format"]]([read_text(path) for path in paths], source)


def choose(source, names, rows):
    """The columns that a source asks for, its target last, and of a large set the first rows or every so many; a row without its target is left out."""
    target = source.get("target", names[-1])
    kept = [i for i, name in enumerate(names) if name != target and name in source.get("only", names) and name not in source.get("without", [])]
    kept.append(names.index(target))
    rows = [row for row in rows if row[kept[-1]]][:source.get("rows", len(rows)):source.get("every", 1)]
    names, rows = [names[i] for i in kept], [[row[i] for i in kept] for row in rows]
    coded = [names.index(name) for name in source.get("categories", [])]
    return names, [[f"level {cell}" if cell and i in coded else cell for i, cell in enumerate(row)] for row in rows]


def quote(cell):
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\n;\t') else cell


def pack(text):
    """gzip without a time or a name, so that the same text gives the same bytes."""
    raw = text.encode("utf-8")
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(raw) + deflate.flush()
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + body + struct.pack("<II", zlib.crc32(raw), len(raw))


def is_number(cell):
    try:
        float(cell)
        return True
    except ValueError:
        return False


def encode(cells):
    """One column as MixedTableFeaturizer encodes it: a list of columns of numbers."""
    present = [cell for cell in cells if cell]
    if not present:
        return []
    if all(is_number(cell) for cell in present):
        numbers = [single(float(cell)) for cell in present]
        mean = single(sum(numbers) / len(numbers))
        column = [single(float(cell)) if cell else mean for cell in cells]
        return [column] if len(present) == len(cells) else [column, [0.0 if cell else 1.0 for cell in cells]]
    categories = sorted(set(present)) + ([""] if len(present) < len(cells) else [])
    columns = [[1.0 if cell == category else 0.0 for cell in cells] for category in categories]
    return columns if len(categories) > 2 else columns[1:]  # none for a single category


def single(number):
    return struct.unpack("<f", struct.pack("<f", number))[0]


def content_hash(columns, target, task):
    """Dataset.Hash: task, shape and classes as text, then the values and the labels or targets as little-endian 32-bit numbers."""
    values = [value for row in zip(*columns) for value in row]
    if task == "regression":
        head = f"Regression/{len(target)}/{len(columns)}//"
        return hashlib.sha256(
            head.encode("utf-8") + struct.pack(f"<{len(values)}f", *values) + struct.pack(f"<{len(target)}f", *map(float, target))).hexdigest()
    classes = sorted(set(target), key=(lambda c: (float(c), c)) if all(is_number(c) for c in target) else None)
    head = f"Classification/{len(target)}/{len(columns)}/" + "\x1f".join(classes) + "/"
    labels = [classes.index(cell) for cell in target]
    return hashlib.sha256(
        head.encode("utf-8") + struct.pack(f"<{len(values)}f", *values) + struct.pack(f"<{len(labels)}i", *labels)).hexdigest()


def build(source, unpacked, folder):
    names, rows = read(source, unpacked)
    taken = len(rows)
    names, rows = choose(source, names, rows)
    assert len(set(names)) == len(names) and all(len(row) == len(names) for row in rows), source["name"]
    text = "\n".join(",".join(quote(cell) for cell in row) for row in [names] + rows) + "\n"
    packed = pack(text)
    file = source["name"] + ".csv.gz"
    (folder / file).write_bytes(packed)
    cells = list(zip(*rows))
    columns = [column for column_cells in cells[:-1] for column in encode(column_cells)]
    mixed = any(not cell or not is_number(cell) for column_cells in cells[:-1] for cell in column_cells)
    entry = {
        "name": source["name"], "origin": source["origin"], "file": file, "task": task_of(source), "target": names[-1],
        "rows": len(rows), "features": len(columns), "classes": 0 if task_of(source) == "regression" else len(set(cells[-1])), "mixed": mixed,
        "sha256": hashlib.sha256(packed).hexdigest(), "hash": content_hash(columns, cells[-1], task_of(source))}
    (folder / (source["name"] + ".md")).write_text(card(source, entry, len(names) - 1, taken), encoding="utf-8")
    return entry


def card(source, entry, columns, taken):
    package = SOURCES["packages"][source["package"]]
    encoded = f" ({columns} columns, some of them categories or with missing cells, become {entry['features']} features)" if entry["mixed"] else ""
    files = ", ".join(f"`/{path}`" for path in source["files"]) + (f", data frame `{source['frame']}`" if "frame" in source else "")
    regression = entry["task"] == "regression"
    shape = f"{entry['rows']} x {entry['features']}" + ("" if regression else f" x {entry['classes']}")
    part = rows_taken(source, entry["rows"], taken)
    without = f"; without the column{'s' if len(source['without']) > 1 else ''} {', '.join(source['without'])}" if "without" in source else ""
    without += f"; {len(source['only'])} of its columns" if "only" in source else ""
    without += f"; {', '.join(source['categories'])} as categories" if "categories" in source else ""
    target = f"column `{entry['target']}` (the last)" + (f", a number: {source['unit']}" if regression else "")
    return f"""# {source['name']}

{source['title']}.

| | |
| --- | --- |
| rows x features{'' if regression else ' x classes'} | {shape}{encoded} |
| target | {target} |
| origin group | {source['origin']}: sets of one group are never on both sides of training and evaluation |
| taken from | Debian package {source['package']} {package['version']}: {files}{part}{without} |
| original source | {source['source']} |
| licence | {package['licence']} |
| SHA-256 of {entry['file']} | {entry['sha256']} |
| hash of the data set | {entry['hash']} |
"""


def rows_taken(source, rows, taken):
    if "every" in source:
        return f"; {rows} of {taken} rows, one in {source['every']} of those with a target"
    return f"; the first {rows} of {taken} rows" if "rows" in source else f"; the {rows} of {taken} rows that have a target" if rows < taken else ""


def readme(entries):
    classes, numbers = ([e for e in entries if e["task"] == task] for task in ("classification", "regression"))
    return (HERE / "README.head.md").read_text(encoding="utf-8") + f"""
## The {len(classes)} sets, of {origins(classes)} origins

| set | rows | features | classes | mixed | origin group |
| --- | ---: | ---: | ---: | --- | --- |
{table(classes, "classes")}

## The {len(numbers)} sets for regression, of {origins(numbers)} origins

| set | rows | features | mixed | origin group |
| --- | ---: | ---: | --- | --- |
{table(numbers)}
"""


def origins(entries):
    return len({e["origin"] for e in entries})


def table(entries, *more):
    return "\n".join(
        f"| [{e['name']}]({e['name']}.md) | " + " | ".join(str(e[key]) for key in ("rows", "features", *more)) + f" | {'yes' if e['mixed'] else ''} | {e['origin']} |"
        for e in entries)


def main(unpacked, folder):
    entries = [build(source, unpacked, folder) for source in SOURCES["sets"]]
    lines = ",\n".join("    " + json.dumps(entry) for entry in entries)
    (folder / "catalog.json").write_text('{\n  "sets": [\n' + lines + "\n  ]\n}\n", encoding="utf-8")
    (folder / "README.md").write_text(readme(entries), encoding="utf-8")
    print(f"{len(entries)} sets, {sum((folder / entry['file']).stat().st_size for entry in entries)} bytes")


if __name__ == "__main__":
    if sys.argv[1] == "--packages":
        print("\n".join(f"{name}={package['version']}" for name, package in SOURCES["packages"].items()))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
