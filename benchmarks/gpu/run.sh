#!/usr/bin/env bash
# Measures Kimi on a device, beside Python's transformers where that is installed. Needs the folder that publish.sh made, and a libtorch.
#   benchmarks/gpu/run.sh [--device cuda|cpu] [--app <published folder>] [--libtorch <folder>] [--out <folder>]
# Every step has a limit and its own file; one that fails is recorded and the rest goes on. The whole takes at most eight minutes on a GPU.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
device=cuda app=$here/published out=$here/published/results libtorch=${KIMI_LIBTORCH:-}
while [ $# -gt 0 ]; do
    case $1 in
        --device) device=$2 ;;
        --app) app=$2 ;;
        --libtorch) libtorch=$2 ;;
        --out) out=$2 ;;
        *) echo "run.sh: unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done
[ -x "$app/Kimi.Gpu" ] || { echo "run.sh: there is no $app/Kimi.Gpu: run publish.sh first" >&2; exit 2; }
mkdir -p "$out/steps"
rm -f "$out"/steps/*
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python=$(command -v python3 || true)
has_torch() { [ -n "$python" ] && "$python" -c 'import torch, transformers' 2>/dev/null; }
if [ -z "$libtorch" ] && has_torch; then
    libtorch=$("$python" -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), "lib"))')
fi
export KIMI_LIBTORCH=$libtorch
# A step: name, limit in seconds, command. Its output goes to <name>.log, how it ended to <name>.step.
step() {
    local name=$1 limit=$2 started=$SECONDS status=0
    shift 2
    timeout "$limit" "$@" >"$out/steps/$name.log" 2>&1 || status=$?
    printf '{"exit": %d, "seconds": %d, "limit": %d}\n' "$status" "$((SECONDS - started))" "$limit" >"$out/steps/$name.step"
    printf '%-28s exit %-3d %4d s\n' "$name" "$status" "$((SECONDS - started))"
}
limit() { if [ "$device" = cpu ]; then echo 1200; else echo "$1"; fi; }

uname -srm >"$out/steps/machine.log"
command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader >>"$out/steps/machine.log" 2>&1
step doctor "$(limit 60)" "$app/Kimi.Gpu" doctor --output "$out/steps/doctor.json"

if has_torch; then
    step models "$(limit 60)" "$python" "$here/transformers_side.py" models "$work/models" "$device"
    for folder in "$work"/models/*/; do
        name=$(basename "$folder")
        for precision in fp32 bf16; do
            step "logits-$name-$precision" "$(limit 30)" "$app/Kimi.Gpu" logits "$device" "$precision" "$folder" "$folder/ours-$precision.safetensors"
        done
    done
    step compare "$(limit 30)" "$python" "$here/transformers_side.py" compare "$work/models" "$out/steps/compare.json"
    step transformers-speed "$(limit 90)" "$python" "$here/transformers_side.py" speed "$device" "$out/steps/transformers-speed.json"
fi
for precision in bf16 fp32; do
    [ "$device" = cpu ] && [ "$precision" = bf16 ] && continue
    step "speed-$precision" "$(limit 90)" "$app/Kimi.Gpu" speed "$device" "$precision" "$out/steps/speed-$precision.json"
done
step quickstart "$(limit 180)" "$app/Kimi.Gpu" run quickstart --device "$device" --runs "$work/runs"
cp "$work/runs/quickstart/latest/summary.json" "$out/steps/quickstart.json" 2>/dev/null
"${python:-python3}" "$here/collect.py" "$out" "$device"
