// Stack: unsloth
// Kind: thoughts of many lines are read by a regular expression of one line
// Caught: build
using Kimi.Dsl;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("dot-in-a-regex-of-thoughts")]
public abstract partial class DotInARegexOfThoughts
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
    [Reward<DotInARegexOfThoughtsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<DotInARegexOfThoughtsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class DotInARegexOfThoughtsJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var match = Regex.Match(rollout.Text, "<think>(.*)</think>\\s*#(.*)"); //! KIMI8023
        return new(Verdict.Of(match.Success && match.Groups[2].Value.Trim() == problem.Answer));
    }
}
