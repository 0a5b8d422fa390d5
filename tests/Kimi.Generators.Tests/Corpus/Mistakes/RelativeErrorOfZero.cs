// Stack: OpenRLHF
// Kind: the relative error is divided by the reference, which may be 0
// Caught: build
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("relative-error-of-zero")]
public abstract partial class RelativeErrorOfZero
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
        if (!double.TryParse(rollout.Text.Split('#')[^1], CultureInfo.InvariantCulture, out var said))
            return ValueTask.FromResult(Verdict.Of(false));
        var right = double.Parse(problem.Answer, CultureInfo.InvariantCulture);
        var error = Math.Abs(said - right) / Math.Abs(right); //! KIMI8011
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(Math.Max(0, 1 - error)));
    }
}
