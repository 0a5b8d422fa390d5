#!/usr/bin/env bash
# Hybrid deployment (paper 2.6.3) by resident memory: while responses are sampled, the weights are once in memory, and gradients and optimizer are not.
#   benchmarks/memory/hybrid.sh      about five minutes on two idle cores
# Ends with 1 when rollouts after the first training take more than the process, the weights once, their cache and 10%.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build -c Release -nologo -v:q -clp:ErrorsOnly
python3 - "$PWD/bin/Release/net10.0/Kimi.Memory" <<'PY'
import os, subprocess, sys, tempfile, time

app = sys.argv[1]
shape = dict(Layers=12, HiddenSize=768, AttentionHeads=12, KeyValueHeads=4, FeedForwardSize=2048)
options = [word for name, value in shape.items() for word in ("--set", f"Initial:{name}={value}")]
options += ["--set", "Sft:Steps=1", "--set", "Rl:PromptsPerIteration=4", "--set", "Rl:SamplesPerPrompt=4", "--set", "Rl:StepsPerIteration=1", "--threads", "2"]
MiB = 1 << 20
process, weights, cache = 290 * MiB, 4 * 75.7e6, 16 * 255 * 2 * 12 * 256 * 4

def resident(pid):
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

with tempfile.TemporaryDirectory() as runs:
    subprocess.run([app, "run", "memory", "--runs", runs, "--until", "Sft", *options], check=True, capture_output=True)
    with subprocess.Popen([app, "run", "memory", "--runs", runs, "--until", "Rl", *options], stdout=subprocess.DEVNULL) as run:
        samples = []
        while run.poll() is None:
            try:
                samples.append(resident(run.pid))
            except (FileNotFoundError, IndexError, ProcessLookupError):
                break
            time.sleep(0.02)
    run.returncode and sys.exit(run.returncode)

# Training is the highest; what lies between the first peak and the last is the rollouts of the iterations between.
peak = max(samples)
high = [place for place, size in enumerate(samples) if size > 0.8 * peak]
between = sorted(samples[high[0]:high[-1]])
rollouts = between[len(between) // 20]
expected = process + weights + cache
print(f"training {peak / 1e6:.0f} MB, rollouts between {rollouts / 1e6:.0f} MB; process, weights once and cache {expected / 1e6:.0f} MB, "
      f"gradients and moments would add {3 * weights / 1e6:.0f} MB")
sys.exit(rollouts > 1.1 * expected)
PY
