"""Compresses a teacher of texts on each set, and joins the tables into compression.csv of this page.

usage: python3 results/compression/measure.py RLQUERY SETS OUT

RLQUERY is the command, SETS a folder with the files that README.md names, OUT a folder for the compressions; those that are there are not made again.
What each command prints, with the speeds, is kept in OUT/SET.txt.
"""
import csv
import pathlib
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
SETS = ("clinc-banking", "wordnet", "debian", "fortunes")


def compress(command, sets, out, name):
    if (out / name / "compression.csv").exists():
        return
    out.mkdir(parents=True, exist_ok=True)
    run = subprocess.run(
        [*shlex.split(command), "compress", "--data", str(sets / f"{name}.csv"), "--target", "label", "--encoder", "minilm+arctic-xs", "--labels", "200",
         "--seeds", "0-9", "--out", str(out / name)],
        check=True, stdout=subprocess.PIPE, text=True)
    (out / f"{name}.txt").write_text(run.stdout)


def main(command, sets, out):
    joined = []
    for name in SETS:
        compress(command, pathlib.Path(sets), pathlib.Path(out), name)
        with open(pathlib.Path(out) / name / "compression.csv", newline="") as file:
            joined += [{"set": name, **row} for row in csv.DictReader(file)]
    with open(HERE / "compression.csv", "w", newline="") as file:
        table = csv.DictWriter(file, joined[0].keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(joined)
    for model in dict.fromkeys((row["model"], row["taught"]) for row in joined):
        own = [row for row in joined if (row["model"], row["taught"]) == model]
        mean = {key: sum(float(row[key] or 0) for row in own) / len(own) for key in ("accuracy", "less_teacher", "bytes")}
        print(*model, f"accuracy {mean['accuracy']:.4f}", f"less teacher {mean['less_teacher']:+.4f}", f"bytes {mean['bytes']:.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
