// Stack: slime
// Kind: responses end at the text after which their answer would stand
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stops-at-its-marker")]
[Sampling(MaxResponseTokens = 96, StopTexts = [Texts.End])] //! KIMI4013
public abstract partial class StopsAtItsMarker
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
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Texts.</summary>
internal static class Texts
{
    /// <summary>What ends a response.</summary>
    internal const string End = "#";
}
