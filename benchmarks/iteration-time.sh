#!/usr/bin/env bash
# How long an iteration of quickstart's reinforcement learning takes with two checkouts, in turns, as a ratio:
#   benchmarks/iteration-time.sh <old commit> [<new commit>]
# Ends with 1 when the new one takes more than 1.05 times as long. About ten minutes on two idle cores.
set -euo pipefail
cd "$(dirname "$0")/.."
old=$1 new=${2:-HEAD}
work=$(mktemp -d)
trap 'git worktree remove --force "$work/old"; git worktree remove --force "$work/new"; rm -rf "$work"' EXIT
run() {
    "$work/$1/recipes/bin/Release/net10.0/Kimi.Recipes" run quickstart --runs "$work/runs-$1" --until LongCot --set Sft:Steps=200 --set LongCot:Iterations=12 \
        "${@:2}" >"$work/$1.log" 2>&1
}
for side in old new; do
    git worktree add -q --detach "$work/$side" "${!side}"
    dotnet build "$work/$side/recipes" -c Release -nologo -v:q -clp:ErrorsOnly
    run $side
done
for turn in 1 2 3 4; do
    for side in old new; do
        run $side --from LongCot
        cp "$work/runs-$side/quickstart/latest/LongCot/measurements.jsonl" "$work/$side-$turn.jsonl"
    done
done
python3 - "$work" <<'PY'
import glob, json, sys
def seconds(side):
    iterations = [json.loads(line) for file in glob.glob(f"{sys.argv[1]}/{side}-*.jsonl") for line in list(open(file))[2:]]
    return {phase: sum(each[phase + "Seconds"] for each in iterations) / len(iterations) for phase in ("rollout", "judge", "train")}
old, new = seconds("old"), seconds("new")
for phase in old:
    print(f"{phase:8} {old[phase]:.3f} s before, {new[phase]:.3f} s now")
ratio = sum(new.values()) / sum(old.values())
print(f"an iteration takes {ratio:.3f} times as long as before ({sum(new.values()):.3f} s)")
sys.exit(ratio > 1.05)
PY
