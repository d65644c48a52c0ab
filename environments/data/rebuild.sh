#!/usr/bin/env bash
# Rebuilds this folder (the .csv.gz files, their cards, catalog.json and README.md) from Debian 12's packages.
# Needs apt-get, dpkg-deb and python3 with its standard library; asks only the Debian mirror that apt is set up for.
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

cd "$work"
python3 "$folder/rebuild.py" --packages | xargs apt-get download -q
for package in *.deb; do
    mkdir -p "unpacked/${package%%_*}"
    dpkg-deb -x "$package" "unpacked/${package%%_*}"
done
python3 "$folder/rebuild.py" unpacked "$folder"
