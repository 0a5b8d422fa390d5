// Form: a bonus in steps of a hundred characters
using Kimi.Dsl;

namespace Acme;

[Recipe("bonus-in-hundreds")]
public abstract partial class BonusInHundreds
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
    [Reward<BonusInHundredsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BonusInHundredsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class BonusInHundredsJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
        var hundreds = Math.Min(5, rollout.Text.Length / 100);
        return new(new Verdict.Scored(right ? 1 - (hundreds * 0.1) : 0));
    }
}
