#!/usr/bin/env python3
"""The announced comparisons, from the sweeps' files in this folder: compare.py, or compare.py figure10 for one. Differences are paired by seed, with
Student's 95% interval; a seed whose SFT model misses the gate is left out."""
import json
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GATE, AT_LEAST = ".Sft.accuracy.level1", 0.9
# t(0.975) by degrees of freedom.
QUANTILES = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093,
             2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042, 2.040]
POINTS = 100
ABOVE = "above"
DESCRIBED = {"positive": ABOVE}


def values(part):
    """What a part measured, by metric and seed; None where it has not run."""
    path = os.path.join(HERE, part + ".json")
    if not os.path.exists(path):
        return None
    metrics = {name: metric["seeds"] for name, metric in json.load(open(path))["arms"][0]["metrics"].items()}
    gates = [name for name in metrics if name.endswith(GATE)]
    passed = {seed for seed, value in metrics[gates[0]].items() if value >= AT_LEAST} if gates else None
    return {name: {seed: value for seed, value in seeds.items() if passed is None or seed in passed} for name, seeds in metrics.items()}


def passed(part):
    """How many seeds of a part pass the gate."""
    return max(len(seeds) for seeds in values(part).values())


def mean(numbers):
    return sum(numbers) / len(numbers)


def deviation(numbers):
    return math.sqrt(sum((number - mean(numbers)) ** 2 for number in numbers) / (len(numbers) - 1)) if len(numbers) > 1 else math.nan


def half_interval(numbers):
    """Half of Student's two-sided 95% interval of the mean."""
    return QUANTILES[len(numbers) - 2] * deviation(numbers) / math.sqrt(len(numbers))


def spread(seeds, scale):
    numbers = [scale * number for number in seeds.values()]
    return f"{mean(numbers):.1f} ± {deviation(numbers):.1f}"


def compare(label, first, second, scale=POINTS, positive="for the paper"):
    """A row: the difference of two metrics, seed by seed. A positive one speaks as said; where no claim is tied to it, "above" or "below"."""
    shared = [seed for seed in first if seed in second]
    differences = [scale * (first[seed] - second[seed]) for seed in shared]
    if len(differences) < 2:
        return f"| {label} | {len(differences)} seeds | | | |"
    half = half_interval(differences)
    low, high = mean(differences) - half, mean(differences) + half
    against = {"for the paper": "against the paper", ABOVE: "below"}.get(positive, "other")
    verdict = positive if low > 0 else against if high < 0 else "not told apart"
    interval = f"{mean(differences):+.1f} ({low:+.1f} to {high:+.1f})".replace("-", "−")
    return f"| {label} | {interval} | {deviation(differences):.1f} | {len(differences)} | {verdict} |"


def compare_all(*rows):
    print("| difference | mean (95%) | deviation | seeds | speaks |\n|---|---|---|---|---|")
    for row in rows:
        print(compare(*row[:3], **row[3] if len(row) > 3 else {}))


def metric(found, evaluation, policy, measure):
    """A measure of a policy, by seed. An evaluation of one policy does not name it."""
    name = f"{evaluation}.{policy}.{measure}"
    return found[name if name in found else f"{evaluation}.{measure}"]


def policies(part, evaluation, names):
    """The table of a part's policies and a function from policy and measure to values by seed."""
    found = values(part)
    if found is None:
        print(f"{part} has not run.\n")
        return None
    print(f"{part}:\n\n| policy | accuracy | greedy | mean tokens |\n|---|---|---|---|")
    for name in names:
        cells = [spread(metric(found, evaluation(name), name, measure), scale)
                 for measure, scale in (("accuracy", POINTS), ("greedyAccuracy", POINTS), ("meanTokens", 1))]
        print(f"| {name} | {' | '.join(cells)} |")
    print()
    return lambda name, measure="accuracy": metric(found, evaluation(name), name, measure)


def less(first, second):
    return {seed: first[seed] - second[seed] for seed in first if seed in second}


def figure10(part="figure10"):
    of = policies(part, lambda _: "Accuracy", ["Sft", "Plain", "ReST", "ReSTOfAll"])
    if of:
        compare_all(
            ("Plain − ReST", of("Plain"), of("ReST")),
            ("Plain − ReST, greedy", of("Plain", "greedyAccuracy"), of("ReST", "greedyAccuracy"), DESCRIBED),
            ("Plain − ReSTOfAll", of("Plain"), of("ReSTOfAll"), DESCRIBED),
            ("Plain − ReSTOfAll, greedy", of("Plain", "greedyAccuracy"), of("ReSTOfAll", "greedyAccuracy"), DESCRIBED))


def luck():
    """Figure 10 where a guess is right one time in eleven, and how much less mirror descent is ahead there."""
    figure10("figure10-root")
    parity, root = values("figure10"), values("figure10-root")
    if parity and root:
        ahead, ahead_of_root = (less(found["Accuracy.Plain.accuracy"], found["Accuracy.ReST.accuracy"]) for found in (parity, root))
        print(compare("(Plain − ReST) with parity − the same with the root", ahead, ahead_of_root, positive="for luck"))


def readings():
    others = ["TokenLevel", "LengthNormalized", "LeaveOneOut", "Roll", "Tinker", "OpenKimi", "DrGrpo", "Gspo"]
    of = policies("readings", lambda _: "Readings", ["Sft", "Plain", *others])
    if of:
        compare_all(*((f"{other} − Plain", of(other), of("Plain"), DESCRIBED) for other in others))


def figure9(part="figure9"):
    of = policies(part, lambda _: "Accuracy", ["Sft", "Uniform", "Curriculum", "Rising", "Prioritized"])
    if of:
        compare_all(
            ("Curriculum − Uniform", of("Curriculum"), of("Uniform")),
            *((f"{other} − Uniform", of(other), of("Uniform"), DESCRIBED) for other in ("Rising", "Prioritized")))


def penalty(part="penalty"):
    of = policies(part, lambda _: "Accuracy", ["Sft", "Plain", "Penalized", "PenalizedEarly"])
    if of:
        compare_all(
            ("tokens: Plain − Penalized", of("Plain", "meanTokens"), of("Penalized", "meanTokens"), {"scale": 1}),
            ("accuracy: Penalized − Plain + 5 points", {seed: 0.05 + value for seed, value in of("Penalized").items()}, of("Plain")),
            ("accuracy: Penalized − PenalizedEarly", of("Penalized"), of("PenalizedEarly")))


def figure8(ending=""):
    limits = ["Limit14", "Limit26", "Limit38", "Limit64"]
    parts = [f"figure8-{size}{ending}" for size in ("small", "large")]
    for part in parts:
        policies(part, lambda _: "Within64", ["Sft", *limits])
    print("Each within its own limit:\n")
    own = [policies(part, lambda name: "Within" + name[5:], limits) for part in parts]
    if all(own):
        small, large = own
        compare_all(
            ("small within 64 − large within 26", small("Limit64"), large("Limit26")),
            ("large within 64 − small within 64", large("Limit64"), small("Limit64")))


def rate():
    """The longest limit with the learning rates tuned for each size, and what they change."""
    sizes = {size: policies(f"figure8-{size}-rate", lambda _: "Within64", ["Sft", "Limit64"]) for size in ("small", "large")}
    if all(sizes.values()):
        tuned = {size: of("Limit64") for size, of in sizes.items()}
        given = {size: metric(values(f"figure8-{size}"), "Within64", "Limit64", "accuracy") for size in sizes}
        compare_all(
            *((f"{size} within 64: tuned − figure 8", tuned[size], given[size], {"positive": "for the rates"}) for size in ("large", "small")),
            ("large within 64 − small within 64", tuned["large"], tuned["small"]))


def mean_of_levels(of, name, levels):
    found = [of(name, f"accuracy.level{level}") for level in levels]
    return {seed: mean([level[seed] for level in found]) for seed in found[0]}


def easy():
    """Whether easy problems teach the hard ones: levels 4 to 7, which the arm Easy never trains on. Its difference is given less 5 points."""
    of = policies("figure9-easy", lambda _: "Accuracy", ["Sft", "Uniform", "Curriculum", "Easy"])
    if of:
        def hard(name):
            return mean_of_levels(of, name, range(4, 8))

        compare_all(
            ("levels 4 to 7: Easy − Sft", hard("Easy"), hard("Sft"), {"positive": "for transfer"}),
            ("levels 4 to 7: Easy − Uniform + 5 points", {seed: 0.05 + value for seed, value in hard("Easy").items()}, hard("Uniform"),
             {"positive": "for transfer"}),
            ("Curriculum − Uniform", of("Curriculum"), of("Uniform")))


def pair():
    """Uniform sampling and the curriculum with tuned rates and equal iterations."""
    of = policies("figure9-pair", lambda _: "Accuracy", ["Sft", "Uniform", "Curriculum"])
    if of:
        compare_all(
            ("Curriculum − Uniform", of("Curriculum"), of("Uniform")),
            ("Curriculum − Uniform, greedy", of("Curriculum", "greedyAccuracy"), of("Uniform", "greedyAccuracy"), DESCRIBED),
            *((f"level {level}: Curriculum − Uniform", of("Curriculum", f"accuracy.level{level}"), of("Uniform", f"accuracy.level{level}"), DESCRIBED)
              for level in range(4, 8)))


def hardest():
    """Whether the curriculum's gain with tuned rates and equal iterations is one on the hardest levels."""
    of = policies("figure9-hard", lambda _: "Accuracy", ["Sft", "Uniform", "Curriculum"])
    if of:
        compare_all(
            ("levels 5 to 7: Curriculum − Uniform", *(mean_of_levels(of, name, range(5, 8)) for name in ("Curriculum", "Uniform")),
             {"positive": "for hard problems"}),
            ("Curriculum − Uniform", of("Curriculum"), of("Uniform"), DESCRIBED),
            *((f"level {level}: Curriculum − Uniform", of("Curriculum", f"accuracy.level{level}"), of("Uniform", f"accuracy.level{level}"), DESCRIBED)
              for level in range(1, 8)))


def scores(of, names):
    """What [SelectPolicy] chooses by: accuracy less a tenth of the tokens' share of the long model's."""
    long = of("Plain", "meanTokens")
    return {name: {seed: of(name)[seed] - 0.1 * tokens / long[seed] for seed, tokens in of(name, "meanTokens").items()} for name in names}


def figure7():
    names = ["Sft", "Plain", "ShortRl", "Dpo", "MergedShortestSft", "ShortestSft", "Merged"]
    of = policies("figure7", lambda _: "Plane", names)
    if of:
        worth = scores(of, names)
        pairs = [("ShortRl", "Dpo"), ("ShortRl", "MergedShortestSft"), ("ShortRl", "Merged"), ("Dpo", "MergedShortestSft"), ("MergedShortestSft", "Merged")]
        compare_all(
            *((f"score: {better} − {worse}", worth[better], worth[worse]) for better, worse in pairs),
            ("score: ShortRl − ShortestSft", worth["ShortRl"], worth["ShortestSft"], DESCRIBED))


def found():
    """Whether merge + rs is above merge once its responses are found and not guessed."""
    names = ["Merged", "MergedShortestSft", "MergedFoundSft"]
    of = policies("figure7-found", lambda name: "Plane" if name == "Plain" else "Found", names)
    if of:
        worth = scores(of, names)
        compare_all(*((f"score: MergedFoundSft − {other}", worth["MergedFoundSft"], worth[other], {"positive": "for luck"}) for other in names[:2]))


def figure5():
    of = policies("figure5", lambda _: "Accuracy", ["Sft", "After10", "After20", "After30", "After40"])
    if not of:
        return
    longer = {level: less(of("After40", f"meanTokens.level{level}"), of("Sft", f"meanTokens.level{level}")) for level in range(1, 8)}
    print("| level | accuracy, Sft | After40 | tokens more |\n|---|---|---|---|")
    for level, seeds in longer.items():
        first, last = (spread(of(name, f"accuracy.level{level}"), POINTS) for name in ("Sft", "After40"))
        print(f"| {level} | {first} | {last} | {spread(seeds, 1)} |")
    print()
    compare_all(
        ("accuracy: After40 − Sft", of("After40"), of("Sft")),
        ("tokens: After40 − Sft", of("After40", "meanTokens"), of("Sft", "meanTokens"), {"scale": 1}),
        ("tokens: what level 6 gains − what level 2 gains", longer[6], longer[2], {"scale": 1}))


PARTS = {"figure5": figure5, "figure7": figure7, "figure7-found": found, "figure8": figure8,
         "figure8-taught": lambda: figure8("-taught"), "figure8-rate": rate, "figure9": figure9, "figure9-easy": easy, "figure9-pair": pair,
         "figure9-hard": hardest,
         "figure9-iterations": lambda: figure9("figure9-iterations"),
         "figure9-taught": lambda: figure9("figure9-taught"), "figure10": figure10, "figure10-root": luck, "readings": readings,
         "penalty": penalty, "penalty-heavy": lambda: penalty("penalty-heavy")}
if __name__ == "__main__":
    for chosen in sys.argv[1:] or PARTS:
        PARTS[chosen]()
        print()
