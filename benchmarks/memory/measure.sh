#!/usr/bin/env bash
# What plan says of a stage's memory beside the most that a process of its own had resident: reading, SFT, LoRA and RL at three sizes.
#   benchmarks/memory/measure.sh [small|medium|large …]      all three take about 15 minutes on two idle cores
# Ends with 1 when one is more than 15% off.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build -c Release -nologo -v:q -clp:ErrorsOnly
python3 - "$PWD/bin/Release/net10.0/Kimi.Memory" "$@" <<'PY'
import os, re, subprocess, sys, tempfile

app, *wanted = sys.argv[1:]
shapes = {
    "small": dict(Layers=6, HiddenSize=256, AttentionHeads=4, KeyValueHeads=2, FeedForwardSize=688),
    "medium": dict(Layers=8, HiddenSize=512, AttentionHeads=8, KeyValueHeads=4, FeedForwardSize=1376),
    "large": dict(Layers=12, HiddenSize=768, AttentionHeads=12, KeyValueHeads=4, FeedForwardSize=2048),
}
stages = ["Reading", "Sft", "Adapted", "Recomputed", "Rl"]
units = {"kB": 1e3, "MB": 1e6, "GB": 1e9}

def planned(options):
    text = subprocess.run([app, "plan", "memory", *options], capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "200"}).stdout
    rows = {line.split()[0]: line for line in text.splitlines() if line.split()}
    return {stage: max(float(number) * units[unit] for number, unit in re.findall(r"([\d.]+) ([kMG]B)", rows[stage])) for stage in stages}

# A process of its own for each stage; what it takes from is in the store.
def measured(stage, runs, options):
    with open(f"{runs}/log", "w") as log:
        process = os.posix_spawn(
            app, [app, "run", "memory", "--runs", runs, "--until", stage, *options], os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)])
        _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(open(f"{runs}/log").read())
    return usage.ru_maxrss * 1024

worst = 0
print(f"{'size':8} {'stage':12} {'planned MB':>10} {'measured MB':>11} {'ratio':>6}")
for size in wanted or shapes:
    options = [word for name, value in shapes[size].items() for word in ("--set", f"Initial:{name}={value}")] + ["--threads", "2"]
    expected = planned(options)
    with tempfile.TemporaryDirectory() as runs:
        for stage in ["Traces", "HeldOut", "Initial"]:
            measured(stage, runs, options)
        # What others take from comes first.
        for stage in ["Sft", *(stage for stage in stages if stage != "Sft")]:
            peak = measured(stage, runs, options)
            worst = max(worst, abs(expected[stage] / peak - 1))
            print(f"{size:8} {stage:12} {expected[stage] / 1e6:10.0f} {peak / 1e6:11.0f} {expected[stage] / peak:6.2f}", flush=True)
print(f"at most {worst:.0%} off")
sys.exit(worst > 0.15)
PY
