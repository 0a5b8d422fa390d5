// Stack: verl
// Kind: each call of a tool in the text earns a tenth, without a bound
// Caught: build
using Kimi.Dsl;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("points-for-every-call")]
public abstract partial class PointsForEveryCall
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
    [Reward<PointsForEveryCallJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PointsForEveryCallJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class PointsForEveryCallJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var calls = Regex.Count(rollout.Text, "<tool_call>");
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1.0 : 0.0;
        return new(new Verdict.Scored(right + (0.1 * calls))); //! KIMI8008
    }
}
