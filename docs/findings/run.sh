#!/usr/bin/env bash
# Repeats the findings: for each figure the tuning, then the announced sweep with the settings that the tuning chose. Without parts, all of it in the order
# below; otherwise parts of it, such as
#   docs/findings/run.sh tune-figure10 figure10
# RUNS names the folder for runs (runs), JOBS says how many runs go on at a time (one per core), SEEDS gives other seeds than the announced ones, and
# NO_BUILD=1 takes the build that is there. A part that is stopped and given again goes on where it was. What it came to is kept in this folder,
# in {part}.json, which names command and commit.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=docs/findings runs=${RUNS:-runs} jobs=${JOBS:-$(nproc)} seeds=${SEEDS:-201..212}
app=recipes/bin/Release/net10.0/Kimi.Recipes.dll
rates=1.5e-4/3e-4/6e-4
pairs="Sft:LearningRate=5e-4/1e-3/2e-3 Limit64:LearningRate=1e-4/1.5e-4/3e-4"
[ -n "${NO_BUILD:-}" ] || dotnet build recipes -c Release

sweep() { # part, arguments of the sweep
    local part=$1 results
    shift
    dotnet "$app" sweep "$@" --name "$part" --jobs "$jobs" --threads 1 --runs "$runs"
    results=$(echo "$runs"/*/sweeps/"$part")
    cp "$results/sweep.json" "$here/$part.json"
}

# Three trials of every arm, on seeds of their own. The arms of a recipe are stages, so one run tries a value of each, and each is chosen for by itself.
tune() { # part, recipe, then Stage:Option=value/value/value
    local part=$1 recipe=$2 trial setting arm values arms=()
    shift 2
    for trial in 0 1 2; do
        arm=$recipe
        for setting in "$@"; do
            IFS=/ read -ra values <<<"${setting#*=}"
            arm+=" ${setting%%=*}=${values[trial]}"
        done
        arms+=(--arm "$arm")
    done
    sweep "$part" "${arms[@]}" --seeds 31..33
}

chosen() { python3 "$here/choose.py" "$here/$1.json"; } # the tuning

passed() { (cd "$here" && python3 -c "import compare; print(compare.passed('$1'))"); } # how many seeds of a part pass the gate

announced() { # part, the tuning whose choices it takes, recipe
    local part=$1 recipe=$3 settings last=212
    settings=$(chosen "$2")
    sweep "$part" --arm "$recipe $settings" --seeds "$seeds"
    # The next seeds take the place of those that miss the gate.
    while [ -z "${SEEDS:-}" ] && [ "$(passed "$part")" -lt 12 ]; do
        last=$((last + 12 - $(passed "$part")))
        sweep "$part" --arm "$recipe $settings" --seeds "201..$last"
    done
}

at_tuned_rates() { # part, recipe, arms, each of which takes the rate that figure 8's tuning of both rates chose for Limit64
    local part=$1 recipe=$2 both limit64 arm settings
    shift 2
    both=$(chosen tune-figure8-large-rate)
    limit64=$(grep -o 'Limit64:[^ ]*' <<<"$both")
    settings=${both/$limit64/}
    for arm in "$@"; do settings+=" ${limit64/Limit64/$arm}"; done
    sweep "$part" --arm "$recipe $settings" --seeds "$seeds"
}

part() {
    case $1 in
        tune-figure10) tune "$1" ablation-negative-gradients {Plain,ReST,ReSTOfAll}:LearningRate=$rates ;;
        figure10) announced "$1" tune-figure10 ablation-negative-gradients ;;
        tune-figure9-taught) tune "$1" ablation-curriculum-taught {Uniform,Curriculum,Rising,Prioritized}:LearningRate=$rates ;;
        figure9-taught) announced "$1" tune-figure9-taught ablation-curriculum-taught ;;
        tune-figure8-small-taught) tune "$1" ablation-context-small-taught {Limit14,Limit26,Limit38,Limit64}:LearningRate=$rates ;;
        tune-figure8-large-taught) tune "$1" ablation-context-taught {Limit14,Limit26,Limit38,Limit64}:LearningRate=$rates ;;
        figure8-small-taught) announced "$1" tune-figure8-small-taught ablation-context-small-taught ;;
        figure8-large-taught) announced "$1" tune-figure8-large-taught ablation-context-taught ;;
        tune-figure8-large-rate) tune "$1" ablation-ceiling $pairs ;;
        tune-figure8-small-rate) tune "$1" ablation-ceiling-small $pairs ;;
        figure8-large-rate) announced "$1" tune-figure8-large-rate ablation-ceiling ;;
        figure8-small-rate) announced "$1" tune-figure8-small-rate ablation-ceiling-small ;;
        figure9-easy) at_tuned_rates "$1" ablation-curriculum-easy Uniform Curriculum Easy ;;
        figure9-pair) seeds=${SEEDS:-201..216} at_tuned_rates "$1" ablation-curriculum-pair Uniform Curriculum ;;
        figure9-hard) seeds=${SEEDS:-217..248} at_tuned_rates "$1" ablation-curriculum-pair Uniform Curriculum ;;
        tune-figure10-root) tune "$1" ablation-negative-gradients-root {Plain,ReST,ReSTOfAll}:LearningRate=$rates ;;
        figure10-root) announced "$1" tune-figure10-root ablation-negative-gradients-root ;;
        tune-readings) tune "$1" objective-readings \
            {Plain,TokenLevel,LengthNormalized,LeaveOneOut,Roll,Tinker,OpenKimi,DrGrpo,Gspo}:LearningRate=$rates ;;
        readings) announced "$1" tune-readings objective-readings ;;
        tune-figure9) tune "$1" ablation-curriculum {Uniform,Curriculum,Rising,Prioritized}:LearningRate=$rates ;;
        figure9) announced "$1" tune-figure9 ablation-curriculum ;;
        tune-figure9-iterations) tune "$1" ablation-curriculum-iterations {Uniform,Curriculum,Rising,Prioritized}:LearningRate=$rates ;;
        figure9-iterations) announced "$1" tune-figure9-iterations ablation-curriculum-iterations ;;
        tune-penalty) tune "$1" ablation-length-penalty {Plain,Penalized,PenalizedEarly}:LearningRate=$rates ;;
        penalty) announced "$1" tune-penalty ablation-length-penalty ;;
        tune-penalty-heavy) tune "$1" ablation-length-penalty-heavy {Plain,Penalized,PenalizedEarly}:LearningRate=$rates ;;
        penalty-heavy) announced "$1" tune-penalty-heavy ablation-length-penalty-heavy ;;
        tune-figure8-small) tune "$1" ablation-context-small {Limit14,Limit26,Limit38,Limit64}:LearningRate=$rates ;;
        tune-figure8-large) tune "$1" ablation-context {Limit14,Limit26,Limit38,Limit64}:LearningRate=$rates ;;
        # Two are missed by the large model alone, and both sizes are compared by seed.
        figure8-small) seeds=${SEEDS:-201..214} announced "$1" tune-figure8-small ablation-context-small ;;
        figure8-large) announced "$1" tune-figure8-large ablation-context ;;
        tune-figure7) tune "$1" long2short {ShortestSft,MergedShortestSft}:LearningRate=1e-4/3e-4/1e-3 Dpo:LearningRate=1e-5/3e-5/1e-4 \
            ShortRl:LearningRate=$rates Merged:Weights=0.5,0.5/0.3,0.7/0.7,0.3 ;;
        figure7) announced "$1" tune-figure7 long2short ;;
        tune-figure7-found)
            # By a variable: a failure within an argument would end nothing.
            local settings
            settings=$(chosen tune-figure7)
            tune "$1" "long2short-found $settings" MergedFoundSft:LearningRate=1e-4/3e-4/1e-3 ;;
        figure7-found) announced "$1" tune-figure7-found long2short-found ;;
        figure5) announced "$1" tune-figure5 scaling-response-length ;;
        tune-figure5) tune "$1" scaling-response-length {After10,After20,After30,After40}:LearningRate=$rates ;;
        *) echo "run.sh: there is no part '$1'" >&2; return 2 ;;
    esac
}

all=(tune-figure10 figure10 tune-figure9 figure9 tune-penalty penalty tune-figure8-small tune-figure8-large figure8-small figure8-large tune-figure7 figure7
    tune-figure5 figure5 tune-figure10-root figure10-root tune-readings readings tune-figure7-found figure7-found tune-figure9-iterations figure9-iterations
    tune-penalty-heavy penalty-heavy tune-figure9-taught figure9-taught tune-figure8-small-taught tune-figure8-large-taught figure8-small-taught
    figure8-large-taught tune-figure8-small-rate tune-figure8-large-rate figure8-small-rate figure8-large-rate figure9-easy
    figure9-pair figure9-hard)
if [ $# -gt 0 ]; then all=("$@"); fi
for name in "${all[@]}"; do part "$name"; done
