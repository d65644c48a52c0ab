"""Joins evaluations of results/annotators/run.sh: python3 compare.py OUT FOLDER [FOLDER ...], of which each holds wrong-10 to wrong-40.

Writes OUT/aubc.csv, OUT/curves.csv and OUT/curves.svg, and prints the tables of the page.
"""

import csv
import math
import os
import sys

SHARES = (10, 20, 30, 40)
COLOURS = ("#777777", "#1f77b4", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#bcbd22", "#17becf", "#ff7f0e", "#000000")


def rows(path):
    with open(path, newline="") as file:
        yield from csv.DictReader(file)


def read(folders):
    areas, points = {}, {}
    for share in SHARES:
        for folder in folders:
            path = os.path.join(folder, f"wrong-{share}")
            for row in rows(os.path.join(path, "aubc.csv")):
                for name in row:
                    if name not in ("data", "seed"):
                        areas[share, row["data"], int(row["seed"]), name] = float(row[name])
            for row in rows(os.path.join(path, "episodes.csv")):
                points.setdefault((share, row["strategy"], int(float(row["labels"]))), []).append(float(row["score"]))
    return areas, {key: sum(own) / len(own) for key, own in points.items()}


def interval(values):
    mean = sum(values) / len(values)
    return mean, math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))


def table(areas, names, sets):
    print("| strategy | " + " | ".join(f"{share} % wrong" for share in SHARES) + " | mean | best |")
    print("|---|" + "---|" * (len(SHARES) + 2))
    means = {(share, name): interval([areas[key] for key in areas if key[0] == share and key[3] == name])[0] for share in SHARES for name in names}
    wins = {name: 0 for name in names}
    for share in SHARES:
        for one in sets:
            wins[max(names, key=lambda name: interval([areas[key] for key in areas if key[:2] == (share, one) and key[3] == name])[0])] += 1
    for name in names:
        cells = [f"**{means[share, name]:.4f}**" if means[share, name] == max(means[share, other] for other in names) else f"{means[share, name]:.4f}"
                 for share in SHARES]
        print(f"| {name} | " + " | ".join(cells) + f" | {sum(means[share, name] for share in SHARES) / len(SHARES):.4f} | {wins[name]} |")


def differences(areas, names, reference, sign):
    print(f"\n| {'strategy less ' + reference if sign > 0 else reference + ' less'} | " + " | ".join(f"{share} % wrong" for share in SHARES) + " | all |")
    print("|---|" + "---|" * (len(SHARES) + 1))
    for name in names:
        if name == reference:
            continue
        cells, every = [], []
        for share in SHARES:
            own = [sign * (areas[key] - areas[key[:3] + (reference,)]) for key in areas if key[0] == share and key[3] == name]
            every += own
            cells.append("{:+.4f} ({:.4f})".format(*interval(own)))
        print(f"| {name} | " + " | ".join(cells) + " | {:+.4f} ({:.4f}) |".format(*interval(every)))


def draw(points, names, path):
    width, height, left, top = 330, 250, 45, 30
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * (width + left) + 200}" height="{2 * (height + top) + 40}" '
             'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>']
    low, high = 0.5, 0.95
    for place, share in enumerate(SHARES):
        x0, y0 = left + (place % 2) * (width + left), top + (place // 2) * (height + top)
        plot_width, plot_height = width - 10, height - 20
        parts.append(f'<text x="{x0 + plot_width / 2}" y="{y0 - 6}" text-anchor="middle">{share} % of the labels wrong</text>')
        parts.append(f'<rect x="{x0}" y="{y0}" width="{plot_width}" height="{plot_height}" fill="none" stroke="#999"/>')
        last = max(key[2] for key in points)
        for level in (0.5, 0.6, 0.7, 0.8, 0.9):
            y = y0 + plot_height * (high - level) / (high - low)
            parts.append(f'<line x1="{x0}" x2="{x0 + plot_width}" y1="{y}" y2="{y}" stroke="#eee"/><text x="{x0 - 5}" y="{y + 4}" text-anchor="end">{level}</text>')
        for answers in range(0, last + 1, 20):
            x = x0 + plot_width * answers / last
            parts.append(f'<text x="{x}" y="{y0 + plot_height + 13}" text-anchor="middle">{answers}</text>')
        for i, name in enumerate(names):
            line = " ".join(f"{x0 + plot_width * n / last:.1f},{y0 + plot_height * (high - points[share, name, n]) / (high - low):.1f}"
                            for n in range(last + 1) if (share, name, n) in points)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[i % len(COLOURS)]}" stroke-width="1.6"/>')
    for i, name in enumerate(names):
        x, y = 2 * (width + left) + 20, top + 20 + 20 * i
        parts.append(f'<line x1="{x}" x2="{x + 24}" y1="{y}" y2="{y}" stroke="{COLOURS[i % len(COLOURS)]}" stroke-width="2"/><text x="{x + 30}" y="{y + 4}">{name}</text>')
    parts.append(f'<text x="{left + width}" y="{2 * (height + top) + 30}" text-anchor="middle">accuracy over answers bought, mean over five sets and all seeds</text></svg>')
    with open(path, "w") as file:
        file.write("\n".join(parts) + "\n")


def main():
    out, folders = sys.argv[1], sys.argv[2:]
    areas, points = read(folders)
    names = list(dict.fromkeys(key[3] for key in areas))
    sets = list(dict.fromkeys(key[1] for key in areas))
    with open(os.path.join(out, "aubc.csv"), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["wrong", "data", "seed", *names])
        for share, one, seed in sorted({key[:3] for key in areas}, key=lambda key: (key[0], sets.index(key[1]), key[2])):
            writer.writerow([share, one, seed, *[f"{areas[share, one, seed, name]:.6f}" for name in names]])
    with open(os.path.join(out, "curves.csv"), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["wrong", "answers", *names])
        for share in SHARES:
            for answers in sorted({key[2] for key in points if key[0] == share}):
                writer.writerow([share, answers, *[f"{points[share, name, answers]:.6f}" for name in names]])
    table(areas, names, sets)
    differences(areas, names, "ask-round-robin", 1)
    if "learned" in names:
        differences(areas, names, "learned", -1)
    draw(points, names, os.path.join(out, "curves.svg"))


main()
