#!/bin/sh
# Measures strategies that ask several workers, at four shares of wrong labels: sh results/annotators/run.sh [--policy DIR ...]
set -e
for wrong in 10 20 30 40; do
  ${RLQUERY:-rlquery} evaluate results/annotators/wrong-$wrong.env.json \
    --strategy ask-round-robin --strategy ask-most-credible --strategy ask-until-agreed --strategy answer-value --strategy ask-interval \
    --strategy ask-iethresh --strategy ask-ceal --strategy ask-activelab --strategy ask-self-heal \
    --strategy ask-any --seeds 0-19 --out runs/results/annotators/wrong-$wrong "$@"
done
