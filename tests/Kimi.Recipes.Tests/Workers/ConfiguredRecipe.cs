using Kimi.Dsl;
using Kimi.Recipes.Chains;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>A stage whose reward and stop rule read the configuration, and not their attributes alone.</summary>
[Recipe("configured", Seed = 7)]
public abstract partial class ConfiguredRecipe
{
    [ChainProblems(Count = 32)]
    public abstract PromptSet Problems();

    [ChainTraces]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(
        Layers = 1, HiddenSize = 24, AttentionHeads = 2, KeyValueHeads = 1, FeedForwardSize = 32, ContextLength = 128, Alphabet = ChainTraces.Alphabet)]
    public abstract Policy Initial();

    [FineTune(Steps = 4, BatchSize = 2, WarmupSteps = 2)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 20, PromptsPerIteration = 6, SamplesPerPrompt = 4, MaxResponseTokens = 40, StepsPerIteration = 1, Parts = 2)]
    [MirrorDescent]
    [Reward<LengthInForce>]
    [StopInForce]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>What this team's components read from the configuration.</summary>
internal static class InForce
{
    /// <summary>An option of a stage, which <c>--set</c> and profiles change.</summary>
    internal static int FineTuning(IConfiguration configuration) => configuration.GetValue("configured:Sft:Steps", 4);
}

/// <summary>How many responses a reward may judge at a time, and how long the policy was tuned: told in numbers.</summary>
/// <param name="configuration">Has the one.</param>
/// <param name="settings">Have the other.</param>
[ImplementationVersion(1)]
public sealed class LengthInForce(IConfiguration configuration, IOptions<KimiOptions> settings) : IReward<MathProblem>
{
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(new Verdict.Scored(
            rollout.Text.Length % (2 + settings.Value.ConcurrentVerdicts + InForce.FineTuning(configuration))
            / (double)(2 + settings.Value.ConcurrentVerdicts + InForce.FineTuning(configuration))));
}

/// <summary>Ends responses at a length that depends on the configuration.</summary>
public sealed class StopInForceAttribute : RolloutRuleAttribute<StopInForce>;

/// <summary>Ends them.</summary>
/// <param name="configuration">Says when.</param>
[ImplementationVersion(1)]
public sealed class StopInForce(IConfiguration configuration) : IStopRule
{
    public StopReason? Check(ReadOnlySpan<int> tokens) => tokens.Length >= 3 * InForce.FineTuning(configuration) ? StopReason.Repetition : null;
}
