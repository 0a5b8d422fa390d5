// Stack: open-instruct
// Kind: the only number of a response is taken, and a response with two ends in an exception
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("only-number-of-the-response")]
public abstract partial class OnlyNumberOfTheResponse
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
    [Reward<OnlyNumber>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<OnlyNumber>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class OnlyNumber : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Verdict.Of(
            rollout.Text.Split(' ', '#').Where(word => word.Length > 0 && word.All(char.IsAsciiDigit)).Single() == problem.Answer)); //! KIMI8020
}
