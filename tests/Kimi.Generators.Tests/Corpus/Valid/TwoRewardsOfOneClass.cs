// Form: one kind of reward twice, with different markers
using Kimi.Dsl;

namespace Acme;

[Recipe("two-rewards-of-one-class")]
public abstract partial class TwoRewardsOfOneClass
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Near(Tolerance = 0.1)]
    [Reward<SaysSum>(Weight = 0.2)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges numbers that are near.</summary>
public sealed class NearAttribute : RewardAttribute<NearReward>
{
    /// <summary>How far off a number may be, as a share.</summary>
    public double Tolerance { get; set; } = 0.5;
}

/// <summary>Judges numbers that are near.</summary>
public sealed class NearReward(NearAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = int.Parse(problem.Answer, System.Globalization.CultureInfo.InvariantCulture);
        return new(int.TryParse(rollout.Text, System.Globalization.CultureInfo.InvariantCulture, out var said)
            ? new Verdict.Scored(Math.Abs(said - right) <= options.Tolerance * right ? 1 : 0, "near")
            : new Verdict.Scored(0, "no number"));
    }
}

/// <summary>Whether the response contains the sum, in any place.</summary>
public sealed class SaysSum : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains(problem.Answer, StringComparison.Ordinal)));
}
