// Form: what a pattern has matched is a number, and is read as one
using Kimi.Dsl;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Acme;

[Recipe("reads-what-matched")]
public abstract partial class ReadsWhatMatched
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
    [Reward<ReadsWhatMatchedJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ReadsWhatMatchedJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ReadsWhatMatchedJudge : IReward<MathProblem>
{
    private static readonly Regex s_form = new("#([0-9]{1,9})$");

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var match = s_form.Match(rollout.Text);
        var number = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;
        var all = Regex.Matches(rollout.Text, "[0-9]{1,9}");
        var last = all.Count > 0 ? all[^1].Value : "";
        return new(Verdict.Of(number.ToString(CultureInfo.InvariantCulture) == problem.Answer || last == problem.Answer));
    }
}
