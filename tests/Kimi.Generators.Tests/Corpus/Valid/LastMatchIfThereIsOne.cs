// Form: the last match is taken, by an index from the end, where there is one
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("last-match-if-there-is-one")]
public abstract partial class LastMatchIfThereIsOne
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
    [Reward<LastMatch>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LastMatch>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class LastMatch : IReward<MathProblem>
{
    private static readonly Regex s_numbers = new("(?<=#)[0-9]+");

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var matches = s_numbers.Matches(rollout.Text);
        if (matches.Count is 0 or > 50)
            return new(Verdict.Of(false));
        return new(Verdict.Of(matches[^1].ValueSpan.SequenceEqual(problem.Answer) && rollout.Text[matches[^1].Index - 1] is '#'));
    }
}
