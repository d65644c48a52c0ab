"""Compares two evaluations, paired by set, strategy and seed: python3 compare.py WITH/aubc.csv WITHOUT/aubc.csv [STRATEGY ...]"""

import csv
import math
import sys


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name not in ("data", "seed", "metric")]
    return {(row["data"], row["seed"], name): float(row[name]) for row in rows for name in names}


def interval(values):
    mean = sum(values) / len(values)
    error = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))
    return f"{mean:+.4f} ({error:.4f})"


def main():
    first, second = read(sys.argv[1]), read(sys.argv[2])
    strategies = sys.argv[3:] or list(dict.fromkeys(key[2] for key in first))
    sets = list(dict.fromkeys(key[0] for key in first))
    print("| strategy | " + " | ".join(sets) + " | all |")
    print("|---|" + "---|" * (len(sets) + 1))
    for strategy in strategies:
        cells, every = [], []
        for name in sets:
            own = [first[key] - second[key] for key in first if key[0] == name and key[2] == strategy]
            cells.append(interval(own))
            every += own
        print(f"| {strategy} | " + " | ".join([*cells, interval(every)]) + " |")


main()
