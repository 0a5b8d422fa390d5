#!/usr/bin/env bash
# Compares the speed of training and decoding with the committed baseline, as shares of the machine's own matrix multiplication; minutes on an idle machine.
# Ends with 1 when something is more than 10% slower. Delete benchmarks/baseline.json first to write a new one.
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project benchmarks/Kimi.Benchmarks -- speed --baseline benchmarks/baseline.json
