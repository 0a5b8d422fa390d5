// Form: texts are lowered, trimmed, split and searched for what they can still have
using Kimi.Dsl;

namespace Acme;

[Recipe("lowers-both-sides")]
public abstract partial class LowersBothSides
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
    [Reward<LowersBothSidesJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LowersBothSidesJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class LowersBothSidesJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text.ToLowerInvariant().Trim();
        var said = text.Replace("**", "").Replace("\r\n", "\n");
        var parts = said.Split("answer:", 2);
        var last = parts[^1].TrimEnd('.');
        return new(Verdict.Of(said.Contains('\n')
            ? last.EndsWith(problem.Answer.ToLowerInvariant(), StringComparison.Ordinal)
            : last.Contains("Yes", StringComparison.OrdinalIgnoreCase)));
    }
}
