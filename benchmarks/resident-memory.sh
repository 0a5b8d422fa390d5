#!/usr/bin/env bash
# The resident memory of quickstart's reinforcement learning over its 56 iterations: after 5, after all, and the most at any moment.
#   benchmarks/resident-memory.sh [<option> …]      the options go to run, such as --threads 2
# Ends with 1 when it exceeds 900 MiB, or is more than 1.2 times as much after all iterations as after 5. About five minutes on two idle cores.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build recipes -c Release -nologo -v:q -clp:ErrorsOnly
run() {
    recipes/bin/Release/net10.0/Kimi.Recipes run quickstart --runs "$work/runs" --set Sft:Steps=200 "$@" >"$work/log" 2>&1 || { tail -5 "$work/log"; return 2; }
}
run --until Sft "$@"
# In a process of its own, so that it is reinforcement learning that is measured.
run --until LongCot "$@" &
shell=$!
until run=$(pgrep -P $shell); do sleep 0.1; done
# The kernel keeps the highest value, so that nothing between two looks is missed.
while grep -s VmHWM "/proc/$run/status" >"$work/now"; do
    mv "$work/now" "$work/peak"
    sleep 0.5
done
wait $shell
python3 - "$work" <<'PY'
import json, sys
folder = sys.argv[1]
resident = [json.loads(line)["residentMiB"] for line in open(f"{folder}/runs/quickstart/latest/LongCot/measurements.jsonl")]
early, late, peak = resident[4], resident[-1], int(open(f"{folder}/peak").read().split()[1]) / 1024
print(f"after 5 iterations {early:.0f} MiB, after {len(resident)} {late:.0f} MiB ({late / early:.2f} times as much), at most {peak:.0f} MiB")
sys.exit(peak > 900 or late > 1.2 * early)
PY
