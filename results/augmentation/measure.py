"""Measures learners with and without made rows, and writes the tables and the figure of this page.

usage: python3 results/augmentation/measure.py RLQUERY VARIED SETS OUT

RLQUERY is the command, VARIED the library of the folder varied, SETS a folder with the files that README.md names, OUT a folder for the evaluations; those
that are there are not made again.
"""
import csv
import json
import math
import pathlib
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
SEEDS = 20
METRICS = ("balanced-accuracy", "accuracy")
STRATEGIES = ("random", "margin")
# Student's t for 95 % by degrees of freedom.
T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 11: 2.201, 12: 2.179, 13: 2.160, 19: 2.093}
VARIANTS = {
    "none": None,
    "copies": {"method": "copies"},
    "smote": {"method": "smote"},
    "copula": {"method": "copula"},
    "mixup": {"method": "mixup"},
}
TABLES = [
    "banknotes", "breast-cancer-wisconsin", "chamois", "credit-g", "digits", "ionosphere", "mushroom", "spambase", "thyroid", "unbalanced", "vertebral-column",
    "vote", "vowel-sex", "wdbc"]
KINDS = {
    "tables": ({"evaluation": TABLES, "split": {"rareClass": 0.04}}, []),
    "texts": ({"encoders": ["minilm"]}, ["rare-clinc-a.csv", "rare-clinc-b.csv", "clinc-banking.csv"]),
}
# Changed cells: each row is told together with two that are made of it. The learners are those of the folder varied.
VARIED = {
    "words": ("deletion and swap", "varied-texts", ["rare-clinc-a.csv", "rare-clinc-b.csv", "clinc-banking.csv"]),
    "pictures": ("crop and cutout", "varied-pictures", ["digits/digits.csv"]),
}
LEARNERS = {"none": "without", "copies": "copies"}


def evaluated(out, kind, name):
    return out / kind / name.replace(", ", "-").replace(" ", "-")


def evaluate(command, sets, out, kind, name):
    own, files = KINDS[kind]
    folder = evaluated(out, kind, name)
    if (folder / "aubc.csv").exists():
        return folder
    environment = {"learner": "logistic-regression", "startPerClass": 5, "budget": 190, "batchSize": 10, "signals": ["margin"], **own}
    environment["split"] = {"poolShare": 0.5, "poolCap": 1000, **own.get("split", {})}
    if VARIANTS[name]:
        environment["augmentation"] = VARIANTS[name]
    file = out / kind / f"{folder.name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(environment))
    data = [part for one in files for part in ("--data", str(sets / one))]
    subprocess.run(
        [*shlex.split(command), "evaluate", str(file), *data, *(["--target", "label"] if data else []), "--strategy", "random", "--strategy", "margin",
         "--metric", "balanced-accuracy", "--metric", "accuracy", "--seeds", f"0-{SEEDS - 1}", "--out", str(folder), "--resume"],
        check=True, stdout=subprocess.DEVNULL)
    return folder


def vary(command, library, sets, out, kind):
    folder = out / kind
    if (folder / "summary.csv").exists():
        return
    _, encoder, files = VARIED[kind]
    file = out / f"{kind}.json"
    out.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({
        "learner": "logistic-regression", "startPerClass": 1, "budget": 180, "batchSize": 10, "signals": ["margin"],
        "split": {"poolShare": 0.5, "poolCap": 1000}}))
    data = [part for one in files for part in ("--data", str(sets / one))]
    learners = [part for one in [*LEARNERS.values(), "with"] for part in ("--learner", one)]
    subprocess.run(
        [*shlex.split(command), "evaluate", str(file), "--parts", library, *data, "--target", "label", "--encoder", encoder, *learners,
         "--strategy", "random", "--strategy", "margin", "--metric", "balanced-accuracy", "--metric", "accuracy", "--seeds", f"0-{SEEDS - 1}",
         "--out", str(folder), "--resume"],
        check=True, stdout=subprocess.DEVNULL)


def areas(folder):
    found = {}
    with open(folder / "aubc.csv", newline="") as file:
        for row in csv.DictReader(file):
            for strategy in STRATEGIES:
                found[row["metric"], row["data"], strategy, row["seed"]] = float(row[strategy])
    return found


def interval(values):
    mean = sum(values) / len(values)
    if len(values) < 2:
        return mean, math.nan
    deviation = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    return mean, T[len(values) - 1] * deviation / math.sqrt(len(values))


def compared(out):
    """What is compared: a kind of set, what was made, the reference, and the areas of both."""
    for kind in KINDS:
        found = {name: areas(evaluated(out, kind, name)) for name in VARIANTS}
        for name in list(VARIANTS)[1:]:
            yield from ((kind, name, reference, found[name], found[reference]) for reference in ("none", "copies") if name != reference)
    for kind, (made, _, _) in VARIED.items():
        found = {name: areas(out / kind / learner) for name, learner in {**LEARNERS, made: "with"}.items()}
        yield from ((kind, name, reference, found[name], found[reference])
                    for name, reference in (("copies", "none"), (made, "none"), (made, "copies")))


def differences(out):
    """Lines of AUBC less that of a reference, without made rows or with copies, paired by seed; the mean over the sets comes last."""
    for kind, name, reference, found, base in compared(out):
        for strategy in STRATEGIES:
            for metric in METRICS:
                lines, every = [], []
                for one in sorted({key[1] for key in base}):
                    keys = [key for key in base if key[:3] == (metric, one, strategy)]
                    every = [found[key] - base[key] for key in keys]
                    mean, half = interval(every)
                    lines.append([one, sum(base[key] for key in keys) / len(keys), mean, mean - half, mean + half])
                # Of a single set, the interval is that of its seeds.
                mean, half = interval([line[2] for line in lines] if len(lines) > 1 else every)
                lines.append(["mean", sum(line[1] for line in lines) / len(lines), mean, mean - half, mean + half])
                yield from ([kind, name, reference, strategy, metric, *line] for line in lines)


def figure(rows):
    """Each set a dot, the mean over the sets a bar with its 95 % interval."""
    panels = [(kind, metric) for kind in (*KINDS, *VARIED) for metric in METRICS]
    names_of = {kind: list(dict.fromkeys(row[1] for row in rows if row[0] == kind)) for kind, _ in panels}
    rows = [[*row[:2], *row[3:]] for row in rows if row[2] == "none"]
    widest = max(abs(row[6]) for row in rows) * 1.05
    width, height, left = 330, 40 + 46 * max(len(names) for names in names_of.values()), 130
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + 2 * width + 20}" height="{(height + 20) * (len(panels) // 2) + 30}" '
           'font-family="sans-serif" font-size="12">', '<rect width="100%" height="100%" fill="white"/>']
    colours = {"random": "#888888", "margin": "#1f77b4"}
    for number, (kind, metric) in enumerate(panels):
        x0, y0 = left + (number % 2) * (width + 10), 20 + (number // 2) * (height + 20)
        at = lambda value: x0 + width / 2 + value / widest * (width / 2 - 10)
        out.append(f'<text x="{x0 + width / 2:.0f}" y="{y0}" text-anchor="middle" font-weight="bold">{kind}: AUBC of {metric}</text>')
        out.append(f'<line x1="{at(0):.1f}" x2="{at(0):.1f}" y1="{y0 + 8}" y2="{y0 + height - 22}" stroke="#bbbbbb"/>')
        for tick in (-0.1, -0.05, 0.05, 0.1, 0.2):
            if abs(tick) < widest:
                out.append(f'<text x="{at(tick):.1f}" y="{y0 + height - 8}" text-anchor="middle" fill="#555555" font-size="10">{tick:+}</text>')
        for i, name in enumerate(names_of[kind]):
            y = y0 + 26 + 46 * i
            if number % 2 == 0:
                out.append(f'<text x="{left - 8}" y="{y + 10}" text-anchor="end">{name}</text>')
            for j, strategy in enumerate(STRATEGIES):
                own = [row for row in rows if row[:4] == [kind, name, strategy, metric]]
                line = y + 14 * j
                for row in own:
                    if row[4] != "mean":
                        out.append(f'<circle cx="{at(row[6]):.1f}" cy="{line}" r="3" fill="{colours[strategy]}" fill-opacity="0.45"/>')
                    else:
                        low, high = (max(-widest, min(widest, value)) for value in row[7:9])
                        if low == low:
                            out.append(f'<line x1="{at(low):.1f}" x2="{at(high):.1f}" y1="{line}" y2="{line}" stroke="{colours[strategy]}" stroke-width="2"/>')
                        out.append(f'<rect x="{at(row[6]) - 2:.1f}" y="{line - 6}" width="4" height="12" fill="{colours[strategy]}"/>')
    out.append(f'<text x="{left}" y="{(height + 20) * (len(panels) // 2) + 20}"><tspan fill="{colours["random"]}">random labels</tspan>'
               f'<tspan dx="20" fill="{colours["margin"]}">margin</tspan></text></svg>')
    return "\n".join(out) + "\n"


def main():
    command, library, sets, out = *sys.argv[1:3], pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4])
    for kind in KINDS:
        for name in VARIANTS:
            evaluate(command, sets, out, kind, name)
    for kind in VARIED:
        vary(command, library, sets, out, kind)
    rows = list(differences(out))
    with open(HERE / "differences.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["kind", "made", "reference", "strategy", "metric", "data", "aubc_of_reference", "difference", "lower", "upper"])
        table.writerows([*row[:6], *("" if math.isnan(value) else f"{value:.6f}" for value in row[6:])] for row in rows)
    (HERE / "differences.svg").write_text(figure(rows))


if __name__ == "__main__":
    main()
