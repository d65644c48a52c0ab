"""The inputs of policies/general, in numpy: what an exported model (rlquery export) is to be given, for logistic regression.

X           features of the pool [rows x d], standardised: mean 0, standard deviation 1 (division by n), constant features 0
P           class probabilities of every pool row [rows x K], of logistic regression fitted to the labelled rows (L2 penalty, C = 1, bias not penalised),
            with 0 for a class that has no label yet, as scikit-learn's LogisticRegression(C=1) gives it
labelled    pool rows with a label; labels: their classes, 0..K-1
candidates  pool rows without, ascending
sample      up to 256 pool rows without a label, the same from query to query as far as they are still unlabelled
references  up to 256 pool rows, drawn once

RlQuery draws sample and references from its seed; any random draw serves (numpy.random.default_rng(0).permutation(rows)[:256]).
A pool of more than 4096 rows has its neighbours looked for among 1024 of them.
"""
from statistics import NormalDist

import numpy as np

PROBIT = 8 / np.pi  # of the score: sigmoid(m) is close to Phi(m / sqrt(8 / pi))


def signals(X, P, labelled, labels, candidates, sample, references):
    """Signals in the order of the model's input [candidates x 11]."""
    blocks = curvature(X, P, labelled, labels)
    nearest, away = neighbours(X, candidates)
    return np.column_stack([
        ranks(margin(P[candidates])),
        expected_brier_reduction(P, blocks, labels, candidates, sample),
        facility_gain(X, labelled, candidates, references),
        variance_reduction(P, blocks, candidates, sample),
        expected_rarity(P[candidates], labels),
        class_distance(X, P, labelled, labels, candidates),
        neighbour_entropy(P, nearest),
        expected_log_loss_reduction(P, blocks, candidates, sample[:128]),
        labelled_distance(X, labelled, candidates, away),
        labelled_neighbours(labelled, nearest),
        margin(P[candidates]),
    ]).astype(np.float32)


def state(X, P, labelled, labels):
    """State values in the order of the model's input [4]."""
    n, classes, dimensions = len(labelled), P.shape[1], X.shape[1]
    return np.array([
        n / (n + 10 * classes),
        leave_one_out_confidence(P, curvature(X, P, labelled, labels), labelled, labels),
        2 / max(2, classes),
        dimensions / (dimensions + 20),
    ], dtype=np.float32)


def margin(p):
    """Largest less second largest probability."""
    two = np.sort(p, axis=1)[:, -2:]
    return two[:, 1] - two[:, 0]


def ranks(values):
    """Ranks in [0, 1], the mean rank for ties, 0.5 for a single value."""
    if len(values) == 1:
        return np.array([0.5])
    different, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return ((2 * last - count - 1) / 2)[place] / (len(values) - 1)


def curvature(X, P, labelled, labels):
    """Pairs (class, whitened pool rows [rows x (d + 1)]): z = L^-1 [x; 1] with H = L L' the Hessian of the score at the solution.

    One score stands for two classes (class -1); with more classes that have labels, one for each.
    """
    present = np.unique(labels)
    rows = np.column_stack([X, np.ones(len(X))])
    own = rows[labelled]
    penalty = np.eye(rows.shape[1])
    penalty[-1, -1] = 1e-12 if len(labelled) > 0 else 1
    blocks = []
    for label in [-1] if len(present) <= 2 else present:
        if len(present) == 2:
            weight = P[labelled, present[0]] * P[labelled, present[1]]
        elif len(present) < 2:
            weight = np.full(len(labelled), 0.25)
        else:
            weight = P[labelled, label] * np.delete(P[labelled], label, axis=1).sum(axis=1)
        hessian = own.T @ (np.maximum(weight, 1e-14)[:, None] * own) + penalty
        blocks.append((label, np.linalg.solve(np.linalg.cholesky(hessian), rows.T).T))
    return blocks


def weight_of(P, label, rows):
    """p(1 - p) of the score's class; of the most probable class where one score stands for all."""
    p = P[rows].max(axis=1) if label < 0 else P[rows, label]
    return p * (1 - p)


def variance_reduction(P, blocks, candidates, sample):
    """Schein and Ungar (2007), section 3: share of the variance of the sample's predictions that the label removes."""
    removed, total = np.zeros(len(candidates)), 0
    for label, z in blocks:
        seen = weight_of(P, label, sample) ** 2
        own = weight_of(P, label, candidates)
        leverage = (z[candidates] ** 2).sum(axis=1)
        total += (seen * (z[sample] ** 2).sum(axis=1)).sum()
        removed += own * ((z[candidates] @ z[sample].T) ** 2 @ seen) / (1 + own * leverage)
    return removed / total if total > 0 else removed


def expected_brier_reduction(P, blocks, labels, candidates, sample):
    """Share of the sample's expected Brier score that the label is expected to remove; probabilities are averaged over the posterior of the scores."""
    removed, brier = np.zeros(len(candidates)), 0
    own, seen = moderated(P, blocks, labels, candidates), moderated(P, blocks, labels, sample)
    for score, (_, z) in enumerate(blocks):
        variance = (z[sample] ** 2).sum(axis=1)
        mean = quantile(seen[score]) * np.sqrt(PROBIT + variance)
        p = cumulative(mean / np.sqrt(PROBIT + variance))
        brier += (p * (1 - p)).sum()
        # A label, yes or no, moves the score of a row of covariance s by s push and takes s^2 shrink off its variance (Minka 2001, section 3.2).
        yes_probability = own[score]
        root = np.sqrt(PROBIT + (z[candidates] ** 2).sum(axis=1))
        h = np.array([NormalDist().inv_cdf(value) for value in yes_probability])
        density = np.exp(-h * h / 2) / np.sqrt(2 * np.pi) / root
        covariance = z[candidates] @ z[sample].T
        for probability, push in (yes_probability, density / yes_probability), (1 - yes_probability, -density / (1 - yes_probability)):
            shrink = push * (h / root + push)
            left = np.maximum(variance - covariance ** 2 * shrink[:, None], 0)
            after = cumulative((mean + covariance * push[:, None]) / np.sqrt(left + PROBIT))
            removed += probability * ((after - p) ** 2).sum(axis=1)
    return removed / brier


def moderated(P, blocks, labels, rows):
    """Probabilities with the scores' uncertainty averaged over (MacKay 1992) [scores x rows]."""
    classes = [label for label, _ in blocks]
    if len(blocks) == 1:
        with_labels = np.unique(labels)
        classes = [*with_labels, *np.setdiff1d(np.arange(P.shape[1]), with_labels)][:2]
    scores = np.log(np.maximum(P[rows][:, classes], 1e-7))
    scores -= scores[:, :1] if len(blocks) == 1 else scores.mean(axis=1, keepdims=True)
    variance = np.column_stack([(z[rows] ** 2).sum(axis=1) for _, z in blocks])
    odds = np.exp(scores / np.sqrt(1 + variance / PROBIT))
    p = np.clip(odds / odds.sum(axis=1, keepdims=True), 1e-5, 1 - 1e-5).T
    return p[1:] if len(blocks) == 1 else p


def quantile(p):
    """Inverse of cumulative."""
    scale = np.sqrt(3 * 0.044715)
    return 2 / scale * np.sinh(np.arcsinh(1.5 * scale * np.log(p / (1 - p)) / np.sqrt(PROBIT)) / 3)


def cumulative(x):
    """Normal distribution function in a form close to it (Page 1977)."""
    return 1 / (1 + np.exp(-np.sqrt(PROBIT) * (x + 0.044715 * x ** 3)))


def facility_gain(X, labelled, candidates, references):
    """Share of the references' distances to their nearest labels that the label removes."""
    between = distances(X[references], X[references])
    nearest = distances(X[references], X[labelled]).min(axis=1) if len(labelled) > 0 else between.max(axis=1)
    gain = np.maximum(0, nearest - distances(X[candidates], X[references])).sum(axis=1)
    return gain / nearest.sum() if nearest.sum() > 0 else gain


def expected_rarity(p, labels):
    """Mean of 1 / (1 + K n_k / n) over the label."""
    classes = p.shape[1]
    counts = np.bincount(labels, minlength=classes)
    return p @ (1 / (1 + classes * counts / max(1, len(labels))))


def class_distance(X, P, labelled, labels, candidates):
    """r / (r + r'): distance to the nearest label of the predicted class against that of any other; 1/2 where both are the same."""
    away = np.full((len(candidates), P.shape[1]), np.inf)
    for label in np.unique(labels):
        away[:, label] = distances(X[candidates], X[labelled[labels == label]]).min(axis=1)
    predicted = P[candidates].argmax(axis=1)
    place = np.arange(len(candidates))
    own = away[place, predicted]
    away[place, predicted] = np.inf
    other = away.min(axis=1)
    with np.errstate(invalid="ignore"):
        ratio = np.where(np.isinf(own), 1, np.where(np.isinf(other), 0, own / (own + other)))
    return np.where(own == other, 0.5, ratio)


def neighbour_entropy(P, nearest):
    """Mean entropy, as a share of log K, of the ten nearest rows of the pool."""
    entropy = -(P * np.log(np.where(P > 0, P, 1))).sum(axis=1) / np.log(max(2, P.shape[1]))
    return mean(entropy[nearest])


def labelled_distance(X, labelled, candidates, away):
    """r / (r + s): distance to the nearest label against the mean distance to the ten nearest rows of the pool."""
    if len(labelled) == 0:
        return np.ones(len(candidates))
    nearest = distances(X[candidates], X[labelled]).min(axis=1)
    return np.where(nearest == 0, 0, nearest / np.where(nearest == 0, 1, nearest + mean(away)))


def labelled_neighbours(labelled, nearest):
    """Share of the ten nearest rows of the pool that have a label."""
    return mean(np.isin(nearest, labelled))


def mean(values):
    """Mean of each row; 0 where there are no neighbours, in a pool of one row."""
    return values.mean(axis=1) if values.shape[1] > 0 else np.zeros(len(values))


def neighbours(X, candidates):
    """The ten nearest rows of the pool, and how far they are."""
    away = distances(X[candidates], X)
    away[np.arange(len(candidates)), candidates] = np.inf
    nearest = np.argsort(away, axis=1, kind="stable")[:, :min(10, len(X) - 1)]
    return nearest, np.take_along_axis(away, nearest, axis=1)


def expected_log_loss_reduction(P, blocks, candidates, sample):
    """(E - E') / max(E, E') with E the entropy of the sample's predictions and E' what it is expected to be after the label (Roy and McCallum 2001)."""
    classes = P.shape[1]
    # With one score for two classes, half the step on either side is the whole step of their difference.
    share = 0.5 if len(blocks) == 1 else 1
    leverage, pulls = np.zeros((len(candidates), classes)), np.zeros((len(candidates), len(sample), classes))
    for label, z in blocks:
        own = range(classes) if label < 0 else [label]
        for k in own:
            leverage[:, k] = (z[candidates] ** 2).sum(axis=1)
            pulls[:, :, k] = z[candidates] @ z[sample].T
    scores, seen = np.log(np.maximum(P[candidates], 1e-30)), np.log(np.maximum(P[sample], 1e-30))
    after, weight = np.zeros(len(candidates)), np.zeros(len(candidates))
    for label in range(classes):
        chosen = np.arange(classes) == label
        # Newton's method for the least of half the sum of (t - s)^2 / leverage plus the loss of the label, from s with the label raised to half of the probability.
        t = scores.copy()
        largest = scores.max(axis=1)
        others = np.exp(scores - largest[:, None])[:, ~chosen].sum(axis=1)
        t[:, label] = np.maximum(scores[:, label], largest + np.log(others))
        for _ in range(3):
            p = softmax(t)
            gap = t - scores - leverage * (chosen - p) * share
            t = t - gap / (1 + leverage * p * (1 - p))
        push = (chosen - softmax(t)) * share
        possible = np.where(P[candidates, label] >= 1e-4, P[candidates, label], 0)
        after += possible * entropies(seen + pulls * push[:, None, :]).sum(axis=1)
        weight += possible
    after /= weight
    now = entropies(seen).sum()
    larger = np.maximum(now, after)
    return np.where(larger > 0, (now - after) / np.where(larger > 0, larger, 1), 0)


def softmax(scores):
    """Probabilities of scores, over the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)


def entropies(scores):
    """Entropy, in nats, of the softmax of scores, over the last axis."""
    p = softmax(scores)
    return -(p * np.log(np.where(p > 0, p, 1))).sum(axis=-1)


def leave_one_out_confidence(P, blocks, labelled, labels):
    """Mean probability of the labels when each is left out by one Newton step (Pregibon 1981)."""
    if len(labelled) == 0:
        return 1 / P.shape[1]
    p = P[labelled]
    place = np.arange(len(labelled))
    scores = np.log(np.maximum(p, 1e-30))
    for label, z in blocks:
        moved = labels if label < 0 else np.full(len(labelled), label)
        leverage = (z[labelled] ** 2).sum(axis=1)
        own = p[place, moved]
        scores[place, moved] += leverage * (own - (moved == labels)) / np.maximum(0.05, 1 - leverage * own * (1 - own))
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (odds[place, labels] / odds.sum(axis=1)).mean()


def distances(a, b):
    """Euclidean distances [rows of a x rows of b]."""
    return np.array([np.sqrt(((row - b) ** 2).sum(axis=1)) for row in a]).reshape(len(a), len(b))
