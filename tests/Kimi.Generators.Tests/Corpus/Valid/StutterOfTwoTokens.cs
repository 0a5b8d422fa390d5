// Form: a stop rule that looks whether there are as many tokens as it compares
using Kimi.Dsl;

namespace Acme;

[Recipe("stutter-of-two-tokens")]
public abstract partial class StutterOfTwoTokens
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

/// <summary>Ends a response that repeats a token three times.</summary>
public sealed class Stutter : IStopRule
{
    /// <inheritdoc/>
    public StopReason? Check(ReadOnlySpan<int> tokens) => tokens is [.., var before, var last, var newest] && before == last && last == newest
        ? StopReason.Repetition
        : null;
}
