"""The same active-learning loops by hand in numpy and scikit-learn, served line by line: a request as JSON on standard input, its answer on standard output.

One thread: the command that starts this sets OMP_NUM_THREADS and its like to 1. A request names a function below and its arguments. To add a row to the
comparison, add a function and a contest that asks for it.
"""
import importlib.util
import json
import os
import platform
import sys
import time
import warnings

import numpy as np
import scipy
import sklearn
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

warnings.filterwarnings("ignore")


class Problem:
    """Pool, test rows and start labels as the other side wrote them: raw little-endian float32 and int32."""

    def __init__(self, folder):
        def read(name, kind):
            return np.fromfile(os.path.join(folder, name), dtype=kind)

        with open(os.path.join(folder, "shape.json")) as file:
            shape = json.load(file)
        self.pool = read("pool.f32", "<f4").reshape(-1, shape["features"]).astype(float)
        self.test = read("test.f32", "<f4").reshape(-1, shape["features"]).astype(float)
        self.pool_labels = read("pool.i32", "<i4")
        self.test_labels = read("test.i32", "<i4")
        self.start = read("start.i32", "<i4")
        self.committee = read("committee.f64", "<f8").reshape(-1, len(self.pool)) if "committee.f64" in os.listdir(folder) else None


def logistic(tight):
    return LogisticRegression(C=1.0, solver="newton-cg", tol=1e-8, max_iter=100) if tight else LogisticRegression(C=1.0, max_iter=1000)


class Margin:
    """Smallest margin under logistic regression."""

    def __init__(self, problem, tight):
        self.problem, self.tight = problem, tight

    def fit(self, labelled):
        self.model = logistic(self.tight).fit(self.problem.pool[labelled], self.problem.pool_labels[labelled])

    def scores(self, candidates):
        """The lower, the sooner queried."""
        p = self.model.predict_proba(self.problem.pool[candidates])
        top = np.partition(p, p.shape[1] - 2, axis=1)
        return top[:, -1] - top[:, -2]

    def accuracy(self):
        return np.mean(self.model.predict(self.problem.test) == self.problem.test_labels)


class VoteEntropy(Margin):
    """Largest vote entropy of five members on bootstraps, whose weights the other side drew."""

    def fit(self, labelled):
        super().fit(labelled)
        x, y = self.problem.pool[labelled], self.problem.pool_labels[labelled]
        self.members = [logistic(self.tight).fit(x, y, sample_weight=w[labelled]) for w in self.problem.committee]

    def scores(self, candidates):
        x = self.problem.pool[candidates]
        votes = np.stack([member.predict(x) for member in self.members])
        shares = np.stack([(votes == k).mean(axis=0) for k in self.model.classes_])
        return np.sum(shares * np.log(np.where(shares > 0, shares, 1)), axis=0)


class SupportVector(Margin):
    """Smallest absolute decision value of a support vector machine with an RBF kernel."""

    def fit(self, labelled):
        machine = SVC(C=1.0, kernel="rbf", gamma="auto", tol=1e-6 if self.tight else 1e-3)
        self.model = machine.fit(self.problem.pool[labelled], self.problem.pool_labels[labelled])

    def scores(self, candidates):
        return np.abs(self.model.decision_function(self.problem.pool[candidates]))


RULES = {"margin": Margin, "vote-entropy": VoteEntropy, "svm-margin": SupportVector}


def loop(folder, rule, queries, tight, follow=None):
    """Queries one row at a time. With `follow`, the other side's picks are labelled, and compared with the own ones."""
    problem = Problem(folder)
    began = time.process_time()
    labelled = list(problem.start)
    open_rows = np.ones(len(problem.pool), bool)
    open_rows[labelled] = False
    learner = RULES[rule](problem, tight)
    learner.fit(labelled)
    accuracies = [learner.accuracy()]
    same, gaps = 0, []
    for i in range(queries):
        candidates = np.flatnonzero(open_rows)
        scores = learner.scores(candidates)
        pick = candidates[np.argmin(scores)]
        if follow is not None:
            same += int(pick == follow[i])
            gaps.append(float(scores[np.searchsorted(candidates, follow[i])] - scores.min()))
            pick = follow[i]
        labelled.append(pick)
        open_rows[pick] = False
        learner.fit(labelled)
        accuracies.append(learner.accuracy())
    seconds = time.process_time() - began
    area = float(np.trapz(accuracies) / (len(accuracies) - 1))
    return {"seconds": seconds / queries, "aubc": area, "same": same, "gap": max(gaps, default=0.0)}


def classification(folder):
    """Writes scikit-learn's make_classification, 2000 rows of 20 features, as the data set of the first row."""
    x, y = make_classification(n_samples=2000, n_features=20, n_informative=10, n_redundant=5, flip_y=0.05, class_sep=1.0, random_state=0)
    x.astype("<f4").tofile(os.path.join(folder, "x.f32"))
    y.astype("<i4").tofile(os.path.join(folder, "y.i32"))
    return {"rows": 2000, "features": 20}


def versions():
    return {"text": f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}"}


def has_torch():
    return {"torch": importlib.util.find_spec("torch") is not None}


def update(candidates, updates):
    """Seconds of an update of double deep Q-learning in eager PyTorch: batch 256, a network of 32-64-64-1, Adam, a target network that follows."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(0)

    def make():
        return nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1))

    online, target = make(), make()
    adam = torch.optim.Adam(online.parameters(), 1e-3)
    rows, returns, following = torch.randn(256, 32), torch.randn(256), torch.randn(256, candidates, 32)

    def step():
        with torch.no_grad():
            best = online(following).squeeze(2).argmax(1, keepdim=True)
            goal = returns + 0.95 * target(following).squeeze(2).gather(1, best).squeeze(1)
        loss = nn.functional.smooth_l1_loss(online(rows).squeeze(1), goal)
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(online.parameters(), 10.0)
        adam.step()
        with torch.no_grad():
            for kept, taken in zip(target.parameters(), online.parameters()):
                kept.mul_(0.99).add_(taken, alpha=0.01)

    for _ in range(20):
        step()
    began = time.process_time()
    for _ in range(updates):
        step()
    return {"seconds": (time.process_time() - began) / updates}


def refit(folder, labels, times):
    """Seconds of a fit to the first rows of a pool."""
    problem = Problem(folder)
    x, y = problem.pool[:labels], problem.pool_labels[:labels]
    began = time.process_time()
    for _ in range(times):
        logistic(False).fit(x, y)
    return {"seconds": (time.process_time() - began) / times}


WORK = {"refit": refit, "loop": loop, "has_torch": has_torch, "update": update, "classification": classification, "versions": versions}

if __name__ == "__main__":
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(WORK[request.pop("work")](**request)), flush=True)
