using Kimi.Cli.Configuration;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Kimi.Shared.Facts;

namespace Kimi.Cli.Commands;

/// <summary>What a stage will take.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Estimate">The estimate from its options in force.</param>
/// <param name="Parameters">The weights of the policy that it makes or works on; 0 without one, or when the options do not say.</param>
/// <param name="Bytes">
/// Its memory on the device, and on the CPU that of the process, including the key-value cache of as many responses as the rollout engine takes at a time;
/// 0 when unknown.
/// </param>
internal sealed record StagePlan(Stage Stage, StageEstimate Estimate, long Parameters, long Bytes)
{
    /// <summary>Floating-point operations.</summary>
    public double Flops => Parameters * (6.0 * Estimate.TrainedTokens + 2.0 * Estimate.GeneratedTokens);

    /// <summary>Plans all stages of a recipe, each from the plans of the stages it takes artifacts from.</summary>
    /// <param name="recipe">The recipe, with the options in force.</param>
    /// <param name="options">The runtime's options.</param>
    public static IReadOnlyList<StagePlan> Of(EffectiveRecipe recipe, KimiOptions options)
    {
        var (facts, described) = (new RecipeFacts(), RecipeDescription.Of(recipe).Stages.ToDictionary(stage => stage.Name));
        var plans = new Dictionary<Stage, StagePlan>();
        foreach (var (stage, values, _) in recipe.Stages)
        {
            var estimate = values.Estimate([.. stage.Inputs.SelectMany(input => input.Sources).Select(source => plans[source].Estimate)]);
            var problems = stage.Sources.FirstOrDefault(source => source.OutputType == typeof(PromptSet)) is { } prompts ? plans[prompts].Estimate.Items : 0;
            var memory = MemoryEstimate.Of(described[stage.Name], facts, options.RolloutSlots, problems);
            var beside = options.Device == "cpu" ? memory?.HostBytes ?? 0 : 0;
            plans[stage] = new(stage, estimate, memory?.Shape.Parameters ?? 0, memory?.Bytes is { } bytes ? bytes + beside : 0);
        }

        return [.. recipe.Graph.Stages.Select(stage => plans[stage])];
    }
}
