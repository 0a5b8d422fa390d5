using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;

namespace Kimi.Cli.Commands;

/// <summary>What a stage will take.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Estimate">The estimate from its options in force.</param>
/// <param name="Bytes">Its memory, including the key-value cache of as many responses as the rollout engine takes at a time.</param>
internal sealed record StagePlan(Stage Stage, StageEstimate Estimate, long Bytes)
{
    /// <summary>Plans all stages of a recipe, each from the plans of the stages it takes artifacts from.</summary>
    /// <param name="recipe">The recipe, with the options in force.</param>
    /// <param name="options">The runtime's options.</param>
    public static IReadOnlyList<StagePlan> Of(EffectiveRecipe recipe, KimiOptions options)
    {
        var estimates = new Dictionary<Stage, StageEstimate>();
        foreach (var (stage, values, _) in recipe.Stages)
        {
            var estimate = values.Estimate([.. stage.Inputs.SelectMany(input => input.Sources).Select(source => estimates[source])]);
            estimates[stage] = stage.RewardModel is { } rewardModel ? estimate with { Bytes = estimate.Bytes + estimates[rewardModel].ReadingBytes } : estimate;
        }

        return [.. recipe.Graph.Stages.Select(stage => new StagePlan(stage, estimates[stage], Memory(estimates[stage], options)))];
    }

    private static long Memory(StageEstimate estimate, KimiOptions options) =>
        estimate.Bytes + estimate.CacheBytes(Math.Min(estimate.ResponsesAtOnce, options.RolloutSlots));
}
