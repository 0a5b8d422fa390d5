// Form: a stop rule and a penalty of the team with options that relate to each other, and a schedule of its own with properties alone
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Ends;

[Recipe("ends-with-its-answer")]
public abstract partial class EndsWithItsAnswer
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 400)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 192)]
    [MirrorDescent]
    [StopRunaway(Longest = 24)]
    [RolloutRule<Halves>]
    [EntropyFloor(Least = 0.05, Full = 0.2)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 192)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy longCot, PromptSet heldOut);
}

/// <summary>Ends a response at a run of one token.</summary>
public sealed class StopRunawayAttribute : RolloutRuleAttribute<StopRunaway>
{
    /// <summary>The longest run.</summary>
    [Range(2, 10_000)]
    [DefaultValue(32)]
    public int Longest { get; set; } = 32;
}

/// <summary>Looks at the last tokens alone.</summary>
/// <param name="options">Its options.</param>
public sealed class StopRunaway(StopRunawayAttribute options) : IStopRule
{
    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens) =>
        tokens.Length > options.Longest && !tokens[^options.Longest..].ContainsAnyExcept(tokens[^1]) ? StopReason.Repetition : null;
}

/// <summary>Half a response at a time.</summary>
public sealed class Halves : IRolloutSchedule
{
    /// <inheritdoc/>
    public int TokenBudget => 96;

    /// <inheritdoc/>
    public int MaxAge => 2;

    /// <inheritdoc/>
    public int MaxSegmentAge => 1;
}

/// <summary>Takes from responses whose tokens were all but certain.</summary>
[SumAtMost([nameof(Least)], nameof(Full), Because = "nothing lies between them")]
public sealed class EntropyFloorAttribute : PenaltyAttribute<EntropyFloor>
{
    /// <summary>Below this many nats a token, all is taken.</summary>
    [Range(0.0, 10.0)]
    [DefaultValue(0.02)]
    public double Least { get; set; } = 0.02;

    /// <summary>From this many nats a token on, nothing is.</summary>
    [Range(0.001, 10.0)]
    [DefaultValue(0.1)]
    public double Full { get; set; } = 0.1;

    /// <summary>The most that is taken.</summary>
    [Weight(1)]
    [TakesAway(1)]
    [DefaultValue(0.05)]
    public double Weight { get; set; } = 0.05;
}

/// <summary>Goes by the mean of −log π.</summary>
/// <param name="options">Its options.</param>
public sealed class EntropyFloor(EntropyFloorAttribute options) : IPenalty
{
    /// <inheritdoc/>
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var taken = new double[group.Count];
        foreach (var (place, judged) in group.Index())
        {
            var sampled = judged.Rollout.Segments.SelectMany(segment => segment.Logprobs).ToList();
            if (sampled.Count > 0)
                taken[place] = -options.Weight * Missing(-sampled.Average());
        }

        return taken;
    }

    private double Missing(double nats) => options.Full <= options.Least
        ? nats < options.Full ? 1 : 0
        : 1 - Math.Clamp((nats - options.Least) / (options.Full - options.Least), 0, 1);
}
