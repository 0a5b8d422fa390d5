#!/usr/bin/env python3
"""Prints, for each option that a tuning sweep varied, the value of the best trial: choose.py tune-figure10.json

The best trial of a stage has the highest score of its policy, averaged over seeds: sampled accuracy in the first evaluation that has the policy, for figure 8
in the one with the policy's own limit; for figure 7, which is about short responses, that less a tenth of its tokens' share of the long model's."""
import json
import sys

LONG, PRICE = "Plane.Plain.meanTokens", 0.1


def score(metrics, stage):
    within = f"{stage.replace('Limit', 'Within')}.accuracy"
    accuracy = within if within in metrics else next(name for name in metrics if name.endswith(f".{stage}.accuracy"))
    tokens = accuracy.replace(".accuracy", ".meanTokens")
    price = [PRICE * metrics[tokens]["seeds"][seed] / long for seed, long in metrics[LONG]["seeds"].items()] if LONG in metrics else [0]
    return metrics[accuracy]["spread"]["mean"] - sum(price) / len(price)


def last_of_chain(stages, stage):
    # A policy that is trained on in steps (After10 to After40) is chosen for as a whole, by its end, and SFT by what is trained from it.
    if stage == "Sft":
        return "Limit64"
    return stages[-1] if all(name.startswith("After") for name in stages) else stage


sweep = json.load(open(sys.argv[1]))
if sweep["done"] < sweep["runs"]:
    sys.exit(f"choose.py: {sys.argv[1]} has {sweep['done']} of {sweep['runs']} runs: finish the tuning first")
arms = sweep["arms"]
settings = [dict(setting.split("=", 1) for setting in arm["settings"]) for arm in arms]
stages = [key.split(":")[0] for key in settings[0]]
for key in settings[0]:
    stage = last_of_chain(stages, key.split(":")[0])
    best = max(range(len(arms)), key=lambda trial: score(arms[trial]["metrics"], stage))
    print(f"{key}={settings[best][key]}", end=" ")
