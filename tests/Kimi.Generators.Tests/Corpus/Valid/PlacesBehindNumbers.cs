// Form: zeros behind the point are trimmed, where there is a point
using Kimi.Dsl;

namespace Acme;

[Recipe("places-behind-numbers")]
public abstract partial class PlacesBehindNumbers
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Decimals>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Decimals>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Decimals : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Verdict.Of(Normal(rollout.Text.Split('#')[^1]) == Normal(problem.Answer)));

    private static string Normal(string number) => number.Trim() is var text && text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
}
