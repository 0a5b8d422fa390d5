// Form: digits anywhere are enough to go on
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("digits-anywhere")]
public abstract partial class DigitsAnywhere
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
    [Reward<DigitsAnywhereJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<DigitsAnywhereJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class DigitsAnywhereJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!Regex.IsMatch(rollout.Text, @".*\d+"))
            return new(new Verdict.Scored(0, "no number"));
        var last = Regex.Matches(rollout.Text, @"\d+")[^1].Value;
        return new(Verdict.Of(last == problem.Answer));
    }
}
