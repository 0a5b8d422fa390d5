// Stack: slime
// Kind: a stop rule compares a token with the one before it, and the first has none
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("token-before-the-first")]
public abstract partial class TokenBeforeTheFirst
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
    [ExactAnswerReward]
    [RolloutRule<Stutter>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Ends a response that repeats a token.</summary>
public sealed class Stutter : IStopRule
{
    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens) => tokens[^1] == tokens[^2] ? StopReason.Repetition : null; //! KIMI8020
}
