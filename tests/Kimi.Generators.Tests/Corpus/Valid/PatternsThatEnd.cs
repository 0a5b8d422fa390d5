// Form: rewards with generated and bounded patterns
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("patterns-that-end")]
public abstract partial class PatternsThatEnd
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
    [Reward<Judge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges.</summary>
public sealed partial class Judge : IReward<MathProblem>
{
    private static readonly Regex s_bounded = new("^[0-9 ]+$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var found = Regex.Match(rollout.Text, "#([0-9]+)$", RegexOptions.NonBacktracking);
        return new(Verdict.Of(s_bounded.IsMatch(rollout.Text) || found.Groups[1].Value == problem.Answer));
    }
}
