"""Times rlquery beside scikit-learn in one run: the same seeds, the same loop, one thread each; then checks that both give the same areas.

    python3 reference.py FOLDER RLQUERY.dll [SEEDS]

FOLDER holds NAME-svmstyle.txt. CPU seconds are compared, those of rlquery with its start: other work on the machine disturbs them less than the clock.
"""
import csv
import io
import os
import resource
import subprocess
import sys
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


def main():
    folder, command = sys.argv[1], sys.argv[2]
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    print("set,seeds,scikit-learn ms per seed,rlquery ms per seed,ratio,largest difference")
    for name in ("heart", "haberman", "ionosphere"):
        path = os.path.join(folder, f"{name}-svmstyle.txt")
        x, y = load(path)
        started = time.process_time()
        theirs = {seed: area(x, y, seed) for seed in range(seeds)}
        peer = time.process_time() - started
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output = subprocess.run(
            ["dotnet", command, "reproduce", "lu2023", "--data", path, "--seeds", f"0-{seeds - 1}", "--jobs", "1"],
            check=True, capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        ours = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        difference = max(abs(float(row["aubc"]) - theirs[int(row["seed"])]) for row in csv.DictReader(io.StringIO(output)))
        print(f"{name},{seeds},{1000 * peer / seeds:.0f},{1000 * ours / seeds:.1f},{peer / ours:.0f},{difference:.1e}", flush=True)


if __name__ == "__main__":
    main()
