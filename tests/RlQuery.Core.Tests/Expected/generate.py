"""Writes the expected values beside it: scikit-learn 1.2, scipy 1.10 and numpy 1.24 (Debian's python3-sklearn).

Inputs are not stored: numpy's default_rng(seed).random() gives the same doubles as Pcg64.NextDouble, in row-major order.
"""
import csv
import gzip
import json
import os
import warnings

import numpy as np
from scipy import stats
from sklearn import gaussian_process as processes, linear_model
from sklearn.calibration import _sigmoid_calibration
from sklearn.ensemble import RandomForestClassifier
from sklearn.gaussian_process import GaussianProcessClassifier
from sklearn.gaussian_process.kernels import RBF, ConstantKernel
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, brier_score_loss, f1_score, log_loss, roc_auc_score
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "..", "environments", "data")
PROBES = 4


def features(kind, seed, rows, columns):
    x = 4 * np.random.default_rng(seed).random((rows + PROBES, columns)) - 2
    if kind == "duplicates":
        x[rows // 2 : rows] = x[: rows - rows // 2]
    if kind == "constant":
        x[:, 1::2] = 0.5
    return x


def labels(kind, seed, x, rows, classes):
    noise = np.random.default_rng(seed + 1000).random(rows)
    score = x[:rows, 0] + (0 if kind == "separable" else 1) * (noise - 0.5) * 2
    y = np.clip(((score + 2) / 4 * classes).astype(int), 0, classes - 1)
    if kind == "single":
        y[:] = np.arange(rows) % (classes - 1) if classes > 2 else 0
        y[rows // 2] = classes - 1
    y[:classes] = y[:classes] if kind == "single" else np.arange(classes)
    return y


def weights(kind, seed, rows):
    return 0.25 + 3 * np.random.default_rng(seed + 2000).random(rows) if kind == "weighted" else None


def cases(kinds, shapes):
    seed = 0
    for kind in kinds:
        for rows, columns, classes in shapes:
            seed += 1
            x = features(kind, seed, rows, columns)
            yield {"kind": kind, "seed": seed, "rows": rows, "columns": columns, "classes": classes}, x, labels(kind, seed, x, rows, classes), weights(kind, seed, rows)


def digits(values, count):
    return [float(f"{v:.{count}g}") for v in np.ravel(values)]


def text(y):
    return "".join(str(v) for v in y)


def write(name, content):
    text = "[\n" + ",\n".join(json.dumps(row) for row in content) + "\n]" if isinstance(content, list) else json.dumps(content, indent=1)
    with open(os.path.join(HERE, name), "w") as file:
        file.write(text + "\n")


# LIBSVM's own path to a tolerance of 1e-3: every bit counts.
def svm_path():
    shapes = [(2, 2, 2), (5, 1, 2), (20, 3, 2), (60, 2, 2), (60, 13, 2), (200, 5, 2), (400, 2, 2)]
    for case, x, y, _ in cases(["plain", "duplicates", "constant", "separable", "single"], shapes):
        rows, columns = case["rows"], case["columns"]
        model = SVC(gamma=1 / columns, C=1, tol=1e-3).fit(x[:rows], y)
        yield {**case, "labels": text(y), "support": int(model.n_support_.sum()), "rho": float(model.intercept_[0]),
               "decisions": [float(-v) for v in model.decision_function(x[rows:])]}


def svm_learner():
    shapes = [(6, 2, 2), (30, 4, 2), (120, 3, 2), (9, 2, 3), (60, 5, 3), (150, 3, 5)]
    for case, x, y, w in cases(["plain", "duplicates", "constant", "separable", "single", "weighted"], shapes):
        rows, columns, classes = case["rows"], case["columns"], case["classes"]
        x = x.astype(np.float32).astype(float)
        model = SVC(gamma=1 / columns, C=1, tol=1e-9, decision_function_shape="ovo").fit(x[:rows], y, sample_weight=w)
        decisions = model.decision_function(x[rows:])
        decisions = -decisions[:, None] if classes == 2 else decisions
        yield {**case, "labels": text(y), "decisions": digits(decisions, 9)}


def logistic():
    shapes = [(4, 2, 2), (30, 4, 2), (100, 10, 2), (12, 30, 2), (9, 2, 3), (60, 5, 4)]
    for case, x, y, w in cases(["plain", "duplicates", "constant", "separable", "single", "weighted"], shapes):
        rows, classes = case["rows"], case["classes"]
        x = x.astype(np.float32).astype(float)
        for penalty in (0.01, 1, 100):
            solver = {"solver": "newton-cg", "multi_class": "multinomial"} if classes > 2 else {"solver": "newton-cholesky"}
            model = LogisticRegression(C=penalty, tol=1e-11, max_iter=200, **solver)
            model.fit(x[:rows], y, sample_weight=w)
            coefficients = np.hstack([model.coef_, model.intercept_[:, None]])
            yield {**case, "penalty": penalty, "labels": text(y), "coefficients": digits(coefficients, 9) if coefficients.size <= 30 else [],
                   "probabilities": digits(model.predict_proba(x[rows:]), 9)}


# The neighbours of several rows at the same distance are left open there, so that no kind with copies is among them.
def neighbours():
    shapes = [(6, 2, 2), (30, 4, 2), (9, 2, 3), (60, 5, 3), (150, 3, 5)]
    for case, x, y, _ in cases(["plain", "constant", "separable", "single"], shapes):
        x = x.astype(np.float32).astype(float)
        model = KNeighborsClassifier(algorithm="brute").fit(x[: case["rows"]], y)
        yield {**case, "labels": text(y), "probabilities": digits(model.predict_proba(x[case["rows"] :]), 9)}


def naive_bayes():
    shapes = [(6, 2, 2), (30, 4, 2), (9, 2, 3), (60, 5, 3), (150, 3, 5)]
    for case, x, y, w in cases(["plain", "duplicates", "constant", "separable", "single", "weighted"], shapes):
        x = x.astype(np.float32).astype(float)
        model = GaussianNB().fit(x[: case["rows"]], y, sample_weight=w)
        yield {**case, "labels": text(y), "probabilities": digits(model.predict_proba(x[case["rows"] :]), 9)}


def gaussian_process():
    shapes = [(6, 2, 2), (30, 4, 2), (100, 3, 2), (9, 2, 3), (60, 5, 3)]
    for case, x, y, _ in cases(["plain", "duplicates", "constant", "separable", "single"], shapes):
        x = x.astype(np.float32).astype(float)
        kernel = ConstantKernel(16, "fixed") * RBF(np.sqrt(x.var(axis=0).sum()), "fixed")
        model = GaussianProcessClassifier(kernel, optimizer=None).fit(x[: case["rows"]], y)
        yield {**case, "labels": text(y), "probabilities": digits(model.predict_proba(x[case["rows"] :]), 9)}


# linear_model.Ridge at its default, and the Gaussian process of a grid whose labels are most likely by scikit-learn's own marginal likelihood.
def regression():
    for case, x, _, w in cases(["plain", "duplicates", "constant", "weighted"], [(2, 3, 2), (6, 2, 2), (30, 4, 2), (12, 20, 2), (60, 5, 2)]):
        x, rows = x.astype(np.float32).astype(float), case["rows"]
        noise = np.random.default_rng(case["seed"] + 3000).random(rows)
        y = np.array(digits(1000 + 50 * (np.sin(2 * x[:rows, 0]) + x[:rows, -1] + (0.1 + case["seed"] % 3) * noise), 6))
        weights = np.ones(rows) if w is None else w
        ridge = linear_model.Ridge().fit(x[:rows], y, sample_weight=weights)
        mean = np.average(y, weights=weights)
        best = None
        for length in (4, 2, 1, 0.5):
            for ratio in (1, 0.1, 0.01, 0.001):
                scale = length * np.sqrt(x.var(axis=0).sum())
                covariance = RBF(scale)(x[:rows]) + np.diag(ratio / weights)
                height = (y - mean) @ np.linalg.solve(covariance, y - mean) / rows
                kernel = ConstantKernel(height, "fixed") * RBF(scale, "fixed")
                model = processes.GaussianProcessRegressor(kernel, alpha=height * ratio / weights, optimizer=None).fit(x[:rows], y - mean)
                if best is None or model.log_marginal_likelihood_value_ > best[0] + 1e-9:
                    best = model.log_marginal_likelihood_value_, scale, ratio, height, model
        values, deviations = best[4].predict(x[rows:], return_std=True)
        yield {**case, "targets": [float(v) for v in y], "ridge": digits(ridge.predict(x[rows:]), 12), "likelihood": best[0], "length": best[1], "ratio": best[2],
               "height": best[3], "process": digits(values + mean, 12), "deviations": digits(deviations, 9)}


def bundled(name):
    with gzip.open(os.path.join(DATA, name + ".csv.gz"), "rt") as file:
        rows = list(csv.reader(file))[1:]
    y = np.array([row[-1] for row in rows])
    # Classes that are numbers are in numeric order.
    return np.array([row[:-1] for row in rows], dtype=np.float32), np.unique(y.astype(float) if all(v.isdigit() for v in y) else y, return_inverse=True)[1]


# Ten forests of 100 trees each: their mean, and how far one of them strays from it. Tied votes go to the first class, and logarithms begin at 0.005.
def forests():
    for name in ("wdbc", "diabetes", "ionosphere", "segment", "digits", "soybean"):
        x, y = bundled(name)
        classes = y.max() + 1
        for count in (20, 40, 80, 200):
            accuracy, loss, means = np.zeros(10), np.zeros(10), []
            for split in range(4):
                order = np.random.default_rng(split).permutation(len(y))
                labelled, probes = order[:count], order[-100:]
                forest = RandomForestClassifier(n_estimators=1000, random_state=split).fit(x[labelled], y[labelled])
                p = np.zeros((10, 100, classes))
                for tree, model in enumerate(forest.estimators_):
                    p[tree // 100][:, forest.classes_] += model.predict_proba(x[probes]) / 100
                p = np.round(p, 9)
                accuracy += (p.argmax(axis=2) == y[probes]).mean(axis=1) / 4
                loss -= np.log(np.maximum(p[:, np.arange(100), y[probes]], 0.005)).mean(axis=1) / 4
                means.append(p.mean(axis=0)[:6])
            yield {"data": name, "labels": count, "accuracy": digits(accuracy.mean(), 5)[0], "accuracyNoise": digits(accuracy.std(ddof=1), 3)[0],
                   "loss": digits(loss.mean(), 5)[0], "lossNoise": digits(loss.std(ddof=1), 3)[0],
                   "probabilities": [round(float(v), 4) for v in np.ravel(means)]}


def sigmoids():
    for seed, rows in enumerate([2, 10, 50, 300]):
        rng = np.random.default_rng(seed)
        decisions = 4 * rng.random(rows) - 2
        y = np.where(decisions + 3 * rng.random(rows) - 1.5 > 0, 1, -1)
        y[:2] = [1, -1]
        decisions[:2] = [0.9, -1.1]
        w = 0.5 + rng.random(rows)
        slope, offset = _sigmoid_calibration(decisions, y, w) if rows > 2 else _sigmoid_calibration(decisions, y, np.ones(2))
        yield {"decisions": [float(v) for v in decisions], "signs": [int(v) for v in y],
               "weights": [float(v) for v in (w if rows > 2 else np.ones(2))], "slope": slope, "offset": offset}


# The conditions of optimality of Wu, Lin and Weng's second method are a linear system.
def couplings():
    for seed, classes in enumerate([3, 3, 4, 6, 10]):
        r = np.random.default_rng(seed).random((classes, classes)) * 0.98 + 0.01
        r = np.triu(r, 1) + np.tril(1 - r.T, -1)
        q = -r.T * r
        np.fill_diagonal(q, [sum(r[j, t] ** 2 for j in range(classes) if j != t) for t in range(classes)])
        system = np.block([[q, np.ones((classes, 1))], [np.ones((1, classes)), np.zeros((1, 1))]])
        p = np.linalg.solve(system, np.append(np.zeros(classes), 1))[:classes]
        yield {"pairs": [float(v) for v in r.ravel()], "probabilities": digits(p, 12)}


def statistics():
    rng = np.random.default_rng(5)
    blocks, treatments = 12, 4
    scores = np.round(rng.random((blocks, treatments)) + 0.15 * np.arange(treatments), 1)
    untied = rng.random((blocks, treatments)) + 0.15 * np.arange(treatments)
    differences = rng.random(30) - 0.4
    result = {"friedman": [], "range": [], "power": [], "t": [], "wilcoxon": []}
    for table in (scores, untied):
        test = stats.friedmanchisquare(*table.T)
        ranks = np.mean([stats.rankdata(-row) for row in table], axis=0)
        unit = np.sqrt(treatments * (treatments + 1) / (6 * blocks))
        nemenyi = [[float(stats.studentized_range.sf(abs(a - b) / unit * np.sqrt(2), treatments, np.inf)) for b in ranks] for a in ranks]
        result["friedman"].append({"scores": table.tolist(), "statistic": test.statistic, "p": test.pvalue, "ranks": ranks.tolist(), "nemenyi": nemenyi})
    for k in (2, 3, 5, 10, 30):
        result["range"].append({"groups": k, "quantile": float(stats.studentized_range.isf(0.05, k, np.inf)),
                                "tail": [float(stats.studentized_range.sf(q, k, np.inf)) for q in (0.5, 2, 4, 6)]})
    for n, effect in ((2, 1.0), (5, 0.5), (20, 0.7), (100, 0.2), (400, 0.14)):
        critical = stats.t.ppf(0.975, n - 1)
        shift = effect * np.sqrt(n)
        result["power"].append({"n": n, "effect": effect, "power": float(stats.nct.sf(critical, n - 1, shift) + stats.nct.cdf(-critical, n - 1, shift))})
    for n in (2, 5, 30):
        test = stats.ttest_1samp(differences[:n], 0)
        interval = test.confidence_interval(0.95)
        result["t"].append({"differences": differences[:n].tolist(), "p": test.pvalue, "lower": interval.low, "upper": interval.high})
    for values in (differences[:8], differences, np.round(differences * 4), np.tile(differences, 4)):
        drop = values[values != 0]
        exact = len(drop) <= 50 and len(set(np.abs(drop))) == len(drop)
        test = stats.wilcoxon(values, mode="exact" if exact else "approx")
        result["wilcoxon"].append({"differences": values.tolist(), "exact": exact, "statistic": test.statistic, "p": test.pvalue})
    boot = stats.bootstrap((differences,), np.mean, n_resamples=200_000, method="percentile", random_state=1).confidence_interval
    bca = stats.bootstrap((differences,), np.mean, n_resamples=200_000, method="BCa", random_state=1).confidence_interval
    result["bootstrap"] = {"differences": differences.tolist(), "lower": boot.low, "upper": boot.high, "bcaLower": bca.low, "bcaUpper": bca.high}
    return result


def metrics():
    seed = 0
    for kind, parts, classes in [("plain", 1024, 2), ("plain", 1024, 3), ("plain", 1024, 5), ("ties", 8, 2), ("ties", 8, 4), ("sure", 1, 2), ("sure", 1, 3), ("missing", 64, 4)]:
        seed += 1
        rows = 40
        draws = np.random.default_rng(seed)
        counts = draws.multinomial(parts, np.full(classes, 1 / classes), rows)
        y = np.where(draws.random(rows) < 0.6, counts.argmax(axis=1), draws.integers(0, classes, rows))
        if kind == "missing":
            y[y == 1] = 2
        p = (counts / parts).astype(np.float32)
        predicted = p.argmax(axis=1)
        present = sorted(set(y))
        # Of more than two classes scikit-learn 1.2 has no Brier score, and it refuses an AUC where one is missing: there the mean of its AUCs of the others.
        yield {
            "kind": kind,
            "classes": classes,
            "parts": parts,
            "counts": counts.ravel().tolist(),
            "labels": y.tolist(),
            "values": {
                "accuracy": float(np.mean(predicted == y)),
                "balanced-accuracy": float(balanced_accuracy_score(y, predicted)),
                "f1": float(f1_score(y, predicted, average="binary" if classes == 2 else "macro")),
                "macro-f1": float(f1_score(y, predicted, average="macro")),
                "log-loss": float(log_loss(y, p, labels=range(classes))),
                "brier": float(brier_score_loss(y, p[:, 1]) if classes == 2 else np.mean(np.sum((np.eye(classes)[y] - p) ** 2, axis=1))),
                "auc": float(
                    roc_auc_score(y, p[:, 1])
                    if classes == 2
                    else roc_auc_score(y, p, multi_class="ovr", average="macro")
                    if len(present) == classes
                    else np.mean([roc_auc_score(y == c, p[:, c]) for c in present])
                ),
            },
        }


if __name__ == "__main__":
    # Both solvers grumble once they have reached the last digits of a double.
    warnings.simplefilter("ignore")
    write("svm-path.json", list(svm_path()))
    write("svm-learner.json", list(svm_learner()))
    write("logistic.json", list(logistic()))
    write("nearest-neighbours.json", list(neighbours()))
    write("naive-bayes.json", list(naive_bayes()))
    write("gaussian-process.json", list(gaussian_process()))
    write("regression.json", list(regression()))
    write("random-forest.json", list(forests()))
    write("platt.json", list(sigmoids()))
    write("coupling.json", list(couplings()))
    write("statistics.json", statistics())
    write("metrics.json", list(metrics()))
