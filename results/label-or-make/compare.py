"""The mean over the sets of one column of AUBC less another, with its 95 % interval over the sets (Student's t).

usage: python3 compare.py AUBC.csv COLUMN OTHER_COLUMN [OTHER_AUBC.csv]
"""
import csv
import math
import sys

T = {4: 2.776, 13: 2.160}


def areas(path, column):
    with open(path, newline="") as file:
        return {(row["data"], row["seed"]): float(row[column]) for row in csv.DictReader(file) if row["metric"] == "balanced-accuracy"}


file, column, other = sys.argv[1:4]
first, second = areas(file, column), areas(sys.argv[4] if len(sys.argv) > 4 else file, other)
sets = sorted({name for name, _ in first})
means = [sum(first[key] - second[key] for key in first if key[0] == name) / sum(key[0] == name for key in first) for name in sets]
mean = sum(means) / len(means)
half = T[len(means) - 1] * math.sqrt(sum((one - mean) ** 2 for one in means) / (len(means) - 1) / len(means))
print(f"{mean:+.4f} [{mean - half:+.4f}, {mean + half:+.4f}], ahead on {sum(one > 0 for one in means)} of {len(means)}")
