// Stack: verl
// Kind: the marker is that of GSM8K, and the demonstrations have another
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("four-hashes-of-gsm8k")]
public abstract partial class FourHashesOfGsm8k
{
    private const string Mark = Marks.Gsm8k;

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
    [ExactAnswerReward(Marker = Mark)] //! KIMI6011
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward(Marker = Mark)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>What precedes an answer.</summary>
public static class Marks
{
    /// <summary>In GSM8K.</summary>
    public const string Gsm8k = "####";
}
