"""Compares rlquery with scikit-learn, seed by seed, on generated sets of many kinds: the published sets are not all that may come.

    python3 differential.py RLQUERY.dll [SEEDS]

Prints the largest difference of a seed for each kind; areas have six digits, so 5e-7 is none.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile

import numpy as np

import reference


def kinds():
    rng = np.random.default_rng(1)
    normal = lambda rows, columns: rng.normal(size=(rows, columns))
    yield "plain", normal(90, 5), None, (-1, 1)
    yield "one feature", normal(80, 1), None, (-1, 1)
    yield "one integer feature", rng.integers(0, 9, size=(80, 1)), None, (-1, 1)
    yield "more features than rows", normal(60, 150), None, (0, 1)
    yield "constant columns", np.hstack([normal(80, 2), np.full((80, 2), 0.1), np.full((80, 1), 1e6)]), None, (1, 2)
    yield "nearly constant column", np.hstack([normal(80, 2), 1e8 + 1e-6 * normal(80, 1)]), None, (1, 2)
    yield "duplicate rows", np.tile(normal(30, 3), (3, 1)), None, (2, 4)
    yield "duplicates with both labels", np.repeat(rng.integers(0, 3, size=(50, 2)), 2, axis=0), rng.integers(0, 2, size=100), (0, 1)
    yield "integers with ties", rng.integers(0, 4, size=(120, 3)), None, (0, 1)
    yield "binary features", rng.integers(0, 2, size=(120, 8)), None, (-1, 1)
    yield "sparse", normal(90, 20) * (rng.random((90, 20)) < 0.15), None, (-1, 1)
    yield "imbalance 12 %", normal(150, 4), (rng.random(150) < 0.12).astype(int), (-1, 1)
    yield "noise", normal(120, 2), rng.integers(0, 2, size=120), (-1, 1)
    yield "separable", np.vstack([normal(50, 3) - 4, normal(50, 3) + 4]), np.repeat([0, 1], 50), (3, 7)
    yield "scales from 1e-6 to 1e6", normal(90, 6) * 10.0 ** np.arange(-6, 7, 2.4), None, (-1, 1)
    yield "negative labels", normal(80, 3), None, (-3, -1)
    yield "300 rows", normal(300, 24), None, (-1, 1)


def labels(x):
    score = x[:, 0] - np.median(x[:, 0]) + 0.4 * np.random.default_rng(2).normal(size=len(x)) * max(x[:, 0].std(), 1e-12)
    return (score > 0).astype(int)


def main():
    command = sys.argv[1]
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    worst = 0.0
    print("kind,rows,features,seeds run,seeds skipped,largest difference")
    with tempfile.TemporaryDirectory() as folder:
        for name, x, y, classes in kinds():
            path = os.path.join(folder, "set.txt")
            y = labels(x) if y is None else y
            with open(path, "w") as file:
                for row, label in zip(x, y):
                    cells = (f"{j + 1}:{value!r}" for j, value in enumerate(map(float, row)) if value != 0)
                    file.write(f"{classes[label]:+d} {' '.join(cells)}\n")
            x, y = reference.load(path)
            theirs = {seed: reference.area(x, y, seed) for seed in range(seeds)}
            output = subprocess.run(
                ["dotnet", command, "reproduce", "lu2023", "--data", path, "--seeds", f"0-{seeds - 1}", "--jobs", "1"],
                check=True, capture_output=True, text=True).stdout
            ours = {int(row["seed"]): float(row["aubc"]) for row in csv.DictReader(io.StringIO(output))}
            skipped = {seed for seed, value in theirs.items() if value is None}
            if set(ours) != set(theirs) - skipped:
                sys.exit(f"{name}: other seeds are skipped: {sorted(set(theirs) - skipped ^ set(ours))}")
            difference = max((abs(ours[seed] - theirs[seed]) for seed in ours), default=0.0)
            worst = max(worst, difference)
            print(f"{name},{x.shape[0]},{x.shape[1]},{len(ours)},{len(skipped)},{difference:.1e}", flush=True)
    sys.exit(0 if worst < 1e-6 else 1)


if __name__ == "__main__":
    main()
