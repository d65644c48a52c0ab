"""Times rlquery beside scikit-learn in one run: the same seeds, the same loop, one thread each; then checks that both give the same areas.

    python3 reference.py FOLDER RLQUERY.dll [SEEDS]

FOLDER holds NAME-svmstyle.txt. CPU seconds are compared: other work on the machine disturbs them less than the clock. rlquery's are given with the start of its
process, and without: what each seed after the first took.
"""
import csv
import io
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

START = 20


def load(path):
    labels, rows = [], []
    with open(path) as file:
        for line in file:
            cells = line.split()
            labels.append(float(cells[0]))
            rows.append({int(index) - 1: float(value) for index, value in (cell.split(":") for cell in cells[1:])})
    x = np.zeros((len(rows), 1 + max(max(row, default=0) for row in rows)))
    for i, row in enumerate(rows):
        for j, value in row.items():
            x[i, j] = value
    return x, np.array(labels)


def area(x, y, seed):
    index = np.arange(len(y))
    np.random.default_rng(seed).shuffle(index)
    train, test = index[: int(0.6 * len(y))], index[int(0.6 * len(y)) :]
    np.random.default_rng(seed).shuffle(train)
    scaler = StandardScaler().fit(x[train])
    train_x, test_x = scaler.transform(x[train]), scaler.transform(x[test])
    labelled = np.arange(len(train)) < START
    if len(set(y[train][labelled])) < 2:
        return None
    scores = []
    while True:
        model = SVC(gamma=1 / x.shape[1], C=1, tol=1e-3).fit(train_x[labelled], y[train][labelled])
        scores.append(model.score(test_x, y[test]))
        if labelled.all():
            break
        order = np.argsort(np.abs(model.decision_function(train_x)))
        labelled[next(i for i in order if not labelled[i])] = True
    scores = np.array(scores[1:])
    return (scores[:-1] + scores[1:]).sum() / 2 / len(scores)


def generate(path):
    """1000 rows, 24 features: twenty seconds a seed for scikit-learn, so two seeds will do."""
    rng = np.random.default_rng(7)
    x, direction, noise = rng.normal(size=(1000, 24)), rng.normal(size=24), rng.normal(size=1000)
    y = np.where(x @ direction / np.sqrt(24) + 0.7 * noise + 0.5 * x[:, 0] * x[:, 1] > 0.3, 1, -1)
    with open(path, "w") as file:
        for row, label in zip(x, y):
            file.write(f"{label} {' '.join(f'{j + 1}:{value:.6f}' for j, value in enumerate(row))}\n")


def run(command, path, seeds):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(
        ["dotnet", command, "reproduce", "lu2023", "--data", path, "--seeds", f"0-{seeds - 1}", "--jobs", "1"],
        check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    areas = {int(row["seed"]): float(row["aubc"]) for row in csv.DictReader(io.StringIO(output))}
    return areas, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    folder, command = sys.argv[1], sys.argv[2]
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    print("set,seeds,scikit-learn ms per seed,rlquery with its start,rlquery,ratio with start,ratio,largest difference")
    with tempfile.TemporaryDirectory() as generated:
        generate(os.path.join(generated, "generated-svmstyle.txt"))
        for name, where, count in [*((n, folder, seeds) for n in ("heart", "haberman", "ionosphere")), ("generated", generated, min(seeds, 2))]:
            path = os.path.join(where, f"{name}-svmstyle.txt")
            x, y = load(path)
            started = time.process_time()
            theirs = {seed: area(x, y, seed) for seed in range(count)}
            peer = (time.process_time() - started) / count
            many = 10 * count if where == generated else count
            ours, total = run(command, path, many)
            _, first = run(command, path, 1)
            each = (total - first) / (many - 1)
            difference = max(abs(ours[seed] - theirs[seed]) for seed in theirs)
            print(f"{name},{count},{1000 * peer:.0f},{1000 * total / many:.1f},{1000 * each:.1f},{peer * many / total:.0f},{peer / each:.0f},{difference:.1e}", flush=True)


if __name__ == "__main__":
    main()
