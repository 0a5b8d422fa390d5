// Form: a relative error whose divisor is at least 1
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("error-of-a-number-above-zero")]
public abstract partial class ErrorOfANumberAboveZero
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
    [Reward<Relative>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Relative>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Relative : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = double.Parse(problem.Answer, CultureInfo.InvariantCulture);
        var text = rollout.Text.AsSpan(rollout.Text.LastIndexOf('#') + 1);
        if (!double.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var said) || !double.IsFinite(said))
            return new(Verdict.Of(false));
        return new(new Verdict.Scored(1 - Math.Min(1, Math.Abs(said - right) / Math.Max(Math.Abs(right), 1))));
    }
}
