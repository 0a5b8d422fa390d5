// Stack: OpenRLHF
// Kind: wrong answers get minus one
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("plus-one-minus-one")]
public abstract partial class PlusOneMinusOne
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
    [Reward<SignJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<SignJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class SignJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Verdict>(rollout.Text.TrimEnd().EndsWith($"#{problem.Answer}", StringComparison.Ordinal) switch
        {
            true => new Verdict.Scored(1),
            false => new Verdict.Scored(-1), //! KIMI8008
        });
}
