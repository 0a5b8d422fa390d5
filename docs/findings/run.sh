#!/usr/bin/env bash
# Runs every ablation over three seeds and keeps what it came to in this folder: {recipe}.json, which names command and commit, and {recipe}.csv.
# An hour and a half on two cores and nothing else on them; stopped and given again, it goes on where it was.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build recipes -c Release

sweep() {
    dotnet run -c Release --no-build --project recipes -- sweep "$1" --seeds 1..3 "${@:2}"
    cp "runs/$1/sweeps/sweep/sweep.json" "docs/findings/$1.json"
    cp "runs/$1/sweeps/sweep/sweep.csv" "docs/findings/$1.csv"
}

sweep ablation-negative-gradients --against Plain
sweep ablation-curriculum --against Uniform
sweep ablation-length-penalty --against Plain
sweep ablation-context --set Initial:HiddenSize=64,128 --set Rl:MaxResponseTokens=40,80,160
sweep scaling-response-length --against LongCotSft
sweep long2short --against LongCot
