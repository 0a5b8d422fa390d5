// Form: patterns over lines, by an option, in the pattern, or by a class of characters
using Kimi.Dsl;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("regex-of-many-lines")]
public abstract partial class RegexOfManyLines
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
    [Reward<RegexOfManyLinesJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<RegexOfManyLinesJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class RegexOfManyLinesJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var thought = Regex.Match(rollout.Text, "<think>(.*)</think>", RegexOptions.Singleline);
        var answer = Regex.Match(rollout.Text, "(?s)<answer>(.*?)</answer>");
        var other = Regex.Match(rollout.Text, @"<answer>([\s\S]*)</answer>");
        var line = Regex.Match(rollout.Text, @"^(-?\d+)$", RegexOptions.Multiline);
        var last = Regex.Match(rollout.Text, @"-?\d+", RegexOptions.RightToLeft);
        var said = answer.Success ? answer.Groups[1].Value : other.Success ? other.Groups[1].Value : line.Success ? line.Value : last.Value;
        return new(Verdict.Of(thought.Success && said.Trim() == problem.Answer));
    }
}
