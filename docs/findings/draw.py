#!/usr/bin/env python3
"""Draws figures 5 to 10, ours beside the paper's: draw.py writes {figure}.svg into this folder, from the sweeps' files. Needs matplotlib
(apt-get install python3-matplotlib). Ours are means over the seeds that pass the gate, with Student's 95% interval; the paper's numbers were read off its
figures."""
import os

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plot  # noqa: E402

from compare import HERE, POINTS, half_interval, less, mean, metric, values  # noqa: E402

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#666666"]
plot.rcParams.update({"axes.prop_cycle": plot.cycler(color=COLOURS), "axes.spines.top": False, "axes.spines.right": False, "font.size": 9,
                      "legend.frameon": False, "svg.hashsalt": "findings", "svg.fonttype": "none"})

# First and last: accuracy and mean tokens (figures 5 and 6).
RISES = {"OMNI-MATH500": (.320, .618, 1711, 14540), "MATH500": (.774, .920, 882, 7503), "AIMO2024": (0, .2, 2016, 18937), "AIME2024": (.133, .4, 3138, 17601),
         "ChatGLMMath": (.660, .915, 1072, 9080), "GPQA": (.116, .505, 737, 10967), "total": (.578, .795, 1122, 9471)}
PLANE = {"long": (1320, 94.1), "RL": (1197, 94.6), "DPO": (1102, 91.6), "merge + rs": (901, 90.2), "merge": (856, 89.2)}
SIZES = {"small": [(1300, 77.4), (5100, 89.5)], "large": [(2100, 87), (3100, 90.5)]}
CURRICULUM = {"uniform": [(0, 30.4), (24, 47.4), (27, 50.9), (33, 52.0), (39, 53.5), (42, 55.4)],
              "curriculum": [(0, 30.4), (24, 47.4), (27, 51.3), (33, 54.1), (39, 58.3), (42, 59.1)]}
AT_STEP_48 = {"total": (59.0, 65.0), "MATH500": (80.4, 90.0), "OMNI": (33.8, 45.2), "AIME": (16.7, 40.0), "AIMO": (10, 30), "GPQA": (15.7, 22.7)}


def panels(count, title, wide=4.2):
    figure, axes = plot.subplots(1, count, figsize=(wide * count, 3.2), constrained_layout=True)
    axes[-1].set_title(f"paper, {title}")
    return figure, axes


def save(figure, name):
    figure.savefig(os.path.join(HERE, f"{name}.svg"), metadata={"Date": None})
    plot.close(figure)


def interval(seeds, scale=POINTS):
    numbers = [scale * number for number in seeds.values()]
    return mean(numbers), half_interval(numbers)


def figure5(found):
    steps, names = [0, 10, 20, 30, 40], ["Sft", "After10", "After20", "After30", "After40"]
    figure, (accuracy, tokens, paper) = panels(3, "figure 5: from first to last")
    for axis, measure, scale, label in ((accuracy, "accuracy", POINTS, "accuracy (%)"), (tokens, "meanTokens", 1, "mean tokens")):
        for level in (2, 4, 6):
            axis.plot(steps, [interval(found[f"Accuracy.{name}.{measure}.level{level}"], scale)[0] for name in names], "--", lw=1, label=f"level {level}")
        ours = [interval(found[f"Accuracy.{name}.{measure}"], scale) for name in names]
        axis.errorbar(steps, [point[0] for point in ours], [point[1] for point in ours], color="black", capsize=2, label="all levels")
        axis.set(title=f"ours: {label}", xlabel="iterations", ylabel=label)
        axis.legend()
    for name, (first, last, fewest, most) in RISES.items():
        paper.annotate("", (most, POINTS * last), (fewest, POINTS * first), arrowprops={"arrowstyle": "->", "color": "#444444"})
        paper.text(most, POINTS * last, name, fontsize=7, ha="right", va="top" if name == "ChatGLMMath" else "bottom")
    paper.set(xlim=(0, 20000), ylim=(0, 100), xlabel="mean tokens", ylabel="accuracy (%)")
    save(figure, "figure5")


def figure6(found):
    figure, (ours, paper) = panels(2, "figure 6: least squares")
    for name in ("Sft", "After10", "After20", "After30", "After40"):
        tokens, accuracy = found[f"Accuracy.{name}.meanTokens"], found[f"Accuracy.{name}.accuracy"]
        ours.plot(list(tokens.values()), [POINTS * accuracy[seed] for seed in tokens], "o", ms=4, label=name)
    ours.set(title="ours: a point for each seed", xlabel="mean tokens", ylabel="accuracy (%)")
    ours.legend()
    for name, (first, last, fewest, most) in RISES.items():
        paper.plot([fewest, most], [POINTS * first, POINTS * last], label=name)
    paper.set(xlabel="mean tokens", ylabel="accuracy (%)")
    paper.legend(fontsize=7)
    save(figure, "figure6")


def figure7(found):
    figure, (ours, paper) = panels(2, "figure 7: MATH500")
    shown = {"ShortRl": "RL", "Dpo": "DPO", "MergedShortestSft": "merge + rs", "Merged": "merge", "ShortestSft": "rs"}
    for name, label in shown.items():
        (tokens, wide), (accuracy, high) = (interval(less(found[f"Plane.{name}.{measure}"], found[f"Plane.Plain.{measure}"]), scale)
                                            for measure, scale in (("meanTokens", 1), ("accuracy", POINTS)))
        ours.errorbar([tokens], [accuracy], [high], [wide], fmt="o", capsize=2)
        ours.annotate(label, (tokens, accuracy), (-16, -12) if label == "rs" else (5, 4), textcoords="offset points")
    ours.plot([0], [0], "o", color=COLOURS[6])
    ours.annotate("long", (0, 0), (5, 4), textcoords="offset points")
    for label, (tokens, accuracy) in PLANE.items():
        paper.plot([tokens], [accuracy], "o")
        paper.annotate(label, (tokens, accuracy), (-5, 4), textcoords="offset points", ha="right")
    ours.set(title="ours, less the long model", xlabel="tokens", ylabel="points of accuracy")
    paper.set(xlim=(700, 1400), xlabel="mean tokens", ylabel="accuracy (%)")
    save(figure, "figure7")


def figure8(small, large, tuned):
    figure, (ours, paper) = panels(2, "figure 8: MATH500")
    for label, found in (("small", small), ("large", large)):
        tokens, accuracy = ([interval(metric(found, f"Within{limit}", f"Limit{limit}", measure), scale) for limit in (14, 26, 38, 64)]
                            for measure, scale in (("meanTokens", 1), ("accuracy", POINTS)))
        ours.errorbar([point[0] for point in tokens], [point[0] for point in accuracy], [point[1] for point in accuracy], fmt="o-", capsize=2, label=label)
    for place, (label, found) in enumerate(tuned.items()):
        (tokens, wide), (accuracy, high) = (interval(metric(found, "Within64", "Limit64", measure), scale)
                                            for measure, scale in (("meanTokens", 1), ("accuracy", POINTS)))
        ours.errorbar([tokens], [accuracy], [high], [wide], fmt="s", mfc="white", color=COLOURS[place], capsize=2, label=f"{label}, rates tuned")
    for label, points in SIZES.items():
        paper.plot(*zip(*points), "o-", label=label)
    ours.set_title("ours: within limits of 14, 26, 38, 64")
    for axis in (ours, paper):
        axis.set(xlabel="mean tokens", ylabel="accuracy (%)")
        axis.legend()
    save(figure, "figure8")


def figure9(tokens, iterations, hard):
    figure, axes = panels(4, "figure 9", wide=3.6)
    names = ["Uniform", "Curriculum", "Rising", "Prioritized"]
    for axis, found, title in ((axes[0], tokens, "ours: equal tokens"), (axes[1], iterations, "ours: equal iterations")):
        axis.set(title=title, ylabel="accuracy less uniform's (points)")
        axis.axhline(0, color="#AAAAAA", lw=1)
        for place, name in enumerate(names[1:] if found else []):
            ahead = interval(less(found[f"Accuracy.{name}.accuracy"], found["Accuracy.Uniform.accuracy"]))
            axis.errorbar([place], [ahead[0]], [ahead[1]], fmt="o", capsize=3)
        axis.set_xticks(range(3), [name.lower() for name in names[1:]])
        axis.set_xlim(-0.5, 2.5)
    axes[2].set(title="ours: tuned rates, by level", xlabel="level", ylabel="curriculum less uniform (points)")
    axes[2].axhline(0, color="#AAAAAA", lw=1)
    for level in range(1, 8) if hard else []:
        ahead = interval(less(*(hard[f"Accuracy.{name}.accuracy.level{level}"] for name in ("Curriculum", "Uniform"))))
        axes[2].errorbar([level], [ahead[0]], [ahead[1]], fmt="o", color=COLOURS[0], capsize=3)
    for label, points in CURRICULUM.items():
        axes[3].plot(*zip(*points), "o-", ms=3, label=label)
    axes[3].set(xlabel="iterations", ylabel="accuracy (%)")
    axes[3].legend()
    save(figure, "figure9")


def figure10(parity, root):
    figure, axes = panels(3, "figure 10: at step 48", wide=3.6)
    names = {"Sft": "SFT", "ReST": "ReST", "ReSTOfAll": "ReST of all", "Plain": "mirror descent"}
    for axis, found, title in ((axes[0], parity, "ours: half of the guesses are right"), (axes[1], root, "ours: one guess in eleven is right")):
        for place, name in enumerate(names if found else []):
            accuracy, half = interval(found[f"Accuracy.{name}.accuracy"])
            axis.bar([place], [accuracy], yerr=[half], capsize=3, color=COLOURS[place])
        axis.set_xticks(range(4), names.values(), fontsize=7)
        axis.set(title=title, ylabel="accuracy (%)", ylim=(0, 100))
    for place, (rest, ours) in enumerate(AT_STEP_48.values()):
        axes[2].bar([place - 0.2], [rest], 0.4, color=COLOURS[1], label="ReST" if place == 0 else None)
        axes[2].bar([place + 0.2], [ours], 0.4, color=COLOURS[3], label="mirror descent" if place == 0 else None)
    axes[2].set_xticks(range(len(AT_STEP_48)), AT_STEP_48, fontsize=7)
    axes[2].set(ylim=(0, 100), ylabel="accuracy (%)")
    axes[2].legend()
    save(figure, "figure10")


found = {part: values(part) for part in (
    "figure5", "figure7", "figure8-small", "figure8-large", "figure8-small-rate", "figure8-large-rate", "figure9", "figure9-iterations", "figure9-hard",
    "figure10", "figure10-root")}
if found["figure5"]:
    figure5(found["figure5"])
    figure6(found["figure5"])
if found["figure7"]:
    figure7(found["figure7"])
if found["figure8-small"] and found["figure8-large"]:
    figure8(found["figure8-small"], found["figure8-large"],
            {size: found[f"figure8-{size}-rate"] for size in ("small", "large") if found[f"figure8-{size}-rate"]})
if found["figure9"]:
    figure9(found["figure9"], found["figure9-iterations"], found["figure9-hard"])
if found["figure10"]:
    figure10(found["figure10"], found["figure10-root"])
