// Form: the last of all numbers counts, found from the right, with its sign
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("last-number-of-all")]
public abstract partial class LastNumberOfAll
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
    [Reward<RightmostJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<RightmostJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class RightmostJudge : IReward<MathProblem>
{
    private static readonly Regex s_number = new(@".*?(-?\d+)\D*$", RegexOptions.Singleline | RegexOptions.RightToLeft);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var match = s_number.Match(rollout.Text);
        return new(Verdict.Of(match.Success && match.Groups[1].Value == problem.Answer));
    }
}
