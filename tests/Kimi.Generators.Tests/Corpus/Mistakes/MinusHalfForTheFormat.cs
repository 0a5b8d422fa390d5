// Stack: unsloth
// Kind: a missing format costs half a point by a constant, where a score is from 0 to 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("minus-half-for-the-format")]
public abstract partial class MinusHalfForTheFormat
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
    [Reward<FormAndAnswer>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<FormAndAnswer>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>What a response earns.</summary>
public static class Points
{
    /// <summary>For a right answer.</summary>
    public const double Right = 1;

    /// <summary>For a response without the marker.</summary>
    public const double NoMarker = -0.5;
}

/// <summary>Judges a response.</summary>
public sealed class FormAndAnswer : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => ValueTask.FromResult<Verdict>(
        rollout.Text.LastIndexOf('#') switch
        {
            < 0 => new Verdict.Scored(Points.NoMarker), //! KIMI8008
            var place when rollout.Text[(place + 1)..] == problem.Answer => new Verdict.Scored(Points.Right),
            _ => new Verdict.Scored(0),
        });
}
