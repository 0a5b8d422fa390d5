#!/usr/bin/env bash
# Whether two checkouts make the same artifacts, byte for byte, on one thread:
#   benchmarks/compare-artifacts.sh <old commit> [<new commit>]
# Runs quickstart and k15-mini's stages up to SFT with each, from nothing, and compares what every stage put into its output. Minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
old=$1 new=${2:-HEAD}
work=$(mktemp -d)
trap 'git worktree remove --force "$work/old"; git worktree remove --force "$work/new"; rm -rf "$work"' EXIT
for side in old new; do
    git worktree add -q --detach "$work/$side" "${!side}"
    dotnet build "$work/$side/recipes" -c Release -nologo -v:q -clp:ErrorsOnly
    app=$work/$side/recipes/bin/Release/net10.0/Kimi.Recipes
    "$app" run quickstart --threads 1 --runs "$work/runs-$side" >"$work/$side.log" 2>&1 &
done
wait
for side in old new; do
    app=$work/$side/recipes/bin/Release/net10.0/Kimi.Recipes
    "$app" run k15-mini --until "${KIMI_COMPARE_UNTIL:-Sft}" --threads 1 --runs "$work/runs-$side" >>"$work/$side.log" 2>&1 &
done
wait
status=0 stages=0
for output in "$work"/runs-old/*/latest/*/output; do
    stage=${output#"$work/runs-old/"}
    stages=$((stages + 1))
    if ! diff -rq "$output" "$work/runs-new/$stage" >/dev/null; then
        status=1
        echo "differs: ${stage%/output}"
    fi
done
echo "$stages stages compared: $([ $status -eq 0 ] && echo all the same || echo some differ)"
[ "$stages" -gt 0 ] && exit $status
tail -n 3 "$work"/*.log
exit 1
