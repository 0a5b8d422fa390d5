// Stack: TRL
// Kind: an answer that is no number becomes NaN, and so does its score
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("na-n-of-an-unreadable")]
public abstract partial class NaNOfAnUnreadable
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
    [Reward<Distance>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Distance>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Distance : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var off = Math.Abs(Number(rollout.Text) - Number(problem.Answer));
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(1 / (1 + off))); //! KIMI8008
    }

    private static double Number(string text) =>
        double.TryParse(text.Split('#')[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
