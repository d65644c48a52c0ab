"""One class of a set of texts against all others, thinned to a share of the rows: python3 rare.py SET.csv CLASS ROWS SHARE > OUT.csv"""

import csv
import random
import sys

csv.field_size_limit(10**9)
path, label, most, share = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
with open(path, newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
random.seed(1)
random.shuffle(rows)
others = [row for row in rows if row["label"] != label][:most]
own = [row for row in rows if row["label"] == label][: max(20, int(len(others) * share / (1 - share)))]
texts = [(row["text"], "yes") for row in own] + [(row["text"], "no") for row in others]
random.shuffle(texts)
writer = csv.writer(sys.stdout)
writer.writerow(["text", "label"])
writer.writerows(texts)
