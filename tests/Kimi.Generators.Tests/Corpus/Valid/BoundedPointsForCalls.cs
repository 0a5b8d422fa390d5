// Form: calls of a tool earn a little, with a bound, and only beside a right answer
using Kimi.Dsl;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("bounded-points-for-calls")]
public abstract partial class BoundedPointsForCalls
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
    [Reward<BoundedPointsForCallsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BoundedPointsForCallsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class BoundedPointsForCallsJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var calls = Math.Min(3, Regex.Count(rollout.Text, "<tool_call>"));
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
        return new(new Verdict.Scored(right ? 0.7 + (0.1 * calls) : 0));
    }
}
